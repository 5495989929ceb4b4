"""The overview strip: density over the whole span, and the range as a window in it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import streamlit as st

from timeline import view as views
from timeline.dashboard import components, dates, session
from timeline.dashboard.filters import Index, Selection
from timeline.dashboard.state import View
from timeline.dashboard.strings import Strings

__all__ = ["show", "window"]

BINS = 120
FEW = 0.05  # the part of the events that may stand outside the picture where no range is chosen
FAR = 30  # times the span of the rest


def window(index: Index, selection: Selection, view: View) -> tuple[date | None, date | None] | None:
    """The range of the picture: the one chosen; else all events shown, with air around them; or None (what
    the picture finds worth showing) where a few stand so far off that the rest would be flat."""
    if view.since or view.until:
        return view.since, view.until
    focus = views.focus(index.frame[["start", "end"]].take(selection.dated))
    days = np.concatenate([index.start[selection.dated], index.end[selection.dated]])
    days = days[~np.isnat(days)]
    if focus is None or not len(days):
        return None
    low, high = days.min().item(), days.max().item()
    middle = index.middle[selection.dated]
    outside = (middle < np.datetime64(focus[0])) | (middle > np.datetime64(focus[1]))
    if outside.mean() <= FEW or high - low > FAR * (focus[1] - focus[0]):
        return None
    air = timedelta(days=1 + (high - low).days // 30)
    return max(low, date.min + air) - air, min(high, date.max - air) + air


def show(index: Index, selection: Selection, range: tuple[date, date], say: Strings) -> None:
    """Draw the strip over the span worth seeing, with the `range` of the picture as its window.

    What stands far off is counted at the ends, so that one event of 1801 does not flatten the others.
    """
    first, last = range if len(selection.dated) else _strip(index, None)
    low, high = _strip(index, (first, last))
    days = (high - low).days + 1
    window = ((first - low).days / days, ((last - low).days + 1) / days)
    everything = np.flatnonzero(~index.undated)
    middle = index.middle[everything]
    before, after = middle < np.datetime64(low), middle > np.datetime64(high)
    bounds = index.bounds or (low, high)
    ends = [
        say("range.beyond_before", n=say.number(int(before.sum())), year=bounds[0].year)
        if before.any()
        else str(low.year),
        say("range.beyond_after", n=say.number(int(after.sum())), year=bounds[1].year)
        if after.any()
        else str(high.year),
    ]
    st.session_state.overview_from = low
    with st.container(key="overview_box"):
        components.overview(
            (_bins(index, everything, low, days), _bins(index, selection.dated, low, days)),
            days=days,
            window=window,
            ends=ends,
            name=say("range.overview"),
            said=dates.span(first, last, say),
            on_brush=_brushed,
        )


def _strip(index: Index, shown: tuple[date, date] | None) -> tuple[date, date]:
    """The span of the strip: all events, unless most of it would be empty; then the focus and as much again.
    It holds the range `shown`."""
    focus, bounds = index.focus, index.bounds
    if focus is None or bounds is None:
        return shown or (date(2000, 1, 1), date(2000, 12, 31))
    air = focus[1] - focus[0]
    if bounds[1] - bounds[0] > 6 * air:
        days = index.middle[~index.undated]
        near = (days >= np.datetime64(focus[0]) - air.days) & (days <= np.datetime64(focus[1]) + air.days)
        bounds = (days[near].min().item(), days[near].max().item())
    return min(bounds[0], *(shown or bounds)), max(bounds[1], *(shown or bounds))


def _bins(index: Index, rows: npt.NDArray[np.intp], low: date, days: int) -> list[int]:
    """How many of the rows have their middle in each equal part of the span."""
    days_in = (index.middle[rows] - np.datetime64(low)).astype(int)
    days_in = days_in[(days_in >= 0) & (days_in < days)]
    parts = min(BINS, days)
    return [int(count) for count in np.bincount(days_in * parts // days, minlength=parts)]


def _brushed() -> None:
    brushed = st.session_state.overview.brushed
    if brushed == "whole":
        session.update(since=None, until=None)
    elif isinstance(brushed, list) and len(brushed) == 2:
        low: date = st.session_state.overview_from
        since, until = (low + timedelta(days=int(day)) for day in brushed)
        session.update(since=since, until=until)
