"""A file as records: CSV, JSON Lines and JSON, Timesketch, TimelineJS. What is no record is named."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.errors import Corrupt, Empty, ReadError, UnsupportedFormat
from timeline.export.csv import FORMULA
from timeline.read.document import LARGEST_FILE, File, printable
from timeline.read.encoding import decode
from timeline.read.formats.jsondata import decode_exactly, load

__all__ = ["Table", "table"]

SEPARATORS = ",;\t|"
MOST = 200_000  # records of one file
TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Table:
    """Records by what they are called ("row 3"), or why one is none; `columns` in their order. `fixed`: they
    have our own fields, and nothing is to be told apart."""

    columns: tuple[str, ...]
    records: tuple[tuple[str, Mapping[str, Any] | ReadError], ...]
    fixed: bool = False


def table(name: str, data: bytes) -> Table:
    """The records of a file by its content. `ReadError` where it holds none."""
    shown = printable(name)
    if len(data) > LARGEST_FILE:
        raise UnsupportedFormat(shown, "it is larger than 50 MB", "Split it.")
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Empty(shown, "the file is empty", "Give a file with a chronology.")
    if data.startswith((b"PK\x03\x04", b"%PDF")):
        raise UnsupportedFormat(shown, "it is no CSV or JSON", "Save it as CSV.")
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    file = File(shown, data)
    found = _json(file) if head in (b"{", b"[") else _csv(file)
    if not found.records:
        raise Empty(shown, "there is no row in it", "Give at least one.")
    if len(found.records) > MOST:
        raise UnsupportedFormat(shown, f"it has more than {MOST:,} rows", "Split it.")
    return found


def _csv(file: File) -> Table:
    text = decode(file.data, file.name, None).lstrip("\r\n")
    head = text.partition("\n")[0]
    separator = max(SEPARATORS, key=head.count)
    csv.field_size_limit(LARGEST_FILE)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    records: list[tuple[str, Mapping[str, Any] | ReadError]] = []
    try:
        columns = tuple(cell.strip() or f"column {place}" for place, cell in enumerate(next(lines, []), 1))
        for number, row in enumerate(lines, 2):
            if any(cell.strip() for cell in row):
                cells = {name: _unguarded(cell) for name, cell in zip(columns, row, strict=False)}
                records.append((f"row {number}", cells))
    except csv.Error as error:
        raise Corrupt(file.name, f"row {len(records) + 2} is not CSV ({error})", "Save it again.") from error
    return Table(columns, tuple(records))


def _unguarded(cell: str) -> str:
    """Without the mark that keeps a spreadsheet from running a cell."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def _json(file: File) -> Table:
    """One JSON value, or one a line."""
    text = decode_exactly(file)
    try:
        whole = load(text, file.name)
    except Corrupt:
        return _named(
            [_line(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        )
    if isinstance(whole, dict) and isinstance(whole.get("events"), list):
        slides = enumerate(whole["events"], 1)
        return Table((), tuple((f"slide {n}", _slide(slide)) for n, slide in slides), fixed=True)
    records = whole if isinstance(whole, list) else [whole]
    return _named([(f"row {number}", _object(each)) for number, each in enumerate(records, 1)])


def _named(records: list[tuple[str, Mapping[str, Any] | ReadError]]) -> Table:
    columns = dict.fromkeys(name for _, record in records if isinstance(record, Mapping) for name in record)
    return Table(tuple(columns), tuple(records))


def _line(number: int, line: str) -> tuple[str, Mapping[str, Any] | ReadError]:
    name = f"line {number}"
    try:
        return name, _object(load(line, name))
    except ReadError as error:
        return name, error


def _object(value: object) -> Mapping[str, Any] | ReadError:
    if isinstance(value, dict):
        return {str(key): each for key, each in value.items()}
    return Corrupt("", "it is no object", "Give objects with named fields.")


def _slide(slide: object) -> Mapping[str, Any] | ReadError:
    """A slide of TimelineJS under our names. Ours carry their row; of others the texts, without markup."""
    if not isinstance(slide, dict):
        return Corrupt("", "it is no slide", "Give TimelineJS 3 JSON.")
    if isinstance(row := slide.get("timeline"), dict):
        return row
    text, media = slide.get("text"), slide.get("media")
    body = str(_of(text, "text") or "")
    link = re.search(r'href="(https?://[^"<>]+)"', body)
    found: dict[str, Any] = {
        "event_id": slide.get("unique_id"),
        "title": _bare(_of(text, "headline")),
        "quote": _bare(body),
        "date": _day(slide.get("start_date")),
        "until": _day(slide.get("end_date")),
        "date_text": _bare(slide.get("display_date") or _of(slide.get("start_date"), "display_date")),
        "things": _bare(slide.get("group")),
        "source": _bare(_of(media, "credit")),
        "url": html.unescape(link[1]) if link else _of(media, "url"),
    }
    return {name: value for name, value in found.items() if value}


def _of(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def _day(given: object) -> str:
    """A date of TimelineJS as ISO, as far as it goes."""
    parts = [str(_of(given, name) or "").strip() for name in ("year", "month", "day")]
    if not parts[0].isdigit():
        return parts[0]
    known: Iterator[str] = (part.zfill(width) for part, width in zip(parts, (4, 2, 2), strict=True))
    return "-".join(part for part, given in zip(known, parts, strict=True) if given)


def _bare(value: object) -> str:
    """Words without markup."""
    return " ".join(html.unescape(TAGS.sub(" ", str(value or ""))).split())
