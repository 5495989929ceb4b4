"""The page of the collections: those of this machine, to open, and a new one to make."""

from __future__ import annotations

import streamlit as st
from babel.dates import format_datetime

from timeline.dashboard import acting, safe, session, shelf
from timeline.dashboard.strings import Strings
from timeline.errors import TimelineError
from timeline.store import Store

__all__ = ["show"]


def show() -> None:
    """Draw the page. It needs no collection to be open: it is the way out of one that cannot be opened."""
    say = session.strings()
    with st.container(key="collections", width=720):
        st.html(safe.element("h2", say("page.collections"), look="tl-heading"))
        if not shelf.offered():
            st.html(safe.element("p", say("collections.fixed"), look="tl-hint"))
            return
        acting.fault()
        _listed(say)
        with (
            st.form("new_collection", border=False),
            st.container(horizontal=True, vertical_alignment="bottom"),
        ):
            st.text_input(say("collections.new"), key="collection_name", max_chars=60, width=300)
            st.form_submit_button(say("collections.make"), key="collection_make", on_click=_make)


def _listed(say: Strings) -> None:
    """Each collection with its size and age, and a button that opens it."""
    now = session.collection() or shelf.MAIN
    for kept in shelf.listed():
        name = say("collections.main") if kept.name == shelf.MAIN else kept.name
        when = format_datetime(kept.changed, "medium", locale=say.locale)
        about = say("collections.about", size=say.number(-(-kept.size // 1024)), date=when)
        with st.container(key=f"kept_{kept.name}", horizontal=True, vertical_alignment="center"):
            st.html(
                f"<p>{safe.element('strong', name)}<br>{safe.element('small', about, look='tl-hint')}</p>",
                width="stretch",
            )
            st.button(
                say("collections.here" if kept.name == now else "collections.open"),
                key=f"open_{kept.name}",
                disabled=kept.name == now,
                help=safe.label(say("collections.open_help", name=name)),
                on_click=_open,
                args=(kept.name,),
            )


def _open(name: str) -> None:
    session.open_collection("" if name == shelf.MAIN else name)
    st.session_state.go_to = "timeline"


def _make() -> None:
    try:
        path = shelf.path_of_new(st.session_state.collection_name)
        Store(path).close()
    except TimelineError as error:
        acting.refuse(str(error))
        return
    _open(path.stem)
