"""Where marks and labels go inside a lane, so that none touches another: the important ones first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from timeline.view.canvas import Canvas, Ink, ink
from timeline.view.chips import chips
from timeline.view.fitting import Wish, bits, lowest
from timeline.view.marks import Fact
from timeline.view.style import CLEAR, COARSE, LINE, SMALL, TEXT
from timeline.view.text import measure, wrap

__all__ = ["Packed", "Room", "Slot", "room_of_sign"]

GAP = 5.0  # between a mark and its label
AIR = 9.0  # between neighbours in a row
LONG = 110.0  # a bar longer than this carries its label below it
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


@dataclass(slots=True)
class _Filled:
    """A lane being filled: what of each row is taken, the slots so far, the events that found no row."""

    taken: list[int]
    slots: dict[int, Slot]
    hidden: list[int]

    @property
    def wanting(self) -> bool:
        """Whether a mark or a label is missing."""
        return bool(self.hidden) or not all(slot.lines for slot in self.slots.values())

    def packed(self, room: Room) -> Packed:
        """Without the rows that nothing stands in."""
        place = {row: at for at, row in enumerate(row for row, there in enumerate(self.taken) if there)}
        slots = {
            i: Slot(place[s.row], s.lines, s.x, s.width, place[s.first], s.before)
            for i, s in sorted(self.slots.items())
        }
        return Packed(slots, room.inks, chips(self.hidden, room.inks, room.canvas), max(len(place), 1))


class Room:
    """A lane to be filled, as often as it takes to find how many rows it should have."""

    def __init__(self, facts: Sequence[Fact], canvas: Canvas) -> None:
        self.facts, self.canvas = facts, canvas
        self.inks = tuple(ink(fact, canvas) for fact in facts)
        self._tried: dict[int, Packed] = {}
        self._texts: dict[int, list[tuple[tuple[str, ...], float]]] = {}
        self._tries: dict[int, tuple[list[list[Wish]], Iterator[list[Wish]]]] = {}
        size = canvas.size
        self._marks = [bits(mark.x0 - size, mark.x1 + size) for mark in self.inks]
        self._alone = [bits(mark.x0, mark.x1 + AIR * size) for mark in self.inks]
        chosen = canvas.selected
        self._ranked = sorted(
            range(len(facts)), key=lambda i: (facts[i].event_id != chosen, -facts[i].rank, i)
        )

    def pack(self, rows: int) -> Packed:
        """At most `rows` rows.

        In order of date where all labels fit; else the chosen event, then the more important ones, get
        theirs, but never at the price of another event's mark, as long as marks can be had at all.
        """
        if rows not in self._tried:
            fewer = max((tried for tried in self._tried if tried < rows), default=0)
            whole = fewer and self._whole(self._tried[fewer])
            self._tried[rows] = self._tried[fewer] if whole else self._packed(rows)
        return self._tried[rows]

    def _whole(self, packed: Packed) -> bool:
        """Whether more rows could add nothing: every event has a label, with its best wording."""
        return not packed.wanting and all(
            slot.lines == self._texts[i][0][0] for i, slot in packed.slots.items()
        )

    def _packed(self, rows: int) -> Packed:
        by_date = list(range(len(self.facts)))
        hopeful = 1 + int(rows * self.canvas.grain.row * LABELS_A_PIXEL)
        if len(by_date) <= hopeful:
            best = self._fill(rows, by_date)
            if not best.wanting:
                return best.packed(self)
        by_rank = self._ranked[:hopeful]
        best = self._fill(rows, by_rank, sorted(set(by_date).difference(by_rank)))
        for _ in range(PASSES):
            if not best.hidden:
                break
            named = [i for i in by_rank if i in best.slots and best.slots[i].lines]
            named = named[: max(len(named) * 3 // 4, 1)]
            tried = self._fill(rows, named, sorted(set(by_date).difference(named)))
            if len(tried.hidden) >= len(best.hidden):
                break
            best = tried
        self._name_more(best, by_rank)
        return best.packed(self)

    def _fill(self, rows: int, named: Sequence[int], bare_first: Sequence[int] = ()) -> _Filled:
        """Marks alone for `bare_first`, then marks with labels for `named`, in that order, where they fit."""
        filled = _Filled([0] * rows, {}, [])
        taken, slots = filled.taken, filled.slots
        filled.hidden += self._bare(bare_first, taken, slots)
        unnamed: list[int] = []
        for i in named:
            slot = self._named(i, taken)
            if slot is None:
                unnamed.append(i)
            else:
                slots[i] = slot
        filled.hidden += self._bare(sorted(unnamed), taken, slots)
        return filled

    def _name_more(self, filled: _Filled, order: Sequence[int]) -> None:
        """Labels for marks without one, where there is room yet: a mark may change its row for it."""
        for i in order:
            slot = filled.slots.get(i)
            if slot is None or slot.lines:
                continue
            filled.taken[slot.row] ^= self._marks[i]
            better = self._named(i, filled.taken)
            if better is None:
                filled.taken[slot.row] |= self._marks[i]
            else:
                filled.slots[i] = better

    def _bare(self, positions: Sequence[int], taken: list[int], slots: dict[int, Slot]) -> list[int]:
        """Marks without labels into the lowest rows that have room; returns those that found none."""
        hidden = []
        for i in positions:
            mark = self._marks[i]
            for row in range(len(taken) - 1, -1, -1):
                if not taken[row] & mark:
                    taken[row] |= mark
                    slots[i] = Slot(row, first=row)
                    break
            else:
                hidden.append(i)
        return hidden

    def _named(self, i: int, taken: list[int]) -> Slot | None:
        """A mark with its label: whole if it can be, else shortened; None if neither finds room."""
        alone = self._alone[i]
        if all(row & alone for row in taken):  # not even the mark
            return None
        for tries in self._tries_of(i):
            found, limit = None, len(taken)
            for wish in tries:  # of two that fit in the same row the first
                row = lowest(wish, taken, limit)
                if row is not None:
                    found, limit = wish, row
            if found is not None:
                middle, end = limit + found.heads, limit + found.depth
                for k in range(limit, end):
                    taken[k] |= found.head if k < middle else found.words
                return Slot(limit, found.text, found.x, found.width, limit + found.below, found.before)
        return None

    def _tries_of(self, i: int) -> Iterator[list[Wish]]:
        """The wishes of an event, made when they are first asked for: most find room with the first."""
        if i not in self._tries:
            self._tries[i] = [], self._wishes(i)
        made, to_make = self._tries[i]
        yield from made
        for wishes in to_make:
            made.append(wishes)
            yield wishes

    def _wishes(self, i: int) -> Iterator[list[Wish]]:
        """Where the label of an event may stand, for one wording after another, best first."""
        fact, mark = self.facts[i], self.inks[i]
        air, pitch = AIR * self.canvas.size, self.canvas.grain.row
        shared = ceil(LINE * TEXT / pitch)  # rows of the first line, which the mark shares
        for beside in (True, False):
            for text, width in self._wordings(i) if beside else self._texts[i]:
                deep = ceil(len(text) * LINE * TEXT / pitch)
                wishes = []
                for x, below in self._places(fact, mark, width, len(text), beside):
                    head, heads = bits(mark.x0, mark.x1 + air), 1
                    if not below:
                        head = bits(min(mark.x0, x), max(mark.x1, x + width) + air)
                        heads = min(shared, deep)
                    words = bits(x, x + width + air)
                    before = not below and x < mark.x0
                    wishes.append(Wish(text, width, x, below, head, heads, words, below + deep, before))
                yield wishes

    def _wordings(self, i: int) -> Iterator[tuple[tuple[str, ...], float]]:
        """What the label may say, best first, and how wide that is with its sign; kept as it is made."""
        canvas, fact = self.canvas, self.facts[i]
        bold = fact.event_id == canvas.selected
        font, widest = TEXT * canvas.size, canvas.widest
        indent = room_of_sign(fact, canvas)
        known = self._texts[i] = []
        for share, lines in ((1.0, canvas.lines), (1.0, 1), (SHORTER, canvas.lines)):
            text = wrap(fact.text, font, widest * share - indent, lines, bold)
            if text and all(text != other for other, _ in known):
                known.append((text, indent + max(measure(line, font, bold) for line in text)))
                yield known[-1]

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
