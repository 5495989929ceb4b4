"""The pages, and what stands round each of them: the collection, the address, the style, the errors."""

from __future__ import annotations

import logging

import streamlit as st

from timeline.dashboard import (
    collection,
    empty,
    gate,
    page_about,
    page_actors,
    page_articles,
    page_briefing,
    page_collections,
    page_timeline,
    session,
    style,
)
from timeline.dashboard.collection import Contents
from timeline.errors import TimelineError
from timeline.store import Store

__all__ = ["run"]


def run() -> None:
    """Configure the page, find the reader's view, and draw the page asked for."""
    st.set_page_config(page_title="Timeline", page_icon=style.icon(), layout="wide")
    session.begin()
    say = session.strings()
    st.html(style.sheet(session.theme()))
    if not gate.passed():
        return
    pages = {
        name: st.Page(draw, title=say(f"page.{name}"), url_path=name, default=name == "timeline")
        for name, draw in _PAGES.items()
    }
    st.session_state.pages = pages
    page = st.navigation(list(pages.values()), position="top")
    if (wanted := st.session_state.pop("go_to", None)) in pages:
        st.switch_page(pages[wanted])
    with empty.faults():
        page.run()
    session.write_address()


def _opened() -> tuple[Store, Contents] | None:
    """The store and its contents; None where it cannot be opened, which the page then says."""
    demo = session.view().demo
    loading = "demo.loading" if demo or collection.is_demo() else "demo.loading_own"
    try:
        with st.spinner(session.strings()(loading), show_time=False):
            store = collection.open_store(demo, session.collection())
            contents = collection.contents(store)
    except TimelineError as error:
        logging.getLogger(__name__).warning("%s", error)
        empty.no_store(error)
        return None
    session.settle_view(contents.index, contents.former)
    if demo or collection.is_demo():
        empty.demo_line()
    return store, contents


def _briefing() -> None:
    if opened := _opened():
        page_briefing.show(opened[1])


def _timeline() -> None:
    if opened := _opened():
        store, contents = opened
        articles = st.session_state.pages["articles"]
        if contents.empty:
            empty.no_articles(articles)
        elif not len(contents.index):
            empty.no_events(articles)
        else:
            page_timeline.show(contents, store)


def _articles() -> None:
    if opened := _opened():
        page_articles.show(opened[1], opened[0])


def _actors() -> None:
    if opened := _opened():
        page_actors.show(opened[1], opened[0])


def _collections() -> None:
    page_collections.show()


def _about() -> None:
    if opened := _opened():
        page_about.show(opened[1], opened[0])


_PAGES = {
    "timeline": _timeline,
    "briefing": _briefing,
    "articles": _articles,
    "actors": _actors,
    "collections": _collections,
    "about": _about,
}
