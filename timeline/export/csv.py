"""CSV: RFC 4180, UTF-8, the row's columns; lists are JSON.

A text cell that a spreadsheet would take for a formula gets a `'` before it, unless the sheet says `raw`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pandas as pd

from timeline import frame
from timeline.export.face import Exporter, Sheet

__all__ = ["EXPORTER", "FORMULA", "cell", "write"]

# What starts a formula, also behind blanks or as a full-width letter; a line end or tab first is a trick too.
FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """A header line and one line a row."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(rows.columns)
    for row in frame.rows(rows):
        lines.writerow([cell(value, sheet.raw) for value in row.values()])
    return out.getvalue().encode("utf-8")


def cell(value: Any, raw: bool) -> Any:
    """A value as a cell: lists as JSON, a would-be formula behind a `'` unless `raw`."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and not raw and FORMULA.match(value):
        return f"'{value}"
    return value


EXPORTER = Exporter("csv", "CSV", ".csv", "text/csv", write)
