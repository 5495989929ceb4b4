"""Who shares events with whom: counts of actors, and of pairs of them, among the events shown. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from timeline.dashboard.filters import Selection
    from timeline.dashboard.register import Register

__all__ = ["Company"]

MANY = 30  # an event that names more actors than this is a list, not a meeting

Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Company:
    """The actors and pairs of the events of an index; ask for those of a selection."""

    index: Register

    @cached_property
    def _pairs(self) -> tuple[Numbers, Numbers]:
        """Line and number of each pair of actors in one event: lesser code × actors + greater code."""
        index = self.index
        counts = np.bincount(index.row, minlength=len(index))
        begins = np.cumsum(counts) - counts
        lines, numbers = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.intp)]
        for size in range(2, min(int(counts.max(initial=0)), MANY - 1) + 1):
            alike = np.flatnonzero(counts == size)
            codes = np.sort(index.code[begins[alike][:, None] + np.arange(size)], axis=1)
            for one in range(size):
                for other in range(one + 1, size):
                    different = codes[:, one] != codes[:, other]
                    lines.append(alike[different])
                    pair = codes[:, one] * len(index.actor_ids) + codes[:, other]
                    numbers.append(pair[different])
        return np.concatenate(lines), np.concatenate(numbers)

    def alone(self, selection: Selection, most: int, among: frozenset[str] | None = None) -> dict[str, int]:
        """How many of the events shown name each actor: the `most` named, of the kinds that `among` lists."""
        index = self.index
        counts = np.bincount(index.code[self._chosen(selection)[index.row]], minlength=len(index.actor_ids))
        ids = index.actor_ids
        ranked = sorted(np.flatnonzero(counts).tolist(), key=lambda code: (-counts[code], ids[code]))
        fitting = [code for code in ranked if among is None or index.actors[ids[code]].kind in among]
        return {str(ids[code]): int(counts[code]) for code in fitting[:most]}

    def pairs(
        self, selection: Selection, most: int, among: frozenset[str] | None = None
    ) -> dict[tuple[str, ...], int]:
        """How many of the events shown name each two actors together; the `most` frequent pairs."""
        index, size = self.index, len(self.index.actor_ids)
        lines, numbers = self._pairs
        found, counts = np.unique(numbers[self._chosen(selection)[lines]], return_counts=True)
        if among is not None:
            fits = np.array([index.actors[actor].kind in among for actor in index.actor_ids], dtype=bool)
            inside = fits[found // size] & fits[found % size] if len(found) else found.astype(bool)
            found, counts = found[inside], counts[inside]
        if len(found) > most:  # all that are at least as frequent as the last that is shown
            enough = counts >= np.partition(counts, -most)[-most]
            found, counts = found[enough], counts[enough]
        ids = index.actor_ids
        told = [
            (-count, tuple(sorted((str(ids[pair // size]), str(ids[pair % size])))))
            for pair, count in zip(found.tolist(), counts.tolist(), strict=True)
        ]
        return {pair: -count for count, pair in sorted(told)[:most]}

    def table(self, selection: Selection, actors: Sequence[str]) -> npt.NDArray[np.int64]:
        """How many of the events shown name each two of these actors, as a symmetric table."""
        index = self.index
        number = {actor: code for code, actor in enumerate(index.actor_ids)}
        places = np.full(len(index.actor_ids), -1)
        places[[number[actor] for actor in actors]] = np.arange(len(actors))
        there = self._chosen(selection)[index.row] & (places[index.code] >= 0)
        named = np.zeros((len(actors), len(index)), dtype=np.float32)
        named[places[index.code[there]], index.row[there]] = 1
        found: npt.NDArray[np.int64] = np.rint(named @ named.T).astype(np.int64)
        return found

    def _chosen(self, selection: Selection) -> npt.NDArray[np.bool_]:
        chosen = np.zeros(len(self.index), dtype=bool)
        chosen[selection.dated] = chosen[selection.undated] = True
        return chosen
