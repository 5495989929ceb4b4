"""Dates in the reader's words, never more precise than they are. Pure: values in, text out."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from babel.dates import format_date, format_interval, format_skeleton

from timeline.dashboard.strings import Strings

__all__ = ["day", "said", "span"]

SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def day(value: str | None) -> date | None:
    """The day of an ISO date or time; None where there is none."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def said(start: date | None, end: date | None, precision: str, edtf: str | None, strings: Strings) -> str:
    """The date of an event: "21–30 April 2023", "summer 2022", "from 28 July 2023 on", "undated"."""
    if start is None and end is None:
        return strings("date.undated")
    if start is None or end is None:
        return span(start, end, strings)
    text = _unit(start, end, precision, strings) or span(start, end, strings)
    return strings("date.about", date=text) if edtf and "~" in edtf else text


def span(start: date | None, end: date | None, strings: Strings) -> str:
    """Inclusive bounds as words; whole months and years by their names, an open side as such."""
    if start is None and end is None:
        return ""
    if start is None:
        return strings("date.until", date=_day(end, strings))
    if end is None:
        return strings("date.since", date=_day(start, strings))
    if start == end:
        return _day(start, strings)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    whole = start.day == 1 and end == _month_end(end)
    if whole and (start.year, start.month) == (end.year, end.month):
        return _month(start, strings)
    if whole and start.year == end.year:
        return str(format_interval(start, end, "yMMMM", locale=strings.locale)).replace("\u2009", "")
    if whole:
        return strings("date.to", first=_month(start, strings), last=_month(end, strings))
    if start.year != end.year:
        return strings("date.to", first=_day(start, strings), last=_day(end, strings))
    if start.month != end.month:
        first = str(format_skeleton("MMMMd", start, locale=strings.locale))
        return strings("date.to", first=first, last=_day(end, strings))
    return strings("date.days", first=start.day, last=_day(end, strings))


def _day(day: date | None, strings: Strings) -> str:
    return str(format_date(day, "long", locale=strings.locale))


def _month(day: date, strings: Strings) -> str:
    return str(format_skeleton("yMMMM", day, locale=strings.locale))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _unit(start: date, end: date, precision: str, strings: Strings) -> str | None:
    """The name of a unit of the calendar; None where the bounds say it best."""
    year, months = start.year, (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day != 1 or end != _month_end(end):
        return None
    match precision:
        case "season" if months == 3 and start.month in SEASONS:
            return strings(f"date.{SEASONS[start.month]}", year=year, next=(end + timedelta(days=1)).year)
        case "quarter" if months == 3:
            return strings("date.quarter", q=(start.month + 2) // 3, year=year)
        case "half" if months == 6:
            return strings("date.half_1" if start.month == 1 else "date.half_2", year=year)
        case "decade" if months == 120:
            return strings("date.decade", year=year)
        case "century":
            return strings("date.century", first=year, last=end.year)
    return None
