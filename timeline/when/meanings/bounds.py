"""The start, middle or end of a date, and open or closed stretches (since, until, from–to)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from timeline.when.meanings.dates import complete, elsewhere
from timeline.when.meanings.durations import unit_of
from timeline.when.periods import Period, add, edtf_between, month_days, on
from timeline.when.sense import Context, Sense, dated, unplaced, within
from timeline.when.tense import BESIDE, WEAK

__all__ = ["after", "before", "between", "by", "ends", "nothing", "piece", "since", "span", "until"]

Slots = dict[str, Any]


def _inner(slots: Slots, context: Context) -> Sense | None:
    """The date inside, or the present one of the unit named.

    `tense` says which way the words look; with `ahead` they look ahead where the clause does not say.
    """
    if "date" in slots:
        kept = context.tense
        if "tense" in slots:
            context.tense = lambda: int(slots["tense"])
        elif "ahead" in slots:
            context.tense = lambda: 0 if kept() in (WEAK, BESIDE) else kept() or 1
        sense = context.settle(slots["date"])
        context.tense = kept
        return sense
    unit = unit_of(slots)
    if unit is None or unit in ("hour", "minute", "second"):
        return None
    told = context.told if context.told_here and context.tense() <= 0 else None
    here = told.first if told else context.here
    if unit == "century" and here and slots.get("turn") and (here.year - 1) % 100 < _YOUNG:
        here = add(here, -_YOUNG, "year")  # "the start of the century", told in 2001, is that of 1901
    return dated(on(unit, here), "relative", here) if here else unplaced(unit)


_YOUNG = 10  # years in which a century's start is still that of the last one


def piece(which: str) -> Callable[[Slots, Context], Sense | None]:
    """The START, MID or END of a date."""

    def meaning(slots: Slots, context: Context) -> Sense | None:
        sense = _inner(slots, context)
        part = within(sense, which) if sense else None
        own = slots["date"].slots if "date" in slots else slots
        if part and ("date" not in slots or "near" in own) and _still_to_come(part, context):
            return _inner_told(own, which, context) or part
        return part

    return meaning


def _still_to_come(part: Sense, context: Context) -> bool:
    """What a clause looks back at cannot be still to come: by the end of the year it stood there."""
    here = context.anchor
    return here is not None and part.first is not None and part.first > here and context.tense() < 0


def _inner_told(slots: Slots, which: str, context: Context) -> Sense | None:
    unit, told = unit_of(slots), context.told
    if unit is None or told is None or context.anchor is None or told.first >= context.anchor:
        return None
    return within(dated(on(unit, told.first), "context", told.first), which)


def _open(sense: Sense | None, first: date | None, last: date | None) -> Sense | None:
    if sense is None or (first is None and last is None):
        return sense
    if first and last and first > last:
        return sense
    return replace(sense, first=first, last=last, edtf=edtf_between(first, last), precision="interval")


def _begin(sense: Sense) -> str:
    """The EDTF of where an open stretch begins or ends: as coarse as it was told."""
    return sense.edtf or ""


_GONE = {"last", "previous", "earlier", "ago", "yearly", "same"}


def since(slots: Slots, context: Context) -> Sense | None:
    """Since X and still going on: X/..; with `compared`, a time gone by is what figures are held against."""
    sense = _inner(slots, context)
    if "compared" in slots and "date" in slots and slots["date"].meaning in _GONE:
        return sense  # up from last year, по сравнению с прошлым годом
    if sense is None or sense.first is None or "/" in _begin(sense):
        return _open(sense, sense.first, None) if sense and sense.first else sense
    return replace(sense, last=None, edtf=f"{_begin(sense)}/..", precision="interval")


def until(slots: Slots, context: Context) -> Sense | None:
    """Until X: told as an end, it is X itself; planned, it runs from publication to X."""
    tense = context.tense
    if tense() < 0 and context.told and context.told.unit in ("day", "month") and elsewhere(context):
        pass  # by December, in a story of another year
    elif "date" in slots and "weekday" not in slots["date"].slots:
        context.tense = lambda: 1
    else:
        context.tense = lambda: tense() or 1
    sense = _inner(slots, context)
    context.tense = tense
    if sense is None or sense.last is None or context.anchor is None or sense.last <= context.anchor:
        return sense
    return _just_ended(sense, context) or _open(sense, context.anchor, sense.last)


_JUST = 3  # how many times nearer a month gone by must be than the coming one


def _just_ended(sense: Sense, context: Context) -> Sense | None:
    """Profits rose until March, told in May: the month of this year, in a clause that looks back."""
    period, here = sense.period, context.anchor
    if period is None or here is None or period.unit != "month" or context.tense() >= 0:
        return None
    if sense.basis != "relative" or (before := period.first.year - 1) < 1:
        return None
    gone = Period("month", period.first.replace(year=before))
    near = (here - gone.last).days * _JUST < (period.first - here).days
    return dated(gone, sense.basis, sense.anchor) if near else None


def by(slots: Slots, context: Context) -> Sense | None:
    """By X, planned: from publication to X; with `exact`, a day is no deadline but the day itself."""
    if "exact" in slots and (sense := _inner(slots, context)) and sense.precision == "day":
        return sense
    return until(slots, context)


def before(slots: Slots, context: Context) -> Sense | None:
    """Before X: open at the start."""
    sense = _inner(slots, context)
    if sense is None or sense.first is None:
        return sense
    return _open(sense, None, add(sense.first, -1, "day"))


def after(slots: Slots, context: Context) -> Sense | None:
    """After X: open at the end."""
    sense = _inner(slots, context)
    if sense is None or sense.last is None:
        return sense
    return _open(sense, add(sense.last, 1, "day"), None)


def span(slots: Slots, context: Context) -> Sense | None:
    """From one date to another: the bounds of both, told apart by their own words where they have them."""
    low, high = ends(slots, context)
    if low is None or high is None or low.first is None or high.last is None or low.first > high.last:
        return None
    edtf = edtf_between(low.first, high.last)
    if low.edtf and high.edtf and "/" not in low.edtf + high.edtf:
        edtf = f"{low.edtf}/{high.edtf}"
    return replace(low, value=f"{low.value}/{high.value}", first=low.first, last=high.last, edtf=edtf,
                   precision="interval", period=None)  # fmt: skip


def ends(slots: Slots, context: Context) -> tuple[Sense | None, Sense | None]:
    """The two dates; the first takes from the second what it leaves unsaid, a day from the one before it."""
    if "partial" in slots and slots["date"].first < slots["partial"].first:
        return _and_day(slots, context)
    own = {key: value for key, value in slots.items() if not key.endswith("2") and key != "date"}
    if "short_year" in own and "year" in own:  # 1998-99
        year = own["year"] // 100 * 100 + own["short_year"]
        return complete({"year": own["year"]}, context, 0), complete({"year": year}, context, 0)
    if "date2" in slots:
        later = context.settle(slots["date2"])
        if slots["date"].meaning != "date" or later is None or later.period is None:
            return context.settle(slots["date"]), later
        own = slots["date"].slots
    elif "date" in slots:
        later = context.settle(slots["date"])
        own = slots["partial"].slots if "partial" in slots else own
    else:
        other = {key[:-1]: value for key, value in slots.items() if key.endswith("2")}
        later = complete({**own, **other}, context, 0)
    if later is None or later.period is None:
        return None, later
    earlier = _first_of(own, later, later.period, context)
    if earlier and earlier.period and _same_week(earlier.period, later.period):
        if context.tense() < 0:  # from Friday to Monday, told afterwards
            return dated(earlier.period.shift(-7), earlier.basis, earlier.anchor), later
        return earlier, dated(later.period.shift(7), later.basis, later.anchor)
    return earlier, later


def between(slots: Slots, later: Sense | None, context: Context) -> list[Sense | None]:
    """The dates of a list (3, 4 and 5 May) that stand between its first and its last."""
    listed = [slots[name] for name in ("partial", "partial2", "partial3") if name in slots]
    behind = listed and "date" in slots and slots["date"].first < listed[0].first
    more = [inner.slots for inner in (listed[:-1] if behind else listed[1:])]
    period = later.period if later else None
    return [_first_of(own, later, period, context) if later and period else None for own in more]


def _and_day(slots: Slots, context: Context) -> tuple[Sense | None, Sense | None]:
    """April 24 and 25: the second day, or the last one, is of the month of the first."""
    last = next(name for name in ("partial3", "partial2", "partial") if name in slots)
    day, year = slots[last].slots.get("day"), {"year": slots["year"]} if "year" in slots else {}
    first = complete({**slots["date"].slots, **year}, context, 0) if year else context.settle(slots["date"])
    period = first.period if first else None
    if first is None or period is None or period.unit != "day" or period.time or day is None:
        return None, None
    if not period.first.day < day <= month_days(period.first.year, period.first.month):
        return None, None
    return first, dated(Period("day", period.first.replace(day=day)), first.basis, first.anchor)


def _same_week(earlier: Period, later: Period) -> bool:
    """Two weekdays, each settled for itself, that stand in the wrong order."""
    return earlier.unit == later.unit == "day" and 0 < (earlier.first - later.first).days < 7


def _first_of(own: Slots, later: Sense, period: Period, context: Context) -> Sense | None:
    """The first date of a stretch: in the month and year of the second where it names none of its own."""
    if "year" in own or "short_year" in own or not own.keys() & {"month", "day", "ordinal", "season"}:
        return complete(own, context, 0)
    lent = dict(own)
    if "month" not in lent and "season" not in lent:
        lent["month"] = period.first.month
    lent["year"] = period.first.year - (lent.get("month", 0) > period.first.month)
    sense = complete(lent, context, 0)
    return replace(sense, basis=later.basis, anchor=later.anchor) if sense else None


def nothing(slots: Slots, context: Context) -> Sense | None:
    """Words that look like a date and are none."""
    return None
