"""Timesketch: one line a dated row with its three columns `message`, `datetime`, `timestamp_desc`, and ours.

`datetime` is the first day of what is known, at midnight UTC; `timestamp_desc` says what kind of time that
is: "event date (month precision)", or start or end where the other side is open. Undated events have no
place in it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pandas as pd

from timeline import frame
from timeline.export.csv import cell
from timeline.export.face import Exporter, Sheet
from timeline.told import Teller

__all__ = ["EXPORTER", "EXPORTER_LINES", "write", "write_lines"]

OWN = ("message", "datetime", "timestamp_desc")
OURS = (
    "event_id", "story_id", "kind", "date_edtf", "start", "end", "precision", "date_text", "date_basis",
    "actors", "place", "country", "latitude", "longitude", "status", "attributed_to", "quote", "confidence",
    "review", "language", "published", "source", "url", "article_title", "article_id", "extractor",
)  # fmt: skip
LONGEST = 32_766  # bytes of a keyword


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """CSV, safe for spreadsheets unless the sheet says `raw`."""
    out = io.StringIO(newline="")
    lines = csv.DictWriter(out, (*OWN, *OURS), lineterminator="\r\n")
    lines.writeheader()
    for row in _lines(rows, sheet):
        lines.writerow({name: cell(value, sheet.raw) for name, value in row.items()})
    return out.getvalue().encode("utf-8")


def write_lines(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """JSON Lines."""
    return "".join(f"{frame.json_line(row)}\n" for row in _lines(rows, sheet)).encode("utf-8")


def _lines(rows: pd.DataFrame, sheet: Sheet) -> Iterator[dict[str, Any]]:
    tell = Teller(sheet.language)
    for row in frame.rows(rows):
        known = row["start"] or row["end"]
        if known is None:
            continue
        side = "date" if row["start"] and row["end"] else "start" if row["start"] else "end"
        own = {
            "message": _short(tell.headline(row)),
            "datetime": f"{known}T00:00:00+00:00",
            "timestamp_desc": f"event {side} ({row['precision']} precision)",
        }
        yield own | {name: _short(row[name]) for name in OURS}


def _short(value: Any) -> Any:
    """What its index takes: a longer text is cut at a character."""
    if isinstance(value, str) and len(value.encode("utf-8")) > LONGEST:
        return value.encode("utf-8")[: LONGEST - 3].decode("utf-8", "ignore") + "…"
    return value


EXPORTER = Exporter("timesketch", "Timesketch CSV", ".timesketch.csv", "text/csv", write, undated=False)
EXPORTER_LINES = Exporter(
    "timesketch_jsonl",
    "Timesketch JSONL",
    ".timesketch.jsonl",
    "application/jsonl",
    write_lines,
    undated=False,
)
