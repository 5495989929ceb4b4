"""The door of a dashboard that others can reach: who is logged in, and what they may do (`timeline.access`).

On the user's own machine there is no door. With one, every way in that is not known to be open is shut: no
access file that can be read, no page.
"""

from __future__ import annotations

import os

import streamlit as st

from timeline import access
from timeline.access import Role
from timeline.dashboard import safe, session
from timeline.errors import TimelineError

__all__ = ["leave", "may_edit", "passed"]


def may_edit() -> bool:
    """Whether the reader of this session may change the collection."""
    return _role() == "editor"


def passed() -> bool:
    """Whether this reader may see anything; where not, the page says what they can do about it."""
    try:
        if _role() is not None:
            return True
    except TimelineError as error:
        _closed("login.broken", str(error))
        return False
    if not st.user.get("is_logged_in"):
        _closed("login.why")
        with st.container(key="login", horizontal=True, horizontal_alignment="center"):
            st.button(session.strings()("login.button"), type="primary", on_click=st.login)
        return False
    _closed("login.refused", str(st.user.get("email") or ""))
    with st.container(key="login", horizontal=True, horizontal_alignment="center"):
        st.button(session.strings()("login.out"), on_click=st.logout)
    return False


def leave() -> None:
    """Who is logged in, and the way out; nothing where there is no door."""
    if not os.environ.get("TIMELINE_AUTH"):
        return
    say = session.strings()
    with st.container(key="logged_in", horizontal=True, vertical_alignment="center", gap="small"):
        who = say(f"login.{_role()}", who=str(st.user.get("email")))
        st.html(safe.element("p", who, look="quiet"))
        st.button(say("login.out"), type="tertiary", on_click=st.logout)


def _role() -> Role | None:
    path = os.environ.get("TIMELINE_AUTH")
    if not path:
        return "editor"
    if not st.user.get("is_logged_in"):
        return None
    return access.load(path).role(st.user.to_dict())


def _closed(words: str, more: str = "") -> None:
    say = session.strings()
    lines = [safe.element("h2", say("login.title")), safe.element("p", say(words))]
    if more:
        lines.append(safe.element("p", more, look="quiet"))
    st.html(f'<div class="tl-empty" role="alert">{"".join(lines)}</div>')
