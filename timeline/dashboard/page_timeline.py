"""The page of the timeline: the filter in words, the picture, the card of one event, the list."""

from __future__ import annotations

from functools import partial

import streamlit as st

from timeline.dashboard import (
    acting,
    card,
    chart,
    downloads,
    empty,
    filter_panel,
    headline,
    listing,
    overview,
    saved_views,
    session,
    show_map,
    show_meetings,
    style,
    summary,
)
from timeline.dashboard.collection import Contents
from timeline.dashboard.words import Wording, sentence
from timeline.store import Store

__all__ = ["show"]


def show(contents: Contents, store: Store) -> None:
    """Draw the page for the view of this session."""
    index, view = contents.index, session.view()
    wording = Wording(session.strings(), index)
    filter_panel.show(index, view, wording)
    headline.notice(wording.strings)
    st.session_state.drawn = view.filter
    _stage(contents, store)


@st.fragment
def _stage(contents: Contents, store: Store) -> None:
    """Picture, card and list: what a click on an event redraws, and nothing else."""
    elsewhere = "go_to" in st.session_state
    if elsewhere or session.view().filter != st.session_state.drawn or acting.changed():
        st.rerun()  # other pages, the filter's widgets and the contents stand outside, and must follow
    with empty.faults():
        _draw(contents, store)
    session.write_address()


def _draw(contents: Contents, store: Store) -> None:
    index, view = contents.index, session.view()
    wording = Wording(session.strings(), index)
    say = wording.strings
    st.session_state.open_event = index.event(view.event)
    selection = index.select(view)
    measured = chart.width() or not len(selection.dated)
    layout = None
    if measured and view.shown == "timeline":
        layout = chart.laid_out(index, selection, view, say)
    with st.container(key="headline", horizontal=True, vertical_alignment="center"):
        headline.sentence(sentence(view, selection, wording), say)
        headline.switch(view, say)
        saved_views.show(store, view, say)
        shown = downloads.Shown(
            index, view, say.language, session.address(page="briefing"), contents.grades, layout
        )
        other = {"map": show_map, "meetings": show_meetings}.get(view.shown)
        alone = partial(other.file, index, selection, view, wording) if other else None
        downloads.show(shown, say, alone)
    with st.container(key="stage"):
        with st.container(key="hero", gap="small"):
            if not measured:
                chart.waiting(index, view, say)
                return
            if layout is not None:
                st.html(style.room(layout.height if len(selection.dated) else 0))
                chart.toolbar(view, layout, say)
                overview.show(index, selection, layout.range, say)
                chart.drawn(index, layout, selection, view, say)
            elif view.shown == "map":
                show_map.show(index, selection, view, wording)
            else:
                show_meetings.show(index, selection, view, wording)
        with st.container(key="aside"):
            opened = view.event in index.position
            with st.container(key="summary"):
                # Where the card lies over the page, what it covers stays: nothing moves under the finger.
                if not opened or 0 < chart.width() < style.BESIDE:
                    summary.show(index, view, selection, wording, layout)
            if opened:
                with st.container(key="card"):
                    card.show(contents, store, view, selection, wording)
        with st.container(key="list"):
            if view.shown == "map":
                show_map.places(index, selection, wording)
            elif view.shown == "meetings":
                show_meetings.pairs(index, selection, view, wording)
            listing.show(index, view, selection, wording)
