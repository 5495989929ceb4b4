"""Dates so many units away: from the day of publication, from the date told, from the one named with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from timeline.when.meanings.dates import complete
from timeline.when.meanings.durations import duration, length_of
from timeline.when.periods import Period, add, on
from timeline.when.sense import Context, Sense, dated, reference, unplaced

__all__ = ["ago", "earlier", "hence", "later"]

Slots = dict[str, Any]

_YEAR = ((1.0, "year"),)
_DAYS = 7  # before publication, in which a text tells of now
_WEEKS = 52  # "53 Fridays ago" is no date that anyone tells
_MOST = 9999  # no date is so many units away: "a million two years ago" is two
_FINENESS = ["second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "half",
    "year",
             "fiscal", "decade", "century", "millennium"]  # fmt: skip
_HALVES = {"year": (12, "month"), "month": (30, "day"), "week": (7, "day"), "decade": (10, "year"),
           "century": (100, "year")}  # fmt: skip


def _moved(slots: Slots, context: Context, sign: int, here: date | None, basis: str) -> Sense | None:
    length, mod = length_of(slots)
    if not length or any(count > _MOST for count, _ in length):
        return None
    if sign < 0 and length == _YEAR and context.quarter is not None:
        return replace(dated(context.quarter.years_on(-1), "context", context.quarter.first), mod=mod)
    kind = min((unit for _, unit in length), key=_FINENESS.index)
    if "exact" in slots and kind not in ("hour", "minute", "second"):
        kind = "day"
    kind = {"decade": "year", "century": "decade"}.get(kind, kind)
    if kind == "week" and basis == "context" and context.told and context.told.unit == "day":
        kind = "day"
    if any(count < 0 for count, _ in length):  # an unknown number of units
        value = "FUTURE_REF" if sign > 0 else "PAST_REF"
        if here is None:
            return Sense("DATE", value, basis=basis)
        far = add(here, sign * 10, kind)
        low, high = sorted((far, here))
        sense = reference(value, here, low, high, "first" if sign < 0 else "last")
        return replace(sense, basis=basis)
    if here is None:
        return unplaced(kind if kind in ("year", "month", "week", "decade", "century") else "day")
    if kind in ("hour", "minute", "second"):
        return (
            dated(Period("day", here), basis, here)
            if basis == "relative" and here == context.anchor
            else None
        )
    day = here
    for count, unit in length:
        whole = int(count)
        day = add(day, sign * whole, unit)
        if count != whole:
            day = add(day, sign * round((count - whole) * _HALVES.get(unit, (0, "day"))[0]),
                      _HALVES.get(unit, (0, "day"))[1])  # fmt: skip
            kind = _HALVES.get(unit, (0, kind))[1]
    sense = dated(on(kind, day) if kind != "weekend" else on("day", day), basis, here)
    return replace(sense, mod=mod) if mod else sense


def ago(slots: Slots, context: Context) -> Sense | None:
    """So long before the day of publication.

    With a `weekday`, that day of the week so long ago; with `habitual`, so many such weekdays back; with
    `exact`, to the day; with `on`, the week or month that long ago; with `length`, a length that has the
    bounds of that date.
    """
    if "habitual" in slots:
        return _weekdays_back(slots, context)
    if "on" in slots and context.anchor:
        middle = add(on("week", context.anchor).first, 3, "day") if slots["on"] == "week" else context.anchor
        sense = _moved({**slots, "exact": 1}, context, -1, middle, "relative")
        return (
            dated(on(slots["on"], sense.period.first), "relative", context.anchor)
            if sense and sense.period
            else sense
        )
    sense = _moved(slots, context, -1, context.anchor, "relative")
    if sense is not None and length_of(slots)[0] == _YEAR:
        context.compared = sense.period
    if "length" in slots:
        return _as_length(sense, slots, context)
    if sense is None or sense.period is None or "weekday" not in slots:
        return sense
    day = add(on("week", sense.period.first).first, slots["weekday"] - 1, "day")
    if sense.period.unit not in ("day", "week") and context.anchor:  # ten years ago Tuesday: to the day
        near = complete({"weekday": slots["weekday"]}, context, 0)
        assert near and near.period
        return _moved({**slots, "exact": 1}, context, -1, near.period.first, "relative")
    return dated(Period("day", day), "relative", context.anchor)


def _as_length(sense: Sense | None, slots: Slots, context: Context) -> Sense | None:
    """A length told from now (before six years), with the bounds of the date that it leads to."""
    length = duration(slots, context) if sense else None
    if sense is None or length is None:
        return None
    return replace(
        length, period=sense.period, first=sense.first, last=sense.last, edtf=sense.edtf,
        precision=sense.precision, basis=sense.basis, anchor=sense.anchor,
    )  # fmt: skip


def _weekdays_back(slots: Slots, context: Context) -> Sense | None:
    """Two Fridays ago: the first of them is the last one."""
    count = slots.get("number", 0)
    if context.anchor is None:
        return unplaced("day", value=f"XXXX-WXX-{slots['habitual']}")
    if not 1 <= count <= _WEEKS:
        return None
    back = (context.anchor.isoweekday() - slots["habitual"]) % 7 or 7
    day = add(context.anchor, -back - 7 * (int(count) - 1), "day")
    return dated(Period("day", day), "relative", context.anchor)


def hence(slots: Slots, context: Context) -> Sense | None:
    """So long after the day of publication; with `ahead`, only where the clause does not look back (1) or
    looks ahead (2); with `length`, a length that has the bounds of that date.

    With `told`, a clause that looks back counts from the date told, and so does a history. With a
    `weekday`, it counts from the coming one.
    """
    if "weekday" in slots:
        coming = complete({"weekday": slots["weekday"]}, context, 1)
        here = coming.period.first if coming and coming.period else None
        return _moved({**slots, "exact": 1}, context, 1, here, "relative")
    if "told" in slots and (context.tense() < 0 or context.anchor is None):
        return later(slots, context)
    if "ahead" in slots and context.tense() < slots["ahead"] - 1:
        return None
    sense = _moved(slots, context, 1, context.anchor, "relative")
    return _as_length(sense, slots, context) if "length" in slots else sense


def _told(context: Context) -> date | None:
    return context.told.first if context.told else context.anchor


def later(slots: Slots, context: Context) -> Sense | None:
    """So long after the date that the text tells about, or after the one named with it."""
    if "date" in slots:
        return _beyond(slots, context, 1)
    sense = _moved(slots, context, 1, _told(context), "context")
    if sense is None or sense.first is None or context.anchor is None or sense.first <= context.anchor:
        return sense
    looks = context.tense()
    if looks < 0 or (not looks and _of_now(context.told, context.anchor)):
        return None  # what has been is not yet to come: "a year on, survivors still live in tents"
    return sense


def _of_now(told: Period | None, anchor: date) -> bool:
    """Whether the text has told of nothing but the days before its publication."""
    return told is None or 0 <= (anchor - told.first).days <= _DAYS


def earlier(slots: Slots, context: Context) -> Sense | None:
    """So long before the date that the text tells about, or before the one named with it."""
    if "date" in slots:
        return _beyond(slots, context, -1)
    if context.anchor is None or length_of(slots)[0] != _YEAR:
        return _moved(slots, context, -1, _told(context), "context")
    if context.quarter is None and context.told is not None and context.told == context.compared:
        context.compared = on("year", context.told.first)
        return dated(
            context.compared, "context", context.told.first
        )  # figures are compared once more with those of a year before
    sense = _moved(slots, context, -1, _told(context), "context")
    context.compared = sense.period if sense else None
    return sense


def _beyond(slots: Slots, context: Context, sign: int) -> Sense | None:
    """Three days after 4 July: counted to the day from a day, else as coarse as what is counted."""
    named = context.settle(slots["date"])
    if named is None or named.period is None or any(count < 0 for count, _ in length_of(slots)[0]):
        return None  # "some days before 4 July" is no date of its own
    exact = {"exact": 1} if named.period.unit == "day" else {}
    here = named.period.last if sign > 0 else named.period.first
    sense = _moved({**slots, **exact}, context, sign, here, named.basis)
    return replace(sense, anchor=named.anchor) if sense else None
