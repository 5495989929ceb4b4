"""Stretches of the calendar: their bounds, their neighbours, their TIMEX3 value and their EDTF."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = [
    "AUSTRAL",
    "REPORTED",
    "SEASONS",
    "UNITS",
    "Period",
    "add",
    "clamp",
    "edtf_between",
    "half",
    "month_days",
    "on",
    "third",
]

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
AUSTRAL = {"SP": 9, "SU": 12, "FA": 3, "WI": 6}  # south of the equator
_EDTF_SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}
_MONTHS = {"month": 1, "bimester": 2, "quarter": 3, "quadrimester": 4, "season": 3, "austral": 3, "half": 6,
    "year": 12, "fiscal": 12,
    "decade": 120,
    "century": 1200,
           "millennium": 12000}  # fmt: skip
REPORTED = ("bimester", "quarter", "quadrimester", "half")  # what figures are told of
_DAYS = {"day": 1, "week": 7, "weekend": 7}
UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "weekend": "WE", "week": "W", "month": "M",
    "quarter": "Q",
    "season": "SE", "half": "H", "year": "Y", "fiscal": "Y", "decade": "DE", "century": "CE",
    "millennium": "ML",
}  # fmt: skip


_LONG = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_days(year: int, month: int) -> int:
    return 29 if month == 2 and calendar.isleap(year) else _LONG[month - 1]


def clamp(year: int, month: int, day: int) -> date:
    """The date, or the last of the month where the month is shorter."""
    year = min(max(year, 1), 9999)
    return date(year, month, min(day, month_days(year, month)))


def add(day: date, count: int, unit: str) -> date:
    """The date `count` units later (earlier if negative); clamped to years 1–9999."""
    if unit in _MONTHS:
        months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
        if not 12 <= months < 120000:
            return date.max if count > 0 else date.min
        return clamp(months // 12, months % 12 + 1, day.day)
    try:
        return day + timedelta(days=count * _DAYS.get(unit, 0))
    except OverflowError:
        return date.max if count > 0 else date.min


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: unit and first day, and within a day the time as TIMEX3 writes it."""

    unit: str
    first: date
    time: str = ""

    @property
    def last(self) -> date:
        if self.unit == "day":
            return self.first
        if self.unit == "weekend":
            return add(self.first, 1, "day")
        after = add(self.first, 1, self.unit)
        return after if after == date.max else after - timedelta(days=1)

    @property
    def value(self) -> str:
        return _VALUES[self.unit](self.first) + (f"T{self.time}" if self.time else "")

    @property
    def edtf(self) -> str | None:
        plain = _EDTFS.get(self.unit)
        return plain(self) if plain else edtf_between(self.first, self.last)

    def shift(self, count: int) -> Period:
        """The period `count` places further on."""
        return on(self.unit, add(self.first, count, self.unit))

    def years_on(self, count: int) -> Period:
        """The same period so many years later."""
        return on(self.unit, add(self.first, count, "year"))

    def coarse(self, unit: str) -> Period:
        """The period of a coarser unit that holds this one's first day."""
        return on(unit, self.first)


def on(unit: str, day: date) -> Period:
    """The period of that unit which the day falls in."""
    return Period(unit, _FIRSTS[unit](day))


