"""Who held which office when: `data/roles.csv`.

Columns: role, of (ISO 3166-1 alpha-3 of a state, or the actor_id of a body), holder (actor_id), since, until
(ISO, as precise as known; an empty `until` is "still in office at as_of"), as_of, wikidata ids, source.
"""

from __future__ import annotations

import csv
import io
import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from timeline import resources
from timeline.errors import DataError
from timeline.model import Actor
from timeline.who.gazetteer import by_id
from timeline.who.lexicon import Lexicon
from timeline.who.names import Find
from timeline.who.tokens import Tokens

__all__ = ["COLUMNS", "Term", "holder", "holders", "outside", "read_terms"]

COLUMNS = ("role", "of", "office", "holder", "since", "until", "as_of", "holder_qid", "office_qid", "source")
_LEADER = "leader"
_STALE = timedelta(days=200)
_HANDOVER = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Term:
    """One holder's time in one office; `until` is None where the office was still held at `as_of`."""

    role: str
    of: str
    actor: Actor
    since: date
    until: date | None
    as_of: date
    source: str

    def covers(self, day: date, margin: timedelta = timedelta(0)) -> bool:
        """Whether the holder was in office that day; with a margin, well inside or near the term."""
        last = self.until or self.as_of + _STALE
        return self.since - margin <= day <= last + margin


def _day(text: str, last: bool) -> date:
    """The last or first day of a date as precise as known: a term is only what is certain of it."""
    parts = [int(part) for part in text.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (monthrange(year, month)[1] if last else 1)
    return date(year, month, day)


def read_terms(text: str, name: str) -> tuple[Term, ...]:
    """The terms of a table of offices; raises DataError naming the line that is wrong."""
    people = by_id()
    terms = []
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        try:
            terms.append(
                Term(
                    row["role"],
                    row["of"],
                    people[row["holder"]],
                    _day(row["since"], last=True),
                    _day(row["until"], last=False) if row["until"] else None,
                    _day(row["as_of"], last=True),
                    row["source"],
                )
            )
        except (KeyError, ValueError) as error:
            raise DataError(
                f"{name}, line {reader.line_num}", f"{error} is wrong", "Correct the line."
            ) from error
    return tuple(terms)


@cache
def holders() -> dict[tuple[str, str], tuple[Term, ...]]:
    """All terms of each seat, oldest first."""
    seats: dict[tuple[str, str], list[Term]] = {}
    for term in read_terms(resources.text("roles.csv"), "data/roles.csv"):
        seats.setdefault((term.role, term.of), []).append(term)
    return {seat: tuple(sorted(terms, key=lambda term: term.since)) for seat, terms in seats.items()}


@cache
def _led_by_government() -> frozenset[str]:
    """The states whose leader is the head of government."""
    return frozenset(tomllib.loads(resources.text("leaders.toml"))["head_of_government"])


def holder(role: str, of: str, day: date) -> tuple[Term, bool] | None:
    """Who held the office that day, and whether that is beyond doubt: no hand-over near, no old source."""
    if role == _LEADER:
        role = "head_of_government" if of in _led_by_government() else "head_of_state"
    terms = holders().get((role, of), ())
    for term in reversed(terms):
        if term.covers(day):
            sure = term.covers(day - _HANDOVER) and term.covers(day + _HANDOVER)
            return term, sure
    return None


def outside(tokens: Tokens, lexicon: Lexicon, found: Find, inner: Find) -> tuple[int, int]:
    """The larger part of an office's words beside the body they name, without the words that join the two."""
    i, j = found.i, inner.i
    if found.j - inner.j > inner.i - found.i:
        i, j = inner.j, found.j
    joints = lexicon.words["of"] | lexicon.words["definite"]
    while j - i > 1 and (tokens.keys[j - 1] in joints or len(tokens.keys[j - 1]) == 1):
        j -= 1
    while j - i > 1 and (tokens.keys[i] in joints or len(tokens.keys[i]) == 1):
        i += 1
    return i, j
