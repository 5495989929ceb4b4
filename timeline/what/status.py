"""How sure, and when: happened, ongoing, planned, alleged, denied or hypothetical."""

from __future__ import annotations

from datetime import date

from timeline.model import Moment
from timeline.what.dating import Happening
from timeline.what.reading import Told
from timeline.what.sentences import VerbGroup

__all__ = ["status_of"]


def status_of(happening: Happening, anchor: date | None) -> str:
    """The factuality of an event; `anchor` is the day of publication."""
    told, clause, moment = happening.told, happening.clause, happening.moment
    lexicon = told.lexicon
    group = clause.group if not happening.nested else None
    cues, near = _cues(happening, None), _cues(happening, group)
    if _denied(happening):
        return "denied"
    supposed = clause.opener == "conditional" and not (_done(group) and _over(moment, anchor))
    if supposed or ("hypothetical" in near and not (group and group.negated)):
        return "hypothetical"
    if moment is not None and anchor is not None and moment.first is not None and moment.first > anchor:
        return "planned"
    tense = lexicon.tense_status.get(group.tense) if group else None
    if tense == "alleged" and (
        clause.opener in ("subordinate", "complement") or (group is not None and group.modal)
    ):
        tense = "planned"  # a future told in the past, or a duty
    if "alleged" in cues or tense == "alleged" or (group is not None and group.head.lemma in _claims(told)):
        return "alleged"
    if not _over(moment, anchor) and (tense == "planned" or "planned" in cues):
        return "planned"
    return "ongoing" if group is not None and _lasts(moment, group, near) else "happened"


def _claims(told: Told) -> frozenset[str]:
    return told.lexicon.verbs["claim"]


def _denied(happening: Happening) -> bool:
    """A verb or noun of denial; or a saying whose words deny that something is ("There are no talks, X
    said")."""
    told, trigger = happening.told, happening.trigger
    if trigger is not None and trigger.head.lemma in told.lexicon.denials:
        return not (isinstance(trigger, VerbGroup) and trigger.negated)
    if not told.closing(happening.clause):
        return False
    being = told.lexicon.verbs["be"] | told.lexicon.verbs["have"]
    said = [c.group for c in told.clauses[: happening.clause.number] if c.start >= happening.passage.start]
    return any(g is not None and g.negated and g.head.lemma in being for g in said[:1])


def _cues(happening: Happening, group: VerbGroup | None) -> frozenset[str]:
    """The classes of the words of a clause inside the passage; with `group`, only those around that verb."""
    told, passage = happening.told, happening.passage
    sentence = told.sentence
    timed = {i for moment in told.moments for i in sentence.within(moment.start, moment.end)}
    words = [
        i
        for i in sentence.within(passage.start, passage.end)
        if i not in timed and (happening.nested or happening.clause.holds(sentence.tokens[i].start))
    ]
    if group is not None:
        words = [i for i in words if group.first - 2 <= i <= group.last]
    return frozenset().union(*(sentence.classes[i] for i in words)) if words else frozenset()


def _over(moment: Moment | None, anchor: date | None) -> bool:
    return moment is not None and anchor is not None and moment.last is not None and moment.last < anchor


def _done(group: VerbGroup | None) -> bool:
    """A past or perfect: "if X was the first to say so", told of what is over, supposes nothing."""
    if group is None:
        return False
    perfect = group.own > group.first and group.head.tense == "participle" and not group.passive
    return perfect or group.tense == "past"


def _lasts(moment: Moment | None, group: VerbGroup, near: frozenset[str]) -> bool:
    """Still going on: an open end, a stretch up to now, or a word that says so, with a verb that is not
    done."""
    if _done(group):
        return False
    if moment is None or moment.first is None:
        return "ongoing" in near
    over = moment.anchor is not None and moment.last is not None and moment.last < moment.anchor
    stretch = moment.type == "DURATION" and moment.first != moment.last and not over
    return moment.last is None or stretch or "ongoing" in near
