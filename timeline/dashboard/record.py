"""The record of what people have said of events: who, when, what, why, and whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd
import streamlit as st

from timeline import corrections, frame
from timeline.corrections import Correction
from timeline.dashboard import safe
from timeline.dashboard.collection import Contents
from timeline.dashboard.strings import Strings

__all__ = ["lines", "show"]


def show(contents: Contents, say: Strings) -> None:
    """The record as a table, the last first, and a button that saves it whole."""
    st.html(safe.element("h2", say("review.record"), look="tl-heading"))
    said = contents.corrections
    if not said:
        st.caption(say("review.record_none"))
        return
    st.dataframe(
        lines(contents.index.reports, said, say),
        hide_index=True,
        lazy=False,
        column_config={
            name: st.column_config.Column(say(f"review.{name}"))
            for name in ("at", "who", "what", "passage", "state", "why")
        },
    )
    st.download_button(
        say("review.record_save"),
        data="".join(f"{frame.json_line(asdict(one))}\n" for one in said).encode("utf-8"),
        file_name="corrections.jsonl",
        mime="application/jsonl",
        key="save_record",
        icon=":material/download:",
        on_click="ignore",
    )


def lines(rows: pd.DataFrame, said: Sequence[Correction], say: Strings) -> pd.DataFrame:
    """The record in the reader's words, the last first."""
    holding = {one.number for one, _ in corrections.standing(rows, said)}
    return pd.DataFrame(
        {
            "at": [one.at[:16].replace("T", " ") for one in reversed(said)],
            "who": [one.who for one in reversed(said)],
            "what": [_what(one, say) for one in reversed(said)],
            "passage": [one.quote for one in reversed(said)],
            "state": [_state(one, one.number in holding, say) for one in reversed(said)],
            "why": [one.why for one in reversed(said)],
        }
    )


def _what(one: Correction, say: Strings) -> str:
    action = say(f"review.{one.action}")
    return say("join.colon").join([action, *(f"{k} = {v}" for k, v in one.values.items())])


def _state(one: Correction, holds: bool, say: Strings) -> str:
    if one.undone_at:
        return say("review.record_undone", who=one.undone_by)
    return say("review.record_stands" if holds else "review.record_lost")
