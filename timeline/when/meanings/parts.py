"""Parts of a date that are counted: its third quarter, its first week, the second half of May."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from timeline.when.meanings.dates import complete, year_in
from timeline.when.meanings.durations import unit_of
from timeline.when.periods import Period, add, edtf_between, half, on
from timeline.when.sense import Context, Sense, dated, unplaced

__all__ = ["final", "nth"]

Slots = dict[str, Any]


def nth(slots: Slots, context: Context) -> Sense | None:
    """The third quarter, the first week of May, the last day of 1999."""
    number = next((int(slots[key]) for key in ("ordinal", "number", "roman") if key in slots), 1)
    return _nth(slots, context, number)


def final(slots: Slots, context: Context) -> Sense | None:
    """The last week of May."""
    return _nth(slots, context, -1)


_COARSER = {
    "bimester": "year", "quarter": "year", "quadrimester": "year", "half": "year", "season": "year",
    "month": "year", "week": "month", "weekend": "month", "day": "month", "year": "decade",
    "decade": "century",
}  # fmt: skip


_OF_YEAR = {"bimester": 2, "quarter": 3, "quadrimester": 4, "half": 6}  # parts of a year, in months


def _nth(slots: Slots, context: Context, number: int) -> Sense | None:
    unit = unit_of(slots)
    if "span" in slots and unit not in _OF_YEAR:
        return None
    if unit is None and "weekday" not in slots:
        return None
    year = year_in({key: value for key, value in slots.items() if key != "number"}, context)
    if year is not None and "month" in slots:
        outer: Sense | None = dated(Period("month", date(year, slots["month"], 1)))
    elif year is not None:
        outer = dated(Period("year", date(year, 1, 1)))
    elif "date" in slots:
        outer = context.settle(slots["date"])
    elif "month" in slots:
        outer = complete({"month": slots["month"]}, context, 0)
    elif unit in _OF_YEAR and number > 0:
        return _recent_nth(slots, unit, number, context)
    else:
        return None
    if outer is None or outer.period is None:
        return unplaced(unit or "day") if outer else None
    held = outer.period
    if held.unit == unit:
        return None
    if unit == "half" and held.unit not in ("year", "fiscal"):
        return _half(outer, held, number)
    if "weekday" in slots:
        days = [add(held.first, n, "day") for n in range((held.last - held.first).days + 1)]
        hits = [day for day in days if day.isoweekday() == slots["weekday"]]
        index = number - 1 if number > 0 else number
        if not -len(hits) <= index < len(hits):
            return None
        return dated(Period("day", hits[index]), outer.basis, outer.anchor)
    assert unit is not None
    if unit not in _COARSER:
        return None
    first = on(unit, held.first if number > 0 else held.last)
    if number > 0 and first.first < held.first and unit == "week":
        first = first if (held.first - first.first).days < 4 else first.shift(1)
    found = first.shift(number - 1) if number > 0 else first
    if number < 0 and found.first > held.last:  # a month that ends on a Monday has its last weekend before it
        found = found.shift(-1)
    if found.first > held.last:
        return None
    return dated(found, outer.basis, outer.anchor)


def _half(outer: Sense, held: Period, number: int) -> Sense | None:
    """The second half of May, of the 1980s: no period of its own, only bounds within one."""
    if number not in (1, 2, -1) or held.unit == "day":
        return None
    first, last = half(held, second=number != 1)
    return replace(outer, first=first, last=last, edtf=edtf_between(first, last), precision="interval")


def _recent_nth(slots: Slots, unit: str, number: int, context: Context) -> Sense | None:
    """The third quarter: the latest that has begun, unless the clause looks ahead; that of this year with
    `years=0`, of the one before with -1."""
    months = _OF_YEAR[unit]
    if number > 12 // months:
        return None
    here = context.here
    if here is None:
        return unplaced(unit, "DATE", f"{unplaced(unit).value[:-1]}{number}")
    found = Period(unit, date(here.year, (number - 1) * months + 1, 1))
    if slots.get("years") == 0:
        return dated(found, "relative", here)
    if (found.first - here).days > 92:
        found = Period(unit, add(found.first, -1, "year"))
    elif (here - found.last).days > 150 and context.tense() > 0:
        found = Period(unit, add(found.first, 1, "year"))
    if "years" in slots:
        found = Period(unit, add(found.first, slots["years"], "year"))
    return dated(found, "relative", here)
