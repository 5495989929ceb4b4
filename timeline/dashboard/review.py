"""Review on the card: a person confirms, rejects or corrects an event, joins it with another or takes a
report apart, and can take that back. Recorded, not rewritten: see `timeline.corrections`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

import streamlit as st

from timeline.corrections import DATE, PLACE, Correction
from timeline.dashboard import acting, credibility, dates, safe, session
from timeline.dashboard.collection import Contents
from timeline.dashboard.filters import Selection
from timeline.dashboard.strings import Strings
from timeline.dashboard.words import Wording
from timeline.store import Store

__all__ = ["Case", "leave", "mode", "show", "what_of"]

Row = Mapping[str, Any]
FIELDS = {"title": "title", "kind": "kind", "status": "status", "actors": "actors", "actor_ids": "actors"}
FIELDS |= dict.fromkeys(DATE, "date") | dict.fromkeys(PLACE, "place")


@dataclass(frozen=True)
class Case:
    """The event that is open, and what is known around it. `reports` are those of its story."""

    row: Row
    reports: Sequence[Row]
    contents: Contents
    store: Store
    selection: Selection
    wording: Wording

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(report["event_id"] for report in self.reports)

    @property
    def seen(self) -> int:
        """The last correction that this page knows of."""
        return max((one.number for one in self.contents.corrections), default=0)


def show(case: Case) -> None:
    """The buttons, then what was said of this event so far, the last first, each to be taken back."""
    say = case.wording.strings
    if acting.may():
        _buttons(case, say)
    acting.fault()
    for number, acts in enumerate(_history(case)):
        with st.container(key=f"said_{number}", horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(safe.label(_line(acts, say)))
            if acting.may():
                st.button(
                    say("review.undo"),
                    key=f"undo_{number}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=_undo,
                    args=(case.store, tuple(act.number for act in acts)),
                )


def mode(case: Case) -> str | None:
    """What the reader is about to do with this event: edit, join, split, or nothing."""
    chosen: tuple[str, str] | None = st.session_state.get("reviewing")
    return chosen[0] if chosen and chosen[1] in case.ids else None


def leave() -> None:
    """Nothing is being done any more."""
    st.session_state.pop("reviewing", None)


def what_of(acts: Sequence[Correction], say: Strings) -> str:
    """Which fields some corrections speak of, in the reader's words."""
    names = dict.fromkeys(FIELDS[name] for act in acts for name in act.values if name in FIELDS)
    return say("join.comma").join(say(f"edit.{name}").lower() for name in names)


def _buttons(case: Case, say: Strings) -> None:
    with st.container(key="review", horizontal=True, vertical_alignment="center", gap="small"):
        _decide(case, "confirm", "confirmed", "check", say)
        _begin(case, "edit", "edit", say)
        _decide(case, "reject", "rejected", "block", say)
        more = f"more_{mode(case) or 'closed'}"  # a new one when something is begun, so that it shuts
        with (
            st.container(key="review_more", width="content"),
            st.popover(say("review.more"), icon=":material/more_horiz:", key=more),
        ):
            _begin(case, "join", "merge", say)
            if len(case.reports) > 1:
                _begin(case, "split", "call_split", say)
            credibility.choose(case.ids, case.contents.grades, case.store, say)


def _decide(case: Case, action: str, review: str, icon: str, say: Strings) -> None:
    st.button(
        say(f"review.{action}"),
        key=f"review_{action}",
        icon=f":material/{icon}:",
        disabled=case.row["review"] == review,
        help=say(f"review.{action}_help"),
        on_click=_say,
        args=(case, action),
    )


def _begin(case: Case, name: str, icon: str, say: Strings) -> None:
    st.button(
        say(f"review.{name}"),
        key=f"review_{name}",
        icon=f":material/{icon}:",
        help=say(f"review.{name}_help"),
        type="primary" if mode(case) == name else "secondary",
        on_click=_take_up,
        args=(case, name),
    )


def _take_up(case: Case, name: str) -> None:
    st.session_state.pop("drafted", None)
    if mode(case) == name:
        leave()
    else:
        st.session_state.reviewing = name, case.ids[0]


def _history(case: Case) -> Iterator[list[Correction]]:
    """What stands of what was said of some reports, the last first; what was said of all at once as one."""
    ids = case.ids
    mine = [
        act
        for act in reversed(case.contents.corrections)
        if (act.event_id in ids or act.other in ids) and act.undone_at is None
    ]
    for _, acts in groupby(mine, key=lambda act: (act.action, act.who, act.at)):
        yield list(acts)


def _line(acts: Sequence[Correction], say: Strings) -> str:
    act = acts[0]
    day = date.fromisoformat(act.at[:10])
    line = say(f"did.{act.action}", who=act.who, date=dates.span(day, day, say))
    for more in (what_of(acts, say), act.why):
        line += say("join.colon") + more if more else ""
    return line


def _say(case: Case, action: str) -> None:
    """Confirm or reject; where somebody was faster, their version is shown first."""
    say = session.strings()
    act = partial(case.store.correct, case.ids, action, who=acting.who(), seen=case.seen)
    if not acting.write(act) and (newer := acting.meanwhile(case.store, case.ids, case.seen)):
        acting.refuse(say("conflict.look", who=newer[-1].who))


def _undo(store: Store, numbers: Sequence[int]) -> None:
    acting.write(partial(store.undo, numbers, who=acting.who()))
