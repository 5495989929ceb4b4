"""The axis: which days are shown, where they fall, and which of them are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from babel.dates import format_skeleton

from timeline.view.marks import Days, Ordinals, days
from timeline.view.style import SMALL, TEXT
from timeline.view.text import measure
from timeline.view.words import Words

__all__ = ["Scale", "Tick", "focus", "span", "ticks"]

SHORT = 120  # days: a gap that never makes an event an outlier
LAST_DAY = date.max.toordinal()
DAY_STEPS = (1, 2, 5, 10, 14)
MONTH_STEPS = (1, 2, 3, 6)
YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True, slots=True)
class Tick:
    """A written day at x. `major` ones, the year or month that begins there, stand in the row above."""

    x: float
    text: str
    major: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to pixels: day ordinal `first` begins at `left`, `last` ends at `right`."""

    first: int
    last: int
    left: float
    right: float

    @property
    def day(self) -> float:
        """Pixels a day."""
        return (self.right - self.left) / (self.last + 1 - self.first)

    def x(self, ordinal: float) -> float:
        """Where the day begins; add 0.5 for its noon, 1 for its end."""
        return self.left + (ordinal - self.first) * self.day

    def date(self, x: float) -> date:
        """The day under a pixel, within the range."""
        ordinal = int(self.first + (x - self.left) // self.day)
        return date.fromordinal(min(max(ordinal, self.first), self.last))


def focus(frame: pd.DataFrame) -> tuple[date, date] | None:
    """The range worth showing first: all dated events, or, where a few stand far off, the dense rest."""
    return _focus(days(frame))


def _focus(bounds: Days) -> tuple[date, date] | None:
    first, last = bounds.first[bounds.dated], bounds.last[bounds.dated]
    if not len(first):
        return None
    middles = (first + last) // 2
    order = np.argsort(middles, kind="stable")
    first, last, middles = first[order], last[order], middles[order]
    low, high = _dense(middles)
    kept = middles[high] - middles[low] + 1
    whole = middles[-1] - middles[0] + 1
    if len(first) < 6 or kept > 0.4 * whole:
        low, high = 0, len(first) - 1
    start, end = _reach(first[low : high + 1], last[low : high + 1])
    return date.fromordinal(start), date.fromordinal(end)


def _reach(first: Ordinals, last: Ordinals) -> tuple[int, int]:
    """What must be seen of these events: all of each, but of long uncertain stretches only the middle."""
    middles = (first + last) // 2
    kept = last - first <= max(0.25 * (middles[-1] - middles[0]), 31)
    starts, ends = np.where(kept, first, middles), np.where(kept, last, middles)
    return int(starts.min()), int(ends.max())


def _dense(middles: Ordinals) -> tuple[int, int]:
    """The shortest run of seven events in ten, grown over gaps that are short beside it, or short at all."""
    count = len(middles)
    size = max(1, int(np.ceil(0.7 * count)))
    low = int(np.argmin(middles[size - 1 :] - middles[: count - size + 1]))
    high = low + size - 1
    while True:
        reach = max(0.25 * (middles[high] - middles[low] + 1), SHORT)
        if low > 0 and middles[low] - middles[low - 1] <= reach:
            low -= 1
        elif high < count - 1 and middles[high + 1] - middles[high] <= reach:
            high += 1
        else:
            return low, high


def span(frame_days: Days, asked: tuple[date | None, date | None] | None) -> tuple[int, int]:
    """First and last day shown: as asked; else the focus with air around it."""
    found = _focus(frame_days)
    if found is None:
        found = (date(2000, 1, 1), date(2000, 12, 31)) if asked is None else None
    low, high = (bound.toordinal() for bound in found) if found else (None, None)
    given = asked or (None, None)
    start, end = (bound.toordinal() if bound else None for bound in given)
    if start is not None and end is not None and start > end:
        start, end = end, start
    low, high = low if low is not None else start or end or 1, high if high is not None else end or start or 1
    air = max(3 if high - low < 3 else 1, round(0.03 * (high - low + 1)))
    first = start if start is not None else low - air
    last = end if end is not None else high + air
    if first > last:
        first, last = (first, first + 30) if start is not None else (last - 30, last)
    return max(first, 1), min(last, LAST_DAY)


def ticks(scale: Scale, words: Words, size: float) -> tuple[Tick, ...]:
    """Written days, as close as their labels allow, the greater unit above the first of its kind."""
    month = max(measure(_above(date(2000, m, 1), "day", words), TEXT * size, bold=True) for m in range(1, 13))
    for unit, step, length in _steps():
        if unit == "day" and scale.day * 31 < month + 14 * size:
            continue
        if unit == "year" or scale.day * length >= 18 * size:
            written = [(start, _label(start, unit, words)) for start in _starts(scale, unit, step)]
            widest = max((measure(text, SMALL * size) for _, text in written), default=0.0)
            if scale.day * length >= widest + 14 * size:
                return _placed(written, unit, scale, words, size)
    return ()


def _steps() -> Iterator[tuple[str, int, float]]:
    yield from (("day", step, float(step)) for step in DAY_STEPS)
    yield from (("month", step, step * 30.4) for step in MONTH_STEPS)
    yield from (("year", step, step * 365.2) for step in YEAR_STEPS)


def _starts(scale: Scale, unit: str, step: int) -> Iterator[date]:
    low, high = date.fromordinal(scale.first), date.fromordinal(scale.last)
    if unit == "year":
        for year in range(
            max(step, -(-low.year // step) * step) if step > 1 else low.year, high.year + 1, step
        ):
            if date(year, 1, 1) >= low:
                yield date(year, 1, 1)
        return
    months = range(low.year * 12 + low.month - 1, high.year * 12 + high.month)
    for month in months:
        year, index = divmod(month, 12)
        if unit == "month":
            if index % step == 0 and date(year, index + 1, 1) >= low:
                yield date(year, index + 1, 1)
            continue
        for day in _days_written(step):
            try:
                start = date(year, index + 1, day)
            except ValueError:
                break
            if low <= start <= high:
                yield start


def _days_written(step: int) -> tuple[int, ...]:
    """Days of a month to write: always the first, never one that crowds the next month's first."""
    if step == 14:
        return (1, 15)
    if step == 10:
        return (1, 10, 20)
    if step == 5:
        return (1, 5, 10, 15, 20, 25)
    return tuple(range(1, 32 if step == 1 else 30, step))


def _label(start: date, unit: str, words: Words) -> str:
    return words.date(start, {"day": "d", "month": "LLL", "year": "y"}[unit])


def _placed(
    written: list[tuple[date, str]], unit: str, scale: Scale, words: Words, size: float
) -> tuple[Tick, ...]:
    minor = [Tick(scale.x(start.toordinal()), text) for start, text in written]
    fits = scale.right - 4 * size
    minor = [
        t if t.x + 4 * size + measure(t.text, SMALL * size) <= fits else replace(t, text="") for t in minor
    ]
    if unit == "year":
        return tuple(minor)
    heads = [Tick(scale.left, _above(date.fromordinal(scale.first), unit, words), major=True)]
    for (start, _), tick in zip(written, minor, strict=True):
        above = _above(start, unit, words)
        if above != heads[-1].text:
            heads.append(Tick(tick.x, above, major=True))
    limits = [head.x for head in heads[1:]] + [scale.right]
    fitting = [
        head
        for head, limit in zip(heads, limits, strict=True)
        if head.x + measure(head.text, TEXT * size, bold=True) + 8 * size <= limit
    ]
    return tuple(minor) + tuple(fitting or heads[-1:])


def _above(start: date, unit: str, words: Words) -> str:
    if unit == "month":
        return words.date(start, "y")
    return str(format_skeleton("yMMMM", start, locale=words.locale))
