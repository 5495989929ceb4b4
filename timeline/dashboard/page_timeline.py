"""The page of the timeline: the filter in words, the picture, the card of one event, the list."""

from __future__ import annotations

from datetime import date

import numpy as np
import streamlit as st

from timeline import view as views
from timeline.dashboard import (
    card,
    components,
    downloads,
    empty,
    filter_panel,
    listing,
    overview,
    review,
    safe,
    session,
)
from timeline.dashboard.collection import Contents
from timeline.dashboard.filters import Index, Selection
from timeline.dashboard.state import LANES, ORDERS, View
from timeline.dashboard.strings import Strings
from timeline.dashboard.words import Token, Wording, dropped_words, sentence
from timeline.store import Store

__all__ = ["show"]

WIDTH = 1048  # pixels, where there is no picture to be wide
WAITING = 640  # pixels kept for the picture before its height is known


def show(contents: Contents, store: Store) -> None:
    """Draw the page for the view of this session."""
    index, view = contents.index, session.view()
    wording = Wording(session.strings(), index)
    filter_panel.show(index, view, wording)
    _notice(wording.strings)
    st.session_state.drawn = view.filter
    _stage(contents, store)


@st.fragment
def _stage(contents: Contents, store: Store) -> None:
    """Picture, card and list: what a click on an event redraws, and nothing else."""
    if session.view().filter != st.session_state.drawn or review.changed():
        st.rerun()  # the filter's widgets and the contents stand outside, and must follow
    with empty.faults():
        _draw(contents, store)
    session.write_address()


def _draw(contents: Contents, store: Store) -> None:
    index, view = contents.index, session.view()
    wording = Wording(session.strings(), index)
    st.session_state.open_event = index.event(view.event)
    selection = index.select(view)
    tokens = sentence(view, selection, wording)
    if len(selection.dated) and not st.session_state.get("width"):
        _measure(index, view, tokens, wording.strings)
        return
    layout = _laid_out(index, selection, view, wording.strings.language)
    with st.container(key="headline", horizontal=True, vertical_alignment="center"):
        _sentence(tokens, wording.strings)
        language, link = wording.strings.language, session.address(page="briefing")
        shown = downloads.Shown(index, view, language, link, contents.grades, layout)
        downloads.show(shown, wording.strings)
    with st.container(key="stage"):
        with st.container(key="hero", gap="small"):
            _toolbar(view, layout, wording.strings)
            overview.show(index, selection, layout, wording.strings)
            _picture(index, layout, selection, view, wording.strings)
        with st.container(key="card"):
            card.show(contents, store, view, selection, wording)
        with st.container(key="list"):
            listing.show(index, view, selection, wording)


def _laid_out(index: Index, selection: Selection, view: View, language: str) -> views.Layout:
    """Where everything stands; computed anew only when something of it has changed, not at every click."""
    width = st.session_state.get("width") or WIDTH
    wanted = view.changed(event=None), width, language
    kept = st.session_state.get("laid_out")
    if kept is None or kept[0] is not index or kept[1] != wanted:
        layout = views.layout(
            index.frame.take(np.concatenate([selection.dated, selection.undated])),
            lanes=view.lanes,
            lane_order=view.order,
            range=overview.window(index, selection, view),
            width=width,
            language=language,
        )
        kept = st.session_state.laid_out = index, wanted, layout
    laid_out: views.Layout = kept[2]
    return laid_out


def _notice(say: Strings) -> None:
    """What a link named in vain, until the view changes or it is read and closed."""
    if not (dropped := session.dropped()):
        return
    with st.container(key="notice", horizontal=True, vertical_alignment="center"):
        st.html(safe.element("p", dropped_words(dropped, say), role="status"))
        st.button(
            say("card.close"),
            key="notice_close",
            icon=":material/close:",
            type="tertiary",
            on_click=session.clear_notice,
        )


def _sentence(tokens: list[Token], say: Strings) -> None:
    """The filter in words; each part of it can be taken away."""
    with st.container(key="sentence", horizontal=True, vertical_alignment="center", gap=None):
        for number, token in enumerate(tokens):
            if token.removes is None:
                look = "count" if number == 0 else "aside" if token.before == "; " else "word"
                st.html(safe.element("span", token.text, look=look), width="content")
                continue
            field, value = token.removes
            st.button(
                safe.label(token.text),
                key=f"remove_{field}_{value}",
                icon=":material/close:",
                icon_position="right",
                type="tertiary",
                help=safe.label(say("sentence.remove", what=token.text)),
                on_click=_remove,
                args=(field, value),
            )
        if session.view().filtered:
            st.button(
                say("sentence.clear"),
                key="clear",
                type="tertiary",
                on_click=session.change,
                args=(session.view().cleared(),),
            )


