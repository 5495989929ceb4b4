"""Widths of words and where their lines break, without a font at hand.

Widths are the greater of Noto Sans and Arial, so that a label placed here fits in both.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["fit", "measure", "wrap"]

# Hundredths of an em → the characters that wide.
_WIDTHS = {
    24: "'’‘", 26: "ijlłі", 28: " !,.:;·ıї", 34: "()-I[]`ΙЇІ", 36: "f“”ι", 38: "/\\t{}•", 42: '"r', 44: "°гґ",
    48: "ξτт", 50: "Jcszεζςзс", 52: "vyγуэє", 54: "kxκкхҐ", 56: "*?L_|–«»λνχΓГя", 58: "$0123456789^ae€аве",
    60: "+<=>~θбдль", 62: "FTZbdghnopquøđþαδηορσυΖΣΤЗКТорч", 64: "ßβμУнпц", 66: "#ΞБЬий",
    68: "ABEKPSVXYΑΒΔΕΚΛΡΥΧАВЕРХ", 70: "πДЧъ", 72: "ЛЭЄ", 74: "&CDRUφΠПСЯ", 76: "HNΗΝНЦжм", 78: "GψИЙы",
    80: "OQwωΘΟΩОЪ", 82: "ΦФ", 84: "Ψфю", 90: "%æЫш", 92: "MΜМщ", 94: "mЖ", 96: "Wœ", 100: "—…", 102: "@",
    104: "Ш", 106: "ЩЮ", 108: "№",
}  # fmt: skip
_EM = {character: width / 100 for width, characters in _WIDTHS.items() for character in characters}
_BOLD = 1.08


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    """Width of one character in ems: known, that of its base letter, or that of its script."""
    known = _EM.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.0
    base = unicodedata.normalize("NFD", character)[0]
    if base != character:
        return _em(base)
    return 0.62 if unicodedata.bidirectional(character) in ("R", "AL") else 0.75


@lru_cache(maxsize=16384)
def measure(text: str, size: float, bold: bool = False) -> float:
    """Pixels that `text` takes in one line at `size` pixels."""
    return sum(map(_em, text)) * size * (_BOLD if bold else 1.0)


def fit(text: str, size: float, width: float, bold: bool = False) -> str:
    """`text`, cut with an ellipsis where it is wider than `width` pixels."""
    if measure(text, size, bold) <= width:
        return text
    room = width - measure("…", size, bold)
    end = 0
    while end < len(text) and measure(text[: end + 1], size, bold) <= room:
        end += 1
    return text[:end].rstrip(" ,;:–—-(«“") + "…"


@lru_cache(maxsize=8192)
def wrap(text: str, size: float, width: float, lines: int, bold: bool = False) -> tuple[str, ...]:
    """`text` in at most `lines` lines of at most `width` pixels, cut with an ellipsis beyond.

    Breaks at spaces, inside a word only where it is wider than a line (as in scripts without spaces).
    Two lines are balanced: the shorter the wider one, the better.
    """
    broken = _greedy(text, size, width, lines, bold)
    if len(broken) == 2 and not broken[-1].endswith("…"):
        low, high = width / 2, width
        while high - low > 2:
            middle = (low + high) / 2
            tried = _greedy(text, size, middle, lines, bold)
            if len(tried) == 2 and "".join(tried).replace(" ", "") == text.replace(" ", ""):
                broken, high = tried, middle
            else:
                low = middle
    return broken


def _greedy(text: str, size: float, width: float, lines: int, bold: bool) -> tuple[str, ...]:
    broken: list[str] = []
    rest = text
    while rest and len(broken) < lines - 1 and measure(rest, size, bold) > width:
        end = 0
        while end < len(rest) and measure(rest[: end + 1], size, bold) <= width:
            end += 1
        space = rest.rfind(" ", 0, end + 1)
        if space > 0:
            end = space
        broken.append(rest[: max(end, 1)].rstrip())
        rest = rest[max(end, 1) :].lstrip()
    if rest:
        broken.append(fit(rest, size, width, bold))
    return tuple(broken)
