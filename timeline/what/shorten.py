"""A long headline made short: without what only adds to it, and ended where a phrase ends; each loss has its
cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.what.dating import Happening
from timeline.what.leftout import closed, written
from timeline.what.order import fitting
from timeline.what.sentences import SIGNS, Sentence, VerbGroup
from timeline.what.shape import FAIR, LONGEST
from timeline.what.slimming import listed, slimmed, without_asides
from timeline.what.unfinished import verb_of

__all__ = ["shorter"]

_MUCH, _SHORT = 50, 25  # characters of a headline that says much, and of one that says anything
# how much is lost where a headline ends before: a clause or sign, what tells when or why, a phrase,
# what says which one, what may be needed, what mostly is
_CLAUSE, _ADJUNCT, _PHRASE, _TELLING, _WEAK, _NEEDED = 0.5, 1.0, 2.0, 2.5, 3.5, 5.0
_MEAGRE, _SCANT = 1.0, 3.0  # what being so short costs besides
_OVER = 0.04  # what each character costs over a fair length
_TIES = {"prepositions", "determiners", "coordinators", "relatives", "subordinators"}


def shorter(happening: Happening, lead: str, words: list[int]) -> Iterator[tuple[float, list[int]]]:
    """The words, then shorter choices of them that fit, each with what it loses: none is dearer than what
    follows it."""
    room = LONGEST - len(lead)
    found: list[tuple[float, int, list[int]]] = []

    def queue(loss: float, length: int, left: list[int]) -> None:
        over = max(0, length + len(lead) - FAIR)
        found.append((loss + over * _OVER, -length, left))

    whole = len(written(happening, words))
    if whole + len(lead) <= FAIR:
        yield 0.0, words
    elif whole <= room + 2:
        queue(0.0, whole, words)
    group = verb_of(happening)
    for loss, left in slimmed(happening, words, group):
        length = len(written(happening, left))
        if loss and length <= room + 2:
            queue(loss, length, left)
        for cost, length, ended in _ended(happening, room, left, group):
            queue(loss + cost, length, ended)
    if happening.told.lexicon.bracket:
        fitted = fitting(happening, without_asides(happening, words, group), room)
        queue(_PHRASE, len(written(happening, fitted)), fitted)
    for loss, _, left in sorted(found, key=lambda one: one[:2]):
        yield loss, left


def _ended(
    happening: Happening, room: int, words: list[int], group: VerbGroup | None
) -> Iterator[tuple[float, int, list[int]]]:
    """The words up to each place after the verb where something only adds to them, with cost and length."""
    verb = max(group.last, group.reach) - 1 if group else words[1] if len(words) > 1 else 0
    for n in range(2, len(words)):
        cost = _boundary(happening, words, n) if words[n] > verb else None
        if cost is None:
            continue
        left = closed(happening.told.sentence, words[:n])
        length = len(written(happening, left))
        if length + LONGEST - room >= _SHORT and length <= room + 2 and left[-1] >= verb:
            yield cost + (_SCANT if length < _SHORT else _MEAGRE if length < _MUCH else 0.0), length, left


def _boundary(happening: Happening, words: Sequence[int], n: int) -> float | None:
    """What is lost where a headline ends before its word `n`; None where it cannot end there."""
    told, sentence = happening.told, happening.told.sentence
    i, before = words[n], words[n - 1]
    token, names = sentence.tokens[i], sentence.classes[i]
    if any(m.start < token.start < m.end for m in told.mentions):
        return None
    if token.word in SIGNS:
        return _NEEDED if listed(sentence, words, n) else _CLAUSE
    if any(group.finite and group.first == i for group in sentence.groups):
        return None  # "that the Senate [should confirm]"
    if any(sentence.reach[j] > i for j in range(max(0, i - 4), i)):
        return None  # inside a phrase: "in front of"
    start = next((c for c in told.clauses if c.start == token.start), None)
    verbal = _verbal(sentence, before)
    if start is not None and start.opener in ("subordinate", "conditional", "coordinate", "source"):
        return _WEAK if verbal else _CLAUSE
    if _TIES & sentence.classes[before]:
        return None
    if start is not None and start.opener == "relative" and "relatives" in names:
        return None if verbal else _TELLING
    senses = told.lexicon.forms.get(sentence.tokens[before].word, ())
    made = any(s.tense == "participle" for s in senses) and not any(s.part == "noun" for s in senses)
    if made and not verbal:
        return None  # "compared to", "the talks held in"
    if "adjuncts" in names or _for_purpose(sentence, i):
        return _PHRASE if verbal else _ADJUNCT
    if "genitives" in names:
        return _of(happening, words, n, verbal)
    if "prepositions" in names:
        return _WEAK if verbal else _PHRASE
    if "coordinators" in names:
        return None if verbal else _WEAK
    loose = any(g.first == i and not g.finite and g.tense != "base" for g in sentence.groups)
    return _WEAK if loose and not verbal else None


def _of(happening: Happening, words: Sequence[int], n: int, verbal: bool) -> float | None:
    """What a genitive tells more of a thing that its article names, or of any."""
    told, sentence = happening.told, happening.told.sentence
    lemmas = {g.head.lemma for g in sentence.groups if g.first in words[:n]}
    if verbal or lemmas & told.lexicon.verbs["light"] or not sentence.tokens[words[n - 1]].word[0].isalpha():
        return None
    return _WEAK if _definite(sentence, words[:n]) else _NEEDED


def _for_purpose(sentence: Sentence, i: int) -> bool:
    """A preposition before an infinitive that says what for."""
    if "purposes" not in sentence.classes[i]:
        return False
    return any(g.first in (i + 1, i + 2) and not g.finite and g.tense == "base" for g in sentence.groups)


def _definite(sentence: Sentence, words: Sequence[int]) -> bool:
    """Whether the noun phrase that words end with, after their verb, has an article that says which one is
    meant."""
    verb = max((group.last for group in sentence.groups if group.first in words), default=0)
    tied = [i for i in words if i >= verb and {"determiners", "prepositions"} & sentence.classes[i]]
    return bool(tied) and "definites" in sentence.classes[tied[-1]]


def _verbal(sentence: Sentence, i: int) -> bool:
    """Whether word i is part of a verb, and not of the phrase around it ("took to the streets")."""
    return any(group.first <= i < group.last and i <= group.own for group in sentence.groups)
