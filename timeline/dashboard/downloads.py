"""Saving what is shown: the rows in every format, the picture with the filter in words inside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import streamlit as st

from timeline.dashboard import session
from timeline.dashboard.filters import Index, Selection
from timeline.dashboard.state import View
from timeline.dashboard.strings import Strings
from timeline.export import EXPORTERS, Exporter, Sheet, picture
from timeline.view import Layout

__all__ = ["Shown", "browser_picture", "show"]

NEEDS_BROWSER = ("png",)
NOTHING: Mapping[str, str] = MappingProxyType({})
SAID = ("title", "bluf", "marking")  # of a briefing, by its reader


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the page: rows, their picture, and the filter in words."""

    index: Index
    view: View
    selection: Selection
    layout: Layout
    words: str
    language: str

    def file(self, exporter: Exporter, *, single: bool = False, said: Mapping[str, str] = NOTHING) -> bytes:
        """The events in the order of the list, their `single` reports, or their picture, as a file.

        `said` is what the reader gives a briefing: title, bluf, marking.
        """
        lines = np.concatenate([self.selection.dated, self.selection.undated])
        reports = self.index.told(lines)
        rows = reports if single else self.index.frame.take(lines)
        options = {
            "reports": reports,
            "lanes": self.view.lanes,
            "lane_order": self.view.order,
            "range": self.layout.range,
            **said,
        }
        sheet = Sheet(said.get("title", ""), words=self.words, language=self.language, options=options)
        return exporter.write(rows, sheet)


def show(shown: Shown, say: Strings) -> None:
    """The menu of files, and the link; a file is made when it is asked for."""
    with st.popover(say("save.label"), icon=":material/download:", help=say("save.help")):
        single, said = False, dict[str, str]()
        for heading, offered in _offered().items():
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(say(f"save.{heading}"))
                if heading == "rows":
                    single = st.toggle(say("save.single"), key="save_single", help=say("save.single_help"))
            if heading == "briefing":
                for name in SAID:
                    hint = say(f"save.{name}_hint")
                    said[name] = (
                        st.text_input(say(f"save.{name}"), key=f"save_{name}", placeholder=hint) or ""
                    )
            with st.container(horizontal=True, gap="small"):
                for exporter in offered:
                    _button(exporter, shown, say, single, said)
        if not picture.available():
            st.info(say("save.no_chrome"), icon=":material/photo_camera:")
        st.caption(say("save.link"))
        st.code(session.address(), language=None, wrap_lines=True)


def browser_picture(say: Strings) -> dict[str, object]:
    """Chart configuration: the browser's own picture, where the server cannot make one."""
    if picture.available():
        return {}
    return {
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": say("save.name"), "scale": 2},
    }


def _offered() -> dict[str, list[Exporter]]:
    """The formats by what they are for."""
    every = EXPORTERS.values()
    return {
        "briefing": [exporter for exporter in every if exporter.briefing],
        "picture": [exporter for exporter in every if exporter.picture and not exporter.briefing],
        "rows": [exporter for exporter in every if not exporter.picture],
    }


def _button(exporter: Exporter, shown: Shown, say: Strings, single: bool, said: Mapping[str, str]) -> None:
    """A file that is made on its click, of what the menu says now: the click itself knows no session."""
    st.download_button(
        exporter.label,
        data=lambda: (
            shown.file(exporter, said=said)
            if exporter.briefing
            else shown.file(exporter, single=single and not exporter.picture)
        ),
        file_name=say("save.name") + exporter.suffix,
        mime=exporter.mime,
        key=f"save_{exporter.name}",
        on_click="ignore",
        disabled=shown.selection.empty or (exporter.name in NEEDS_BROWSER and not picture.available()),
    )
