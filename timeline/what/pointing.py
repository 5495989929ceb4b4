"""Words that point to what was told before ("these talks"), with an article in their place."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from timeline.what.dating import Happening
from timeline.what.shape import tidy

__all__ = ["unpointed"]

_MELTING = 2  # letters of the longest preposition that melts into an article
_VOWELS = frozenset("aeiou")


def unpointed(happening: Happening, words: Sequence[int], title: str) -> str:
    """A headline with an article for each demonstrative before a noun; `words` are its positions in the
    sentence."""
    for n in range(len(words) - 1):
        article = _article(happening, words[n], words[n + 1])
        if article is None:
            continue
        token = happening.told.sentence.tokens[words[n]]
        shown = happening.told.text[token.start : token.end]
        at = title.lower().find(shown.lower()) if n == 0 else title.find(f" {shown} ") + 1
        if at != 0 if n == 0 else not at:
            continue
        gap = "" if article.endswith("'") or not article else " "
        title = tidy(title[:at] + article + gap + title[at + len(shown) :].lstrip())
    return title


def _article(happening: Happening, i: int, following: int) -> str | None:
    """What stands for word i, a demonstrative right before a noun; None where it stands."""
    told, sentence = happening.told, happening.told.sentence
    article, _, before_vowel = told.lexicon.articles.get(sentence.tokens[i].word, "-").partition("|")
    held = {"pronouns", "relatives", "clitics"} & sentence.classes[following]
    verbal = any(group.first <= j < group.last for group in sentence.groups for j in (i, following))
    whole = sentence.reach[i] > i + 1  # "this latter"
    if article == "-" or held or verbal or whole or following != i + 1:
        return None
    melts = not told.lexicon.bracket and len(set(told.lexicon.articles.values())) > 1
    if i > 0 and melts and _melting(sentence.tokens[i - 1].word, sentence.classes[i - 1]):
        return None  # "de ces" is not "de les", "al este" no demonstrative
    first = sentence.tokens[following].word[0]
    if not first.isalpha():
        return None
    return before_vowel if before_vowel and normalize("NFD", first)[0] in _VOWELS else article


def _melting(word: str, names: frozenset[str] | set[str]) -> bool:
    """A preposition that an article would melt into, or that holds one."""
    return bool({"prepositions", "genitives"} & names) and (len(word) <= _MELTING or "determiners" in names)
