"""The map: where the events shown happened. A place leads back to its events on the timeline."""

from __future__ import annotations

import csv
from functools import cache

import numpy as np
import pandas as pd
import streamlit as st

from timeline import resources
from timeline.dashboard import chart, components, overview, safe, session
from timeline.dashboard.components.ink import document
from timeline.dashboard.filters import Index, Selection
from timeline.dashboard.state import View
from timeline.dashboard.strings import Strings
from timeline.dashboard.words import Wording, sentence, sentence_text
from timeline.view.atlas import NEAREST, WORLD, Atlas, Centre, Spot, atlas
from timeline.view.engraving import engraved
from timeline.view.style import THEMES

__all__ = ["file", "places", "show"]

MOST = 60  # places that the list names
FILE = 1200  # pixels across, of the map as a file
NEEDED = ["place", "country", "latitude", "longitude", "status", "kind"]


def show(index: Index, selection: Selection, view: View, wording: Wording) -> None:
    """Draw the toolbar, the strip and the map of the events selected."""
    say = wording.strings
    drawn = _laid_out(index, selection, view, say.language)
    st.session_state.atlas = drawn
    _toolbar(drawn, view, say)
    window = overview.window(index, selection, view)
    whole = window if window and all(window) else index.focus
    if whole and whole[0] and whole[1]:
        overview.show(index, selection, (whole[0], whole[1]), say)
    with st.container(key="picture"):
        if drawn.spots or drawn.beyond:
            count = sum(spot.count for spot in drawn.spots)
            components.drawing(
                engraved(drawn, session.theme(), lambda spot: _told(spot, say)),
                key="map",
                name=say("map.name", events=say.count("count.events", count)),
                clip=(drawn.chart.width, drawn.chart.height),
                on_pick=_picked,
                on_move=_moved,
            )
        else:
            chart.nothing("empty.no_match" if selection.empty else "map.none", selection, say)
        chart.watch(index, view, say)


def file(index: Index, selection: Selection, view: View, wording: Wording) -> bytes:
    """The map as an SVG file, on paper."""
    say = wording.strings
    drawn = atlas(
        _told_at(index, selection), width=FILE, centre=view.centre, wide=_wide(), language=say.language
    )
    name = sentence_text(sentence(view, selection, wording))
    ground = drawn.chart.width, drawn.chart.height
    sketch = engraved(drawn, "light", lambda spot: _told(spot, say))
    return document(sketch, name, ground, THEMES["light"].paper)


def places(index: Index, selection: Selection, wording: Wording) -> None:
    """The places as lines of text, the most events first."""
    say = wording.strings
    found = _told_at(index, selection)["place"].value_counts()
    ranked = sorted(((str(name), int(n)) for name, n in found.items()), key=lambda line: (-line[1], line[0]))
    if not ranked:
        return
    st.html(safe.element("h2", say("map.places"), look="tl-heading"))
    components.ranking(
        [
            {"key": name, "name": name, "count": n, "said": say.count("count.events", n)}
            for name, n in ranked[:MOST]
        ],
        key="places",
        name=say("map.places_name"),
        on_pick=_place,
    )


def _laid_out(index: Index, selection: Selection, view: View, language: str) -> Atlas:
    width = chart.width() or chart.WIDTH
    rows = _told_at(index, selection)
    return atlas(rows, width=width, centre=view.centre, wide=_wide(), language=language)


def _told_at(index: Index, selection: Selection) -> pd.DataFrame:
    """The events selected, a line for each place that a report of them names: as the filter finds them."""
    chosen = np.zeros(len(index), dtype=bool)
    chosen[selection.dated] = chosen[selection.undated] = True
    told = chosen[index.told_by]
    lines = index.reports.loc[told, NEEDED].assign(line=index.told_by[told])
    lines = lines.sort_values("place", kind="stable", na_position="last").drop_duplicates(["line", "place"])
    somewhere = lines["line"].isin(lines.loc[lines["place"].notna(), "line"])
    return lines[lines["place"].notna() | ~somewhere]


