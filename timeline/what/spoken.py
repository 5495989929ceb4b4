"""What somebody says of himself, or asks: no event where nobody is named; and that somebody says it."""

from __future__ import annotations

from timeline.what.dating import Happening
from timeline.what.sentences import SIGNS
from timeline.what.tellers import source_words

__all__ = ["asserted", "only_says", "spoken"]

_SUBJECT = 4  # words before a verb among which its pronoun stands
_BAR = "|"
_BESIDE = 1  # words beside a verb of saying after the words said that still tell no more than who says so
_NAMED = 4  # words of a source that does no more than name somebody
_CLOSING = " »”\"'\n"


def only_says(happening: Happening) -> bool:
    """Whether the passage holds that somebody says something, but not what ("X told reporters on Monday")."""
    told, clause, passage = happening.told, happening.clause, happening.passage
    if happening.nested or clause.group is None or not told.reports(clause):
        return False
    if passage.start < clause.start or clause.end < passage.end:
        return False
    sentence = told.sentence
    named = [(moment.start, moment.end) for moment in told.moments]
    named += [(mention.start, mention.end) for mention in told.mentions]
    known = {i for start, end in named for i in sentence.within(start, end)}
    known |= set(range(clause.group.first, clause.group.last))
    source = source_words(told, clause, True) if told.closing(clause) else []
    if len(source) <= _NAMED and any(not clause.holds(moment.start) for moment in told.moments):
        known |= set(source)  # "…, a military official said on Saturday": what he says has its own date
    first = 0 if told.closing(clause) else clause.group.last
    inside = sentence.within(passage.start, passage.end)
    if any(noun.first in inside and noun.head.kind != "OTHER" for noun in sentence.nominals):
        return False
    said = [
        i
        for i in inside
        if i >= first and i not in known and not sentence.classes[i] and sentence.tokens[i].word[0].isalnum()
    ]
    reflexive = "preverbal" in sentence.classes[clause.group.first - 1] if clause.group.first else False
    return len(said) <= (_BESIDE if told.closing(clause) else 0) and not reflexive


def spoken(happening: Happening) -> bool:
    """Whether the clause asks, or its subject is the speaker or the one spoken to ("we left on Monday")."""
    if happening.nested or happening.clause.group is None:
        return False
    return _asks(happening) or _of_speaker(happening)


def asserted(happening: Happening) -> bool:
    """Whether a sentence says something: it neither asks nor is a line of a page's own, parted by bars or
    with an address."""
    told = happening.told
    said = told.text[told.span.start : told.span.end]
    return not (said.rstrip(_CLOSING).endswith("?") or _BAR in said or "://" in said)


def _asks(happening: Happening) -> bool:
    told = happening.told
    main = happening.clause.opener in ("main", "coordinate")
    return main and told.text[told.span.start : told.span.end].rstrip(_CLOSING).endswith("?")


def _of_speaker(happening: Happening) -> bool:
    told, clause, group = happening.told, happening.clause, happening.clause.group
    assert group is not None
    sentence = told.sentence
    for i in range(group.first - 1, max(-1, group.first - 1 - _SUBJECT), -1):
        token = sentence.tokens[i]
        if token.word in SIGNS or not clause.holds(token.start):
            break
        if {"speakers", "pronouns"} <= sentence.classes[i]:
            return True
    ends = told.lexicon.endings.get("speakers", ())
    words = (sentence.tokens[i].word for i in range(group.first, group.last))
    return bool(ends) and any(word.endswith(ends) for word in words)
