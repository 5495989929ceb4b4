"""How credible an event is, 1 to 6, judged on its card by itself: neither its outlet nor its likelihood."""

from __future__ import annotations

from functools import partial

import streamlit as st

from timeline.dashboard import acting
from timeline.dashboard.strings import Strings
from timeline.grades import CREDIBILITY, Grades
from timeline.store import Store

__all__ = ["choose", "graded"]


def choose(ids: tuple[str, ...], grades: Grades, store: Store, say: Strings) -> None:
    """The six grades; 6, which cannot be judged, until somebody judges."""
    key = f"credibility_{ids[0]}"
    known = grades.event(ids)
    st.selectbox(
        say("credibility.label"),
        CREDIBILITY,
        index=CREDIBILITY.index(known),
        key=f"{key}_{known}",
        format_func=lambda number: say(f"credible.{number}"),
        help=say("credibility.help"),
        on_change=_judge,
        args=(ids, f"{key}_{known}", store),
    )


def _judge(ids: tuple[str, ...], key: str, store: Store) -> None:
    acting.write(partial(store.set_credibility, ids, st.session_state[key], who=acting.who()))


def graded(source: str | None, ids: tuple[str, ...], grades: Grades, say: Strings) -> str:
    """Both grades in words where any are in use: "B2: usually reliable; probably true"."""
    if not grades:
        return ""
    letter, number = grades.outlet(source), grades.event(ids)
    words = (say(f"grade.{letter}"), say(f"credible.{number}"))
    return f"{letter}{number}{say('join.colon')}" + "; ".join(word.partition("– ")[2] for word in words)
