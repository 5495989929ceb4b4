"""Copy buttons: the picture, the link, the chronology or some events as text, onto the reader's clipboard."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from timeline.briefing import Briefing
from timeline.dashboard import safe
from timeline.dashboard.strings import Strings
from timeline.export import formatted

__all__ = ["show", "words"]

_HERE = files(__package__).joinpath("components")
_copying = st.components.v2.component(
    "timeline_copying",
    html="<div data-copying></div>",
    css=_HERE.joinpath("copying.css").read_text(encoding="utf-8"),
    js=_HERE.joinpath("copying.js").read_text(encoding="utf-8"),
)


def show(key: str, picture: str, link: str, said: Briefing, say: Strings) -> None:
    """Three buttons. `picture` is an SVG document; it is drawn in the browser."""
    names = ("picture", "link", "words", "done", "refused", "no_picture")
    data = {
        "picture": picture,
        "link": link,
        "html": formatted.page(said),
        "plain": formatted.plain_text(said),
        "labels": {name: say(f"copy.{name}") for name in names},
    }
    _copying(key=key, data=data, height="content")


def words(key: str, plain: str, link: str, say: Strings) -> None:
    """Two buttons: some plain text, a line a paragraph, and a link."""
    data = {
        "link": link,
        "plain": plain,
        "html": "".join(safe.element("p", line) for line in plain.splitlines() if line),
        "labels": {name: say(f"copy.{name}") for name in ("words", "link", "done", "refused")},
    }
    _copying(key=key, data=data, height="content")
