"""Long silences of a lane: stretches without any event, which a reader of chronologies looks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from timeline.view.axis import Scale
from timeline.view.bands import Lane, Mark
from timeline.view.style import SMALL
from timeline.view.text import measure
from timeline.view.words import Words

__all__ = ["Gap", "gaps"]

FEWEST = 4  # events of a lane, for a silence to mean something
SHARE, TIMES = 0.2, 3.0  # of the range; of the lane's usual silence


@dataclass(frozen=True, slots=True)
class Gap:
    """A silence of `days` days, written in the middle of x0–x1, which nothing else occupies."""

    lane: str
    days: int
    text: str
    x0: float
    x1: float
    y: float


def gaps(
    lanes: Sequence[Lane], marks: Sequence[Mark], scale: Scale, words: Words, size: float
) -> tuple[Gap, ...]:
    """The silences between events of a lane that are long in the range and long for the lane."""
    by_lane: dict[str, list[Mark]] = {lane.key: [] for lane in lanes}
    for mark in marks:
        by_lane[mark.lane].append(mark)
    return tuple(gap for lane in lanes for gap in _of_lane(lane, by_lane[lane.key], scale, words, size))


def _of_lane(lane: Lane, marks: Sequence[Mark], scale: Scale, words: Words, size: float) -> Iterator[Gap]:
    if len(marks) < FEWEST or any(mark.form == "more" for mark in marks):
        return
    ordered = sorted(marks, key=lambda mark: mark.first if mark.first is not None else scale.first)
    silences: list[tuple[int, int]] = []  # the last day with an event, the next one
    reached = scale.last if ordered[0].last is None else ordered[0].last
    for mark in ordered[1:]:
        if mark.first is not None and mark.first > reached + 1:
            silences.append((reached, mark.first))
        reached = max(reached, scale.last if mark.last is None else mark.last)
    usual = median(after - before for before, after in silences) if silences else 0
    for before, after in silences:
        days = after - before - 1
        if days < SHARE * (scale.last - scale.first + 1) or (len(silences) > 2 and days < TIMES * usual):
            continue
        x0, x1 = _clear(marks, scale.x(before + 1), scale.x(after), size)
        text = words.say("silence", span=words.stretch(days))
        if measure(text, SMALL * size) + 40 * size <= x1 - x0:
            yield Gap(lane.key, days, text, x0, x1, lane.y + lane.height / 2)


def _clear(marks: Sequence[Mark], x0: float, x1: float, size: float) -> tuple[float, float]:
    """What marks and labels leave of a stretch, with air on both sides."""
    for mark in marks:
        label = mark.label
        right = max(mark.x1, label.x + label.width if label else mark.x1)
        left = min(mark.x0, label.x if label else mark.x0)
        if mark.x <= (x0 + x1) / 2:
            x0 = max(x0, right)
        else:
            x1 = min(x1, left)
    return x0 + 10 * size, x1 - 10 * size
