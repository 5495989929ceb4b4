"""How sure, and when: happened, ongoing, planned, alleged, denied or hypothetical; and who says so."""

from __future__ import annotations

from datetime import date

from timeline.model import Moment, Span
from timeline.what.dating import Happening
from timeline.what.grammar import VerbGroup
from timeline.what.reading import Told, inside

__all__ = ["attributed_to", "status_of"]


def status_of(happening: Happening, anchor: date | None) -> str:
    """The factuality of an event; `anchor` is the day of publication."""
    told, clause = happening.told, happening.clause
    classes = _classes(told, happening.passage)
    group = clause.group if not happening.nested else None
    trigger = happening.trigger
    lexicon = told.lexicon
    over = _over(happening.moment, anchor)
    if trigger is not None and trigger.head.lemma in lexicon.denials and not _negated(trigger):
        return "denied"
    if "hypothetical" in classes or clause.opener == "conditional":
        return "hypothetical"
    if _claimed(happening, classes):
        return "alleged"
    if happening.moment is not None and anchor is not None and _ahead(happening.moment, anchor):
        return "planned"
    tense = lexicon.tense_status.get(group.tense) if group else None
    if group is not None and group.modal and tense == "alleged":
        tense = "planned"
    if tense == "alleged" and "planned" not in classes:
        return "alleged"
    if not over and (tense == "planned" or "planned" in classes):
        return "planned"
    if group is not None and _lasts(happening, group, classes):
        return "ongoing"
    return "happened"


def attributed_to(happening: Happening) -> str | None:
    """Who says so, in the words of the article; None where the article says it itself."""
    told = happening.told
    for source in told.sources:
        if abs(source.start - happening.passage.end) < 80 or abs(happening.passage.start - source.end) < 80:
            named = inside(told.mentions, source)
            if named:
                return named[0].text
    parent = told.clauses[happening.clause.parent] if happening.clause.parent is not None else None
    if parent is not None and told.reports(parent) and parent.number < happening.clause.number:
        named = [m for m in told.mentions if parent.holds(m.start)]
        if named:
            return named[0].text
    return None


def _classes(told: Told, passage: Span) -> frozenset[str]:
    sentence = told.sentence
    words = sentence.within(passage.start, passage.end)
    return frozenset().union(*(sentence.classes[i] for i in words)) if words else frozenset()


def _negated(trigger: object) -> bool:
    return isinstance(trigger, VerbGroup) and trigger.negated


def _claimed(happening: Happening, classes: frozenset[str]) -> bool:
    """The article keeps its distance: a word of doubt, or a source it names before or after the event."""
    told, clause = happening.told, happening.clause
    if "alleged" in classes:
        return True
    if any(
        source.start < happening.passage.end + 3 and source.end > happening.passage.start - 3
        for source in told.prefixed
    ):
        return True
    parent = told.clauses[clause.parent] if clause.parent is not None else None
    reported = parent is not None and parent.group is not None and parent.number < clause.number
    return bool(
        reported and parent is not None and parent.group is not None
        and parent.group.head.lemma in told.lexicon.verbs["claim"]
    )  # fmt: skip


def _ahead(moment: Moment, anchor: date) -> bool:
    return moment.first is not None and moment.first > anchor


def _over(moment: Moment | None, anchor: date | None) -> bool:
    return moment is not None and anchor is not None and moment.last is not None and moment.last < anchor


def _lasts(happening: Happening, group: VerbGroup, classes: frozenset[str]) -> bool:
    """Still going on: an open end, or a present with a word that says so."""
    moment = happening.moment
    simple = group.own == group.first and group.tense in ("present", "base", "imperfect")
    if moment is not None and moment.last is None and moment.first is not None:
        return True
    return "ongoing" in classes and (simple or group.passive)
