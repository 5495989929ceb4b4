"""The order of the lanes by hand: a list of their names, each with a way up and a way down."""

from __future__ import annotations

import streamlit as st

from timeline.dashboard import safe, session
from timeline.dashboard.state import View
from timeline.dashboard.strings import Strings
from timeline.view import Layout

__all__ = ["keys", "show"]


def keys(layout: Layout) -> tuple[str, ...]:
    """The lanes in the order shown, without those that gather what is left."""
    return tuple(lane.key for lane in layout.lanes if lane.key.strip("*"))


def show(view: View, layout: Layout, say: Strings) -> None:
    """Draw the list behind a button; a move makes the order one by hand."""
    lanes = [lane for lane in layout.lanes if lane.key.strip("*")]
    with st.popover(
        say("order.arrange"),
        icon=":material/swap_vert:",
        type="tertiary",
        help=say("order.arrange_help"),
        key="arrange",
        on_change="rerun",
    ) as box:
        if not box.open:  # what nobody sees need not be drawn
            return
        for place, lane in enumerate(lanes):
            with st.container(key=f"lane_{place}", horizontal=True, vertical_alignment="center", gap=None):
                st.html(safe.element("span", lane.name, look="tl-lane"))
                for name, step, icon in (("up", -1, "arrow_upward"), ("down", 1, "arrow_downward")):
                    st.button(
                        safe.label(say(f"order.{name}", name=lane.name)),
                        key=f"lane_{name}_{place}",
                        icon=f":material/{icon}:",
                        type="tertiary",
                        disabled=not 0 <= place + step < len(lanes),
                        on_click=_move,
                        args=(keys(layout), place, place + step),
                    )


def _move(order: tuple[str, ...], place: int, to: int) -> None:
    moved = list(order)
    moved[place], moved[to] = moved[to], moved[place]
    session.update(order="hand", hand=tuple(moved))
