"""Review on the card: a person confirms, rejects or corrects an event, and can take it back. Recorded, not
rewritten: see `timeline.corrections`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from getpass import getuser
from itertools import groupby
from typing import Any

import streamlit as st

from timeline.corrections import Correction
from timeline.dashboard import dates, safe
from timeline.dashboard.strings import Strings
from timeline.errors import TimelineError
from timeline.store import Store

__all__ = ["changed", "show", "who"]

Row = Mapping[str, Any]


def show(row: Row, reports: Sequence[Row], said: Sequence[Correction], store: Store, say: Strings) -> None:
    """The buttons, then what was said of this event so far, the last first, each to be taken back."""
    ids = tuple(report["event_id"] for report in reports)
    with st.container(key="review", horizontal=True, vertical_alignment="center", gap="small"):
        for action, review, icon in (
            ("confirm", "confirmed", "check"),
            ("reject", "rejected", "block"),
        ):
            st.button(
                say(f"review.{action}"),
                key=f"review_{action}",
                icon=f":material/{icon}:",
                disabled=row["review"] == review,
                help=say(f"review.{action}_help"),
                on_click=_say,
                args=(store, ids, action),
            )
    if fault := st.session_state.pop("review_fault", None):
        st.warning(safe.label(fault))
    for number, acts in enumerate(_history(ids, said)):
        with st.container(key=f"said_{number}", horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(safe.label(_line(acts[0], say)))
            st.button(
                say("review.undo"),
                key=f"undo_{number}",
                icon=":material/undo:",
                type="tertiary",
                on_click=_undo,
                args=(store, tuple(act.number for act in acts)),
            )


def who() -> str:
    """Who is at work: the login where there is one, else the system's user."""
    if st.user.get("is_logged_in"):
        return str(st.user.get("email") or st.user.get("name"))
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # no account, as in some containers
        return "?"


def changed() -> bool:
    """Whether something has been said since this was last asked: then the whole page is out of date."""
    return bool(st.session_state.pop("corrected", False))


def _history(ids: Sequence[str], said: Sequence[Correction]) -> Iterator[list[Correction]]:
    """What stands of what was said of some reports, the last first; what was said of all at once as one."""
    mine = [act for act in reversed(said) if act.event_id in ids and act.undone_at is None]
    for _, acts in groupby(mine, key=lambda act: (act.action, act.who, act.at)):
        yield list(acts)


def _line(act: Correction, say: Strings) -> str:
    day = date.fromisoformat(act.at[:10])
    return say(f"did.{act.action}", who=act.who, date=dates.span(day, day, say))


def _say(store: Store, ids: Sequence[str], action: str) -> None:
    _write(partial(store.correct, ids, action, who=who()))


def _undo(store: Store, numbers: Sequence[int]) -> None:
    _write(partial(store.undo, numbers, who=who()))


def _write(act: Callable[[], object]) -> None:
    """Do what was asked; what cannot be done is said on the card."""
    try:
        act()
    except TimelineError as error:
        st.session_state.review_fault = str(error)
    st.session_state.corrected = True
