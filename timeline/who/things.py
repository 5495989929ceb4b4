"""Things: what has a name but does not act: treaties, operations, pipelines, storms, indices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.model import Mention, Thing
from timeline.who.lexicon import Lexicon
from timeline.who.tokens import Tokens

__all__ = ["things"]

_REACH = 7


def things(tokens: Tokens, lexicon: Lexicon, mentions: Sequence[Mention]) -> list[Thing]:
    """Named things, sorted and disjoint; none overlaps the mention of an actor unless it is longer."""
    found: list[Thing] = []
    done = 0
    spans = [(mention.start, mention.end) for mention in mentions]
    at = 0
    for i, j in _spans(tokens, lexicon):
        start, end = tokens.span(i, j)
        if start < done:
            continue
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][0] <= start and end <= spans[at][1]:
            continue
        found.append(Thing(" ".join(tokens.text[start:end].split()), start, end))
        done = end
    return found


def _spans(tokens: Tokens, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    heads = lexicon.words["thing_heads"]
    known: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon.phrases["things"]:
        known.setdefault(phrase[0], []).append(phrase)
    for i, key in enumerate(tokens.keys):
        for phrase in known.get(key, ()):
            if tokens.capital[i] and tuple(tokens.keys[i : i + len(phrase)]) == phrase:
                j = i + len(phrase)
                yield i, j + _number(tokens, j)
                break
        else:
            if key in heads:
                yield from _around(tokens, lexicon, i)


def _number(tokens: Tokens, j: int) -> int:
    """One more word where a short number belongs to the name: "Nord Stream 2"."""
    return int(
        j < len(tokens) and tokens.joined(j - 1) and tokens.words[j].isdigit() and len(tokens.words[j]) < 3
    )


def _around(tokens: Tokens, lexicon: Lexicon, i: int) -> Iterator[tuple[int, int]]:
    """The name a head noun belongs to: "accords de Minsk", "Operation Cast Lead", "Paris Agreement"."""
    of, skip = lexicon.words["of"], lexicon.words["not_names"]
    if tokens.heading[i] or tokens.shouted[i]:
        return
    j = end = i + 1
    named = lexicon.head_first or tokens.capital[i]
    while named and j < len(tokens) and j - i < _REACH and tokens.joined(j - 1):
        if tokens.capital[j] and (tokens.keys[j] not in skip or end > i + 1):
            j = end = j + 1
        elif tokens.keys[j] in of and j == end:
            j += 1
        elif end > i + 1 and tokens.words[j].isdigit():
            j = end = j + 1
        else:
            break
    if end > i + 1:
        yield i, end
        return
    start = i
    while tokens.capital[i] and start and tokens.joined(start - 1) and tokens.capital[start - 1]:
        if tokens.keys[start - 1] in skip:
            break
        start -= 1
    if start < i:
        yield start, i + 1
