"""One event told by several articles is one story: which rows belong together, and nothing else.

Rows meet where they share an actor, a place or a kind within the same days; each pair that meets is weighed
by dates, actors, place, kind and words; the strongest pairs are joined first, and a story never holds two
rows of one article or dates that cannot both be. Weights are fixed, so that a new article touches only what
it meets, and the order of rows never matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import pandas as pd

from timeline.likeness import Report, likeness, reports_of

__all__ = ["merged", "pairs_weighed", "states_of"]

CROWD = 48  # rows of one bucket that are weighed each with each; more are parted further first
NARROW, WIDE = 3, 45  # days: up to the first a date is precise, beyond the second it is a period
WITNESSES = 4  # members of a story that are asked whether another fits
JOIN = 2.3  # what a pair must weigh to be one story

_Key = tuple[object, ...]


def merged(
    rows: pd.DataFrame,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    states: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """The rows with a `story_id` each: the event id of the story's first report. Rejected rows
    have stories of their own.

    `together` and `apart` are pairs of event ids that a person has joined or kept apart; they win.
    `states` tells by actor id which state an actor belongs to, so that a minister meets his country.
    """
    told: dict[str, str] = {}
    rejected = rows["review"].fillna("") == "rejected"
    for part in (rows[~rejected], rows[rejected]):
        reports = reports_of(part, states)
        joined = _join(reports, pairs_weighed(reports), together, apart)
        told |= dict(zip(part["event_id"], joined, strict=True))
    stories = [told[event] for event in rows["event_id"]]
    return rows.assign(story_id=pd.Series(stories, index=rows.index, dtype="string"))


def states_of(actors: pd.DataFrame) -> dict[str, str]:
    """The state of each actor that belongs to one, from the frame of actors."""
    named = actors.dropna(subset="state")
    return dict(zip(named["actor_id"], named["state"], strict=True))


def pairs_weighed(reports: Sequence[Report]) -> Iterator[tuple[float, int, int]]:
    """(weight, position, position) of every pair that meets and weighs enough."""
    seen: set[tuple[int, int]] = set()
    for bucket in _buckets(reports).values():
        for crowd in _parted(bucket, reports):
            for one, other in combinations(crowd, 2):
                pair = (one, other) if one < other else (other, one)
                if pair in seen or reports[one].article == reports[other].article:
                    continue
                seen.add(pair)
                weight = likeness(reports[one], reports[other])
                if weight >= JOIN:
                    yield weight, *pair


def _buckets(reports: Sequence[Report]) -> dict[_Key, list[int]]:
    buckets: dict[_Key, list[int]] = defaultdict(list)
    for position, report in enumerate(reports):
        for key in _keys(report):
            buckets[key].append(position)
    return {key: bucket for key, bucket in buckets.items() if len(bucket) > 1}


def _keys(report: Report) -> Iterator[_Key]:
    """Where a report can meet others: precise dates by the day, looser ones by week and month."""
    if report.first is None or report.last is None or report.last - report.first > 400:
        return
    width = report.last - report.first
    near = [("at", round(report.point[0]), round(report.point[1]))] if report.point else []
    anchors: list[object] = [*sorted(report.actors), *sorted(report.states - report.actors), *near]
    if width <= NARROW:
        for word in sorted(report.names | {n for n in report.numbers if len(n) > 1}):
            yield "word", word, report.first
            yield "word", word, report.first + 1
    for anchor in anchors or [None]:
        if width <= NARROW:
            for day in range(report.first, report.last + 2):
                yield "day", anchor, day, *(() if anchor else (report.kind,))
        if width <= WIDE:
            for week in range(report.first // 7, report.last // 7 + 1):
                yield "week", anchor, report.kind, week
        for month in range(report.first // 30, report.last // 30 + 1):
            for second in anchors:
                if str(anchor) < str(second):
                    yield "month", anchor, second, month


def _parted(bucket: list[int], reports: Sequence[Report]) -> Iterator[list[int]]:
    """A bucket as it is; a crowded one parted by kind, place and actors, so that time grows with the rows."""
    if len(bucket) <= CROWD:
        yield bucket
        return
    by_kind: dict[_Key, list[int]] = defaultdict(list)
    for position in bucket:
        by_kind[reports[position].kind, reports[position].place].append(position)
    for crowd in by_kind.values():
        ordered = sorted(
            crowd, key=lambda position: (sorted(reports[position].actors), reports[position].event)
        )
        for start in range(0, len(ordered), CROWD):
            yield ordered[start : start + CROWD]


def _join(
    reports: Sequence[Report],
    weighed: Iterable[tuple[float, int, int]],
    together: Iterable[tuple[str, str]],
    apart: Iterable[tuple[str, str]],
) -> list[str]:
    """The story of each report. The strongest pairs are joined first; ties go by event id."""
    position = {report.event: number for number, report in enumerate(reports)}
    story = list(range(len(reports)))
    members: dict[int, list[int]] = {number: [number] for number in story}
    parted = {frozenset((position[a], position[b])) for a, b in apart if a in position and b in position}

    def unite(one: int, other: int) -> None:
        keep, gone = sorted((story[one], story[other]), key=lambda number: reports[number].rank)
        for member in members[gone]:
            story[member] = keep
        members[keep] += members.pop(gone)

    by_hand: set[int] = set()
    for a, b in together:
        if a in position and b in position and story[position[a]] != story[position[b]]:
            unite(position[a], position[b])
            by_hand.add(story[position[a]])
    order = sorted(weighed, key=lambda pair: (-pair[0], reports[pair[1]].event, reports[pair[2]].event))
    for _, one, other in order:
        left, right = story[one], story[other]
        if left == right or not _may_join(members[left], members[right], reports, parted):
            continue
        if {left, right} & by_hand or _agree(members[left], members[right], reports):
            unite(one, other)
            if {left, right} & by_hand:
                by_hand.add(story[one])
    first = {key: min(group, key=lambda number: reports[number].rank) for key, group in members.items()}
    return [reports[first[key]].event for key in story]


def _may_join(
    left: Sequence[int], right: Sequence[int], reports: Sequence[Report], parted: set[frozenset[int]]
) -> bool:
    """No article twice, and nothing that a person has kept apart."""
    if {reports[number].article for number in left} & {reports[number].article for number in right}:
        return False
    return not any(frozenset((one, other)) in parted for one in left for other in right) if parted else True


def _agree(left: Sequence[int], right: Sequence[int], reports: Sequence[Report]) -> bool:
    """Whether the eldest reports of two stories are alike on the whole, not only the pair that met."""
    pairs = [(one, other) for one in _eldest(left, reports) for other in _eldest(right, reports)]
    return sum(likeness(reports[one], reports[other]) for one, other in pairs) >= 0.5 * JOIN * len(pairs)


def _eldest(story: Sequence[int], reports: Sequence[Report]) -> list[int]:
    return sorted(story, key=lambda number: reports[number].rank)[:WITNESSES]
