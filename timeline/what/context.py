"""Dates that carry over: from the sentence before, and from the day of publication for the article's news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.model import Moment
from timeline.what.clauses import Clause
from timeline.what.dating import Happening, trigger_of
from timeline.what.passages import of_clause
from timeline.what.reading import Reading, Told

__all__ = ["carried"]

_FAR = 3  # sentences over which a date is still in force
_DASH = "-–—:"


def carried(
    reading: Reading, told: Told, own: Sequence[Happening]
) -> Iterator[tuple[Happening, Moment | None, str]]:
    """Events of a sentence without time words of its own, with the moment they take over and on what ground."""
    if told.heading:
        return
    leads = _leads(reading, told)
    if (own or told.moments) and not leads:
        return
    moment = None if leads else _in_force(reading, told)
    basis = "context" if moment else "published"
    if moment is None and not leads:
        return
    taken = {h.clause.number for h in own}
    for clause in told.clauses:
        if clause.number in taken or (own and clause.opener != "main"):
            continue
        if _tells(told, clause, chronicle=moment is not None and _heads(reading, moment)):
            happening = Happening(told, clause, of_clause(told, clause, ()), trigger_of(told, clause), None)
            yield happening, moment, basis
            return


def _tells(told: Told, clause: Clause, chronicle: bool) -> bool:
    """A clause that tells an event and not a state, a saying or a wish: done, by somebody, with a verb for it."""
    group, trigger = clause.group, trigger_of(told, clause)
    if group is None or trigger is None or group.modal or group.negated:
        return False
    if clause.opener not in ("main", "coordinate") or told.closing(clause):
        return False
    if chronicle:
        return group.head.lemma not in told.lexicon.verbs["state"]
    done = group.tense == "past" or (group.own > group.first and group.head.tense == "participle")
    return done and trigger.head.kind not in (None, "OTHER") and not told.reports(clause)


def _in_force(reading: Reading, told: Told) -> Moment | None:
    """The last day told shortly before in the same paragraph, or the heading of a chronicle's entry."""
    for back in range(1, _FAR + 1):
        if told.index < back:
            return None
        other = reading.told[told.index - back]
        placed = [m for m in other.moments if m.placed and m.type in ("DATE", "TIME")]
        if placed and _heads(reading, placed[0]):
            return placed[0]
        if other.paragraph != told.paragraph:
            return None
        if placed:
            return placed[-1] if placed[-1].precision == "day" else None
    return None


def _heads(reading: Reading, moment: Moment) -> bool:
    """A date that stands as a heading before its entry: "August 21 – Rebels enter …"."""
    before = reading.text[max(0, moment.start - 2) : moment.start]
    after = reading.text[moment.end : moment.end + 4].lstrip(" \u00a0")
    return (
        (not before or before[-1] in "\n" or before.strip() == "") and after[:1] in _DASH and after[:1] != ""
    )


def _leads(reading: Reading, told: Told) -> bool:
    """The article's own news: its first sentence that is not a heading."""
    return reading.anchor is not None and told is reading.lead
