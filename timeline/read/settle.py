"""From a document to an article: its language, date, furniture, id and status, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from urllib.parse import urlsplit

from timeline import language
from timeline.errors import ReadError
from timeline.model import Article
from timeline.read import furniture, published
from timeline.read.document import Document, printable
from timeline.read.encoding import harmless

__all__ = ["article", "failed"]

LONGEST_TITLE = 300


def article(document: Document, *, lang: str | None, given: str | None, today: date) -> Article:
    """The article of a document. `lang` and `given`, where stated, count before what the document says.

    Its status is ok; partial where something is missing that the rows depend on (a language file, the date
    of publication), or empty where nothing is left beside page furniture.
    """
    fields = {key: getattr(document, key) for key in Document.__slots__}
    document = Document(**{key: value and harmless(value) for key, value in fields.items()})
    text = document.text
    code = lang or language.canonical(document.language or "") or _detected(text)
    found, origin, doubt = published.settle(given, document, code, today)
    read = Article(
        id=document.id or sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text=text,
        title=document.title,
        language=code,
        published=found,
        published_from=origin,
        retrieved=document.retrieved,
        source=document.source,
        url=_web(document.url),
        furniture=furniture.spans(text, document.title),
    )
    if not any(map(str.isalnum, read.readable)):
        return replace(read, status="empty", reason="only page furniture. Give the article's own text.")
    notes = [document.note, doubt]
    if found is None and doubt is None:
        notes.append("no publication date")
    if code is None:
        notes.append("its language is not known")
    elif code not in language.codes():
        notes.append(f"no language file for {code}")
    reason = "; ".join(filter(None, notes)) or None
    title = document.title or _headline(read.readable)
    return replace(
        read, title=title and title[:LONGEST_TITLE], status="partial" if reason else "ok", reason=reason
    )


def _detected(text: str) -> str | None:
    code = language.detect(text)
    return None if code == "und" else code


def _headline(readable: str) -> str | None:
    """The heading a text begins with, if it does: at least two words, no date."""
    for paragraph in language.segment(readable[:2000], None)[:3]:
        line = readable[paragraph.start : paragraph.end].lstrip("# ")
        if paragraph.heading and len(line.split()) > 1 and published.iso(line) is None:
            return line
        if not paragraph.heading:
            return None
    return None


def _web(url: str | None) -> str | None:
    """An address a browser may open; nothing else ever becomes a link."""
    try:
        parts = urlsplit(url.strip()) if url else None
    except ValueError:
        return None
    return url.strip() if url and parts and parts.scheme in ("http", "https") and parts.hostname else None


def failed(error: ReadError, name: str, url: str | None = None) -> Article:
    """The row of a document that could not be read: what, why and what to do, in one line."""
    return Article(
        id=sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text="",
        title=printable(name),
        url=_web(url),
        status=error.status,
        reason=str(error),
    )
