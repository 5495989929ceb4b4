"""The picture as a Plotly figure: the scene's ink, one pixel of layout for one unit of both axes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from timeline.view.items import Line, Rectangle, Symbol, Words
from timeline.view.layout import Layout
from timeline.view.scene import scene
from timeline.view.style import FONTS, SMALL, THEMES, Theme, fonts, safe
from timeline.view.text import fit

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

__all__ = ["figure"]

_ALIGN = {"start": "middle right", "middle": "middle center", "end": "middle left"}
_HOVER = 420.0  # pixels of a title shown on hover
TARGET = 22.0  # pixels between the points that can be clicked


def figure(layout: Layout, *, theme: str = "light", caption: str | None = None) -> Figure:
    """Exactly `layout`, of its width and height. Traces with events carry `customdata` = event_id.

    `caption` stands in the picture in place of the layout's own. Both axes count pixels:
    `layout.scale.date(x)` is the day under x.
    """
    if caption is not None:
        layout = layout.captioned(caption)
    colours = THEMES[theme]
    items = scene(layout, colours)
    traces = _lines([item for item in items if isinstance(item, Line)])
    traces += _symbols([item for item in items if isinstance(item, Symbol)])
    traces += _texts([item for item in items if isinstance(item, Words)])
    traces += _targets(layout)
    shapes = [_shape(item) for item in items[1:] if isinstance(item, Rectangle)]
    return _made(traces, shapes, layout.width, layout.height, colours)


def _lines(items: list[Line]) -> list[dict[str, Any]]:
    """One trace for all lines of one look that follow each other: pieces with gaps between them."""
    grouped: dict[tuple[str, float, bool], list[Line]] = defaultdict(list)
    for item in items:
        grouped[(item.colour, item.width, item.dashed)].append(item)
    traces = []
    for (colour, width, dashed), lines in grouped.items():
        xs: list[float | None] = []
        ys: list[float | None] = []
        for line in lines:
            xs += [round(line.x0, 2), round(line.x1, 2), None]
            ys += [round(line.y0, 2), round(line.y1, 2), None]
        style = {"color": colour, "width": round(width, 2), "dash": "2px,3px" if dashed else "solid"}
        traces.append(
            {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": style, "hoverinfo": "skip"}
        )
    return traces


def _symbols(items: list[Symbol]) -> list[dict[str, Any]]:
    quiet = [item for item in items if not item.event_id]
    loud = [item for item in items if item.event_id]
    return [_marker(part) for part in (quiet, loud) if part]


def _marker(items: list[Symbol]) -> dict[str, Any]:
    hollow = [item.shape.endswith("-open") or item.shape == "ring" for item in items]
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "name": "events" if items[0].event_id else "signs",
        "x": [round(item.x, 2) for item in items],
        "y": [round(item.y, 2) for item in items],
        "marker": {
            "symbol": ["circle" if i.shape == "ring" else i.shape.removesuffix("-open") for i in items],
            "size": [round(item.size, 2) for item in items],
            "color": [item.fill if open_ else item.colour for item, open_ in zip(items, hollow, strict=True)],
            "line": {
                "color": [item.colour for item in items],
                "width": [
                    round(item.size * 0.17, 2) if open_ else 0
                    for item, open_ in zip(items, hollow, strict=True)
                ],
            },
            "opacity": 1,
        },
        "hoverinfo": "skip",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    if items[0].event_id:
        trace["customdata"] = [item.event_id for item in items]
        trace["hoverinfo"] = "text"
        trace["hovertext"] = [safe(fit(item.told, SMALL, _HOVER)) for item in items]
    return trace


def _texts(items: list[Words]) -> list[dict[str, Any]]:
    quiet = [item for item in items if not item.event_id]
    loud = [item for item in items if item.event_id]
    return [_written(part) for part in (quiet, loud) if part]


def _written(items: list[Words]) -> dict[str, Any]:
    families = [fonts(item.text) for item in items]
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "text",
        "x": [round(item.x, 2) for item in items],
        "y": [round(item.y, 2) for item in items],
        "text": [safe(item.text) for item in items],
        "textposition": [_ALIGN[item.anchor] for item in items],
        "textfont": {
            "family": families if len(set(families)) > 1 else families[0],
            "size": [round(item.size, 2) for item in items],
            "color": [item.colour for item in items],
            "weight": [600 if item.bold else 400 for item in items],
        },
        "hoverinfo": "skip",
        "selected": {"textfont": {}},
        "unselected": {"textfont": {}},
    }
    if items[0].event_id:
        trace["customdata"] = [item.event_id for item in items]
        trace["hoverinfo"] = "none"
    return trace


def _targets(layout: Layout) -> list[dict[str, Any]]:
    """Unseen points along bars and labels: Plotly lets points be clicked, but not lines, words at one end."""
    spots: list[tuple[float, float, str]] = []
    for mark in layout.marks:
        if mark.form != "point":
            spots += [(x, mark.y, mark.event_id) for x in _steps(mark.x0, mark.x1)]
        if mark.label:
            for i in range(len(mark.label.lines)):
                y = mark.label.y + i * mark.label.leading
                spots += [
                    (x, y, mark.event_id) for x in _steps(mark.label.x, mark.label.x + mark.label.width)
                ]
    if not spots:
        return []
    target = {
        "type": "scatter",
        "mode": "markers",
        "name": "targets",
        "x": [round(x, 1) for x, _, _ in spots],
        "y": [round(y + layout.top, 1) for _, y, _ in spots],
        "customdata": [event_id for _, _, event_id in spots],
        "marker": {"size": 12, "opacity": 0},
        "hoverinfo": "none",
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}},
    }
    return [target]


def _steps(x0: float, x1: float) -> list[float]:
    count = max(1, round((x1 - x0) / TARGET))
    return [x0 + (x1 - x0) * (i + 0.5) / count for i in range(count)]


def _shape(item: Rectangle) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": "x",
        "yref": "y",
        "x0": round(item.x, 2),
        "y0": round(item.y, 2),
        "x1": round(item.x + item.width, 2),
        "y1": round(item.y + item.height, 2),
        "fillcolor": item.colour,
        "line": {"width": 0},
        "layer": "below",
    }


def _base(width: float, height: float, theme: Theme) -> dict[str, Any]:
    """Every default of ours: an empty template, so that nothing imported elsewhere changes the picture."""
    return {
        "template": "none",
        "width": round(width),
        "height": round(height),
        "autosize": False,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": theme.paper,
        "plot_bgcolor": theme.paper,
        "font": {"family": FONTS, "color": theme.ink},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": theme.paper,
            "bordercolor": theme.strong,
            "font": {"family": FONTS, "size": SMALL, "color": theme.ink},
            "namelength": 0,
        },
        "dragmode": False,
    }


def _made(
    traces: list[dict[str, Any]], shapes: list[dict[str, Any]], width: float, height: float, theme: Theme
) -> Figure:
    from plotly.graph_objects import Figure

    axis = {"visible": False, "fixedrange": True, "autorange": False}
    layout = _base(width, height, theme) | {
        "shapes": shapes,
        "xaxis": axis | {"range": [0, round(width)]},
        "yaxis": axis | {"range": [round(height), 0]},
    }
    return Figure(data=traces, layout=layout)
