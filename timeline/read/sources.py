"""From what the user names (files, folders, addresses, standard input) to articles. Nothing is lost."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

from timeline import language as languages
from timeline.errors import DataError, Empty, ReadError, TooLarge, UnsupportedFormat, UsageError
from timeline.model import Article
from timeline.read import published as dates
from timeline.read import settle, web
from timeline.read.document import MEGABYTE, Document, File, bounded, printable
from timeline.read.formats import archive, jsonlines, recognise
from timeline.read.seen import Seen

__all__ = ["fetch", "read", "read_bytes", "read_text"]

LARGEST_SOURCE = 500 * MEGABYTE  # bytes of a collection: CSV, ZIP; JSON Lines are read line by line
HEAD = 65536  # bytes by which a file is recognised


@dataclass
class _Reader:
    """What holds for all sources of one call, and the ids seen so far."""

    lang: str | None
    given: str | None
    today: date
    allowed: Callable[[web.Address], bool]
    seen: Seen = field(default_factory=Seen)

    def source(self, source: str) -> Iterator[Article]:
        try:
            if source == "-":
                yield from self.file(
                    File("standard input", _bounded(sys.stdin.buffer.read(LARGEST_SOURCE + 1), source))
                )
            elif "://" in source[:12]:
                yield from self.address(source)
            elif os.path.isdir(source):
                yield from self.folder(source)
            else:
                yield from self.path(source, only_regular=False)
        except ReadError as error:
            yield settle.failed(error, source, source if "://" in source[:12] else None)

    def folder(self, folder: str) -> Iterator[Article]:
        """Every file in and under a folder, in the order of names; without hidden ones and linked folders."""
        empty = True
        for where, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(name for name in names if not name.startswith(".")):
                empty = False
                path = os.path.join(where, name)
                try:
                    yield from self.path(path, only_regular=True)
                except ReadError as error:
                    yield settle.failed(error, path)
        if empty:
            raise Empty(printable(folder), "there is no file in the folder", "Put articles into it.")

    def path(self, path: str, *, only_regular: bool) -> Iterator[Article]:
        """The articles of a file on the disk. One with an article a line may be of any length."""
        if not (path.lower().endswith(jsonlines.ENDINGS) and os.path.isfile(path)):
            yield from self.file(_opened(path, only_regular=only_regular))
            return
        with _stream(path) as stream:
            file = File(path, stream.read(HEAD))
            if recognise(file) is not jsonlines.documents:
                yield from self.file(_opened(path, only_regular=only_regular))
                return
            stream.seek(0)
            for found in jsonlines.streamed(stream, path):
                if isinstance(found, Document):
                    yield self.settled(found, file)
                else:
                    yield settle.failed(found, found.what)

    def address(self, url: str) -> Iterator[Article]:
        yield from self.file(web.download(url, allowed=self.allowed))

    def file(self, file: File, depth: int = 0) -> Iterator[Article]:
        """The articles of a file and of the files inside it; a row with a reason where there are none."""
        try:
            reader = recognise(file)
            if depth and reader is archive.documents:
                why = "an archive inside another file is not opened"
                raise UnsupportedFormat(printable(file.name), why, "Unpack it first.")
            for found in reader(file):
                if isinstance(found, File):
                    yield from self.file(found, depth + 1)
                elif isinstance(found, Document):
                    yield self.settled(found, file)
                else:
                    yield settle.failed(found, found.what, file.url)
        except ReadError as error:
            yield settle.failed(error, file.url or file.name, file.url)
        except DataError:  # a mistake of the project's own, not of the file
            raise
        except Exception as error:  # parsers of others meet what nobody thought of; the next file goes on
            why = f"it cannot be read ({type(error).__name__})"
            failure = ReadError(printable(file.name), why, "Give the article's text.")
            yield settle.failed(failure, file.url or file.name, file.url)

    def settled(self, document: Document, file: File) -> Article:
        if file.url is not None:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            document = replace(document, url=document.url or file.url, retrieved=document.retrieved or now)
        article = settle.article(document, lang=self.lang, given=self.given, today=self.today)
        if article.id == article.version:  # the id of a text without one: it stands for nothing else
            return article
        if not self.seen.taken(article.id, article.source, article.version):
            return article
        prefix = article.source or Path(file.name).stem  # two sources give the same id to different articles
        return replace(article, id=f"{prefix}:{article.id}")


def read(
    sources: str | Sequence[str],
    *,
    language: str | None = None,
    published: str | None = None,
    today: date | None = None,
    allowed: Callable[[web.Address], bool] = web.reachable,
) -> Iterator[Article]:
    """The articles of one source or several, in order: paths, folders, web addresses, `-` for standard input.

    `language` (an ISO code) and `published` (an ISO date) hold for every article, whatever it says itself.
    What cannot be read becomes an article without text whose status and reason say so; the rest go on. Only
    an option that cannot be raises `UsageError`. `today` bounds what a date of publication can be; `allowed`
    is for tests, see `web.download`.
    """
    reader = _reader(language, published, today, allowed)
    each = (sources,) if isinstance(sources, str) else sources
    return (article for source in each for article in reader.source(source))


def read_bytes(
    name: str,
    data: bytes,
    *,
    language: str | None = None,
    published: str | None = None,
    today: date | None = None,
) -> Iterator[Article]:
    """The articles of an uploaded file. `name` serves for messages and its ending only."""
    reader = _reader(language, published, today, web.reachable)
    try:
        file = File(name, _bounded(data, name))
    except ReadError as error:
        return iter((settle.failed(error, name),))
    return reader.file(file)


def read_text(
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
    language: str | None = None,
    published: str | None = None,
    today: date | None = None,
) -> Article:
    """The article of a pasted text."""
    reader = _reader(language, published, today, web.reachable)
    name = "pasted text"
    try:
        if not any(map(str.isalnum, text)):
            raise Empty(name, "there is no text in it", "Paste an article.")
        document = Document(bounded(text, name), title=title, url=url, source=source)
    except ReadError as error:
        return settle.failed(error, name)
    return reader.settled(document, File(name, b""))


def fetch(
    url: str, *, language: str | None = None, published: str | None = None, today: date | None = None
) -> Iterator[Article]:
    """The articles behind one web address: a page, a file or a feed."""
    reader = _reader(language, published, today, web.reachable)
    if "://" not in url[:12]:
        url = f"https://{url}"
    return reader.source(url)


def _reader(
    language: str | None, published: str | None, today: date | None, allowed: Callable[[web.Address], bool]
) -> _Reader:
    lang = languages.canonical(language) if language else None
    if language and lang is None:
        raise UsageError(
            f"language {printable(language)!r}", "not a language code", "Give one like fr or en."
        )
    given = dates.iso(published) if published else None
    if published and given is None:
        raise UsageError(
            f"publication date {printable(published)!r}", "not a date", "Give one like 2023-07-28."
        )
    return _Reader(lang, given, today or datetime.now(UTC).date(), allowed)


def _opened(path: str, *, only_regular: bool) -> File:
    """A file's bytes. In a folder nothing but regular files is opened: a pipe would wait for ever."""
    with _stream(path, only_regular=only_regular) as stream:
        return File(path, _bounded(stream.read(LARGEST_SOURCE + 1), path))


@contextmanager
def _stream(path: str, *, only_regular: bool = True) -> Iterator[BinaryIO]:
    name = printable(path)
    try:
        mode = os.stat(path).st_mode
        if only_regular and not stat.S_ISREG(mode):
            raise UnsupportedFormat(name, "it is a device or a pipe, not a file", "Give a file.")
        with open(path, "rb") as stream:
            yield stream
    except (OSError, ValueError) as error:
        why = (
            "there is no such file or folder"
            if isinstance(error, FileNotFoundError)
            else "it cannot be opened"
        )
        if isinstance(error, PermissionError):
            why = "you may not read it"
        raise ReadError(name, why, "Check its path.") from error


def _bounded(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST_SOURCE:
        raise TooLarge(printable(name), f"more than {LARGEST_SOURCE // MEGABYTE} MB", "Split it.")
    return data
