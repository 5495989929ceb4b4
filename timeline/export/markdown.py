"""Markdown: the chronology as a table with numbered footnotes, each the passage and its source.

GitHub's dialect (tables and footnotes), which Pandoc and most editors read. An article's words are escaped:
they make no link, no picture, no markup. Only http and https addresses become links.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pandas as pd

from timeline import frame
from timeline.called import worded
from timeline.dashboard.safe import link
from timeline.export.face import Exporter, Sheet
from timeline.grades import NONE, Grades
from timeline.told import Teller
from timeline.view.style import plain

__all__ = ["EXPORTER", "write"]

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&!@^])")
ADDRESS = re.compile(r"(?i)\b(www)\.|://")  # what dialects turn into links unasked
COLUMNS = ("number", "when", "event", "actors", "place", "status")


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """Dated rows in the order given, then undated ones; a row's footnote has its number."""
    tell = Teller(sheet.language)
    known = list(frame.rows(worded(rows, sheet.options.get("reports"), sheet.language)))
    grades: Grades = sheet.options.get("grades") or NONE
    columns = [*COLUMNS, *(["grade"] if grades else [])]
    lines = [f"# {_text(sheet.title or tell('title'))}", ""]
    if sheet.words:
        lines += [_text(sheet.words), ""]
    lines += [_line(tell(name) for name in columns), _line("---" for _ in columns)]
    lines += [_row(number, row, grades, tell) for number, row in enumerate(known, 1)]
    lines += ["", _text(tell.extracted(known)), ""]
    lines += [_text(tell("grades")), ""] if grades else []
    lines += [f"[^{number}]: {_note(row, tell)}" for number, row in enumerate(known, 1)]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8")


def _line(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"


def _row(number: int, row: dict[str, Any], grades: Grades, tell: Teller) -> str:
    cells = (
        f"{number}",
        _text(tell.when(row)),
        f"{_text(tell.headline(row))}[^{number}]",
        _text(", ".join(row["actors"])),
        _text(row["place"] or ""),
        _text(tell.status(row)),
        *([grades.of(row)] if grades else []),
    )
    return _line(cells)


def _note(row: dict[str, Any], tell: Teller) -> str:
    passage = f"{_text(tell.quoted(row['quote']))} " if row["quote"] else ""
    address = link(row["url"])
    where = f", <{quote(address, safe=':/?#[]@!$&()*+,;=%~')}>" if address else ""
    return f"{passage}{_text(tell.sources(row))}{where}"


def _text(words: str) -> str:
    """One line of an article's words as Markdown that shows them literally."""
    escaped = MARKUP.sub(r"\\\1", plain(words))
    return ADDRESS.sub(lambda found: f"{found[1]}\\." if found[1] else r"\://", escaped)


EXPORTER = Exporter("markdown", "Markdown", ".md", "text/markdown", write)
