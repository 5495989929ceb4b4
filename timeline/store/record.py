"""The record of corrections: one line each, written once, taken back by a mark. What they mean stands in
`timeline.corrections`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import sqlalchemy as sql

from timeline.corrections import ACTIONS, EDITABLE, Correction
from timeline.errors import StoreError, UsageError
from timeline.store.tables import CORRECTIONS

__all__ = ["check", "record", "recorded", "undo"]


def check(
    connection: sql.Connection,
    rows: pd.DataFrame,
    event_ids: Sequence[str],
    action: str,
    values: Mapping[str, Any],
    other: str | None,
    seen: int | None,
) -> pd.DataFrame:
    """The rows that are to be corrected; an error where that makes no sense, or no longer does."""
    if action not in ACTIONS or set(values) - set(EDITABLE) or bool(values) != (action == "edit"):
        raise UsageError(f"correction '{action}'", "no such correction", f"Known: {', '.join(ACTIONS)}.")
    known = set(rows["event_id"])
    for event in (*event_ids, *([other] if other else [])):
        if event not in known:
            raise StoreError(f"event {event}", "not in this collection any more", "Reload the page.")
    if seen is not None:
        newer = sql.select(CORRECTIONS.c.who).where(
            CORRECTIONS.c.event_id.in_(event_ids), CORRECTIONS.c.number > seen
        )
        if by := connection.execute(newer).scalar():
            raise StoreError("this event", f"corrected by {by} meanwhile", "Look again, then correct it.")
    return rows[rows["event_id"].isin(event_ids)]


def record(
    connection: sql.Connection,
    rows: pd.DataFrame,
    action: str,
    who: str,
    values: Mapping[str, Any],
    other: str | None,
    why: str,
) -> list[int]:
    """Write one correction of each of `rows`, all at one moment; their numbers."""
    said = {"action": action, "values": dict(values), "other": other, "who": who, "at": _now(), "why": why}
    numbers = []
    for event, article, quote in zip(rows["event_id"], rows["article_id"], rows["quote"], strict=True):
        line = {"event_id": str(event), "article_id": str(article), "quote": str(quote), **said}
        query = sql.insert(CORRECTIONS).values(line).returning(CORRECTIONS.c.number)
        numbers.append(int(connection.execute(query).scalar_one()))
    return numbers


def undo(connection: sql.Connection, numbers: Iterable[int], who: str) -> None:
    """Take corrections back, those that nobody has yet."""
    still = sql.and_(CORRECTIONS.c.number.in_(list(numbers)), CORRECTIONS.c.undone_at.is_(None))
    connection.execute(sql.update(CORRECTIONS).where(still).values(undone_by=who, undone_at=_now()))


def recorded(connection: sql.Connection) -> list[Correction]:
    """Every line of the record, oldest first."""
    columns = [CORRECTIONS.c[field.name] for field in fields(Correction)]
    lines = connection.execute(sql.select(*columns).order_by(CORRECTIONS.c.number))
    return [Correction(*line) for line in lines]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
