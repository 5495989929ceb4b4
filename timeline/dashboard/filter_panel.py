"""The filters above the picture: widgets that show the view and change it, with counts that follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from timeline.dashboard import session
from timeline.dashboard.filters import Index
from timeline.dashboard.state import MATCHES, MAX_TEXT, View
from timeline.dashboard.words import Wording

__all__ = ["show"]

FIRST = {"kinds": 130, "statuses": 125, "places": 120, "sources": 130}  # widths in pixels
FURTHER = ("without", "languages", "precisions", "reviews", "articles")
GROUPS = ("state", "organisation", "body", "group", "people", "person", "medium")  # actors stand by kind
STEP = 5  # per cent


def show(index: Index, view: View, wording: Wording) -> None:
    """Draw one row of filters; a change goes into the view before the page is drawn again."""
    say = wording.strings
    counts = index.facets(view)
    session.seed({"f_text": view.text, "f_match": view.match})
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            say("filter.text"),
            key="f_text",
            type="search",
            icon=":material/search:",
            placeholder=say("filter.text_hint"),
            max_chars=MAX_TEXT,
            label_visibility="collapsed",
            width=170,
            on_change=_changed,
            args=("text", "f_text"),
        )
        _facet("actors", counts, view, wording, 200)
        st.segmented_control(
            say("filter.match"),
            MATCHES,
            key="f_match",
            required=True,
            format_func=lambda match: say(f"match.{match}"),
            help=say("filter.family"),
            label_visibility="collapsed",
            on_change=_changed,
            args=("match", "f_match"),
        )
        for field, width in FIRST.items():
            _facet(field, counts, view, wording, width)
        with st.popover(say("filter.range"), icon=":material/calendar_month:"):
            _dates(index, view, wording)
        further = sum(len(view.values(field)) for field in FURTHER) + bool(view.confidence)
        more = say("filter.more") + (f" ({say.number(further)})" if further else "")
        st.session_state.more = bool(st.session_state.get("more"))  # open it stays, though its words change
        with st.popover(more, icon=":material/tune:", key="more", on_change="rerun") as box:
            if box.open:  # thousands of names, made only for who asks
                for field in FURTHER:
                    _facet(field, counts, view, wording, None)
                _confidence(view, wording)


def _dates(index: Index, view: View, wording: Wording) -> None:
    say = wording.strings
    first, last = session.limits(index, view)
    session.seed({"f_since": view.since, "f_until": view.until})
    for field in ("since", "until"):
        st.date_input(
            say(f"filter.{field}"),
            key=f"f_{field}",
            min_value=first,
            max_value=last,
            format="DD/MM/YYYY",
            on_change=_changed,
            args=(field, f"f_{field}"),
        )


def _confidence(view: View, wording: Wording) -> None:
    """The least that is shown, in steps; one between them, from a link, stands among them."""
    say = wording.strings
    steps = sorted({*range(0, 100, STEP), view.confidence})
    session.seed({"f_confidence": view.confidence})
    st.select_slider(
        say("filter.confidence"),
        steps,
        key="f_confidence",
        format_func=lambda least: f"{least}\u202f%" if least else say("filter.confidence_any"),
        help=say("card.confidence_help"),
        on_change=_changed,
        args=("confidence", "f_confidence"),
    )


def _grouped(options: list[str], wording: Wording) -> list[str]:
    """Actors by kind, those with most events first in each."""
    cards = wording.index.actors
    place = {kind: number for number, kind in enumerate(GROUPS)}
    return sorted(
        options, key=lambda actor: place.get(cards[actor].kind, len(place)) if actor in cards else 0
    )


def _facet(
    field: str, counts: Mapping[str, Mapping[str, int]], view: View, wording: Wording, width: int | None
) -> None:
    """A searchable choice of one filter's values, each with the number of events it would show."""
    say, name, chosen = wording.strings, wording.of(field), view.values(field)
    found = counts[field]
    options = [value for value in found if found[value] or value in chosen]
    options += [value for value in chosen if value not in found]
    key, listed = f"f_{field}", name
    if field in ("actors", "without"):
        options, listed = _grouped(options, wording), wording.actor_apart
    labels = {
        value: name(value) if value in chosen else f"{listed(value)} ({say.number(found[value])})"
        for value in options
    }
    # The browser answers with labels. Set on every run, so that it knows those of this run; and those of the
    # run before are kept, for an answer that was on its way while the counts changed.
    st.session_state[key] = list(chosen)
    understood: dict[str, list[dict[str, str]]] = st.session_state.setdefault("labels", {})
    last = understood.get(field, [])[-1:]
    understood[field] = [*last, {label: value for value, label in labels.items()}]
    st.multiselect(
        say(f"filter.{field}"),
        options,
        key=key,
        format_func=lambda value: labels.get(value, str(value)),
        placeholder=say(f"filter.{field}")
        if width
        else say("filter.choose_none" if field == "without" else "filter.choose"),
        label_visibility="collapsed" if width else "visible",
        wrap=False if width else None,
        select_all=False,
        width=width or "stretch",
        on_change=_changed,
        args=(field, key),
    )


def _changed(field: str, key: str) -> None:
    value: Any = st.session_state[key]
    if isinstance(value, list):
        known = {label: value for run in st.session_state.labels[field] for label, value in run.items()}
        found = [known.get(item, item) for item in value]
        value = tuple(item for item in dict.fromkeys(found) if item in known.values())
    elif field == "text":
        value = " ".join((value or "").split())
    elif field == "match":
        value = value or session.view().match
    session.update(**{field: value})
    shown = session.view()
    if shown.since and shown.until and shown.since > shown.until:
        session.update(since=shown.until, until=shown.since)
