"""EDTF level 1 read back: what a person writes as a date, and the bounds and precision that it means."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.errors import UsageError

__all__ = ["Written", "read"]

OPEN = ("", "..")
_FORM = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[~?%]?", re.ASCII)
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # first months, in the north


@dataclass(frozen=True, slots=True)
class Written:
    """A date: its EDTF, inclusive bounds (None on an open side) and precision as in a row."""

    edtf: str
    start: date | None
    end: date | None
    precision: str


def read(text: str) -> Written:
    """A year, season, month or day (2023, 2023-22, 2023-04, 2023-04-21), a decade or century (201X, 19XX),
    each with ~, ? or % behind it, or two of them joined by /, where .. leaves a side open. `UsageError` where
    it is none of these or ends before it begins."""
    ends = [end.strip() for end in text.strip().split("/")]
    if len(ends) == 1:
        start, end, precision = _unit(ends[0], text)
        return Written(ends[0], start, end, precision)
    if len(ends) != 2 or all(end in OPEN for end in ends):
        raise _wrong(text)
    first = None if ends[0] in OPEN else _unit(ends[0], text)[0]
    last = None if ends[1] in OPEN else _unit(ends[1], text)[1]
    if first and last and first > last:
        raise UsageError(f"'{text}'", "ends before it begins", "Swap the two.")
    return Written("/".join(end or ".." for end in ends), first, last, "interval")


def _unit(text: str, whole: str) -> tuple[date, date, str]:
    """First and last day, and precision, of one date without a slash."""
    form = _FORM.fullmatch(text)
    if not form:
        raise _wrong(whole)
    year, month, day = form.groups()
    try:
        if "X" in year:
            if month:
                raise ValueError
            length = 10 ** year.count("X")
            first = int(year.replace("X", "0"))
            return (
                date(first, 1, 1),
                date(first + length - 1, 12, 31),
                "decade" if length == 10 else "century",
            )
        number = int(year)
        if month is None or month == "XX":
            return date(number, 1, 1), date(number, 12, 31), "year"
        if int(month) in _SEASONS and not day:
            first_month = date(number, _SEASONS[int(month)], 1)
            return first_month, _months_later(first_month, 3) - timedelta(days=1), "season"
        if day is None or day == "XX":
            last = monthrange(number, int(month))[1]
            return date(number, int(month), 1), date(number, int(month), last), "month"
        known = date(number, int(month), int(day))
    except (ValueError, OverflowError):
        raise _wrong(whole) from None
    return known, known, "day"


def _months_later(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _wrong(text: str) -> UsageError:
    return UsageError(
        f"'{text}' is no date",
        "",
        "Write a day, month or year, or two joined by /: 2023-04-21, 2023-04, 2023-04/2023-06.",
    )
