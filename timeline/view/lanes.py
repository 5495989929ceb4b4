"""Which lanes there are, in which order, and in which of them each event stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.view.style import plain
from timeline.view.words import Words

__all__ = ["ABSENT", "ALL", "GROUPINGS", "OTHERS", "Group", "Members", "groups"]

_Numbers = npt.NDArray[np.int64]

GROUPINGS = ("actor", "kind", "place", "source", "language", "none")
ABSENT, OTHERS, ALL = "", "*", "**"  # keys that no actor, place or source has
_COLUMN = {"kind": "kind", "place": "place", "source": "source", "language": "language"}
_NAMELESS = {
    "actor": "nobody",
    "kind": "other",
    "place": "nowhere",
    "source": "unsourced",
    "language": "other",
}


@dataclass(frozen=True, slots=True)
class Group:
    """A lane before it is drawn: its key (an actor_id, a kind…), its name, and its number of events."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Members:
    """Which row stands in which lane: pairs of row and number of the lane, each once."""

    rows: _Numbers
    lanes: _Numbers
    count: int

    def of(self, lane: int) -> _Numbers:
        """The rows of one lane."""
        found: _Numbers = self.rows[self.lanes == lane]
        return found

    def keys(self, groups: Sequence[Group]) -> list[tuple[str, ...]]:
        """For each row the keys of its lanes."""
        keys: list[list[str]] = [[] for _ in range(self.count)]
        for row, lane in zip(self.rows.tolist(), self.lanes.tolist(), strict=True):
            keys[row].append(groups[lane].key)
        return [tuple(row) for row in keys]


def groups(
    frame: pd.DataFrame, by: str, order: str | Sequence[str], most: int, words: Words
) -> tuple[list[Group], Members]:
    """The lanes from top to bottom, and which rows of `frame` (in order of date) stand in which.

    An event with several actors stands in each of their lanes. Beyond `most` lanes, those with the fewest
    events fold into one: it holds the events that stand in no other lane. `order` is count, first (event),
    name, or the keys themselves; what such a list leaves out follows by count.
    """
    rows, codes, keys, named = _pairs(frame, by, words)
    counts = np.bincount(codes, minlength=len(keys))
    number = {key: code for code, key in enumerate(keys)}
    listed = [] if isinstance(order, str) else [number[key] for key in dict.fromkeys(order) if key in number]
    by_count = sorted(range(len(keys)), key=lambda code: (-counts[code], keys[code]))
    chosen = set(listed)
    ranked = listed + [code for code in by_count if code not in chosen]
    kept = ranked if len(ranked) <= most else ranked[: most - 1]
    if order == "first":
        first = np.full(len(keys), len(frame))
        np.minimum.at(first, codes, rows)
        kept = sorted(kept, key=lambda code: (first[code], keys[code]))
    elif order == "name":
        kept = sorted(kept, key=lambda code: (named(code).casefold(), keys[code]))
    lanes = [Group(keys[code], named(code), int(counts[code])) for code in kept]
    lane = np.full(len(keys), -1)
    lane[kept] = np.arange(len(kept))
    shown = lane[codes] >= 0
    parts = [(rows[shown], lane[codes[shown]])]
    some, placed = np.zeros(len(frame), dtype=bool), np.zeros(len(frame), dtype=bool)
    some[rows], placed[rows[shown]] = True, True
    folded = np.flatnonzero(some & ~placed)
    if len(folded):
        left = np.unique(codes[~placed[rows]])
        parts.append((folded, np.full(len(folded), len(lanes))))
        lanes.append(Group(OTHERS, words.say("others", len(left)), len(folded)))
    nameless = np.flatnonzero(~some)
    if len(nameless):
        parts.append((nameless, np.full(len(nameless), len(lanes))))
        lanes.append(Group(ABSENT, words.say(_NAMELESS.get(by, "other")), len(nameless)))
    members = [np.concatenate(part) for part in zip(*parts, strict=True)]
    return lanes, Members(members[0], members[1], len(frame))


def _pairs(
    frame: pd.DataFrame, by: str, words: Words
) -> tuple[_Numbers, _Numbers, list[str], Callable[[int], str]]:
    """(row, code) of every lane a row belongs to, the keys that the codes stand for, and their names."""
    if by == "none":
        every = np.arange(len(frame))
        return every, np.zeros_like(every), [ALL] if len(frame) else [], lambda code: words.say("none")
    if by == "actor":
        ids, called = frame["actor_ids"].tolist(), frame["actors"].tolist()
        rows, codes, keys = _flat(ids)
        names: dict[str, str] = {}
        missing = set(keys)
        for row_ids, row_names in zip(ids, called, strict=True):
            if not missing:
                break
            if not missing.isdisjoint(row_ids):
                names.update({k: n for k, n in zip(row_ids, row_names, strict=False) if k not in names})
                missing.difference_update(row_ids)
        return rows, codes, keys, lambda code: plain(names.get(keys[code], keys[code]))
    if by == "source" and "publishers" in frame:
        known = frame["source"].notna()
        told = [
            told if sourced or len(told) > 1 else []
            for told, sourced in zip(frame["publishers"].tolist(), known, strict=True)
        ]
        rows, codes, keys = _flat(told)
        return rows, codes, keys, lambda code: plain(keys[code])
    codes, values = pd.factorize(frame[_COLUMN[by]].replace("", None))
    keys = [str(value) for value in values]
    rows = np.flatnonzero(codes >= 0)
    said: Callable[[str], str] = plain
    if by == "kind":
        said = lambda key: words.kinds.get(key, key)  # noqa: E731
    elif by == "language":
        said = words.language
    return rows, codes[rows], keys, lambda code: said(keys[code])


def _flat(lists: Sequence[Sequence[Any]]) -> tuple[_Numbers, _Numbers, list[str]]:
    rows = np.repeat(np.arange(len(lists)), [len(row) for row in lists])
    flat = np.fromiter(chain.from_iterable(lists), dtype=object, count=len(rows))
    codes, keys = pd.factorize(flat)
    if not len(keys):
        return rows, codes, []
    once = np.unique(rows * len(keys) + codes, return_index=True)[1]
    once.sort()
    return rows[once], codes[once], [str(key) for key in keys]
