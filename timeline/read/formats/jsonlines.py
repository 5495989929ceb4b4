"""JSON Lines: an article a line. A line that is wrong costs only itself; one at a time is in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from timeline.errors import DataError, Empty, ReadError, TooLarge
from timeline.read.document import LARGEST_FILE, MEGABYTE, Document, File, printable
from timeline.read.formats import jsondata

__all__ = ["ENDINGS", "documents", "streamed"]

ENDINGS = (".jsonl", ".ndjson")


def documents(file: File) -> Iterator[Document | ReadError]:
    return _told(file.name, jsondata.decode_exactly(file).split("\n"))


def streamed(stream: BinaryIO, name: str) -> Iterator[Document | ReadError]:
    """The documents of an open file of any length, read as they are asked for."""
    head = stream.read(4)
    stream.seek(0)
    if b"\0" in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):  # lines end otherwise in UTF-16
        return documents(File(name, stream.read()))
    return _told(name, _lines(stream, name))


def _lines(stream: BinaryIO, name: str) -> Iterator[str | ReadError]:
    while line := stream.readline(LARGEST_FILE + 1):
        if len(line) <= LARGEST_FILE:
            yield jsondata.decode_exactly(File(name, line))
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_FILE)
        yield TooLarge(printable(name), f"a line has more than {LARGEST_FILE // MEGABYTE} MB", "Split it.")


def _told(name: str, lines: Iterable[str | ReadError]) -> Iterator[Document | ReadError]:
    number = 0
    for line in lines:
        if isinstance(line, str) and not line.strip():
            continue
        number += 1
        where = f"{name}, line {number}"
        try:
            yield line if isinstance(line, ReadError) else jsondata.record(jsondata.load(line, where), where)
        except ReadError as error:
            yield error
        except DataError:  # a mistake of the project's own
            raise
        except Exception as error:  # parsers of others meet what nobody thought of; the next line goes on
            why = f"it cannot be read ({type(error).__name__})"
            yield ReadError(printable(where), why, "Give the article's text.")
    if not number:
        raise Empty(printable(name), "there is no article in it", "Give at least one line.")
