"""What has changed between two states of the same rows: events that are new, changed (field by field) or
withdrawn. A rejected event counts as withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from itertools import pairwise
from typing import Any

import pandas as pd

from timeline import frame
from timeline.model import Article

__all__ = ["COLUMNS", "FIELDS", "between", "of_text"]

FIELDS = (
    "title", "kind", "date_edtf", "date_text", "time", "actors", "things", "place", "status", "attributed_to",
    "quote", "review",
)  # fmt: skip
"""What is compared. Offsets, confidence and what derives from these fields are not."""
COLUMNS = {
    "change": "text", "event_id": "text", "article_id": "text", "date_edtf": "text", "title": "text",
    "field": "text", "before": "text", "after": "text", "quote": "text", "source": "text", "url": "text",
}  # fmt: skip


def between(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """One line a new or withdrawn event, one a changed field, in chronological order, with `COLUMNS`:
    `change` is new, changed or withdrawn; `before` and `after` are values as text, lists as JSON."""
    differ = _differing(before, after)
    then, now = before[before["event_id"].isin(differ)], after[after["event_id"].isin(differ)]
    order = frame.ordered(pd.concat([then, now], ignore_index=True)) if len(then) and len(now) else None
    events = dict.fromkeys((order if order is not None else (then if len(then) else now))["event_id"])
    was, there = _by_id(then), _by_id(now)
    return frame.from_rows(
        (line for event in events for line in _lines(was.get(event), there.get(event))), COLUMNS
    )


def of_text(versions: Sequence[tuple[str, Article | None]]) -> Iterator[str]:
    """How an article has changed from one version to the next, as lines of a unified diff. `versions` are the
    moments they were shown from, and the articles; None: removed."""
    for (first, old), (then, new) in pairwise(versions):
        before, after = ((article.text if article else "").splitlines() for article in (old, new))
        names = first or "before", then if new else f"{then} removed"
        yield from unified_diff(before, after, *names, lineterm="", n=1)


def _differing(before: pd.DataFrame, after: pd.DataFrame) -> set[str]:
    """The ids of events that are in one state only, or not the same in both."""
    then, now = before.set_index("event_id"), after.set_index("event_id")
    both = then.index.intersection(now.index)
    differ = set(then.index.symmetric_difference(now.index))
    then, now = then.loc[both], now.loc[both]
    for field in FIELDS:
        old, new = then[field].astype(object), now[field].astype(object)
        gone = old.isna().to_numpy() & new.isna().to_numpy()
        same = [one == other for one, other in zip(old.array, new.array, strict=True)] if len(both) else []
        differ |= {event for event, a, b in zip(both, same, gone, strict=True) if not (b or a is True)}
    return differ


def _by_id(rows: pd.DataFrame) -> dict[str, dict[str, Any]]:
    names = [*dict.fromkeys((*FIELDS, *(name for name in COLUMNS if name in frame.COLUMNS)))]
    return {row["event_id"]: row for row in frame.rows(rows[names])}


def _lines(then: dict[str, Any] | None, now: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    was, there = (row is not None and row["review"] != "rejected" for row in (then, now))
    row = now if now is not None else then
    assert row is not None
    if was and there and then is not None and now is not None:
        for field in FIELDS:
            if then[field] != now[field]:
                yield {
                    **row,
                    "change": "changed",
                    "field": field,
                    "before": _text(then[field]),
                    "after": _text(now[field]),
                }
    elif was or there:
        yield {**row, "change": "new" if there else "withdrawn"}


def _text(value: Any) -> str | None:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
