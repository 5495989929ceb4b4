"""One row as the merge sees it: when, who, where and which words, in a form that compares across languages.

Words are reduced to what survives translation: numbers, the sound of names, and the beginnings of
international words, in Latin letters.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import groupby, takewhile
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline import resources

__all__ = ["NO_DAY", "Report", "days_of", "names_of", "reports_of"]

NO_DAY = np.iinfo(np.int64).min

_COLUMNS = [
    "event_id", "article_id", "published", "start", "end", "date_edtf", "kind", "actor_ids", "actors",
    "place", "country", "latitude", "longitude", "quote", "quote_start", "quote_end", "date_text", "language",
]  # fmt: skip
_EPOCH = date(1970, 1, 1).toordinal()
_STEM = 5
_CLEAR = 3  # consonants by which one name is told from another
_KNOWN = 2**17  # words that are remembered
_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER = re.compile(r"\d+(?:[.,\s\u00a0\u202f]\d{3})*")
_LATIN = "a b v g g d e e ie zh z i i i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia"
_CYRILLIC = dict(zip("абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя", _LATIN.split(), strict=True))
# how languages spell what they speak alike, longer spellings first
_SOUNDS = {
    "shch": "s", "tsch": "s", "sch": "s", "sh": "s", "ch": "s", "zh": "s", "z": "s", "kh": "k", "c": "k",
    "q": "k", "x": "ks", "th": "t", "ph": "f", "w": "v", "h": "g",
}  # fmt: skip
_MUTE = frozenset("aeiouyj")


@dataclass(frozen=True, slots=True)
class Report:
    """`first` and `last` are day numbers; `rank` orders by publication; `passage` is where it is quoted from.

    `stems`, `names` and `numbers` are those of the passage, without what date, actors and place have said.
    """

    event: str
    article: str
    rank: tuple[str, str]
    first: int | None
    last: int | None
    kind: str
    actors: Mapping[str, int]  # each with the number of reports that name it on the first day
    heard: frozenset[str]  # how the full names of actors sound, in whatever alphabet they are written
    surnames: frozenset[str]  # how the last words of those names sound
    states: frozenset[str]
    place: str | None
    country: str | None
    country_wide: bool  # the place is a country, which may only stand in for one within it
    point: tuple[float, float] | None
    place_names: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    language: str
    passage: tuple[int, int] | None


def reports_of(
    rows: pd.DataFrame,
    states: Mapping[str, str] | None = None,
    told: Mapping[tuple[str, int | None], int] | None = None,
) -> list[Report]:
    """The rows as reports, in their order. `states` tells which state an actor belongs to; `told` how many
    reports name an actor on a day, where these rows are not all there are."""
    plain = rows[_COLUMNS].astype(object).where(rows[_COLUMNS].notna(), None)
    days = [
        _days(start, end, edtf or "")
        for start, end, edtf in zip(plain["start"], plain["end"], plain["date_edtf"], strict=True)
    ]
    if told is None:
        told = Counter(
            (actor, first)
            for actors, (first, _) in zip(plain["actor_ids"], days, strict=True)
            for actor in actors or ()
        )
    lines = zip(*(plain[name] for name in _COLUMNS), strict=True)
    return [
        _report(dict(zip(_COLUMNS, line, strict=True)), first, last, told, states or {})
        for line, (first, last) in zip(lines, days, strict=True)
    ]


def days_of(rows: pd.DataFrame) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The first and last day of each row as numbers, as its report has them; NO_DAY where it has none."""
    known = [rows[side].to_numpy().astype("datetime64[D]") for side in ("start", "end")]
    first, last = (np.where(np.isnat(day), NO_DAY, day.astype(np.int64) + _EPOCH) for day in known)
    for at in np.flatnonzero(np.isnat(known[0]) != np.isnat(known[1])).tolist():
        start, end = (None if np.isnat(day[at]) else day[at].item() for day in known)
        edtf = rows["date_edtf"].iloc[at]
        first[at], last[at] = _days(start, end, "" if pd.isna(edtf) else edtf)
    return first, last


