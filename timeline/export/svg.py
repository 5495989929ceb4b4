"""SVG: the picture as shown, written straight from its ink, without a browser. Text stays text."""

from __future__ import annotations

from html import escape
from math import sqrt

import pandas as pd

from timeline.export.face import Exporter, Sheet
from timeline.export.sheet import laid_out
from timeline.view.items import Item, Line, Rectangle, Symbol, Words
from timeline.view.layout import Layout
from timeline.view.scene import scene
from timeline.view.style import FONTS, THEMES, plain

__all__ = ["EXPORTER", "drawn", "write"]


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """The picture of `rows`: events carry their event_id in `data-event` and their words as a tooltip."""
    return drawn(laid_out(rows, sheet)).encode("utf-8")


def drawn(layout: Layout, theme: str = "light") -> str:
    """A layout as an SVG document, one unit a pixel."""
    width, height = _n(layout.width), _n(layout.height)
    title = escape(" ".join((*layout.title, *layout.caption)))
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
            f' viewBox="0 0 {width} {height}" role="img" font-family="{escape(FONTS)}">',
            f"<title>{title}</title>",
            *map(_element, scene(layout, THEMES[theme])),
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
            return (
                f'<text x="{_n(item.x)}" y="{_n(item.y + 0.35 * item.size)}" font-size="{_n(item.size)}"'
                f' fill="{item.colour}"{weight}{anchor}{event}>{escape(plain(item.text))}</text>'
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
    """The outline of a symbol round 0,0, of Plotly's proportions, so that both pictures agree."""
    match shape:
        case "triangle-right":
            tall = r * 2 / sqrt(3)
            return f"M{_n(-r / 2)} {_n(-tall)}V{_n(tall)}L{_n(r)} 0Z"
        case "diamond":
            d = r * 1.3
            return f"M{_n(d)} 0L0 {_n(d)}L{_n(-d)} 0L0 {_n(-d)}Z"
        case "square":
            return f"M{_n(-r)} {_n(-r)}H{_n(r)}V{_n(r)}H{_n(-r)}Z"
        case "x":
            d = r * 0.8 / sqrt(2)
            turns = (
                (d, d),
                (d, -d),
                (-d, -d),
                (d, -d),
                (-d, -d),
                (-d, d),
                (-d, -d),
                (-d, d),
                (d, d),
                (-d, d),
                (d, d),
            )
            return f"M0 {_n(d)}" + "".join(f"l{_n(x)} {_n(y)}" for x, y in turns) + "Z"
    return f"M{_n(-r)} 0A{_n(r)} {_n(r)} 0 1 1 {_n(r)} 0A{_n(r)} {_n(r)} 0 1 1 {_n(-r)} 0Z"


def _n(number: float) -> str:
    """A number of pixels as short as it is exact to a hundredth."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


EXPORTER = Exporter("svg", "SVG", ".svg", "image/svg+xml", write, picture=True)
