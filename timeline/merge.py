"""One event told by several articles is one story: which rows belong together, and nothing else.

Rows meet where they share an actor, a place or a kind within the same days; each pair that meets is weighed
by dates, actors, place, kind and words; the strongest pairs are joined first, and a story never holds two
rows of one article or dates that cannot both be. Weights are fixed, so that a new article touches only what
it meets, and the order of rows never matters.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
import pandas as pd

from timeline.likeness import likeness, told_apart
from timeline.meeting import meetings
from timeline.reports import Report, reports_of

__all__ = ["JOIN", "Pair", "grouped", "joined_by", "merged", "pair_of", "pairs_weighed", "states_of"]

Pair = tuple[str, str]  # event ids

WITNESSES = 4  # members of a story that are asked whether another fits
JOIN = 2.3  # what a pair must weigh to be one story


def merged(
    rows: pd.DataFrame,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    states: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """The rows with a `story_id` each: the event id of the story's first report. Rejected rows
    have stories of their own.

    `together` and `apart` are pairs of event ids that a person has joined or kept apart; they win.
    `states` tells by actor id which state an actor belongs to, so that a minister meets his country.
    """
    return rows.assign(story_id=grouped(rows, together, apart, states)[0])


def grouped(
    rows: pd.DataFrame,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    states: Mapping[str, str] | None = None,
    *,
    weighed: bool = False,
) -> tuple[pd.Series, dict[Pair, float]]:
    """The story of each row, as `merged` gives it, and where `weighed`, the weights of the pairs that made
    them."""
    told: dict[str, str] = {}
    pairs: dict[Pair, float] = {}

    def kept(reports: Sequence[Report]) -> Iterator[tuple[float, int, int]]:
        for weight, one, other in pairs_weighed(reports):
            pairs[pair_of(reports[one].event, reports[other].event)] = weight
            yield weight, one, other

    rejected = rows["review"].fillna("") == "rejected"
    with _undisturbed():
        for part in (rows[~rejected], rows[rejected]):
            reports = reports_of(part, states)
            met = kept(reports) if weighed else pairs_weighed(reports)
            told |= dict(zip(part["event_id"], joined_by(reports, met, together, apart), strict=True))
    stories = [told[event] for event in rows["event_id"]]
    return pd.Series(stories, index=rows.index, dtype="string"), pairs


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the search for rubbish, which takes ever longer the more is held, and finds none here."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def pair_of(one: str, other: str) -> Pair:
    """A pair of event ids, always the same way round."""
    return (one, other) if one <= other else (other, one)


def states_of(actors: pd.DataFrame) -> dict[str, str]:
    """The state of each actor that belongs to one, from the frame of actors."""
    named = actors.dropna(subset="state")
    return dict(zip(named["actor_id"], named["state"], strict=True))


def pairs_weighed(reports: Sequence[Report]) -> Iterator[tuple[float, int, int]]:
    """(weight, position, position) of every pair that meets and weighs enough."""
    for one, other in meetings(reports):
        weight = likeness(reports[one], reports[other])
        if weight >= JOIN:
            yield weight, one, other


def joined_by(
    reports: Sequence[Report],
    weighed: Iterable[tuple[float, int, int]],
    together: Iterable[Pair],
    apart: Iterable[Pair],
) -> list[str]:
    """The story of each report. The strongest pairs are joined first; ties go by event id."""
    stories = _Stories(reports, together, apart)
    pairs = np.fromiter(weighed, dtype=[("weight", "f8"), ("one", "i8"), ("other", "i8")])
    place = np.empty(len(reports), dtype=np.int64)  # of each event id among all
    place[np.argsort(np.array([report.event for report in reports], dtype=object), kind="stable")] = range(
        len(reports)
    )
    ends = place[pairs["one"]], place[pairs["other"]]
    order = np.lexsort((np.maximum(*ends), np.minimum(*ends), -pairs["weight"]))
    for one, other in zip(pairs["one"][order].tolist(), pairs["other"][order].tolist(), strict=True):
        stories.join(one, other)
    return [reports[stories.first(number)].event for number in range(len(reports))]


class _Stories:
    """Which reports tell one story, as it grows: by positions, a story known by its eldest report's."""

    def __init__(
        self,
        reports: Sequence[Report],
        together: Iterable[Pair],
        apart: Iterable[Pair],
    ) -> None:
        self._reports = reports
        self._story = list(range(len(reports)))
        self._members: dict[int, list[int]] = {}  # of stories with more than one, the eldest first
        self._articles: dict[int, set[str]] = {}  # of the same
        self._refused: set[tuple[int, int, int, int]] = set()
        position = {report.event: number for number, report in enumerate(reports)}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for a, b in apart:
            if a in position and b in position:
                self._apart[position[a]].add(position[b])
                self._apart[position[b]].add(position[a])
        self._by_hand: set[int] = set()
        for a, b in together:
            if a in position and b in position and self.first(position[a]) != self.first(position[b]):
                self._by_hand.add(self._unite(self.first(position[a]), self.first(position[b])))

    def first(self, position: int) -> int:
        """The eldest report of the story that a report belongs to."""
        return self._story[position]

    def join(self, one: int, other: int) -> None:
        """Make one story of those of two reports, where nothing speaks against it."""
        left, right = sorted((self._story[one], self._story[other]), key=self._rank)
        if left == right:
            return
        ours, theirs = self._of(left), self._of(right)
        attempt = left, len(ours), right, len(theirs)
        if attempt in self._refused:
            return
        by_hand = left in self._by_hand or right in self._by_hand
        alone = len(ours) == len(theirs) == 1  # the pair that met is all there is
        if self._may(left, right) and (by_hand or alone or self._agree(ours, theirs)):
            story = self._unite(left, right)
            if by_hand:
                self._by_hand.add(story)
        else:
            self._refused.add(attempt)

    def _rank(self, position: int) -> tuple[str, str]:
        return self._reports[position].rank

    def _of(self, story: int) -> list[int]:
        return self._members.get(story, [story])

    def _told_by(self, story: int) -> set[str]:
        return self._articles.get(story, {self._reports[story].article})

    def _unite(self, one: int, other: int) -> int:
        keep, gone = sorted((one, other), key=self._rank)
        articles = self._told_by(keep) | self._told_by(gone)
        members = sorted((*self._of(keep), *self._of(gone)), key=self._rank)
        self._members.pop(gone, None)
        self._articles.pop(gone, None)
        self._members[keep], self._articles[keep] = members, articles
        for member in members:
            self._story[member] = keep
        return keep

    def _may(self, left: int, right: int) -> bool:
        """No article twice, but for one passage, and nothing that a person has kept apart."""
        if not self._told_by(left).isdisjoint(self._told_by(right)) and any(
            told_apart(self._reports[one], self._reports[other])
            for one in self._of(left)
            for other in self._of(right)
        ):
            return False
        return not any(self._apart.get(one, set()) & set(self._of(right)) for one in self._of(left))

    def _agree(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Whether the eldest reports of two stories are alike on the whole, not only the pair that met."""
        pairs = [(one, other) for one in left[:WITNESSES] for other in right[:WITNESSES]]
        weight = sum(likeness(self._reports[one], self._reports[other]) for one, other in pairs)
        return weight >= 0.5 * JOIN * len(pairs)
