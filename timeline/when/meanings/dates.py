"""Dates told by year, month, day, weekday or season: what they leave unsaid comes from the context."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from timeline.when.periods import AUSTRAL, SEASONS, Period, add, month_days, on
from timeline.when.sense import Context, Sense, dated, unplaced, within
from timeline.when.tense import BESIDE, FIRM, WEAK

__all__ = ["complete", "date_of", "elsewhere", "pick", "year_in"]

Slots = dict[str, Any]
_PIVOT = 50  # two-digit years below it are of this century where nothing else tells


def year_in(slots: Slots, context: Context) -> int | None:
    """The year the slots tell, two digits or words made whole."""
    for key in ("year", "year_words"):
        if key in slots:
            return int(slots[key])
    least = 1 if "era" in slots else 1000 if "month" in slots else 100
    if "number" in slots and least <= slots["number"] <= 2199:
        return int(slots["number"])
    if "short_year" not in slots:
        return None
    short = int(slots["short_year"])
    if context.anchor is None:
        if context.told:
            near = context.told.first.year
            return _known(near + (short - near + 50) % 100 - 50)
        return short + (2000 if short < _PIVOT else 1900)
    century = context.anchor.year // 100 * 100
    later = century + short
    return _known(later if later <= context.anchor.year + 15 else later - 100)


def _known(year: int) -> int | None:
    """The year, if the calendar has it."""
    return year if date.min.year <= year <= date.max.year else None


def date_of(slots: Slots, context: Context) -> Sense | None:
    """Any of weekday, day, month, year, season and part of day: the missing ones come from the context."""
    return complete(slots, context, 0)


def complete(slots: Slots, context: Context, direction: int) -> Sense | None:
    """As `date_of`; a direction of -1 or +1 (last, next) stands above the tense of the clause."""
    if "tense" in slots:
        said = int(slots["tense"])
        context = replace(context, tense=lambda: said)
    if "spelled" in slots:
        slots = _spelled(slots)
    year = year_in(slots, context)
    if year is not None and _known(year) is None:
        return None
    day = slots.get("day", slots.get("ordinal", slots.get("number") if "month" in slots else None))
    if day is not None:
        if not 1 <= day <= 31 or day % 1:
            return None
        day = int(day)  # "7.0" is read as a number
    sense = _settled(slots, context, direction, year, day)
    if sense is None:
        return None
    if "back" in slots and sense.period is not None:  # the night from the 4th to the 5th begins on the 4th
        sense = dated(sense.period.shift(-1), sense.basis, sense.anchor)
    if "part" in slots and sense.period is not None and sense.period.unit == "day":
        sense = dated(Period("day", sense.period.first, slots["part"]), sense.basis, sense.anchor)
    elif "part" in slots:
        sense = Sense("TIME", f"{sense.value}T{slots['part']}", basis=sense.basis)
    return within(sense, slots["approx"]) if slots.get("approx") in ("START", "MID", "END") else sense


def _spelled(slots: Slots) -> Slots:
    """A year in words that ends with an ordinal: "two thousand twenty-second"."""
    last = "ordinal2" if "ordinal2" in slots else "ordinal"
    rest = {key: value for key, value in slots.items() if key not in ("number", last, "spelled")}
    return {**rest, "year": int(slots["number"]) + int(slots[last])}


def _settled(
    slots: Slots, context: Context, direction: int, year: int | None, day: int | None
) -> Sense | None:
    month = slots.get("month", slots.get("month_number"))
    weekday = slots.get("weekday")
    if month is not None and year is not None:
        if day is None:
            return dated(Period("month", date(year, month, 1)))
        return dated(Period("day", date(year, month, day))) if day <= month_days(year, month) else None
    if "season" in slots and year is not None:
        unit, months = _seasons(context)
        return dated(Period(unit, date(year, months[slots["season"]], 1)))
    if month is not None:
        return _month(month, day, weekday, context, direction)
    if "season" in slots:
        return _season(slots["season"], context, direction)
    if day is not None:
        return _day(day, weekday, context, direction)
    if weekday is not None:
        return _weekday(weekday, context, direction)
    return dated(Period("year", date(year, 1, 1))) if year is not None else None


def pick(candidates: list[Period], here: Period, direction: int, tense: int) -> Period | None:
    """The candidate that the direction asks for: strictly before or after, by tense, else the nearest."""
    if direction < 0:
        return max((c for c in candidates if c.first < here.first), key=lambda c: c.first, default=None)
    if direction > 0:
        return min((c for c in candidates if c.first > here.first), key=lambda c: c.first, default=None)
    return min(candidates, key=lambda c: _far(c, here, tense), default=None)


_AHEAD, _AGAINST_FUTURE = 2, 6  # how many times further a date on the wrong side counts
_AGAINST_PAST = {WEAK: 4, FIRM: 60, BESIDE: 15}


def _far(candidate: Period, here: Period, tense: int) -> int:
    days = (candidate.first - here.first).days
    if not tense:
        return abs(days) * (1 if days <= 0 else _AHEAD)  # news tells more of what has been
    if days * tense >= 0:
        return abs(days)
    return abs(days) * (_AGAINST_FUTURE if tense > 0 else _AGAINST_PAST[tense])


def _month(
    month: int, day: int | None, weekday: int | None, context: Context, direction: int
) -> Sense | None:
    unit = "day" if day else "month"
    here = context.here
    if day is not None and day > month_days(2000, month):
        return None
    if here is None:
        return unplaced(unit, "DATE", f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""), "context")
    if not direction and context.told and (context.anchor is None or _of_story(month, context)):
        return _carried(month, day, context)
    reach = 7 if weekday is not None and day is not None else 4 if (month, day) == (2, 29) else 1
    years = range(max(here.year - reach, 1), min(here.year + reach, 9999) + 1)
    candidates = [
        Period(unit, date(y, month, day or 1))
        for y in years
        if day is None
        or (day <= month_days(y, month) and (weekday is None or date(y, month, day).isoweekday() == weekday))
    ]
    if weekday is not None and candidates and day is not None:
        near = min(candidates, key=lambda c: abs((c.first - here).days))
        return dated(near, "relative", context.anchor)
    picked = pick(candidates, on(unit, here), direction, context.tense())
    return dated(picked, "relative", context.anchor) if picked else None


def _of_story(month: int, context: Context) -> bool:
    """A month is of the year told, in its sentence or, if it comes soon after, in the one before."""
    if not context.told_before or context.told_here:
        return elsewhere(context)
    told = context.told
    soon = told is not None and (month - told.first.month) % 12 <= _SOON
    return soon and elsewhere(replace(context, told_here=True))


def elsewhere(context: Context) -> bool:
    """The sentence has already told of another year than the one of publication."""
    return bool(
        context.told_here
        and context.told_explicit
        and context.told
        and context.anchor
        and context.told.unit in ("year", "month", "day", "season")
        and context.tense() <= 0
        and abs(context.told.first.year - context.anchor.year) > 1
    )


_SOON = 2  # months after the one told in the sentence before
_PER_STEP = 2  # months that each date told since counts
_NEW_YEAR = 9  # so many months back are rather a step into the next year


def _year_on(told: Period, month: int) -> int:
    """The year of a month that follows a date told."""
    year = told.first.year
    ahead = told.unit in ("day", "month") and told.first.month - month >= _NEW_YEAR and year < 9999
    return year + 1 if ahead else year


def _away(told: Period, month: int) -> int:
    """How many months lie between a date told and the month that follows it."""
    if told.unit not in ("day", "month"):
        return 0
    return abs((_year_on(told, month) - told.first.year) * 12 + month - told.first.month)


def _carried(month: int, day: int | None, context: Context) -> Sense | None:
    """A month in a told history: of the year last told, or of one told shortly before it that lies nearer.

    A story that has looked back or ahead goes on where it was; where it runs over, in the next year.
    """
    told = context.story if context.anchor is None and context.story else context.told
    assert told is not None
    if context.anchor is None:
        steps = enumerate([told, *(each for each in context.way if each.unit in ("day", "month"))])
        told = min(steps, key=lambda step: _away(step[1], month) + _PER_STEP * step[0])[1]
    year = _year_on(told, month)
    if day is not None and day > month_days(year, month):
        return None
    return dated(Period("day" if day else "month", date(year, month, day or 1)), "context", told.first)


def _seasons(context: Context) -> tuple[str, dict[str, int]]:
    """The unit, and the months in which the seasons begin: in the south the other half of the year."""
    return ("austral", AUSTRAL) if context.southern() else ("season", SEASONS)


_LATE = 21  # the seasons of the sun begin so many days later: on 12 March next spring is that of this year


def _season(code: str, context: Context, direction: int) -> Sense | None:
    here = context.here
    unit, months = _seasons(context)
    month = months[code]
    if here is None:
        return unplaced("season", "DATE", f"XXXX-{code}", "context")
    if not direction and (context.anchor is None or elsewhere(context)):
        told = context.story if context.anchor is None and context.story else context.told
        year = told.first.year if told else here.year
        return dated(Period(unit, date(year, month, 1)), "context", here)
    candidates = [
        Period(unit, date(y, month, 1)) for y in (here.year - 1, here.year, here.year + 1) if 0 < y < 9999
    ]
    now = on(unit, add(here, -_LATE, "day") if direction > 0 else here)
    picked = pick(candidates, now, direction, context.tense())
    return dated(picked, "relative", context.anchor) if picked else None


def _day(day: int, weekday: int | None, context: Context, direction: int) -> Sense | None:
    here = context.here
    if here is None:
        return unplaced("day", "DATE", f"XXXX-XX-{day:02d}", "context")
    if (
        (context.anchor is None or context.told_here)
        and context.told
        and context.told.unit in ("day", "month")
    ):
        here = context.told.first
    starts = [add(here.replace(day=1), n, "month") for n in (-2, -1, 0, 1, 2)]
    candidates = [
        Period("day", s.replace(day=day))
        for s in starts
        if day <= month_days(s.year, s.month)
        and (weekday is None or s.replace(day=day).isoweekday() == weekday)
    ]
    tense = 0 if weekday is not None else context.tense()
    if context.anchor is None or here != context.anchor:
        candidates = [c for c in candidates if c.first.month == here.month] or candidates
        tense = 0
    picked = pick(candidates, on("day", here), direction, tense)
    return dated(picked, "relative" if context.anchor else "context", here) if picked else None


def _weekday(weekday: int, context: Context, direction: int) -> Sense | None:
    here = context.here
    if here is None or (context.anchor is None and context.told and context.told.unit != "day"):
        return unplaced("day", "DATE", f"XXXX-WXX-{weekday}", "context")
    if not 8 < here.toordinal() < date.max.toordinal() - 8:
        return None
    tense = direction or context.tense() or -1
    if context.anchor is None and not direction:
        tense = 1
    if context.listed and not direction:  # Monday, Tuesday and Wednesday; Friday and Thursday
        found = context.listed + timedelta(days=(weekday - context.listed.isoweekday() + 1) % 7 - 1)
        if context.anchor is None or tense > 0 or found <= context.anchor:
            return dated(Period("day", found), "relative" if context.anchor else "context", here)
    if tense < 0:
        back = (here.isoweekday() - weekday) % 7 or (7 if direction else 0)
        if (
            back == 6 and not direction and not context.tense()
        ):  # nobody calls tomorrow's day that of last week
            back = -1
        found = here - timedelta(days=back)
    else:
        ahead = (weekday - here.isoweekday()) % 7 or (7 if direction else 0)
        found = here + timedelta(days=ahead)
    return dated(Period("day", found), "relative" if context.anchor else "context", here)
