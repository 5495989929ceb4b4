"""JSON Lines: one row a line, ISO dates, UTF-8, letters as they are."""

from __future__ import annotations

import pandas as pd

from timeline import frame
from timeline.export.face import Exporter, Sheet

__all__ = ["EXPORTER", "write"]


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """No line for no rows."""
    return "".join(f"{frame.json_line(row)}\n" for row in frame.rows(rows)).encode("utf-8")


EXPORTER = Exporter("jsonl", "JSON Lines", ".jsonl", "application/jsonl", write)
