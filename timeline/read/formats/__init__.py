"""The formats articles come in, a module each, all with one face: `documents(file)`.

It yields the documents of a file, further files inside it, and an error for each part that cannot be read
while the others can; it raises a `ReadError` where nothing can. `FORMATS` is the one table of them, and
`recognise` looks at the first bytes before it believes a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from timeline.errors import Empty, ReadError, UnsupportedFormat
from timeline.read.document import Document, File, printable
from timeline.read.formats import (
    archive,
    csvdata,
    docx,
    feed,
    html,
    jsondata,
    jsonlines,
    mail,
    pdf,
    text,
)

__all__ = ["FORMATS", "SUFFIXES", "Reader", "recognise"]

Reader = Callable[[File], Iterator[Document | File | ReadError]]

FORMATS: dict[str, tuple[Reader, tuple[str, ...], tuple[str, ...]]] = {
    # name: (reader, endings, media types)
    "text": (text.documents, (".txt", ".md", ".text", ".markdown"), ("text/plain", "text/markdown")),
    "html": (html.documents, (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml")),
    "pdf": (pdf.documents, (".pdf",), ("application/pdf",)),
    "docx": (
        docx.documents,
        (".docx",),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    ),
    "mail": (mail.documents, (".eml",), ("message/rfc822",)),
    "json": (jsondata.documents, (".json",), ("application/json",)),
    "jsonlines": (
        jsonlines.documents,
        (".jsonl", ".ndjson"),
        ("application/x-ndjson", "application/jsonl"),
    ),
    "csv": (csvdata.documents, (".csv", ".tsv"), ("text/csv", "text/tab-separated-values")),
    "zip": (archive.documents, (".zip",), ("application/zip",)),
    "feed": (
        feed.documents,
        (".rss", ".atom", ".xml"),
        ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml"),
    ),
}
SUFFIXES = {suffix: name for name, (_, suffixes, _) in FORMATS.items() for suffix in suffixes}
TYPES = {media: name for name, (_, _, types) in FORMATS.items() for media in types}

# First bytes of files that are no article, or not in a form that can be read here.
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file", "Save it as DOCX."),
    (b"{\\rtf", "an RTF file", "Save it as DOCX."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Pack it as ZIP."),
    (b"Rar!", "a RAR archive", "Pack it as ZIP."),
    (b"MZ", "a Windows program", "Give an article."),
    (b"\x7fELF", "a program", "Give an article."),
    (b"\x89PNG", "a picture", "Run text recognition (OCR) on it first."),
    (b"\xff\xd8\xff", "a picture", "Run text recognition (OCR) on it first."),
    (b"GIF8", "a picture", "Run text recognition (OCR) on it first."),
    (b"RIFF", "a picture or a recording", "Give its text."),
    (b"OggS", "a recording", "Give its text."),
    (b"ID3", "a recording", "Give its text."),
    (b"SQLite format 3\0", "a database", "Give the articles themselves."),
)
GIVE = "Give text, HTML, PDF, DOCX, EML, JSON, CSV, ZIP or a feed."


def recognise(file: File) -> Reader:
    """The reader for a file. What its bytes show counts before its name, its name before its declared type.

    Raises `Empty` for nothing at all and `UnsupportedFormat` for what cannot hold a readable article.
    """
    name, data = printable(file.name), file.data
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Empty(name, "the file is empty", "Give a file with an article.")
    if b"%PDF-" in data[:1024]:
        return pdf.documents
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(file, name)
    for magic, what, cure in FOREIGN:
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in data[:512]):
            raise UnsupportedFormat(name, f"it is {what}", cure)
    ending = "." + file.name.rpartition(".")[2].lower() if "." in file.name else ""
    chosen = SUFFIXES.get(ending) or TYPES.get((file.type or "").lower())
    if chosen in ("pdf", "docx", "zip"):  # the bytes say otherwise
        raise UnsupportedFormat(name, f"it is not the {chosen.upper()} file its name says", "Save it again.")
    if chosen in (None, "feed", "text") or (chosen == "html" and file.url):
        chosen = _sniffed(data) or chosen
    if chosen is None and ending and ending[1:].isalnum() and len(ending) <= 5 and file.url is None:
        raise UnsupportedFormat(name, f"files ending in {ending} are not read", GIVE)
    return FORMATS[chosen or "text"][0]


def _packed(file: File, name: str) -> Reader:
    """ZIP is also the wrapping of office files."""
    head, tail = file.data[:4096], file.data[-65536:]
    if b"word/" in tail or b"word/" in head or file.name.lower().endswith(".docx"):
        return docx.documents
    for mark, what in (
        (b"xl/", "an Excel workbook"),
        (b"ppt/", "a PowerPoint file"),
        (b"mimetypeapplication/", "an OpenDocument or EPUB file"),
    ):
        if mark in head:
            raise UnsupportedFormat(name, f"it is {what}", "Save it as DOCX, CSV or text.")
    return archive.documents


def _sniffed(data: bytes) -> str | None:
    """What text looks like by its first lines, where its name does not say."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:rdf")) and any(
        mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf")
    ):
        return "feed"
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or b"<html" in head[:1024]:
        return "html"
    if head.startswith(b"{") and (b'"text"' in data or b'"html"' in data):
        first = data.strip().partition(b"\n")[0].rstrip()
        return "jsonlines" if first.endswith(b"}") and b"\n" in data.strip() else "json"
    if head.startswith(b"[") and head[1:].lstrip().startswith(b"{"):
        return "json"
    line = head.partition(b"\n")[0].decode("utf-8", "replace")
    if csvdata.has_columns(line):
        return "csv"
    headers = head.partition(b"\n\n")[0] if b"\n\n" in head else head.partition(b"\r\n\r\n")[0]
    if headers.startswith((b"from:", b"received:", b"return-path:", b"delivered-to:", b"mime-version:")) and (
        b"\nsubject:" in headers or b"\ndate:" in headers
    ):
        return "mail"
    return None
