"""The order of words in a headline, where a language has its verb second: the subject, the verb, the rest."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.what.dating import Happening
from timeline.what.leftout import closed, written
from timeline.what.sentences import SIGNS, Sentence

__all__ = ["fitting", "turned"]

_FINAL = ("relative", "subordinate", "complement", "conditional")


def turned(happening: Happening, words: Sequence[int]) -> list[int]:
    """The words of a headline with the verb second.

    It stands first where what came before is left out ("[On Monday] has the minister …"), and last in a
    clause that hangs on another one.
    """
    told, clause = happening.told, happening.clause
    group, order = clause.group, list(words)
    if not told.lexicon.bracket or happening.nested or group is None or not order:
        return order
    finite = group.last - 1 if group.own < group.last - 1 else group.first
    if finite not in order:
        return order
    at = order.index(finite)
    last = clause.opener in _FINAL and at > 0
    if at and not last:
        return order
    rest = [i for i in order if i != finite]
    first = 0
    classes = told.sentence.classes
    if rest and "pronouns" in classes[rest[0]] and "determiners" not in classes[rest[0]]:
        return [rest[0], finite, *rest[1:]]
    while first < len(rest) and not at and _light(classes[rest[first]]):
        first += 1
    placed = not at and first < len(rest) and "prepositions" in classes[rest[first]]
    subject = _phrase(happening, rest[first + placed :])
    if placed and subject:  # what tells the place may stand first as well
        subject = [rest[first], *subject]
    if not subject:
        return order
    return [*subject, finite, *rest[:first], *rest[first + len(subject) :]]


def _light(classes: frozenset[str]) -> bool:
    return bool({"clitics", "negations"} & classes) and "determiners" not in classes


def fitting(happening: Happening, words: Sequence[int], most: int) -> list[int]:
    """The words without so many before the closing half of the verb that they are longer than `most`."""
    group, sentence = happening.clause.group, happening.told.sentence
    if happening.nested or group is None or group.reach <= group.last:
        return list(words)
    apart = group.own if group.own >= group.last else group.reach - 1
    tail = [i for i in words if apart <= i < group.reach]
    body = [i for i in words if i < apart]
    if not tail:
        return list(words)
    room = most - len(written(happening, tail)) - 1
    for n in range(len(body), 3, -1):
        opens = n == len(body) or _parts(happening, body[n])
        kept = closed(sentence, body[:n]) if opens and group.first in body[:n] else []
        if kept and len(written(happening, kept)) <= room:
            return [*kept, *tail]
    return list(words)


def _parts(happening: Happening, i: int) -> bool:
    """A new phrase begins at word i; "more than" and its like go on with what stands before."""
    sentence, lexicon = happening.told.sentence, happening.told.lexicon
    compares = "subordinators" in lexicon.classes.get(sentence.tokens[i].word, frozenset())
    return bool({"prepositions", "coordinators"} & sentence.classes[i]) and not compares


def _phrase(happening: Happening, words: Sequence[int]) -> list[int]:
    """The noun phrase that words begin with: to its noun or name, with genitives and what is joined to it."""
    sentence = happening.told.sentence
    names = [(m.start, m.end) for m in happening.told.mentions]
    found: list[int] = []
    n, ended, named = 0, False, False
    while n < len(words):
        i = words[n]
        token, classes = sentence.tokens[i], sentence.classes[i]
        inside = any(start < token.start < end for start, end in names)
        if inside or (found and _glued(sentence, i)):
            found.append(i)
            n += 1
            continue
        if token.word in SIGNS or "prepositions" in classes:
            break
        if ended:
            joins = "coordinators" in classes or ("genitives" in classes and not named)
            if not joins and not token.capital:
                break
            ended = not joins
        elif not token.capital and _light(classes):
            break
        if token.capital:
            ended, named = True, any(start <= token.start < end for start, end in names)
        found.append(i)
        n += 1
    while found and not ended:
        found.pop()
        ended = bool(found) and sentence.tokens[found[-1]].capital
    return found


def _glued(sentence: Sentence, i: int) -> bool:
    """A hyphen inside a name, and what follows it."""
    token, before = sentence.tokens[i], sentence.tokens[i - 1]
    return token.start == before.end and (token.word == "-" or before.word == "-")
