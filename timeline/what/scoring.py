"""How sure a row is: 0 to 1, built from what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Mention
from timeline.what.dating import Happening

__all__ = ["confidence_of"]


def confidence_of(
    happening: Happening, basis: str, kind: str, mentions: Sequence[Mention], status: str
) -> float:
    """Starts from the ground of the date and adds what makes a row whole.

    A date in the clause itself 0.45, told before 0.25, day of publication 0.2; a listed trigger +0.15, a
    PLOVER
    type +0.1; somebody who takes part +0.15; a day or a month rather than vague words +0.1; told by its own
    verb
    rather than by a noun inside +0.05.
    """
    score = {"explicit": 0.45, "relative": 0.45, "context": 0.25, "published": 0.2}[basis]
    score += 0.15 if happening.trigger is not None and happening.trigger.head.kind is not None else 0.0
    score += 0.1 if kind != "OTHER" else 0.0
    score += 0.15 if mentions else 0.0
    score += 0.1 if happening.moment is not None and not happening.moment.approximate else 0.0
    score += 0.05 if not happening.nested else 0.0
    return round(min(score, 1.0), 2)
