"""Two told of together: "both sides", "the two presidents" are the two that a sentence before named alone."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Mention
from timeline.what.reading import Told

__all__ = ["twosome"]

_SIDES = ("state", "people", "group", "body", "organisation")
_BACK = 12  # sentences gone back


def twosome(told: Told, words: Sequence[int]) -> list[Mention] | None:
    """The two whom words such as "both sides" mean: none where no sentence before names just two; None where
    there are no such words."""
    classes = told.sentence.classes
    for name, kinds in (("two_sides", _SIDES), ("two_people", ("person",))):
        if any(name in classes[i] for i in words):
            return _named(told, kinds)
    return None


def _named(told: Told, kinds: Sequence[str]) -> list[Mention]:
    one: Told | None = told
    for _ in range(_BACK):
        one = one.earlier if one is not None else None
        if one is None:
            return []
        found = {m.actor.actor_id: m for m in reversed(one.mentions) if m.actor.kind in kinds}
        if len({m.actor.kind for m in found.values()}) == 1 and len(found) == 2:
            return [*reversed(found.values())]
    return []
