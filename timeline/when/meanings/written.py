"""Dates that need little context: written in digits, named days, decades, centuries, years before our era."""

from __future__ import annotations

from datetime import date
from typing import Any

from timeline.when.meanings.dates import elsewhere, pick, year_in
from timeline.when.named import named_day
from timeline.when.national import NATIONAL
from timeline.when.periods import Period, add, month_days, on
from timeline.when.sense import Context, Sense, dated, unplaced, within

__all__ = ["century", "decade", "era", "holiday", "iso", "numeric"]

Slots = dict[str, Any]


def iso(slots: Slots, context: Context) -> Sense | None:
    """2022-02-24, with or without a time of day."""
    if "day" not in slots:
        return dated(Period("month", date(slots["year"], slots["month_number"], 1)))
    if slots["day"] > month_days(slots["year"], slots["month_number"]):
        return None
    day = date(slots["year"], slots["month_number"], slots["day"])
    if "hour" not in slots:
        return dated(Period("day", day))
    seconds = f":{slots['minute2']:02d}" if "minute2" in slots else ""
    return dated(Period("day", day, f"{slots['hour']:02d}:{slots['minute']:02d}{seconds}"))


def numeric(slots: Slots, context: Context) -> Sense | None:
    """24/02/2022, in the order that the language is written."""
    year = year_in(slots, context)
    if year is None or slots["day"] > month_days(year, slots["month_number"]):
        return None
    return dated(Period("day", date(year, slots["month_number"], slots["day"])))


def holiday(slots: Slots, context: Context) -> Sense | None:
    """A named day, of the year told or of the one that the tense asks for; or the `unit` that holds it."""
    sense = _named(slots, context)
    if sense is None or sense.period is None or "unit" not in slots:
        return sense
    unit, day = slots["unit"], sense.period.first
    if unit not in ("week", "weekend"):
        return None
    if unit == "weekend" and day.weekday() < 2:  # that of a Monday is the one before it
        day = add(day, -2, "day")
    return dated(on(unit, day), sense.basis, sense.anchor)


def _named(slots: Slots, context: Context) -> Sense | None:
    key = slots["holiday"]
    country = context.country() if key.startswith(NATIONAL) else None
    year = year_in(slots, context)
    if "years" in slots and context.anchor:
        year = context.anchor.year + slots["years"]
    elif year is None and context.told and elsewhere(context):
        year = context.told.first.year
    if year is not None:
        day = named_day(key, year, country)
        return dated(Period("day", day)) if day else None
    here = context.here
    if here is None:
        return unplaced("day")
    years = (y for y in (here.year - 1, here.year, here.year + 1) if 0 < y < 9999)
    candidates = [Period("day", day) for y in years if (day := named_day(key, y, country))]
    picked = pick(candidates, on("day", here), slots.get("direction", 0), context.tense())
    return dated(picked, "relative", here) if picked else None


def decade(slots: Slots, context: Context) -> Sense | None:
    """The 1990s, les années 80; with `hundreds`, the 1800s are a century."""
    digits = slots.get("decade_digits", slots.get("decade_word"))
    if digits is None:
        return None
    first = int(digits)
    if first < 100:
        century = 1900 if first > 10 else 2000
        if context.anchor and 1900 + first > context.anchor.year + 12:
            century = context.anchor.year // 100 * 100 - (100 if first > context.anchor.year % 100 else 0)
        first += century
    century_told = "hundreds" in slots and first % 100 == 0 and first < 2000
    sense = dated(Period("century" if century_told else "decade", date(first, 1, 1)))
    return within(sense, slots["approx"]) if slots.get("approx") in ("START", "MID", "END") else sense


def century(slots: Slots, context: Context) -> Sense | None:
    """The 19th century, le XIXe siècle."""
    number = slots.get("roman", slots.get("ordinal", slots.get("digits", slots.get("number"))))
    if number is None or not 1 <= number <= 30:
        return None
    unit = slots.get("unit", "century")
    if unit not in ("century", "millennium"):
        return None
    size = 1000 if unit == "millennium" else 100
    if (number - 1) * size + 1 > 9000:
        return None
    return dated(Period(unit if unit == "millennium" else "century", date((number - 1) * size + 1, 1, 1)))


def era(slots: Slots, context: Context) -> Sense | None:
    """A year, or a century (`unit`), before our era. It has an EDTF, but no bounds: `datetime.date` begins
    with year 1."""
    keys = ("year", "digits", "number", "ordinal", "roman")
    number = next((int(slots[key]) for key in keys if key in slots), 0)
    if slots.get("unit") == "century":
        if not 1 <= number <= 99:
            return None
        edtf = f"-{number * 100 - 1:04d}/-{number * 100 - 100:04d}" if number > 1 else "-0099/0000"
        return Sense("DATE", f"BC{number - 1:02d}", edtf=edtf, precision="century")
    if not 1 <= number <= 9999:
        return None
    return Sense(
        "DATE", f"BC{number:04d}", edtf=f"-{number - 1:04d}" if number > 1 else "0000", precision="year"
    )
