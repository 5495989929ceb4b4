"""What somebody says of himself, or asks: no event where neither an actor nor a place is named."""

from __future__ import annotations

from timeline.what.dating import Happening
from timeline.what.sentences import SIGNS

__all__ = ["asserted", "spoken"]

_SUBJECT = 4  # words before a verb among which its pronoun stands
_BAR = "|"
_CLOSING = " »”\"'\n"


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
