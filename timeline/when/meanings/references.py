"""Some time before, at and after now: PAST_REF, PRESENT_REF, FUTURE_REF with approximate bounds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from timeline.when.meanings.durations import unit_of
from timeline.when.periods import add
from timeline.when.sense import Context, Sense, reference

__all__ = ["future", "past", "present"]

Slots = dict[str, Any]


def past(slots: Slots, context: Context) -> Sense | None:
    """Some time ago: a month up to publication, or about as long as the unit named says.

    With `far`, nobody knows how long ago (formerly, long ago): it has no bounds.
    """
    if "far" in slots:
        return reference("PAST_REF", context.anchor, None, None, "")
    first = _back(slots, context.anchor)
    return reference("PAST_REF", context.anchor, first, context.anchor, "first")


def _back(slots: Slots, anchor: date | None) -> date | None:
    if anchor is None:
        return None
    unit = unit_of(slots)
    if unit in ("day", "week"):
        return anchor - timedelta(days=7)
    return add(anchor, -3 if unit in ("month", "year") else -1, unit if unit == "year" else "month")


def present(slots: Slots, context: Context) -> Sense | None:
    """Now: the day of publication, vaguely.

    With `far`, the now of what is told (at that time): it has no bounds. With `steady`, only where the
    clause does not look back.
    """
    if "steady" in slots and context.tense() < 0:
        return None
    if "far" in slots:
        return reference("PRESENT_REF", context.anchor, None, None, "")
    return reference("PRESENT_REF", context.anchor, context.anchor, context.anchor, "first")


def future(slots: Slots, context: Context) -> Sense | None:
    """Some time soon: a month from publication, or about as long as the unit named says.

    With `ahead`, only where the clause does not look back.
    """
    if "ahead" in slots and context.tense() < 0:
        return None
    last_day = None
    if context.anchor:
        unit = unit_of(slots)
        last_day = add(
            context.anchor, 3 if unit in ("month", "year") else 1, unit if unit == "year" else "month"
        )
        last_day = add(context.anchor, 7, "day") if unit in ("day", "week") else last_day
    return reference("FUTURE_REF", context.anchor, context.anchor, last_day, "last")
