"""Where marks and labels go inside a lane, so that none touches another: the important ones first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from timeline.view.canvas import Canvas, Ink, ink
from timeline.view.marks import Fact
from timeline.view.style import CLEAR, COARSE, LINE, SMALL, TEXT
from timeline.view.text import measure, wrap

__all__ = ["Packed", "Slot", "pack", "room_of_sign"]

GAP = 5.0  # between a mark and its label
AIR = 9.0  # between neighbours in a row
LONG = 110.0  # a bar longer than this carries its label below it
CHIP = 30.0  # room for a "+12"
SHORTER = 0.62  # of the greatest width: what a label is cut to where it does not fit whole
PASSES = 4
LABELS_A_PIXEL = 0.5  # of a lane's height: more are not worth trying


@dataclass(frozen=True, slots=True)
class Slot:
    """A mark's row and its label, if it has lines: left edge, width, and the row of the first line.

    `before`: the label ends where the mark begins."""

    row: int
    lines: tuple[str, ...] = ()
    x: float = 0.0
    width: float = 0.0
    first: int = 0
    before: bool = False


@dataclass(frozen=True, slots=True)
class Packed:
    """Slots and ink by position in the facts given; `more` are (x, positions) that found no row."""

    slots: dict[int, Slot]
    inks: tuple[Ink, ...]
    more: tuple[tuple[float, tuple[int, ...]], ...]
    rows: int

    @property
    def hidden(self) -> int:
        """Events without a mark of their own."""
        return sum(len(members) for _, members in self.more)

    @property
    def named(self) -> int:
        """Events with a label."""
        return sum(bool(slot.lines) for slot in self.slots.values())

    @property
    def wanting(self) -> int:
        """How much is missing: labels, and marks three times as much."""
        return len(self.slots) - self.named + 3 * self.hidden


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

    def used(self) -> list[int]:
        """Rows with something in them."""
        return [row for row, starts in enumerate(self._starts) if starts]


def pack(facts: Sequence[Fact], canvas: Canvas, rows: int) -> Packed:
    """At most `rows` rows for `facts` (sorted by date).

    In order of date where all labels fit; else the chosen event, then the more important ones, get theirs,
    but never at the price of another event's mark, as long as marks can be had at all.
    """
    chosen = canvas.selected
    room = _Room(facts, [ink(fact, canvas) for fact in facts], canvas, rows)
    by_date = list(range(len(facts)))
    hopeful = 1 + int(rows * canvas.grain.row * LABELS_A_PIXEL)
    if len(facts) <= hopeful:
        best = room.fill(by_date)
        if not best.wanting:
            return best
    by_rank = sorted(by_date, key=lambda i: (facts[i].event_id != chosen, -facts[i].rank, i))[:hopeful]
    best = room.fill(by_rank, sorted(set(by_date).difference(by_rank)))
    for _ in range(PASSES):
        if not best.more:
            break
        named = [i for i in by_rank if i in best.slots and best.slots[i].lines]
        named = named[: max(len(named) * 3 // 4, 1)]
        tried = room.fill(named, sorted(set(by_date).difference(named)))
        if tried.hidden >= best.hidden:
            break
        best = tried
    return best


@dataclass(frozen=True, slots=True)
class _Room:
    """A lane to be filled."""

    facts: Sequence[Fact]
    inks: Sequence[Ink]
    canvas: Canvas
    rows: int

    def fill(self, named: Sequence[int], bare_first: Sequence[int] = ()) -> Packed:
        """Marks alone for `bare_first`, then marks with labels for `named`, in that order, where they fit."""
        taken = _Rows()
        slots: dict[int, Slot] = {}
        hidden = self._bare(bare_first, taken, slots)
        unnamed: list[int] = []
        for i in named:
            slot = self._named(i, taken)
            if slot is None:
                unnamed.append(i)
            else:
                slots[i] = slot
        hidden += self._bare(sorted(unnamed), taken, slots)
        used = taken.used()
        place = {row: at for at, row in enumerate(used)}
        slots = {i: replace(s, row=place[s.row], first=place[s.first]) for i, s in sorted(slots.items())}
        more = _chips(hidden, self.inks, self.canvas)
        return Packed(slots, tuple(self.inks), more, max(len(used), 1))

    def _bare(self, positions: Sequence[int], taken: _Rows, slots: dict[int, Slot]) -> list[int]:
        """Marks without labels into the lowest rows that have room; returns those that found none."""
        hidden = []
        for i in positions:
            mark = self.inks[i]
            stretch = mark.x0 - self.canvas.size, mark.x1 + self.canvas.size
            row = next((row for row in range(self.rows - 1, -1, -1) if taken.free(row, *stretch)), None)
            if row is None:
                hidden.append(i)
            else:
                taken.take(row, *stretch)
                slots[i] = Slot(row, first=row)
        return hidden

    def _named(self, i: int, taken: _Rows) -> Slot | None:
        """A mark with its label: whole if it can be, else shortened; None if neither finds room."""
        fact, canvas = self.facts[i], self.canvas
        bold = fact.event_id == canvas.selected
        font, widest = TEXT * canvas.size, canvas.widest
        indent = room_of_sign(fact, canvas)
        texts = (
            wrap(fact.text, font, widest - indent, canvas.lines, bold),
            wrap(fact.text, font, widest - indent, 1, bold),
            wrap(fact.text, font, widest * SHORTER - indent, canvas.lines, bold),
        )
        for beside in (True, False):
            for text in dict.fromkeys(texts):
                width = indent + max((measure(line, font, bold) for line in text), default=0.0)
                slot = self._placed(fact, self.inks[i], text, width, taken, beside) if text else None
                if slot:
                    return slot
        return None

    def _placed(
        self, fact: Fact, mark: Ink, text: tuple[str, ...], width: float, taken: _Rows, beside: bool
    ) -> Slot | None:
        air, pitch = AIR * self.canvas.size, self.canvas.grain.row
        deep = ceil(len(text) * LINE * TEXT / pitch)
        shared = ceil(LINE * TEXT / pitch)  # rows of the first line, which the mark shares
        places = list(self._places(fact, mark, width, len(text), beside))
        for row in range(self.rows):
            for x, below in places:
                if row + below + deep > self.rows:
                    continue
                words = (x, x + width + air)
                if below:
                    stretches = [(row, mark.x0, mark.x1 + air)]
                    stretches += [(k, *words) for k in range(row + 1, row + 1 + deep)]
                else:
                    both = (min(mark.x0, x), max(mark.x1, x + width) + air)
                    stretches = [(k, *(both if k < row + shared else words)) for k in range(row, row + deep)]
                if all(taken.free(*stretch) for stretch in stretches):
                    for stretch in stretches:
                        taken.take(*stretch)
                    return Slot(row, text, x, width, row + below, before=not below and x < mark.x0)
        return None

    def _places(
        self, fact: Fact, mark: Ink, width: float, lines: int, beside: bool
    ) -> Iterator[tuple[float, int]]:
        """Where a label may stand, best first: its left edge, and how many rows below the mark. Below a short
        mark, where it could be taken for another's, only if it is not to stand `beside`: the last resort."""
        size, scale = self.canvas.size, self.canvas.scale
        if not beside:
            yield max(scale.left, min(mark.x0, scale.right - width)), 1
            return
        gap = GAP * size
        inside = mark.x + self.canvas.grain.vague * size / 2 + gap
        roomy = self.canvas.grain is COARSE and fact.form in ("within", "about")
        if roomy and lines == 1 and inside + width + gap <= mark.x1:
            yield inside, 0
        if mark.x1 - mark.x0 > LONG * size:
            yield min(mark.x0, scale.right - width), 1
        if mark.x1 + gap + width <= scale.right:
            yield mark.x1 + gap, 0
        elif mark.x0 - gap - width >= scale.left:
            yield mark.x0 - gap - width, 0


def room_of_sign(fact: Fact, canvas: Canvas) -> float:
    """Pixels between a mark and its words for the sign, if there is one."""
    if not fact.sign:
        return 0.0
    return measure(fact.sign, SMALL * canvas.size, bold=True) + (CLEAR + GAP) * canvas.size


def _chips(
    positions: Sequence[int], inks: Sequence[Ink], canvas: Canvas
) -> tuple[tuple[float, tuple[int, ...]], ...]:
    """Marks without a row, counted together where their numbers would touch."""
    room = CHIP * canvas.size
    left, right = canvas.scale.left + room / 2, canvas.scale.right - room / 2
    groups: list[tuple[float, list[int]]] = []
    for i in sorted(positions, key=lambda i: (inks[i].x, i)):
        x = min(max(inks[i].x, left), right)
        if groups and x - groups[-1][0] < room:
            groups[-1][1].append(i)
        else:
            groups.append((x, [i]))
    return tuple((x, tuple(members)) for x, members in groups)
