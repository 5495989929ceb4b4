"""Dates as a person types them, of any precision, in words or as EDTF."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.dates import get_month_names

from timeline import edtf, resources
from timeline.dashboard.folding import fold
from timeline.dashboard.strings import languages
from timeline.errors import UsageError

__all__ = ["edtf_of"]

_EDTF = re.compile(r"[\dX~?%./-]+")
_NUMBERS = re.compile(r"(?:(\d{1,2})[./])?(\d{1,2})[./](\d{4})")
_PART = re.compile(r"(\d+)[^\W\d_]{0,2}|[^\W\d_]+\.?")
_TO = re.compile(r"\s*[–—]\s*|\s+-\s+|(?<=\d)-(?=\d{1,2}\s)")


def edtf_of(text: str) -> str:
    """The EDTF of a typed date: "21 April 2023", "21/04/2023", "avril 2023", "21–30 April 2023", "2023-04~".

    "" stays "", which is undated. `UsageError` where it is no date.
    """
    text = text.strip()
    if not text:
        return ""
    first, *rest = _TO.split(text)
    if rest:
        last = _unit(rest[-1])
        written = "/".join([_unit(first, last), last]) if len(rest) == 1 else text
    else:
        written = _unit(text)
    return edtf.read(written).edtf


def _unit(text: str, after: str = "") -> str:
    """One date; a month or year that it leaves out is that of the date `after` it."""
    text = text.strip()
    if found := _NUMBERS.fullmatch(text):
        day, month, year = found.groups()
        return "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])
    if _EDTF.fullmatch(text) and not (after and len(text) < 3):
        return text
    numbers: list[str] = []
    month, year = 0, ""
    for part in _PART.finditer(fold(text)):
        word = part[0].rstrip(".")
        if word in _fillers() and not part[1]:
            continue
        if not part[1]:
            month = month or _months().get(word, 0)
            if word not in _months():
                raise UsageError(f"'{text}' is no date")
        elif len(part[1]) == 4:
            year = part[1]
        else:
            numbers.append(part[1])
    if len(numbers) > 1:
        raise UsageError(f"'{text}' is no date")
    end = after.rstrip("~?%").split("-")
    year = year or end[0]
    number = f"{month:02d}" if month else end[1] if numbers and len(end) > 1 else ""
    return "-".join(part for part in (year, number, numbers[0].zfill(2) if numbers else "") if part)


@cache
def _fillers() -> frozenset[str]:
    """Words that stand between day, month and year, as CLDR writes dates out."""
    patterns = (
        str(Locale.parse(code).date_formats["long"]) for code in resources.names("languages", ".toml")
    )
    quoted = (words for pattern in patterns for words in re.findall(r"'([^']+)'", pattern))
    return frozenset(fold(word).rstrip(".") for words in quoted for word in words.split())


@cache
def _months() -> dict[str, int]:
    """Number by name and abbreviation, folded, in the languages of the interface, then all that are read."""
    names: dict[str, int] = {}
    for code in (*languages(), *resources.names("languages", ".toml")):
        locale = Locale.parse(code)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in get_month_names(width, context, locale).items():
                    names.setdefault(fold(name).rstrip("."), number)
    return names
