"""How alike two reports are: dates, actors, place, kind and words, weighed against each other.

Words are compared across languages by what survives translation: numbers, the sound of names and the stems
of international words, in Latin letters.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby, takewhile
from math import asin, cos, radians, sin, sqrt

import pandas as pd

from timeline import resources

__all__ = ["Report", "likeness", "reports_of", "told_apart"]

_STEM = 5
NEAR = 30.0  # kilometres between a site and its town
_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER = re.compile(r"\d+(?:[.,\s\u00a0\u202f]\d{3})*")
_LATIN = "a b v g g d e e ie zh z i i i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia"
_CYRILLIC = dict(zip("абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя", _LATIN.split(), strict=True))
# how languages spell what they speak alike, longest first
_SOUNDS = [
    pair.split("=")
    for pair in "shch=s tsch=s sch=s sh=s ch=s zh=s kh=k th=t ph=f ou=u z=s c=k q=k x=ks w=v h=g".split()
]
_MUTE = frozenset("aeiouyj")
# kinds that tell the same act from another side
_KIN = [
    {"CONSULT", "AGREE", "COOPERATE", "REQUEST", "SUPPORT"},
    {"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"},
    {"RETREAT", "CONCEDE", "COOPERATE", "AGREE", "AID"},
    {"REJECT", "RETREAT", "ACCUSE", "SANCTION", "THREATEN"},
]


@dataclass(frozen=True, slots=True)
class Report:
    """One row as the merge sees it. `first` and `last` are day numbers; `rank` orders by publication."""

    event: str
    article: str
    rank: tuple[str, str]
    first: int | None
    last: int | None
    kind: str
    actors: frozenset[str]
    place: str | None
    country: str | None
    country_wide: bool  # its place is a country, which may only stand in for one within it
    point: tuple[float, float] | None
    states: frozenset[str]
    numbers: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]  # beside those of its actors and place
    language: str
    passage: tuple[int, int] | None


def reports_of(rows: pd.DataFrame, states: Mapping[str, str] | None = None) -> list[Report]:
    """The rows as reports, in their order. `states` tells which state an actor belongs to."""
    belongs = states or {}
    columns = (
        "event_id", "article_id", "published", "start", "end", "kind", "actor_ids", "actors", "place", "country",
        "latitude", "longitude", "quote", "date_text", "language", "date_edtf", "quote_start", "quote_end",
    )  # fmt: skip
    plain = rows[list(columns)].astype(object).where(rows[list(columns)].notna(), None)
    reports = []
    for (
        event,
        article,
        published,
        start,
        end,
        kind,
        actors,
        names,
        place,
        country,
        north,
        east,
        quote,
        when,
        language,
        edtf,
        quoted,
        unquoted,
    ) in zip(*(plain[column] for column in columns), strict=True):
        words = (quote or "").replace(when or "\0", " ")
        first, last = _days(start, end, edtf or "")
        reports.append(
            Report(
                event,
                article,
                (str(published or "9999"), event),
                first,
                last,
                kind or "OTHER",
                frozenset(actors or ()),
                place,
                country,
                place in _countries(),
                None if north is None or east is None else (north, east),
                frozenset(belongs.get(actor, actor) for actor in actors or ()),
                frozenset(re.sub(r"\D", "", found) for found in _NUMBER.findall(words)),
                frozenset(_stem(word) for word in _WORD.findall(words)),
                _names(words) - _names(" " + " ".join((*(names or ()), place or ""))),
                language or "",
                None if quoted is None or unquoted is None else (quoted, unquoted),
            )
        )
    return reports


def _days(start: pd.Timestamp | None, end: pd.Timestamp | None, edtf: str) -> tuple[int | None, int | None]:
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


def _names(words: str) -> frozenset[str]:
    """How the names in some words sound: what begins with a capital, but for the first word."""
    return frozenset(_sound(word) for word in _WORD.findall(words[1:]) if word[0].isupper()) - {""}


def _stem(word: str) -> str:
    """The beginning of a word in plain Latin letters."""
    return _plain(word)[:_STEM]


@cache
def _plain(word: str) -> str:
    latin = "".join(_CYRILLIC.get(c, c) for c in word.casefold()).replace("_", "")
    return "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))


@cache
def _sound(word: str) -> str:
    """What stays of a name from one spelling and ending to another: its first consonants, in the Latin
    alphabet. The same for Narychkine, Naryshkin and Наришкін."""
    plain = _plain(word)
    for spelling, sound in _SOUNDS:
        plain = plain.replace(spelling, sound)
    return "".join(c for c, _ in groupby(c for c in plain if c not in _MUTE))[:_STEM]


def told_apart(one: Report, other: Report) -> bool:
    """Whether one article tells the two in different passages, and so as two events."""
    if one.article != other.article:
        return False
    if one.passage is None or other.passage is None:
        return True
    shared = min(one.passage[1], other.passage[1]) - max(one.passage[0], other.passage[0])
    return 2 * shared < min(end - start for start, end in (one.passage, other.passage))


def likeness(one: Report, other: Report) -> float:
    """How much speaks for one story. About 0 where nothing speaks for or against; above 2.3 they are one."""
    when = _when(one, other)
    if when is None:
        return -9.0
    return when + _who(one, other) + _where(one, other) + _what(one, other) + _words(one, other)


def _when(one: Report, other: Report) -> float | None:
    """None where both dates cannot be and are too far apart for a slip."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return None
    narrow, wide = sorted((one.last - one.first, other.last - other.first))
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap > 0:
        if wide > 3 or gap > 3:
            return None
        return -0.6 - 0.8 * gap
    if wide == 0:
        return 1.6
    if narrow == wide and gap == -wide:
        return 1.2 if wide <= 31 else 0.6
    if wide <= 10:
        return 1.2
    return -0.6 if wide <= 31 else 0.0


def _who(one: Report, other: Report) -> float:
    if not one.actors or not other.actors:
        return 0.0
    shared = len(one.actors & other.actors)
    if not shared:
        return -0.3 if one.states & other.states else -0.8
    few = min(len(one.actors), len(other.actors))
    return 0.5 + 0.45 * min(shared, 4) + 0.5 * (shared / few) - (0.6 if shared == 1 and few > 2 else 0.0)


def _where(one: Report, other: Report) -> float:
    if one.place is None or other.place is None:
        return 0.0
    if one.country_wide or other.country_wide:
        return 0.2 if one.country == other.country else -0.2
    if one.place == other.place:
        return 1.2
    if one.point and other.point and _kilometres(one.point, other.point) <= NEAR:
        return 0.8
    if one.country is None or other.country is None:
        return 0.0
    if one.country == other.country:
        return -0.3
    return -0.8


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    (north, east), (north2, east2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 12742 * asin(sqrt(half))


def _what(one: Report, other: Report) -> float:
    if one.kind == other.kind:
        return 0.0 if one.kind == "OTHER" else 0.7
    if "OTHER" in (one.kind, other.kind):
        return 0.0
    return 0.1 if any(one.kind in kin and other.kind in kin for kin in _KIN) else -0.8


def _words(one: Report, other: Report) -> float:
    numbers = 0.6 * min(len({n for n in one.numbers & other.numbers if len(n) > 1}), 2)
    names = 0.5 * min(len(one.names & other.names), 2)
    few = min(len(one.stems), len(other.stems))
    if not few:
        return numbers
    shared = len(one.stems & other.stems)
    same_language = one.language == other.language
    return (
        numbers
        + names
        + (2.4 if same_language else 2.8) * shared / max(few, 4)
        - (0.5 if same_language else 0.1)
    )
