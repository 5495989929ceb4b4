"""Dates that carry over: from the sentence before, and from the day of publication for the article's news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.model import Moment
from timeline.what.clauses import Clause
from timeline.what.dating import Happening, trigger_of
from timeline.what.narrated import day_in_force
from timeline.what.passages import of_clause
from timeline.what.reading import Reading, Told
from timeline.what.sentences import Nominal

__all__ = ["carried"]

_FAR = 3  # sentences over which a date is still in force
_ENTRY = 8  # sentences that an entry of a chronicle may have


def carried(
    reading: Reading, told: Told, own: Sequence[Happening]
) -> Iterator[tuple[Happening, Moment | None, str]]:
    """Events of a sentence without time words of their own, with the moment they take over and on what
    ground."""
    if told.heading:
        return
    # "the next day" in the lead is another day than that of publication
    loose = any(not moment.placed and moment.type != "DURATION" for moment in told.moments)
    leads = told in reading.leads and reading.anchor is not None and not loose
    head = _heading(reading, told)
    if own and not leads:
        return
    before = day_in_force(reading, told)[0] if leads else _told_before(reading, told)
    moment = head or before
    if moment is None and not leads:
        if reading.anchor is not None:
            yield from _still(told)
        return
    taken = {happening.clause.number for happening in own}
    for clause in told.clauses:
        if clause.number in taken or (own and clause.opener != "main"):
            continue
        if _tells(told, clause, chronicle=head is not None, leads=leads):
            happening = Happening(
                told, clause, of_clause(told, clause, taken), trigger_of(told, clause), None
            )
            yield happening, moment, "context" if moment else "published"
            return


def _tells(told: Told, clause: Clause, chronicle: bool, leads: bool) -> bool:
    """A clause that tells an event and not a state, a saying or a wish: something done, with a verb for
    it."""
    group, trigger = clause.group, trigger_of(told, clause)
    if group is None or trigger is None or group.modal or group.negated:
        return False
    if clause.opener not in ("main", "coordinate") or told.closing(clause):
        return False
    if isinstance(trigger, Nominal) and group.head.lemma in told.lexicon.verbs["be"] and not group.passive:
        return False  # says what somebody or something is
    if chronicle:
        return group.head.lemma not in told.lexicon.verbs["state"]
    done = group.tense == "past" or (group.own > group.first and group.head.tense == "participle")
    done = done and (leads or group.tense not in ("future", "conditional"))  # "will be housed" was not then
    done = done or (leads and group.own > group.first and group.head.tense == "gerund")  # "is investigating"
    return done and trigger.head.kind not in (None, "OTHER") and not told.reports(clause)


def _still(told: Told) -> Iterator[tuple[Happening, Moment | None, str]]:
    """What the article says still goes on, without any date: ongoing on the day of publication."""
    for clause in told.clauses:
        group = clause.group
        if group is None or group.head.kind in (None, "OTHER") or group.negated:
            continue
        words = told.sentence.within(clause.start, clause.end)
        lasting = any("ongoing" in told.sentence.classes[i] for i in words)
        now = group.tense in ("present", "base") and (group.own == group.first or group.passive)
        if lasting and now and not group.modal and clause.opener == "main":
            yield Happening(told, clause, of_clause(told, clause, ()), group, None), None, "published"
            return


def _told_before(reading: Reading, told: Told) -> Moment | None:
    """The last day told shortly before in the same paragraph."""
    for back in range(1, min(_FAR, told.index) + 1):
        other = reading.told[told.index - back]
        if other.paragraph != told.paragraph:
            return None
        placed = [m for m in other.moments if m.placed and m.type in ("DATE", "TIME")]
        if placed:
            return placed[-1] if placed[-1].precision == "day" else None
    return None


def _heading(reading: Reading, told: Told) -> Moment | None:
    """In a chronicle, the date that heads the entry this sentence belongs to ("August 21 – Rebels enter
    …")."""
    if len(reading.headings) < 2:
        return None
    for back in range(min(_ENTRY, told.index) + 1):
        for moment in reading.told[told.index - back].moments[:1]:
            if moment in reading.headings:
                return moment if back else None
    return None
