"""One reader's view, kept in step with the address: read once from a link, written after every change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from timeline.dashboard import presented
from timeline.dashboard.filters import Index
from timeline.dashboard.state import DEFAULTS, PARAMETERS, Dropped, View, decode, encode, settle
from timeline.dashboard.strings import Strings, preferred, speak

__all__ = [
    "address", "arrive", "begin", "change", "clear_notice", "collection", "dropped", "limits",
    "open_collection", "seed", "settle_view",
    "strings", "theme", "today", "toggle", "update", "view", "write_address",
]  # fmt: skip


def begin() -> View:
    """The view of this session: the address says it on arrival and when it was changed by hand."""
    parameters = st.query_params.to_dict()
    given = {
        name: value for name, value in parameters.items() if name in _OURS or name.startswith(presented.NAMES)
    }
    if "view" not in st.session_state or (given and given != st.session_state.written):
        st.session_state.view, st.session_state.dropped = decode(given)
        named = given.get("c", "")
        st.session_state.collection = "" if st.session_state.view.demo else named
        st.session_state.arrived = True
        st.session_state.written = given
    return view()


def collection() -> str:
    """The collection of this machine that the reader has opened, by name; "" for the server's own."""
    return str(st.session_state.get("collection", ""))


def open_collection(name: str) -> None:
    """From now on this collection, with nothing filtered."""
    st.session_state.collection = name
    arrive(View(), [])


def settle_view(index: Index, former: Mapping[str, str] | None = None) -> View:
    """The view with only what this collection knows; what a link named in vain is kept for the notice.
    `former` says who actors that are gone are today."""
    settled, unknown = settle(view(), index.known(), former)
    if st.session_state.pop("arrived", False):
        st.session_state.dropped = [*st.session_state.dropped, *unknown]
    st.session_state.view = settled
    return settled


def view() -> View:
    current: View = st.session_state.view
    return current


def change(new: View) -> None:
    """From now on this view."""
    if new != view():
        st.session_state.view = new
        clear_notice()


def arrive(opened: View, left_out: list[Dropped]) -> None:
    """Go to a view as a link does: what this collection does not know of it is dropped, and told."""
    st.session_state.view, st.session_state.dropped = opened, left_out
    st.session_state.arrived = True
    st.session_state.drawn = None


def update(**fields: Any) -> None:
    """Change some fields of the view. A choice that its control has lost changes nothing: where readers click
    faster than pages are drawn, Streamlit may forget what a control held before its answer is asked for."""
    known = {name: value for name, value in fields.items() if value is not None or DEFAULTS[name] is None}
    change(view().changed(**known))


def toggle(event: str) -> None:
    """Open an event, or close it where it is the one that is open."""
    update(event=None if event == st.session_state.get("open_event") else event)


def write_address() -> None:
    """Put the view into the address, where it differs."""
    wanted = _encoded(view())
    if wanted != st.session_state.get("written") or not st.query_params.to_dict():
        st.query_params.from_dict(wanted)
        st.session_state.written = wanted


def address(shown: View | None = None, page: str = "") -> str:
    """A whole link to a view, the present one by default, on the page that is shown or another."""
    base = str(st.context.url or "").split("?")[0].split("#")[0].rstrip("/")
    if page:
        here, _, last = base.rpartition("/")
        base = f"{here if last in st.session_state.get('pages', ()) else base}/{page}"
    return f"{base}{'' if page else '/'}?{urlencode(_encoded(shown or view()))}"


def _encoded(shown: View) -> dict[str, str]:
    return encode(shown) | ({"c": collection()} if collection() and not shown.demo else {})


def dropped() -> list[Dropped]:
    """What the link on arrival named in vain."""
    named: list[Dropped] = st.session_state.get("dropped", [])
    return named


def clear_notice() -> None:
    st.session_state.dropped = []


def strings() -> Strings:
    """The words in the reader's language: the one chosen, else the browser's."""
    chosen = st.session_state.get("language")
    return speak(chosen or preferred(st.context.locale))


def theme() -> str:
    """light or dark, as the browser shows it."""
    return "dark" if st.context.theme.type == "dark" else "light"


def today() -> date:
    """The day it is where the reader is."""
    try:
        zone: tzinfo = ZoneInfo(st.context.timezone or "UTC")
    except (ValueError, OSError, ZoneInfoNotFoundError):
        zone = UTC
    return datetime.now(zone).date()


def seed(widgets: Mapping[str, object]) -> None:
    """Give widgets the values of the view before they are drawn: the view is the truth."""
    for key, value in widgets.items():
        if key not in st.session_state or st.session_state[key] != value:
            st.session_state[key] = value


def limits(index: Index, shown: View) -> tuple[date, date]:
    """First and last day a date can be chosen from: the events' own, and what is chosen already."""
    days = [day for day in (*(index.bounds or ()), shown.since, shown.until) if day]
    return (min(days), max(days)) if days else (date.min, date.max)


_OURS = PARAMETERS | set(presented.PARAMETERS.values())
