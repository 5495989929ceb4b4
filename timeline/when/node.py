"""The tree of phrases: what may come next at each place, and which phrases end there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Node", "Phrase"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to read one template. `opens` and `closes` bound its span, counted in elements."""

    meaning: str
    category: str
    template: str
    rank: int
    opens: int
    closes: int
    told: tuple[tuple[str, Any], ...] = ()


@dataclass(slots=True, eq=False)
class Node:
    """A place in the tree. What is `glued` or `tight` must touch the token before it."""

    words: dict[str, Node] = field(default_factory=dict)
    glued: dict[str, Node] = field(default_factory=dict)
    slots: dict[str, Node] = field(default_factory=dict)
    tight: dict[str, Node] = field(default_factory=dict)
    nested: set[str] = field(default_factory=set)  # those of the slots that another phrase fills
    phrases: list[Phrase] = field(default_factory=list)

    def targets(self) -> Iterator[tuple[str, Node]]:
        """The slots that may follow, and where each leads."""
        yield from self.slots.items()
        yield from self.tight.items()
