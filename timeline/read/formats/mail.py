"""EML: the mail's own text, dated by its header, and the files attached to it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from timeline.errors import Empty, ReadError
from timeline.read.document import Document, File, bounded, printable
from timeline.read.encoding import decode
from timeline.read.formats import html

__all__ = ["documents"]

MOST_ATTACHMENTS = 50
ARTICLES = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".pdf",
    ".docx",
)  # attached pictures and calendars are no articles


def documents(file: File) -> Iterator[Document | File | ReadError]:
    message = message_from_bytes(file.data, policy=policy.default)
    attached = list(_attached(message))
    try:
        yield _body(message, file)
    except ReadError as error:
        if not attached:
            raise
        if not isinstance(error, Empty):
            yield error
    yield from attached


def _body(message: EmailMessage, file: File) -> Document:
    subject, sender, sent = (_header(message, name) for name in ("subject", "from", "date"))
    part = message.get_body(preferencelist=("plain", "html"))
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise Empty(printable(file.name), "the mail has no text", "Give the text itself.")
    text = decode(payload, file.name, part.get_content_charset())
    if part.get_content_subtype() == "html":
        text = html.plain(text)
    text = bounded(text.replace("\r\n", "\n"), file.name)
    if not any(map(str.isalnum, text)):
        raise Empty(printable(file.name), "the mail has no text", "Give the text itself.")
    source = sender.partition("<")[0].strip(' "') or sender if sender else None
    return Document(text=text, title=subject, dated=sent, source=source)


def _header(message: EmailMessage, name: str) -> str | None:
    with contextlib.suppress(ValueError, LookupError, TypeError, AttributeError):  # malformed headers
        return " ".join(str(message.get(name) or "").split()) or None
    return None


def _attached(message: EmailMessage) -> Iterator[File]:
    for number, part in enumerate(message.walk()):
        if number > 10 * MOST_ATTACHMENTS:
            return
        with contextlib.suppress(ValueError, LookupError, TypeError, AttributeError):
            name = part.get_filename()
            payload = part.get_payload(decode=True) if name and name.lower().endswith(ARTICLES) else None
            if isinstance(payload, bytes) and payload:
                yield File(str(name), payload)
