"""What a reader says of the briefing sheet, and its form in the address. What is empty is proposed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from timeline.briefing import MOST

__all__ = ["NAMES", "PARAMETERS", "PROPOSED", "Presented", "cleaned", "read", "resolved", "written"]

LONGEST = {"title": 300, "bluf": 600, "marking": 200}
NAME = 200  # characters of an event's own wording
PARAMETERS = {"title": "bt", "bluf": "bb", "marking": "bm", "as_of": "bd", "events": "be"}
NAMES = "bn."  # and the event's id: its wording
SEPARATOR = "~"
SHORT = 10  # characters of an id in the address: one in a million million is taken for another, and then said


@dataclass(frozen=True, slots=True)
class Presented:
    """Title, line and marking; the day it stands for; `events` by id in their order, none for those proposed;
    `names` their wording by id."""

    title: str = ""
    bluf: str = ""
    marking: str = ""
    as_of: date | None = None
    events: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    def saying(self, **said: Any) -> Presented:
        """With other words, each one line and no longer than a sheet can hold."""
        fitting: dict[str, Any] = {
            name: cleaned(value, LONGEST[name]) if name in LONGEST else value for name, value in said.items()
        }
        return replace(self, **fitting)

    def naming(self, event: str, words: str) -> Presented:
        """With an event worded anew; without words, as proposed."""
        known = dict(self.names)
        known.pop(event, None)
        if words := cleaned(words, NAME):
            known[event] = words
        return replace(self, names=tuple(sorted(known.items())))

    def options(self) -> dict[str, Any]:
        """What is said, as a briefing takes it."""
        given = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name not in ("title", "names")
        }
        return {name: value for name, value in given.items() if value} | (
            {"labels": dict(self.names)} if self.names else {}
        )


PROPOSED = Presented()


def cleaned(words: str, longest: int) -> str:
    """One line of at most so many characters."""
    return " ".join(words.replace("\0", " ").split())[:longest]


def written(said: Presented) -> dict[str, str]:
    """As parameters of an address; nothing for nothing said. Ids stand shortened."""
    parameters = {PARAMETERS[name]: getattr(said, name) for name in LONGEST if getattr(said, name)}
    if said.as_of:
        parameters[PARAMETERS["as_of"]] = said.as_of.isoformat()
    if said.events:
        parameters[PARAMETERS["events"]] = SEPARATOR.join(event[:SHORT] for event in said.events)
    return parameters | {f"{NAMES}{event[:SHORT]}": words for event, words in said.names}


def read(parameters: Mapping[str, str]) -> tuple[Presented, list[tuple[str, str]]]:
    """What an address says of a sheet, its ids still short; and what of it cannot be, as (field, value)."""
    dropped: list[tuple[str, str]] = []
    found: dict[str, Any] = {
        name: cleaned(parameters.get(PARAMETERS[name], ""), longest) for name, longest in LONGEST.items()
    }
    if day := parameters.get(PARAMETERS["as_of"]):
        try:
            found["as_of"] = date.fromisoformat(day)
        except ValueError:
            dropped.append(("as_of", day[:NAME]))
    ids = [part for part in parameters.get(PARAMETERS["events"], "").split(SEPARATOR) if part]
    dropped += [("sheet_events", part[:NAME]) for part in ids[MOST:]]
    found["events"] = tuple(dict.fromkeys(ids[:MOST]))
    names = {
        name.removeprefix(NAMES): cleaned(words, NAME)
        for name, words in parameters.items()
        if name.startswith(NAMES)
    }
    found["names"] = tuple(sorted((event, words) for event, words in names.items() if event and words))[
        : 4 * MOST
    ]
    return Presented(**found), dropped


def resolved(said: Presented, known: Iterable[str]) -> tuple[Presented, list[tuple[str, str]]]:
    """With whole ids for short ones; an id that none of the `known` has, or several, is dropped and named."""
    if not (said.events or said.names):
        return said, []
    events = known if isinstance(known, Mapping | set | frozenset) else set(known)
    wanted = {*said.events, *(event for event, _ in said.names)}
    whole = {event: event for event in wanted if event in events}
    if len(whole) < len(wanted):
        every = sorted(events)
        for short in wanted - whole.keys():
            at = bisect_left(every, short)
            near = [event for event in every[at : at + 2] if event.startswith(short)]
            if len(near) == 1 and len(short) >= SHORT:
                whole[short] = near[0]
    dropped = [("sheet_events", event) for event in said.events if event not in whole]
    names = tuple(sorted((whole[event], words) for event, words in said.names if event in whole))
    return replace(
        said,
        events=tuple(dict.fromkeys(whole[event] for event in said.events if event in whole)),
        names=names,
    ), dropped
