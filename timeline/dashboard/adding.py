"""Adding articles: files, pasted text or a web address, one result line a document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from timeline import read
from timeline.dashboard import collection, safe
from timeline.dashboard.strings import Strings
from timeline.errors import ReadError, TimelineError
from timeline.model import Article
from timeline.store import Store

__all__ = ["show"]

LONGEST_NAME = 80
MOST_PASTED = 1_000_000


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document."""

    name: str
    status: str
    events: int = 0
    reason: str = ""


def show(store: Store, say: Strings) -> None:
    """Draw the three ways in, and what came of the last time."""
    st.html(f'<h2 class="tl-heading">{safe.text(say("add.heading"))}</h2>')
    files, paste, address = st.tabs([say("add.files"), say("add.paste"), say("add.address")])
    with files, st.form("add_files", border=False, clear_on_submit=True):
        uploads = st.file_uploader(say("add.files_label"), accept_multiple_files=True)
        day = _day("files", say)
        if st.form_submit_button(say("add.go"), type="primary"):
            _run(store, [_Upload(file.name, file.getvalue(), day) for file in uploads or []], say)
    with paste, st.form("add_paste", border=False, clear_on_submit=True):
        text = st.text_area(say("add.paste_label"), height=220, max_chars=MOST_PASTED)
        title = st.text_input(say("add.paste_title"), max_chars=300)
        source = st.text_input(say("add.paste_source"), max_chars=120)
        day = _day("paste", say)
        if st.form_submit_button(say("add.go"), type="primary"):
            given = _pasted(text, title, source, day, say)
            _run(store, [given] if given else [], say)
    with address, st.form("add_address", border=False, clear_on_submit=True):
        url = st.text_input(say("add.address_label"), type="url", placeholder="https://", max_chars=2000)
        day = _day("address", say)
        if st.form_submit_button(say("add.go"), type="primary"):
            _run(store, [_Address(url.strip(), day)] if url and url.strip() else [], say)
    _results(say)


@dataclass(frozen=True, slots=True)
class _Upload:
    """Bytes under a name that is shown, and used for nothing but its suffix."""

    name: str
    data: bytes
    day: date | None

    def articles(self) -> Iterator[Article]:
        suffix = Path(self.name.replace("\\", "/")).suffix.lower()
        suffix = suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) < 10 else ""
        with TemporaryDirectory(prefix="timeline-upload-") as folder:
            path = Path(folder) / f"upload{suffix}"
            path.write_bytes(self.data)
            yield from read.read(str(path), published=_iso(self.day))


@dataclass(frozen=True, slots=True)
class _Address:
    name: str
    day: date | None

    def articles(self) -> Iterator[Article]:
        if safe.link(self.name) is None:
            raise ReadError(self.name, "no web address", "Give one that begins with https://.")
        yield from read.read(self.name, published=_iso(self.day))


def _pasted(text: str | None, title: str, source: str, day: date | None, say: Strings) -> _Upload | None:
    """Pasted text goes the way of a JSON document: taken as it is."""
    if not text or not text.strip():
        return None
    record: dict[str, Any] = {"text": text}
    record |= {key: value.strip() for key, value in (("title", title), ("source", source)) if value.strip()}
    name = title.strip() or say("add.pasted")
    return _Upload(f"{name}.json", json.dumps(record, ensure_ascii=False).encode("utf-8"), day)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(form: str, say: Strings) -> date | None:
    day = st.date_input(
        say("add.published"),
        value=None,
        key=f"add_day_{form}",
        min_value=date(1500, 1, 1),
        max_value=date(2999, 12, 31),
        format="DD/MM/YYYY",
        help=say("add.published_help"),
    )
    return day if isinstance(day, date) else None


def _run(store: Store, documents: list[Any], say: Strings) -> None:
    """Read, extract and keep each document; one that fails stops no other."""
    if not documents:
        st.warning(say("add.nothing"), icon=":material/info:")
        return
    results: list[Result] = []
    bar = st.progress(0.0)
    for number, document in enumerate(documents):
        name = document.name[:LONGEST_NAME]
        progress = say("add.progress", name=name, k=number + 1, n=len(documents))
        bar.progress(number / len(documents), text=safe.label(progress))
        results += _one(store, document, name)
    bar.empty()
    st.session_state.added = results
    st.rerun()


def _one(store: Store, document: Any, name: str) -> Iterator[Result]:
    try:
        for article in document.articles():
            article = store.recall(article)
            events = collection.tell(article)
            store.add(article, events)
            yield Result(article.title or name, article.status, len(events), article.reason or "")
    except ReadError as error:
        yield Result(name, error.status, reason=str(error))
    except TimelineError as error:
        yield Result(name, "error", reason=str(error))


def _results(say: Strings) -> None:
    """What came of the last documents given: read or not, and why."""
    for result in st.session_state.get("added", []):
        read_well = result.status in ("ok", "partial")
        line = say("add.result", title=result.name, events=say.count("count.events", result.events))
        if not read_well:
            key = f"read.{result.status}"
            line = f"{result.name}{say('join.colon')}{say(key) if say.has(key) else result.status}"
        reason = f"<br><small>{safe.text(result.reason)}</small>" if result.reason else ""
        st.html(f'<p class="tl-result {"" if read_well else "bad"}" role="status">{safe.text(line)}{reason}</p>')
