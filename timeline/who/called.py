"""Names that a common noun says the kind of: "the newspaper X", "compagnie pétrolière X", «компанія "X"»."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from timeline.model import Actor, Mention
from timeline.who.firstnames import particles
from timeline.who.lexicon import Lexicon
from timeline.who.spelling import slug
from timeline.who.tokens import Tokens

__all__ = ["called"]

_KINDS = {"called_organisations": "organisation", "called_media": "medium", "called_groups": "group"}
_OPENING = {"«": "»", "“": "”", "„": "“", '"': '"', "``": "''", "'": "'", "‘": "’"}
_MOST = 6  # words of a name
_SHORT = 3  # letters from which one word is looked for again


def called(
    tokens: Tokens, lexicon: Lexicon, given: Container[str], known: Sequence[Mention]
) -> Iterator[tuple[int, int, Actor]]:
    """Such names, and wherever the text has them again: (first word, word after, actor).

    Words of `known` mentions and of persons' names are left alone.
    """
    taken = bytearray(len(tokens.text))
    for mention in known:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for table, kind in _KINDS.items():
        for phrase in lexicon.phrases[table]:
            phrases.setdefault(phrase[0], []).append((phrase, kind))
    found: dict[tuple[str, ...], Actor] = {}
    for i, key in enumerate(tokens.keys):
        small = not tokens.capital[i] or tokens.words[i].isupper()
        if not (small or lexicon.capital_nouns or tokens.opens[i]):
            continue
        for phrase, kind in phrases.get(key, ()):
            j = i + len(phrase)
            if len(phrase) > 1 and tuple(tokens.keys[i:j]) != phrase:
                continue
            span = _name(tokens, lexicon, given, j)
            if span is None or any(taken[tokens.starts[span[0]] : tokens.ends[span[1] - 1]]):
                continue
            start, end = tokens.span(*span)
            name = " ".join(tokens.text[start:end].split())
            found.setdefault(tuple(tokens.words[span[0] : span[1]]), Actor(slug(name), name, kind))
    for words, actor in found.items():
        if len(words) == 1 and (len(words[0]) < _SHORT or words[0].lower() in tokens.small):
            continue
        size = len(words)
        for i, word in enumerate(tokens.words):
            if word == words[0] and tuple(tokens.words[i : i + size]) == words:
                yield i, i + size, actor


def _name(tokens: Tokens, lexicon: Lexicon, given: Container[str], k: int) -> tuple[int, int] | None:
    """The name that follows at word `k`, over a demonym: what stands in quotation marks, or the capitalised
    words."""
    words, size = lexicon.words, len(tokens)
    if k >= size:
        return None
    if lexicon.head_first and not tokens.capital[k] and tokens.keys[k] in lexicon.nations:
        k += 1
    if k >= size or not tokens.capital[k]:
        return None
    gap = tokens.gap(k - 1)
    mark = _OPENING.get(gap.strip())
    if mark is not None and gap[0].isspace():
        closes = tokens.text.find(mark, tokens.ends[k])
        j = k
        while j < size and j - k < _MOST and tokens.ends[j] <= closes:
            j += 1
        return (k, j) if j > k and closes - tokens.ends[j - 1] <= 1 else None
    if gap != " ":
        return None
    first = k + 1 if tokens.keys[k] in words["definite"] and k + 1 < size else k
    barred = words["not_names"] | words["titles"] | words["courtesies"] | words["organisation_heads"]
    key = tokens.keys[first]
    if not tokens.capital[first] or tokens.initial(first):
        return None
    if key in barred or key in lexicon.nations or key in lexicon.templates:
        return None
    if first == k and key in given and k + 1 < size and tokens.capital[k + 1]:
        return None
    j, small = first + 1, particles()
    while j < size and j - k < _MOST and tokens.joined(j - 1):
        if tokens.capital[j] and tokens.keys[j] not in barred:
            j += 1
        elif tokens.keys[j] in small and j + 1 < size and tokens.capital[j + 1] and tokens.joined(j):
            j += 2
        else:
            break
    whole = j >= size or tokens.keys[j] not in words["of"] or not tokens.joined(j - 1)
    return (k, j) if whole and not (lexicon.capital_nouns and j - k > 2) else None
