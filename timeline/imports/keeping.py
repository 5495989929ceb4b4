"""Imported rows into a collection: each once, with what somebody had said of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.imports.rows import Told

if TYPE_CHECKING:
    from timeline.store import Store

__all__ = ["Kept", "keep"]

ACTIONS = {"confirmed": "confirm", "edited": "confirm", "rejected": "reject"}


@dataclass(frozen=True, slots=True)
class Kept:
    """How many were added, how many stood there already, and what could not be read, by where it stood."""

    added: int
    same: int
    notes: tuple[tuple[str, str], ...]

    @property
    def read(self) -> int:
        return self.added + self.same


def keep(store: Store, told: Iterable[Told], who: str) -> Kept:
    """All that could be read, in one transaction; an event that the collection has is left as it is there."""
    known = set(store.extracted()["event_id"])
    pairs, notes, reviewed, same = [], [], [], 0
    for each in told:
        if each.note:
            notes.append((each.where, each.note))
        if each.article is None or each.event is None:
            continue
        if each.event.event_id in known:
            same += 1
            continue
        known.add(each.event.event_id)
        pairs.append((store.recall(each.article), (each.event,)))
        if each.review in ACTIONS:
            reviewed.append((each.event.event_id, ACTIONS[each.review]))
    added = sum(store.add_many(pairs))
    for action in dict.fromkeys(action for _, action in reviewed):
        ids = [event for event, said in reviewed if said == action]
        store.correct(ids, action, who=who, why="imported")
    return Kept(added, same, tuple(notes))
