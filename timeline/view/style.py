"""How everything drawn looks: fonts, sizes, colours, symbols; and how an article's words become safe ink."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

__all__ = [
    "COARSE", "CONFIG", "FINE", "FONTS", "SYMBOLS", "THEMES", "TONES",
    "Grain", "Theme", "blend", "fonts", "plain", "safe", "tone",
]  # fmt: skip

# Noto first: it has every script. The rest are its kin for machines without it.
FONTS = "Noto Sans, Noto Sans Arabic, Noto Sans CJK SC, Arial, Liberation Sans, Helvetica, sans-serif"
# Noto Sans lacks "≠" and browsers then put its stroke beside its bars.
OF_SIGNS = "Arial, Liberation Sans, DejaVu Sans, Helvetica, sans-serif"

# Sizes at scale 1, in pixels: one step for everything that is read, one above, one below.
TITLE, CAPTION, TEXT, SMALL = 21.0, 16.0, 13.0, 11.0
CLEAR = 6.0  # between a mark and its sign, so that the ring of the open event leaves it readable
LINE = 1.25  # line height of a label, in ems


@dataclass(frozen=True, slots=True)
class Grain:
    """Sizes of marks: a symbol whose day is known, one whose day is not, what lasted; the pitch of rows."""

    symbol: float
    vague: float
    bar: float
    row: float


COARSE = Grain(11.0, 8.0, 7.0, 21.0)
FINE = Grain(7.0, 5.5, 4.5, 9.5)  # where events are many

# Shape says status: filled is told as fact, hollow is not (yet), a cross is denied.
SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "happened": "circle",
        "ongoing": "triangle-right",
        "planned": "circle-open",
        "alleged": "diamond-open",
        "hypothetical": "square-open",
        "denied": "x",
    }
)

# PLOVER's classes folded to two hues and a neutral: what brings actors together, what sets them apart.
_TOGETHER = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
TONES = ("cooperation", "conflict", "other")


def tone(kind: str) -> str:
    """cooperation, conflict or other."""
    if kind == "OTHER":
        return "other"
    return "cooperation" if kind in _TOGETHER else "conflict"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours. `ink` is read, `muted` is read second, `line` and `band` are felt; `tones` are the hues."""

    paper: str
    band: str
    line: str
    strong: str
    muted: str
    ink: str
    accent: str
    halo: str
    tones: Mapping[str, str]


# Hues are Okabe–Ito's, at least 3:1 on their paper; they differ in lightness too, so that grey prints read.
THEMES: Mapping[str, Theme] = MappingProxyType(
    {
        "light": Theme(
            paper="#FFFFFF",
            band="#F6F7F9",
            line="#E6E8EC",
            strong="#C9CDD4",
            muted="#5F6773",
            ink="#1B2026",
            accent="#1B2026",
            halo="#FCE9C4",
            tones={"cooperation": "#005B8E", "conflict": "#D55E00", "other": "#6B7280"},
        ),
        "dark": Theme(
            paper="#0E1117",
            band="#151A22",
            line="#242A34",
            strong="#3C4452",
            muted="#9AA3B0",
            ink="#ECEEF2",
            accent="#FFFFFF",
            halo="#4A3A14",
            tones={"cooperation": "#56A9DC", "conflict": "#E8762C", "other": "#9AA3B0"},
        ),
    }
)

# For st.plotly_chart and to_html: nothing leaves the machine, nothing is read as maths, the range is ours.
CONFIG: Mapping[str, Any] = MappingProxyType(
    {
        "displayModeBar": False,
        "displaylogo": False,
        "doubleClick": False,
        "plotlyServerURL": "",
        "responsive": False,
        "scrollZoom": False,
        "showSendToCloud": False,
        "typesetMath": False,
    }
)


def blend(colour: str, paper: str, strength: float) -> str:
    """`colour` thinned over `paper`, 0 to 1, without transparency: so every format agrees."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(paper[1:]), strict=True)
    return "#" + "".join(f"{round(p + (c - p) * strength):02X}" for c, p in pairs)


# Controls, line separators, the marks that turn the direction of the text around them, and what XML and
# UTF-8 cannot hold.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")


def fonts(text: str) -> str:
    """The fonts for some words, the first that is there."""
    return OF_SIGNS if "≠" in text else FONTS


def plain(text: str) -> str:
    """One line of an article's words without controls, directional overrides or runs of spaces."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def safe(text: str) -> str:
    """An article's words for Plotly, which reads markup, entities and `$…$`: shown, never obeyed."""
    return html.escape(plain(text)).replace("$", "&#36;")
