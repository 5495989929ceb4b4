"""Where marks and labels go inside a lane, so that none touches another: the important ones first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from timeline.view.axis import Scale
from timeline.view.marks import Fact
from timeline.view.style import LINE, ROW, SYMBOL, SYMBOL_VAGUE, TEXT
from timeline.view.text import measure, wrap

__all__ = ["Ink", "Packed", "Slot", "ink", "pack"]

GAP = 5.0  # between a mark and its label
AIR = 9.0  # between neighbours in a row
LONG = 110.0  # a bar longer than this carries its label below it
CHIP = 30.0  # room for a "+12"


@dataclass(frozen=True, slots=True)
class Ink:
    """Where a mark's ink falls: x of its symbol, and the stretch x0–x1 it covers, within the view."""

    x: float
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Slot:
    """A mark's row and its label, if it has lines: left edge, width, and the row of the first line."""

    row: int
    lines: tuple[str, ...] = ()
    x: float = 0.0
    width: float = 0.0
    first: int = 0


@dataclass(frozen=True, slots=True)
class Packed:
    """Slots by position in the facts given; `more` are (x, positions) that found no row of their own."""

    slots: dict[int, Slot]
    more: tuple[tuple[float, tuple[int, ...]], ...]
    rows: int


class _Rows:
    """What is taken in each row, as sorted disjoint stretches."""

    def __init__(self) -> None:
        self._starts: list[list[float]] = []
        self._ends: list[list[float]] = []

    def free(self, row: int, x0: float, x1: float) -> bool:
        if row >= len(self._starts):
            return True
        starts = self._starts[row]
        at = bisect_left(starts, x1)
        return at == 0 or self._ends[row][at - 1] <= x0

    def take(self, row: int, x0: float, x1: float) -> None:
        while row >= len(self._starts):
            self._starts.append([])
            self._ends.append([])
        at = bisect_left(self._starts[row], x0)
        self._starts[row].insert(at, x0)
        self._ends[row].insert(at, x1)

    def __len__(self) -> int:
        return len(self._starts)


def ink(fact: Fact, scale: Scale, size: float) -> Ink:
    """A day's symbol stands at its noon, that of an uncertain day in the middle of what is known, that of a
    duration at its start."""
    radius = (SYMBOL if fact.form in ("point", "duration") else SYMBOL_VAGUE) * size / 2
    left, right = scale.left + radius, scale.right - radius
    if fact.form == "point" and fact.first is not None:
        x = min(max(scale.x(fact.first + 0.5), left), right)
        return Ink(x, x - radius, x + radius)
    x0 = scale.left if fact.first is None else max(scale.x(fact.first), scale.left)
    x1 = scale.right if fact.last is None else min(scale.x(fact.last + 1), scale.right)
    match fact.form:
        case "duration":
            x = x0 + radius
        case "open":
            x = x1 - radius if fact.first is None else x0 + radius
        case _:
            middle = ((fact.first or 0) + (fact.last or 0) + 1) / 2
            x = scale.x(middle)
    x = min(max(x, left), right)
    return Ink(x, min(x0, x - radius), max(x1, x + radius))


def pack(
    facts: Sequence[Fact],
    inks: Sequence[Ink],
    scale: Scale,
    *,
    rows: int,
    size: float,
    widest: float,
    lines: int,
    chosen: str | None = None,
) -> Packed:
    """At most `rows` rows for `facts` (sorted by date); labels of at most `widest` pixels and `lines` lines.

    In order of date where all labels fit; else the chosen event, then the more important ones, get theirs.
    """
    by_date = range(len(facts))
    packed = _pack(by_date, facts, inks, scale, rows, size, widest, lines, chosen)
    if all(slot.lines for slot in packed.slots.values()) and not packed.more:
        return packed
    by_rank = sorted(by_date, key=lambda i: (facts[i].event_id != chosen, -facts[i].rank, i))
    return _pack(by_rank, facts, inks, scale, rows, size, widest, lines, chosen)


def _pack(
    order: Sequence[int],
    facts: Sequence[Fact],
    inks: Sequence[Ink],
    scale: Scale,
    rows: int,
    size: float,
    widest: float,
    lines: int,
    chosen: str | None,
) -> Packed:
    taken = _Rows()
    slots: dict[int, Slot] = {}
    bare: list[int] = []
    for i in order:
        slot = _labelled(
            facts[i], inks[i], taken, scale, rows, size, widest, lines, facts[i].event_id == chosen
        )
        if slot is None:
            bare.append(i)
        else:
            slots[i] = slot
    left_over: list[int] = []
    for i in sorted(bare):
        mark = inks[i]
        for row in range(rows):
            if taken.free(row, mark.x0 - 1, mark.x1 + 1):
                taken.take(row, mark.x0 - 1, mark.x1 + 1)
                slots[i] = Slot(row)
                break
        else:
            left_over.append(i)
    more = _chips(left_over, inks, scale, size)
    return Packed(slots, more, max(len(taken), 1) + bool(more))


def _labelled(
    fact: Fact,
    mark: Ink,
    taken: _Rows,
    scale: Scale,
    rows: int,
    size: float,
    widest: float,
    lines: int,
    bold: bool,
) -> Slot | None:
    if not fact.text:
        return None
    height = TEXT * size
    text = wrap(fact.text, height, widest, lines, bold)
    width = max(measure(line, height, bold) for line in text)
    deep = ceil(len(text) * LINE * TEXT / ROW)
    gap, air = GAP * size, AIR * size
    places: list[tuple[float, int]] = []  # left edge of the label, rows below the mark's
    radius = SYMBOL_VAGUE * size / 2
    if fact.form in ("within", "about") and len(text) == 1 and mark.x + radius + gap + width + gap <= mark.x1:
        places.append((mark.x + radius + gap, 0))
    if mark.x1 - mark.x0 > LONG * size:
        places.append((min(mark.x0, scale.right - width), 1))
    if mark.x1 + gap + width <= scale.right:
        places.append((mark.x1 + gap, 0))
    elif mark.x0 - gap - width >= scale.left:
        places.append((mark.x0 - gap - width, 0))
    elif (max(scale.left, scale.right - width), 1) not in places:
        places.append((max(scale.left, scale.right - width), 1))
    for row in range(rows):
        for x, below in places:
            if row + below + deep > rows:
                continue
            stretches = [(row, mark.x0, mark.x1 + air)]
            if below:
                stretches += [(row + 1 + k, x, x + width + air) for k in range(deep)]
            else:
                stretches[0] = (row, min(mark.x0, x), max(mark.x1, x + width) + air)
                stretches += [(row + k, x, x + width + air) for k in range(1, deep)]
            if all(taken.free(*stretch) for stretch in stretches):
                for stretch in stretches:
                    taken.take(*stretch)
                return Slot(row, text, x, width, row + below)
    return None


def _chips(
    positions: Sequence[int], inks: Sequence[Ink], scale: Scale, size: float
) -> tuple[tuple[float, tuple[int, ...]], ...]:
    """Marks without a row, counted together where their numbers would touch."""
    room = CHIP * size
    groups: list[tuple[float, list[int]]] = []
    for i in sorted(positions, key=lambda i: (inks[i].x, i)):
        x = min(max(inks[i].x, scale.left + room / 2), scale.right - room / 2)
        if groups and x - groups[-1][0] < room:
            groups[-1][1].append(i)
        else:
            groups.append((x, [i]))
    return tuple((x, tuple(members)) for x, members in groups)
