"""What stands above every picture: what a link named in vain, the filter in words, how it is shown."""

from __future__ import annotations

import streamlit as st

from timeline.dashboard import safe, session
from timeline.dashboard.state import SHOWN, View
from timeline.dashboard.strings import Strings
from timeline.dashboard.words import Token, dropped_words

__all__ = ["notice", "sentence", "switch"]


def notice(say: Strings) -> None:
    """What a link named in vain, until the view changes or it is read and closed."""
    if not (dropped := session.dropped()):
        return
    with st.container(key="notice", horizontal=True, vertical_alignment="center"):
        st.html(safe.element("p", dropped_words(dropped, say), role="status"))
        st.button(
            say("card.close"),
            key="notice_close",
            icon=":material/close:",
            type="tertiary",
            on_click=session.clear_notice,
        )


def sentence(tokens: list[Token], say: Strings) -> None:
    """The filter in words; each part of it can be taken away."""
    with st.container(key="sentence", horizontal=True, vertical_alignment="center", gap=None):
        for number, token in enumerate(tokens):
            if token.removes is None:
                aside = token.before == say("join.semicolon")
                look = "count" if number == 0 else "aside" if aside else "word"
                st.html(safe.element("span", token.text, look=look), width="content")
                continue
            field, value = token.removes
            unseen = safe.label(say("sentence.remove", what=""))  # for who listens: see style.css
            st.button(
                f":gray[{unseen}] {safe.label(token.text)}",
                key=f"remove_{field}_{value}",
                icon=":material/close:",
                icon_position="right",
                type="tertiary",
                help=safe.label(say("sentence.remove", what=token.text)),
                on_click=_remove,
                args=(field, value),
            )
        if session.view().filtered:
            st.button(
                say("sentence.clear"),
                key="clear",
                type="tertiary",
                on_click=session.change,
                args=(session.view().cleared(),),
            )


def _remove(field: str, value: str | None) -> None:
    if field == "range":
        session.update(since=None, until=None)
    else:
        session.change(session.view().removing(field, value))


def switch(view: View, say: Strings) -> None:
    """Timeline, map, or who meets whom: the same events under the same filters."""
    session.seed({"t_shown": view.shown})
    st.segmented_control(
        say("shown.label"),
        SHOWN,
        key="t_shown",
        required=True,
        format_func=lambda shown: say(f"shown.{shown}"),
        label_visibility="collapsed",
        on_change=_shown,
    )


def _shown() -> None:
    session.update(shown=st.session_state.t_shown)
