"""Widths of words and where their lines break, without a font at hand.

Widths are those of Noto Sans; Arial and its kin, which stand in for it, are a little narrower.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

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
_EM = {character: width for width, characters in _WIDTHS.items() for character in characters}
_BOLD = 1.08


@lru_cache(maxsize=4096)
def _em(character: str) -> int:
    """Hundredths of an em that a character takes: known, those of its base letter, or of its script."""
    known = _EM.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 100
    base = unicodedata.normalize("NFD", character)[0]
    if base != character:
        return _em(base)
    return 62 if unicodedata.bidirectional(character) in ("R", "AL") else 75


def _unit(size: float, bold: bool) -> float:
    """Pixels of a hundredth of an em."""
    return size * (_BOLD if bold else 1.0) / 100


@lru_cache(maxsize=16384)
def measure(text: str, size: float, bold: bool = False) -> float:
    """Pixels that `text` takes in one line at `size` pixels."""
    return sum(map(_em, text)) * _unit(size, bold)


def fit(text: str, size: float, width: float, bold: bool = False) -> str:
    """`text`, cut with an ellipsis where it is wider than `width` pixels."""
    return text if measure(text, size, bold) <= width else _Ruled(text, size, bold).cut(0, width)


def is_cut(line: str) -> bool:
    """Whether a line ends in the ellipsis that says there is more."""
    return line.rstrip("\u200f").endswith("…")


@lru_cache(maxsize=16384)
def wrap(text: str, size: float, width: float, lines: int, bold: bool = False) -> tuple[str, ...]:
    """`text` in at most `lines` lines of at most `width` pixels, cut with an ellipsis beyond.

    Breaks at spaces, inside a word only where it is wider than a line (as in scripts without spaces).
    Two lines are balanced: the shorter the wider one, the better.
    """
    ruled = _Ruled(text, size, bold)
    broken = ruled.broken(width, lines)
    if len(broken) == 2 and not is_cut(broken[-1]):
        whole = text.replace(" ", "")
        low, high = width / 2, width
        while high - low > 2:
            middle = (low + high) / 2
            tried = ruled.broken(middle, lines)
            if len(tried) == 2 and "".join(tried).replace(" ", "") == whole:
                broken, high = tried, middle
            else:
                low = middle
    return broken


class _Ruled:
    """A text measured once, letter by letter, to be cut or broken at any width."""

    def __init__(self, text: str, size: float, bold: bool) -> None:
        self.text, self.size, self.bold = text, size, bold
        self.unit = _unit(size, bold)
        self.ends = list(accumulate(map(_em, text), initial=0))

    def _reach(self, start: int, width: float) -> int:
        """Where the text from `start` on is cut so that what stands before is at most `width` pixels wide."""
        before, unit = self.ends[start], self.unit
        return max(bisect_right(self.ends, width, start, key=lambda end: (end - before) * unit) - 1, start)

    def _fits(self, start: int, width: float) -> bool:
        return (self.ends[-1] - self.ends[start]) * self.unit <= width

    def cut(self, start: int, width: float) -> str:
        """What follows `start`, with an ellipsis where it is too wide."""
        if self._fits(start, width):
            return self.text[start:]
        room = width - measure("…", self.size, self.bold)
        kept = self.text[start : self._reach(start, room)].rstrip(" ,;:–—-(«“")
        leftward = next(
            (unicodedata.bidirectional(c) in ("R", "AL") for c in reversed(kept) if c.isalpha()), False
        )
        return kept + ("…\u200f" if leftward else "…")  # the mark puts it where leftward reading ends

    def broken(self, width: float, lines: int) -> tuple[str, ...]:
        """In lines as full as they can be, the last one cut."""
        text, start = self.text, 0
        found: list[str] = []
        while start < len(text) and len(found) < lines - 1 and not self._fits(start, width):
            end = self._reach(start, width)
            if (space := text.rfind(" ", start, end + 1)) > start:
                end = space
            end = max(end, start + 1)
            found.append(text[start:end].rstrip())
            start = len(text) - len(text[end:].lstrip())
        if start < len(text):
            found.append(self.cut(start, width))
        return tuple(found)
