"""National days: one name that many countries give to a day of their own, told by the country beside it.

The formula `national Independence Day|National Day` names the days in English, as the `holidays` library
does; the first that the country keeps is meant. `national Independence Day = 8-24` says which day it is where
the sentence names no country. Names of countries are those of CLDR and of the language file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from timeline.language import Language
from timeline.when.tense import ended
from timeline.when.tokens import BREAK, Tokens, words_of

__all__ = ["BESIDE", "NATIONAL", "SOUTHERN", "country_beside", "national_day"]

NATIONAL = "national "
# ISO 3166 codes, of two and three letters, of the countries whose seasons are those of the south
SOUTHERN = frozenset({
    "AO", "AGO", "AR", "ARG", "AU", "AUS", "BO", "BOL", "BR", "BRA", "BW", "BWA", "CL", "CHL",
    "FJ", "FJI", "LS", "LSO", "MG", "MDG", "MU", "MUS", "MW", "MWI", "MZ", "MOZ", "NA", "NAM",
    "NC", "NCL", "NZ", "NZL", "PE", "PER", "PY", "PRY", "RE", "REU", "SZ", "SWZ", "TO", "TON",
    "UY", "URY", "VU", "VUT", "WS", "WSM", "ZA", "ZAF", "ZM", "ZMB", "ZW", "ZWE",
})  # fmt: skip
BESIDE = 3  # tokens between a season and the place that it is told of
_NEAR = 24  # tokens looked at on either side of a national day
_STEM = 4  # letters that two forms of one name share at least; one less in a word with a capital
_ENDING = 3  # letters that a form may be longer
_YEARS_BACK = 6  # years that are asked where a country suspends its days (a war)
_FEW = 4  # so few days in a year are no full calendar

Kept = list[tuple[date, list[str]]]
Names = dict[str, list[tuple[tuple[str, ...], str]]]


def country_beside(tokens: Tokens, first: int, end: int, language: Language, near: int = _NEAR) -> str | None:
    """The ISO 3166 code of the country named nearest to tokens `first` to `end`, in their sentence.

    `near` is how many tokens are looked at on either side.
    """
    names = _names(language)
    before, after = True, True
    for step in range(near):
        at = first - 1 - step
        before = before and at >= 0 and tokens.gaps[at + 1] != BREAK and not _closes(tokens, at)
        if before and (code := _named(tokens, at, names)):
            return code
        at = end + step
        after = after and at < len(tokens.words) and tokens.gaps[at] != BREAK and not _closes(tokens, at)
        if after and (code := _named(tokens, at, names)):
            return code
    return None


def _closes(tokens: Tokens, at: int) -> bool:
    return tokens.words[at] in ".!?…" and ended(tokens, at)


def _named(tokens: Tokens, at: int, names: Names) -> str | None:
    """The country whose name begins at a token: of several the one that shares the most letters."""
    best, code = 0, None
    capital = not tokens.text[tokens.starts[at]].islower()
    for words, country in names.get(tokens.words[at][: _STEM - 1], ()):
        told = tokens.words[at : at + len(words)]
        if len(told) < len(words):
            continue
        shared = [_shared(name, word, capital) for name, word in zip(words, told, strict=True)]
        if all(shared) and sum(shared) > best:
            best, code = sum(shared), country
    return code


def _shared(name: str, word: str, capital: bool) -> int:
    """How many letters two forms of one word share; 0 where they are two words."""
    if name == word:
        return len(name) + 1 if capital or len(name) >= _STEM else 0
    same = next(
        (n for n, (a, b) in enumerate(zip(name, word, strict=False)) if a != b), min(len(name), len(word))
    )
    if same < max(_STEM - capital, len(name) - 2) or len(word) > len(name) + _ENDING:
        return 0
    return same


@cache
def _names(language: Language) -> Names:
    """First letters → names and adjectives of countries, cut into words, with the country's code."""
    names: Names = {}
    for name, code in _told(language):
        words = tuple(words_of(name))
        if words:
            names.setdefault(words[0][: _STEM - 1], []).append((words, code))
    return names


def _told(language: Language) -> Iterator[tuple[str, str]]:
    from babel import Locale, UnknownLocaleError

    for section, table in (("who", "demonyms"), ("where", "countries")):
        for code, words in language.section(section).get(table, {}).items():
            for word in words:
                yield word, code
    try:
        territories = Locale.parse(language.code).territories
    except (UnknownLocaleError, ValueError):
        return
    for code, name in territories.items():
        if code.isalpha():
            yield name.partition("(")[0].strip(), code


@cache
def national_day(names: str, country: str, year: int) -> date | None:
    """The day in that year on which the country keeps the first of the `names` (English, `|` between)."""
    years = (_kept(country, year - back) for back in range(_YEARS_BACK))
    kept: Kept = next((days for days in years if len(days) > _FEW), [])
    asked = names.split("|")
    exact = (day for name in asked for day, called in kept if name in called)
    within = (day for name in asked for day, called in kept if any(name in each for each in called))
    day = next(chain(exact, within), None)
    return None if day is None or (day.month, day.day) == (2, 29) else day.replace(year=year)


@cache
def _kept(country: str, year: int) -> Kept:
    import holidays

    try:
        found: Any = holidays.country_holidays(country, years=year, language="en_US", observed=False)
    except (NotImplementedError, ValueError):
        return []
    return [(day, called.split("; ")) for day, called in sorted(found.items())]
