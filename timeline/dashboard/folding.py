"""Text as a search sees it, in any script: without case, accents and marks."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache

__all__ = ["bare", "fold"]


def fold(text: str) -> str:
    """Text without case, accents and spacing differences, in any script."""
    return " ".join(bare(text).split())


def bare(text: str) -> str:
    """Text without case and accents."""
    folded = text.casefold()
    return folded if folded.isascii() else unicodedata.normalize("NFKD", folded).translate(_marks())


@cache
def _marks() -> dict[int, str | None]:
    """What is taken away: every combining mark there is; and one apostrophe for another."""
    marks: dict[int, str | None] = {
        code: None for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))
    }
    return marks | {ord("’"): "'"}
