"""A layout as the browser draws it: all ink of one look in one path, words in groups, what can be clicked.

Few elements and few letters, since they are made, sent and drawn anew at every click on a filter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from timeline.view import Layout
from timeline.view.items import Line, Rectangle, Symbol, Words
from timeline.view.outlines import outline
from timeline.view.scene import scene
from timeline.view.style import SMALL, THEMES, fonts, plain
from timeline.view.text import fit

__all__ = ["plate"]

HOVER = 420.0  # pixels of a title shown when pointed at
REACH = 9.0  # pixels round a symbol, and above and below a bar, that are clicked with it
Look = tuple[str, str, float, str]  # fill, stroke, its width, its dashes


def plate(layout: Layout, theme: str) -> dict[str, Any]:
    """Exactly `layout`. `paths` are [fill, stroke, width, dashes, outline], `words` [colour, size, weight,
    anchor, fonts, [x, y, words, …]], back to front. `events` are ids; `marks` x, y, number of the event and
    what it says when pointed at; `boxes` x, y, width, height and number of what else is clicked."""
    colours = THEMES[theme]
    items = scene(layout, colours)
    events: dict[str, int] = {}
    marks: list[Any] = []
    for item in items:
        if isinstance(item, Symbol) and item.event_id:
            number = events.setdefault(item.event_id, len(events))
            marks += [_n(item.x), _n(item.y), number, fit(plain(item.told), SMALL, HOVER)]
    return {
        "width": round(layout.width),
        "height": round(layout.height),
        "fonts": fonts(""),
        "paths": [
            *_gathered(
                ((item.colour, "", 0.0, ""), _box(item)) for item in items[1:] if isinstance(item, Rectangle)
            ),
            *_gathered((_look_of(item), _stroke(item)) for item in items if isinstance(item, Line)),
            *_gathered(_drawn(item) for item in items if isinstance(item, Symbol) and not item.event_id),
            *_gathered(_drawn(item) for item in items if isinstance(item, Symbol) and item.event_id),
        ],
        "words": _written(item for item in items if isinstance(item, Words)),
        "marks": marks,
        "boxes": _boxes(layout, events),
        "events": list(events),
    }


def _gathered(drawn: Iterable[tuple[Look, str]]) -> list[list[Any]]:
    by_look: dict[Look, list[str]] = defaultdict(list)
    for look, path in drawn:
        by_look[look].append(path)
    return [[*look, "".join(paths)] for look, paths in by_look.items()]


def _box(item: Rectangle) -> str:
    return f"M{_n(item.x)} {_n(item.y)}h{_n(item.width)}v{_n(item.height)}h{_n(-item.width)}z"


def _look_of(item: Line) -> Look:
    return "", item.colour, round(item.width, 2), "2 3" if item.dashed else ""


def _stroke(item: Line) -> str:
    return f"M{_n(item.x0)} {_n(item.y0)}L{_n(item.x1)} {_n(item.y1)}"


def _drawn(item: Symbol) -> tuple[Look, str]:
    hollow = item.shape.endswith("-open") or item.shape == "ring"
    r = item.size / 2
    corners = outline(item.shape, r)
    if corners:
        path = "M" + "L".join(f"{_n(item.x + x)} {_n(item.y + y)}" for x, y in corners) + "z"
    else:
        half = f"a{_n(r)} {_n(r)} 0 1 0"
        path = f"M{_n(item.x - r)} {_n(item.y)}{half} {_n(2 * r)} 0{half} {_n(-2 * r)} 0"
    if hollow:
        return (item.fill, item.colour, round(item.size * 0.17, 2), ""), path
    return (item.colour, "", 0.0, ""), path


def _written(items: Iterable[Words]) -> list[list[Any]]:
    by_look: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    usual = fonts("")
    for item in items:
        family = fonts(item.text)
        look = (
            item.colour, round(item.size, 2), 600 if item.bold else 400, item.anchor,
            "" if family == usual else family,
        )  # fmt: skip
        by_look[look] += [_n(item.x), _n(item.y + 0.35 * item.size), plain(item.text)]
    return [[*look, written] for look, written in by_look.items()]


def _boxes(layout: Layout, events: dict[str, int]) -> list[float]:
    """Bars and labels: what is clicked beside the symbols."""
    found: list[float] = []
    for mark in layout.marks:
        number = events.setdefault(mark.event_id, len(events))
        y = layout.top + mark.y
        if mark.form != "point":
            found += [_n(mark.x0), _n(y - REACH), _n(mark.x1 - mark.x0), 2 * REACH, number]
        if label := mark.label:
            top = layout.top + label.y - label.leading / 2
            tall = label.leading * len(label.lines)
            found += [_n(label.x), _n(top), _n(label.width), _n(tall), number]
    return found


def _n(value: float) -> float:
    """A tenth of a pixel is enough."""
    rounded = round(float(value), 1)
    return int(rounded) if rounded == int(rounded) else rounded
