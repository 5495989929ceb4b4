"""The page about the product and this collection, and the few settings there are."""

from __future__ import annotations

import streamlit as st

from timeline import __version__
from timeline.dashboard import acting, collection, gate, safe, session
from timeline.dashboard.collection import Contents
from timeline.dashboard.state import View
from timeline.dashboard.strings import languages, speak
from timeline.store import Store

__all__ = ["show"]


def show(contents: Contents, store: Store) -> None:
    """Draw the page."""
    say = session.strings()
    place = say("about.private") if collection.is_demo() or session.view().demo else store.name
    read = int(contents.articles["status"].isin(("ok", "partial")).sum())
    count = say(
        "about.collection_here",
        articles=say.count("count.articles", read),
        events=say.count("count.events", contents.index.select(View()).total),
        place=place,
    )
    promises = "".join(safe.element("li", say(f"about.{name}")) for name in ("verbatim", "honest", "lost"))
    with st.container(key="about", width=640):
        st.html(
            f'<section class="tl-prose">{safe.element("h2", say("about.heading"))}'
            f"{safe.element('p', say('about.body'))}"
            f"{safe.element('h3', say('about.promises'))}<ul>{promises}</ul>"
            f"{safe.element('h3', say('about.collection'))}{safe.element('p', count)}</section>"
        )
        session.seed({"ui_language": say.language})
        st.segmented_control(
            say("about.language"),
            languages(),
            key="ui_language",
            required=True,
            format_func=lambda code: speak(code)("language.name"),
            on_change=_speak,
        )
        if acting.may() and not st.user.get("is_logged_in"):
            session.seed({"called_now": acting.who()})
            st.text_input(say("about.name"), key="called_now", max_chars=60, width=300, on_change=_call)
        gate.leave()
        quiet = [say("about.limits"), say("about.version", version=__version__)]
        lines = "".join(safe.element("p", line, look="quiet") for line in quiet)
        st.html(f'<section class="tl-prose">{lines}</section>')


def _call() -> None:
    acting.as_name(st.session_state.called_now)


def _speak() -> None:
    st.session_state.language = st.session_state.ui_language
