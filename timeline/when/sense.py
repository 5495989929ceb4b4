"""What an expression means, and the context it is read in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from timeline.model import TimexType
from timeline.when.periods import Period, edtf_between, third

__all__ = ["Context", "Found", "Sense", "dated", "reference", "unplaced", "within"]

_PATTERNS = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "bimester": "XXXX-BX", "quarter": "XXXX-QX", "quadrimester": "XXXX-QuX",
    "half": "XXXX-HX", "season": "XXXX-XX", "year": "XXXX", "fiscal": "XXXX", "decade": "XXX",
    "century": "XX",
    "millennium": "X", "hour": "XXXX-XX-XXTXX", "minute": "XXXX-XX-XXTXX:XX", "second": "XXXX-XX-XXTXX:XX:XX",
}  # fmt: skip
_KEPT = 2  # earlier dates that a told history may come back to
_PRECISION = {"weekend": "interval", "bimester": "interval", "quadrimester": "interval", "fiscal": "year",
    "austral": "season", "millennium": "interval"}  # fmt: skip


class Found(Protocol):
    """A phrase found in the text: its meaning and its slots."""

    @property
    def meaning(self) -> str: ...
    @property
    def slots(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Sense:
    """TIMEX3 type, value and mod; the period, if it is on the calendar; and the bounds that follow."""

    type: TimexType
    value: str
    mod: str | None = None
    period: Period | None = None
    first: date | None = None
    last: date | None = None
    edtf: str | None = None
    precision: str = "undated"
    basis: str = "explicit"
    anchor: date | None = None
    time: str | None = None
    length: tuple[tuple[float, str], ...] = ()
    whole: bool = True


@dataclass(slots=True)
class Context:
    """Where the reader stands: the day of publication, the period last told, and the tense of the clause."""

    anchor: date | None
    told: Period | None = None
    told_here: bool = False  # told in the same sentence
    told_explicit: bool = False
    told_before: bool = False  # the sentence before told a day or month, this one begins with what is read
    day: date | None = None  # the day last told
    day_near: bool = False  # told not long before what is read
    apposed: date | None = None  # the day told just before, with only a comma between
    listed: date | None = None  # the weekday told just before, in one list with what is read
    way: list[Period] = field(default_factory=list)  # where the story stood before, the last one first
    story: Period | None = None  # where the story stands: what is told, but for asides to other years
    quarter: Period | None = None  # the quarter whose figures are reported
    longer: bool = False  # figures of more than a quarter are reported
    compared: Period | None = None  # what the figures reported were last compared with
    tense: Callable[[], int] = field(default=lambda: 0)  # -1 past, +1 future, 0 unsaid
    country: Callable[[], str | None] = field(default=lambda: None)  # the one named in the sentence
    southern: Callable[[], bool] = field(
        default=lambda: False
    )  # a southern country is named beside the phrase
    settle: Callable[[Found], Sense | None] = field(default=lambda found: None)

    def go_on(self, period: Period) -> None:
        """Moves the story on to the next date."""
        if self.story is not None:
            self.way = [self.story, *self.way[: _KEPT - 1]]
        self.story = period

    @property
    def here(self) -> date | None:
        """The day that counts as now: that of publication, else the one being told."""
        return self.anchor or (self.told.first if self.told else None)


def dated(period: Period, basis: str = "explicit", anchor: date | None = None) -> Sense:
    """The sense of a plain period."""
    precision = _PRECISION.get(period.unit, period.unit)
    time = _clock(period.time)
    return Sense(
        "TIME" if period.time else "DATE", period.value, None, period, period.first, period.last, period.edtf,
        precision, basis, anchor, time,
    )  # fmt: skip


def _clock(time: str) -> str | None:
    if len(time) < 5 or not time[:2].isdigit():
        return None
    return "00:00" + time[5:] if time.startswith("24") else time


def unplaced(unit: str, kind: TimexType = "DATE", value: str | None = None, basis: str = "relative") -> Sense:
    """A date that cannot be put on the calendar, its unknown places written X."""
    return Sense(kind, value or _PATTERNS[unit], basis=basis)


def within(sense: Sense, which: str) -> Sense:
    """The START, MID or END of what is meant."""
    if sense.period is None or sense.type != "DATE":
        return replace(sense, mod=which)
    first, last = third(sense.period, which)
    if sense.period.unit == "day":
        return replace(sense, mod=which)
    return replace(
        sense, mod=which, first=first, last=last, edtf=edtf_between(first, last), precision="interval"
    )


def reference(value: str, anchor: date | None, first: date | None, last: date | None, vague: str) -> Sense:
    """PAST_REF, PRESENT_REF or FUTURE_REF with its approximate bounds."""
    edtf = edtf_between(first, last, vague)
    precision = "undated" if edtf is None else "day" if first == last else "interval"
    return Sense("DATE", value, None, None, first, last, edtf, precision, "relative", anchor)
