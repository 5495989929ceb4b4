"""What is put before the words of a headline: a speaker, the actor a pronoun stands for, whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.model import Mention, Span
from timeline.what.dating import Happening
from timeline.what.lexicon import plain
from timeline.what.meant import agrees, meant
from timeline.what.order import turned
from timeline.what.reading import inside
from timeline.what.sentences import VerbGroup
from timeline.what.shape import QUOTES

__all__ = ["led", "nominative"]

_FRONT = 14  # words before a pronoun that tell where or when
_MANY = ("people", "group")  # kinds of actors that are many
_REACH = 12  # characters in which an article stands before a name
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+['’]?)\s?$")


def led(
    happening: Happening, words: list[int], mentions: Sequence[Mention], before: Sequence[Mention] = ()
) -> tuple[str, list[int]]:
    """What is put before the words, and what is left of them: the speaker of a quotation, the actor whom a
    pronoun stands for, whose it is. `before` are those told of just before,
    subjects first."""
    words = turned(happening, words)
    colon = happening.told.lexicon.colon
    speaker = _speaker(happening, words)
    if speaker:
        return speaker + colon, words
    resolved = _antecedent(happening, words)
    if resolved:
        return resolved
    missing = _missing(happening, words, mentions, before)
    if missing:
        return missing + " ", words
    owner = _owner(happening, words)
    if owner:
        return owner + colon, words
    return "", words


def _speaker(happening: Happening, words: Sequence[int]) -> str | None:
    """Who says what stands in quotation marks, when the headline is only what is said."""
    told, clause = happening.told, happening.clause
    if happening.nested or not words or not told.closing(clause):
        return None
    start = told.sentence.tokens[words[0]].start
    quoted = any(told.text[start - 1 : start + 1].count(quotes[0]) for quotes in QUOTES)
    named = inside(told.mentions, Span(clause.start, clause.end))
    return named[0].text if quoted and named else None


def _missing(
    happening: Happening, words: Sequence[int], mentions: Sequence[Mention], before: Sequence[Mention]
) -> str | None:
    """Who does what a headline tells that would begin with its verb."""
    sentence, group = happening.told.sentence, happening.clause.group
    if not words or happening.nested or group is None or happening.told.lexicon.bracket:
        return None
    if happening.told.reports(happening.clause) or "pronouns" in sentence.classes[words[0]]:
        return None  # the subject may come after it
    first = next((i for i in words if not {"clitics", "negations"} & sentence.classes[i]), words[0])
    if not group.first <= first < group.last:
        return None
    outside = [m for m in mentions if m.end <= sentence.tokens[words[0]].start and _subject(happening, m)]
    if not outside:
        outside = _understood(happening, words, group, before)
    if not outside or not nominative(happening, outside[0]):
        return None
    if not agrees(happening.told, group, outside[0]):
        return None
    many = sentence.tokens[group.first].word.endswith(happening.told.lexicon.endings.get("plural", ()))
    return None if many and outside[0].actor.kind not in _MANY else _named(happening, outside[0])


def _understood(
    happening: Happening, words: Sequence[int], group: VerbGroup, before: Sequence[Mention]
) -> list[Mention]:
    """Whom the sentence before was about, where a language leaves its pronoun out: nothing after the verb
    may be its subject, and both are one or many."""
    told, sentence = happening.told, happening.told.sentence
    ends = told.lexicon.endings
    following = next((i for i in words if i >= group.last), None)
    if "speakers" not in ends or group.first != words[0] or following is None:
        return []
    if not {"prepositions", "adjuncts", "subordinators"} & sentence.classes[following]:
        return []
    many = sentence.tokens[group.first].word.endswith(ends.get("plural", ()))
    kinds = _MANY if many else ("person",)
    return [m for m in before if m.actor.kind in kinds and agrees(told, group, m)]


def _owner(happening: Happening, words: Sequence[int]) -> str | None:
    """Whose it is that a headline would begin with: "its forces"."""
    told, sentence = happening.told, happening.told.sentence
    whose = next((i for i in words[:2] if "possessives" in sentence.classes[i]), None)
    if whose is None or happening.told.closing(happening.clause):
        return None
    if whose != words[0] and "determiners" not in sentence.classes[words[0]]:
        return None
    stands = meant(told, whose)
    return stands[0].text if len(stands) == 1 and nominative(happening, stands[0]) else None


def _subject(happening: Happening, mention: Mention) -> bool:
    """Whether a mention may be a subject: no word before it ties it to another."""
    before = _LAST_WORD.search(happening.told.text[max(0, mention.start - _REACH) : mention.start])
    names = happening.told.lexicon.classes.get(plain(before[1]), frozenset()) if before else frozenset()
    return not {"prepositions", "agents", "genitives"} & names


def _named(happening: Happening, mention: Mention) -> str:
    """The words of a mention, with the article before them."""
    lexicon, before = happening.told.lexicon, happening.told.text[: mention.start]
    article = _LAST_WORD.search(before[-_REACH:])
    names = lexicon.classes.get(plain(article[1]), frozenset()) if article else frozenset()
    if (
        article is None
        or not {"determiners", "definites"} <= names
        or {"prepositions", "possessives"} & names
    ):
        return mention.text
    return article[0] + mention.text


def nominative(happening: Happening, mention: Mention) -> bool:
    """Whether a mention can stand as a subject: where nouns have cases, a name as it is listed."""
    listed = {words for _, words in mention.actor.labels}
    return not happening.told.lexicon.cases or mention.text in listed


def _antecedent(happening: Happening, words: Sequence[int]) -> tuple[str, list[int]] | None:
    """The actor whom the pronoun before the verb stands for, and the words after it."""
    told, sentence = happening.told, happening.told.sentence
    n = _pronoun_at(happening, words)
    if n is None or n + 1 >= len(words):
        return None
    pronoun = sentence.tokens[words[n]]
    if not told.text[pronoun.end : pronoun.end + 1].isspace() or sentence.tokens[words[n + 1]].word[0] == "'":
        return None  # "he'll"
    stands = meant(told, words[n])
    if len(stands) != 1 or stands[0].actor.kind not in ("person", *_MANY):
        return None  # of things it would be a guess
    if not _agrees(happening, words[n], stands[0]) or not nominative(happening, stands[0]):
        return None
    return _named(happening, stands[0]) + " ", list(words[n + 1 :])


def _pronoun_at(happening: Happening, words: Sequence[int]) -> int | None:
    """Where among the words a pronoun is the subject: the first word, or right before the verb behind an
    adverbial without a verb."""
    sentence, group = happening.told.sentence, happening.clause.group
    kinds = {"pronouns", "person_pronouns"}

    def stands(i: int) -> bool:
        names = sentence.classes[i]
        return kinds <= names and not {"impersonal", "determiners"} & names

    if not words:
        return None
    if "person_pronouns" in sentence.classes[words[0]] and "impersonal" not in sentence.classes[words[0]]:
        return 0
    if happening.nested or group is None or group.first not in words or sentence.bracket:
        return None
    n = words.index(group.first) - 1
    while n > 0 and {"clitics", "negations"} & sentence.classes[words[n]] and not stands(words[n]):
        n -= 1
    verbs = {g.first for g in sentence.groups if g.finite}
    if n <= 0 or n > _FRONT or not stands(words[n]) or verbs & set(words[:n]):
        return None
    return n


def _agrees(happening: Happening, i: int, mention: Mention) -> bool:
    """Whether a pronoun for one, where articles tell one from many, means somebody told of as one."""
    sentence, lexicon = happening.told.sentence, happening.told.lexicon
    first = plain(_named(happening, mention)).split()[:1]
    many = bool(first) and "plurals" in lexicon.classes.get(first[0], frozenset())
    return not many or "plural_pronouns" in sentence.classes[i]
