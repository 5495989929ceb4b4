"""The lanes as bands, with marks and their labels in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.view.allot import allot, rows_height
from timeline.view.canvas import PAD, Canvas
from timeline.view.lanes import Group
from timeline.view.marks import Fact
from timeline.view.packing import Packed, room_of_sign
from timeline.view.style import LINE, SMALL, TEXT, Grain
from timeline.view.text import measure, wrap

__all__ = ["Label", "Lane", "Mark", "bands_of_marks", "column", "names"]

MOST_AIR = 28.0  # that a lane gets where a picture's height is fixed and there is some left


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
    """Words beside a mark: x, y is the middle of the first line's left end; the next is `leading` lower.

    `before`: it stands before its mark, and its lines end together. `sign` stands between the mark and the
    first line, in the `indent` pixels that all lines leave free there."""

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    leading: float
    before: bool = False
    sign: str = ""
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in a lane: its symbol at x, y; the stretch x0–x1 it covers.

    `first` and `last` are its day ordinals. `form` is one of marks.FORMS, or "more": events without room of
    their own, all in `event_ids`. `fades` says on which sides the stretch goes on: out of the view, or
    without a known bound.
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
    first: int | None = None
    last: int | None = None
    fades: tuple[bool, bool] = (False, False)
    selected: bool = False
    sources: int = 1
    disputed: bool = False
    label: Label | None = None

    @property
    def event_id(self) -> str:
        return self.event_ids[0]


def column(grouped: Sequence[Group], width: float, size: float) -> float:
    """Pixels for the lanes' names: as wide as the longest needs, up to a fifth of the picture."""
    widest = max((measure(group.name, TEXT * size, bold=True) for group in grouped), default=0.0)
    digits = max((measure(str(group.count), SMALL * size) for group in grouped), default=0.0)
    return min(widest, 0.14 * width) + digits + 34 * size


def names(grouped: Sequence[Group], canvas: Canvas) -> list[tuple[str, ...]]:
    """The lanes' names in lines; none where no room is left for them."""
    scale, size = canvas.scale, canvas.size
    out = []
    for group in grouped:
        digits = measure(str(group.count), SMALL * size)
        room = scale.right - scale.left - 40 * size if canvas.narrow else scale.left - digits - 46 * size
        fits = group.name and room >= 40 * size
        out.append(wrap(group.name, TEXT * size, room, 1 if canvas.narrow else 2, bold=True) if fits else ())
    return out


def bands_of_marks(
    grouped: Sequence[Group], facts: Sequence[Fact], canvas: Canvas
) -> tuple[tuple[Lane, ...], tuple[Mark, ...], Grain]:
    """Lanes filled with marks, and the grain they are drawn in."""
    members = [[fact for fact in facts if group.key in fact.lanes] for group in grouped]
    called = names(grouped, canvas)
    packed, canvas = allot(members, [len(lines) for lines in called], canvas)
    size, pitch = canvas.size, canvas.grain.row * canvas.size
    heights = [
        canvas.lane(rows_height(lane, canvas), len(lines)) for lane, lines in zip(packed, called, strict=True)
    ]
    left = (canvas.height - sum(heights)) / len(heights) if canvas.fixed else 0.0
    air = max(0.0, min(left, MOST_AIR * size))
    lanes: list[Lane] = []
    marks: list[Mark] = []
    y = canvas.top
    for group, lines, lane, least, here in zip(grouped, called, packed, heights, members, strict=True):
        height = least + air
        head = canvas.head(len(lines))
        rows_y = y + head + (height - head - rows_height(lane, canvas)) / 2
        if canvas.narrow:
            name_y = y + (PAD + TEXT * LINE / 2) * size
        else:
            block = (
                (len(lines) - 1) * TEXT * LINE * size
            )  # centred where it would not fit beside the first row
            name_y = min(rows_y + max(pitch, TEXT * LINE * size) / 2, y + (height - block) / 2)
        lanes.append(Lane(group.key, group.name, lines, group.count, y, height, name_y))
        marks.extend(_marks(group.key, here, lane, rows_y, canvas))
        y += height
    return tuple(lanes), tuple(marks), canvas.grain


def _marks(lane: str, facts: Sequence[Fact], packed: Packed, rows_y: float, canvas: Canvas) -> Iterator[Mark]:
    """The marks of one lane in order of date; `rows_y` is the top of its first row."""
    size, pitch = canvas.size, canvas.grain.row * canvas.size
    leading = TEXT * LINE * size
    for i, slot in packed.slots.items():
        fact, mark = facts[i], packed.inks[i]
        label = None
        y = rows_y + (slot.row + 0.5) * pitch
        if slot.lines:
            first = rows_y + slot.first * pitch + max(pitch, leading) / 2
            y = first if slot.first == slot.row else y
            indent = room_of_sign(fact, canvas)
            label = Label(slot.lines, slot.x, first, slot.width, leading, slot.before, fact.sign, indent)
        fades = (
            fact.first is None or fact.first < canvas.scale.first,
            fact.last is None or fact.last > canvas.scale.last,
        )
        yield Mark(
            event_ids=(fact.event_id,),
            lane=lane,
            text=fact.text,
            sources=fact.sources,
            disputed=fact.disputed,
            form=fact.form,
            status=fact.status,
            tone=fact.tone,
            x=mark.x,
            y=y,
            x0=mark.x0,
            x1=mark.x1,
            first=fact.first,
            last=fact.last,
            fades=fades,
            selected=fact.event_id == canvas.selected,
            label=label,
        )
    y = rows_y + packed.rows * pitch + SMALL * LINE * size / 2
    for x, members in packed.more:
        ids = tuple(facts[i].event_id for i in members)
        half = measure(f"+{len(ids)}", SMALL * size) / 2
        yield Mark(ids, lane, f"+{len(ids)}", "more", "happened", "other", x, y, x - half, x + half)
