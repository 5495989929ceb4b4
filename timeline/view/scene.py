"""The layout as ink: rectangles, lines, symbols and words in pixels and colours, back to front.

Every drawing, Plotly's or a file's, goes through this list, so that all show the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.view.bands import Lane, Mark
from timeline.view.canvas import cut
from timeline.view.items import Item, Line, Rectangle, Symbol, Words
from timeline.view.lanes import OTHERS
from timeline.view.layout import Layout
from timeline.view.margins import Entry
from timeline.view.style import CAPTION, CLEAR, COARSE, LINE, SMALL, SYMBOLS, TEXT, TITLE, Grain, Theme, blend
from timeline.view.text import is_cut, measure
from timeline.view.words import words

__all__ = ["samples", "scene"]

FACTS = ("happened", "ongoing")
STEPS = 24  # of a fading stretch
PALER = 0.8  # of the ink, for the bars of all others: they have a scale of their own


def scene(layout: Layout, theme: Theme) -> list[Item]:
    """All ink of a layout, back to front, in pixels from the picture's top left corner."""
    items: list[Item] = [Rectangle(0, 0, layout.width, layout.height, theme.paper)]
    items.extend(_grid(layout, theme))
    items.extend(_bars(layout, theme))
    for mark in layout.marks:
        items.extend(_stretch(mark, layout, layout.grain, theme))
    for mark in layout.marks:
        items.extend(_symbol(mark, layout, layout.grain, theme))
    items.extend(_words(layout, theme))
    items.extend(samples(layout, theme))
    return items


def samples(layout: Layout, theme: Theme) -> list[Item]:
    """The ink of the legend: of each entry a sample, and what it says."""
    return [item for entry in layout.legend for item in _entry(entry, layout, theme)]


def _grid(layout: Layout, theme: Theme) -> Iterator[Item]:
    top, bottom = layout.top + layout.axis_y, layout.top + layout.bottom
    left, right = layout.edge, layout.width - layout.edge
    for i, lane in enumerate(layout.lanes):
        if i % 2 == 0:
            yield Rectangle(left, layout.top + lane.y, right - left, lane.height, theme.band)
    for tick in layout.ticks:
        if not tick.major:
            yield Line(tick.x, top, tick.x, bottom, theme.line)
    for tick in layout.ticks:
        if tick.major and tick.x > layout.scale.left + 1:
            yield Line(tick.x, top - 40 * layout.size, tick.x, bottom, theme.strong)
    yield Line(layout.scale.left, top, layout.scale.right, top, theme.strong)
    yield Line(left, bottom, right, bottom, theme.strong)
    for reference in layout.references:
        if reference.line:
            yield Line(
                reference.x, top, reference.x, bottom + 5 * layout.size, theme.strong, 1.0, dashed=True
            )
        else:
            yield Line(
                reference.x, bottom - 3 * layout.size, reference.x, bottom + 4 * layout.size, theme.muted
            )


def _bars(layout: Layout, theme: Theme) -> Iterator[Item]:
    for bar in layout.bars:
        x, foot = (bar.x0 + bar.x1) / 2, layout.top + bar.y
        colour = theme.tones["other"]
        if bar.lane == OTHERS and len(layout.lanes) > 1:
            colour = blend(colour, theme.paper, PALER)
        yield Line(x, foot, x, foot - bar.height, colour, max(bar.x1 - bar.x0 - 1.0, 1.0))


def _stretch(mark: Mark, layout: Layout, grain: Grain, theme: Theme) -> Iterator[Item]:
    y, size = layout.top + mark.y, layout.size
    colour = theme.tones[mark.tone]
    bar = grain.bar * size
    match mark.form:
        case "within":
            yield from _within(mark, y, size * grain.row / COARSE.row, colour, theme)
        case "about":
            yield from _fading(mark.x0, mark.x, y, bar * 1.4, colour, theme, 0.05, 0.4)
            yield from _fading(mark.x, mark.x1, y, bar * 1.4, colour, theme, 0.4, 0.05)
        case "duration" | "open":
            solid = mark.status in FACTS
            x0, x1 = mark.x0, mark.x1
            if not mark.fades[0]:
                x0 = mark.x
            elif mark.first is None and not mark.fades[1]:
                x1 = mark.x
            full = 1.0 if solid else 0.5
            if mark.fades[0]:
                reach = _reach(mark.first is None, x1 - x0, size)
                yield from _fading(x0, x0 + reach, y, bar, colour, theme, 0.06, full)
                x0 += reach
            if mark.fades[1]:
                reach = _reach(mark.last is None, x1 - x0, size)
                yield from _fading(x1 - reach, x1, y, bar, colour, theme, full, 0.06)
                x1 -= reach
            if x1 > x0 and mark.x1 - mark.x0 > (grain.symbol + 1) * size:
                yield Line(x0, y, x1, y, colour, bar)
                if not solid:
                    yield Line(x0 + 1.2 * size, y, x1 - 1.2 * size, y, theme.paper, bar - 2.4 * size)


