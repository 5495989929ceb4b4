"""What people say of rows, kept as its own record and laid over what was extracted.

A correction names a row by its event id and keeps the passage it was said of. It holds while that passage
stands: after a new extraction it finds its row by the id or, where the id has changed, by the same passage in
the same article; one that finds neither changes nothing and is listed. Nothing is ever deleted: taking back
is recorded too.

    confirm, reject     the row is right; it is no event, or wrong beyond repair
    edit                new values for title, date, kind, status, place or actors
    join, split         this row and `other` tell one event; they tell two
    add                 a person wrote this row by hand
    assess              how credible the information is: 1 (confirmed) to 6 (cannot be judged)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from timeline import edtf, frame

__all__ = ["ACTIONS", "EDITABLE", "OTHER", "VALUES", "Correction", "dated", "laid_over", "pairs", "standing"]

ACTIONS = {
    "confirm": "confirmed", "reject": "rejected", "edit": "edited", "add": "confirmed",
    "join": "", "split": "", "assess": "",
}  # fmt: skip
DATE = ("date_edtf", "start", "end", "precision", "date_basis")
PLACE = ("place", "country", "latitude", "longitude")
EDITABLE = ("title", "kind", "status", "actors", "actor_ids", *PLACE, *DATE)
OTHER = (
    "other_article",
    "other_quote",
)  # where `other` stands, kept among the values of joining and splitting
VALUES = {"edit": EDITABLE, "assess": ("credibility",)}  # what an action has to say beside itself


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
    """The date columns of an EDTF date (see `timeline.edtf`), as a person has set it; "" is undated."""
    if not text.strip():
        return dict.fromkeys(DATE) | {"precision": "undated", "date_basis": "user"}
    known = edtf.read(text)
    start, end = (day.isoformat() if day else None for day in (known.start, known.end))
    columns = {"date_edtf": known.edtf, "start": start, "end": end, "precision": known.precision}
    return columns | {"date_basis": "user"}


def laid_over(rows: pd.DataFrame, said: Sequence[Correction]) -> pd.DataFrame:
    """The rows as corrected, in chronological order. The last word on a column holds."""
    holding = standing(rows, said)
    if not holding:
        return rows
    hit = rows["event_id"].isin([event for _, event in holding])
    known = {row["event_id"]: row for row in frame.rows(rows[hit])}
    for one, event in holding:
        row = known[event]
        row |= {name: value for name, value in one.values.items() if name in EDITABLE}
        row["review"] = ACTIONS[one.action] or row["review"]
    return frame.ordered(pd.concat([rows[~hit], frame.from_rows(known.values())], ignore_index=True))


def standing(rows: pd.DataFrame, said: Iterable[Correction]) -> list[tuple[Correction, str]]:
    """The corrections that hold, each with the event id of the row it holds for today."""
    return [(one, event) for one, event, _ in _held(rows, said)]


def pairs(rows: pd.DataFrame, said: Iterable[Correction]) -> dict[str, list[tuple[str, str]]]:
    """Pairs of event ids that people have joined and kept apart, as `merge.merged` takes them.

    Of two words on the same pair the later one holds.
    """
    last: dict[frozenset[str], tuple[str, tuple[str, str]]] = {}
    for one, event, other in _held(rows, said):
        if one.action in ("join", "split") and other and other != event:
            last[frozenset((event, other))] = one.action, (event, other)
    named = {"join": "together", "split": "apart"}
    return {name: [pair for action, pair in last.values() if action == key] for key, name in named.items()}


def _held(rows: pd.DataFrame, said: Iterable[Correction]) -> list[tuple[Correction, str, str | None]]:
    """The corrections that hold, with their rows today: the one it was said of and, where there is one, the
    other, both found."""
    active = [one for one in said if one.undone_at is None]
    if not active:
        return []
    near = rows["event_id"].isin([event for one in active for event in (one.event_id, one.other)])
    near |= rows["article_id"].isin([a for one in active for a in (one.article_id, one.values.get(OTHER[0]))])
    by_id: dict[str, str] = {}
    by_passage: dict[tuple[str, str], list[str]] = {}
    columns = (rows.loc[near, name].tolist() for name in ("event_id", "article_id", "quote"))
    for event, article, quote in zip(*columns, strict=True):
        by_id[event] = quote
        by_passage.setdefault((article, quote), []).append(event)

    def today(event: str, article: str, quote: str) -> str | None:
        stands = by_id.get(event)
        if stands is not None and (stands in quote or quote in stands):
            return event
        same = by_passage.get((article, quote), [])
        return same[0] if len(same) == 1 else None

    found = []
    for one in active:
        event = today(one.event_id, one.article_id, one.quote)
        other = one.other and today(one.other, *(one.values.get(name, "") for name in OTHER))
        if event is not None and bool(other) == bool(one.other):
            found.append((one, event, other))
    return found
