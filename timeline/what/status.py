"""How sure, and when: happened, ongoing, planned, alleged, denied or hypothetical; and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from timeline.model import Mention, Moment, Span
from timeline.what.dating import Happening
from timeline.what.reading import Told, inside
from timeline.what.sentences import VerbGroup

__all__ = ["attributed_to", "status_of"]

_BARE = 3  # words of a source that is only an article and a noun
_MANY = 60  # characters of a source that is still quoted whole


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


def attributed_to(happening: Happening, before: Sequence[Mention] = ()) -> str | None:
    """Who says so, in the words of the article; None where the article says it itself.

    `before` are the mentions that a pronoun may point back to.
    """
    told, clause = happening.told, happening.clause
    for source in told.prefixed:
        if happening.passage.start - 80 < source.end and source.start < happening.passage.end + 80:
            return _speaker(told, source, told.prefix_end(source), before)
    if told.closing(clause) or (clause.group is not None and clause.group.head.lemma in _claims(told)):
        return _speaker(told, Span(clause.start, clause.end), None)
    for other in told.clauses[clause.number + 1 :]:
        if told.closing(other):
            return _speaker(told, Span(other.start, other.end), None)
    parent = told.clauses[clause.parent] if clause.parent is not None else None
    if parent is not None and parent.number < clause.number and told.reports(parent):
        return _speaker(told, parent.subject or Span(parent.start, parent.end), None)
    return None


def _speaker(told: Told, span: Span, words: int | None, before: Sequence[Mention] = ()) -> str | None:
    """The words of a source from offset `words` on, unless they are many; else who is named there.

    A pronoun is whom it stands for, if somebody was named; what points back to a name is that name.
    """
    named = inside(told.mentions, span)
    if words is not None:
        start = _past_verb(told, Span(words, span.end))
        inner = told.sentence.within(start, span.end)
        if inner and all("person_pronouns" in told.sentence.classes[i] for i in inner):
            same = [m for m in told.mentions if m.end <= start and m.actor.kind == "person"]
            meant = same[-1:] or [m for m in before if m.actor.kind == "person"][:1]
            return meant[0].text if meant else None
        said = told.text[start : span.end].strip(' ,;:«»“”"\u00a0')
        if len(named) == 1 and named[0].by == "earlier" and len(inner) <= _BARE:
            return named[0].actor.name
        if 0 < len(said) <= _MANY:
            return said
    return named[0].text if named else None


def _past_verb(told: Told, span: Span) -> int:
    """Where a source begins that stands after its verb ("según informó el martes la policía")."""
    sentence = told.sentence
    inner = sentence.within(span.start, span.end)
    if not inner:
        return span.start
    i, stop = inner[0], inner[-1]
    while i < stop and any(sense.part == "verb" for sense in told.lexicon.senses(sentence.tokens[i].word)):
        i += 1
    if i == inner[0]:
        return span.start
    while i < stop and any(m.start <= sentence.tokens[i].start < m.end for m in told.moments):
        i += 1
    timed = any(m.start < sentence.tokens[i].start < m.end for m in told.moments)
    return span.start if timed else sentence.tokens[i].start


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
