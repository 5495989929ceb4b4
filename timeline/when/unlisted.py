"""Languages without a file: our own finder cuts short candidates, `dateparser.parse` settles each."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache

from timeline.model import Moment
from timeline.when.periods import Period
from timeline.when.sense import dated
from timeline.when.tokens import fold

__all__ = ["unlisted"]

_LONGEST = 60
_RULE = "dateparser"


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


@cache
def _names(code: str | None) -> tuple[str, ...]:
    """Month and weekday names of the language, longest first; none where CLDR does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code) if code else None
    except (UnknownLocaleError, ValueError):
        locale = None
    if locale is None:
        return ()
    names = {
        fold(name).strip(". ")
        for table in (locale.months, locale.days)
        for context in table.values()
        for width, words in context.items()
        if width in ("wide", "abbreviated")
        for name in words.values()
    }
    return tuple(
        sorted((name for name in names if len(name) > 2 and not name.isdecimal()), key=len, reverse=True)
    )


@cache
def _candidates(code: str | None) -> re.Pattern[str]:
    names = "|".join(map(re.escape, _names(code)))
    numeric = r"(?<![\w.,/])\d{1,4}([./-])\d{1,2}\1\d{1,4}(?![\w/]|[.,]\d)"
    if not names:
        return re.compile(numeric)
    name = rf"(?<!\w)(?:{names})\w{{0,3}}\.?"
    return re.compile(
        rf"{numeric}|(?:(?<![\w.,])\d{{1,4}}\w{{0,2}}\.?\s(?:\w{{1,3}}\s)?)?{name}(?:,?\s(?:\w{{1,3}}\s)?\d{{1,4}}(?!\w)){{0,2}}"
    )


def _settled(words: str, start: int, code: str | None, anchor: date | None) -> Moment | None:
    import dateparser

    here = datetime.combine(anchor or date(2000, 1, 1), time())
    settings = {"RELATIVE_BASE": here, "RETURN_TIME_AS_PERIOD": False, "PREFER_DAY_OF_MONTH": "first",
                "PREFER_DATES_FROM": "past"}  # fmt: skip
    try:
        data = dateparser.date.DateDataParser(
            languages=[code] if code else None, settings=settings
        ).get_date_data(words)
    except (ValueError, OverflowError, RecursionError):
        return None
    if data is None or data.date_obj is None:
        return None
    told = bool(re.search(r"\d{4}", fold(words))) or bool(re.search(r"\d+[./-]\d+[./-]\d+", fold(words)))
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
