"""What a page shows where there is nothing yet, where the collection cannot be opened, where we fail."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from timeline.dashboard import collection, safe, session
from timeline.errors import TimelineError

__all__ = ["demo_line", "faults", "no_articles", "no_events", "no_store"]


def no_articles(articles_page: object) -> None:
    """The first visit: what this is, and the two ways to begin."""
    say = session.strings()
    with st.container(key="welcome", horizontal_alignment="center"):
        _words("empty.title", "empty.body")
        with st.container(horizontal=True, horizontal_alignment="center"):
            if st.button(say("empty.add"), type="primary", icon=":material/add:"):
                st.switch_page(articles_page)  # type: ignore[arg-type]
            if collection.demo_offered():
                st.button(say("empty.demo"), key="demo", on_click=session.update, kwargs={"demo": True})


def no_events(articles_page: object) -> None:
    """Articles that tell no event: where to see why."""
    with st.container(key="welcome", horizontal_alignment="center"):
        _words("empty.no_events", "empty.no_events_body")
        if st.button(session.strings()("page.articles")):
            st.switch_page(articles_page)  # type: ignore[arg-type]


def no_store(error: TimelineError) -> None:
    """The collection cannot be opened: one line, and the cure."""
    say = session.strings()
    lines = safe.element("h2", say("error.store")) + safe.element("p", error)
    st.html(f'<div class="tl-empty" role="alert">{lines}</div>')


@contextmanager
def faults() -> Iterator[None]:
    """A fault of ours inside is logged and said in one line. Streamlit's own control flow is no Exception and
    passes through."""
    try:
        yield
    except Exception:
        logging.getLogger(__name__).exception("a part of the page could not be drawn")
        st.html(safe.element("p", session.strings()("error.unexpected"), look="tl-reason", role="alert"))


def demo_line() -> None:
    """Above a page of the demo: that it is one, and the way out where there is one."""
    say = session.strings()
    with st.container(key="demo_line", horizontal=True, vertical_alignment="center"):
        st.html(safe.element("p", say("demo.shared" if collection.demo_shared() else "demo.banner")))
        if not collection.is_demo():
            st.button(say("demo.leave"), type="tertiary", on_click=_leave)


def _leave() -> None:
    session.change(type(session.view())())


def _words(title: str, body: str) -> None:
    say = session.strings()
    st.html(f'<div class="tl-empty">{safe.element("h2", say(title))}{safe.element("p", say(body))}</div>')
