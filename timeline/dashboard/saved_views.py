"""Saved views: a filter, its range and its look under a name, kept with the collection."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from timeline.dashboard import acting, safe, session
from timeline.dashboard.state import View, decode, encode
from timeline.dashboard.strings import Strings
from timeline.store import Store
from timeline.store.notes import SavedView

__all__ = ["show"]

LONGEST = 80  # characters of a name


def show(store: Store, view: View, say: Strings) -> None:
    """The saved views behind a button: open, rename, delete, and save the present one."""
    with st.popover(
        say("views.label"),
        icon=":material/bookmark:",
        help=say("views.help"),
        key="views",
        on_change="rerun",
    ) as box:
        if not box.open:
            return
        saved = {kept.name: kept for kept in store.views()}
        acting.fault()
        if not saved:
            st.caption(say("views.none"))
        for number, kept in enumerate(saved.values()):
            with st.container(
                key=f"view_{number}", horizontal=True, vertical_alignment="center", gap="small"
            ):
                st.button(
                    safe.label(kept.name),
                    key=f"view_open_{number}",
                    type="tertiary",
                    help=safe.label(say("views.open")),
                    on_click=_open,
                    args=(kept, view),
                    width="stretch",
                )
                if acting.may():
                    _change(store, kept, number, say)
        if not acting.may():
            return
        with st.form("views_save", clear_on_submit=True, border=False):
            name = st.text_input(
                say("views.name"), key="views_name", max_chars=LONGEST, placeholder=say("views.name_hint")
            )
            if st.form_submit_button(say("views.save"), icon=":material/bookmark_add:") and name.strip():
                query = urlencode(encode(view.changed(event=None, demo=False)))
                acting.write(partial(store.save_view, name.strip(), query, who=acting.who()))
                st.rerun()


def _change(store: Store, kept: SavedView, number: int, say: Strings) -> None:
    """Another name for it, or none any more."""
    label = safe.label(say("views.change", name=kept.name))
    with st.popover(label, icon=":material/edit:", type="tertiary", key=f"view_change_{number}"):
        name = st.text_input(
            say("views.new_name"), kept.name, key=f"view_name_{kept.name}", max_chars=LONGEST
        )
        with st.container(horizontal=True):
            st.button(
                say("views.rename"),
                key=f"view_rename_{number}",
                disabled=not name.strip() or name == kept.name,
                on_click=_do,
                args=(partial(store.rename_view, kept.name, name.strip()),),
            )
            st.button(
                say("views.delete"),
                key=f"view_delete_{number}",
                icon=":material/delete:",
                on_click=_do,
                args=(partial(store.remove_view, kept.name),),
            )


def _open(kept: SavedView, present: View) -> None:
    """The view as its address says; what it names in vain is told as of any link."""
    opened, dropped = decode(dict(parse_qsl(kept.query)))
    session.arrive(opened.changed(demo=present.demo), dropped)


def _do(act: Callable[[], object]) -> None:
    acting.write(act)
