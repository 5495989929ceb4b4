"""Ink as the elements of an SVG: a tag, its attributes, and its text where it has one."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from timeline.view.items import Line, Rectangle, Symbol, Words
from timeline.view.outlines import outline
from timeline.view.sketch import Area, Disc, Ink, Sketch
from timeline.view.style import fonts, plain

__all__ = ["document", "elements"]

Element = tuple[str, dict[str, Any], str] | tuple[str, dict[str, Any]]


def elements(ink: Iterable[Ink]) -> list[Element]:
    """Back to front, as the browser's part wants them."""
    return [_element(item) for item in ink]


def document(sketch: Sketch, name: str, ground: tuple[float, float], paper: str) -> bytes:
    """A sketch as an SVG file; areas reach no further than the `ground`, its width and height."""
    size = f'width="{_n(sketch.width)}" height="{_n(sketch.height)}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {_n(sketch.width)} {_n(sketch.height)}"'
        f' role="img"><title>{escape(plain(name))}</title><clipPath id="ground">'
        f'<rect width="{_n(ground[0])}" height="{_n(ground[1])}"/></clipPath>'
        f'<rect {size} fill="{paper}"/>'
    ]
    for tag, look, *words in elements(sketch.ink):
        clip = {"clip-path": "url(#ground)"} if look.get("data-ground") else {}
        given = "".join(f' {key}="{escape(str(value))}"' for key, value in {**look, **clip}.items())
        lines.append(f"<{tag}{given}>{escape(''.join(map(str, words)))}</{tag}>")
    return "\n".join([*lines, "</svg>", ""]).encode("utf-8")


def _element(item: Ink) -> Element:
    match item:
        case Area():
            look = {"fill": item.colour or "none", "fill-rule": "evenodd", "data-ground": "1"}
            if item.edge or not item.colour:
                look |= {"stroke": item.edge, "stroke-width": "0.8", "stroke-linejoin": "round"}
            return "path", {"d": item.path, **look}
        case Disc():
            edge = {"stroke": item.edge, "stroke-width": _n(item.width)} if item.width and item.edge else {}
            dashes = {"stroke-dasharray": "2 2"} if item.dashed else {}
            at = {"cx": _n(item.x), "cy": _n(item.y), "r": _n(item.radius), "fill": item.fill or "none"}
            return "circle", at | edge | dashes
        case Rectangle():
            box = {"x": item.x, "y": item.y, "width": item.width, "height": item.height}
            return "rect", {name: _n(value) for name, value in box.items()} | {"fill": item.colour}
        case Line():
            ends = {"x1": item.x0, "y1": item.y0, "x2": item.x1, "y2": item.y1, "stroke-width": item.width}
            return "line", {name: _n(value) for name, value in ends.items()} | {"stroke": item.colour}
        case Words():
            look = {"fill": item.colour, "font-size": _n(item.size), "font-family": fonts(item.text)}
            look |= {"font-weight": "600"} if item.bold else {}
            look |= {"text-anchor": item.anchor} if item.anchor != "start" else {}
            return "text", {"x": _n(item.x), "y": _n(item.y + 0.35 * item.size), **look}, plain(item.text)
        case Symbol():
            return _symbol(item)


def _symbol(item: Symbol) -> Element:
    hollow = item.shape.endswith("-open")
    look: dict[str, Any] = {"fill": item.fill if hollow else item.colour}
    if hollow:
        look |= {"stroke": item.colour, "stroke-width": _n(item.size * 0.17)}
    points = outline(item.shape, item.size / 2)
    if not points:
        return "circle", {"cx": _n(item.x), "cy": _n(item.y), "r": _n(item.size / 2), **look}
    corners = " ".join(f"{_n(item.x + x)},{_n(item.y + y)}" for x, y in points)
    return "polygon", {"points": corners, **look}


def _n(value: float) -> str:
    return f"{round(value, 2):g}"
