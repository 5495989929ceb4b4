"""How alike two reports are: dates, actors, place, kind and words, weighed against each other.

Weights are fixed, but for one thing: an actor that many reports of a day name says less, and how many those
are is known from that day alone.
"""

from __future__ import annotations

from math import asin, cos, log2, radians, sin, sqrt

from timeline.reports import Report

__all__ = ["likeness", "told_apart"]

NEAR = 30.0  # kilometres between a site and its town
BUSY = 3  # reports of one day up to which it says all it can that they share an actor
# kinds that tell the same act from another side
_KIN = [
    {"CONSULT", "AGREE", "COOPERATE", "REQUEST", "SUPPORT"},
    {"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"},
    {"RETREAT", "CONCEDE", "COOPERATE", "AGREE", "AID"},
    {"REJECT", "RETREAT", "ACCUSE", "SANCTION", "THREATEN"},
]


def told_apart(one: Report, other: Report) -> bool:
    """Whether one article tells the two in different passages, and so as two events."""
    if one.article != other.article:
        return False
    if one.passage is None or other.passage is None:
        return True
    shared = min(one.passage[1], other.passage[1]) - max(one.passage[0], other.passage[0])
    return 2 * shared < min(end - start for start, end in (one.passage, other.passage))


def likeness(one: Report, other: Report) -> float:
    """How much speaks for one story. About 0 where nothing speaks for or against; above 2.3 they are one."""
    when = _when(one, other)
    if when is None:
        return -9.0
    return when + _who(one, other) + _where(one, other) + _what(one, other) + _words(one, other)


def _when(one: Report, other: Report) -> float | None:
    """None where both dates cannot be and are too far apart for a slip."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return None
    narrow, wide = sorted((one.last - one.first, other.last - other.first))
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap > 0:
        if wide > 3 or gap > 3:
            return None
        return -0.6 - 0.8 * gap
    if wide == 0:
        return 1.6
    if narrow == wide and gap == -wide:
        return 1.2 if wide <= 31 else 0.6
    if wide <= 10:
        return 1.2
    return -0.6


def _who(one: Report, other: Report) -> float:
    both = one.actors.keys() & other.actors.keys()
    shared = max(len(both), len(one.heard & other.heard))
    if not shared:
        if _mentioned(one, other) or _mentioned(other, one):
            return 0.8 if not one.actors or not other.actors else 0.0
        if not one.actors or not other.actors:
            return 0.0
        return -0.3 if one.states & other.states else -0.8
    few = min(len(one.actors), len(other.actors))
    busy = min((max(one.actors[actor], other.actors[actor]) for actor in both), default=0) / BUSY
    return (
        0.5
        + 0.45 * min(shared, 4)
        + 0.5 * (shared / few)
        - (0.6 if shared == 1 and few > 2 else 0.0)
        - min(0.8 * log2(max(busy, 1.0)), 2.4)
    )


def _mentioned(one: Report, other: Report) -> bool:
    """Whether the passage of one names an actor of the other, maybe with an ending of another language."""
    return any(
        name.startswith(surname) and len(name) <= len(surname) + 1
        for surname in other.surnames
        for name in one.names
    )


def _where(one: Report, other: Report) -> float:
    if one.place is None or other.place is None:
        return 0.0
    if one.place == other.place and not one.country_wide:
        return 1.2
    if _named(one, other) or _named(other, one):
        return 0.8
    if one.country_wide or other.country_wide:
        return 0.2 if one.country == other.country else -0.2
    if one.point and other.point and _kilometres(one.point, other.point) <= NEAR:
        return 0.8
    if one.place_names == other.place_names and one.place_names and not (one.point and other.point):
        return 0.8
    if one.country is None or other.country is None:
        return 0.0
    if one.country == other.country:
        return -0.3
    return -0.8


def _named(one: Report, other: Report) -> bool:
    """Whether the words of a place stand in the other's passage: the palace, and the town that it is in. That
    a country does says no more than that the place is in it."""
    return not one.country_wide and bool(one.place_names) and one.place_names <= other.names


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    (north, east), (north2, east2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 12742 * asin(sqrt(half))


def _what(one: Report, other: Report) -> float:
    if one.kind == other.kind:
        return 0.0 if one.kind == "OTHER" else 0.7
    if "OTHER" in (one.kind, other.kind):
        return 0.0
    return 0.1 if any(one.kind in kin and other.kind in kin for kin in _KIN) else -0.8


def _words(one: Report, other: Report) -> float:
    """Words shared, and within one language, where there are enough of them, words not shared."""
    said = 0.6 * min(len({n for n in one.numbers & other.numbers if len(n) > 1}), 2)
    said += 0.5 * min(len(one.names & other.names), 2)
    few = min(len(one.stems), len(other.stems))
    shared = len(one.stems & other.stems) / max(few, 4)
    if one.language == other.language:
        return said + 4.4 * shared - 1.6 * min(few / 6, 1.0)
    return said + 2.8 * shared - (0.1 if few else 0.0)
