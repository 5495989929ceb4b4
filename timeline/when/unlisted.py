"""Languages without a file: our own finder cuts short candidates, `dateparser.parse` settles each."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache
from typing import Any

from timeline.model import Moment
from timeline.when.periods import Period
from timeline.when.sense import dated
from timeline.when.tokens import fold

__all__ = ["unlisted"]

_LONGEST = 60
_RULE = "dateparser"
_FORMAT = re.compile(r"y+|M+|L+|d+|\s+|.")


def unlisted(text: str, code: str | None, anchor: date | None) -> list[Moment]:
    """Dates with digits, or with names of months and weekdays, in any language that CLDR knows."""
    folded = fold(text)
    found: list[Moment] = []
    done = 0
    for candidate in _candidates(code).finditer(folded):
        start, end = candidate.span()
        if start < done or end - start > _LONGEST:
            continue
        moment = _settled(text[start:end], start, code, anchor)
        if moment is not None:
            found.append(moment)
            done = end
    return found


def _locale(code: str | None) -> Any:
    """What CLDR knows of the language; None where it does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code) if code else None
    except (UnknownLocaleError, ValueError):
        return None


def _names(locale: Any) -> list[str]:
    """Names of months and weekdays, longest first."""
    names = {
        fold(name).strip(". ")
        for table in (locale.months, locale.days)
        for words_by_width in table.values()
        for width, words in words_by_width.items()
        if width in ("wide", "abbreviated")
        for name in words.values()
    }
    return sorted((name for name in names if len(name) > 2 and name.isalpha()), key=len, reverse=True)


def _written(locale: Any) -> str:
    """The language's own long date in digits and signs, where it is written without names of months."""
    pattern = locale.date_formats["long"].pattern
    if "MMM" in pattern or "LLL" in pattern:
        return ""
    digits = {"y": r"\d{4}", "M": r"\d{1,2}", "L": r"\d{1,2}", "d": r"\d{1,2}"}
    pieces = _FORMAT.findall(pattern.replace("'", ""))
    return "".join(digits.get(piece[0], r"\s?" if piece.isspace() else re.escape(piece)) for piece in pieces)


@cache
def _candidates(code: str | None) -> re.Pattern[str]:
    locale = _locale(code)
    ways = [r"(?<![\w.,/-])\d{1,4}([./-])\d{1,2}\1\d{1,4}(?![\w/]|[.,]\d)"]
    if locale is not None:
        ways += [way for way in [_written(locale)] if way]
        name = rf"(?<!\w)(?:{'|'.join(map(re.escape, _names(locale)))})\w{{0,3}}\.?"
        day = r"(?:(?<![\w.,])\d{1,4}\w{0,2}\.?\s(?:\w{1,3}\s)?)?"
        year = r"(?:,?\s(?:\w{1,3}\s)?\d{1,4}(?![\w]|[.,/-]\d)){0,2}"
        ways.append(day + name + year)
    return re.compile("|".join(ways))


@cache
def _known(code: str | None) -> tuple[str, ...] | None:
    """The language as dateparser names it; None lets it try all it knows."""
    from dateparser.data.languages_info import language_order

    return (code,) if code is not None and code in language_order else None


def _settled(words: str, start: int, code: str | None, anchor: date | None) -> Moment | None:
    import dateparser

    here = datetime.combine(anchor or date(2000, 1, 1), time())
    settings = {"RELATIVE_BASE": here, "RETURN_TIME_AS_PERIOD": False, "PREFER_DAY_OF_MONTH": "first",
                "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}  # fmt: skip
    try:
        data = dateparser.date.DateDataParser(languages=_known(code), settings=settings).get_date_data(words)
    except (ValueError, OverflowError, RecursionError):
        return None
    if data is None or data.date_obj is None:
        return None
    told = bool(re.search(r"\d{4}", fold(words))) or bool(re.search(r"\d+\D{1,3}\d+\D{1,3}\d+", fold(words)))
    if anchor is None and not told:
        return None
    unit = data.period if data.period in ("day", "week", "month", "year") else "day"
    day = data.date_obj.date()
    first = {"month": day.replace(day=1), "year": day.replace(month=1, day=1)}.get(unit, day)
    sense = dated(
        Period(unit if unit != "week" else "day", first),
        "explicit" if told else "relative",
        None if told else anchor,
    )
    return Moment(
        start, start + len(words), words, sense.type, sense.value, None, sense.edtf, sense.first, sense.last,
        sense.precision, sense.basis, sense.anchor, None, _RULE,
    )  # fmt: skip
