"""Of which PLOVER type an event is: its trigger's, else what the verb announces or has as its object."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.what.dating import Happening, trigger_of
from timeline.what.sentences import SIGNS, Nominal, Sentence, VerbGroup

__all__ = ["kind_of"]

_OBJECT = 5  # words after a verb within which its object's noun stands


def kind_of(happening: Happening) -> str:
    """One of `model.KINDS`."""
    trigger = happening.trigger
    if trigger is None:
        return "OTHER"
    if trigger.head.kind not in (None, "OTHER") or not isinstance(trigger, VerbGroup) or happening.nested:
        return trigger.head.kind or "OTHER"
    found = _announced(happening) or _object(happening, trigger) or _undergoing(happening, trigger)
    if found is None and trigger.head.kind is None:
        found = _beside(happening, trigger)
    return found or trigger.head.kind or "OTHER"


def _announced(happening: Happening) -> str | None:
    """The type of what a clause right after the verb tells ("announced that it would withdraw")."""
    told, clause = happening.told, happening.clause
    for other in told.clauses:
        if other.parent == clause.number and other.opener == "complement":
            inner = trigger_of(told, other)
            if inner is not None and inner.head.kind not in (None, "OTHER"):
                return inner.head.kind
    if told.closing(clause):
        for other in told.clauses[: clause.number]:
            inner = trigger_of(told, other) if other.start >= happening.passage.start else None
            if inner is not None and inner.head.kind not in (None, "OTHER"):
                return inner.head.kind
    return None


def _object(happening: Happening, verb: VerbGroup) -> str | None:
    """The type of the infinitive or noun right after the verb ("decided to withdraw", "won recognition")."""
    told = happening.told
    after: list[VerbGroup | Nominal] = [*told.sentence.groups, *told.sentence.nominals]
    near = [one for one in after if _reached(happening, verb, one)]
    return min(near, key=lambda one: one.first).head.kind if near else None


def _reached(happening: Happening, verb: VerbGroup, one: VerbGroup | Nominal) -> bool:
    sentence = happening.told.sentence
    if one.head.kind in (None, "OTHER") or not verb.last <= one.first <= verb.last + _OBJECT:
        return False
    if not happening.clause.holds(sentence.tokens[one.first].start):
        return False
    return isinstance(one, VerbGroup) or not any(
        "prepositions" in sentence.classes[i] and "genitives" not in sentence.classes[i]
        for i in range(verb.last, one.first)
    )


def _undergoing(happening: Happening, verb: VerbGroup) -> str | None:
    """The type of the event that breaks out, ends or is told of ("the protests spread"), or that does it to
    somebody ("was shaken by protests")."""
    sentence, clause = happening.told.sentence, happening.clause
    classes, tokens = sentence.classes, sentence.tokens
    for noun in sentence.nominals:
        if noun.head.kind in (None, "OTHER") or not clause.holds(tokens[noun.first].start):
            continue
        before = sentence.within(clause.start, tokens[noun.first].start)
        alone = noun.last == verb.first or {"prepositions", "genitives"} & classes[noun.last]
        if noun.last <= verb.first and alone and _heads(sentence, before):
            return noun.head.kind
        near = verb.passive and verb.last <= noun.first <= verb.last + _OBJECT
        if near and any("agents" in classes[i] for i in range(verb.last, noun.first)):
            return noun.head.kind
    return None


def _heads(sentence: Sentence, before: Sequence[int]) -> bool:
    """Nothing before a noun, since the last sign, that it could hang on."""
    for i in reversed(before):
        if sentence.tokens[i].word in SIGNS:
            return True
        if "prepositions" in sentence.classes[i] or "relatives" in sentence.classes[i]:
            return False
    return True


def _beside(happening: Happening, verb: VerbGroup) -> str | None:
    """For a verb that only says or carries, the type of the nearest word of its clause that has one."""
    told = happening.told
    named: list[VerbGroup | Nominal] = [*told.sentence.groups, *told.sentence.nominals]
    tokens, clause = told.sentence.tokens, happening.clause
    here = [
        one for one in named if one.head.kind not in (None, "OTHER") and clause.holds(tokens[one.first].start)
    ]
    return min(here, key=lambda one: abs(one.first - verb.own)).head.kind if here else None
