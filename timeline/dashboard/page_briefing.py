"""The page of the briefing: the sheet as it will be, its words and events to edit, its files, copies of it.

All of it stands in the address: the same link gives the same sheet, here and on the command line.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from timeline import selection
from timeline.briefing import MOST, Briefing, worded
from timeline.dashboard import copying, downloads, safe, session
from timeline.dashboard.collection import Contents
from timeline.dashboard.presented import PROPOSED
from timeline.dashboard.state import LANES, View
from timeline.dashboard.strings import Strings
from timeline.export import EXPORTERS, svg
from timeline.export.pages import pages
from timeline.proposal import Story
from timeline.view.sheet import Page

__all__ = ["show"]

SAID = ("title", "bluf", "marking")


def show(contents: Contents) -> None:
    """Draw the page for the view of this session."""
    say, view = session.strings(), session.view()
    link = session.address(page="briefing")
    shown = downloads.Shown(contents.index, view, say.language, link, contents.grades)
    rows, sheet = selection.shown(contents.index, view, say.language, grades=contents.grades, link=link)
    _filter(sheet.words, say)
    if not (rows["start"].notna() | rows["end"].notna()).any():
        st.html(f'<div class="tl-empty">{safe.element("h2", say("briefing.none"))}</div>')
        return
    said, [page] = pages(rows, sheet)
    left, right = st.columns([13, 7], gap="large")
    with left:
        _preview(page, said, shown, say)
    with right:
        _words(view, said, say)
        _events(view, said, say)


def _filter(words: str, say: Strings) -> None:
    """What the sheet is of, and the way to change that."""
    with st.container(key="briefing_filter", horizontal=True, vertical_alignment="center"):
        st.html(safe.element("p", words))
        st.page_link(
            st.session_state.pages["timeline"], label=say("briefing.change"), icon=":material/filter_alt:"
        )


def _preview(page: Page, said: Briefing, shown: downloads.Shown, say: Strings) -> None:
    drawn = svg.document(page.items, page.width, page.height, page.alt)
    encoded = b64encode(drawn.encode("utf-8")).decode()
    alt = safe.text(say("briefing.preview", title=page.alt))
    with st.container(key="briefing_sheet", gap="small"):
        st.html(f'<img class="tl-sheet" src="data:image/svg+xml;base64,{encoded}" alt="{alt}">')
        st.caption(safe.label(say("briefing.state", code=said.state)))
        downloads.buttons([exporter for exporter in EXPORTERS.values() if exporter.briefing], shown, say)
        copying.show("briefing_copy", drawn, shown.link, said, say)


def _words(view: View, said: Briefing, say: Strings) -> None:
    """Title, line, marking and day: as proposed until something else is written, and again when cleared."""
    st.html(safe.element("h2", say("briefing.words"), look="tl-heading"))
    given = view.sheet
    session.seed({f"briefing_{name}": getattr(said, name) for name in SAID})
    session.seed({"briefing_as_of": said.as_of, "briefing_lanes": view.lanes})
    for name in SAID:
        st.text_input(
            say(f"briefing.{name}"),
            key=f"briefing_{name}",
            placeholder=say("briefing.marking_hint") if name == "marking" else None,
            on_change=_say,
            args=(name, "" if getattr(given, name) else getattr(said, name)),
        )
    with st.container(horizontal=True):
        st.date_input(
            say("briefing.as_of"),
            key="briefing_as_of",
            min_value=date(1500, 1, 1),
            max_value=date(2999, 12, 31),
            format="DD/MM/YYYY",
            on_change=_say,
            args=("as_of", None if given.as_of else said.as_of),
            width=160,
        )
        st.selectbox(
            say("briefing.lanes"),
            LANES,
            key="briefing_lanes",
            format_func=lambda lane: say(f"lanes.{lane}"),
            on_change=_look,
            width=160,
        )


def _say(name: str, proposed: object) -> None:
    value = st.session_state[f"briefing_{name}"]
    if name in SAID:
        value = value or ""
    elif not isinstance(value, date):
        value = None
    empty = getattr(PROPOSED, name)
    session.update(sheet=session.view().sheet.saying(**{name: empty if value == proposed else value}))


def _look() -> None:
    session.update(lanes=st.session_state.briefing_lanes)


def _events(view: View, said: Briefing, say: Strings) -> None:
    """The numbered events: each can be worded, moved and removed; others can be added."""
    chosen, numbered = view.sheet.events, tuple(event.event_id for event in said.events)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(safe.element("h2", say("briefing.events"), look="tl-heading"))
        if view.sheet.events or view.sheet.names:
            st.button(
                say("briefing.again"),
                key="briefing_again",
                icon=":material/restart_alt:",
                type="tertiary",
                on_click=_anew,
            )
    st.caption(say("briefing.chosen" if chosen else "briefing.proposed"))
    hidden = len(set(chosen) - {row["event_id"] for event in said.events for row in event.rows})
    if hidden:
        st.caption(say("briefing.hidden", n=say.number(hidden)))
    names = dict(view.sheet.names)
    with st.container(key="briefing_events", gap=None):
        for place, event in enumerate(said.events):
            _event(place, event.event_id, event.when, event.headline, names, numbered, say)
    others = [story for story in said.stories if story[0]["event_id"] not in numbered and _dated(story)]
    if len(numbered) >= MOST:
        st.caption(say("briefing.full"))
    elif others:
        _adding(others, numbered, said, say)


def _event(
    place: int,
    event: str,
    when: str,
    headline: str,
    names: dict[str, str],
    numbered: Sequence[str],
    say: Strings,
) -> None:
    with st.container(
        key=f"briefing_event_{place}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.html(f'<p class="tl-number">{place + 1}</p>', width="content")
        key = f"briefing_name_{event}"
        session.seed({key: headline})
        with st.container(gap=None):
            st.caption(safe.label(when))
            st.text_input(
                say("briefing.rename", n=place + 1),
                key=key,
                label_visibility="collapsed",
                on_change=_name,
                args=(event, "" if event in names else headline),
            )
        for act, icon, order in (
            ("up", "arrow_upward", _moved(numbered, place, -1)),
            ("down", "arrow_downward", _moved(numbered, place, 1)),
            ("remove", "close", tuple(other for other in numbered if other != event)),
        ):
            st.button(
                say(f"briefing.{act}", name=place + 1),
                key=f"briefing_{act}_{place}",
                icon=f":material/{icon}:",
                type="tertiary",
                help=safe.label(say(f"briefing.{act}", name=headline)),
                disabled=not order or order == tuple(numbered),
                on_click=_choose,
                args=(order,),
            )


def _moved(order: Sequence[str], place: int, by: int) -> tuple[str, ...]:
    """The order with one event a place further; the same at the ends."""
    new, to = list(order), place + by
    if 0 <= to < len(new):
        new[place], new[to] = new[to], new[place]
    return tuple(new)


def _adding(others: Sequence[Story], numbered: Sequence[str], said: Briefing, say: Strings) -> None:
    tell = said.tell
    known: dict[str, Any] = {str(story[0]["event_id"]): story for story in others}

    def name(event: str) -> str:
        story = known[event]
        return f"{tell.when(story[0])} · {tell.headline(worded(story, tell.language))}"

    st.selectbox(
        say("briefing.add"),
        list(known),
        index=None,
        key=f"briefing_add_{'-'.join(numbered)}",  # a new one, with nothing chosen, after each addition
        format_func=name,
        placeholder=say("briefing.add"),
        label_visibility="collapsed",
        on_change=_add,
        args=(tuple(numbered),),
    )


def _add(numbered: tuple[str, ...]) -> None:
    if event := st.session_state.get(f"briefing_add_{'-'.join(numbered)}"):
        _choose((*numbered, event))


def _choose(order: tuple[str, ...]) -> None:
    session.update(sheet=session.view().sheet.saying(events=order))


def _name(event: str, proposed: str) -> None:
    words = st.session_state[f"briefing_name_{event}"] or ""
    session.update(sheet=session.view().sheet.naming(event, "" if words == proposed else words))


def _anew() -> None:
    session.update(sheet=session.view().sheet.saying(events=PROPOSED.events, names=PROPOSED.names))


def _dated(story: Story) -> bool:
    return bool(story[0]["start"] or story[0]["end"])
