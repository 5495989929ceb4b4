"""Saving what is shown: the rows in every format, the picture with the filter in words inside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from timeline.dashboard import session
from timeline.dashboard.filters import Index, Selection
from timeline.dashboard.state import View
from timeline.dashboard.strings import Strings
from timeline.errors import TimelineError
from timeline.export import EXPORTERS, Exporter, Sheet, picture

__all__ = ["browser_picture", "show"]

NEEDS_BROWSER = ("png",)


def show(index: Index, view: View, selection: Selection, layout: Any, words: str, say: Strings) -> None:
    """The menu of files and the link; bytes are made when a file is asked for."""
    with st.popover(say("save.label"), icon=":material/download:", help=say("save.help")):
        st.caption(say("save.rows"))
        with st.container(horizontal=True, gap="small"):
            for exporter in EXPORTERS.values():
                if not exporter.picture:
                    _button(exporter, index, view, selection, layout, words, say)
        st.caption(say("save.picture"))
        with st.container(horizontal=True, gap="small"):
            for exporter in EXPORTERS.values():
                if exporter.picture:
                    _button(exporter, index, view, selection, layout, words, say)
        if not picture.available():
            st.info(say("save.no_chrome"), icon=":material/photo_camera:")
        st.caption(say("save.link"))
        st.code(session.address(), language=None, wrap_lines=True)


def browser_picture(say: Strings) -> dict[str, Any]:
    """Chart configuration: the browser's own picture, where the server cannot make one."""
    if picture.available():
        return {}
    return {
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": say("save.name"), "scale": 2},
    }


def _button(
    exporter: Exporter, index: Index, view: View, selection: Selection, layout: Any, words: str, say: Strings
) -> None:
    st.download_button(
        exporter.label,
        data=_maker(exporter, index, view, selection, layout, words, say),
        file_name=say("save.name") + exporter.suffix,
        mime=exporter.mime,
        key=f"save_{exporter.name}",
        on_click="ignore",
        disabled=selection.empty or (exporter.name in NEEDS_BROWSER and not picture.available()),
    )


def _maker(
    exporter: Exporter, index: Index, view: View, selection: Selection, layout: Any, words: str, say: Strings
) -> Callable[[], bytes]:
    """What makes the file: the rows in the order of the list, under the sentence above the picture."""

    def make() -> bytes:
        rows: pd.DataFrame = index.frame.take(np.concatenate([selection.dated, selection.undated]))
        window: tuple[date, date] = layout.range
        options = {"lanes": view.lanes, "lane_order": view.order, "range": window}
        sheet = Sheet(words=words, language=say.language, options=options)
        try:
            return exporter.write(rows, sheet)
        except TimelineError as error:
            st.toast(say("save.failed", why=str(error)), icon=":material/error:")
            raise

    return make
