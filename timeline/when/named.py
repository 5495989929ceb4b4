"""Named days: a formula of the language file → the day in a year.

`12-25` a fixed day; `easter-2` days from Easter, `orthodox+0` from the Orthodox one; `11 thu 4` the fourth
Thursday of November, `11 thu 4 +1` the day after it; `5 mon -1` the last Monday of May; `islamic 9-1` the
first day of Ramadan, by the arithmetic calendar, which may differ by a day from the sighting of the moon.
`national …` is told in `national`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from timeline.when.national import NATIONAL, national_day

__all__ = ["is_formula", "named_day"]

_FORMULA = re.compile(
    r"(?P<islamic>islamic )?(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"|(?P<easter>easter|orthodox)(?P<offset>[+-]\d+)"
    r"|(?P<of>\d{1,2}) (?P<weekday>mon|tue|wed|thu|fri|sat|sun) (?P<nth>-?\d)(?: (?P<shift>[+-]\d+))?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SAMPLE = range(2020, 2024)  # a leap year among them
_HIJRA = date(622, 7, 19).toordinal()


def is_formula(key: str) -> bool:
    """Whether a key of `[when.holidays]` names a day that some year has."""
    if key.startswith(NATIONAL):
        names, equals, otherwise = key.removeprefix(NATIONAL).partition(" = ")
        return all(name.strip() for name in names.split("|")) and (not equals or is_formula(otherwise))
    return any(named_day(key, year) is not None for year in _SAMPLE)


@cache
def named_day(formula: str, year: int, country: str | None = None) -> date | None:
    """The day in that year; None if the year has none."""
    if formula.startswith(NATIONAL):
        names, _, otherwise = formula.removeprefix(NATIONAL).partition(" = ")
        return national_day(names, country, year) if country else named_day(otherwise, year)
    found = _FORMULA.fullmatch(formula)
    if found is None:
        return None
    try:
        if found["islamic"]:
            return _islamic(year, int(found["month"]), int(found["day"]))
        if found["month"]:
            return date(year, int(found["month"]), int(found["day"]))
        if found["easter"]:
            method = EASTER_ORTHODOX if found["easter"] == "orthodox" else EASTER_WESTERN
            sunday: date = easter(year, method)
            return sunday + timedelta(days=int(found["offset"]))
        day = _nth(year, int(found["of"]), _WEEKDAYS.index(found["weekday"]), int(found["nth"]))
        return day + timedelta(days=int(found["shift"] or 0)) if day else None
    except ValueError:
        return None


def _nth(year: int, month: int, weekday: int, nth: int) -> date | None:
    if nth > 0:
        first = date(year, month, 1)
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        return found if found.month == month else None
    last = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


def _islamic(year: int, month: int, day: int) -> date | None:
    """The first such day of the Islamic calendar that falls in the year."""
    if month > 12 or day > 30:
        return None
    guess = int((year - 622) * 33 / 32)
    for hijri in range(guess - 1, guess + 3):
        days = (hijri - 1) * 354 + (3 + 11 * hijri) // 30 + (59 * (month - 1) + 1) // 2 + day - 1
        found = date.fromordinal(_HIJRA + days)
        if found.year == year:
            return found
    return None
