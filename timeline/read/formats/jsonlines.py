"""JSON Lines: an article a line. A line that is wrong costs only itself."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.errors import Empty, ReadError
from timeline.read.document import Document, File, printable
from timeline.read.formats import jsondata

__all__ = ["documents"]


def documents(file: File) -> Iterator[Document | ReadError]:
    number = 0
    for number, line in enumerate(filter(str.strip, jsondata.decode_exactly(file).split("\n")), 1):
        name = f"{file.name}, line {number}"
        try:
            yield jsondata.record(jsondata.load(line, name), name)
        except ReadError as error:
            yield error
    if not number:
        raise Empty(printable(file.name), "there is no article in it", "Give at least one line.")
