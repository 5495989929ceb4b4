"""The record of corrections: one line each, written once, taken back by a mark. What they mean stands in
`timeline.corrections`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

import pandas as pd
import sqlalchemy as sql

from timeline import corrections, frame
from timeline.corrections import ACTIONS, OTHER, VALUES, Correction
from timeline.errors import ConflictError, StoreError, UsageError
from timeline.store.database import Database, touch
from timeline.store.tables import ARTICLES, CORRECTIONS, EVENTS, OF_ARTICLE, SHOWN

__all__ = ["OF_ROW", "Corrections", "recorded"]

_PASSAGE = {"event_id": "text", "article_id": "text", "quote": "text"}


OF_ROW = [
    ARTICLES.c[OF_ARTICLE[name]].label(name) if name in OF_ARTICLE else EVENTS.c[name]
    for name in frame.COLUMNS
]
"""The columns of a row, from the two tables that hold them."""


class Corrections(Database):
    """The rows of a collection, and what people say of them."""

    def extracted(self) -> pd.DataFrame:
        """The rows as they were extracted, before any correction."""
        query = sql.select(*OF_ROW).select_from(EVENTS.join(ARTICLES)).where(SHOWN)
        return frame.ordered(self._frame(query, frame.COLUMNS))

    def correct(
        self,
        event_ids: Iterable[str],
        action: str,
        *,
        who: str,
        values: Mapping[str, Any] | None = None,
        other: str | None = None,
        why: str = "",
        seen: int | None = None,
    ) -> list[int]:
        """Record what a person says of some rows at once; the record's numbers. See `timeline.corrections`.

        `seen` is the number of the last correction the person knew of (see `last_correction`);
        `ConflictError` where one of these rows has been corrected since: nothing is written then.
        """
        given, ids = dict(values or {}), list(event_ids)
        if (
            action not in ACTIONS
            or set(given) - set(VALUES.get(action, ()))
            or bool(given) != (action in VALUES)
        ):
            raise UsageError(f"correction '{action}'", "no such correction", f"Known: {', '.join(ACTIONS)}.")
        with self._writing() as connection:
            rows = _beside(connection, [*ids, *([other] if other else [])])
            if seen is not None:
                _unless_newer(connection, rows, ids, seen, action)
            at = touch(connection)
            if other:
                [there] = frame.rows(rows[rows["event_id"] == other])
                given |= dict(zip(OTHER, (there["article_id"], there["quote"]), strict=True))
            said = {"action": action, "values": given, "other": other, "who": who, "at": at, "why": why}
            return _record(connection, rows[rows["event_id"].isin(ids)], said)

    def undo(self, numbers: Iterable[int], *, who: str) -> None:
        """Take corrections back, those that nobody has yet; the record keeps both."""
        still = sql.and_(CORRECTIONS.c.number.in_(list(numbers)), CORRECTIONS.c.undone_at.is_(None))
        with self._writing() as connection:
            at = touch(connection)
            connection.execute(sql.update(CORRECTIONS).where(still).values(undone_by=who, undone_at=at))

    def corrections(self) -> list[Correction]:
        """The whole record, oldest first, those taken back included."""
        with self._reading() as connection:
            return recorded(connection)

    def last_correction(self) -> int:
        """The number of the last line of the record, 0 where it is empty: what `correct` takes as `seen`."""
        with self._reading() as connection:
            return int(connection.execute(sql.select(sql.func.max(CORRECTIONS.c.number))).scalar() or 0)

    def set_credibility(
        self, event_ids: Iterable[str], grade: int, *, who: str, why: str = "", seen: int | None = None
    ) -> list[int]:
        """How credible the information of some rows is, 1 (confirmed) to 5 (improbable); 6, cannot be judged,
        is the default. A correction like any other, taken back by `undo`."""
        if grade not in range(1, 7):
            raise UsageError(f"credibility '{grade}'", "is not one of 1 to 6", "")
        return self.correct(event_ids, "assess", who=who, values={"credibility": grade}, why=why, seen=seen)

    def credibility(self) -> dict[str, int]:
        """The rows that somebody has assessed, by event id; any other is 6."""
        said = [one for one in self.corrections() if one.action == "assess"]
        rows = self.extracted() if said else frame.from_rows([])
        last = {event: int(one.values["credibility"]) for one, event in corrections.standing(rows, said)}
        return {event: grade for event, grade in last.items() if grade != 6}

    def unfit(self) -> list[Correction]:
        """The corrections that fit no row any more: their passage is gone, or stands there twice."""
        said = [one for one in self.corrections() if one.undone_at is None]
        holding = {one.number for one, _ in corrections.standing(self.extracted(), said)}
        return [one for one in said if one.number not in holding]


def _beside(connection: sql.Connection, event_ids: Sequence[str]) -> pd.DataFrame:
    """The passages of all rows of the articles that tell these events; an error where one is not there."""
    shown = sql.select(EVENTS.c.article).select_from(EVENTS.join(ARTICLES)).where(SHOWN)
    columns = EVENTS.c.event_id, ARTICLES.c.id, EVENTS.c.quote
    query = (
        sql.select(*columns)
        .select_from(EVENTS.join(ARTICLES))
        .where(EVENTS.c.article.in_(shown.where(EVENTS.c.event_id.in_(event_ids))))
    )
    rows = frame.from_rows(
        (dict(zip(_PASSAGE, row, strict=True)) for row in connection.execute(query)), _PASSAGE
    )
    known = set(rows["event_id"])
    for event in event_ids:
        if event not in known:
            raise StoreError(f"event {event}", "not in this collection any more", "Reload the page.")
    return rows


def _unless_newer(
    connection: sql.Connection, rows: pd.DataFrame, ids: Sequence[str], seen: int, action: str
) -> None:
    """A grade and a correction do not stand in each other's way."""
    grade = action == "assess"
    newer = [one for one in recorded(connection, after=seen) if (one.action == "assess") == grade]
    for one, event in corrections.standing(rows, newer):
        if event in ids or one.other in ids:
            raise ConflictError(
                "this event",
                f"corrected by {one.who} meanwhile, at {one.at[:16].replace('T', ' ')} UTC",
                "Look again, then correct it.",
                by=one,
            )


def _record(connection: sql.Connection, rows: pd.DataFrame, said: Mapping[str, Any]) -> list[int]:
    """Write one line for each of `rows`; their numbers."""
    numbers = []
    for row in frame.rows(rows):
        query = sql.insert(CORRECTIONS).values({**row, **said}).returning(CORRECTIONS.c.number)
        numbers.append(int(connection.execute(query).scalar_one()))
    return numbers


def recorded(connection: sql.Connection, after: int = 0) -> list[Correction]:
    """The lines of the record with greater numbers, oldest first."""
    columns = [CORRECTIONS.c[field.name] for field in fields(Correction)]
    query = sql.select(*columns).where(CORRECTIONS.c.number > after).order_by(CORRECTIONS.c.number)
    return [Correction(*line) for line in connection.execute(query)]
