"""Two events of the view are one, or one report of an event tells another: joined and taken apart by hand."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from timeline import frame as frames
from timeline.dashboard import acting, review, safe, session, telling
from timeline.dashboard.review import Case
from timeline.dashboard.strings import Strings

__all__ = ["join", "neighbours", "split"]

MOST = 300  # events offered to join with, the nearest in time


def join(case: Case) -> None:
    """Choose another event of the view, the nearest in time first; typing searches dates and titles."""
    say = case.wording.strings
    names = neighbours(case)
    with st.form("join", border=False):
        st.selectbox(
            say("join_with.label"),
            list(names),
            key="join_with",
            index=None,
            format_func=lambda event: names.get(event, event),
            placeholder=say("join_with.hint"),
        )
        _why(say)
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                say("review.join"), type="primary", key="join_go", on_click=_join, args=(case,)
            )
            st.form_submit_button(say("edit.cancel"), key="join_cancel", on_click=review.leave)


def split(case: Case) -> None:
    """Choose the report that tells another event than the rest."""
    say = case.wording.strings
    names = {report["event_id"]: _report(report, say) for report in case.reports}
    with st.form("split", border=False):
        st.radio(say("split_off.label"), list(names), key="split_off", format_func=names.__getitem__)
        _why(say)
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                say("review.split"), type="primary", key="split_go", on_click=_split, args=(case,)
            )
            st.form_submit_button(say("edit.cancel"), key="split_cancel", on_click=review.leave)


def neighbours(case: Case) -> dict[str, str]:
    """Date and headline of the other events of the view by event id, the nearest in time first."""
    index, say = case.contents.index, case.wording.strings
    here = index.position[case.row["event_id"]]
    dated = case.selection.dated
    far = np.abs((index.middle[dated] - index.middle[here]).astype("int64")) if len(dated) else dated
    order = dated if np.isnat(index.middle[here]) else dated[np.argsort(far, kind="stable")]
    lines = [line for line in (*order.tolist(), *case.selection.undated.tolist()) if line != here][:MOST]
    rows = frames.rows(index.worded(lines, say.language))
    return {row["event_id"]: f"{telling.said(row, say)} · {case.wording.headline(row)[0]}" for row in rows}


def _report(report: review.Row, say: Strings) -> str:
    """A report by its publisher, date and title."""
    parts = [report["source"] or report["article_title"], telling.said(report, say), report["title"]]
    return safe.label(" · ".join(str(part) for part in parts if part))


def _why(say: Strings) -> None:
    st.text_input(say("edit.why"), key="join_why", max_chars=500, placeholder=say("edit.why_hint"))


def _join(case: Case) -> None:
    other = st.session_state.join_with
    index = case.contents.index
    if other not in index.position:
        acting.refuse(session.strings()("join_with.none"))
        return
    theirs = list(index.told([index.position[other]])["event_id"])
    say_so = partial(case.store.correct, who=acting.who(), why=st.session_state.join_why, seen=case.seen)

    def act() -> None:
        """Each report of one with the first of the other: so they stay together, whatever else changes."""
        say_so(case.ids, "join", other=theirs[0])
        if theirs[1:]:
            say_so(theirs[1:], "join", other=case.ids[0])

    _done(case, acting.write(act))


def _split(case: Case) -> None:
    chosen = st.session_state.split_off
    rest = [event for event in case.ids if event != chosen]
    why = st.session_state.join_why
    act = partial(case.store.correct, rest, "split", other=chosen, who=acting.who(), why=why, seen=case.seen)
    _done(case, acting.write(act))


def _done(case: Case, well: bool) -> None:
    if well:
        review.leave()
    elif newer := acting.meanwhile(case.store, case.ids, case.seen):
        acting.refuse(session.strings()("conflict.look", who=newer[-1].who))
