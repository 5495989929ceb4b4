"""A frame made ready for filtering: its columns as arrays, its actors and their states, its text. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain, count

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.dashboard.folding import bare
from timeline.dashboard.state import FACETS
from timeline.frame import ordered
from timeline.view import focus

__all__ = ["PLAIN", "ActorCard", "Mask", "Register"]

Mask = npt.NDArray[np.bool_]
SEARCHED = ("title", "label", "quote", "article_title", "place", "date_text", "attributed_to", "trigger")
PLAIN = tuple(facet for facet in FACETS if facet.column != "actor_ids")
_editions = count()  # tells one register from another, also where one has taken the place of another
OF_REPORTS = {"place", "source", "language", "article_id"}  # what any report of a story may answer to


@dataclass(frozen=True, slots=True)
class ActorCard:
    """What filters know of an actor. `state` is ISO 3166-1 alpha-3, `labels` its names by language."""

    actor_id: str
    name: str
    kind: str = ""
    state: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)


class Register:
    """A frame made ready for filtering: in reading order, its columns as arrays.

    `frame` has a line an event: stories, whose single `reports` are then given beside them; or rows.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        actors: Mapping[str, ActorCard] | None = None,
        reports: pd.DataFrame | None = None,
    ) -> None:
        self.edition = next(_editions)
        self.frame = ordered(frame)
        self.reports = self.frame if reports is None else ordered(reports)
        self.start, self.end = _days(self.frame["start"]), _days(self.frame["end"])
        self.undated = np.isnat(self.start) & np.isnat(self.end)
        self.actors = dict(actors or {})
        story = self.frame["story_id"].where(self.frame["story_id"].notna(), self.frame["event_id"])
        self.story = pd.factorize(story)[0]
        self._columns: dict[str, tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], pd.Index]] = {}
        self._first_titled: dict[str, npt.NDArray[np.intp]] = {}
        self._name_actors()

    def _name_actors(self) -> None:
        """Pairs of row and actor, and the names of actors no register knows."""
        ids, names = self.frame["actor_ids"].to_list(), self.frame["actors"].to_list()
        self.row = np.repeat(np.arange(len(ids)), [len(row) for row in ids])
        flat = np.fromiter(chain.from_iterable(ids), dtype=object, count=len(self.row))
        self.code, self.actor_ids = pd.factorize(flat)
        unknown = {actor for actor in self.actor_ids if actor not in self.actors}
        for row_ids, row_names in zip(ids, names, strict=True) if unknown else ():
            for actor, name in zip(row_ids, row_names, strict=False):
                self.actors.setdefault(actor, ActorCard(actor, name))

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
    def told_by(self) -> npt.NDArray[np.intp]:
        """The line that each report stands in."""
        if self.reports is self.frame:
            return np.arange(len(self.frame), dtype=np.intp)
        lines = (self.position[event] for event in self.reports["event_id"])
        return np.fromiter(lines, dtype=np.intp, count=len(self.reports))

    def worded(self, lines: npt.ArrayLike, language: str) -> pd.DataFrame:
        """Some lines, each in the words of its first report in the reader's language, if it has one."""
        wanted = np.asarray(lines, dtype=np.intp)
        rows = self.frame.take(wanted)
        at = self._titled(language)[wanted]
        known = (at >= 0) & (rows["language"] != language).to_numpy()
        if not known.any():
            return rows
        own = self.reports.take(np.maximum(at, 0))
        words = {name: np.where(known, own[name], rows[name]) for name in ("title", "label", "language")}
        return rows.assign(**words)

    def _titled(self, language: str) -> npt.NDArray[np.intp]:
        """For each line its first report in a language that has a title, -1 where there is none."""
        if language not in self._first_titled:
            told = self.reports
            fits = np.flatnonzero((told["language"] == language) & told["title"].fillna("").ne(""))
            first = np.full(len(self), -1, dtype=np.intp)
            first[self.told_by[fits][::-1]] = fits[::-1]
            self._first_titled[language] = first
        return self._first_titled[language]

    def event(self, event_id: str | None) -> str | None:
        """The id of the event shown that an id, its own or a report's, stands for."""
        line = self.position.get(event_id or "")
        return None if line is None else str(self.frame["event_id"].iloc[line])

    def told(self, lines: Iterable[int]) -> pd.DataFrame:
        """The single reports of some lines, in chronological order."""
        return self.reports[np.isin(self.told_by, np.fromiter(lines, dtype=np.intp))]

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
    def rejected(self) -> Mask:
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
        for line, words in zip(self.told_by, zip(*parts, strict=True), strict=True):
            told[line] += words
        return [bare(" ".join(words)) for words in told]

    def known(self) -> dict[str, Iterable[str]]:
        """Values of every facet column, and the events: what a link may speak of."""
        values: dict[str, Iterable[str]] = {facet.column: self.values(facet.column) for facet in PLAIN}
        return values | {"actor_ids": [*self.actor_ids, *self._states()], "event_id": self.position}

    def values(self, name: str) -> pd.Index:
        """The values of a column that a filter can ask for."""
        return self.column(name)[2]

    def column(self, name: str) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], pd.Index]:
        """Pairs of line and code, each once, and the values that the codes stand for."""
        if name not in self._columns:
            of_reports = name in OF_REPORTS
            codes, values = pd.factorize((self.reports if of_reports else self.frame)[name])
            lines = self.told_by if of_reports else np.arange(len(self))
            there = codes >= 0
            pairs = np.unique(lines[there] * max(len(values), 1) + codes[there])
            self._columns[name] = *np.divmod(pairs, max(len(values), 1)), pd.Index(values)
        return self._columns[name]

    @cached_property
    def answering(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], dict[str, int]]:
        """Lines by the actor they answer to, each once: the lines, where those of each code begin, and the
        code of each actor. A line answers to all whom its story names, and to the states they belong to."""
        states = self._state_actors
        order = [*self.actor_ids, *sorted(set(states.values()).difference(self.actor_ids))]
        number = {actor: code for code, actor in enumerate(order)}
        cards = [self.actors[actor] for actor in self.actor_ids]
        state = np.array(
            [number.get(states.get(c.state or "", ""), -1) if c.kind != "medium" else -1 for c in cards],
            dtype=np.intp,
        )
        of_state = state[self.code] if len(cards) else self.code
        belongs = of_state >= 0
        code = np.concatenate([self.code, of_state[belongs]])
        story = self.story[np.concatenate([self.row, self.row[belongs]])]
        pairs = np.unique(code * (self.story.max(initial=0) + 1) + story)
        code, story = np.divmod(pairs, self.story.max(initial=0) + 1)
        by_story = np.argsort(self.story, kind="stable")
        first = np.searchsorted(self.story[by_story], story, side="left")
        count = np.searchsorted(self.story[by_story], story, side="right") - first
        inside = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        lines, code = by_story[np.repeat(first, count) + inside], np.repeat(code, count)
        for actor, card in self.actors.items():
            if card.kind == "state" and card.state in states:
                number[actor] = number[states[card.state]]
        return lines, np.searchsorted(code, np.arange(len(order) + 1)), number

    def _states(self) -> list[str]:
        """States that no event names, but to which some named actor belongs."""
        belonging = {card.state for card in self.actors.values() if card.state}
        return [a for a, card in self.actors.items() if card.kind == "state" and card.state in belonging]

    @cached_property
    def _state_actors(self) -> dict[str, str]:
        return {c.state: actor for actor, c in self.actors.items() if c.kind == "state" and c.state}

    def state_of(self, card: ActorCard) -> str | None:
        """The actor that is the state an actor belongs to, where the collection knows it."""
        return self._state_actors.get(card.state or "")

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
        lines, begins, number = self.answering
        rows = np.zeros(len(self), dtype=bool)
        if (code := number.get(actor)) is not None:
            rows[lines[begins[code] : begins[code + 1]]] = True
        return rows

    @cached_property
    def confidence(self) -> npt.NDArray[np.int64]:
        """In per cent, as it is shown; what has none is as sure as can be."""
        given = self.frame["confidence"].fillna(1.0).to_numpy(dtype=float)
        return np.round(given * 100).astype(np.int64)

    @cached_property
    def sort_names(self) -> dict[str, str]:
        return {actor: card.name.casefold() for actor, card in self.actors.items()}


def _days(column: pd.Series) -> npt.NDArray[np.datetime64]:
    return column.to_numpy().astype("datetime64[D]")
