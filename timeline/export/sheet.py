"""Rows and their sheet as a layout: what all picture formats draw."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from timeline.called import called, worded
from timeline.errors import UsageError
from timeline.export.face import Sheet
from timeline.view import Layout, layout

__all__ = ["HEIGHT", "WIDTH", "laid_out"]

WIDTH, HEIGHT = 1600, 900  # 16:9, as projectors and slides are
SIZE = 1.15  # of type, for a picture seen from afar


def laid_out(rows: pd.DataFrame, sheet: Sheet) -> Layout:
    """The layout of a picture. `sheet.options` may hold width, height (None: as needed), size, lanes,
    range, lane_order, max_lanes, selected, today, as `view.layout` takes them; dates may be ISO text."""
    options: Mapping[str, Any] = sheet.options
    known = {
        name: options[name]
        for name in ("lanes", "lane_order", "max_lanes", "selected")
        if options.get(name) is not None
    }
    days = options.get("range")
    if options.get("lanes") != "language":  # there an event stands in the lane of its own words
        rows = worded(rows, options.get("reports"), sheet.language)
    return layout(
        called(rows, options.get("called") or {}, sheet.language),
        range=None if days is None else (_day(days[0]), _day(days[1])),
        width=int(options.get("width") or WIDTH),
        height=options.get("height", HEIGHT),
        size=float(options.get("size") or SIZE),
        today=_day(options.get("today")),
        language=sheet.language,
        title=sheet.title,
        caption=sheet.words,
        **known,
    )


def _day(given: Any) -> date | None:
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError as error:
        raise UsageError(f"'{given}'", "is no date", "Write dates as 2023-04-30.") from error
