"""Where a person gives a date: a day of publication from a calendar; any date as `typed` reads it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from timeline.dashboard.strings import Strings
from timeline.dashboard.typed import edtf_of

__all__ = ["edtf_of", "published"]


def published(say: Strings, label: str, key: str, value: date | None = None, **look: object) -> date | None:
    """The calendar for an article's date of publication; None while no day is chosen."""
    day = st.date_input(
        say(label),
        value=value,
        key=key,
        min_value=date(1500, 1, 1),
        max_value=date(2999, 12, 31),
        format="DD/MM/YYYY",
        help=say("add.published_help"),
        **look,  # type: ignore[call-overload]
    )
    return day if isinstance(day, date) else None