def _report(
    row: Mapping[str, Any],
    first: int | None,
    last: int | None,
    told: Mapping[tuple[str, int | None], int],
    states: Mapping[str, str],
) -> Report:
    words = _words(row["quote"], row["date_text"])
    place, actors = row["place"], row["actor_ids"] or ()
    counted = _counted(row["actors"], place)
    placed = row["latitude"] is not None and row["longitude"] is not None
    quoted = row["quote_start"] is not None and row["quote_end"] is not None
    return Report(
        event=row["event_id"],
        article=row["article_id"],
        rank=(str(row["published"] or "9999"), row["event_id"]),
        first=first,
        last=last,
        kind=row["kind"] or "OTHER",
        actors={actor: told[actor, first] for actor in actors},
        heard=frozenset(filter(None, map(_heard, row["actors"] or ()))),
        surnames=frozenset(sound for name in row["actors"] or () if len(sound := _surname(name)) >= _CLEAR),
        states=frozenset(states.get(actor, actor) for actor in actors),
        place=place,
        country=row["country"],
        country_wide=place in _countries(),
        point=(row["latitude"], row["longitude"]) if placed else None,
        place_names=_names(f" {place or ''}"),
        stems=_stems(words) - _stems(counted),
        names=names_of(row["quote"], row["date_text"], row["actors"], place),
        numbers=frozenset(re.sub(r"\D", "", found) for found in _NUMBER.findall(words)),
        language=row["language"] or "",
        passage=(row["quote_start"], row["quote_end"]) if quoted else None,
    )


def _days(start: date | None, end: date | None, edtf: str) -> tuple[int | None, int | None]:
    """The first and last day as numbers. What is open on one side counts as the day, month or year that the
    other side names: "since 1 August" tells what happened on that day."""
    first, last = (None if day is None else day.toordinal() for day in (start, end))
    if (first is None) == (last is None):
        return first, last
    width = {4: 365, 7: 30}.get(len(edtf.strip("./~")), 0)
    if first is None:
        return (last or 0) - width, last
    return first, first + width


@cache
def _countries() -> frozenset[str]:
    """The names of whole countries: the first rows of the table of places."""
    with resources.path("places.csv").open(encoding="utf-8", newline="") as table:
        rows = takewhile(lambda row: row["kind"] == "country", csv.DictReader(table))
        return frozenset(row["name"] for row in rows)


def names_of(
    quote: str | None, date_text: str | None, actors: Iterable[str] | None, place: str | None
) -> frozenset[str]:
    """How the names in a passage sound, without what date, actors and place have said."""
    return _names(_words(quote, date_text)) - _names(_counted(actors, place))


def _words(quote: str | None, date_text: str | None) -> str:
    return (quote or "").replace(date_text or "\0", " ")


def _counted(actors: Iterable[str] | None, place: str | None) -> str:
    return " ".join(("", *(actors or ()), place or ""))


def _names(words: str) -> frozenset[str]:
    """How the names in some words sound: what begins with a capital, but for the first letter."""
    return frozenset(_sound(word) for word in _WORD.findall(words[1:]) if word[0].isupper()) - {""}


def _stems(words: str) -> frozenset[str]:
    """The beginnings of some words in plain Latin letters."""
    return frozenset(map(_stem, _WORD.findall(words)))


@lru_cache(_KNOWN)
def _heard(name: str) -> str:
    """How a name of several words sounds; nothing where that may be many a name."""
    sounds = [_sound(word) for word in name.split()]
    return " ".join(sounds) if len(sounds) > 1 and min(map(len, sounds)) > 1 else ""


@lru_cache(_KNOWN)
def _surname(name: str) -> str:
    return _sound(name.split()[-1]) if name.split() else ""


@lru_cache(_KNOWN)
def _stem(word: str) -> str:
    return _plain(word)[:_STEM]


def _plain(word: str) -> str:
    latin = "".join(_CYRILLIC.get(c, c) for c in word.casefold()).replace("_", "")
    return "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))


@lru_cache(_KNOWN)
def _sound(word: str) -> str:
    """What stays of a name from one spelling and ending to another: its first consonants, in the Latin
    alphabet. The same for Narychkine, Naryshkin and Наришкін."""
    plain = _plain(word)
    for spelling, sound in _SOUNDS.items():
        plain = plain.replace(spelling, sound)
    return "".join(_once(c for c in plain if c not in _MUTE))[:_STEM]


def _once(letters: Iterable[str]) -> list[str]:
    return [letter for letter, _ in groupby(letters)]
