"""The page of the articles: add them, see what was read and what is missing, cure it."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

import pandas as pd
import streamlit as st

from timeline import frame as frames
from timeline.dashboard import acting, adding, dates, describing, marked_text, record, safe, session
from timeline.dashboard.collection import Contents
from timeline.dashboard.state import View
from timeline.dashboard.strings import Strings
from timeline.dashboard.words import Wording
from timeline.store import Store

__all__ = ["show"]

WIDTHS = {  # pixels
    "title": 300, "status": 90, "reason": 210, "events": 80, "published": 140, "language": 90, "source": 150,
    "grade": 70,
}  # fmt: skip
LONGEST = 70  # characters of a passage that stands for a title
MOST_REMOVED = 50


def show(contents: Contents, store: Store) -> None:
    """Draw the page."""
    say = session.strings()
    left, right = st.columns([4, 9], gap="large")
    with left:
        if acting.may():
            adding.show(contents, store, say)
    with right:
        st.html(safe.element("h2", say("articles.heading"), look="tl-heading"))
        acting.fault()
        _undo(store, say)
        if contents.articles.empty:
            st.html(safe.element("p", say("articles.none"), look="tl-hint"))
            return
        chosen = _table(contents, say)
        if chosen is None:
            st.caption(say("articles.choose"))
        else:
            _article(chosen, contents, store, say)
        _removed(store, say)
        record.show(contents, store, say)


def _table(contents: Contents, say: Strings) -> dict[str, Any] | None:
    """The articles by the day they were published, the newest first, before them those whose day is unknown;
    the one chosen."""
    articles = contents.articles.iloc[::-1]
    articles = articles.sort_values("published", ascending=False, na_position="first", kind="stable")
    articles = articles.reset_index(drop=True)
    wording = Wording(say, contents.index)
    counts = contents.index.reports["article_id"].value_counts()
    table = pd.DataFrame(
        {
            "title": _titles(articles, contents.index.reports, say),
            "status": [_named("read", status, say) for status in articles["status"]],
            "events": articles["id"].map(counts).fillna(0).astype(int),
            "published": [_published(row, say) for row in frames.rows(articles)],
            "language": [wording.language(code) for code in articles["language"].fillna("")],
            "source": articles["source"].fillna(""),
            "grade": [contents.grades.outlet(source) for source in articles["source"].fillna("")],
            "reason": articles["reason"].fillna(""),
        }
    )
    if not contents.grades.outlets:
        table = table.drop(columns="grade")
    if (table["reason"] == "").all():
        table = table.drop(columns="reason")
    key = f"articles_{st.session_state.get('articles_changed', 0)}"
    if (wanted := st.session_state.pop("opened_article", None)) is not None:
        st.session_state[key] = {"selection": {"rows": articles.index[articles["id"] == wanted].tolist()}}
    picked = st.dataframe(
        table,
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        lazy=False,
        alt=say("articles.name"),
        column_config={
            name: st.column_config.Column(say(f"articles.{name}"), width=width)
            for name, width in WIDTHS.items()
            if name in table
        },
    )
    rows = picked.selection.rows
    if not rows or rows[0] >= len(articles):
        return None
    return next(frames.rows(articles.iloc[[rows[0]]]))


def _titles(articles: pd.DataFrame, reports: pd.DataFrame, say: Strings) -> pd.Series[Any]:
    """What the articles are called; one without a title by its first passage, which tells it from others."""
    titles = articles["title"]
    if titles.notna().all():
        return titles
    first = reports.sort_values("quote_start").drop_duplicates("article_id").set_index("article_id")["quote"]
    passages = first.map(lambda quote: say("join.quoted", text=shorten(quote, LONGEST, placeholder="…")))
    return titles.fillna(articles["id"].map(passages)).fillna(say("articles.untitled"))


def _published(row: dict[str, Any], say: Strings) -> str:
    day = dates.day(row["published"])
    return dates.span(day, day, say) if day else _named("published_from", "unknown", say)


def _named(group: str, value: str, say: Strings) -> str:
    return say(f"{group}.{value}") if say.has(f"{group}.{value}") else value


def _article(row: dict[str, Any], contents: Contents, store: Store, say: Strings) -> None:
    """One article: its state, its date, its text with the events marked."""
    reports = contents.index.reports
    told = reports[reports["article_id"] == row["id"]]
    title = str(_titles(pd.DataFrame([row]), reports, say).iloc[0])
    st.html(safe.element("h2", title, look="tl-heading"))
    if row["reason"]:
        line = _named("read", row["status"], say) + say("join.colon") + row["reason"]
        st.html(safe.element("p", line, look="tl-reason"))
    if say.has(f"cure.{row['status']}"):
        st.html(safe.element("p", say(f"cure.{row['status']}")))
    if acting.may():
        describing.show(row, contents, store, say)
    with st.container(horizontal=True, gap="small"):
        st.button(
            f"{say('articles.show_events')} ({say.number(len(told))})",
            key="show_events",
            icon=":material/timeline:",
            disabled=told.empty,
            on_click=_show_events,
            args=(row,),
        )
        st.button(
            say("articles.delete"),
            key="delete",
            icon=":material/delete:",
            type="tertiary",
            disabled=not acting.may(),
            on_click=_delete,
            args=(store, row),
        )
    if row["text"]:
        with st.expander(say("articles.text"), expanded=True, type="compact"):
            marked_text.show(row, told, say)


def _show_events(row: dict[str, Any]) -> None:
    session.change(View(demo=session.view().demo, articles=(row["id"],)))
    st.session_state.go_to = "timeline"


def _delete(store: Store, row: dict[str, Any]) -> None:
    if acting.write(lambda: store.remove([row["id"]])):
        st.session_state.deleted = (row["id"], row["title"])
        _forget_choice()


def _undo(store: Store, say: Strings) -> None:
    """The last deletion of this session can be taken back in one go; those before it from their list."""
    if "deleted" not in st.session_state:
        return
    article, title = st.session_state.deleted
    with st.container(key="undo", horizontal=True, vertical_alignment="center"):
        line = say("articles.deleted", title=title or say("articles.untitled"))
        st.html(safe.element("p", line, role="status"))
        st.button(
            say("articles.undo"),
            key="undo_delete",
            icon=":material/undo:",
            on_click=_restore,
            args=(store, article),
        )


def _removed(store: Store, say: Strings) -> None:
    """All that was ever deleted, each to be brought back."""
    gone = store.articles(removed=True)
    if gone.empty or not acting.may():
        return
    with st.expander(say("articles.removed", n=say.number(len(gone))), key="removed", type="compact"):
        for row in frames.rows(gone.iloc[::-1].head(MOST_REMOVED)):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.button(
                    say("articles.restore"),
                    key=f"restore_{row['id']}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=_restore,
                    args=(store, row["id"]),
                )
                st.html(safe.element("span", row["title"] or say("articles.untitled")))


def _restore(store: Store, article: str) -> None:
    if acting.write(lambda: store.restore([article])):
        st.session_state.pop("deleted", None)
        _forget_choice()


def _forget_choice() -> None:
    """The table begins anew, with no row chosen."""
    st.session_state.articles_changed = st.session_state.get("articles_changed", 0) + 1
