"""The form that corrects an event on its card. What is changed is said of every report of the event; where
somebody else was faster, their version is shown and nothing of either is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from timeline import corrections, pipeline
from timeline.corrections import Correction
from timeline.dashboard import acting, datefield, dates, review, safe, session
from timeline.dashboard.filters import Index
from timeline.dashboard.review import Case
from timeline.dashboard.state import slug
from timeline.dashboard.strings import Strings
from timeline.dashboard.words import Wording
from timeline.errors import UsageError
from timeline.model import KINDS, STATUSES

__all__ = ["actors_of", "choose_actors", "choose_place", "place_of", "show"]

LONGEST = {"title": 200, "date": 80, "why": 500, "name": 120}


@dataclass
class _Draft:
    """What a person is about to correct: the values they began with, and what they knew of."""

    base: Mapping[str, Any]
    seen: int
    newer: Sequence[Correction] = ()
    wrong: dict[str, str] = field(default_factory=dict)


def show(case: Case) -> None:
    """Draw the form; nothing is written before it is sent."""
    say, index = case.wording.strings, case.contents.index
    draft = _draft(case)
    if draft.newer:
        st.warning(safe.label(_told(draft.newer, case, say)))
    elif len(case.reports) > 1:
        st.caption(say("edit.all_reports", n=say.number(len(case.reports))))
    with st.form("edit", border=False):
        st.text_input(_title(case, say), key="edit_title", max_chars=LONGEST["title"])
        _wrong(draft, "title")
        st.text_input(
            say("edit.date"), key="edit_date", max_chars=LONGEST["date"], help=say("edit.date_help")
        )
        _wrong(draft, "date")
        choose_actors("edit_actors", index, case.wording)
        choose_place("edit_place", index, say)
        with st.container(horizontal=True, gap="small"):
            for name, values, called in (
                ("kind", KINDS, case.wording.kind),
                ("status", STATUSES, case.wording.status),
            ):
                st.selectbox(say(f"edit.{name}"), values, key=f"edit_{name}", format_func=called)
        st.text_input(
            say("edit.why"), key="edit_why", max_chars=LONGEST["why"], placeholder=say("edit.why_hint")
        )
        with st.container(horizontal=True, gap="small"):
            over = "edit.save_over" if draft.newer else "edit.save"
            st.form_submit_button(
                say(over), type="primary", key="edit_save", on_click=_save, args=(case, draft)
            )
            st.form_submit_button(say("edit.cancel"), key="edit_cancel", on_click=review.leave)


def choose_actors(key: str, index: Index, wording: Wording) -> None:
    """Actors of the collection by name, and names typed that it does not know yet."""
    say = wording.strings
    known = sorted(index.actors, key=lambda actor: wording.actor(actor).casefold())
    chosen = [actor for actor in st.session_state.get(key, []) if actor not in index.actors]
    st.multiselect(
        say("edit.actors"),
        [*known, *chosen],
        key=key,
        format_func=wording.actor,
        accept_new_options=True,
        placeholder=say("edit.actors_hint"),
    )


def choose_place(key: str, index: Index, say: Strings) -> None:
    """A place of the collection, or a name typed."""
    known = sorted(map(str, index.values("place")), key=str.casefold)
    now = st.session_state.get(key)
    st.selectbox(
        say("edit.place"),
        known if now is None or now in known else [now, *known],
        key=key,
        index=None,
        accept_new_options=True,
        placeholder=say("edit.place_hint"),
    )


def actors_of(chosen: Sequence[str], index: Index) -> dict[str, list[str]]:
    """The columns of actors chosen or typed; a name that somebody bears is theirs."""
    named = {
        name.casefold(): actor
        for actor, card in index.actors.items()
        for name in (card.name, *card.labels.values())
    }
    ids: dict[str, str] = {}
    for one in chosen:
        typed = " ".join(one.split())[: LONGEST["name"]]
        actor = one if one in index.actors else named.get(typed.casefold(), slug(typed))
        if actor:
            ids[actor] = index.actors[actor].name if actor in index.actors else typed
    return {"actors": list(ids.values()), "actor_ids": list(ids)}


def place_of(name: str | None, index: Index) -> dict[str, Any]:
    """The columns of a place: where the collection or the gazetteer knows it, with country and position."""
    typed = " ".join((name or "").split())[: LONGEST["name"]]
    if not typed:
        return dict.fromkeys(corrections.PLACE)
    rows = index.reports
    known = rows[rows["place"].fillna("").str.casefold() == typed.casefold()]
    if len(known):
        line = known.iloc[0]
        values = {column: line[column] for column in corrections.PLACE}
        return {column: None if value != value else value for column, value in values.items()}
    found = pipeline.place(typed)
    if found is None:
        return {"place": typed, "country": None, "latitude": None, "longitude": None}
    return {
        "place": found.name,
        "country": found.country,
        "latitude": found.latitude,
        "longitude": found.longitude,
    }


def _draft(case: Case) -> _Draft:
    """The draft of this event; begun with its values where there is none."""
    draft: _Draft | None = st.session_state.get("drafted")
    if draft is None:
        row = case.row
        draft = st.session_state.drafted = _Draft(dict(row), case.seen)
        st.session_state.edit_title = row["title"] or ""
        st.session_state.edit_date = row["date_edtf"] or ""
        st.session_state.edit_actors = list(row["actor_ids"])
        st.session_state.edit_place = row["place"]
        st.session_state.edit_kind, st.session_state.edit_status = row["kind"], row["status"]
        st.session_state.edit_why = ""
    return draft


def _title(case: Case, say: Strings) -> str:
    """The title's name; its language where that is not the reader's."""
    code = case.row["language"]
    if not code or code == say.language:
        return say("edit.title")
    return say("edit.title_in", language=case.wording.language(code))


def _wrong(draft: _Draft, name: str) -> None:
    if line := draft.wrong.get(name):
        st.html(safe.element("p", line, look="tl-reason", role="alert"))


def _changes(draft: _Draft, index: Index, say: Strings) -> dict[str, Any]:
    """The columns that are to be changed; what is wrong with a field is noted in the draft."""
    base, given = draft.base, st.session_state
    draft.wrong.clear()
    values: dict[str, Any] = {}
    title = " ".join(given.edit_title.split())
    if not title:
        draft.wrong["title"] = say("edit.no_title")
    elif title != base["title"]:
        values["title"] = title
    try:
        written = datefield.edtf_of(given.edit_date)
        if written != (base["date_edtf"] or ""):
            values |= corrections.dated(written)
    except UsageError as error:
        draft.wrong["date"] = say("edit.reversed" if error.why else "edit.no_date", text=given.edit_date)
    actors = actors_of(given.edit_actors, index)
    if actors["actor_ids"] != list(base["actor_ids"]):
        values |= actors
    if (given.edit_place or None) != base["place"]:
        values |= place_of(given.edit_place, index)
    return values | {
        name: given[f"edit_{name}"] for name in ("kind", "status") if given[f"edit_{name}"] != base[name]
    }


def _save(case: Case, draft: _Draft) -> None:
    values = _changes(draft, case.contents.index, session.strings())
    if draft.wrong:
        return
    why = " ".join(st.session_state.edit_why.split())

    def act() -> object:
        return case.store.correct(case.ids, "edit", who=acting.who(), values=values, why=why, seen=draft.seen)

    if not values or acting.write(act):
        review.leave()
    elif newer := acting.meanwhile(case.store, case.ids, draft.seen):
        st.session_state.pop("fault", None)
        draft.newer, draft.seen = newer, newer[-1].number


def _told(newer: Sequence[Correction], case: Case, say: Strings) -> str:
    """What somebody else has made of this event since the form was opened."""
    last = newer[-1]
    theirs = [act for act in newer if act.event_id == last.event_id]
    values = {name: value for act in theirs for name, value in act.values.items()}
    parts = [say(f"review.{act.action}").lower() for act in theirs if not act.values]
    if "precision" in values:
        start, end = (dates.day(values.get(side)) for side in ("start", "end"))
        when = dates.said(start, end, values["precision"], values["date_edtf"], say)
        parts.append(say("join.colon").join([say("edit.date").lower(), when]))
    parts += [
        say("join.colon").join([say(f"edit.{name}").lower(), shown(values[name])])
        for name, shown in (
            ("title", str),
            ("actors", say("join.comma").join),
            ("place", lambda place: place or "–"),
            ("kind", case.wording.kind),
            ("status", case.wording.status),
        )
        if name in values
    ]
    return say("conflict.edited", who=last.who, time=last.at[11:16], what=say("join.semicolon").join(parts))