def _remove(field: str, value: str | None) -> None:
    if field == "range":
        session.update(since=None, until=None)
    else:
        session.change(session.view().removing(field, value))


def _toolbar(view: View, layout: views.Layout, say: Strings) -> None:
    """What the lanes are, their order, and the range by buttons."""
    session.seed({"t_lanes": view.lanes, "t_order": view.order})
    with st.container(key="toolbar", horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            say("lanes.label"),
            LANES,
            key="t_lanes",
            required=True,
            format_func=lambda lane: say(f"lanes.{lane}"),
            label_visibility="collapsed",
            on_change=_look,
            args=("lanes", "t_lanes"),
        )
        st.selectbox(
            say("order.label"),
            ORDERS,
            key="t_order",
            format_func=lambda order: say(f"order.{order}"),
            label_visibility="collapsed",
            width=140,
            on_change=_look,
            args=("order", "t_order"),
        )
        st.space("stretch")
        first, last = layout.range
        for name, icon in (
            ("earlier", "chevron_left"),
            ("zoom_out", "zoom_out"),
            ("zoom_in", "zoom_in"),
            ("later", "chevron_right"),
        ):
            st.button(
                say(f"range.{name}"),
                key=f"range_{name}",
                icon=f":material/{icon}:",
                type="tertiary",
                help=say(f"range.{name}"),
                on_click=_move,
                args=(name, first, last),
            )


def _look(field: str, key: str) -> None:
    session.update(**{field: st.session_state[key]})


def _move(name: str, first: date, last: date) -> None:
    """Zoom about the middle, or go half a range aside; never beyond the calendar."""
    days = (last - first).days + 1
    low, high = first.toordinal(), last.toordinal()
    if name == "zoom_in":
        low, high = low + days // 4, high - days // 4
    elif name == "zoom_out":
        low, high = low - days // 2, high + days // 2
    else:
        step = max(1, days // 2) * (1 if name == "later" else -1)
        low, high = low + step, high + step
    since, until = (date.fromordinal(min(max(day, 1), date.max.toordinal())) for day in (low, max(low, high)))
    session.update(since=since, until=until)


def _picture(index: Index, layout: views.Layout, selection: Selection, view: View, say: Strings) -> None:
    """The timeline itself, or why there is nothing to draw."""
    with st.container(key="picture"):
        if not len(selection.dated):
            lines = safe.element("h2", say("empty.no_match" if selection.empty else "empty.only_undated"))
            if selection.empty:
                lines += safe.element("p", say("empty.no_match_body"))
            st.html(f'<div class="tl-empty">{lines}</div>')
            return
        st.plotly_chart(
            views.figure(layout, theme=session.theme()),
            key="chart",
            theme=None,
            width="content",
            config=dict(views.CONFIG) | downloads.browser_picture(say),
            alt=say("chart.name", events=say.count("count.events", len(selection.dated))),
        )
        _watch(index, view)


def _measure(index: Index, view: View, tokens: list[Token], say: Strings) -> None:
    """The first moment of a visit: the browser says how wide the picture may be, and fetches what draws it.
    So nothing is drawn twice."""
    with st.container(key="headline", horizontal=True, vertical_alignment="center"):
        _sentence(tokens, say)
    with st.container(key="stage"), st.container(key="hero"), st.container(key="picture"):
        hidden = {"visible": False, "fixedrange": True}
        blank = {"height": WAITING, "xaxis": hidden, "yaxis": hidden, "paper_bgcolor": "rgba(0,0,0,0)"}
        blank |= {"plot_bgcolor": "rgba(0,0,0,0)"}
        st.plotly_chart(
            {"data": [{"visible": False}], "layout": blank},
            key="waiting",
            theme=None,
            config=dict(views.CONFIG),
        )
        _watch(index, view)


def _watch(index: Index, view: View) -> None:
    width = st.session_state.get("width", 0)
    shown = index.event(view.event)
    components.watch_chart("picture", selected=shown, width=width, on_pick=_picked, on_width=_measured)


def _measured() -> None:
    width = st.session_state.watcher.width
    if isinstance(width, int | float) and 200 <= width <= 8000:
        st.session_state.width = int(width)


def _picked() -> None:
    """A click on a mark opens its event; a click on the mark that is open closes it."""
    event = st.session_state.watcher.picked
    if isinstance(event, str):
        session.toggle(event)
