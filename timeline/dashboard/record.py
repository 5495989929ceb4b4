"""The record of what people have said of events: who, when, what, why, and whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

import pandas as pd
import streamlit as st

from timeline import corrections, frame
from timeline.corrections import Correction
from timeline.dashboard import safe
from timeline.dashboard.collection import Contents
from timeline.dashboard.strings import Strings
from timeline.store import Store

__all__ = ["lines", "show"]


SHOWN = ("title", "date_edtf", "actors", "place", "kind", "status", "credibility")  # of what was corrected


def show(contents: Contents, store: Store, say: Strings) -> None:
    """The record as a table, the last first; what no longer fits; a button that saves all that was said, of
    events and of actors."""
    st.html(safe.element("h2", say("review.record"), look="tl-heading"))
    said = contents.corrections
    if not said:
        st.caption(say("review.record_none"))
        return
    if lost := _lost(contents.index.reports, said):
        st.warning(safe.label(say.count("count.unfit", len(lost))))
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
        data=partial(_saved, said, store),
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


def _saved(said: Sequence[Correction], store: Store) -> bytes:
    """The whole record as JSON Lines, what was taken back included."""
    every = [{"of": "event", **asdict(one)} for one in said]
    every += [{"of": "actor", **asdict(one)} for one in store.actor_changes()]
    return "".join(f"{frame.json_line(one)}\n" for one in every).encode("utf-8")


def _lost(rows: pd.DataFrame, said: Sequence[Correction]) -> list[Correction]:
    """What nobody has taken back and yet fits no row."""
    holding = {one.number for one, _ in corrections.standing(rows, said)}
    return [one for one in said if one.number not in holding and one.undone_at is None]


def _what(one: Correction, say: Strings) -> str:
    """The action, and the new values as a person would write them."""
    values = [one.values[name] for name in SHOWN if name in one.values]
    shown = [say("join.comma").join(v) if isinstance(v, list) else str(v or "–") for v in values]
    action = say(f"review.{one.action}")
    return say("join.colon").join([action, say("join.semicolon").join(shown)]) if shown else action


def _state(one: Correction, holds: bool, say: Strings) -> str:
    if one.undone_at:
        return say("review.record_undone", who=one.undone_by)
    return say("review.record_stands" if holds else "review.record_lost")
