"""What phrases mean: one function a meaning serves every language.

`MEANINGS` lists them in the order in which they are preferred where the same words can be read in two ways.
Each takes the slots of its phrase and the context, and gives a Sense, or None where the words make no sense.
The category says which slot a phrase can fill in another one: `{date}`, `{clock}`, `{duration}`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from timeline.when.meanings import (
    bounds,
    clocks,
    counted,
    dates,
    durations,
    parts,
    references,
    relative,
    written,
)
from timeline.when.sense import Context, Sense

__all__ = ["CATEGORIES", "INNER", "MEANINGS", "Meaning"]

CATEGORIES = frozenset({"date", "clock", "duration", "partial", "count"})
INNER = frozenset({"partial", "count"})  # what is a phrase only inside another one


@dataclass(frozen=True, slots=True)
class Meaning:
    """`category` is date, clock, duration, or what fills no slot: ref, set, bound, range, nothing.

    A template must have one of the slots in `needs`.
    """

    settle: Callable[[dict[str, Any], Context], Sense | None]
    category: str
    needs: tuple[str, ...] = ()


MEANINGS: dict[str, Meaning] = {
    "nothing": Meaning(bounds.nothing, "nothing"),
    "deictic": Meaning(relative.deictic, "date", ("deictic",)),
    "anaphoric": Meaning(relative.anaphoric, "date", ("anaphoric",)),
    "past": Meaning(references.past, "ref"),
    "present": Meaning(references.present, "ref"),
    "future": Meaning(references.future, "ref"),
    "since": Meaning(bounds.since, "bound", ("date", "unit")),
    "until": Meaning(bounds.until, "bound", ("date", "unit")),
    "by": Meaning(bounds.by, "bound", ("date", "unit")),
    "before": Meaning(bounds.before, "bound", ("date", "unit")),
    "after": Meaning(bounds.after, "bound", ("date", "unit")),
    "iso": Meaning(written.iso, "date", ("year",)),
    "numeric": Meaning(written.numeric, "date", ("day",)),
    "era": Meaning(written.era, "date", ("year", "digits", "number", "ordinal", "roman")),
    "date": Meaning(
        dates.date_of,
        "date",
        (
            "day",
            "ordinal",
            "month",
            "weekday",
            "year",
            "season",
            "year_words",
            "short_year",
            "number",
        ),
    ),
    "holiday": Meaning(written.holiday, "date", ("holiday",)),
    "decade": Meaning(written.decade, "date", ("decade_digits", "decade_word")),
    "century": Meaning(written.century, "date", ("roman", "ordinal", "digits", "number")),
    "same": Meaning(relative.same, "date", ("unit", "weekday", "month", "season", "part", "day", "ordinal")),
    "last": Meaning(relative.last, "date", ("unit", "weekday", "month", "season", "part", "day", "ordinal")),
    "this": Meaning(relative.this, "date", ("unit", "weekday", "month", "season", "part", "day", "ordinal")),
    "next": Meaning(relative.next_, "date", ("unit", "weekday", "month", "season", "part", "day", "ordinal")),
    "yearly": Meaning(relative.yearly, "date", ("deictic",)),
    "ago": Meaning(counted.ago, "date", ("duration", "unit", "span", "habitual")),
    "hence": Meaning(counted.hence, "date", ("duration", "unit", "span")),
    "later": Meaning(counted.later, "date", ("duration", "unit", "span")),
    "earlier": Meaning(counted.earlier, "date", ("duration", "unit", "span")),
    "previous": Meaning(
        relative.previous, "date", ("unit", "weekday", "month", "season", "part", "day", "ordinal")
    ),
    "following": Meaning(
        relative.following, "date", ("unit", "weekday", "month", "season", "part", "day", "ordinal")
    ),
    "nth": Meaning(parts.nth, "date", ("unit", "span", "weekday")),
    "final": Meaning(parts.final, "date", ("unit", "span", "weekday")),
    "start": Meaning(bounds.piece("START"), "date", ("date", "unit", "span")),
    "middle": Meaning(bounds.piece("MID"), "date", ("date", "unit", "span")),
    "end": Meaning(bounds.piece("END"), "date", ("date", "unit", "span")),
    "partial": Meaning(dates.date_of, "partial", ("day", "ordinal", "month", "weekday")),
    "count": Meaning(durations.count, "count", ("number",)),
    "lengths": Meaning(durations.duration, "range", ("count",)),
    "span": Meaning(bounds.span, "range", ("day", "month", "year", "season")),
    "between": Meaning(bounds.span, "range", ("date",)),
    "at": Meaning(clocks.at, "time", ("date", "day")),
    "clock": Meaning(clocks.clock, "clock", ("hour", "number", "ordinal", "digits", "fixed")),
    "part": Meaning(clocks.part, "clock", ("part",)),
    "elapsed": Meaning(durations.elapsed, "span", ("unit", "span", "duration")),
    "upcoming": Meaning(durations.upcoming, "span", ("unit", "span", "duration")),
    "recent": Meaning(durations.recent, "span", ("unit", "span")),
    "coming": Meaning(durations.coming, "span", ("unit", "span")),
    "duration": Meaning(durations.duration, "duration", ("unit", "span", "duration")),
    "every": Meaning(
        durations.every, "set", ("unit", "span", "weekday", "habitual", "month", "season", "part")
    ),
    "frequency": Meaning(durations.frequency, "set", ("frequency",)),
}
