"""What a reader does to the collection: under which name, told where it fails, and the page redrawn after."""

from __future__ import annotations

from collections.abc import Callable, Collection
from getpass import getuser

import streamlit as st

from timeline.corrections import Correction
from timeline.dashboard import gate, safe
from timeline.errors import TimelineError
from timeline.store import Store

__all__ = ["as_name", "changed", "fault", "may", "meanwhile", "name_of_machine", "refuse", "who", "write"]

LONGEST_NAME = 60


def who() -> str:
    """Who is at work: the login where there is one, else the name given here, else the system's user."""
    if st.user.get("is_logged_in"):
        return str(st.user.get("email") or st.user.get("name"))
    return str(st.session_state.get("called") or name_of_machine())


def name_of_machine() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # no account, as in some containers
        return "?"


def as_name(name: str) -> None:
    """From now on this reader is called so in the record; "" for the system's user."""
    st.session_state.called = " ".join(name.split())[:LONGEST_NAME]


def may() -> bool:
    """Whether this reader may change the collection."""
    return gate.may_edit()


def write(act: Callable[[], object]) -> bool:
    """Do what was asked, where the reader may; False where it failed, which `fault` then says."""
    st.session_state.corrected = st.session_state.awaited = True
    if not may():
        return False
    try:
        act()
    except TimelineError as error:
        refuse(str(error))
        return False
    return True


def refuse(line: str) -> None:
    """Have `fault` say why something was not done."""
    st.session_state.fault = line


def fault() -> None:
    """Why the last thing asked for was not done, once."""
    if line := st.session_state.pop("fault", None):
        st.warning(safe.label(line))


def changed() -> bool:
    """Whether something was written since this was last asked: then the whole page is out of date."""
    return bool(st.session_state.pop("corrected", False))


def meanwhile(store: Store, event_ids: Collection[str], seen: int) -> list[Correction]:
    """What has been said of some reports since the correction numbered `seen`, as far as it still holds."""
    return [
        one
        for one in store.corrections()
        if one.number > seen and one.event_id in event_ids and one.undone_at is None
    ]