def _reach(unknown: bool, length: float, size: float) -> float:
    """How far a bar fades: long where its bound is unknown, short where it only leaves the view."""
    return min(240.0 * size, 0.65 * length) if unknown else cut(length, size)


def _within(mark: Mark, y: float, size: float, colour: str, theme: Theme) -> Iterator[Item]:
    """A pale band between brackets: somewhere in here."""
    half, foot = 7.5 * size, 4 * size
    pale, edge = blend(colour, theme.paper, 0.13), blend(colour, theme.paper, 0.75)
    yield Line(mark.x0, y, mark.x1, y, pale, 2 * half)
    for x, inward, leaves in ((mark.x0, foot, mark.fades[0]), (mark.x1, -foot, mark.fades[1])):
        if not leaves:
            inner = x + (0.5 if inward > 0 else -0.5)
            yield Line(inner, y - half, inner, y + half, edge, 1.2 * size)
            yield Line(x, y - half, x + inward, y - half, edge, 1.2 * size)
            yield Line(x, y + half, x + inward, y + half, edge, 1.2 * size)


def _fading(
    x0: float, x1: float, y: float, width: float, colour: str, theme: Theme, start: float, end: float
) -> Iterator[Item]:
    step = (x1 - x0) / STEPS
    for i in range(STEPS):
        strength = start + (end - start) * (i + 0.5) / STEPS
        seam = 0.0 if i == STEPS - 1 else 0.8  # under the next piece, so that no paper shows between
        yield Line(
            x0 + i * step, y, x0 + (i + 1) * step + seam, y, blend(colour, theme.paper, strength), width
        )


def _symbol(mark: Mark, layout: Layout, grain: Grain, theme: Theme) -> Iterator[Item]:
    y, size = layout.top + mark.y, layout.size
    if mark.form == "more":
        yield Words(mark.x, y, mark.text, SMALL * size, theme.muted, anchor="middle", event_id=mark.event_id)
        return
    across = (grain.symbol if mark.form in ("point", "duration") else grain.vague) * size
    if mark.selected:
        yield Symbol(mark.x, y, "ring", COARSE.row * size, theme.accent, theme.halo)
    shape = SYMBOLS.get(mark.status, "circle")
    if mark.form in ("duration", "open", "about"):  # set off from its own bar
        yield Symbol(mark.x, y, shape.removesuffix("-open"), across + 4 * size, theme.paper, theme.paper)
    whole = mark.label is not None and not is_cut(mark.label.lines[-1])
    told = "" if whole else _told(mark, layout)
    yield Symbol(mark.x, y, shape, across, theme.tones[mark.tone], theme.paper, mark.event_id, told)


def _told(mark: Mark, layout: Layout) -> str:
    """What a mark says when pointed at: its words whole, and what its sign stands for."""
    said = words(layout.language)
    parts = [mark.text]
    if mark.sources > 1:
        parts.append(said.say("told_by", mark.sources))
    if mark.disputed:
        parts.append(said.say("disputed"))
    return " · ".join(parts)


