"""Which events a view shows, and how many every further choice would show. Pure: frames in, masks out.

Values of one filter are alternatives, different filters narrow each other; actors can also be asked for
together (`all`) or kept away (`without`). Any, all and none are judged on the story: what one report leaves
unnamed, another may name; so are place, source, language, article and the words searched. A state stands for
those who belong to it, its news media excepted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.dashboard.folding import bare, fold
from timeline.dashboard.state import FACETS, View
from timeline.frame import ordered
from timeline.view import focus

__all__ = ["ActorCard", "Index", "Selection"]

MOST = 24  # actors and pairs that a summary ranks
MANY = 30  # a row that names more actors than this is a list, not a meeting
Mask = npt.NDArray[np.bool_]
SEARCHED = ("title", "label", "quote", "article_title", "place", "date_text", "attributed_to", "trigger")
PLAIN = tuple(facet for facet in FACETS if facet.column != "actor_ids")
OF_REPORTS = {"place", "source", "language", "article_id"}  # what any report of a story may answer to


@dataclass(frozen=True, slots=True)
class ActorCard:
    """What filters know of an actor. `state` is ISO 3166-1 alpha-3, `labels` its names by language."""

    actor_id: str
    name: str
    kind: str = ""
    state: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selection:
    """Lines of the index that a view shows, as positions in reading order, and the counts around them."""

    dated: npt.NDArray[np.intp]
    undated: npt.NDArray[np.intp]
    total: int

    @property
    def empty(self) -> bool:
        return not (len(self.dated) or len(self.undated))


class Index:
    """A frame made ready for filtering: in reading order, its columns as arrays.

    `frame` has a line an event: stories, whose single `reports` are then given beside them; or rows.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        actors: Mapping[str, ActorCard] | None = None,
        reports: pd.DataFrame | None = None,
    ) -> None:
        self.frame = ordered(frame)
        self.reports = self.frame if reports is None else ordered(reports)
        self.start, self.end = _days(self.frame["start"]), _days(self.frame["end"])
        self.undated = np.isnat(self.start) & np.isnat(self.end)
        self.actors = dict(actors or {})
        story = self.frame["story_id"].where(self.frame["story_id"].notna(), self.frame["event_id"])
        self.story = pd.factorize(story)[0]
        self._columns: dict[str, tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], pd.Index]] = {}
        self._name_actors()

    def _name_actors(self) -> None:
        """Pairs of row and actor, and the names of actors no register knows."""
        ids, names = self.frame["actor_ids"].to_list(), self.frame["actors"].to_list()
        self._row = np.repeat(np.arange(len(ids)), [len(row) for row in ids])
        flat = [actor for row in ids for actor in row]
        for row_ids, row_names in zip(ids, names, strict=True):
            for actor, name in zip(row_ids, row_names, strict=False):
                self.actors.setdefault(actor, ActorCard(actor, name))
        self._code, self.actor_ids = pd.factorize(np.array(flat, dtype=object))

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def position(self) -> dict[str, int]:
        """Line by event id; a story answers to the ids of all its reports."""
        lines = {}
        if "event_ids" in self.frame:
            lines = {event: line for line, ids in enumerate(self.frame["event_ids"]) for event in ids}
        return lines | {event: line for line, event in enumerate(self.frame["event_id"])}

    @cached_property
    def _told_by(self) -> npt.NDArray[np.intp]:
        """The line that each report stands in."""
        if self.reports is self.frame:
            return np.arange(len(self.frame), dtype=np.intp)
        lines = (self.position[event] for event in self.reports["event_id"])
        return np.fromiter(lines, dtype=np.intp, count=len(self.reports))

    def event(self, event_id: str | None) -> str | None:
        """The id of the event shown that an id, its own or a report's, stands for."""
        line = self.position.get(event_id or "")
        return None if line is None else str(self.frame["event_id"].iloc[line])

    def told(self, lines: Iterable[int]) -> pd.DataFrame:
        """The single reports of some lines, in chronological order."""
        return self.reports[np.isin(self._told_by, np.fromiter(lines, dtype=np.intp))]

    @cached_property
    def article_titles(self) -> dict[str, str]:
        """Titles of the articles that have one, by article id."""
        told = self.reports[["article_id", "article_title"]].drop_duplicates().dropna()
        return dict(zip(told["article_id"], told["article_title"], strict=True))

    @cached_property
    def bounds(self) -> tuple[date, date] | None:
        """First and last day anything is dated to; None where nothing is."""
        days = np.concatenate([self.start, self.end])
        days = days[~np.isnat(days)]
        return (days.min().item(), days.max().item()) if len(days) else None

    @cached_property
    def focus(self) -> tuple[date, date] | None:
        """The range where nearly all rows stand, as the picture sees it."""
        return focus(self.frame)

    @cached_property
    def _rejected(self) -> Mask:
        """What a person has rejected is shown only where it is asked for."""
        rejected: Mask = (self.frame["review"].fillna("") == "rejected").to_numpy(dtype=bool)
        return rejected

    @cached_property
    def middle(self) -> npt.NDArray[np.datetime64]:
        """The middle day of each row; of an open one, the bound there is."""
        start = np.where(np.isnat(self.start), self.end, self.start)
        end = np.where(np.isnat(self.end), start, self.end)
        middle: npt.NDArray[np.datetime64] = start + (end - start) // 2
        return middle

    @cached_property
    def haystack(self) -> list[str]:
        """One folded line of text an event: all that the search looks into."""
        parts = [self.reports[column].fillna("").astype(str).to_list() for column in SEARCHED]
        parts.append([" ".join(row) for row in self.reports["actors"]])
        told: list[list[str]] = [[] for _ in range(len(self))]
        for line, words in zip(self._told_by, zip(*parts, strict=True), strict=True):
            told[line] += words
        return [bare(" ".join(words)) for words in told]

    def known(self) -> dict[str, Iterable[str]]:
        """Values of every facet column, and the events: what a link may speak of."""
        values: dict[str, Iterable[str]] = {facet.column: self.values(facet.column) for facet in PLAIN}
        return values | {"actor_ids": [*self.actor_ids, *self._states()], "event_id": self.position}

    def values(self, name: str) -> pd.Index:
        """The values of a column that a filter can ask for."""
        return self._column(name)[2]

    def _column(self, name: str) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], pd.Index]:
        """Pairs of line and code, each once, and the values that the codes stand for."""
        if name not in self._columns:
            of_reports = name in OF_REPORTS
            codes, values = pd.factorize((self.reports if of_reports else self.frame)[name])
            lines = self._told_by if of_reports else np.arange(len(self))
            there = codes >= 0
            pairs = np.unique(np.column_stack([lines[there], codes[there]]), axis=0)
            self._columns[name] = pairs[:, 0], pairs[:, 1], pd.Index(values)
        return self._columns[name]

    def _states(self) -> list[str]:
        """States that no event names, but to which some named actor belongs."""
        belonging = {card.state for card in self.actors.values() if card.state}
        return [a for a, card in self.actors.items() if card.kind == "state" and card.state in belonging]

    def family(self, actor: str) -> set[str]:
        """The actor and, for a state, those who belong to it."""
        card = self.actors.get(actor)
        if card is None or card.kind != "state" or not card.state:
            return {actor}
        return {actor} | {
            other.actor_id
            for other in self.actors.values()
            if other.state == card.state and other.kind != "medium"
        }

    def naming(self, actor: str) -> Mask:
        """Rows whose story names the actor or one that belongs to it."""
        codes = np.flatnonzero(np.isin(self.actor_ids, list(self.family(actor))))
        rows = np.zeros(len(self), dtype=bool)
        rows[self._row[np.isin(self._code, codes)]] = True
        stories = np.zeros(self.story.max(initial=-1) + 1, dtype=bool)
        stories[self.story[rows]] = True
        return stories[self.story]

    def _masks(self, view: View) -> dict[str, Mask]:
        """One mask for every filter in use."""
        masks: dict[str, Mask] = {}
        if view.actors:
            each = [self.naming(actor) for actor in view.actors]
            masks["actors"] = (np.logical_and if view.match == "all" else np.logical_or).reduce(each)
        if view.without:
            masks["without"] = ~np.logical_or.reduce([self.naming(actor) for actor in view.without])
        for facet in PLAIN:
            if chosen := view.values(facet.field):
                lines, codes, values = self._column(facet.column)
                masks[facet.field] = np.zeros(len(self), dtype=bool)
                masks[facet.field][lines[np.isin(codes, np.flatnonzero(values.isin(chosen)))]] = True
        if not view.reviews:
            masks["reviews"] = ~self._rejected
        if words := fold(view.text).split():
            masks["text"] = np.fromiter((all(w in line for w in words) for line in self.haystack), dtype=bool)
        if view.since or view.until:
            masks["range"] = self.undated | self._within(view.since, view.until)
        return masks

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
            len(self) if "rejected" in view.reviews else int((~self._rejected).sum()),
        )

    def company(self, selection: Selection) -> tuple[dict[str, int], dict[tuple[str, ...], int]]:
        """How many of the selected rows name each actor, and each two actors together; most first."""
        alone: Counter[str] = Counter()
        together: Counter[tuple[str, ...]] = Counter()
        chosen = np.zeros(len(self), dtype=bool)
        chosen[selection.dated] = chosen[selection.undated] = True
        for row in self.frame["actor_ids"][chosen]:
            alone.update(row)
            together.update(combinations(sorted(row), 2) if len(row) < MANY else ())
        return dict(alone.most_common(MOST)), {pair: n for pair, n in together.most_common(MOST) if n > 1}

    def facets(self, view: View) -> dict[str, dict[str, int]]:
        """For every filter, its values and how many rows each would show under the other filters.

        Values by falling count, then name. Actors asked for together narrow each other, so their counts
        follow the actors already chosen; a state counts those who belong to it.
        """
        masks = self._masks(view)
        counts: dict[str, dict[str, int]] = {}
        for facet in PLAIN:
            rest = self._others(masks, facet.field)
            lines, codes, values = self._column(facet.column)
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
        found = np.bincount(self._code[rest[self._row]], minlength=len(self.actor_ids))
        counts = dict(zip(self.actor_ids, found.tolist(), strict=True))
        for state in {a for a, card in self.actors.items() if card.kind == "state"}:
            if len(self.family(state)) > 1 or state in counts:
                counts[state] = int((self.naming(state) & rest).sum())
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], self.actors[pair[0]].name.casefold())))


def _days(column: pd.Series) -> npt.NDArray[np.datetime64]:
    return column.to_numpy().astype("datetime64[D]")


def _ranked(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0]).casefold())))