@cache
def _wide() -> dict[tuple[str, str], str]:
    """Places that are a whole country or region, with their country."""
    found = {}
    for file in ("places.csv", "regions.csv"):
        head, *lines = resources.text(file).splitlines()
        some = [line for line in lines if ",country," in line or ",region," in line]
        for row in csv.DictReader([head, *some]):
            if row["kind"] in ("country", "region"):
                found[row["name"], row["country"]] = row["kind"]
    return found


def _told(spot: Spot, say: Strings) -> str:
    events = say.count("count.events", spot.count)
    if len(spot.places) == 1:
        return say("map.spot", place=spot.places[0], events=events)
    return say("map.several", place=spot.places[0], n=say.number(len(spot.places) - 1), events=events)


def _toolbar(drawn: Atlas, view: View, say: Strings) -> None:
    """Closer, farther, and over the edges; what a pointer does by dragging."""
    longitude, latitude, across = drawn.centre
    tall = drawn.chart.bounds[3] - drawn.chart.bounds[1]
    with st.container(key="toolbar", horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(say("map.hint"))
        st.space("stretch")
        for name, icon, centre in (
            ("west", "arrow_back", (longitude - across / 3, latitude, across)),
            ("north", "arrow_upward", (longitude, latitude + tall / 3, across)),
            ("south", "arrow_downward", (longitude, latitude - tall / 3, across)),
            ("east", "arrow_forward", (longitude + across / 3, latitude, across)),
            ("farther", "zoom_out", (longitude, latitude, across * 2)),
            ("closer", "zoom_in", (longitude, latitude, across / 2)),
        ):
            st.button(
                say(f"map.{name}"),
                key=f"range_map_{name}",
                icon=f":material/{icon}:",
                type="tertiary",
                help=say(f"map.{name}"),
                on_click=_go,
                args=(centre,),
            )
        st.button(
            say("map.fit"),
            key="map_fit",
            icon=":material/fit_screen:",
            type="tertiary",
            disabled=not drawn.beyond and view.centre is None,
            on_click=session.update,
            kwargs={"centre": drawn.whole if drawn.beyond else None},
        )


def _go(centre: Centre) -> None:
    longitude, latitude, across = centre
    longitude = (longitude + 180) % 360 - 180
    session.update(centre=(longitude, min(max(latitude, -75.0), 80.0), min(max(across, NEAREST), WORLD)))


def _moved() -> None:
    moved = st.session_state.map.moved
    drawn: Atlas = st.session_state.atlas
    if isinstance(moved, list) and len(moved) in (2, 3):
        longitude, latitude, across = drawn.centre
        tall = drawn.chart.bounds[3] - drawn.chart.bounds[1]
        right, down = (min(max(float(part), -1.0), 1.0) for part in moved[:2])
        wider = min(max(float(moved[2]), 0.05), 20.0) if len(moved) == 3 else 1.0
        _go((longitude + right * across, latitude - down * tall, wider * across))


def _picked() -> None:
    """A mark of one place opens its events; one of several shows them nearer."""
    drawn: Atlas = st.session_state.atlas
    picked = str(st.session_state.map.picked)
    if not picked.isdecimal() or int(picked) >= len(drawn.spots):
        return
    spot = drawn.spots[int(picked)]
    west, south, east, north = spot.reach
    if len(spot.places) == 1 or drawn.chart.across <= NEAREST:
        _open(spot.places)
    else:
        nearer = max(2.2 * (east - west), 4.0 * (north - south), NEAREST)
        _go(((west + east) / 2, (south + north) / 2, min(nearer, drawn.chart.across / 2)))


def _place() -> None:
    if isinstance(place := st.session_state.places.picked, str):
        _open((place,))


def _open(names: tuple[str, ...]) -> None:
    session.update(places=names, shown="timeline", event=None)
