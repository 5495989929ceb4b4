"""A map as ink: land, marks whose area is their number, their names, and what all that means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import sqrt

from timeline.view.atlas import Atlas, Spot
from timeline.view.items import Line, Rectangle, Symbol, Words
from timeline.view.land import Points, borders, shapes
from timeline.view.lettering import Box, Lettering
from timeline.view.sketch import Area, Disc, Ink, Sketch, Target
from timeline.view.style import LINE, SMALL, SYMBOLS, TEXT, THEMES, TONES, Theme, blend
from timeline.view.text import measure
from timeline.view.words import Words as Wording
from timeline.view.words import words

__all__ = ["engraved"]

EDGE = 16.0
NUMBERED = 8.5  # radius from which a mark has room for its number


def engraved(drawn: Atlas, colours: str, told: Callable[[Spot], str]) -> Sketch:
    """The picture in the `colours` of a theme; `told` says of a mark what is read aloud."""
    theme = THEMES[colours]
    chart, said = drawn.chart, words(drawn.language)
    ink: list[Ink] = [Rectangle(0, 0, chart.width, chart.height, blend(theme.band, theme.paper, 0.35))]
    land = blend(theme.line, theme.paper, 0.75)
    tinted = blend(theme.strong, theme.paper, 0.62)
    pieces: dict[str, list[str]] = {land: [], tinted: []}
    for country, line in shapes(chart):
        pieces[tinted if country in drawn.wide else land].append(_path(line) + "Z")
    ink += [Area(" ".join(paths), colour) for colour, paths in pieces.items() if paths]
    ink.append(Area(" ".join(_path(line) for line in borders(chart)), "", theme.paper))
    for spot in drawn.spots:
        ink += _mark(spot, theme)
    ink += _labels(drawn, theme, said)
    legend, height = _legend(drawn, theme, said)
    ink += legend
    targets = [
        Target(str(number), told(spot), spot.x - reach, spot.y - reach, 2 * reach, 2 * reach, round=True)
        for number, spot in enumerate(drawn.spots)
        for reach in [max(spot.radius + 2, 12.0)]
    ]
    return Sketch(chart.width, chart.height + height, tuple(ink), tuple(targets))


def _path(line: Points) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in line.tolist())


def _mark(spot: Spot, theme: Theme) -> list[Ink]:
    colour = theme.tones[spot.tone]
    ink: list[Ink] = []
    if spot.wide:
        ink.append(Disc(spot.x, spot.y, spot.radius + 3.5, "", theme.muted, 1.0, dashed=True))
    if spot.count == 1:
        ink.append(Disc(spot.x, spot.y, 7.5, theme.paper))
        ink.append(Symbol(spot.x, spot.y, SYMBOLS.get(spot.status, "circle"), 11.0, colour, theme.paper))
        return ink
    width = 1.8 if spot.facts < spot.count else 0.0
    ink.append(Disc(spot.x, spot.y, spot.radius + 1, theme.paper))
    ink.append(Disc(spot.x, spot.y, spot.radius - width / 2, theme.paper, colour, width))
    if spot.facts:
        ink.append(Disc(spot.x, spot.y, spot.radius * sqrt(spot.facts / spot.count), colour))
    return ink


def _labels(drawn: Atlas, theme: Theme, said: Wording) -> list[Ink]:
    """Names beside the marks, the greatest first, none over another or over a mark."""
    chart = drawn.chart
    lettering = Lettering(Box(2, 2, chart.width - 2, chart.height - 2))
    for spot in drawn.spots:
        lettering.block(Box.around(spot.x, spot.y, spot.radius + 1))
    ink: list[Ink] = []
    for spot in drawn.spots:
        inside = spot.count > 1 and spot.radius >= NUMBERED and 2 * spot.facts > spot.count
        number = said.number(spot.count)
        if inside and measure(number, SMALL, bold=True) < 1.8 * spot.radius * sqrt(spot.facts / spot.count):
            ink.append(Words(spot.x, spot.y, number, SMALL, theme.paper, True, "middle"))
        else:
            inside = False
        name = spot.places[0] + (f" +{said.number(len(spot.places) - 1)}" if len(spot.places) > 1 else "")
        extra = "" if inside or spot.count == 1 else number
        big = spot.count > 1
        width = measure(name, TEXT, bold=big) + (measure(f" {extra}", SMALL) + 2 if extra else 0)
        gap = spot.radius + (7.5 if spot.wide else 4.0)
        if (found := lettering.beside(spot.x, spot.y, gap, width, TEXT * LINE)) is None:
            continue
        y = (found.top + found.bottom) / 2
        ink.append(Words(found.left, y, name, TEXT, theme.ink, bold=big))
        if extra:
            ink.append(Words(found.right, y, extra, SMALL, theme.muted, anchor="end"))
    return ink


def _legend(drawn: Atlas, theme: Theme, said: Wording) -> tuple[list[Ink], float]:
    """What the marks mean, and what is not on the map; below it."""
    ink: list[Ink] = []
    spots, grey = drawn.spots, theme.tones["other"]
    entries: list[tuple[list[Ink], str]] = []
    if any(spot.count > 1 for spot in spots):
        pair: list[Ink] = [Disc(5, 0, 4, grey), Disc(17, 0, 7, grey)]
        entries.append((pair, said.say("area")))
    if any(spot.facts < spot.count for spot in spots):
        ring: list[Ink] = [Disc(7, 0, 6.2, theme.paper, grey, 1.6), Disc(7, 0, 4.0, grey)]
        entries.append((ring, said.say("filled")))
    if any(spot.wide for spot in spots):
        dashed: list[Ink] = [Disc(7, 0, 7, "", theme.muted, 1.0, dashed=True), Disc(7, 0, 3.5, grey)]
        entries.append((dashed, said.say("coarse")))
    tones = {spot.tone for spot in spots}
    if tones - {"other"}:
        for name in TONES:
            if name in tones:
                square: list[Ink] = [Rectangle(3, -4.5, 9, 9, theme.tones[name])]
                entries.append((square, said.say("mixed" if name == "other" else f"mostly_{name}")))
    x, y = EDGE, drawn.chart.height + 18.0
    for drawing, text in entries:
        wide = 30.0 if len(drawing) == 2 and text == said.say("area") else 20.0
        width = wide + measure(text, SMALL)
        if x > EDGE and x + width > drawn.chart.width:
            x, y = EDGE, y + 20.0
        ink += [_moved(item, x, y) for item in drawing]
        ink.append(Words(x + wide, y, text, SMALL, theme.muted))
        x += width + 16.0
    y += 20.0 if entries else 0.0
    for count, key in ((drawn.elsewhere, "elsewhere"), (drawn.beyond, "beyond")):
        if count:
            ink.append(Words(EDGE, y, said.say(key, count), SMALL, theme.muted))
            y += 18.0
    return ink, y - drawn.chart.height


def _moved(item: Ink, x: float, y: float) -> Ink:
    return item if isinstance(item, Area | Line) else replace(item, x=item.x + x, y=item.y + y)
