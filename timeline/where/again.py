"""Named by what it is: "the city" for the town named before, "the Libyan capital" for Tripoli."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from timeline.model import Place, Toponym
from timeline.where.wording import REACH, Wording, plain

__all__ = ["again"]

MEASURE = re.compile(r"[^.;\n]{0,12}?\d[\d.,\s]*\s?[^\W\d_]+[^.,;\n]{0,40}$")
FAR = 1000  # characters over which a place is still the one spoken of


def again(text: str, words: Wording, named: Sequence[Toponym]) -> list[Toponym]:
    """The toponyms of a text with those places that its own nouns name again, sorted and disjoint."""
    named = sorted([*named, *_capitals(text, words, named)], key=lambda toponym: toponym.start)
    if words.again is None or not named:
        return named
    return sorted([*named, *_again(text, words, named)], key=lambda toponym: toponym.start)


def _capitals(text: str, words: Wording, named: Sequence[Toponym]) -> Iterator[Toponym]:
    """The capitals told by their state's adjective."""
    starts = [toponym.start for toponym in named]
    for match in words.capital.finditer(text) if words.capital else ():
        side = next((x for x in ("before", "after") if (match[x] or "").lower() in words.demonyms), None)
        if side is None:
            continue
        start, end = min(match.start(side), match.start("noun")), max(match.end(side), match.end("noun"))
        at = bisect_left(starts, end)
        if any(start < one.end for one in named[max(0, at - 1) : at]):
            continue
        place = _seat(words.demonyms[match[side].lower()], words)
        if place is not None:
            there = bool(words.locative and words.locative.search(text[max(0, start - REACH) : start]))
            yield Toponym(place, start, end, text[start:end], there)


def _seat(state: str, words: Wording) -> Place | None:
    """The capital of a state, the largest town of that name there."""
    towns = [
        candidate.place
        for name in words.capitals.get(state, ())[:1]
        for candidate in words.candidates(name)
        if candidate.place.country == state and candidate.place.kind == "city"
    ]
    return max(towns, key=lambda place: place.population, default=None)


def _again(text: str, words: Wording, named: Sequence[Toponym]) -> Iterator[Toponym]:
    assert words.again is not None
    starts = [toponym.start for toponym in named]
    for match in words.again.finditer(text):
        at = bisect_left(starts, match.start())
        before = [
            one
            for number, one in enumerate(named[:at])
            if match.start() - one.end <= FAR and not (number and _measured(text, named[number - 1], one))
        ]
        start, end = match.span("noun")
        if any(one.start < end and start < one.end for one in named[max(0, at - 1) : at + 1]):
            continue
        place = _meant(plain(match["noun"]), before, words)
        if place is not None:
            there = bool(words.locative and words.locative.search(text[max(0, start - REACH) : start]))
            yield Toponym(place, start, end, text[start:end], there)


def _measured(text: str, first: Toponym, then: Toponym) -> bool:
    """Whether the second only says where the first is: "X, 50 km west of Y"."""
    between = text[first.end : then.start]
    return between.startswith((",", " (")) and bool(MEASURE.match(between))


def _meant(noun: str, before: Sequence[Toponym], words: Wording) -> Place | None:
    """The last place whose name has that noun in it; for a noun of towns the last town."""
    for one in reversed(before):
        if noun in plain(one.text).split():
            return one.place
    if noun in words.town_nouns:
        return next((one.place for one in reversed(before) if one.place.kind == "city"), None)
    return None
