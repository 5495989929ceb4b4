"""What an article narrates without a date: acts of those it is about, on the day it is telling of."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date, timedelta
from functools import lru_cache

from timeline.model import Mention, Moment
from timeline.what.clauses import Clause
from timeline.what.dating import Happening, trigger_of
from timeline.what.passages import of_clause
from timeline.what.reading import Reading, Told

__all__ = ["day_in_force", "narrated"]

_FRESH = timedelta(days=7)  # before publication: still the article's own news
_MARKS = re.compile(r"[«»“”„\"]|``|''")
_CLOSING = ("»", "”", "''")
_TOLD = 2  # times that an article names those it is about


def narrated(
    reading: Reading, told: Told, taken: Container[int]
) -> Iterator[tuple[Happening, Moment | None, str]]:
    """The acts of a sentence without time words whose doer is named and is one the article is about.

    Each takes the day told before in its paragraph or, in the news of the last days, the day last told in the
    article; else it is dated by publication. What was said is no act; nor is what stands in quotation marks.
    """
    if told.heading or told.moments or reading.anchor is None:
        return
    day, elsewhen = day_in_force(reading, told)
    if elsewhen:
        return
    for clause in told.clauses:
        if clause.number not in taken and _acts(reading, told, clause):
            passage = of_clause(told, clause, taken)
            happening = Happening(told, clause, passage, trigger_of(told, clause), None)
            yield happening, day, "context" if day else "published"
            return


def _acts(reading: Reading, told: Told, clause: Clause) -> bool:
    group, trigger = clause.group, trigger_of(told, clause)
    if group is None or trigger is None or trigger.head.kind is None or group.modal or group.negated:
        return False
    if clause.opener not in ("main", "coordinate") or told.closing(clause) or told.reports(clause):
        return False
    compound = group.own > group.first and group.head.tense == "participle"
    if group.head.lemma in told.lexicon.verbs["state"] or not (group.tense == "past" or compound):
        return False
    if group.tense == "present" and not reading.in_perfects:
        return False
    earlier = compound and group.tense in ("past", "imperfect") and not group.passive
    supposed = group.tense not in ("past", "present") or (group.passive and group.tense == "present")
    if earlier or supposed or _quoted(told, told.sentence.tokens[group.first].start):
        return False
    return any(_about(reading, mention) for mention in _doers(told, clause))


def _doers(told: Told, clause: Clause) -> list[Mention]:
    """Those named before the verb of a clause, or where its subject stands."""
    assert clause.group is not None
    verb = told.sentence.tokens[clause.group.first].start
    return [
        m
        for m in told.mentions
        if (clause.holds(m.start) and m.end <= verb)
        or (clause.subject is not None and clause.subject.start <= m.start < clause.subject.end)
    ]


def _about(reading: Reading, mention: Mention) -> bool:
    return mention.actor.kind != "medium" and reading.named[mention.actor.actor_id] >= _TOLD


def _quoted(told: Told, at: int) -> bool:
    """Inside quotation marks that opened in the same sentence."""
    mark_open = ""
    for mark in _MARKS.findall(told.text, told.span.start, at):
        closes = mark_open and (mark in _CLOSING or mark == mark_open or (mark_open, mark) == ("„", "“"))
        mark_open = "" if closes else "" if mark in _CLOSING else mark
    return bool(mark_open)


def _fresh(moment: Moment, published: date) -> bool:
    return moment.first is not None and timedelta(0) <= published - moment.first <= _FRESH


def day_in_force(reading: Reading, told: Told) -> tuple[Moment | None, bool]:
    """The day an article is telling of, None for that of publication; and whether its paragraph tells of
    another time."""
    return _days_in_force(reading)[told.index]


@lru_cache(maxsize=1)
def _days_in_force(reading: Reading) -> list[tuple[Moment | None, bool]]:
    """`day_in_force` at each sentence, in one pass: what its paragraph said last, else the last fresh day."""
    assert reading.anchor is not None
    known: list[tuple[Moment | None, bool]] = []
    here: tuple[Moment | None, bool] | None = None
    paragraph, news = -1, None
    for told in reading.told:
        if told.paragraph != paragraph:
            paragraph, here = told.paragraph, None
        known.append(here or (news, False))
        placed = [m for m in told.moments if m.first is not None and m.type in ("DATE", "TIME")]
        if not placed:
            continue
        last = placed[-1]
        fresh = _fresh(last, reading.anchor)
        if last.precision == "day" and not last.approximate:
            here, news = (last, False), last if fresh else news
        elif not fresh:
            here = None, True
    return known
