"""The timeline: its toolbar, and the picture itself."""

from __future__ import annotations

from datetime import date

import numpy as np
import streamlit as st

from timeline import view as views
from timeline.called import called
from timeline.dashboard import components, lane_order, overview, safe, session
from timeline.dashboard.components.plate import plate
from timeline.dashboard.filters import Index, Selection
from timeline.dashboard.state import LANES, ORDERS, View
from timeline.dashboard.strings import Strings
from timeline.dashboard.words import Wording
from timeline.export import picture
from timeline.view.style import THEMES

__all__ = ["drawn", "laid_out", "nothing", "toolbar", "waiting", "watch", "width"]

WIDTH = 1048  # pixels, where there is no picture to be wide
WAITING = 640  # pixels kept for the picture before its height is known


def width() -> int:
    """The pixels that the browser has for the picture; 0 before it has said."""
    return int(st.session_state.get("width", 0))


def laid_out(index: Index, selection: Selection, view: View, say: Strings) -> views.Layout:
    """Where everything stands; computed anew only when something of it has changed, not at every click."""
    today, language = session.today(), say.language
    wanted = index.edition, view.changed(event=None), width() or WIDTH, language, today
    kept = st.session_state.get("laid_out")
    if kept is None or kept[0] != wanted:
        names = {actor: Wording(say, index).actor(actor) for actor in index.actors}
        lines = np.concatenate([selection.dated, selection.undated])
        rows = index.frame.take(lines) if view.lanes == "language" else index.worded(lines, language)
        layout = views.layout(
            called(rows, names, language),
            lanes=view.lanes,
            lane_order=view.lane_order,
            range=overview.window(index, selection, view),
            width=width() or WIDTH,
            language=language,
            today=today,
        )
        kept = st.session_state.laid_out = wanted, layout
    current: views.Layout = kept[1]
    return current


def toolbar(view: View, layout: views.Layout, say: Strings) -> None:
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
            width=184,
            on_change=_ordered,
            args=(layout,),
        )
        if view.lanes != "none" and len(layout.lanes) > 2:
            lane_order.show(view, layout, say)
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


def _ordered(layout: views.Layout) -> None:
    """By hand begins with the order that is shown."""
    order = st.session_state.t_order
    hand = lane_order.keys(layout) if order == "hand" else ()
    session.update(order=order, hand=hand)


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


def drawn(index: Index, layout: views.Layout, selection: Selection, view: View, say: Strings) -> None:
    """The timeline itself, or why there is nothing to draw."""
    with st.container(key="picture"):
        if not len(selection.dated):
            nothing("empty.no_match" if selection.empty else "empty.only_undated", selection, say)
            return
        name = say("chart.name", events=say.count("count.events", len(selection.dated)))
        _show(index, view, layout, name, say)


def nothing(why: str, selection: Selection, say: Strings) -> None:
    """In place of a picture: why there is none, and what to do."""
    lines = safe.element("h2", say(why))
    if selection.empty:
        lines += safe.element("p", say("empty.no_match_body"))
    st.html(f'<div class="tl-empty">{lines}</div>')


def waiting(index: Index, view: View, say: Strings) -> None:
    """The first moment of a visit: the browser says how wide the picture may be. Nothing is drawn twice."""
    with st.container(key="picture"):
        _show(index, view, None, "", say)


def watch(index: Index, view: View, say: Strings) -> None:
    """Beside another picture: how wide it may be."""
    _show(index, view, None, "", say, height=0)


def _show(
    index: Index, view: View, layout: views.Layout | None, name: str, say: Strings, height: int = WAITING
) -> None:
    theme = session.theme()
    components.picture(
        plate(layout, theme) if layout else None,
        room="picture",
        name=name,
        selected=index.event(view.event),
        width=st.session_state.get("width", 0),
        height=height,
        paper=THEMES[theme].paper,
        save=None if picture.available() else ("PNG", f"{say('save.name')}.png"),
        on_pick=_picked,
        on_width=_measured,
    )


def _measured() -> None:
    width = st.session_state.chart.width
    if isinstance(width, int | float) and 200 <= width <= 8000:
        st.session_state.width = int(width)


def _picked() -> None:
    """A click on a mark opens its event; a click on the mark that is open closes it."""
    event = st.session_state.chart.picked
    if isinstance(event, str):
        session.toggle(event)
