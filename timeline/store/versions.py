"""The rows as they are shown, today or at any moment before, and what has changed between two moments."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import TypeVar

import pandas as pd
import sqlalchemy as sql

from timeline import actors, changes, corrections, frame
from timeline.actors import ActorChange
from timeline.corrections import Correction
from timeline.errors import UsageError
from timeline.model import Article
from timeline.store.articles import made
from timeline.store.database import Database, fetched, touch, written
from timeline.store.naming import actors_recorded, actors_seen
from timeline.store.record import OF_ROW, recorded
from timeline.store.tables import ARTICLES, EVENTS, OF_ARTICLE, PAST_EVENTS, SHOWINGS, SHOWN, STATES

__all__ = ["State", "Versions"]

Line = TypeVar("Line", Correction, ActorChange)


@dataclass(frozen=True, slots=True)
class State:
    """A moment under a name."""

    name: str
    who: str
    at: str


class Versions(Database):
    """The states of a collection."""

    def events(self, of: Collection[int] | None = None) -> pd.DataFrame:
        """The rows of all articles that are not removed, or only of those numbered `of`, as corrected, with
        the actors of today, in chronological order."""
        which = SHOWN if of is None else sql.and_(SHOWN, ARTICLES.c.number.in_(of))
        query = sql.select(*OF_ROW).select_from(EVENTS.join(ARTICLES)).where(which)
        with self._reading() as connection:
            rows = frame.ordered(fetched(connection, query, frame.COLUMNS))
            return _laid_over(connection, rows, recorded(connection), actors_recorded(connection))

    def as_of(self, moment: str) -> pd.DataFrame:
        """The rows as they were at a moment: a saved state, a day (its end), or a moment in ISO 8601.

        What the articles themselves say (title, source, date of publication) is as known today.
        """
        at = self.moment(moment, end=True)
        last = sql.select(sql.func.max(SHOWINGS.c.number)).where(SHOWINGS.c.at <= at)
        shown = sql.select(SHOWINGS.c.article).where(
            SHOWINGS.c.number.in_(last.group_by(SHOWINGS.c.article_id)), SHOWINGS.c.article.is_not(None)
        )
        now = sql.select(*OF_ROW).select_from(EVENTS.join(ARTICLES))
        of_article = [ARTICLES.c[column].label(name) for name, column in OF_ARTICLE.items()]
        then = sql.select(PAST_EVENTS.c.row, *of_article).select_from(PAST_EVENTS.join(ARTICLES))
        then = then.where(
            PAST_EVENTS.c.article.in_(shown), PAST_EVENTS.c.added <= at, PAST_EVENTS.c.replaced > at
        )
        with self._reading() as connection:
            now = now.where(EVENTS.c.article.in_(shown), EVENTS.c.added <= at)
            rows = fetched(connection, now, frame.COLUMNS)
            past = [line["row"] | dict(line) for line in connection.execute(then).mappings()]
            if past:
                rows = pd.concat([rows, frame.from_rows(past)], ignore_index=True)
            said = [_then(one, at) for one in recorded(connection) if one.at <= at]
            renamed = [_then(one, at) for one in actors_recorded(connection) if one.at <= at]
            return _laid_over(connection, frame.ordered(rows), said, renamed)

    def changes(self, since: str, until: str | None = None) -> pd.DataFrame:
        """What has changed between two moments (see `as_of`; `since` a day is its beginning, without `until`
        it is today): one line a new or withdrawn event, one a changed field. See `timeline.changes`."""
        first = self.moment(since)
        if until is not None and self.moment(until, end=True) < first:
            raise UsageError(f"from {since} to {until}", "ends before it begins", "Swap the two.")
        return changes.between(self.as_of(first), self.events() if until is None else self.as_of(until))

    def history(self, article_id: str) -> list[tuple[str, Article | None]]:
        """Which version of an article was shown from which moment on ("": before moments were kept), the
        first first; None: it was removed."""
        query = sql.select(SHOWINGS.c.at, SHOWINGS.c.article, ARTICLES).outerjoin_from(SHOWINGS, ARTICLES)
        query = query.where(SHOWINGS.c.article_id == article_id).order_by(SHOWINGS.c.number)
        with self._reading() as connection:
            found = connection.execute(query).mappings()
            return [(line["at"], None if line["article"] is None else made(line)) for line in found]

    def moment(self, words: str, *, end: bool = False) -> str:
        """The moment that a saved state, a day (its beginning or its end, here) or ISO 8601 names, as written
        in the records."""
        for state in self.states():
            if state.name == words:
                return state.at
        try:
            if len(words) == 10:
                day = datetime.fromisoformat(words)
                at = datetime.combine(day, time.max if end else time.min)
            else:
                at = datetime.fromisoformat(words)
        except ValueError:
            known = ", ".join(f"'{state.name}'" for state in self.states())
            cure = f"Saved states: {known}." if known else "Write a day as 2023-07-28, or save a state first."
            raise UsageError(f"'{words}'", "is no day and no saved state", cure) from None
        return written(at.astimezone(UTC))

    def save_state(self, name: str, *, who: str = "") -> State:
        """Keep this moment under a name, one that no other state has."""
        if not name.strip():
            raise UsageError("a state", "needs a name", "Give one that is not empty.")
        state = {"name": name.strip(), "who": who}
        with self._writing() as connection:
            if connection.execute(sql.select(STATES).where(STATES.c.name == state["name"])).first():
                raise UsageError(f"state '{name}'", "there is one of that name", "Choose another name.")
            state["at"] = touch(connection)
            connection.execute(sql.insert(STATES), state)
        return State(**state)

    def states(self) -> list[State]:
        """The saved states, the oldest first."""
        with self._reading() as connection:
            found = connection.execute(sql.select(STATES).order_by(STATES.c.at)).mappings()
            return [State(**line) for line in found]

    def remove_state(self, name: str) -> None:
        """Forget a saved state; what has changed since is not forgotten."""
        with self._writing() as connection:
            if not connection.execute(sql.delete(STATES).where(STATES.c.name == name)).rowcount:
                raise UsageError(f"state '{name}'", "there is none of that name", "Check its name.")
            touch(connection)


def _laid_over(
    connection: sql.Connection, rows: pd.DataFrame, said: list[Correction], renamed: list[ActorChange]
) -> pd.DataFrame:
    rows = corrections.laid_over(rows, said)
    if all(one.undone_at is not None for one in renamed):
        return rows
    chosen = [one for one in said if "actor_ids" in one.values]
    by_hand = {event for _, event in corrections.standing(rows, chosen)}
    return actors.laid_over(rows, actors_seen(connection), renamed, by_hand)


def _then(one: Line, at: str) -> Line:
    """A line of a record as it stood at a moment: what was taken back later still held."""
    later = one.undone_at is not None and one.undone_at > at
    return replace(one, undone_by=None, undone_at=None) if later else one
