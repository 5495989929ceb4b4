"""JSON: one article or many.

Each is `{"id", "lang"?, "published"?, "title"?, "url"?, "source"?, "text" or "html"}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from timeline.errors import Corrupt, Empty, ReadError, UnsupportedFormat
from timeline.read.document import Document, File, bounded, printable
from timeline.read.encoding import decode, harmless
from timeline.read.formats import html

__all__ = ["decode_exactly", "documents", "load", "record"]


def documents(file: File) -> Iterator[Document | ReadError]:
    data = load(decode_exactly(file), file.name)
    if isinstance(data, dict) and isinstance(data.get("articles"), list):
        data = data["articles"]
    if isinstance(data, list):
        if not data:
            raise Empty(printable(file.name), "there is no article in it", "Give at least one.")
        for number, each in enumerate(data, 1):
            try:
                yield record(each, f"{file.name}, article {number}")
            except ReadError as error:
                yield error
    else:
        yield record(data, file.name)


def decode_exactly(file: File) -> str:
    """JSON is UTF-8 or UTF-16 by its standard; what its strings hold is not repaired."""
    try:
        return file.data.decode(json.detect_encoding(file.data))
    except UnicodeError:
        return decode(file.data, file.name, file.charset)


def load(text: str, name: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Corrupt(printable(name), f"not valid JSON{where}", "Correct it, or give plain text.") from error
    except RecursionError as error:
        raise Corrupt(printable(name), "the JSON is nested too deeply", "Give plain text.") from error


def record(data: object, name: str) -> Document:
    """One article's record. Its text is taken as it is: offsets refer to it."""
    name = printable(name)
    if not isinstance(data, Mapping):
        raise UnsupportedFormat(name, "it is no article", 'Give objects with "id" and "text" or "html".')
    given = {str(key).strip().lower(): value for key, value in data.items() if value is not None}
    text, page = given.get("text"), given.get("html")
    if isinstance(text, str):
        if not any(map(str.isalnum, text)):
            raise Empty(name, '"text" is empty', "Give the article's text.")
        document = Document(text=bounded(text, name))
    elif isinstance(page, str):
        document = html.page(harmless(page), name, _said(given, "url"))
    else:
        raise UnsupportedFormat(name, 'it has neither "text" nor "html"', "Give one of them.")
    return Document(
        text=document.text,
        id=_said(given, "id"),
        title=_said(given, "title") or document.title,
        language=_said(given, "lang") or _said(given, "language") or document.language,
        published=_said(given, "published"),
        dated=document.dated,
        url=_said(given, "url") or document.url,
        source=_said(given, "source") or document.source,
        retrieved=_said(given, "retrieved"),
    )


def _said(given: Mapping[str, object], key: str) -> str | None:
    value = given.get(key)
    said = str(value).strip() if isinstance(value, str | int | float) else ""
    return said or None
