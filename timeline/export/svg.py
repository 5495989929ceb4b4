"""SVG: the picture as shown, written straight from its ink, without a browser. Text stays text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from timeline.export.face import Exporter, Sheet
from timeline.export.sheet import laid_out
from timeline.view.items import Item, Line, Rectangle, Symbol, Words
from timeline.view.layout import Layout
from timeline.view.outlines import outline
from timeline.view.scene import scene
from timeline.view.style import FONTS, THEMES, fonts, plain

__all__ = ["EXPORTER", "document", "drawn", "write"]


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """The picture of `rows`: events carry their event_id in `data-event` and their words as a tooltip."""
    return drawn(laid_out(rows, sheet)).encode("utf-8")


def drawn(layout: Layout, theme: str = "light") -> str:
    """A layout as an SVG document, one unit a pixel."""
    title = " ".join((*layout.title, *layout.caption))
    return document(scene(layout, THEMES[theme]), layout.width, layout.height, title)


def document(items: Iterable[Item], width: float, height: float, title: str) -> str:
    """Ink as an SVG document `width` by `height` pixels."""
    across, down = _n(width), _n(height)
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}"'
            f' viewBox="0 0 {across} {down}" role="img" font-family="{escape(FONTS)}">',
            f"<title>{escape(plain(title))}</title>",
            *map(_element, items),
            "</svg>\n",
        )
    )


def _element(item: Item) -> str:
    match item:
        case Rectangle():
            return (
                f'<rect x="{_n(item.x)}" y="{_n(item.y)}" width="{_n(item.width)}" height="{_n(item.height)}"'
                f' fill="{item.colour}"/>'
            )
        case Line():
            dashes = ' stroke-dasharray="2 3"' if item.dashed else ""
            return (
                f'<line x1="{_n(item.x0)}" y1="{_n(item.y0)}" x2="{_n(item.x1)}" y2="{_n(item.y1)}"'
                f' stroke="{item.colour}" stroke-width="{_n(item.width)}"{dashes}/>'
            )
        case Words():
            weight = ' font-weight="600"' if item.bold else ""
            anchor = "" if item.anchor == "start" else f' text-anchor="{item.anchor}"'
            event = f' data-event="{escape(item.event_id)}"' if item.event_id else ""
            own = fonts(item.text)
            family = "" if own == FONTS else f' font-family="{escape(own)}"'
            return (
                f'<text x="{_n(item.x)}" y="{_n(item.y + 0.35 * item.size)}" font-size="{_n(item.size)}"'
                f' fill="{item.colour}"{weight}{anchor}{family}{event}>{escape(plain(item.text))}</text>'
            )
        case Symbol():
            return _symbol(item)


def _symbol(item: Symbol) -> str:
    hollow = item.shape.endswith("-open") or item.shape == "ring"
    fill = item.fill if hollow else item.colour
    stroke = f' stroke="{item.colour}" stroke-width="{_n(item.size * 0.17)}"' if hollow else ""
    path = _path(item.shape.removesuffix("-open"), item.size / 2)
    event = f' data-event="{escape(item.event_id)}"' if item.event_id else ""
    told = f"<title>{escape(plain(item.told))}</title>" if item.told else ""
    return (
        f'<path transform="translate({_n(item.x)} {_n(item.y)})" d="{path}" fill="{fill}"{stroke}{event}>'
        f"{told}</path>"
    )


def _path(shape: str, r: float) -> str:
    """A symbol round 0,0."""
    corners = outline(shape, r)
    if corners:
        return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in corners) + "Z"
    return f"M{_n(-r)} 0A{_n(r)} {_n(r)} 0 1 1 {_n(r)} 0A{_n(r)} {_n(r)} 0 1 1 {_n(-r)} 0Z"


def _n(number: float) -> str:
    """A number of pixels as short as it is exact to a hundredth."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


EXPORTER = Exporter("svg", "SVG", ".svg", "image/svg+xml", write, picture=True)
