"""What of each row is drawn: its words, its stretch of days, and the form that its precision takes."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.view.style import plain, tone
from timeline.view.words import Words

__all__ = ["DISPUTED", "FORMS", "Days", "Fact", "Ordinals", "days", "facts", "form"]

# point: the day is known. within: some day of a known stretch (a month, a year). about: the bounds themselves
# are vague. duration: went on all the time. open: a bound is missing.
FORMS = ("point", "duration", "within", "about", "open")

DISPUTED = "≠"

_EPOCH = date(1970, 1, 1).toordinal()
_NEVER = np.iinfo(np.int64).min

Ordinals = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Days:
    """Bounds of every row as day ordinals; an open side has the other side's day and a flag."""

    first: Ordinals
    last: Ordinals
    dated: Truths
    open_start: Truths
    open_end: Truths


@dataclass(frozen=True, slots=True)
class Fact:
    """One event as it will be drawn. `first` and `last` are inclusive day ordinals, None on an open side."""

    event_id: str
    text: str
    form: str
    first: int | None
    last: int | None
    status: str
    tone: str
    rank: float
    lanes: tuple[str, ...]
    sources: int = 1
    disputed: bool = False

    @property
    def sign(self) -> str:
        """What stands beside the mark: how many sources tell it, where several do; whether they differ."""
        count = str(self.sources) if self.sources > 1 else ""
        return " ".join(filter(None, (count, DISPUTED if self.disputed else "")))


def days(frame: pd.DataFrame) -> Days:
    """The bounds of all rows of `frame`, vectorised."""
    first, last = _ordinals(frame["start"]), _ordinals(frame["end"])
    no_first, no_last = first == _NEVER, last == _NEVER
    return Days(
        first=np.where(no_first, last, first),
        last=np.where(no_last, first, last),
        dated=~(no_first & no_last),
        open_start=no_first & ~no_last,
        open_end=no_last & ~no_first,
    )


def form(precision: str, edtf: str, first: int | None, last: int | None) -> str:
    """Which of FORMS an event takes."""
    if first is None or last is None:
        return "open"
    if "~" in edtf or "?" in edtf or "%" in edtf:
        return "about"
    if first == last:
        return "point"
    return "duration" if precision == "interval" and not _part(first, last) else "within"


def facts(frame: pd.DataFrame, words: Words, language: str, lanes: Sequence[tuple[str, ...]]) -> list[Fact]:
    """One fact a row, in the frame's order. `lanes[i]` are the keys of the lanes in which row i stands."""
    bounds = days(frame)
    columns = {
        name: _texts(frame, name)
        for name in ("event_id", "title", "label", "language", "precision", "date_edtf", "status", "kind")
    }
    sources = frame["publishers"].map(len).tolist() if "publishers" in frame else [1] * len(frame)
    disputed = frame["conflicts"].map(bool).tolist() if "conflicts" in frame else [False] * len(frame)
    confidence = frame["confidence"].fillna(0.0).tolist() if "confidence" in frame else [0.0] * len(frame)
    out = []
    for i, event_id in enumerate(columns["event_id"]):
        first = None if bounds.open_start[i] else int(bounds.first[i])
        last = None if bounds.open_end[i] else int(bounds.last[i])
        kind = columns["kind"][i] or "OTHER"
        foreign = kind != "OTHER" and bool(columns["language"][i]) and columns["language"][i] != language
        title, label = plain(columns["title"][i]), plain(columns["label"][i])
        shape = form(columns["precision"][i], columns["date_edtf"][i], first, last)
        status = columns["status"][i] or "happened"
        rank = (
            confidence[i]
            + 0.3 * (shape == "point")
            + 0.2 * (status in ("happened", "ongoing"))
            + 0.05 * min(len(lanes[i]), 4)
            + 0.1 * min(sources[i] - 1, 4)
        )
        out.append(
            Fact(
                event_id=event_id,
                text=((label or title) if foreign else (title or label)) or words.kinds.get(kind, ""),
                form=shape,
                first=first,
                last=last,
                status=status,
                tone=tone(kind),
                rank=round(rank, 6),
                lanes=lanes[i],
                sources=sources[i],
                disputed=disputed[i],
            )
        )
    return out


def _texts(frame: pd.DataFrame, name: str) -> list[str]:
    if name not in frame:
        return [""] * len(frame)
    return [str(value) for value in frame[name].astype(object).where(frame[name].notna(), "").tolist()]


def _ordinals(series: pd.Series[Any]) -> Ordinals:
    """Day ordinals of `date`; the smallest integer for null. Never through nanoseconds: they end in 2262."""
    values = series.to_numpy()
    if values.dtype.kind != "M":
        values = np.array([None if pd.isna(value) else value for value in values], dtype="datetime64[D]")
    counted = values.astype("datetime64[D]")
    return np.where(np.isnat(counted), _NEVER, counted.astype(np.int64) + _EPOCH)


def _part(first: int, last: int) -> bool:
    """Whether an interval is how the calendar writes "early", "mid" or "late" (see the design's bounds), a
    whole month or year: then it says how well a day is known, not that something went on throughout."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    if start.year == end.year and start.month == end.month:
        month_end = monthrange(start.year, start.month)[1]
        return (start.day, end.day) in {(1, 10), (11, 20), (21, month_end), (1, month_end)}
    ends_month = end.day == monthrange(end.year, end.month)[1]
    if start.day != 1 or not ends_month:
        return False
    if start.year == end.year:
        return (start.month, end.month) in {(1, 3), (5, 8), (10, 12), (1, 12)}
    decade = start.year // 10 == end.year // 10
    return decade and (start.month, end.month) == (1, 12) and 2 <= end.year - start.year <= 3