def third(period: Period, which: str) -> tuple[date, date]:
    """Bounds of the START, MID or END of a period: thirds, and for a year Jan–Mar, May–Aug, Oct–Dec."""
    first, last = period.first, period.last
    if period.unit in ("year", "fiscal"):
        low, high = {"START": (0, 3), "MID": (4, 8), "END": (9, 12)}[which]
        return add(first, low, "month"), add(first, high, "month") - timedelta(days=1)
    if period.unit == "month":
        low, high = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}[which]
        return first.replace(day=low), clamp(first.year, first.month, high)
    if period.unit in _MONTHS:
        months = _MONTHS[period.unit]
        low, high = {"START": (0, months // 3), "MID": (months // 3, 2 * months // 3),
                     "END": (2 * months // 3, months)}[which]  # fmt: skip
        return add(first, low, "month"), add(first, high, "month") - timedelta(days=1)
    days = (last - first).days + 1
    low, high = {
        "START": (0, days // 3),
        "MID": (days // 3, days - days // 3),
        "END": (days - days // 3, days),
    }[which]
    return add(first, low, "day"), add(first, max(high, low + 1) - 1, "day")


def half(period: Period, second: bool) -> tuple[date, date]:
    """Bounds of the first or second half of a period, in whole months where they divide it."""
    months, days = _MONTHS.get(period.unit, 0), (period.last - period.first).days + 1
    middle = (
        add(period.first, days // 2, "day")
        if months < 2 or months % 2
        else add(period.first, months // 2, "month")
    )
    return (middle, period.last) if second else (period.first, middle - timedelta(days=1))


def edtf_between(first: date | None, last: date | None, approximate: str = "") -> str | None:
    """EDTF of inclusive bounds; `~` stands behind those that are vague ("first", "last" or "both")."""
    if first is None and last is None:
        return None
    if first == last and first is not None:
        return first.isoformat() + ("~" if approximate else "")
    low = first.isoformat() if first else ".."
    high = last.isoformat() if last else ".."
    low += "~" if first and approximate in ("first", "both") else ""
    high += "~" if last and approximate in ("last", "both") else ""
    return f"{low}/{high}"


def _season_first(day: date) -> date:
    if day.month < 3:
        return date(max(day.year - 1, 1), 12, 1)
    return day.replace(month=day.month // 3 * 3, day=1)


def _monday(day: date) -> date:
    return add(day, -day.weekday(), "day")


_FIRSTS: dict[str, Callable[[date], date]] = {
    "day": lambda d: d,
    "week": _monday,
    "weekend": lambda d: add(_monday(d), 5, "day"),
    "month": lambda d: d.replace(day=1),
    "bimester": lambda d: d.replace(month=(d.month - 1) // 2 * 2 + 1, day=1),
    "quarter": lambda d: d.replace(month=(d.month - 1) // 3 * 3 + 1, day=1),
    "quadrimester": lambda d: d.replace(month=(d.month - 1) // 4 * 4 + 1, day=1),
    "half": lambda d: d.replace(month=(d.month - 1) // 6 * 6 + 1, day=1),
    "season": _season_first,
    "austral": _season_first,
    "year": lambda d: d.replace(month=1, day=1),
    "fiscal": lambda d: d.replace(month=1, day=1),
    "decade": lambda d: date(max(d.year // 10 * 10, 1), 1, 1),
    "century": lambda d: date((d.year - 1) // 100 * 100 + 1, 1, 1),
    "millennium": lambda d: date((d.year - 1) // 1000 * 1000 + 1, 1, 1),
}


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _season(day: date, months: dict[str, int]) -> str:
    return f"{day.year:04d}-{next(code for code, month in months.items() if month == day.month)}"


_VALUES: dict[str, Callable[[date], str]] = {
    "day": lambda d: d.isoformat(),
    "week": _week,
    "weekend": lambda d: _week(d) + "-WE",
    "month": lambda d: d.isoformat()[:7],
    "bimester": lambda d: f"{d.year:04d}-B{d.month // 2 + 1}",  # as the Italian guidelines write it
    "quarter": lambda d: f"{d.year:04d}-Q{d.month // 3 + 1}",
    "quadrimester": lambda d: f"{d.year:04d}-Qu{d.month // 4 + 1}",
    "half": lambda d: f"{d.year:04d}-H{d.month // 6 + 1}",
    "season": lambda d: _season(d, SEASONS),
    "austral": lambda d: _season(d, AUSTRAL),
    "year": lambda d: f"{d.year:04d}",
    "fiscal": lambda d: f"{d.year:04d}",
    "decade": lambda d: f"{d.year // 10:03d}",
    "century": lambda d: f"{d.year // 100:02d}",
    "millennium": lambda d: f"{d.year // 1000:01d}",
}
_EDTFS: dict[str, Callable[[Period], str | None]] = {
    "day": lambda p: p.first.isoformat(),
    "month": lambda p: p.first.isoformat()[:7],
    "austral": lambda p: f"{p.first.isoformat()[:7]}/{p.last.isoformat()[:7]}",  # a season's code says north
    "season": lambda p: f"{p.first.year:04d}-{_EDTF_SEASONS[p.first.month]}",
    "year": lambda p: f"{p.first.year:04d}",
    "fiscal": lambda p: f"{p.first.year:04d}",
    "decade": lambda p: f"{p.first.year // 10:03d}X",
    "century": lambda p: f"{p.first.year // 100:02d}XX",
}
