"""The few parts Streamlit lacks, in plain JavaScript that ships with the package and fetches nothing.

picture   the timeline itself: its ink, clicks, what a mark says, a ring round the open event
overview  density over the whole span, with the range as a window to draw, move and resize
listing   the events of the picture as a table
drawing   a picture whose marks are buttons: the map, and who meets whom
ranking   names with a bar for their number

Texts reach them as data and enter the page as text nodes, never as markup.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any
from zlib import crc32

import streamlit as st

from timeline.dashboard.components.ink import elements
from timeline.view.sketch import Sketch

__all__ = ["drawing", "listing", "overview", "picture", "ranking"]


def _source(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


_picture = st.components.v2.component(
    "timeline_picture",
    html='<div data-picture><div data-rings aria-hidden="true"></div>'
    '<div data-told aria-hidden="true" hidden></div><button data-save type="button" hidden></button></div>',
    css=_source("picture.css"),
    js=_source("picture.js"),
)
_overview = st.components.v2.component(
    "timeline_overview",
    html='<div data-overview><svg viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true"></svg>'
    '<div data-range hidden role="slider" tabindex="0" aria-valuemin="0" aria-valuemax="100"></div>'
    "<div data-ends><span></span><span></span></div></div>",
    css=_source("overview.css"),
    js=_source("overview.js"),
)
_listing = st.components.v2.component(
    "timeline_list", html="<div data-list></div>", css=_source("list.css"), js=_source("list.js")
)

_drawing = st.components.v2.component(
    "timeline_drawing", html="<div data-drawing></div>", css=_source("drawing.css"), js=_source("drawing.js")
)
_ranking = st.components.v2.component(
    "timeline_ranking", html="<div data-ranking></div>", css=_source("ranking.css"), js=_source("ranking.js")
)


def picture(
    plate: Mapping[str, Any] | None,
    *,
    room: str,
    name: str,
    selected: str | None,
    width: int,
    height: int,
    paper: str = "",
    save: tuple[str, str] | None = None,
    on_pick: Callable[[], None],
    on_width: Callable[[], None],
) -> None:
    """The timeline on a `plate` (see `plate.plate`), in the container with key `room`; without one, room of
    the `height` is kept. The event clicked comes as `chart.picked`, the pixels there are for the picture as
    `chart.width`. `save` puts a button there by which the browser itself saves it: its words, and the name
    of the file."""
    data = {
        "plate": plate,
        "print": crc32(json.dumps(plate).encode()),
        "room": room,
        "name": name,
        "selected": selected,
        "width": width,
        "height": height,
        "paper": paper,
        "save": save and save[0],
        "file": save and save[1],
    }
    _picture(key="chart", data=data, on_picked_change=on_pick, on_width_change=on_width)


def overview(
    bins: tuple[Sequence[int], Sequence[int]],
    *,
    days: int,
    window: tuple[float, float],
    ends: Sequence[str],
    name: str,
    said: str,
    on_brush: Callable[[], None],
) -> None:
    """The strip. `bins` are counts of all events and of those shown; `window` the range as fractions of the
    `days` of the span. What is brushed comes as `overview.brushed`: "whole" or first and last day."""
    data = {
        "all": list(bins[0]),
        "shown": list(bins[1]),
        "days": days,
        "range": list(window),
        "ends": list(ends),
        "name": name,
        "said": said,
    }
    _overview(key="overview", data=data, on_brushed_change=on_brush)


def listing(
    rows: Sequence[dict[str, Any]],
    *,
    key: str,
    name: str,
    columns: Sequence[str],
    selected: str | None,
    on_pick: Callable[[str], None],
) -> None:
    """The table; the event picked comes as `<key>.picked`, and `on_pick` is called with the key."""
    data = {"rows": list(rows), "name": name, "columns": list(columns), "selected": selected}
    _listing(key=key, data=data, on_picked_change=lambda: on_pick(key))


def drawing(
    sketch: Sketch,
    *,
    key: str,
    name: str,
    on_pick: Callable[[], None],
    on_move: Callable[[], None] | None = None,
    clip: tuple[float, float] | None = None,
) -> None:
    """The picture; the key of the target picked comes as `<key>.picked`. Where it has a ground that can be
    drawn about inside `clip`, width and height, the way it went comes as `<key>.moved`, in parts of them, and
    where two fingers drew it wider or narrower, how many times as wide it is."""
    data = {
        "width": sketch.width,
        "height": sketch.height,
        "name": name,
        "clip": clip,
        "ink": elements(sketch.ink),
        "targets": [asdict(target) for target in sketch.targets],
    }
    _drawing(key=key, data=data, on_picked_change=on_pick, on_moved_change=on_move or _nothing)


def ranking(rows: Sequence[dict[str, Any]], *, key: str, name: str, on_pick: Callable[[], None]) -> None:
    """The lines: key, name, count, and the count as it is said; the one picked comes as `<key>.picked`."""
    _ranking(key=key, data={"rows": list(rows), "name": name}, on_picked_change=on_pick)


def _nothing() -> None:
    """What follows where nothing has to."""
