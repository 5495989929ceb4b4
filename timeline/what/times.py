"""Time words that are time words, and no part of a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.model import Mention, Moment, Thing

__all__ = ["own_times"]

_NAMED = re.compile(r"\w\s+(?-i:[^\W\d_a-zß-öø-ÿа-яёіїєґ])[\w'’-]+\s$")


def own_times(
    text: str, moments: Sequence[Moment], mentions: Sequence[Mention], things: Sequence[Thing]
) -> list[Moment]:
    """The moments that are not part of a name ("the April 6 Movement", "Protests in Egypt 2011")."""
    named: list[Mention | Thing] = [*mentions, *things]
    return [
        moment
        for moment in moments
        if not any(one.start <= moment.start and moment.end <= one.end for one in named)
        and not any(_surname(text, moment, mention) for mention in mentions)
        and not (
            moment.text.isdigit()
            and len(moment.text) == 4
            and _NAMED.search(text, max(0, moment.start - 30), moment.start)
        )
    ]


def _surname(text: str, moment: Moment, mention: Mention) -> bool:
    """A month with nothing but a capital, right after somebody's first name ("Hannah August declined")."""
    beside = text[mention.end : moment.start] == " " and mention.actor.kind == "person"
    alone = moment.precision == "month" and moment.text.isalpha() and moment.text.istitle()
    return beside and alone and mention.by == "name" and mention.text.isalpha()
