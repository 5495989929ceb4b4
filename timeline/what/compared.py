"""Days that something is only held against: "the longest strike since August 1980, when …"."""

from __future__ import annotations

from dataclasses import replace

from timeline.edtf import read
from timeline.model import Moment
from timeline.what.clauses import Clause
from timeline.what.reading import Told

__all__ = ["compared", "recalled"]

_REACH = 14  # words between "longest" and the day
_OPEN = "/.."
_BESIDE = 3  # characters between a day and the clause that tells of it


def compared(told: Told, clause: Clause, moment: Moment) -> bool:
    """Whether "since …" only says what something is the longest, first or worst since: no verb stands
    between the two."""
    if moment.edtf is None or not moment.edtf.endswith(_OPEN):
        return False
    sentence = told.sentence
    words = sentence.within(clause.start, moment.start)
    most = [i for i in words[-_REACH:] if "superlatives" in sentence.classes[i]]
    if not most:
        return False
    return not any(g.finite and most[-1] < g.first < words.stop for g in sentence.groups)


def recalled(told: Told, moment: Moment) -> tuple[Clause, Moment] | None:
    """The clause that tells what was then ("…, when workers went on strike"), with that day or month."""
    sentence = told.sentence
    for clause in told.clauses:
        words = sentence.within(clause.start, clause.end)
        if 0 <= clause.start - moment.end <= _BESIDE and words and "whens" in sentence.classes[words[0]]:
            assert moment.edtf is not None
            then = read(moment.edtf.removesuffix(_OPEN))
            point = replace(moment, edtf=then.edtf, first=then.start, last=then.end, precision=then.precision)
            return clause, point
    return None