def _words(layout: Layout, theme: Theme) -> Iterator[Item]:
    top, size = layout.top, layout.size
    y = 10 * size
    for line in layout.title:
        yield Words(layout.edge, y + TITLE * LINE * size / 2, line, TITLE * size, theme.ink, bold=True)
        y += TITLE * LINE * size
    font, colour = (TEXT, theme.muted) if layout.title else (CAPTION, theme.ink)
    for line in layout.caption:
        yield Words(layout.edge, y + font * LINE * size / 2, line, font * size, colour, bold=not layout.title)
        y += font * LINE * size
    for tick in layout.ticks:
        y = top + layout.axis_y - (32 if tick.major else 12) * size
        if tick.major:
            inset = 6 * size if tick.x > layout.scale.left + 1 else 0.0
            yield Words(tick.x + inset, y, tick.text, TEXT * size, theme.ink, bold=True)
        else:
            yield Words(tick.x + 4 * size, y, tick.text, SMALL * size, theme.muted)
    for lane in layout.lanes:
        yield from _lane(lane, layout, theme)
    for mark in layout.marks:
        if mark.label:
            label = mark.label
            for i, line in enumerate(label.lines):
                y = top + label.y + i * label.leading
                x, anchor = (label.x + label.width, "end") if label.before else (label.x, "start")
                if label.sign and i == 0:
                    at = x - CLEAR * size if label.before else x + CLEAR * size
                    yield Words(at, y, label.sign, SMALL * size, theme.muted, True, anchor, mark.event_id)
                x += -label.indent if label.before else label.indent
                yield Words(x, y, line, TEXT * size, theme.ink, mark.selected, anchor, mark.event_id)
    for gap in layout.gaps:
        y, middle, half = top + gap.y, (gap.x0 + gap.x1) / 2, measure(gap.text, SMALL * size) / 2 + 6 * size
        yield Line(gap.x0, y, middle - half, y, theme.strong, 1.0, dashed=True)
        yield Line(middle + half, y, gap.x1, y, theme.strong, 1.0, dashed=True)
        yield Words(middle, y, gap.text, SMALL * size, theme.muted, anchor="middle")
    for reference in layout.references:
        if reference.text:
            y = top + layout.bottom + layout.reference_y
            yield Words(reference.text_x, y, reference.text, SMALL * size, theme.muted)
    for note in layout.notes:
        anchor = "start" if note.side == "left" else "end"
        yield Words(note.x, top + layout.bottom + note.y, note.text, SMALL * size, theme.muted, anchor=anchor)
    if layout.message:
        y = top + (layout.bottom + layout.axis_y) / 2
        x = (layout.scale.left + layout.scale.right) / 2
        yield Words(x, y, layout.message, TEXT * size, theme.muted, anchor="middle")


def _lane(lane: Lane, layout: Layout, theme: Theme) -> Iterator[Item]:
    if not lane.lines:
        return
    size = layout.size
    inset = 10 * size
    first = layout.top + lane.name_y
    for i, line in enumerate(lane.lines):
        yield Words(
            layout.edge + inset, first + i * TEXT * LINE * size, line, TEXT * size, theme.ink, bold=True
        )
    if lane.count:
        right = layout.width - layout.edge - inset if layout.narrow else layout.scale.left - inset
        number = words(layout.language).number(lane.count)
        yield Words(right, first, number, SMALL * size, theme.muted, anchor="end")


def _entry(entry: Entry, layout: Layout, theme: Theme) -> Iterator[Item]:
    size = layout.size
    y = layout.bottom + entry.y
    wide = 24 * size
    neutral = "other"
    if entry.kind == "form" and entry.key != "point":
        x = entry.x + (wide / 2 if entry.key in ("within", "about") else COARSE.symbol * size / 2)
        fades = (False, entry.key == "open")
        right = entry.x + wide
        sample = Mark(("",), "", "", entry.key, "happened", neutral, x, y, entry.x, right, 1, fades=fades)
        yield from _stretch(sample, layout, COARSE, theme)
        yield from _symbol(sample, layout, COARSE, theme)
        text_x = entry.x + 30 * size
    else:
        x = entry.x + COARSE.symbol * size / 2
        text_x = entry.x + 18 * size
        at = layout.top + y
        match entry.kind:
            case "tone":
                across = 9 * size
                yield Rectangle(x - across / 2, at - across / 2, across, across, theme.tones[entry.key])
            case "sign":
                yield Words(x, at, entry.key, SMALL * size, theme.muted, True, "middle")
            case "reference":
                yield Line(x, at - 6 * size, x, at + 6 * size, theme.muted, 1.0, dashed=True)
            case _:
                shape = SYMBOLS.get(entry.key, "circle")
                yield Symbol(x, at, shape, COARSE.symbol * size, theme.tones[neutral], theme.paper)
    yield Words(text_x, layout.top + y, entry.text, SMALL * size, theme.muted)
