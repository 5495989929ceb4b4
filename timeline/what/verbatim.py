"""A sentence as a headline in its own words, where no clause of it stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from timeline.model import Span
from timeline.what.dating import Happening
from timeline.what.leftout import closed, kept, written
from timeline.what.opening import opening
from timeline.what.sentences import Sentence
from timeline.what.shape import LONGEST, content, tidy
from timeline.what.sound import speaks
from timeline.what.stretches import around
from timeline.what.torn import torn
from timeline.what.unfinished import asks

__all__ = ["verbatim", "whole"]

_LEAST = 40  # characters that a sentence cut short still tells
_ENOUGH = 2  # words of a noun phrase that say something


def verbatim(happening: Happening) -> str:
    """The sentence without its time words, else with them, else from its event on, where it is short enough
    and lost nothing; else the noun phrase that names the event; else the sentence up to where a phrase ends.
    """
    sentence = happening.told.sentence
    choices = [words for words in _choices(happening) if words]
    choices = [words for words in choices if _stands(happening, words)] or choices
    for words in choices:
        said = tidy(written(happening, words))
        if len(said) <= LONGEST and not torn(happening, words) and not asks(sentence, words, None):
            return said
    for words in choices:
        said = _up_to_a_sign(happening, words)
        if said:
            return said
    noun = kept(happening, around(happening)) if happening.nested else []
    if content(sentence, noun) >= _ENOUGH:
        return tidy(written(happening, noun))[:LONGEST]
    return _cut(tidy(written(happening, choices[-1]))) if choices else ""


def whole(happening: Happening) -> str:
    """The sentence from its first word to past the event, where it begins with a subject that the event's
    own clause lacks; empty where it does not, or where the event stands too far behind."""
    sentence, passage = happening.told.sentence, happening.passage
    start = opening(replace(happening, nested=False), Span(sentence.start, sentence.end))
    words = list(sentence.within(start, sentence.end))
    if start >= passage.start or not words or _pointing(sentence, words[0]) or speaks(happening, words):
        return ""
    if happening.told.text[start : sentence.end].count('"') % 2:
        return ""  # part of what somebody says, and part of what is told
    for left in (kept(happening, [Span(start, sentence.end)]), kept(happening, [Span(start, passage.end)])):
        if left and not _pointing(sentence, left[0]) and not torn(happening, left):
            said = tidy(written(happening, left))
            if len(said) <= LONGEST and not asks(sentence, left, None):
                return said
            said = _up_to_a_sign(happening, left)
            if said:
                return said
    return ""


def _pointing(sentence: Sentence, i: int) -> bool:
    """A word that stands for, or ties to, something told before."""
    names = sentence.classes[i]
    pointing = {"person_pronouns", "pronouns", "possessives", "speakers", "prepositions", "clitics"} & names
    return bool(pointing) and not ("definites" in names and "determiners" in names)


def _stands(happening: Happening, words: list[int]) -> bool:
    """Whether there is a verb, or the event is told by a noun, and nothing before the words asks for them."""
    sentence = happening.told.sentence
    names = sentence.classes[words[0]]
    told = any(g.finite and g.first in words for g in sentence.groups)
    tied = {"prepositions", "genitives"} <= names  # "[thousands] of people"
    if tied or ({"prepositions", "genitives", "agents"} & names and "determiners" not in names):
        return told and sentence.tokens[words[0]].capital
    return told or happening.nested


def _choices(happening: Happening) -> Iterator[list[int]]:
    """Words of the sentence, the most telling first."""
    told, sentence, passage = happening.told, happening.told.sentence, happening.passage
    whole = Span(opening(happening, Span(sentence.start, sentence.end)), sentence.end)
    from_event = Span(opening(happening, passage), sentence.end)
    for span in (whole, Span(whole.start, passage.end), Span(from_event.start, passage.end), from_event):
        if span.start >= span.end or not sentence.within(span.start, span.end):
            continue
        if told.lexicon.bracket:
            yield list(sentence.within(span.start, span.end))
            continue
        yield kept(happening, [span])
        yield closed(sentence, list(sentence.within(span.start, span.end)))


def _up_to_a_sign(happening: Happening, words: list[int]) -> str:
    """The words up to the last sign, or word that opens a phrase, that is near enough; past the event."""
    sentence = happening.told.sentence
    opens = {"coordinators", "subordinators", "relatives", "adjuncts", "prepositions"}
    trigger = happening.trigger
    event = trigger.last if trigger is not None else words[0] if words else 0
    best = ""
    for n in range(2, len(words)):
        i = words[n]
        sign = not sentence.tokens[i].word[0].isalnum()
        if i < event or not (sign or opens & sentence.classes[i]) or "genitives" in sentence.classes[i]:
            continue
        left = closed(sentence, words[:n])
        said = tidy(written(happening, left))
        if len(said) > LONGEST:
            break
        if len(said) >= _LEAST and not asks(sentence, left, None) and not torn(happening, left):
            best = said
    return best


def _cut(said: str) -> str:
    """Cut at the last word that fits, three dots after it."""
    if len(said) <= LONGEST:
        return said
    return said[: said.rfind(" ", 0, LONGEST)].rstrip(" ,;:(–-") + "…"
