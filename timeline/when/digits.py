"""What digits can be: days, months, years, hours, numbers with signs between thousands, Roman numerals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unicodedata import lookup

from timeline.when.tokens import GLUED, SPACE

__all__ = ["LIKE_I", "LIKE_X", "ROMAN", "numeric_slots", "roman_value"]

_GO_ON = (",", ".", "½")  # what may go on a number
# In Cyrillic texts the signs for ten and one are often typed as the letters that look like them.
LIKE_X = lookup("CYRILLIC SMALL LETTER HA")
LIKE_I = lookup("CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I")
ROMAN = {"i": 1, "v": 5, "x": 10, LIKE_I: 1, LIKE_X: 10}


def numeric_slots(words: list[str], gaps: list[int], at: int) -> Iterator[tuple[str, int, Any]]:
    """(slot, end, value) of what the digits of one token can be."""
    word = words[at]
    size = len(word)
    if size > 9:
        return
    value = int(word)
    yield "digits", at + 1, value
    after = words[at + 1] if at + 1 < len(words) else ""
    if after in _GO_ON or after[:1].isdecimal():
        yield from _numbers(words, gaps, at, value)
    else:
        yield "number", at + 1, value
    if size <= 2:
        if 1 <= value <= 31:
            yield "day", at + 1, value
        if 1 <= value <= 12:
            yield "month_number", at + 1, value
        if value <= 24:
            yield "hour", at + 1, value
        if size == 2 and value < 60:
            yield "minute", at + 1, value
    if size == 2:
        yield "short_year", at + 1, value
        if value > 31:
            yield "old_year", at + 1, value
        if value % 10 == 0:
            yield "decade_digits", at + 1, value
    elif size == 4 and 1000 <= value <= 2199:
        yield "year", at + 1, value
        if value % 10 == 0:
            yield "decade_digits", at + 1, value
    elif size == 3 and value % 10 == 0:
        yield "decade_digits", at + 1, value


def _numbers(words: list[str], gaps: list[int], at: int, value: int) -> Iterator[tuple[str, int, Any]]:
    """Whole numbers with or without signs between thousands, decimals, and halves written as fractions."""
    yield "number", at + 1, value
    end, total = at + 1, value
    if len(words[at]) <= 3:
        while (
            end + 1 < len(words)
            and words[end] in ",."
            and gaps[end] == GLUED == gaps[end + 1]
            and len(words[end + 1]) == 3
            and words[end + 1].isdecimal()
            and total < 10**12
        ):
            total, end = total * 1000 + int(words[end + 1]), end + 2
        if end > at + 1:
            yield "number", end, total
    if end == at + 1 and len(words[at]) < 4 and words[end : end + 1] and gaps[end] == SPACE:
        after = words[end]
        if len(after) == 3 and after.isdecimal():
            yield "number", end + 1, value * 1000 + int(after)
    if (
        end == at + 1
        and end + 1 < len(words)
        and words[end] in ",."
        and gaps[end] == GLUED == gaps[end + 1]
        and words[end + 1].isdecimal()
        and len(words[end + 1]) < 3
    ):
        yield "number", end + 2, float(f"{value}.{words[end + 1]}")
    if words[end : end + 3] == ["1", "/", "2"] or words[end : end + 1] == ["½"]:
        yield "number", end + (1 if words[end] == "½" else 3), value + 0.5


def roman_value(word: str) -> int:
    """The value of a Roman numeral up to 39, 0 if it is none."""
    if len(word) > 6 or any(c not in ROMAN for c in word):
        return 0
    values = [ROMAN[c] for c in word]
    return sum(-v if v < max(values[n + 1 :], default=0) else v for n, v in enumerate(values))
