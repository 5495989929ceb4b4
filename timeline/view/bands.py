"""The lanes as bands, and what stands in them: marks with their labels, or bars of density."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from timeline.view.axis import Scale
from timeline.view.density import counts
from timeline.view.lanes import Group
from timeline.view.marks import Fact, days
from timeline.view.packing import Ink, Packed, ink, pack
from timeline.view.style import LINE, ROW, SMALL, TEXT
from timeline.view.text import measure, wrap

__all__ = ["Bar", "Label", "Lane", "Mark", "bands_of_bars", "bands_of_marks", "column"]

PAD = 7.0  # above and below the rows of a lane
MOST_ROWS = 40
BIN = 6.0  # pixels a bar of density


@dataclass(frozen=True, slots=True)
class Lane:
    """A band: `key` (actor_id, kind, place…), its name in lines, number of events, top and height, and the
    middle of the name's first line."""

    key: str
    name: str
    lines: tuple[str, ...]
    count: int
    y: float
    height: float
    name_y: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a mark: x, y is the middle of the first line's left end; the next is `leading` lower."""

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    leading: float


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in a lane: its symbol at x, y; the stretch x0–x1 it covers.

    `form` is one of marks.FORMS, or "more": events without room of their own, all in `event_ids`. `fades`
    says on which sides the stretch goes on: out of the view, or without a known bound.
    """

    event_ids: tuple[str, ...]
    lane: str
    text: str
    form: str
    status: str
    tone: str
    x: float
    y: float
    x0: float
    x1: float
    fades: tuple[bool, bool] = (False, False)
    selected: bool = False
    label: Label | None = None

    @property
    def event_id(self) -> str:
        return self.event_ids[0]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many events a lane has between x0 and x1; y is the bar's foot."""

    lane: str
    x0: float
    x1: float
    y: float
    height: float
    count: float


def column(grouped: Sequence[Group], width: float, size: float) -> float:
    """Pixels for the lanes' names: as wide as the longest needs, up to a fifth of the picture."""
    widest = max((measure(group.name, TEXT * size, bold=True) for group in grouped), default=0.0)
    digits = max((measure(str(group.count), SMALL * size) for group in grouped), default=0.0)
    return min(widest, 0.14 * width) + digits + 34 * size


def bands_of_marks(
    grouped: Sequence[Group],
    facts: Sequence[Fact],
    scale: Scale,
    fixed: float | None,
    tallest: float,
    top: float,
    size: float,
    narrow: bool,
    selected: str | None,
) -> tuple[tuple[Lane, ...], tuple[Mark, ...]]:
    """Lanes filled with marks, in `fixed` pixels of height, or in what they need up to `tallest` (as far as
    every lane keeps a row). Lanes get the same greatest number of rows, and use what they need of it."""
    inks = [ink(fact, scale, size) for fact in facts]
    members = {group.key: [i for i, fact in enumerate(facts) if group.key in fact.lanes] for group in grouped}
    widest = min(250.0 * size, 0.55 * (scale.right - scale.left))
    lines = 3 if narrow else 2

    def packed(group: Group, rows: int) -> Packed:
        return pack(
            [facts[i] for i in members[group.key]],
            [inks[i] for i in members[group.key]],
            scale,
            rows=rows,
            size=size,
            widest=widest,
            lines=lines,
            chosen=selected,
        )

    names = [_name(group, scale, size, narrow) for group in grouped]

    def heights(tried: Sequence[Packed]) -> list[float]:
        return [
            _height(pack_.rows, len(name), size, narrow) for pack_, name in zip(tried, names, strict=True)
        ]

    limit = tallest if fixed is None else fixed
    low, high = 1, MOST_ROWS
    best = [packed(group, low) for group in grouped]
    while low < high:
        middle = (low + high + 1) // 2
        tried = [packed(group, middle) for group in grouped]
        if sum(heights(tried)) <= limit:
            low, best = middle, tried
        else:
            high = middle - 1
    caps = [low] * len(grouped)
    open_ = {i for i, pack_ in enumerate(best) if pack_.wanting}
    while open_:  # what height is left goes to the lanes that want it most, a row at a time
        i = max(open_, key=lambda i: (best[i].wanting / caps[i], -i))
        caps[i] += 1
        again = packed(grouped[i], caps[i])
        if sum(heights([*best[:i], again, *best[i + 1 :]])) > limit or caps[i] > MOST_ROWS:
            open_.discard(i)
            continue
        best[i] = again
        if not again.wanting:
            open_.discard(i)
    tall = heights(best)
    spare = 0.0 if fixed is None else max(0.0, min((limit - sum(tall)) / len(tall), 28.0 * size))
    lanes: list[Lane] = []
    marks: list[Mark] = []
    y = top
    for group, name, pack_, height in zip(grouped, names, best, tall, strict=True):
        head = (TEXT * LINE * len(name) + 4) * size if narrow and group.name else 0.0
        rows_top = y + (height + spare - head - pack_.rows * ROW * size) / 2 + head
        first = rows_top + ROW * size / 2
        name_y = y + PAD * size + TEXT * LINE * size / 2 if narrow else min(first, y + height / 2 + spare / 2)
        lanes.append(Lane(group.key, group.name, name, group.count, y, height + spare, name_y))
        here = members[group.key]
        marks.extend(
            _marks(
                group.key,
                [facts[i] for i in here],
                [inks[i] for i in here],
                pack_,
                first,
                size,
                scale,
                selected,
            )
        )
        y += height + spare
    return tuple(lanes), tuple(marks)


