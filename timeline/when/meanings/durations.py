"""Lengths of time and what recurs: durations, the last or next so many units, sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from timeline.when.periods import UNITS, Period, add, edtf_between, third
from timeline.when.sense import Context, Sense

__all__ = [
    "OF_DAY",
    "coming",
    "count",
    "duration",
    "elapsed",
    "every",
    "frequency",
    "length_of",
    "lengths",
    "recent",
    "unit_of",
    "upcoming",
]

Slots = dict[str, Any]
Length = tuple[tuple[float, str], ...]
_VAGUE = -1.0
_FRACTIONS = {"year": (12, "month"), "day": (24, "hour"), "hour": (60, "minute"), "minute": (60, "second"),
              "month": (30, "day"), "decade": (10, "year"), "century": (100, "year")}  # fmt: skip
_ORDER = {unit: n for n, unit in enumerate(UNITS)}  # from the second on
_CLOCK = ("hour", "minute", "second")
OF_DAY = 6  # hours above which a pair of numbers tells times of day
_GROUPS = {"2 month": "bimester", "4 month": "quadrimester"}  # words for so many months that the year counts


def unit_of(slots: Slots) -> str | None:
    """The unit named, by the word for it or by a word for one of it (`span`: "1 week")."""
    if "unit" in slots:
        return str(slots["unit"])
    if "span" in slots:
        return _GROUPS.get(slots["span"], str(slots["span"]).split()[-1])
    return None


def length_of(slots: Slots) -> tuple[Length, str | None]:
    """(count, unit) pairs and the MOD; a count of -1 is unknown."""
    if "duration" in slots:
        reading = slots["duration"]
        inner = length_of(reading.slots)
        return inner[0], slots.get("approx", inner[1])
    mod = slots.get("approx")
    if "span" in slots:
        many, unit = str(slots["span"]).split()
        if "." in many:
            return _parts(0, float(many), unit), mod
        times = float(slots.get("number", 1))
        return ((_VAGUE if "vague" in slots or many == "X" else float(many) * times, unit),), mod
    if "unit" not in slots:
        return (), mod
    unit = str(slots["unit"])
    if "vague" in slots:
        value = str(slots["vague"])
        number = _VAGUE if value == "X" else float(value)
        return ((number, unit),), mod or ("APPROX" if value != "X" else None)
    count = float(slots.get("number", 0 if "fraction" in slots and "whole" not in slots else 1))
    if "fraction" in slots:
        part = float(slots["fraction"])
        return _parts(count, part, unit), mod
    if "number2" in slots and "unit2" not in slots:
        low, high = float(slots["number"]), float(slots["number2"])
        if high < low:  # the 1990-91 season
            return (), mod
        if high > low:
            return ((low if high - low <= 1 else _VAGUE, unit),), mod or "APPROX"
    pairs: list[tuple[float, str]] = [(count, unit)]
    if "number2" in slots and "unit2" in slots:
        if str(slots["unit2"]) == "half":  # an hour and a half
            return _parts(count, 0.5, unit), mod
        if _ORDER.get(slots["unit2"], 0) >= _ORDER.get(unit, 99):  # sixty hours a week are no length
            return (), mod
        pairs.append((float(slots["number2"]), slots["unit2"]))
    if count != int(count) and unit in _FRACTIONS and count - int(count) == 0.5:
        return _parts(float(int(count)), 0.5, unit), mod
    return tuple(pairs), mod


def _parts(whole: float, part: float, unit: str) -> Length:
    """A year and a half is a year and six months, one told in a single word 18 months."""
    if unit not in _FRACTIONS:
        return ((whole + part, unit),)
    if part > 2 or (part > 1 and unit in _CLOCK):
        whole, part = whole + part // 1, part % 1
    times, finer = _FRACTIONS[unit]
    rest = (part * times, finer)
    return (rest,) if not whole else ((whole, unit), rest)


def _written(length: Length) -> str:
    """TIMEX3: P3Y, P1Y6M, PT2H, PXD; decades and centuries in years, half-years and quarters in months."""
    days, clock = "", ""
    for count, unit in length:
        times, code = {"decade": (10, "Y"), "century": (100, "Y"), "millennium": (1000, "Y"), "half": (6,
        "M"),
                       "quarter": (3, "M"), "season": (3, "M")}.get(unit, (1, UNITS[unit]))  # fmt: skip
        if count == _VAGUE:
            number = "X"
            code = {"decade": "DE", "century": "CE", "millennium": "ML", "quarter": "Q"}.get(unit, code)
        else:
            count *= times
            number = str(int(count)) if count == int(count) else f"{count:g}"
        if unit in _CLOCK:
            clock += number + code
        else:
            days += number + code
    return f"P{days}" + (f"T{clock}" if clock else "")


def _sense(slots: Slots) -> Sense | None:
    length, mod = length_of(slots)
    if not length:
        return None
    if any(count > 10**7 for count, _ in length):
        return None
    return Sense("DURATION", _written(length), mod, length=length)


def duration(slots: Slots, context: Context) -> Sense | None:
    """So long; with a `date`, its first or (`final`) last so many units, which bound it."""
    sense = _sense(slots)
    if sense is None or "date" not in slots:
        return sense
    outer = context.settle(slots["date"])
    if outer is None or outer.period is None or len(sense.length) != 1:
        return None
    first, last = _edge(outer.period, *sense.length[0], final="final" in slots)
    if not outer.period.first <= first <= last <= outer.period.last:
        return None
    return replace(
        sense, first=first, last=last, edtf=edtf_between(first, last), precision="interval",
        basis=outer.basis, anchor=outer.anchor,
    )  # fmt: skip


def _edge(period: Period, count: float, unit: str, final: bool) -> tuple[date, date]:
    """Bounds of the first or last so many units of a period; a third of it where the count is not told."""
    if count == _VAGUE:
        return third(period, "END" if final else "START")
    if final:
        return add(add(period.last, 1, "day"), -int(count), unit), period.last
    return period.first, add(add(period.first, int(count), unit), -1, "day")


def _bounded(sense: Sense | None, context: Context, sign: int) -> Sense | None:
    """A length that ends, or begins, with the day of publication."""
    if sense is None or context.anchor is None:
        return sense
    far: date = context.anchor
    vague = any(count == _VAGUE for count, _ in sense.length)
    for count, unit in sense.length:
        if unit in _CLOCK:
            far = far + timedelta(days=sign) if count >= 24 and unit == "hour" else far
        elif count == _VAGUE:
            far = add(far, sign * 7, "day") if unit in ("day", "week") else add(far, sign * 3, unit)
        else:
            far = add(far, sign * int(count), unit)
            if count != int(count):
                far = add(far, sign * 6, "month") if unit == "year" else far
    first, last = sorted((far, context.anchor))
    edtf = edtf_between(first, last, ("first" if sign < 0 else "last") if vague else "")
    return replace(
        sense,
        first=first,
        last=last,
        edtf=edtf,
        precision="interval",
        basis="relative",
        anchor=context.anchor,
    )


def count(slots: Slots, context: Context) -> Sense | None:
    """A bare number, which takes its unit from the length behind it."""
    return None


def lengths(slots: Slots) -> tuple[Sense, Sense] | None:
    """Three or four weeks, eight to twelve months: two lengths in one unit, the shorter one first."""
    long = _sense(slots["duration"].slots)
    if long is None or len(long.length) != 1:
        return None
    (most, unit), *_ = long.length
    if unit == "hour" and most > OF_DAY:  # from 9 to 14 hours is when, not how long
        return None
    least = float(slots["count"].slots["number"])
    short = _sense({"number": least, "unit": unit})
    return (short, long) if short and 0 < least < most else None


def elapsed(slots: Slots, context: Context) -> Sense | None:
    """The last three months, ces trois dernières années."""
    return _bounded(_sense(slots), context, -1)


def upcoming(slots: Slots, context: Context) -> Sense | None:
    """The next three months."""
    return _bounded(_sense(slots), context, 1)


def recent(slots: Slots, context: Context) -> Sense | None:
    """These last months, however many."""
    unit = unit_of(slots)
    if unit == "weekend" and "vague" not in slots:  # it is one, whatever its number
        return None
    return _bounded(_sense({"unit": unit, "vague": "X"}), context, -1) if unit else None


def coming(slots: Slots, context: Context) -> Sense | None:
    """The coming months, however many."""
    unit = unit_of(slots)
    if unit == "weekend" and "vague" not in slots:
        return None
    return _bounded(_sense({"unit": unit, "vague": "X"}), context, 1) if unit else None


def every(slots: Slots, context: Context) -> Sense | None:
    """Every Tuesday, Tuesdays, each July, every two years."""
    part = f"T{slots['part']}" if "part" in slots else ""
    weekday = slots.get("weekday", slots.get("habitual"))
    if weekday is not None:
        return Sense("SET", f"XXXX-WXX-{weekday}{part}")
    if "month" in slots:
        day = slots.get("day", slots.get("ordinal"))
        return Sense("SET", f"XXXX-{slots['month']:02d}" + (f"-{day:02d}" if day else ""))
    if "season" in slots:
        return Sense("SET", f"XXXX-{slots['season']}")
    if part:
        return Sense("SET", f"XXXX-XX-XX{part}")
    if "ordinal" in slots and "unit" in slots:
        return Sense("SET", _written(((float(slots["ordinal"]), slots["unit"]),)))
    if slots.get("unit") == "weekend":
        return Sense("SET", "XXXX-WXX-WE")
    sense = _sense(slots)
    return Sense("SET", sense.value) if sense else None


def frequency(slots: Slots, context: Context) -> Sense | None:
    """Daily, weekly, yearly: the slot `frequency` names count and unit."""
    count, unit = str(slots["frequency"]).split()
    return Sense("SET", _written(((float(count), unit),)))
