"""Where the dashboard's data comes from: one store, read once a revision and shared; the demo, private.

`TIMELINE_DB` names the store (a path or database URL; absent: the user's own), `TIMELINE_DEMO=1` opens a
fresh copy of the demo instead; where others come in (`TIMELINE_PUBLIC=1`), one for each visit. Only read-only
contents are shared between sessions, by store and revision.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from time import monotonic
from weakref import ReferenceType, WeakKeyDictionary, finalize, ref

import pyarrow as pa
import streamlit as st

from timeline import pipeline, resources
from timeline import read as reading
from timeline.dashboard import gate, shelf
from timeline.dashboard.filters import Index
from timeline.dashboard.reading import Contents, Read, read
from timeline.joined import keep
from timeline.model import Article, Event
from timeline.store import Store

__all__ = ["Contents", "contents", "demo_offered", "demo_shared", "is_demo", "open_store", "tell"]


MOMENT = 1.0  # seconds that a reader waits for news; what takes longer is shown once it has been read
REST = 10.0  # times as long as it took, before a large collection is read again for those who do not wait
RETIRED = 30.0  # seconds after which nobody is in the middle of drawing what has been replaced
_readers: WeakKeyDictionary[Store, _Reader] = WeakKeyDictionary()
_one_each = Lock()


def is_demo() -> bool:
    """Whether this server was started on the demo."""
    return os.environ.get("TIMELINE_DEMO", "") not in ("", "0")


def demo_shared() -> bool:
    """Whether all windows see one copy of the demo: on one person's machine, but not where others come in."""
    return is_demo() and os.environ.get("TIMELINE_PUBLIC", "") in ("", "0")


def demo_offered() -> bool:
    """Whether a reader may look at the demo beside the collection of this server."""
    return not is_demo() and bool(resources.names("samples", ".json"))


def open_store(demo: bool, chosen: str = "") -> Store:
    """The collection of this server, another one of this machine that was `chosen` by name, or this session's
    own copy of the demo."""
    if demo_shared():
        return _shared_demo().store
    demo = demo or is_demo()
    if not demo and chosen and shelf.offered():
        return _shared(str(shelf.path_of(chosen)), True)
    if not demo:
        return _shared(os.environ.get("TIMELINE_DB") or None, gate.may_edit())
    if "demo_copy" not in st.session_state:
        st.session_state.demo_copy = _DemoCopy()
    copy: _DemoCopy = st.session_state.demo_copy
    return copy.store


def contents(store: Store) -> Contents:
    """What the store holds now. Where it has changed, that is read beside the readers, who go on with what
    they had until it stands; but who has just changed something waits to see it."""
    with _one_each:
        reader = _readers.setdefault(store, _Reader())
    return reader.contents(store, waits=bool(st.session_state.pop("awaited", False)))


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
        yield from reading.read_bytes(f"{name}.json", folder.joinpath(f"{name}.json").read_bytes())


class _Reader:
    """Reads one store, for all sessions, one reading at a time."""

    def __init__(self) -> None:
        self._turn = ThreadPoolExecutor(1, "reading")
        self._under_way: Future[None] | None = None
        self._revision = -1
        self._read: Read | None = None
        self._took = 0.0
        self._rests = 0.0  # until when
        self._elders: list[tuple[float, ReferenceType[Contents], ReferenceType[Index]]] = []

    def contents(self, store: Store, waits: bool) -> Contents:
        """What is known, once it is of this revision or nobody may wait for it any longer."""
        revision = store.revision()
        if self._read is None or (revision != self._revision and (waits or monotonic() >= self._rests)):
            if waits or self._under_way is None or self._under_way.done():
                self._under_way = self._turn.submit(self._look, store)
            patience = None if waits or self._read is None else MOMENT if self._took < MOMENT else 0.0
            with suppress(TimeoutError):
                self._under_way.result(patience)
        assert self._read is not None
        return self._read.contents

    def _look(self, store: Store) -> None:
        """Read what has changed; what it replaces is given up after a while."""
        if (revision := store.revision()) == self._revision:
            return
        began, before = monotonic(), self._read
        self._read = read(store, before)
        self._revision = revision
        self._took = monotonic() - began
        self._rests = monotonic() + REST * self._took if self._took > MOMENT else 0.0
        if before and before.contents is not self._read.contents:
            self._elders.append((monotonic(), ref(before.contents), ref(before.contents.index)))
        self._turn.submit(self._tidy, store, bool(before and before.joined is not self._read.joined))

    def _tidy(self, store: Store, anew: bool) -> None:
        """What nobody waits for: memory given back, the stories kept for the next start."""
        assert self._read is not None
        self._retire()
        # What is kept for long need not be searched for rubbish at every turn; what is gone may go.
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        pa.default_memory_pool().release_unused()
        if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
            trim(0)
        if anew:
            keep(store, self._read.joined)

    def _retire(self) -> None:
        """Let what sessions hold of older readings become the newest: a page left open for a day must not
        keep the collection of that morning in memory."""
        assert self._read is not None
        newest = self._read.contents
        self._elders = [elder for elder in self._elders if elder[1]() or elder[2]()]
        for number, (since, contents, index) in enumerate(self._elders, 1):
            if number < len(self._elders) or monotonic() - since > RETIRED:
                for old, new in ((contents(), newest), (index(), newest.index)):
                    if old is not None and old is not new:
                        object.__setattr__(old, "__dict__", new.__dict__)
