"""What a reader says of an article: its date, language and source, and how reliable that source is. Said
beside what was read, never over it: each can go back to what the article said itself."""

from __future__ import annotations

from typing import Any

import streamlit as st

from timeline import byhand
from timeline import language as languages
from timeline.dashboard import acting, collection, datefield, dates, safe, session
from timeline.dashboard.collection import Contents
from timeline.dashboard.strings import Strings
from timeline.grades import RELIABILITY
from timeline.store import Store

__all__ = ["show"]

Row = dict[str, Any]


def show(row: Row, contents: Contents, store: Store, say: Strings) -> None:
    """Draw the form. An event added by hand is told by its own words: only its source can be graded."""
    hand = byhand.written(row["id"])
    if not row["text"]:
        return
    if not row["published"] and not hand:
        st.html(safe.element("p", say("articles.needs_date"), look="tl-reason"))
    key = row["id"]
    with (
        st.form(f"describing_{key}", border=False),
        st.container(key="describing", horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        if not hand:
            known = dates.day(row["published"])
            datefield.published(say, "articles.set_date", f"date_{key}", known, width=150)
            codes = sorted({*languages.codes(), row["language"] or ""} - {""})
            st.selectbox(
                say("articles.language"),
                codes,
                index=codes.index(row["language"]) if row["language"] in codes else None,
                key=f"language_{key}",
                format_func=lambda code: str(say.locale.languages.get(code, code)),
                width=150,
            )
            st.text_input(
                say("articles.source"), row["source"] or "", key=f"source_{key}", max_chars=120, width=190
            )
        grade = contents.grades.outlet(row["source"])
        st.selectbox(
            say("articles.grade"),
            RELIABILITY,
            index=RELIABILITY.index(grade),
            key=f"grade_{key}",
            format_func=lambda letter: say(f"grade.{letter}"),
            help=say("articles.grade_help"),
            width=230,
        )
        st.form_submit_button(
            say("articles.save_date"), key=f"describe_{key}", on_click=_save, args=(row, contents, store)
        )
    _said(row, store, say)
    if line := st.session_state.pop("described", None):
        st.toast(safe.label(line))


def _said(row: Row, store: Store, say: Strings) -> None:
    """What people have said of this article so far, and the way back."""
    known = store.overrides()
    mine = known[known["article_id"] == row["id"]]
    if mine.empty:
        return
    fields = say("join.comma").join(say(f"articles.{field}").lower() for field in mine["field"])
    who = say("join.comma").join(dict.fromkeys(name for name in mine["who"] if name))
    with st.container(key="as_read", horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(safe.label(say("articles.said", fields=fields, who=who or "?")))
        st.button(
            say("articles.as_read"),
            key="as_read_go",
            icon=":material/undo:",
            type="tertiary",
            on_click=_forget,
            args=(row, list(mine["field"]), store),
        )


def _save(row: Row, contents: Contents, store: Store) -> None:
    """Keep what differs from what is known, and read the article again with it."""
    given, key, who = st.session_state, row["id"], acting.who()
    values: dict[str, str | None] = {}
    if f"date_{key}" in given:
        day = given[f"date_{key}"]
        if (day.isoformat() if day else None) != (row["published"] or "")[:10]:
            values["published"] = day.isoformat() if day else None
        for name in ("language", "source"):
            said = (given[f"{name}_{key}"] or "").strip() or None
            if said != row[name]:
                values[name] = said
    grade = given[f"grade_{key}"]
    outlet = values.get("source") or row["source"]

    def act() -> None:
        if values:
            store.describe(key, values, collection.tell, who=who)
        if outlet and grade != contents.grades.outlet(outlet):
            store.set_grade(outlet, grade, who=who)

    if acting.write(act):
        _told(row, store)


def _forget(row: Row, fields: list[str], store: Store) -> None:
    if acting.write(
        lambda: store.describe(row["id"], dict.fromkeys(fields), collection.tell, who=acting.who())
    ):
        for name in ("date", "language", "source"):
            st.session_state.pop(f"{name}_{row['id']}", None)
        _told(row, store)


def _told(row: Row, store: Store) -> None:
    say = session.strings()
    reports = collection.contents(store).index.reports
    count = int((reports["article_id"] == row["id"]).sum())
    st.session_state.described = say("articles.read_again", events=say.count("count.events", count))
