"""The list under the picture: the same events in the same order as a table, the undated apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import streamlit as st

from timeline import frame as frames
from timeline.dashboard import components, copying, dates, safe, session, telling
from timeline.dashboard.filters import Index, Selection
from timeline.dashboard.state import View
from timeline.dashboard.strings import Strings
from timeline.dashboard.words import Wording

__all__ = ["show"]

PAGE = 100
NEEDED = [
    "event_id", "title", "kind", "date_edtf", "start", "end", "precision", "actor_ids", "place",
    "status", "language",
]  # fmt: skip


def show(index: Index, view: View, selection: Selection, wording: Wording) -> None:
    """Draw the dated events, then the undated ones, each a page at a time."""
    for key, heading, rows in (
        ("list_dated", "list.heading", selection.dated),
        ("list_undated", "list.undated", selection.undated),
    ):
        if len(rows):
            with st.container(key=f"{key}_head", horizontal=True, vertical_alignment="center", gap="small"):
                st.html(safe.element("h2", wording.strings(heading), look="tl-heading"), width="content")
                st.space("stretch")
                head = st.container(width="content")
            page = _page(key, index, view, rows, wording.strings)
            with head:
                _copy(key, index, page, wording)
            _table(key, index, view, page, wording)


def _page(
    key: str, index: Index, view: View, rows: npt.NDArray[np.intp], say: Strings
) -> npt.NDArray[np.intp]:
    """The page asked for; the page of the open event where that has just changed."""
    pages = -(-len(rows) // PAGE)
    if pages == 1:
        return rows
    if view.event != st.session_state.get(f"{key}_event"):
        st.session_state[f"{key}_event"] = view.event
        place = np.flatnonzero(rows == index.position.get(view.event or "", -1))
        if len(place):
            st.session_state[f"{key}_page"] = int(place[0]) // PAGE
    number = min(st.session_state.get(f"{key}_page", 0), pages - 1)
    first, last = number * PAGE, min((number + 1) * PAGE, len(rows))
    with st.container(key=f"{key}_pages", horizontal=True, vertical_alignment="center"):
        st.caption(
            say("list.page", first=say.number(first + 1), last=say.number(last), n=say.number(len(rows)))
        )
        for name, icon, to in (
            ("before", "chevron_left", number - 1),
            ("after", "chevron_right", number + 1),
        ):
            st.button(
                say(f"list.{name}"),
                key=f"{key}_{name}",
                icon=f":material/{icon}:",
                type="tertiary",
                disabled=not 0 <= to < pages,
                on_click=_turn,
                args=(key, to),
            )
    return rows[first:last]


def _copy(key: str, index: Index, rows: npt.NDArray[np.intp], wording: Wording) -> None:
    """The events of this page as text, with passages and sources, once somebody asks."""
    say = wording.strings
    with st.popover(
        say("card.copy"),
        icon=":material/content_copy:",
        type="tertiary",
        help=say("list.copy_help"),
        key=f"{key}_copy",
        on_change="rerun",
    ) as box:
        if box.open:
            lines = rows.tolist()
            told = zip(lines, frames.rows(index.worded(rows, say.language)), strict=True)
            events = (
                telling.written(row, telling.reports(row, index.told([line])), wording) for line, row in told
            )
            copying.words(f"{key}_words", "\n\n".join(events), session.address(), say)


def _turn(key: str, page: int) -> None:
    st.session_state[f"{key}_page"] = page


def _table(key: str, index: Index, view: View, rows: npt.NDArray[np.intp], wording: Wording) -> None:
    say = wording.strings
    given = frames.rows(index.worded(rows, say.language)[NEEDED])
    components.listing(
        [_line(row, wording) for row in given],
        key=key,
        name=say(f"{key.replace('_', '.')}_name"),
        columns=[say(f"list.{column}") for column in ("date", "event", "actors", "kind")],
        selected=index.event(view.event),
        on_pick=_picked,
    )


def _picked(key: str) -> None:
    event = getattr(st.session_state[key], "picked", None)
    if isinstance(event, str):
        session.toggle(event)


def _line(row: dict[str, Any], wording: Wording) -> dict[str, Any]:
    """One event as the table needs it: plain text."""
    say = wording.strings
    title, original = wording.headline(row)
    start, end = (date.fromisoformat(row[side]) if row[side] else None for side in ("start", "end"))
    day = start or end
    actors = say("join.comma").join(wording.actor(actor) for actor in row["actor_ids"])
    return {
        "id": row["event_id"],
        "group": str(day.year) if day else "",
        "date": dates.said(start, end, row["precision"], row["date_edtf"], say),
        "title": title,
        "original": original,
        "language": row["language"] or "",
        "actors": "\u00a0· ".join(part for part in (actors, row["place"]) if part),
        "kind": wording.kind(row["kind"]),
        "status": "" if row["status"] == "happened" else wording.status(row["status"]),
    }
