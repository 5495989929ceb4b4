"""Find: every stretch of a text that could name a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.model import Place
from timeline.where.gazetteer import Candidate, folded, gazetteer
from timeline.where.wording import REACH, Wording, plain

__all__ = ["Found", "find"]

WORD = re.compile(r"[^\W\d_]+")
INFLECTED = 3  # words of a name that may stand in another form than the one that is listed
SHORT = 4  # letters of the shortest name that is believed without a list
JOINED = re.compile(r"[\s'’.-]{1,3}")
SPELLED = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text and the places, one at least, that it may mean. `formed`: told by its form."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    formed: bool = False


def find(text: str, words: Wording) -> list[Found]:
    """Sorted, disjoint, the longest reading of each stretch."""
    called = {match.start(2): match[2] for match in words.called.finditer(text)} if words.called else {}
    known = [replace(one, formed=True) if one.start in called else one for one in _names(text, words)]
    sites = {one.start for one in known if one.candidates[0].place.kind == "site"}
    formed = [one for one in _forms(text, words) if one.start not in sites]
    formed += _towns(text, words, set(called.values()))
    found = sorted([*known, *formed], key=lambda f: (f.start, -f.end))
    result: list[Found] = []
    for one in found:
        while (
            result and one.start < result[-1].end and one.end - one.start > result[-1].end - result[-1].start
        ):
            result.pop()
        if not result or one.start >= result[-1].end:
            result.append(one)
    return result


def _length(one: Found) -> int:
    return one.end - one.start


def _names(text: str, words: Wording) -> Iterator[Found]:
    """Names of the gazetteer: at each capitalised word the longest one that begins there."""
    spans = [match.span() for match in WORD.finditer(text)]
    world, small = gazetteer().longest, words.small
    number, last = 0, len(spans)
    while number < last:
        start, end = spans[number]
        word = text[start:end]
        if not text[start].isupper() and word not in small:
            number += 1
            continue
        length = max(world.get(word, 1), words.longest.get(word, 1))
        if word.isupper() or words.endings:
            length = max(length, 3)
        for count in range(min(length, last - number), 0, -1):
            if count > 1 and not all(
                JOINED.fullmatch(text, spans[n][1], spans[n + 1][0])
                for n in range(number, number + count - 1)
            ):
                continue
            end = spans[number + count - 1][1]
            end += text[end : end + 1] == "." and text[start : end + 1] in words.names
            candidates = _meanings(text, start, end, words)
            if candidates and (count > 1 or text[start].isupper()):
                yield Found(start, end, tuple(candidates))
                number += count - 1
                break
        number += 1


def _meanings(text: str, start: int, end: int, words: Wording) -> list[Candidate]:
    """What these words may mean: as they stand, with the article the preposition swallowed, from capitals."""
    name = text[start:end].translate(SPELLED)
    found = words.candidates(name)
    if name.isupper() and len(name) > 3 and not found:
        found = words.candidates(name.title())
    if words.contracted and text[start - 1 : start] == " ":
        before = text[text.rfind(" ", 0, start - 1) + 1 : start - 1].lower()
        if before in words.contracted:
            found = words.candidates(f"{words.contracted[before]} {name}") or found
    return found


def _forms(text: str, words: Wording) -> Iterator[Found]:
    """Sites and regions told by their form: "place X", "X Airport", "oblast of X"."""
    for pattern, slot, own in ((words.leading, 2, 1), (words.trailing, 1, 2)):
        for match in pattern.finditer(text) if pattern else ():
            kind, english = words.forms[plain(match[own])]
            article, _, bare = match[slot].partition(" ")
            name = bare if bare and article.lower() in words.articles else match[slot]
            start = match.start() + (len(match[slot]) - len(name) if slot < own else 0)
            if slot < own and words.adjectival(name):
                continue
            place = _formed(text[start : match.end()], name, kind, english, words)
            if place:
                yield Found(start, match.end(), (Candidate(place),), formed=True)


def _towns(text: str, words: Wording, names: set[str]) -> Iterator[Found]:
    """Towns that no list has, which the text itself calls so, wherever it names them: the given names ("the
    village of X"), and those it describes ("in X" with "X, a village …")."""
    for match in words.apposed.finditer(text) if words.apposed else ():
        again = re.finditer(rf"(?<![\w-]){re.escape(match[1])}(?!\w)", text)
        if words.locative and any(
            words.locative.search(text, max(0, one.start() - REACH), one.start()) for one in again
        ):
            names.add(match[1])
    for name in sorted(names):
        if words.candidates(name.translate(SPELLED)) or words.adjectival(name) or len(name) < SHORT:
            continue
        town = (Candidate(Place(" ".join(name.split()), None, None, None, "city")),)
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            yield Found(match.start(), match.end(), town, formed=True)


def _formed(whole: str, name: str, kind: str, english: str, words: Wording) -> Place | None:
    """The place that a form makes of a name; a region only of a place that is known."""
    known = words.candidates(whole.translate(SPELLED)) or words.candidates(name.translate(SPELLED))
    if kind == "region":
        if not known or known[0].place.kind == "country":
            return None
        seat = known[0].place
        if seat.kind == "region":
            return seat
        return _region_of(seat) or Place(seat.name, seat.country, seat.latitude, seat.longitude, kind)
    if known and known[0].place.kind == "site":
        return known[0].place
    if known and (known[0].place.kind == "country" or known[0].place.latitude is None):
        return None
    town = known[0].place if known else None
    title = english.replace("{}", town.name if town else name) if english else whole
    return Place(
        " ".join(title.split()),
        town.country if town else None,
        town.latitude if town else None,
        town.longitude if town else None,
        "site",
    )


def _region_of(town: Place) -> Place | None:
    """The region called after its town."""
    stem = folded(town.name) + " "
    for region in gazetteer().regions:
        if region.country == town.country and folded(region.name).startswith(stem):
            return region
    return None
