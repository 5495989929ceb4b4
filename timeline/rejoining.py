"""Stories after a change: what has changed is weighed and joined anew with what it meets, the rest stands.

The stories are those that `merge.merged` finds in all the rows. Reports meet in blocks, so a row that comes,
goes or changes can touch only the pairs of its own blocks; and stories grow within the pairs that hang
together, so only where those have changed is anything joined anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.likeness import BUSY, likeness, told_apart
from timeline.meeting import CROWD, LONGEST, NARROW, Key, all_keys_of, pairs_at, ranks_of
from timeline.merge import JOIN, Pair, grouped, joined_by, pair_of
from timeline.reports import NO_DAY, Report, days_of, names_of, reports_of

__all__ = ["Joined", "joined", "rejoined"]

REACH = 32  # days: no block reaches further beyond its reports
MOST = 0.1  # of the rows; where more have changed, joining all of them is as fast


@dataclass(frozen=True)
class Joined:
    """Rows with their `story_id`, and what made it: the pairs that weigh enough, what people joined and kept
    apart, the states that actors belong to."""

    rows: pd.DataFrame
    pairs: Mapping[Pair, float]
    together: frozenset[Pair]
    apart: frozenset[Pair]
    states: Mapping[str, str]


def joined(
    rows: pd.DataFrame, together: Iterable[Pair], apart: Iterable[Pair], states: Mapping[str, str]
) -> Joined:
    """All rows joined."""
    hand = frozenset(together), frozenset(apart)
    stories, pairs = grouped(rows, *hand, states, weighed=True)
    return Joined(rows.assign(story_id=stories), pairs, *hand, dict(states))


def rejoined(
    before: Joined,
    rows: pd.DataFrame,
    changed: Collection[str],
    together: Iterable[Pair],
    apart: Iterable[Pair],
    states: Mapping[str, str],
) -> Joined:
    """The rows joined, of which those with the ids `changed` are new, gone or no longer as they were."""
    hand = frozenset(together), frozenset(apart)
    moved = {actor for actor in {**states, **before.states} if states.get(actor) != before.states.get(actor)}
    touched = set(changed)
    for frame in (before.rows, rows) if moved else ():
        named = zip(frame["event_id"], frame["actor_ids"], strict=True)
        touched |= {event for event, ids in named if not moved.isdisjoint(ids)}
    if len(touched) > MOST * len(rows):
        return joined(rows, *hand, states)
    ours = hand[0] | hand[1] | before.together | before.apart
    anew = (hand[0] ^ before.together) | (hand[1] ^ before.apart)
    said = {event for pair in ours if pair in anew or not touched.isdisjoint(pair) for event in pair}
    story = dict(zip(before.rows["event_id"], before.rows["story_id"], strict=True))
    pairs: dict[Pair, float] = {}
    for rejected in (False, True):
        old = _Part(before.rows, before.states, rejected)
        new = _Part(rows, states, rejected)
        weighed, dirty = _reweighed(before.pairs, old, new, touched)
        story |= _regrouped(new, weighed, dirty | said, *hand)
        pairs |= weighed
    stories = pd.Series([story[event] for event in rows["event_id"]], index=rows.index, dtype="string")
    return Joined(rows.assign(story_id=stories), pairs, *hand, dict(states))


class _Part:
    """Rows that may meet each other, at one time: those that are rejected, or those that are not."""

    def __init__(self, rows: pd.DataFrame, states: Mapping[str, str], rejected: bool) -> None:
        self.states = states
        self._rows = rows
        self._where = np.flatnonzero((rows["review"].fillna("") == "rejected") == rejected)
        self._events: list[str] = rows["event_id"].take(self._where).tolist()
        self._actors: list[list[str]] = rows["actor_ids"].take(self._where).tolist()
        self._first, self._last = (days[self._where] for days in days_of(rows))
        self.at = {event: position for position, event in enumerate(self._events)}
        self._told: dict[int, Counter[str]] = {}
        self._names: dict[int, frozenset[str]] = {}

    def reports(self, events: Iterable[str]) -> dict[str, Report]:
        """Some rows as the merge sees them among all."""
        positions = sorted(self.at[event] for event in events if event in self.at)
        days = {day: self.busy(day) for day in set(self._first[positions].tolist())}
        told = {(actor, day): count for day, known in days.items() for actor, count in known.items()}
        made = reports_of(self._rows.iloc[self._where[positions]], self.states, Counter(told))
        return {report.event: report for report in made}

    def busy(self, day: int) -> Counter[str]:
        """How many reports of a day name each actor."""
        if day not in self._told:
            same = np.flatnonzero(self._first == day).tolist() if day != NO_DAY else ()
            self._told[day] = Counter(actor for position in same for actor in self._actors[position])
        return self._told[day]

    def days(self, events: Iterable[str]) -> set[int]:
        """The first days of some rows."""
        return {int(self._first[self.at[event]]) for event in events if event in self.at} - {NO_DAY}

    def naming(self, day: int, actors: set[str]) -> set[str]:
        """The rows of a day that name one of some actors."""
        same = np.flatnonzero(self._first == day).tolist()
        return {self._events[at] for at in same if not actors.isdisjoint(self._actors[at])}

    def near(self, reports: Iterable[Report]) -> set[str]:
        """The rows that may share a block with one of some reports."""
        found: set[int] = set()
        width = self._last - self._first
        fit = (self._first != NO_DAY) & (width <= LONGEST)
        for report in reports:
            if report.first is None or report.last is None:
                continue
            close = fit & (self._first <= report.last + REACH) & (self._last >= report.first - REACH)
            # Shared words bring together what is told of one day or the next, whoever it names.
            sure = close & (width <= NARROW) & (abs(self._first - report.first) <= NARROW)
            if report.point:
                sure |= close & (self._cells == _cell(*report.point))
            found.update(np.flatnonzero(sure).tolist())
            anchors = report.actors.keys() | report.states
            for position in np.flatnonzero(close & ~sure).tolist():
                ids = self._actors[position]
                shared = not anchors.isdisjoint(ids) or any(self.states.get(a, a) in anchors for a in ids)
                shared = shared or not report.names.isdisjoint(self._named(position))
                if shared or not (ids or anchors):
                    found.add(position)
        return {self._events[position] for position in found}

    @cached_property
    def _said(self) -> list[npt.NDArray[np.object_]]:
        known = self._rows[["quote", "date_text", "actors", "place"]].astype(object)
        known = known.where(known.notna(), None)
        return [known[name].to_numpy() for name in known]

    def _named(self, position: int) -> frozenset[str]:
        """The names in the passage of a row."""
        if position not in self._names:
            self._names[position] = names_of(*(column[self._where[position]] for column in self._said))
        return self._names[position]

    @cached_property
    def _cells(self) -> npt.NDArray[np.float64]:
        where = (self._rows[side].to_numpy(dtype=float)[self._where] for side in ("latitude", "longitude"))
        cells: npt.NDArray[np.float64] = _cell(*where)
        return cells


def _cell(latitude: Any, longitude: Any) -> Any:
    """The square of the map that a place stands in, as a number."""
    return np.round(latitude) * 1000 + np.round(longitude)


def _reweighed(
    pairs: Mapping[Pair, float], old: _Part, new: _Part, changed: set[str]
) -> tuple[dict[Pair, float], set[str]]:
    """The pairs that weigh enough now, of these among `pairs` and new ones; the rows that any change of pairs
    has touched."""
    touched = {event for event in changed if event in old.at or event in new.at}
    touched |= _on_busy_days(old, new, touched)
    while True:
        found, lost = _met(pairs, old, new, touched)
        if lost <= touched:
            break
        touched |= lost  # what no longer meets here may meet elsewhere: all its blocks are looked into
    kept = {
        pair: weight
        for pair, weight in pairs.items()
        if touched.isdisjoint(pair) and new.at.keys() >= {*pair}
    }
    there = {pair: weight for pair, weight in pairs.items() if old.at.keys() >= {*pair}}
    after = kept | found
    other = {pair for pair in there.keys() | after.keys() if there.get(pair) != after.get(pair)}
    return after, touched | {event for pair in other for event in pair}


def _on_busy_days(old: _Part, new: _Part, touched: set[str]) -> set[str]:
    """Where an actor is now named by other numbers of reports of a day, and by many, each weighs anew."""
    found: set[str] = set()
    for day in old.days(touched) | new.days(touched):
        was, now = old.busy(day), new.busy(day)
        crowd = {
            actor for actor in was | now if was[actor] != now[actor] > BUSY or now[actor] < was[actor] > BUSY
        }
        if crowd:
            found |= old.naming(day, crowd) | new.naming(day, crowd)
    return found


def _met(
    pairs: Mapping[Pair, float], old: _Part, new: _Part, touched: set[str]
) -> tuple[dict[Pair, float], set[str]]:
    """In the blocks of touched rows: the pairs that weigh enough and are theirs or did not meet before; and
    the rows of pairs that met before and no longer do."""
    known = [part.reports(touched) for part in (old, new)]
    mine = [report for reports in known for report in reports.values()]
    keys = {key for report in mine for key in all_keys_of(report)}
    was, now = (_Blocks(part.reports(part.near(mine)), keys) for part in (old, new))
    found: dict[Pair, float] = {}
    light: set[Pair] = set()
    lost: set[str] = set()
    for key in keys:
        before = was.pairs(key) if was.crowded(key) or now.crowded(key) else None
        after = now.pairs(key)
        if before is not None:
            gone = (before - after) & pairs.keys()
            lost |= {event for pair in gone if touched.isdisjoint(pair) for event in pair}
        for pair in after - found.keys() - light:
            if touched.isdisjoint(pair) and (before is None or pair in before):
                continue
            one, other = (now.reports[event] for event in pair)
            weight = -9.0 if told_apart(one, other) else likeness(one, other)
            if weight >= JOIN:
                found[pair] = weight
            else:
                light.add(pair)
    return found, lost


class _Blocks:
    """The reports that share one of some keys."""

    def __init__(self, reports: dict[str, Report], keys: Collection[Key]) -> None:
        self.reports = reports
        self._list = list(reports.values())
        self._of: dict[Key, list[int]] = defaultdict(list)
        self._ranks = ranks_of(self._list)
        for number, report in enumerate(self._list):
            for key in all_keys_of(report):
                if key in keys:
                    self._of[key].append(number)

    def crowded(self, key: Key) -> bool:
        """Whether not each of the reports with this key meets each."""
        return len(self._of.get(key, ())) > CROWD

    def pairs(self, key: Key) -> set[Pair]:
        """The pairs that meet there."""
        met = pairs_at(key, self._of.get(key, []), self._ranks, self._list)
        return {pair_of(self._list[one].event, self._list[other].event) for one, other in met}


def _regrouped(
    part: _Part,
    pairs: Mapping[Pair, float],
    dirty: Collection[str],
    together: Collection[Pair],
    apart: Collection[Pair],
) -> dict[str, str]:
    """The story of each row that hangs together with one of `dirty`."""
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in (*pairs, *together):
        if one in part.at and other in part.at:
            beside[one].add(other)
            beside[other].add(one)
    members: set[str] = set()
    waiting = [event for event in dirty if event in part.at]
    while waiting:
        event = waiting.pop()
        if event not in members:
            members.add(event)
            waiting.extend(beside.get(event, ()))
    reports = list(part.reports(members).values())
    number = {report.event: at for at, report in enumerate(reports)}
    weighed = (
        (weight, number[a], number[b]) for (a, b), weight in pairs.items() if a in number and b in number
    )
    return dict(zip(number, joined_by(reports, weighed, together, apart), strict=True))
