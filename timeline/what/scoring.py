"""How much a row rests on: a confidence from 0 to 1, a sum of points that anyone can follow."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Mention
from timeline.what.dating import Happening

__all__ = ["confidence_of"]

_GROUND = {"explicit": 0.10, "relative": 0.10, "context": 0.0, "published": 0.0}
_SHORT = 40


def confidence_of(happening: Happening, basis: str, mentions: Sequence[Mention]) -> float:
    """0.30 for a passage with a date, and then:

    - 0.15 where somebody takes part, 0.05 more if named in the sentence itself, 0.05 more if there are two;
    - 0.15 where the event has a verb of its own, not a noun inside a clause that tells something else;
    - 0.10 where that clause stands by itself, 0.10 where its verb tells an act rather than a state;
    - 0.10 where the time words stand in the clause, nothing where they were told before or are not told;
    - 0.05 where the passage is long enough (40 characters) to be understood alone.

    The weights follow how often rows with and without each were right on the development articles.
    """
    told, clause, group = happening.told, happening.clause, happening.clause.group
    actors = {mention.actor.actor_id for mention in mentions}
    score = 0.30 + _GROUND[basis]
    score += 0.15 if actors else 0.0
    score += 0.05 if any(told.span.start <= mention.start < told.span.end for mention in mentions) else 0.0
    score += 0.05 if len(actors) > 1 else 0.0
    score += 0.15 if not happening.nested and happening.trigger is not None else 0.0
    score += 0.10 if clause.opener in ("main", "coordinate") and not told.closing(clause) else 0.0
    score += 0.10 if group is not None and group.head.lemma not in told.lexicon.verbs["state"] else 0.0
    score += 0.05 if happening.passage.end - happening.passage.start >= _SHORT else 0.0
    return round(min(score, 1.0), 2)
