"""Which reports meet at all: a few candidates for each report, however many there are.

Reports meet in blocks: those that share an actor, a place, a name or a kind within the same days. In a small
block each meets each. In a crowded one (a state that is in the news every day) the reports are put in order,
once by who and what, once by their words, and each meets only its neighbours. A report with a vague date
("in 2003") meets what falls into its time and names a like name. So the pairs grow with the rows; which pairs
meet depends on the reports alone, never on their order; a report added touches only the blocks it falls into.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations
from struct import pack
from typing import Any
from zlib import crc32

import numpy as np

from timeline.likeness import told_apart
from timeline.reports import Report

__all__ = ["CROWD", "LONGEST", "NARROW", "Key", "all_keys_of", "meetings", "pairs_at", "ranks_of"]

CROWD = 16  # reports of a block up to which each meets each
WINDOW = 4  # neighbours that a report of a crowded block meets, in each order
NARROW, WIDE = 3, 45  # days: up to the first a date is precise, beyond the second it is a period
LONGEST = 400  # days; what lasts longer meets nothing
CHUNK = 2**20  # pairs looked at together
_VAGUE = "vague"
_BEGINNING = 4  # letters of a word by which reports meet, whatever its ending

Key = tuple[object, ...]
Ranks = tuple[Sequence[int], Sequence[int], Sequence[int]]


def meetings(reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Pairs of positions, the lower first, each once; of one article only those of one passage."""
    ranks = ranks_of(reports)
    count = len(reports)
    met = array("q")
    precise = (_pairs_of(block, ranks) for block in _blocks(reports, _keys_of))
    vague = (_vague_pairs_of(block, ranks, reports) for block in _blocks(reports, _vague_keys_of))
    for pairs in chain(precise, vague):
        met.extend(one * count + other if one < other else other * count + one for one, other in pairs)
    for numbers in np.array_split(np.unique(np.frombuffer(met, dtype=np.int64)), len(met) // CHUNK + 1):
        for number in numbers.tolist():
            low, high = divmod(number, count)
            if not told_apart(reports[low], reports[high]):
                yield low, high


def _blocks(reports: Sequence[Report], keys_of: Callable[[Report], Iterator[Key]]) -> Iterator[list[int]]:
    """The positions of reports that share a key, by its hash: a list of tuples would not fit in memory."""
    keys, holders = array("q"), array("i")
    for position, report in enumerate(reports):
        before = len(keys)
        keys.extend(map(hash, keys_of(report)))
        holders.extend([position] * (len(keys) - before))
    if not keys:
        return
    order = np.argsort(np.frombuffer(keys, dtype=np.int64), kind="stable")
    ordered = np.frombuffer(keys, dtype=np.int64)[order]
    positions = np.frombuffer(holders, dtype=holders.typecode)[order]
    del order
    edges = np.flatnonzero(np.diff(ordered)) + 1
    starts, ends = np.concatenate(([0], edges)), np.concatenate((edges, [len(ordered)]))
    shared = ends - starts > 1
    for start, end in zip(starts[shared].tolist(), ends[shared].tolist(), strict=True):
        yield positions[start:end].tolist()


def all_keys_of(report: Report) -> Iterator[Key]:
    """The names of all blocks that a report falls into."""
    yield from _keys_of(report)
    yield from _vague_keys_of(report)


def pairs_at(
    key: Key, block: list[int], ranks: Ranks, reports: Sequence[Report]
) -> Iterator[tuple[int, int]]:
    """Who meets whom among the positions of a block of this name."""
    return _vague_pairs_of(block, ranks, reports) if key[0] == _VAGUE else _pairs_of(block, ranks)


def _keys_of(report: Report) -> Iterator[Key]:
    """Where a report can meet others: precise dates by the day, looser ones by week and month."""
    if report.first is None or report.last is None or report.last - report.first > LONGEST:
        return
    width = report.last - report.first
    near = [("at", round(report.point[0]), round(report.point[1]))] if report.point else []
    anchors: list[object] = [*sorted(report.actors), *sorted(report.states - report.actors.keys()), *near]
    if width <= NARROW:
        words = report.names | report.surnames | {n for n in report.numbers if len(n) > 1}
        if not report.country_wide:
            words |= report.place_names
        for word in {word[:_BEGINNING] for word in words}:
            yield "word", word, report.first
            yield "word", word, report.first + 1
    for anchor in anchors or [None]:
        if width <= NARROW:
            for day in range(report.first, report.last + 2):
                yield "day", anchor, day, *(() if anchor else (report.kind,))
        if width <= WIDE:
            for week in range(report.first // 7, report.last // 7 + 1):
                yield "week", anchor, None if anchor in near else report.kind, week
    for one, other in combinations(sorted(anchors, key=str), 2):
        for month in range(report.first // 30, report.last // 30 + 1):
            yield "month", one, other, month


def _vague_keys_of(report: Report) -> Iterator[Key]:
    """Where a report can meet another whose date is vague, or where its own is: by each name, in each month
    that it may fall into."""
    if report.first is None or report.last is None or report.last - report.first > LONGEST:
        return
    for month in range(report.first // 30, report.last // 30 + 1):
        for name in report.names:
            yield _VAGUE, name, month


def _vague_pairs_of(block: list[int], ranks: Ranks, reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Who meets whom among the positions of such a block: those of whom one or both have a vague date."""
    if any(_vague(reports[one]) for one in block):
        for one, other in _pairs_of(block, ranks):
            if _vague(reports[one]) or _vague(reports[other]):
                yield one, other


def _vague(report: Report) -> bool:
    return report.first is not None and report.last is not None and report.last - report.first > NARROW


def _pairs_of(block: list[int], ranks: Ranks) -> Iterator[tuple[int, int]]:
    """Who meets whom among the positions of a block."""
    if len(block) <= CROWD:
        yield from combinations(block, 2)
        return
    for order in ranks:
        ranked = sorted(block, key=order.__getitem__)
        for at, one in enumerate(ranked):
            for other in ranked[at + 1 : at + 1 + WINDOW]:
                yield one, other


def ranks_of(reports: Sequence[Report]) -> Ranks:
    """The place of each report in three orders: by who and what, and twice by the words that it may share
    with its like in any language."""
    marks = [_marks(report) for report in reports]
    who = [
        (report.first or 0, tuple(sorted(report.actors)), report.kind, report.place or "", few, report.event)
        for report, (few, _) in zip(reports, marks, strict=True)
    ]
    first = _places(who)
    del who
    return (
        first,
        _places([(few, report.event) for report, (few, _) in zip(reports, marks, strict=True)]),
        _places([(many, report.event) for report, (_, many) in zip(reports, marks, strict=True)]),
    )


def _places(keys: Sequence[tuple[Any, ...]]) -> Sequence[int]:
    """The place of each key in their order."""
    places = array("i", bytes(4 * len(keys)))
    for place, position in enumerate(sorted(range(len(keys)), key=keys.__getitem__)):
        places[position] = place
    return places


def _marks(report: Report) -> tuple[bytes, bytes]:
    """Numbers of a report's words, the three smallest and the three largest."""
    marks = sorted(crc32(word.encode()) for word in report.stems | report.numbers)
    few, many = marks[:3], marks[:-4:-1]
    return pack(f">{len(few)}I", *few), pack(f">{len(many)}I", *many)
