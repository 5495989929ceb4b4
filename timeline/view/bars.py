"""Lanes too full for marks: bars that say how many events each stretch of days holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from timeline.view.axis import Scale
from timeline.view.bands import Lane, names
from timeline.view.canvas import PAD, Canvas
from timeline.view.density import Floats, counts
from timeline.view.lanes import OTHERS, Group, Members
from timeline.view.marks import days
from timeline.view.style import LINE, TEXT

__all__ = ["Bar", "Tally", "bands_of_bars", "tally"]

STEP = 6.0  # pixels from bar to bar
LANE = 46.0  # the height of a lane where the picture's is not fixed


@dataclass(frozen=True, slots=True)
class Bar:
    """How many events a lane has between x0 and x1; y is the bar's foot."""

    lane: str
    x0: float
    x1: float
    y: float
    height: float
    count: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Events of each lane between each pair of `edges` (day ordinals), and for each the number that its
    highest bar can show: one `peak` for all, but for the lane of all others its own."""

    edges: Floats
    counts: tuple[Floats, ...]
    tops: tuple[float, ...]
    peak: float
    peak_of_others: float


def tally(
    grouped: Sequence[Group], members: Members, frame: pd.DataFrame, scale: Scale, size: float
) -> Tally:
    """The counts that bars will show."""
    bounds = days(frame)
    steps = max(1, int((scale.right - scale.left) // (STEP * size)))
    edges = np.linspace(scale.first, scale.last + 1, steps + 1)
    found = tuple(counts(bounds, members.of(lane), edges) for lane in range(len(grouped)))
    folded = [group.key == OTHERS and len(grouped) > 1 for group in grouped]
    most = [float(values.max()) for values in found]
    peak = max((top for top, other in zip(most, folded, strict=True) if not other), default=0.0)
    tops = tuple(top if other else peak for top, other in zip(most, folded, strict=True))
    others = max((top for top, other in zip(most, folded, strict=True) if other), default=0.0)
    return Tally(edges, found, tops, peak, others)


def bands_of_bars(
    grouped: Sequence[Group], tallied: Tally, canvas: Canvas
) -> tuple[tuple[Lane, ...], tuple[Bar, ...]]:
    """Lanes filled with bars, all to one scale; only that of all others, who together may be many times as
    many as any, to its own."""
    scale, size = canvas.scale, canvas.size
    edges = tallied.edges
    share = canvas.height / len(grouped)
    lanes: list[Lane] = []
    bars: list[Bar] = []
    y = canvas.top
    lettered = names(grouped, canvas)
    for group, lines, values, top in zip(grouped, lettered, tallied.counts, tallied.tops, strict=True):
        head = canvas.head(len(lines))
        height = share if canvas.fixed else min(max(LANE * size + head, share / 2), canvas.lane(share, 1))
        block = (len(lines) - 1) * TEXT * LINE * size
        name_y = y + (PAD + TEXT * LINE / 2) * size if canvas.narrow else y + (height - block) / 2
        lanes.append(Lane(group.key, group.name, lines, group.count, y, height, name_y))
        foot = y + height - PAD * size
        tallest = height - head - 2 * PAD * size
        for i in map(int, np.flatnonzero(values > 0)):
            tall = tallest * float(values[i]) / (top or 1.0)
            if values[i] >= 0.5:
                tall = max(tall, 1.5 * size)  # a single event is seen
            if tall >= 0.3:
                x0, x1 = scale.x(float(edges[i])), scale.x(float(edges[i + 1]))
                bars.append(Bar(group.key, x0, x1, foot, tall, float(values[i])))
        y += height
    return tuple(lanes), tuple(bars)
