"""The text of an article with the passages of its events marked; each leads to its event, and back."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pandas as pd
import streamlit as st

from timeline.dashboard import safe, session
from timeline.dashboard.state import View
from timeline.dashboard.strings import Strings
from timeline.model import Span

__all__ = ["open_at", "show"]

MOST_TEXT = 20_000  # characters
_HERE = files(__package__).joinpath("components")
_passages = st.components.v2.component(
    "timeline_passages",
    html="<div data-passages></div>",
    css=_HERE.joinpath("passages.css").read_text(encoding="utf-8"),
    js=_HERE.joinpath("passages.js").read_text(encoding="utf-8"),
)


def show(row: dict[str, Any], told: pd.DataFrame, say: Strings) -> None:
    """Draw the text of the article `row`, with what `told` quotes of it."""
    end = min(len(row["text"]), MOST_TEXT)
    marked = [(Span(*stretch), "") for stretch in row["furniture"]]
    marked += [
        (Span(int(first), int(last)), str(event))
        for event, first, last in zip(told["event_id"], told["quote_start"], told["quote_end"], strict=True)
    ]
    parts = [
        [words, "" if name is None else "quote" if name else "furniture", name or ""]
        for words, name in safe.pieces(row["text"], Span(0, end), marked)
    ]
    data = {
        "parts": parts,
        "language": row["language"] or "",
        "hint": say("articles.to_event"),
        "sought": st.session_state.get("sought", ""),
    }
    _passages(key="passages", data=data, on_picked_change=_picked)
    if end < len(row["text"]):
        st.caption(say("articles.too_long", n=say.number(len(row["text"]) - end)))


def open_at(article: str, event: str) -> None:
    """From now on the page of the articles, this one opened where it tells the event."""
    st.session_state.articles_changed = st.session_state.get("articles_changed", 0) + 1
    st.session_state.opened_article, st.session_state.sought = article, event
    st.session_state.go_to = "articles"


def _picked() -> None:
    """The event of a passage, on the timeline; in view, whatever was filtered before."""
    event = st.session_state.passages.picked
    if isinstance(event, str):
        session.change(View(demo=session.view().demo, event=event))
        st.session_state.go_to = "timeline"
