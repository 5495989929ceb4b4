"""Dates that carry over: from the sentence before, and from the day of publication for the article's own news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.model import Moment
from timeline.what.dating import Happening, passage_of, trigger_of
from timeline.what.reading import Reading, Told

__all__ = ["carried"]


def carried(
    reading: Reading, told: Told, own: Sequence[Happening]
) -> Iterator[tuple[Happening, Moment | None, str]]:
    """Events of a sentence that are dated by what stands before it, with their ground."""
    if own or told.moments or told.heading:
        return
    moment = _told_date(reading, told)
    if moment is None:
        return
    for clause in told.clauses:
        trigger = trigger_of(told, clause)
        group = clause.group
        if (
            group is None
            or trigger is None
            or trigger.head.kind in (None, "OTHER")
            or group.negated
            or group.modal
        ):
            continue
        if clause.opener not in ("main", "coordinate") or told.reports(clause):
            continue
        if not any(clause.holds(m.start) for m in told.mentions):
            continue
        yield Happening(told, clause, passage_of(told, clause, set()), trigger, None), moment, "context"
        return


def _told_date(reading: Reading, told: Told) -> Moment | None:
    """The last date told in the same paragraph before this sentence, if it is a day near by."""
    index = reading.told.index(told)
    for other in reversed(reading.told[max(0, index - 2) : index]):
        if other.paragraph != told.paragraph:
            return None
        placed = [m for m in other.moments if m.placed and m.type in ("DATE", "TIME")]
        if placed:
            return placed[-1] if placed[-1].precision == "day" else None
    return None
