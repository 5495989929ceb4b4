"""Saving what is shown: a briefing, the picture with the filter in words inside it, the rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from timeline import selection
from timeline.dashboard import session
from timeline.dashboard.filters import Index
from timeline.dashboard.state import View
from timeline.dashboard.strings import Strings
from timeline.export import EXPORTERS, Exporter, picture
from timeline.grades import Grades
from timeline.view import Layout

__all__ = ["Shown", "buttons", "show"]

NEEDS_BROWSER = ("png",)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the page: its events, its view and the link to it; where it draws a picture, its layout."""

    index: Index
    view: View
    language: str
    link: str
    grades: Grades
    layout: Layout | None = None

    def file(self, exporter: Exporter, *, single: bool = False) -> bytes:
        """The events in the order of the list, their `single` reports, or their picture, as a file: what
        `timeline export` makes of the same link."""
        rows, sheet = selection.shown(
            self.index, self.view, self.language, grades=self.grades, link=self.link
        )
        if exporter.picture and not exporter.briefing and self.layout:
            seen = {"lane_order": self.view.order, "range": self.layout.range}
            sheet = replace(sheet, title="", options={**sheet.options, **seen})
        return exporter.write(sheet.options["reports"] if single else rows, sheet)


def show(shown: Shown, say: Strings, alone: Callable[[], bytes] | None = None) -> None:
    """The menu of files, and the link; a file is made when it is asked for. `alone` makes that of a picture
    that the files do not hold."""
    with st.popover(say("save.label"), icon=":material/download:", help=say("save.help")):
        for heading, offered in _offered().items():
            single = False
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(say(f"save.{heading}"))
                if heading == "rows":
                    single = st.toggle(say("save.single"), key="save_single", help=say("save.single_help"))
                elif heading == "briefing" and (page := st.session_state.get("pages", {}).get("briefing")):
                    st.page_link(page, label=say("briefing.prepare"), icon=":material/co_present:")
            buttons(offered, shown, say, single=single)
        if alone is not None:
            st.caption(say("save.not_here"))
            st.download_button(
                say(f"save.{shown.view.shown}"),
                data=alone,
                file_name=f"{say('save.name')}-{shown.view.shown}.svg",
                mime="image/svg+xml",
                key="save_alone",
                on_click="ignore",
            )
        if not picture.available():
            st.info(say("save.no_chrome"), icon=":material/photo_camera:")
        st.caption(say("save.link"))
        st.code(session.address(), language=None, wrap_lines=True)


def buttons(offered: Sequence[Exporter], shown: Shown, say: Strings, *, single: bool = False) -> None:
    """A button a format."""
    selected = shown.index.select(shown.view)
    with st.container(horizontal=True, gap="small"):
        for exporter in offered:
            st.download_button(
                _name(exporter, say),
                data=_made(exporter, shown, single and not exporter.picture),
                file_name=say("save.name") + exporter.suffix,
                mime=exporter.mime,
                key=f"save_{exporter.name}",
                on_click="ignore",
                disabled=selected.empty or (exporter.name in NEEDS_BROWSER and not picture.available()),
            )


def _name(exporter: Exporter, say: Strings) -> str:
    """A format's name; most are called the same in every language."""
    return say(f"format.{exporter.name}") if say.has(f"format.{exporter.name}") else exporter.label


def _made(exporter: Exporter, shown: Shown, single: bool) -> Callable[[], bytes]:
    """What makes a file on its click, of what the page says now: the click itself knows no session."""
    return lambda: shown.file(exporter, single=single)


def _offered() -> dict[str, list[Exporter]]:
    """The formats by what they are for."""
    every = EXPORTERS.values()
    return {
        "briefing": [exporter for exporter in every if exporter.briefing],
        "picture": [exporter for exporter in every if exporter.picture and not exporter.briefing],
        "rows": [exporter for exporter in every if not exporter.picture],
    }
