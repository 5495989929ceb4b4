"""Which events a view shows, and how many every further choice would show. Pure: frames in, masks out.

Values of one filter are alternatives, different filters narrow each other; actors can also be asked for
together (`all`) or kept away (`without`). Any, all and none are judged on the story: what one report leaves
unnamed, another may name; so are place, source, language, article and the words searched. A state stands for
those who belong to it, its news media excepted.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from threading import Lock

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.dashboard.company import Company
from timeline.dashboard.folding import fold
from timeline.dashboard.register import PLAIN, ActorCard, Mask, Register
from timeline.dashboard.state import View

__all__ = ["ActorCard", "Index", "Selection"]

REMEMBERED = 96  # masks and answers lately asked for; a mask of 100,000 events takes 100 kB


@dataclass(frozen=True, slots=True)
class Selection:
    """Lines of the index that a view shows, as positions in reading order, and the counts around them."""

    dated: npt.NDArray[np.intp]
    undated: npt.NDArray[np.intp]
    total: int

    @property
    def empty(self) -> bool:
        return not (len(self.dated) or len(self.undated))


class Index(Register):
    """A register that answers views. What was asked lately is remembered, for all who read the collection."""

    def __init__(
        self,
        frame: pd.DataFrame,
        actors: Mapping[str, ActorCard] | None = None,
        reports: pd.DataFrame | None = None,
    ) -> None:
        super().__init__(frame, actors, reports)
        self._kept: OrderedDict[Hashable, Mask] = OrderedDict()
        self._turn = Lock()

    @cached_property
    def company(self) -> Company:
        """Who shares events with whom."""
        return Company(self)

    def _masks(self, view: View) -> dict[str, Mask]:
        """One mask for every filter in use."""
        masks: dict[str, Mask] = {}
        if view.actors:
            each = [self._remembered(("naming", a), partial(self.naming, a)) for a in view.actors]
            masks["actors"] = (np.logical_and if view.match == "all" else np.logical_or).reduce(each)
        if view.without:
            masks["without"] = ~np.logical_or.reduce([self.naming(actor) for actor in view.without])
        for facet in PLAIN:
            if chosen := view.values(facet.field):
                lines, codes, values = self.column(facet.column)
                masks[facet.field] = np.zeros(len(self), dtype=bool)
                masks[facet.field][lines[np.isin(codes, np.flatnonzero(values.isin(chosen)))]] = True
        if not view.reviews:
            masks["reviews"] = ~self.rejected
        if words := tuple(fold(view.text).split()):
            masks["text"] = self._remembered(("text", words), lambda: self._containing(words))
        if view.confidence:
            masks["confidence"] = self.confidence >= view.confidence
        if view.since or view.until:
            masks["range"] = self.undated | self._within(view.since, view.until)
        return masks

    def _remembered(self, key: Hashable, make: Callable[[], Mask]) -> Mask:
        """A mask that takes a while to make, kept for those who ask next."""
        with self._turn:
            if (mask := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return mask
        mask = make()
        with self._turn:
            self._kept[key] = mask
            while len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        return mask

    def _containing(self, words: tuple[str, ...]) -> Mask:
        found = (all(word in line for word in words) for line in self.haystack)
        return np.fromiter(found, dtype=bool, count=len(self))

    def _within(self, since: date | None, until: date | None) -> Mask:
        """Rows that can have happened in the range; an open side reaches to the end of time."""
        inside = ~self.undated
        if since:
            inside &= np.isnat(self.end) | (self.end >= np.datetime64(since))
        if until:
            inside &= np.isnat(self.start) | (self.start <= np.datetime64(until))
        return inside

    def select(self, view: View) -> Selection:
        """Rows the view shows. The range chooses among dated rows; undated ones are listed whatever it is."""
        shown = np.ones(len(self), dtype=bool)
        for mask in self._masks(view).values():
            shown &= mask
        return Selection(
            np.flatnonzero(shown & ~self.undated),
            np.flatnonzero(shown & self.undated),
            len(self) if "rejected" in view.reviews else int((~self.rejected).sum()),
        )

    def facets(self, view: View) -> dict[str, dict[str, int]]:
        """For every filter, its values and how many rows each would show under the other filters.

        Values by falling count, then name. Actors asked for together narrow each other, so their counts
        follow the actors already chosen; a state counts those who belong to it.
        """
        masks = self._masks(view)
        counts: dict[str, dict[str, int]] = {}
        for facet in PLAIN:
            rest = self._others(masks, facet.field)
            lines, codes, values = self.column(facet.column)
            found = np.bincount(codes[rest[lines]], minlength=len(values))
            counts[facet.field] = _ranked(dict(zip(values, found.tolist(), strict=True)))
        for name in ("actors", "without"):
            rest = self._others(masks, "" if view.match == "all" and name == "actors" else name)
            counts[name] = self._actor_counts(rest)
        return counts

    def _others(self, masks: Mapping[str, Mask], field: str) -> Mask:
        rest = np.ones(len(self), dtype=bool)
        for name, mask in masks.items():
            if name != field:
                rest &= mask
        return rest

    def _actor_counts(self, rest: Mask) -> dict[str, int]:
        lines, begins, number = self.answering
        found = np.concatenate([[0], np.cumsum(rest[lines])])
        counts = found[begins[1:]] - found[begins[:-1]]
        names = self.sort_names
        order = sorted(number.items(), key=lambda pair: (-counts[pair[1]], names[pair[0]]))
        return {actor: int(counts[code]) for actor, code in order}


def _ranked(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0]).casefold())))
