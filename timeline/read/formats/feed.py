"""RSS and Atom: an article an entry, as far as the feed carries it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline.errors import Corrupt, Empty, ReadError
from timeline.read.document import Document, File, bounded, printable
from timeline.read.formats import html

__all__ = ["documents"]

MOST_ENTRIES = 500
BODIES = ("encoded", "content", "description", "summary")
DATES = ("pubdate", "published", "date", "issued", "updated")


def documents(file: File) -> Iterator[Document | ReadError]:
    from lxml import etree

    name = printable(file.name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(file.data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Corrupt(name, "not well-formed XML", "Check the feed's address.") from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise Corrupt(name, "the feed declares a document type, as no feed needs to", "Give its articles.")
    entries = [element for element in tree.iter() if _tag(element) in ("item", "entry")][:MOST_ENTRIES]
    if not entries:
        raise Empty(name, "the feed has no entries", "Check its address.")
    heading = next((element for element in tree.iter() if _tag(element) == "title"), None)
    source = _words(heading) if heading is not None else None
    for number, entry in enumerate(entries, 1):
        try:
            yield _entry(entry, source, f"{name}, entry {number}")
        except ReadError as error:
            yield error


def _entry(entry: Any, source: str | None, name: str) -> Document:
    fields: dict[str, Any] = {}
    for child in entry:
        fields.setdefault(_tag(child), child)
    title = _words(fields["title"]) if "title" in fields else None
    text = max(
        (html.plain(_words(fields[key]) or "") for key in BODIES if key in fields), key=len, default=""
    )
    if not any(map(str.isalnum, text)):
        raise Empty(name, "the entry has no text", "Give the address of its article.")
    stamp = next((_words(fields[key]) for key in DATES if key in fields), None)
    link = fields.get("link")
    url = (link.get("href") or _words(link)) if link is not None else None
    identity = next((_words(fields[key]) for key in ("guid", "id") if key in fields), None)
    whole = "encoded" in fields or "content" in fields
    return Document(
        text=bounded(text, name),
        id=identity,
        title=title,
        dated=stamp,
        url=url,
        source=source,
        note=None if whole or not url else "only the summary that the feed carries",
    )


def _tag(element: Any) -> str:
    """The bare name of an element, in whatever namespace; empty for a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _words(element: Any) -> str | None:
    return "".join(element.itertext()).strip() or None
