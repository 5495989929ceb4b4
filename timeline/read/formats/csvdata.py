"""CSV: an article a row, the names of the JSON record as columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from timeline.errors import Corrupt, Empty, ReadError, UnsupportedFormat
from timeline.read.document import LARGEST_FILE, Document, File, printable
from timeline.read.encoding import decode
from timeline.read.formats import jsondata

__all__ = ["documents", "has_columns"]

SEPARATORS = ",;\t|"


def has_columns(head: str) -> bool:
    """Does a first line name the column an article stands in?"""
    return bool({"text", "html"} & set(_columns(head, _separator(head)))) and _separator(head) in head


def documents(file: File) -> Iterator[Document | ReadError]:
    name = printable(file.name)
    text = decode(file.data, file.name, file.charset)
    head = text.lstrip("\r\n").partition("\n")[0]
    columns = _columns(head, _separator(head))
    if not {"text", "html"} & set(columns):
        raise UnsupportedFormat(
            name, 'no column is called "text" or "html"', "Name the columns in the first row."
        )
    csv.field_size_limit(LARGEST_FILE)
    rows = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=_separator(head))
    number = 0
    try:
        next(rows)
        for number, row in enumerate(filter(None, rows), 1):
            try:
                fields = {column: cell for column, cell in zip(columns, row, strict=False) if cell}
                yield jsondata.record(fields, f"{file.name}, row {number}")
            except ReadError as error:
                yield error
    except csv.Error as error:
        raise Corrupt(name, f"row {number + 1} is not CSV ({error})", "Save it again as CSV.") from error
    if not number:
        raise Empty(name, "there is no article in it", "Give at least one row.")


def _separator(head: str) -> str:
    return max(SEPARATORS, key=head.count)


def _columns(head: str, separator: str) -> list[str]:
    return [column.strip().strip('"').strip().lower() for column in head.split(separator)]
