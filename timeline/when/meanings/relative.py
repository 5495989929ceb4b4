"""Dates counted from the day of publication, or from the date that the text is telling about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from timeline.when.meanings.dates import complete
from timeline.when.meanings.durations import unit_of
from timeline.when.meanings.references import present
from timeline.when.periods import Period, add, month_days, on
from timeline.when.sense import Context, Sense, dated, reference, unplaced
from timeline.when.tense import FIRM

__all__ = ["anaphoric", "deictic", "following", "last", "next_", "previous", "same", "this", "yearly"]

Slots = dict[str, Any]


def _timed(period: Period, slots: Slots, basis: str, anchor: date | None) -> Sense:
    if "part" in slots and period.unit == "day":
        period = Period("day", period.first, slots["part"])
    return dated(period, basis, anchor)


def deictic(slots: Slots, context: Context) -> Sense | None:
    """Yesterday, today, tomorrow, with or without a part of day."""
    if context.anchor is None:
        if not slots["deictic"] and "part" not in slots:
            return present(slots, context)
        pattern = unplaced("day")
        return (
            replace(pattern, value=f"{pattern.value}T{slots['part']}", type="TIME")
            if "part" in slots
            else pattern
        )
    day = add(context.anchor, slots["deictic"], "day")
    return _timed(Period("day", day), slots, "relative", context.anchor)


def _counted(slots: Slots, context: Context, count: int) -> Sense | None:
    unit = unit_of(slots)
    if unit is None or "number" in slots:
        return None
    if context.anchor is None and (context.told is None or (count and unit not in ("year", "month"))):
        return unplaced(unit)
    here = context.here
    assert here is not None
    if (
        unit == "weekend"
        and here.weekday() < 5
        and count <= 0
        and (count or context.tense() < 0 or "past" in slots)
    ):
        return dated(on("weekend", add(here, -7, "day")), "relative", here)
    if unit in ("hour", "minute", "second"):
        return reference("PRESENT_REF", context.anchor, here, here, "first")
    return _timed(on(unit, here).shift(count), slots, "relative" if context.anchor else "context", here)


def _part_near(slots: Slots, context: Context, count: int) -> Sense | None:
    if context.here is None:
        return unplaced("day", "TIME", f"XXXX-XX-XXT{slots['part']}")
    day = add(context.here, count, "day")
    return dated(Period("day", day, slots["part"]), "relative", context.here)


def _named(slots: Slots) -> bool:
    return any(key in slots for key in ("weekday", "month", "season", "day", "ordinal", "month_number"))


def _in_week(slots: Slots, context: Context, count: int) -> Sense | None:
    """Friday of last, this or next week."""
    if context.here is None:
        return unplaced("day", value=f"XXXX-WXX-{slots['weekday']}")
    monday = on("week", context.here).shift(count).first
    return _timed(Period("day", add(monday, slots["weekday"] - 1, "day")), slots, "relative", context.here)


def _in_month(slots: Slots, context: Context, count: int) -> Sense | None:
    """The 7th of last, this or next month."""
    if context.here is None:
        return unplaced("day", value=f"XXXX-XX-{slots['day']:02d}")
    first = on("month", context.here).shift(count).first
    if slots["day"] > month_days(first.year, first.month):
        return None
    return dated(Period("day", first.replace(day=slots["day"])), "relative", context.here)


def this(slots: Slots, context: Context) -> Sense | None:
    """This year, this Friday, this summer, this morning."""
    if "weekday" in slots and unit_of(slots) == "week":
        return _in_week(slots, context, 0)
    if "day" in slots and unit_of(slots) == "month":
        return _in_month(slots, context, 0)
    if _named(slots):
        if context.anchor and ("month" in slots or slots.get("season") in ("SP", "SU", "FA")):
            said = complete({**slots, "year": context.anchor.year}, context, 0)
            return replace(said, basis="relative", anchor=context.anchor) if said else None
        if "weekday" in slots and "day" not in slots and not context.tense():
            return complete({**slots, "tense": 1}, context, 0)
        return complete(slots, context, 0)
    if "part" in slots and "unit" not in slots and "span" not in slots:
        return _part_near(slots, context, 0)
    return _counted(slots, context, 0)


def last(slots: Slots, context: Context) -> Sense | None:
    """The one before the present one; with `further`, so many before that.

    With `rolling`, a decade or a century is no date, but the length that has just gone by.
    """
    if "rolling" in slots and unit_of(slots) in ("decade", "century"):
        return None
    if "weekday" in slots and unit_of(slots) == "week":
        return _in_week(slots, context, -1)
    if "day" in slots and unit_of(slots) == "month":
        return _in_month(slots, context, -1)
    if _named(slots):
        return complete(slots, context, -1)
    if "part" in slots and "unit" not in slots:
        return _part_near(slots, context, -1 - int(slots.get("further", 0)))
    return _counted(slots, context, -1 - int(slots.get("further", 0)))


def next_(slots: Slots, context: Context) -> Sense | None:
    """The one after the present one; with `further`, so many after that."""
    if "weekday" in slots and unit_of(slots) == "week":
        return _in_week(slots, context, 1)
    if "day" in slots and unit_of(slots) == "month":
        return _in_month(slots, context, 1)
    if _named(slots):
        return complete(slots, context, 1)
    if "part" in slots and "unit" not in slots:
        return _part_near(slots, context, 1)
    if context.tense() == FIRM and context.told_here and context.told_explicit and "further" not in slots:
        return following(slots, context)  # in 2019 prices rose; наступного року they fell
    return _counted(slots, context, 1 + int(slots.get("further", 0)))


def yearly(slots: Slots, context: Context) -> Sense | None:
    """A month or day of last, this or next year: `deictic` counts years, with `told` from the one told."""
    here = context.told.first if "told" in slots and context.told else context.anchor
    if here is None:
        return None
    return complete({**slots, "year": here.year + slots["deictic"]}, context, 0)


def anaphoric(slots: Slots, context: Context) -> Sense | None:
    """The day before, the day after, that day: counted from the date that the text tells about."""
    told = context.told
    if "event" in slots:
        return _beside_event(slots, context)
    if told is None:
        if context.anchor is None or (slots["anaphoric"] > 0 and context.tense() <= 0):
            return unplaced("day", basis="context")
        told = Period("day", context.anchor)
    if "whole" in slots and context.told_here:
        return dated(told, "context", told.first)  # that date: as coarse as it was told
    if told.unit != "day":
        aside = context.day_near and told.unit == "year"  # the day before, though a year was named since
        if context.day is None or not (aside or told.first <= context.day <= told.last):
            nowhere = context.anchor and not slots["anaphoric"]  # "that day" in a report that tells of none
            return None if nowhere else unplaced("day", basis="context")
        told = Period("day", context.day)  # later that month ... the next day
    day = add(told.first, slots["anaphoric"], "day")
    if context.anchor and day > context.anchor and context.tense() < 0:
        return unplaced("day", basis="context")  # what is past lies before publication
    return _timed(Period("day", day), slots, "context", told.first)


def _beside_event(slots: Slots, context: Context) -> Sense:
    """The eve of the vote (`event=1`: some day of this year), the day after the war (0: of any year).

    Behind a day and a comma it is that day.
    """
    if context.apposed:
        return dated(Period("day", context.apposed), "context", context.apposed)
    here = context.here
    year = f"{here.year:04d}" if here and slots["event"] else "XXXX"
    return unplaced("day", value=f"{year}-XX-XX", basis="context")


def _beside(slots: Slots, context: Context, count: int) -> Sense | None:
    unit = unit_of(slots)
    told = context.told or (Period("day", context.anchor) if context.anchor else None)
    if unit == "month" and told is not None and slots.keys() & {"years", "year"}:
        return _same_month(slots, context, told)
    if "date" in slots:
        inner = context.settle(slots["date"])
        if unit == "quarter" and context.quarter is not None and "ended" not in slots:
            return _reported({}, context)
        if inner is None or inner.first is None or inner.last is None or unit is None:
            return None
        held = add(inner.last, -_HALF_QUARTER, "day") if "ended" in slots else inner.first
        return dated(on(unit, held), inner.basis, inner.anchor)
    if unit is None and _named(slots):
        if told is None:
            return complete(slots, context, 0)
        return complete(slots, _read_on(context, told.first), count or -1)
    if unit is None and "part" in slots:
        unit = "day"
        if told and context.day and told.unit != "day" and told.first <= context.day <= told.last:
            told = Period("day", context.day)  # later that month ... that night
    if unit is None or unit in ("hour", "minute", "second"):
        return None
    if told is None:
        return unplaced(unit, basis="context")
    if unit == "quarter" and not count:
        return _reported(slots, context)
    if "near" in slots and context.anchor and not context.told_here:
        told = Period("day", context.anchor)
    if unit == "day" and told.unit != "day":
        return None if context.anchor else unplaced("day", basis="context")  # which day of that year?
    if unit == "year" and count < 0 and context.quarter is not None and context.anchor:
        return dated(context.quarter.years_on(-1), "context", context.quarter.first)
    if unit == "year" and count < 0 and _compared(context, told):
        return dated(on("year", told.first), "context", told.first)
    return _timed(on(unit, told.first).shift(count), slots, "context", told.first)


_HALF_QUARTER = 45  # days: a quarter that ends on 31 July has most of them in the second


def _compared(context: Context, told: Period) -> bool:
    """The sentence before compared with last year ("a year ago"): the previous year is that one once more."""
    return (
        context.anchor is not None
        and not context.told_here
        and not context.told_explicit
        and told.first.year == context.anchor.year - 1
    )


def _same_month(slots: Slots, context: Context, told: Period) -> Sense:
    """The same month of last year, of 1998: the month is the one told."""
    first = told.first if told.unit in ("day", "month") or context.anchor is None else context.anchor
    near = context.anchor is not None and told.first.year >= context.anchor.year - 1
    present = context.anchor.year if context.anchor and near else first.year
    year = slots.get("year", max(present + int(slots.get("years", 0)), 1))
    return dated(Period("month", date(year, first.month, 1)), "context", told.first)


def _reported(slots: Slots, context: Context) -> Sense | None:
    """The quarter whose figures are reported: the one told, else the last that has ended."""
    found = context.quarter
    if context.longer and "year" in slots:
        context.compared = Period("year", date(slots["year"], 1, 1))
        return dated(context.compared, "context")
    if found is None:
        here = context.here
        if here is None:
            return unplaced("quarter", basis="context")
        found = on("quarter", here).shift(-1)
    if "years" in slots:
        found = found.years_on(int(slots["years"]))
    if "year" in slots:
        found = Period(found.unit, date(slots["year"], found.first.month, 1))
    return dated(found, "context", found.first)


def _read_on(context: Context, day: date) -> Context:
    """The same context, read as if on that day."""
    return replace(context, anchor=day, told_here=False)


def same(slots: Slots, context: Context) -> Sense | None:
    """That year, the same month, ce même mois: of the date that the text tells about."""
    if _named(slots) and unit_of(slots) is None:
        told = context.told.first if context.told else context.anchor
        if told and slots.keys() & {"season", "month"} and not slots.keys() & {"year", "short_year"}:
            winter = slots.get("season") == "WI" and told.month <= 2 and told.year > 1
            said = complete(
                {**slots, "year": told.year - winter}, context, 0
            )  # that autumn: of the year told
            return replace(said, basis="context", anchor=told) if said else None
        return complete(slots, _read_on(context, told) if told else context, 0)
    return _beside(slots, context, 0)


def previous(slots: Slots, context: Context) -> Sense | None:
    """The previous week: before the one that the text tells about."""
    return _beside(slots, context, -1)


def following(slots: Slots, context: Context) -> Sense | None:
    """The following week: after the one that the text tells about."""
    return _beside(slots, context, 1)
