"""Plain text and Markdown: taken as it is."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.errors import Empty
from timeline.read.document import Document, File, bounded, printable
from timeline.read.encoding import decode

__all__ = ["documents"]


def documents(file: File) -> Iterator[Document]:
    text = bounded(decode(file.data, file.name, file.charset), file.name)
    if not any(map(str.isalnum, text)):
        raise Empty(printable(file.name), "there is no text in it", "Give a file with the article's text.")
    yield Document(text=text)
