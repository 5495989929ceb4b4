"""The one face of all formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

__all__ = ["Exporter", "Sheet"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands round the rows.

    `words` is the filter said in words, for formats that a person reads. `raw` leaves cells as they are, even
    those that a spreadsheet would take for a formula. `options` is what the view knows beyond the rows
    (lanes, window, size), for pictures; its `reports` are the single rows of the stories to be written,
    its `called` the names of actors in the language, by id.
    """

    title: str = ""
    words: str = ""
    language: str = "en"
    raw: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: its name on the command line and the page, and `write`, from rows to the bytes of a file.

    `picture`: it draws, and holds no rows to read again. `briefing`: it is made to be presented, and takes
    the options of a briefing. `undated`: whether undated events have a place in it; where not, whoever writes
    the file says how many were left out.
    """

    name: str
    label: str
    suffix: str
    mime: str
    write: Callable[[pd.DataFrame, Sheet], bytes]
    picture: bool = False
    briefing: bool = False
    undated: bool = True
