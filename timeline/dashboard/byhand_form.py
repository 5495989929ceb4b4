"""The form that adds an event by hand: what, when, who, where, and the source it is taken from."""

from __future__ import annotations

from typing import Any

import streamlit as st

from timeline import byhand, language
from timeline import frame as frames
from timeline.actors import FORMER
from timeline.dashboard import acting, datefield, editing, safe, session
from timeline.dashboard.collection import Contents
from timeline.dashboard.strings import Strings
from timeline.dashboard.words import Wording
from timeline.errors import UsageError
from timeline.model import KINDS, STATUSES, Actor, Place
from timeline.store import Store

__all__ = ["show"]

FIELDS = ("title", "date", "actors", "place", "kind", "status", "source", "url", "quote")


def show(contents: Contents, store: Store, say: Strings) -> None:
    """Draw the form, what is wrong with it, and the event it made last."""
    wording = Wording(say, contents.index)
    wrong: dict[str, str] = st.session_state.setdefault("hand_wrong", {})
    with st.form("add_hand", border=False):
        st.text_input(say("edit.title"), key="hand_title", max_chars=editing.LONGEST["title"])
        _wrong(wrong, "title")
        st.text_input(
            say("edit.date"), key="hand_date", max_chars=editing.LONGEST["date"], help=say("edit.date_help")
        )
        _wrong(wrong, "date")
        editing.choose_actors("hand_actors", contents.index, wording)
        editing.choose_place("hand_place", contents.index, say)
        with st.container(horizontal=True, gap="small"):
            st.selectbox(
                say("edit.kind"), KINDS, KINDS.index("OTHER"), key="hand_kind", format_func=wording.kind
            )
            st.selectbox(say("edit.status"), STATUSES, key="hand_status", format_func=wording.status)
        st.text_input(say("hand.source"), key="hand_source", max_chars=120)
        _wrong(wrong, "source")
        st.text_input(say("hand.url"), key="hand_url", max_chars=2000, placeholder="https://")
        st.text_area(say("hand.quote"), key="hand_quote", max_chars=5000, height=110)
        st.form_submit_button(
            say("hand.go"), type="primary", key="hand_go", on_click=_add, args=(contents, store)
        )
    acting.fault()
    if made := st.session_state.get("hand_made"):
        event, title = made
        with st.container(key="hand_made", horizontal=True, vertical_alignment="center"):
            st.html(safe.element("p", say("hand.added", title=title), role="status"))
            st.button(
                say("hand.show"),
                key="hand_show",
                icon=":material/timeline:",
                on_click=_show,
                args=(event,),
            )


def _add(contents: Contents, store: Store) -> None:
    """Keep the event and say in the record who added it; or say what is missing."""
    say, index, given = session.strings(), contents.index, st.session_state
    line = {name: " ".join(given[f"hand_{name}"].split()) for name in ("title", "source", "date")}
    missing = {"title": "edit.no_title", "source": "hand.no_source"}
    wrong = {name: say(key) for name, key in missing.items() if not line[name]}
    try:
        when = datefield.edtf_of(line["date"])
    except UsageError as error:
        when = ""
        wrong["date"] = say("edit.reversed" if error.why else "edit.no_date", text=line["date"])
    given.hand_wrong = wrong
    given.pop("hand_made", None)
    if wrong:
        return
    quote = given.hand_quote.strip()
    place = editing.place_of(given.hand_place, index)
    article, event = byhand.told(
        line["title"],
        when,
        source=line["source"],
        quote=quote,
        url=safe.link(given.hand_url.strip()),
        language=(language.detect(quote) if quote else None) or say.language,
        actors=_actors(editing.actors_of(given.hand_actors, index), store),
        place=_place(place),
        kind=given.hand_kind,
        status=given.hand_status,
    )

    def act() -> None:
        store.add(article, [event])
        store.correct([event.event_id], "add", who=acting.who())

    if acting.write(act):
        given.hand_made = event.event_id, line["title"]
        for name in FIELDS:
            del given[f"hand_{name}"]


def _actors(columns: dict[str, list[str]], store: Store) -> list[Actor]:
    """The actors as the collection knows them; new ones by their name alone."""
    known = {row["actor_id"]: row for row in frames.rows(store.actors())}
    return [
        _known(known[actor]) if actor in known else Actor(actor, name, "")
        for actor, name in zip(columns["actor_ids"], columns["actors"], strict=True)
    ]


def _known(row: dict[str, Any]) -> Actor:
    labels = tuple((code, name) for code, name in row["labels"] if code != FORMER)
    return Actor(row["actor_id"], row["name"], row["kind"], row["state"], row["wikidata"], labels)


def _place(columns: dict[str, Any]) -> Place | None:
    if not columns["place"]:
        return None
    return Place(columns["place"], columns["country"], columns["latitude"], columns["longitude"], "")


def _wrong(wrong: dict[str, str], name: str) -> None:
    if line := wrong.get(name):
        st.html(safe.element("p", line, look="tl-reason", role="alert"))


def _show(event: str) -> None:
    session.change(type(session.view())(demo=session.view().demo, event=event))
    st.session_state.go_to = "timeline"
