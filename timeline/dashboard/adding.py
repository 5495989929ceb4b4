"""Adding articles: files, pasted text, a web address or a feed, one result line a document; and single events
by hand."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from timeline import read
from timeline.dashboard import byhand_form, collection, datefield, importing, safe
from timeline.dashboard.collection import Contents
from timeline.dashboard.strings import Strings
from timeline.errors import ReadError, TimelineError
from timeline.model import Article
from timeline.store import Store

__all__ = ["show"]

LONGEST_NAME = 80
MOST_PASTED = 1_000_000


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of one document."""

    name: str
    status: str
    events: int = 0
    reason: str = ""


def show(contents: Contents, store: Store, say: Strings) -> None:
    """Draw the ways in, and what came of the last time."""
    st.html(safe.element("h2", say("add.heading"), look="tl-heading"))
    names = [say(f"add.{name}") for name in ("files", "paste", "address", "hand", "chronology")]
    files, paste, address, hand, chronology = st.tabs(names)
    with files, st.form("add_files", border=False, clear_on_submit=True):
        uploads = st.file_uploader(say("add.files_label"), accept_multiple_files=True)
        day = datefield.published(say, "add.published", "add_day_files")
        if st.form_submit_button(say("add.go"), type="primary"):
            _run(store, [_uploaded(file, day) for file in uploads or []], say)
    with paste, st.form("add_paste", border=False, clear_on_submit=True):
        text = st.text_area(say("add.paste_label"), height=220, max_chars=MOST_PASTED)
        title = st.text_input(say("add.paste_title"), max_chars=300)
        source = st.text_input(say("add.paste_source"), max_chars=120)
        day = datefield.published(say, "add.published", "add_day_paste")
        if st.form_submit_button(say("add.go"), type="primary"):
            _run(store, [_pasted(text, title, source, day, say)] if text.strip() else [], say)
    with address, st.form("add_address", border=False, clear_on_submit=True):
        url = st.text_input(say("add.address_label"), type="url", placeholder="https://", max_chars=2000)
        day = datefield.published(say, "add.published", "add_day_address")
        if st.form_submit_button(say("add.go"), type="primary"):
            _run(store, [_fetched(url.strip(), day)] if url.strip() else [], say)
    with hand:
        byhand_form.show(contents, store, say)
    with chronology:
        importing.show(store, say)
    _results(say)


@dataclass(frozen=True, slots=True)
class _Document:
    """Something to read: its name as shown, and what reads it."""

    name: str
    articles: Callable[[], Iterable[Article]]


def _uploaded(file: Any, day: date | None) -> _Document:
    """The bytes under a name that is shown and never used as a path."""
    return _Document(file.name, lambda: read.read_bytes(file.name, file.getvalue(), published=_iso(day)))


def _pasted(text: str, title: str, source: str, day: date | None, say: Strings) -> _Document:
    name = title.strip() or None

    def articles() -> list[Article]:
        return [read.read_text(text, title=name, source=source.strip() or None, published=_iso(day))]

    return _Document(name or say("add.pasted"), articles)


def _fetched(address: str, day: date | None) -> _Document:
    return _Document(address, lambda: read.fetch(address, published=_iso(day)))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _run(store: Store, documents: list[_Document], say: Strings) -> None:
    """Read, extract and keep each document; one that fails stops no other."""
    if not documents:
        st.warning(say("add.nothing"), icon=":material/info:")
        return
    results: list[_Result] = []
    bar = st.progress(0.0)
    for number, document in enumerate(documents):
        name = document.name[:LONGEST_NAME]
        progress = say("add.progress", name=name, k=number + 1, n=len(documents))
        bar.progress(number / len(documents), text=safe.label(progress))
        results += _one(store, document, name)
    bar.empty()
    st.session_state.added, st.session_state.awaited = results, True
    st.rerun()


def _one(store: Store, document: _Document, name: str) -> Iterator[_Result]:
    try:
        for article in document.articles():
            article = store.recall(article)
            events = collection.tell(article)
            store.add(article, events)
            yield _Result(article.title or name, article.status, len(events), article.reason or "")
    except ReadError as error:
        yield _Result(name, error.status, reason=str(error))
    except TimelineError as error:
        yield _Result(name, "error", reason=str(error))
    except Exception as error:  # what nobody thought of: said, logged, and the next document goes on
        logging.getLogger(__name__).exception("a document could not be read")
        yield _Result(name, "error", reason=type(error).__name__)


def _results(say: Strings) -> None:
    """What came of the last documents given: read or not, and why."""
    for result in st.session_state.get("added", []):
        read_well = result.status in ("ok", "partial")
        line = say("add.result", title=result.name, events=say.count("count.events", result.events))
        if not read_well:
            key = f"read.{result.status}"
            line = f"{result.name}{say('join.colon')}{say(key) if say.has(key) else result.status}"
        reason = f"<br><small>{safe.text(result.reason)}</small>" if result.reason else ""
        st.html(
            f'<p class="tl-result {"" if read_well else "bad"}" role="status">{safe.text(line)}{reason}</p>'
        )
