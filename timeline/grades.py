"""Analysts' grades after the Admiralty scale: how reliable an outlet is, how credible one event. Nothing is
guessed: what nobody has judged is F, and 6.

The letter belongs to the outlet and grows with what it has told before; the number belongs to the event. Each
is judged by itself, and neither says how likely anything is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["CREDIBILITY", "NONE", "RELIABILITY", "UNJUDGED", "Grades"]

RELIABILITY = ("A", "B", "C", "D", "E", "F")
CREDIBILITY = (1, 2, 3, 4, 5, 6)
UNJUDGED = "F6"


@dataclass(frozen=True, slots=True)
class Grades:
    """The letters by outlet and the numbers by event_id that somebody gave."""

    outlets: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether any are in use; where none are, none is shown."""
        return bool(self.outlets or self.events)

    def outlet(self, source: str | None) -> str:
        """The letter of an outlet."""
        return self.outlets.get(source or "", "F")

    def event(self, ids: Iterable[str]) -> int:
        """The number of an event by its reports' ids, the one it is shown by first."""
        return next((self.events[event] for event in ids if event in self.events), 6)

    def of(self, row: Mapping[str, Any]) -> str:
        """Both for a row or a story, as "B2": the outlet it is shown by, and the event."""
        return f"{self.outlet(row['source'])}{self.event((row['event_id'], *(row.get('event_ids') or ())))}"


NONE = Grades()
