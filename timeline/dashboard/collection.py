"""Where the dashboard's data comes from: one store, read once a revision and shared; the demo, private.

`TIMELINE_DB` names the store (a path or database URL; absent: the user's own), `TIMELINE_DEMO=1` opens a
fresh copy of the demo instead. Only read-only contents are shared between sessions, by store and revision.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from weakref import WeakKeyDictionary, finalize

import pandas as pd
import streamlit as st

from timeline import corrections, pipeline, read, resources
from timeline import frame as frames
from timeline.corrections import Correction
from timeline.dashboard import gate, shelf
from timeline.dashboard.filters import ActorCard, Index
from timeline.grades import NONE, Grades
from timeline.joined import joined
from timeline.merge import states_of
from timeline.model import Article, Event
from timeline.store import Store
from timeline.stories import stories

__all__ = ["Contents", "contents", "demo_offered", "is_demo", "open_store", "tell"]


_reading = Lock()
_kept: WeakKeyDictionary[Store, tuple[int, Contents]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Contents:
    """A collection at one revision: what pages read and never change. The index is of stories."""

    index: Index
    articles: pd.DataFrame
    corrections: Sequence[Correction] = ()
    grades: Grades = NONE
    former: Mapping[str, str] = field(default_factory=dict)  # who actors that are gone are today
    actors_seen: int = 0  # the last change of an actor that is laid over the rows

    @property
    def empty(self) -> bool:
        return self.articles.empty


def is_demo() -> bool:
    """Whether this server was started on the demo."""
    return os.environ.get("TIMELINE_DEMO", "") not in ("", "0")


def demo_offered() -> bool:
    """Whether a reader may look at the demo beside the collection of this server."""
    return not is_demo() and bool(resources.names("samples", ".json"))


def open_store(demo: bool, chosen: str = "") -> Store:
    """The collection of this server, another one of this machine that was `chosen` by name, or this session's
    own copy of the demo."""
    if is_demo():
        return _shared_demo().store
    if not demo and chosen and shelf.offered():
        return _shared(str(shelf.path_of(chosen)), True)
    if not demo:
        return _shared(os.environ.get("TIMELINE_DB") or None, gate.may_edit())
    if "demo_copy" not in st.session_state:
        st.session_state.demo_copy = _DemoCopy()
    copy: _DemoCopy = st.session_state.demo_copy
    return copy.store


def contents(store: Store) -> Contents:
    """What the store holds now; read again only when its revision has grown.

    While one reader has it read again, the others are served what was known before; but who has just changed
    something waits to see it.
    """
    revision = store.revision()
    before = _kept.get(store)
    if before and before[0] == revision:
        return before[1]
    waits = before is None or bool(st.session_state.get("corrected"))
    if not _reading.acquire(blocking=waits):
        assert before is not None
        return before[1]
    try:
        if store not in _kept or _kept[store][0] != revision:
            _kept[store] = revision, _read(store)
            # What is kept for long need not be searched for rubbish at every turn; what is gone may go.
            gc.unfreeze()
            gc.collect()
            gc.freeze()
        return _kept[store][1]
    finally:
        _reading.release()


def tell(article: Article) -> list[Event]:
    """The events of an article that could be read; none of one that could not."""
    return pipeline.extract(article) if article.text else []


class _DemoCopy:
    """A store of the demo articles in a folder that goes when the copy goes."""

    def __init__(self) -> None:
        folder = mkdtemp(prefix="timeline-demo-")
        self.store = Store(Path(folder) / "demo.sqlite")
        finalize(self, _clear_away, self.store, folder)
        for article, events in _told_demo():
            self.store.add(article, events)


def _clear_away(store: Store, folder: str) -> None:
    store.close()
    rmtree(folder, ignore_errors=True)


@st.cache_resource(show_spinner=False)
def _shared(where: str | None, writable: bool) -> Store:
    return Store(where, writable=writable)


@st.cache_resource(show_spinner=False)
def _shared_demo() -> _DemoCopy:
    return _DemoCopy()


@st.cache_resource(show_spinner=False)
def _told_demo() -> list[tuple[Article, list[Event]]]:
    """The demo's articles and events: extracted once a server."""
    return [(article, tell(article)) for article in _demo_articles()]


def _demo_articles() -> Iterator[Article]:
    folder = resources.folder().joinpath("samples")
    for name in resources.names("samples", ".json"):
        yield from read.read_bytes(f"{name}.json", folder.joinpath(f"{name}.json").read_bytes())


def _read(store: Store) -> Contents:
    last = max((one.number for one in store.actor_changes()), default=0)
    known = store.actors()
    actors = {
        row["actor_id"]: ActorCard(
            row["actor_id"],
            row["name"],
            row["kind"],
            row["state"],
            {code: name for code, name in row["labels"]},
        )
        for row in frames.rows(known)
    }
    said = store.corrections()
    events = store.events()
    rows = joined(store, events, states_of(known), **corrections.pairs(events, said))
    grades = Grades(store.grades(), store.credibility())
    index = Index(stories(rows), actors, rows)
    return Contents(index, store.articles(), said, grades, store.former_actors(), last)