def bands_of_bars(
    grouped: Sequence[Group],
    keys: Sequence[tuple[str, ...]],
    frame: pd.DataFrame,
    scale: Scale,
    fixed: float | None,
    top: float,
    size: float,
    narrow: bool,
) -> tuple[tuple[Lane, ...], tuple[Bar, ...]]:
    """Lanes filled with bars: how many events fall in each few pixels' worth of days, on one common scale."""
    bounds = days(frame)
    bins = max(1, int((scale.right - scale.left) // (BIN * size)))
    edges = np.linspace(scale.first, scale.last + 1, bins + 1)
    names = [_name(group, scale, size, narrow) for group in grouped]
    height = (44.0 if fixed is None else 0.0) * size or (fixed or 0.0) / len(grouped)
    head = (TEXT * LINE + 4) * size if narrow else 0.0
    found = []
    for group in grouped:
        here = np.fromiter((group.key in row for row in keys), dtype=bool, count=len(keys))
        found.append(counts(bounds, here, edges))
    peak = max(float(values.max()) for values in found)
    lanes: list[Lane] = []
    bars: list[Bar] = []
    y = top
    for group, name, values in zip(grouped, names, found, strict=True):
        tall = max(height, _height(1, len(name), size, narrow)) if fixed is None else height
        name_y = y + PAD * size + TEXT * LINE * size / 2 if narrow else y + tall / 2
        lanes.append(Lane(group.key, group.name, name, group.count, y, tall, name_y))
        for i in np.flatnonzero(values > 0):
            bar = max(1.5 * size, (tall - head - 2 * PAD * size) * float(values[i]) / peak)
            x0, x1 = scale.x(float(edges[i])), scale.x(float(edges[i + 1]))
            bars.append(Bar(group.key, x0, x1, y + tall - PAD * size, bar, float(values[i])))
        y += tall
    return tuple(lanes), tuple(bars)


def _name(group: Group, scale: Scale, size: float, narrow: bool) -> tuple[str, ...]:
    if not group.name:
        return ()
    digits = measure(str(group.count), SMALL * size)
    room = scale.right - scale.left - 40 * size if narrow else scale.left - digits - 46 * size
    if room < 40 * size:
        return ()
    return wrap(group.name, TEXT * size, room, 1 if narrow else 2, bold=True)


def _height(rows: int, name_lines: int, size: float, narrow: bool) -> float:
    if narrow:
        return (rows * ROW + 2 * PAD) * size + (TEXT * LINE * name_lines + 4) * size * (name_lines > 0)
    return (max(rows * ROW, name_lines * TEXT * LINE) + 2 * PAD) * size


def _marks(
    lane: str,
    facts: Sequence[Fact],
    inks: Sequence[Ink],
    packed: Packed,
    first: float,
    size: float,
    scale: Scale,
    selected: str | None,
) -> list[Mark]:
    """The marks of one lane in order of date; `first` is the middle of its first row."""
    out = []
    pitch, leading = ROW * size, TEXT * LINE * size
    for i, slot in sorted(packed.slots.items()):
        fact, mark = facts[i], inks[i]
        label = None
        if slot.lines:
            label = Label(slot.lines, slot.x, first + slot.first * pitch, slot.width, leading)
        out.append(
            Mark(
                event_ids=(fact.event_id,),
                lane=lane,
                text=fact.text,
                form=fact.form,
                status=fact.status,
                tone=fact.tone,
                x=mark.x,
                y=first + slot.row * pitch,
                x0=mark.x0,
                x1=mark.x1,
                fades=(
                    fact.first is None or fact.first < scale.first,
                    fact.last is None or fact.last > scale.last,
                ),
                selected=fact.event_id == selected,
                label=label,
            )
        )
    y = first + (packed.rows - 1) * pitch
    for x, members in packed.more:
        ids = tuple(facts[i].event_id for i in members)
        out.append(
            Mark(ids, lane, f"+{len(ids)}", "more", "happened", "other", x, y, x - 12 * size, x + 12 * size)
        )
    return out
