"""Rows and their sheet as pages of a briefing: what its formats draw."""

from __future__ import annotations

import io
import zipfile

import pandas as pd

from timeline.briefing import Briefing, brief
from timeline.called import renamed
from timeline.export.face import Sheet
from timeline.view.chronology import chronology
from timeline.view.sheet import Page, sheet

__all__ = ["briefing", "pages", "undated_zip"]


def briefing(rows: pd.DataFrame, given: Sheet) -> Briefing:
    """The briefing of `rows`; `given.options` as `briefing.brief` takes them."""
    rows, options = renamed(rows, given.options, given.language)
    return brief(rows, title=given.title, words=given.words, language=given.language, options=options)


def pages(rows: pd.DataFrame, given: Sheet, *, full: bool = False) -> tuple[Briefing, list[Page]]:
    """The sheet, and, if `full`, the chronology after it."""
    said = briefing(rows, given)
    after = chronology(said) if full else []
    lanes = str(given.options.get("lanes") or "actor")
    return said, [sheet(said, lanes=lanes, pages=1 + len(after)), *after]


def undated_zip(data: bytes) -> bytes:
    """The same archive without the time it was packed at: same content, same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
