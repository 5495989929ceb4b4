"""What people say of rows, kept as its own record and laid over what was extracted.

A correction names a row by its event id and keeps the passage it was said of. It holds while that passage
stands: after a new extraction it finds its row by the id or, where the id has changed, by the same passage in
the same article; one that finds neither changes nothing and is listed. Nothing is ever deleted: taking back
is recorded too.

    confirm, reject     the row is right; it is no event, or wrong beyond repair
    edit                new values for title, date, kind, status, place or actors
    join, split         this row and `other` tell one event; they tell two
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from timeline import frame
from timeline.errors import UsageError

__all__ = ["ACTIONS", "EDITABLE", "Correction", "dated", "laid_over", "pairs", "standing"]

ACTIONS = {"confirm": "confirmed", "reject": "rejected", "edit": "edited", "join": "", "split": ""}
DATE = ("date_edtf", "start", "end", "precision", "date_basis")
PLACE = ("place", "country", "latitude", "longitude")
EDITABLE = ("title", "kind", "status", "actors", "actor_ids", *PLACE, *DATE)


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the record. `values` are columns of a row; `at` and `undone_at` are UTC, ISO 8601."""

    number: int
    event_id: str
    article_id: str
    quote: str
    action: str
    values: Mapping[str, Any]
    other: str | None
    who: str
    at: str
    why: str
    undone_by: str | None = None
    undone_at: str | None = None


def dated(text: str) -> dict[str, Any]:
    """The date columns of a day, month or year, or of two of them joined by "/", ".." for an open side; ""
    is undated."""
    ends = [part.strip() for part in text.split("/")] if text.strip() else []
    try:
        if len(ends) > 2:
            raise ValueError
        bounds = [(None, None) if part == ".." else _bounds(part) for part in ends]
    except ValueError:
        cure = "Write a day, month or year, or two joined by /: 2023-04-21, 2023-04, 2023-04/2023-06."
        raise UsageError(f"'{text}' is no date", "", cure) from None
    start, end = (bounds[0][0], bounds[-1][1]) if bounds else (None, None)
    if start and end and start > end:
        raise UsageError(f"'{text}'", "ends before it begins", "Swap the two.")
    if start is None and end is None:
        return dict.fromkeys(DATE) | {"precision": "undated", "date_basis": "user"}
    precision = "interval" if len(ends) == 2 else {4: "year", 7: "month", 10: "day"}[len(ends[0])]
    first, last = (day.isoformat() if day else None for day in (start, end))
    known = {"date_edtf": "/".join(ends), "start": first, "end": last}
    return known | {"precision": precision, "date_basis": "user"}


def _bounds(text: str) -> tuple[date, date]:
    if len(text) == 4:
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if len(text) == 7:
        first = date.fromisoformat(f"{text}-01")
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    if len(text) != 10:
        raise ValueError
    day = date.fromisoformat(text)
    return day, day


def laid_over(rows: pd.DataFrame, said: Sequence[Correction]) -> pd.DataFrame:
    """The rows as corrected, in chronological order. The last word on a column holds."""
    place = {event: at for at, event in enumerate(rows["event_id"])}
    known = list(frame.rows(rows)) if any(one.undone_at is None for one in said) else []
    for one, event in standing(rows, said):
        row = known[place[event]]
        row |= {name: value for name, value in one.values.items() if name in EDITABLE}
        row["review"] = ACTIONS[one.action] or row["review"]
    return frame.ordered(frame.from_rows(known)) if known else rows


def standing(rows: pd.DataFrame, said: Iterable[Correction]) -> list[tuple[Correction, str]]:
    """The corrections that hold, each with the event id of the row it holds for today."""
    by_id = dict(zip(rows["event_id"], rows["quote"], strict=True))
    by_passage: dict[tuple[str, str], list[str]] = {}
    for event, article, quote in zip(rows["event_id"], rows["article_id"], rows["quote"], strict=True):
        by_passage.setdefault((article, quote), []).append(event)
    found = []
    for one in said:
        if one.undone_at is not None:
            continue
        quote = by_id.get(one.event_id)
        same = by_passage.get((one.article_id, one.quote), [])
        if quote is not None and (quote in one.quote or one.quote in quote):
            found.append((one, one.event_id))
        elif len(same) == 1:
            found.append((one, same[0]))
    return found


def pairs(rows: pd.DataFrame, said: Iterable[Correction]) -> dict[str, list[tuple[str, str]]]:
    """Pairs of event ids that people have joined and kept apart, as `merge.merged` takes them.

    Of two words on the same pair the later one holds.
    """
    known = set(rows["event_id"])
    last: dict[frozenset[str], tuple[str, tuple[str, str]]] = {}
    for one, event in standing(rows, said):
        other = one.other
        if one.action in ("join", "split") and other and other in known and other != event:
            last[frozenset((event, other))] = one.action, (event, other)
    named = {"join": "together", "split": "apart"}
    return {name: [pair for action, pair in last.values() if action == key] for key, name in named.items()}
