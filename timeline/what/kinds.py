"""Of which PLOVER type an event is: its trigger's, else what the verb announces or has as its object."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.what.clauses import Clause
from timeline.what.dating import Happening, trigger_of
from timeline.what.reading import Told
from timeline.what.sentences import SIGNS, Nominal, Sentence, VerbGroup

__all__ = ["kind_of"]

_OBJECT = 5  # words after a verb within which its object's noun stands
_WIDE = 6  # words on either side of a word that may tell which of its meanings it has
_NEAR = 3  # words between a verb and the name that is its object
_ANY, _PERSON, _PLACE = "*", "<person>", "<place>"
_LOOSE = ("base", "gerund")


def kind_of(happening: Happening) -> str:
    """One of `model.KINDS`."""
    trigger = happening.trigger
    if trigger is None:
        return "OTHER"
    own = _meant(happening.told, happening.clause, trigger)
    read = (trigger.head.lemma in happening.told.lexicon.readings) and own == "OTHER"
    if own not in (None, "OTHER") or not isinstance(trigger, VerbGroup) or happening.nested or read:
        return own or "OTHER"
    found = _announced(happening) or _object(happening, trigger) or _undergoing(happening, trigger)
    if found is None and own is None:
        found = _beside(happening, trigger)
    return found or own or "OTHER"


def _meant(told: Told, clause: Clause, trigger: VerbGroup | Nominal) -> str | None:
    """The type of a word where it stands: of one with several meanings, that of the words beside it ("a
    report was released", "prisoners were released"); what nature does is no act of anybody."""
    lexicon, kind = told.lexicon, trigger.head.kind
    choices = (*lexicon.readings.get(trigger.head.lemma, ()), *lexicon.readings.get(kind or "", ()))
    if not choices:
        return kind
    words = _around(told, clause, trigger)
    for other, beside in choices:
        if _ANY in beside or any(told.sentence.tokens[i].word in beside for i in words):
            return other
        if (_PERSON in beside or _PLACE in beside) and _named(told, trigger, words, beside):
            return other
    return kind


def _around(told: Told, clause: Clause, trigger: VerbGroup | Nominal) -> list[int]:
    """The words beside a word, up to the next sign, and those of a subject that stands outside its clause."""
    sentence = told.sentence
    first, last = trigger.first, trigger.last
    low, high = first, last
    while low > max(0, first - _WIDE) and sentence.tokens[low - 1].word not in SIGNS:
        low -= 1
    while high < min(len(sentence.tokens), last + _WIDE) and sentence.tokens[high].word not in SIGNS:
        high += 1
    inside = [i for i in (*range(low, first), *range(last, high)) if clause.holds(sentence.tokens[i].start)]
    if isinstance(trigger, VerbGroup):
        inside += range(trigger.first, trigger.own)
        if clause.group is trigger and clause.subject is not None:
            inside += sentence.within(clause.subject.start, clause.subject.end)
    return inside


def _named(told: Told, trigger: VerbGroup | Nominal, words: Sequence[int], beside: frozenset[str]) -> bool:
    """Whether what a word is done to or of is a person, or a place."""
    sentence = told.sentence
    spans = [(m.start, m.end) for m in told.mentions if m.actor.kind == "person"] if _PERSON in beside else []
    if _PLACE in beside:
        spans += [(t.start, t.end) for t in told.toponyms]
    passive = isinstance(trigger, VerbGroup) and trigger.passive
    for i in words:
        before = i < trigger.first
        if (not before and i - trigger.last > _NEAR) or (before and not (passive or told.lexicon.cases)):
            continue
        tied = any("prepositions" in sentence.classes[k] for k in range(trigger.last, i))
        genitive = isinstance(trigger, Nominal)
        if any(start <= sentence.tokens[i].start < end for start, end in spans) and (genitive or not tied):
            return True
    return False


def _announced(happening: Happening) -> str | None:
    """The type of what a clause right after the verb tells ("announced that it would withdraw")."""
    told, clause = happening.told, happening.clause
    for other in told.clauses:
        if other.parent == clause.number and other.opener == "complement":
            inner = trigger_of(told, other)
            kind = _meant(told, other, inner) if inner is not None else None
            if kind not in (None, "OTHER"):
                return kind
    if told.closing(clause):
        for other in told.clauses[: clause.number]:
            inner = trigger_of(told, other) if other.start >= happening.passage.start else None
            kind = _meant(told, other, inner) if inner is not None else None
            if kind not in (None, "OTHER"):
                return kind
    return None


def _object(happening: Happening, verb: VerbGroup) -> str | None:
    """The type of the infinitive or noun right after the verb ("decided to withdraw", "won recognition")."""
    told, clause = happening.told, happening.clause
    if verb.head.lemma in told.lexicon.verbs["whole"]:
        return None
    after: list[VerbGroup | Nominal] = [*told.sentence.groups, *told.sentence.nominals]
    near = [one for one in after if _reached(happening, verb, one)]
    return _meant(told, clause, min(near, key=lambda one: one.first)) if near else None


def _reached(happening: Happening, verb: VerbGroup, one: VerbGroup | Nominal) -> bool:
    sentence = happening.told.sentence
    if one.head.kind in (None, "OTHER") or not verb.last <= one.first <= verb.last + _OBJECT:
        return False
    if not happening.clause.holds(sentence.tokens[one.first].start):
        return False
    if isinstance(one, VerbGroup):
        return one.tense in _LOOSE
    between = range(verb.last, one.first)
    if verb.head.lemma in happening.told.lexicon.verbs["report"] and "topics" in sentence.classes[verb.last]:
        between = between[1:]  # "told of its withdrawal from the deal"
    return not any(
        "prepositions" in sentence.classes[i] and "genitives" not in sentence.classes[i] for i in between
    )


def _undergoing(happening: Happening, verb: VerbGroup) -> str | None:
    """The type of the event that breaks out, ends or is told of ("the protests spread"), or that does it to
    somebody ("was shaken by protests")."""
    told, sentence, clause = happening.told, happening.told.sentence, happening.clause
    classes, tokens = sentence.classes, sentence.tokens
    outside = clause.subject if clause.opener == "relative" else None
    for noun in sentence.nominals:
        if noun.head.kind in (None, "OTHER"):
            continue
        start = tokens[noun.first].start
        if outside is not None and outside.start <= start < outside.end:
            if _heads(sentence, sentence.within(outside.start, start)):
                return _meant(told, clause, noun)
            continue
        if not clause.holds(start):
            continue
        before = sentence.within(clause.start, start)
        beside = noun.last == verb.first
        alone = beside or {"prepositions", "genitives"} & classes[noun.last]
        if noun.last <= verb.first and alone and (_heads(sentence, before) or (beside and not verb.finite)):
            return _meant(told, clause, noun)
        near = verb.passive and verb.last <= noun.first <= verb.last + _OBJECT
        if near and any("agents" in classes[i] for i in range(verb.last, noun.first)):
            return _meant(told, clause, noun)
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
    """For a verb that only carries, the type of the nearest word of its clause that has one."""
    told, roles = happening.told, happening.told.lexicon.verbs
    carrying = roles["light"] | roles["state"] | roles["begin"] | roles["go_on"] | roles["have"] | roles["be"]
    if verb.head.lemma not in carrying | roles["modal"] | roles["intend"]:
        return None
    named: list[VerbGroup | Nominal] = [*told.sentence.groups, *told.sentence.nominals]
    tokens, clause = told.sentence.tokens, happening.clause
    here = [
        one for one in named if one.head.kind not in (None, "OTHER") and clause.holds(tokens[one.first].start)
    ]
    return _meant(told, clause, min(here, key=lambda one: abs(one.first - verb.own))) if here else None
