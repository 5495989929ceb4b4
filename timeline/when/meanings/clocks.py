"""Times of day, alone or with their day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from timeline.when.meanings.dates import complete
from timeline.when.meanings.durations import OF_DAY
from timeline.when.periods import Period
from timeline.when.sense import Context, Sense, dated

__all__ = ["at", "clock", "part"]

Slots = dict[str, Any]
_AFTER_NOON = ("AF", "EV", "PM")


def _time(slots: Slots) -> str | None:
    """HH:MM, HH:MM:SS or HH as said, with the zone where one is told."""
    if "fixed" in slots:
        return str(slots["fixed"])
    hour = slots.get("hour", slots.get("number", slots.get("ordinal")))
    if hour is None and slots.get("digits", 0) >= 100:  # 0900 GMT
        hour, slots = slots["digits"] // 100, {**slots, "minute": slots["digits"] % 100}
    if hour is None or hour != int(hour) or not 0 <= hour <= 24:
        return None
    hour = int(hour)
    half = slots.get("meridiem", slots.get("part"))
    if half in _AFTER_NOON or (half == "NI" and hour >= 6):
        hour = hour + 12 if hour < 12 else hour
    elif half in ("AM", "MO", "NI") and hour == 12:
        hour = 0
    minute = next((int(slots[key]) for key in ("minute", "number2") if key in slots), 0)
    if "to" in slots:  # so many minutes before the hour
        hour, minute = (hour - 1 if hour > 1 else 12 if hour else 23), 60 - int(slots["to"])
    if "fraction" in slots:
        minute = int(60 * float(slots["fraction"]))
    if not 0 <= minute < 60 or (hour == 24 and minute):
        return None
    seconds = f":{slots['minute2']:02d}" if "minute2" in slots else ""
    return f"{hour:02d}:{minute:02d}{seconds}{slots.get('zone', '')}"


def clock(slots: Slots, context: Context) -> Sense | None:
    """A time of day; its day is found beside it later.

    With `late`, from one hour to another is when only where no length can be meant: from 9 to 14 hours.
    """
    if "late" in slots and slots["hour2"] <= OF_DAY:
        return None
    time = _time(slots)
    if time is None:
        return None
    zone = slots.get("zone", "")
    value = time.removesuffix(zone) if zone != "Z" else time
    time = "00" + time[2:] if time.startswith("24") else time
    return Sense("TIME", f"T{value}", slots.get("approx"), time=time, basis="context", whole=False)


def part(slots: Slots, context: Context) -> Sense | None:
    """A part of a day; which day is found beside it later."""
    return Sense("TIME", f"T{slots['part']}", slots.get("approx"), basis="context", whole=False)


def at(slots: Slots, context: Context) -> Sense | None:
    """A date and a time of day, in either order; `tense` says which way the words before them look."""
    kept = context.tense
    if "tense" in slots:
        context.tense = lambda: int(slots["tense"])
    sense = context.settle(slots["date"]) if "date" in slots else complete(slots, context, 0)
    context.tense = kept
    if sense is None or sense.period is None:
        if sense is None or "clock" not in slots:
            return sense
        time = context.settle(slots["clock"])
        return replace(sense, type="TIME", value=sense.value + time.value) if time else sense
    if sense.period.unit != "day":
        return None
    if "clock" in slots:
        inner = context.settle(slots["clock"])
        if inner is None:
            return None
        told = dated(Period("day", sense.period.first, inner.value[1:]), sense.basis, sense.anchor)
        return replace(told, mod=inner.mod, time=inner.time or told.time)
    told = dated(Period("day", sense.period.first, slots["part"]), sense.basis, sense.anchor)
    return replace(told, mod=slots.get("approx"))
