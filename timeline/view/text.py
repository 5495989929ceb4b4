"""Widths of words and where their lines break, without a font at hand.

Widths are those of Noto Sans; Arial and its kin, which stand in for it, are a little narrower.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["fit", "is_cut", "measure", "wrap"]

# Hundredths of an em → the characters that wide.
_WIDTHS = {
    18: "’‘", 23: "'", 26: " ijlıłії", 27: "!,.:;·", 28: "J", 29: "`", 30: "()", 33: "-[]", 34: "IΙЇІ",
    35: "fι", 36: "“”", 37: "t", 38: '/\\{}•', 41: '"', 42: "r", 43: "°", 44: "?гґ", 45: "_", 47: "z",
    48: "csξτст", 49: "εζςз", 50: "–эє", 51: "vy«»у", 52: "Fγ", 53: "LxΓГкх", 54: "kκҐ", 55: "Sλν",
    56: "*ET|χΕΞΤЕТя", 57: "YaeΣΥае", 58: "$+0123456789<=>≠Z^~€Ζвл", 59: "XΔΧЗХд", 60: "Vθбь",
    61: "PoøδορΛΡРо", 62: "KbdghnpquđþαησυΚБКрч", 63: "RμУп", 64: "ACßβΑАСЭЯнц", 65: "#BΒВЬийЄ", 66: "π",
    70: "ДЧЪъ", 71: "Л", 73: "DGφф", 74: "&UΠП", 75: "HΗНЦжм", 76: "NΝ", 77: "ψИЙ", 78: "ы", 79: "OQwωΘΟΩО",
    80: "…", 81: "ΦΨФ", 84: "%ю", 86: "ЖЫ", 87: "æ", 90: "@ш", 91: "MΜМщ", 93: "W", 94: "m", 95: "œ",
    100: "—", 102: "№", 104: "Ш", 105: "Щ", 106: "Ю",
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
    kept = text[:end].rstrip(" ,;:–—-(«“")
    leftward = next(
        (unicodedata.bidirectional(c) in ("R", "AL") for c in reversed(kept) if c.isalpha()), False
    )
    return kept + ("…\u200f" if leftward else "…")  # the mark puts the ellipsis where leftward reading ends


def is_cut(line: str) -> bool:
    """Whether a line ends in the ellipsis that says there is more."""
    return line.rstrip("\u200f").endswith("…")


@lru_cache(maxsize=8192)
def wrap(text: str, size: float, width: float, lines: int, bold: bool = False) -> tuple[str, ...]:
    """`text` in at most `lines` lines of at most `width` pixels, cut with an ellipsis beyond.

    Breaks at spaces, inside a word only where it is wider than a line (as in scripts without spaces).
    Two lines are balanced: the shorter the wider one, the better.
    """
    broken = _greedy(text, size, width, lines, bold)
    if len(broken) == 2 and not is_cut(broken[-1]):
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
