"""Saving what is shown: the rows in every format, the picture with the filter in words inside it."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the page: rows, their picture, and the filter in words."""

    index: Index
    view: View
    selection: Selection
    layout: Layout
    words: str
    language: str

    def file(self, exporter: Exporter, *, single: bool = False) -> bytes:
        """The events in the order of the list, their `single` reports, or their picture, as a file."""
        lines = np.concatenate([self.selection.dated, self.selection.undated])
        reports = self.index.told(lines)
        rows = reports if single else self.index.frame.take(lines)
        options = {
            "reports": reports,
            "lanes": self.view.lanes,
            "lane_order": self.view.order,
            "range": self.layout.range,
        }
        return exporter.write(rows, Sheet(words=self.words, language=self.language, options=options))


def show(shown: Shown, say: Strings) -> None:
    """The menu of files, and the link; a file is made when it is asked for."""
    with st.popover(say("save.label"), icon=":material/download:", help=say("save.help")):
        for heading, pictures in (("save.rows", False), ("save.picture", True)):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(say(heading))
                if not pictures:
                    st.toggle(say("save.single"), key="save_single", help=say("save.single_help"))
            with st.container(horizontal=True, gap="small"):
                for exporter in EXPORTERS.values():
                    if exporter.picture is pictures:
                        _button(exporter, shown, say)
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


def _button(exporter: Exporter, shown: Shown, say: Strings) -> None:
    st.download_button(
        exporter.label,
        data=lambda: shown.file(
            exporter, single=not exporter.picture and bool(st.session_state.get("save_single"))
        ),
        file_name=say("save.name") + exporter.suffix,
        mime=exporter.mime,
        key=f"save_{exporter.name}",
        on_click="ignore",
        disabled=shown.selection.empty or (exporter.name in NEEDS_BROWSER and not picture.available()),
    )
