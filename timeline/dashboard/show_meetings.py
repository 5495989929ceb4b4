"""Who meets whom: a table of the actors named most, and the pairs as text. A pair leads to its events."""

from __future__ import annotations

import streamlit as st

from timeline.dashboard import chart, components, overview, safe, session
from timeline.dashboard.components.ink import document
from timeline.dashboard.filters import Index, Selection
from timeline.dashboard.state import AMONG, View
from timeline.dashboard.words import Wording, sentence, sentence_text
from timeline.view.meetings import meetings
from timeline.view.sketch import Sketch
from timeline.view.style import THEMES

__all__ = ["file", "pairs", "show"]

ACTORS, NARROW_ACTORS, NARROW = 14, 8, 640
FILE = 1200  # pixels across, of the table as a file
MOST = 40  # pairs that the list names
KINDS = {
    "state": frozenset({"state"}),
    "organisation": frozenset({"organisation", "body", "group"}),
    "person": frozenset({"person"}),
}


def show(index: Index, selection: Selection, view: View, wording: Wording) -> None:
    """Draw the toolbar, the strip and the table of the events selected."""
    say = wording.strings
    session.seed({"t_among": view.among})
    with st.container(key="toolbar", horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            say("among.label"),
            AMONG,
            key="t_among",
            required=True,
            format_func=lambda among: say(f"among.{among}"),
            label_visibility="collapsed",
            on_change=_among,
        )
    window = overview.window(index, selection, view)
    whole = window if window and all(window) else index.focus
    if whole and whole[0] and whole[1]:
        overview.show(index, selection, (whole[0], whole[1]), say)
    actors, sketch = _drawn(index, selection, view, wording, chart.width() or chart.WIDTH, session.theme())
    st.session_state.gathered = actors
    with st.container(key="picture"):
        if len(actors) < 2:
            chart.nothing("empty.no_match" if selection.empty else "meetings.none", selection, say)
        else:
            total = len(selection.dated) + len(selection.undated)
            name = say("meetings.name", events=say.count("count.events", total))
            components.drawing(sketch, key="meetings", name=name, on_pick=_picked)
        chart.watch(index, view, say)


def file(index: Index, selection: Selection, view: View, wording: Wording) -> bytes:
    """The table as an SVG file, on paper."""
    _, sketch = _drawn(index, selection, view, wording, FILE, "light")
    name = sentence_text(sentence(view, selection, wording))
    return document(sketch, name, (sketch.width, sketch.height), THEMES["light"].paper)


def _drawn(
    index: Index, selection: Selection, view: View, wording: Wording, width: int, theme: str
) -> tuple[list[str], Sketch]:
    """The actors of the table in their order, and the table."""
    say = wording.strings
    company, among = index.company, KINDS.get(view.among)
    most = ACTORS if width >= NARROW else NARROW_ACTORS
    met: list[str] = []
    for pair in company.pairs(selection, MOST, among):
        new = [actor for actor in pair if actor not in met]
        met += new if len(met) + len(new) <= most else []
    actors = [actor for actor in company.alone(selection, len(index.actor_ids), among) if actor in met]
    counts = company.table(selection, actors)
    names = [wording.actor(actor) for actor in actors]

    def told(one: int, other: int) -> str:
        events = say.count("count.events", int(counts[one, other]))
        return say("meetings.pair", one=names[one], other=names[other], events=events)

    return actors, meetings(
        names, counts, width=width, theme=theme, language=say.language, told=told, hint=say("meetings.hint")
    )


def pairs(index: Index, selection: Selection, view: View, wording: Wording) -> None:
    """The pairs as lines of text, the most events first."""
    say = wording.strings
    found = index.company.pairs(selection, MOST, KINDS.get(view.among))
    if not found:
        return
    st.session_state.paired = list(found)
    st.html(safe.element("h2", say("meetings.heading"), look="tl-heading"))
    lines = [
        {
            "key": str(number),
            "name": " · ".join(wording.actor(actor) for actor in pair),
            "count": count,
            "said": say.count("count.events", count),
        }
        for number, (pair, count) in enumerate(found.items())
    ]
    components.ranking(lines, key="pairs", name=say("meetings.pairs_name"), on_pick=_listed)


def _among() -> None:
    session.update(among=st.session_state.t_among)


def _picked() -> None:
    actors: list[str] = st.session_state.gathered
    numbers = str(st.session_state.meetings.picked).split()
    if len(numbers) == 2 and all(n.isdecimal() and int(n) < len(actors) for n in numbers):
        _open(tuple(actors[int(n)] for n in numbers))


def _listed() -> None:
    picked = str(st.session_state.pairs.picked)
    if picked.isdecimal() and int(picked) < len(st.session_state.paired):
        _open(st.session_state.paired[int(picked)])


def _open(pair: tuple[str, ...]) -> None:
    """Both actors, and all the other filters as they are."""
    session.update(actors=pair, match="all", shown="timeline", event=None)
