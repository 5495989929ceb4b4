"""What formats take and hand over: a file's bytes, the documents inside, and the limits of both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.errors import TooLarge

__all__ = ["LARGEST_FILE", "LARGEST_TEXT", "MEGABYTE", "Document", "File", "bounded", "printable"]

MEGABYTE = 2**20
LARGEST_FILE = 50 * MEGABYTE  # bytes of one document, before and after unpacking
LARGEST_TEXT = 2_000_000  # code points of one article: a long book
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    """One text and what its file says about it, each as written there.

    `language` and `published` are what the sender of the text stated; `dated` what a page or mail says about
    itself. Templates state any language, so a page's own is not asked.
    `note` says what is missing although the text could be read.
    """

    text: str
    id: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    dated: str | None = None
    url: str | None = None
    source: str | None = None
    retrieved: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """Bytes and what is known of them: from a disk, an upload, an archive, a mail or an address.

    `name` is for messages and for its ending only, and never used as a path. `type` and `charset` are what
    the server declared.
    """

    name: str
    data: bytes
    url: str | None = None
    type: str | None = None
    charset: str | None = None


def bounded(text: str, name: str) -> str:
    """The text, if an article can be that long."""
    if len(text) > LARGEST_TEXT:
        raise TooLarge(
            printable(name),
            f"the text has {len(text):,} characters, the limit is {LARGEST_TEXT:,}",
            "Split it into articles.",
        )
    return text


def printable(name: str) -> str:
    """A name from outside as it may stand in a message: on one line, without hidden marks, not too long."""
    name = UNPRINTABLE.sub("�", name)
    return name if len(name) <= 120 else f"{name[:80]}…{name[-39:]}"
