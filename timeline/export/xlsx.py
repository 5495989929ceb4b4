"""XLSX: one typed sheet of rows, dates as dates, and one that says what it shows.

No cell is ever a formula: text is written as text, and what a spreadsheet would run when it is typed again
carries its own mark for text (the quote prefix) unless the sheet says `raw`. Lists are joined by "; ".
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from timeline import frame
from timeline.errors import ExportError
from timeline.export.csv import FORMULA
from timeline.export.face import Exporter, Sheet
from timeline.told import Teller, day

__all__ = ["EXPORTER", "write"]

LONGEST, MOST = 32_767, 1_048_575  # characters of a cell, rows below the header
FIRST = date(1900, 3, 1)  # before it the calendar of spreadsheets is wrong
MADE = datetime(2000, 1, 1)  # noqa: DTZ001  (a fixed date: the same rows give the same file)
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WIDTHS = {
    "title": 50,
    "label": 40,
    "quote": 70,
    "date_text": 20,
    "actors": 36,
    "article_title": 40,
    "url": 30,
}


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """A workbook of two sheets. `ExportError` where there are more rows than a sheet can hold."""
    from xlsxwriter import Workbook

    if len(rows) > MOST:
        raise ExportError("XLSX", f"a sheet holds {MOST} rows", "Narrow the filter, or use Parquet.")
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"title": sheet.title, "created": MADE})
    styles = {
        "head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        "text": book.add_format({"valign": "top"}),
        "wrapped": book.add_format({"valign": "top", "text_wrap": True}),
        "armed": book.add_format({"valign": "top", "quote_prefix": not sheet.raw}),
        "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"}),
    }
    if grades := sheet.options.get("grades"):  # a column more, only where they are in use
        rows = rows.assign(grade=[grades.of(row) for row in frame.rows(rows)])
    _fill(book.add_worksheet("Events"), rows, styles)
    _tell(book.add_worksheet("About"), rows, sheet, styles)
    book.close()
    return out.getvalue()


def _fill(page: Any, rows: pd.DataFrame, styles: Mapping[str, Any]) -> None:
    for column, name in enumerate(rows.columns):
        page.write_string(0, column, name, styles["head"])
        page.set_column(column, column, WIDTHS.get(name, 14))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(rows), len(rows.columns) - 1)
    for line, row in enumerate(frame.rows(rows), 1):
        for column, (name, value) in enumerate(row.items()):
            _cell(page, line, column, name, value, styles)


def _cell(page: Any, line: int, column: int, name: str, value: Any, styles: Mapping[str, Any]) -> None:
    match value:
        case None | []:
            return
        case int() | float():
            page.write_number(line, column, value, styles["text"])
            return
        case list():
            value = "; ".join(json.dumps(v, ensure_ascii=False) if isinstance(v, dict) else v for v in value)
    known = day(value) if frame.COLUMNS.get(name) == "date" else None
    if known and known >= FIRST:
        page.write_datetime(line, column, known, styles["date"])
        return
    text = _text(value)
    style = "armed" if FORMULA.match(text) else "wrapped" if name == "quote" else "text"
    page.write_string(line, column, text, styles[style])


def _text(value: str) -> str:
    """What a cell can hold: a longer text ends in an ellipsis."""
    text = UNFIT.sub("\ufffd", value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _tell(page: Any, rows: pd.DataFrame, sheet: Sheet, styles: Mapping[str, Any]) -> None:
    tell = Teller(sheet.language)
    page.set_column(0, 0, 110)
    lines = [sheet.title or tell("title"), sheet.words, tell.extracted(frame.rows(rows))]
    lines += [tell("grades")] if sheet.options.get("grades") else []
    for line, text in enumerate(filter(None, lines)):
        style = "head" if not line else "armed" if FORMULA.match(text) else "wrapped"
        page.write_string(line, 0, _text(text), styles[style])


EXPORTER = Exporter(
    "xlsx",
    "Excel",
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write,
)
