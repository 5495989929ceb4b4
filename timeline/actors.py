"""What people say of actors, laid over rows and the list of actors: a record like that of corrections.

    rename    an actor goes by another name, everywhere
    merge     an actor is another one, the survivor
    split     some of an actor's spellings are somebody else

Each line is said of actors as they were called after the lines before it, so lines are followed in order. An
actor that is gone stays known by its name and id: whoever asks for it finds who it is today.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from timeline import frame

__all__ = ["FORMER", "ActorChange", "Today", "folded", "known_as", "laid_over", "new_id", "unfit"]

FORMER = "former"  # stands where a label's language would: a name or id that an actor had before


@dataclass(frozen=True, slots=True)
class ActorChange:
    """One line of the record of actors. `values` is `name` (rename), `into` (merge), or `spellings`, `into`
    and `name` (split); `at` and `undone_at` are UTC, ISO 8601."""

    number: int
    action: str
    actor_id: str
    values: Mapping[str, Any]
    who: str
    at: str
    why: str
    undone_by: str | None = None
    undone_at: str | None = None


class Today:
    """Who an actor of the rows is today, and what a person has called them."""

    def __init__(self, said: Iterable[ActorChange]) -> None:
        self.standing = [one for one in said if one.undone_at is None]
        self.touched = {one.actor_id for one in self.standing}
        self.named: dict[str, str] = {}
        for one in self.standing:
            if one.action == "rename" or (one.action == "split" and one.values["name"]):
                self.named[one.actor_id if one.action == "rename" else one.values["into"]] = one.values[
                    "name"
                ]
        self._known: dict[tuple[str, str | None], str] = {}

    def of(self, actor_id: str, spelling: str | None = None) -> str:
        """The id today of the actor that these words stand for; without words, of the actor as a whole."""
        key = actor_id, spelling
        if key not in self._known:
            words = folded(spelling) if spelling else None
            for one in self.standing:
                moved = one.action == "merge" or (one.action == "split" and words in one.values["spellings"])
                if one.actor_id == actor_id and moved:
                    actor_id = one.values["into"]
            self._known[key] = actor_id
        return self._known[key]


def laid_over(
    rows: pd.DataFrame, known: pd.DataFrame, said: Sequence[ActorChange], by_hand: Container[str] = ()
) -> pd.DataFrame:
    """The rows with the actors of today. `known` are the actors as extracted; `by_hand` the ids of events
    whose actors a person has chosen, whatever words stand there."""
    today = Today(said)
    if not today.touched:
        return rows
    names = _names(known, today)
    events, ids = rows["event_id"].tolist(), rows["actor_ids"].tolist()
    hit = [at for at, there in enumerate(ids) if not today.touched.isdisjoint(there)]
    columns = {name: rows[name].tolist() for name in ("actors", "actor_ids", "actor_mentions", "label")}
    renamed = {}
    for at in hit:
        before = dict(zip(columns["actor_ids"][at], columns["actors"][at], strict=True))
        mentions = [
            {**mention, "actor_id": today.of(mention["actor_id"], mention["text"])}
            for mention in columns["actor_mentions"][at]
        ]
        spelt: dict[str, list[str]] = {}
        chosen = events[at] in by_hand
        for old, new in zip(columns["actor_mentions"][at], () if chosen else mentions, strict=not chosen):
            spelt.setdefault(old["actor_id"], []).append(new["actor_id"])
        after = dict.fromkeys(new for old in before for new in spelt.get(old) or [today.of(old)])
        told = [names.get(actor) or before.get(actor, actor) for actor in after]
        label = columns["label"][at]
        columns["label"][at] = _relabelled(label, list(before.values()), told)
        columns["actor_mentions"][at], columns["actor_ids"][at] = mentions, list(after)
        columns["actors"][at] = told
    for actor, name in zip(known["actor_id"].tolist(), known["name"].tolist(), strict=True):
        if actor in today.touched and name != (called := names.get(today.of(actor), name)):
            renamed[name] = called
    kinds = {name: frame.COLUMNS[name] for name in columns}
    changed = frame.from_columns(columns, kinds).set_index(rows.index)
    said_by = rows["attributed_to"].replace(renamed) if renamed else rows["attributed_to"]
    return rows.assign(**{name: changed[name] for name in kinds}, attributed_to=said_by)


def known_as(known: pd.DataFrame, said: Sequence[ActorChange]) -> pd.DataFrame:
    """The actors of today by name: those merged are gone, those split off are there, and each keeps among its
    labels, under `FORMER`, the names and ids it had before."""
    today = Today(said)
    if not today.touched:
        return known
    listed = {row["actor_id"]: row for row in frame.rows(known)}
    for one in today.standing:  # in order: what is split off may be merged later
        source, into = listed.get(one.actor_id), one.values.get("into")
        if one.action == "split" and into not in listed and source is not None:
            listed[into] = {**source, "actor_id": into, "wikidata": None, "labels": []}
    former: dict[str, list[list[str]]] = {}
    for actor, row in listed.items():
        now = today.of(actor)
        if now != actor:
            lost = [row["name"], actor, *(label for code, label in row["labels"])]
            former.setdefault(now, []).extend([FORMER, name] for name in dict.fromkeys(lost))
    found = [
        _called(row, today, former.get(actor, []))
        for actor, row in listed.items()
        if today.of(actor) == actor
    ]
    found.sort(key=lambda row: (row["name"], row["actor_id"]))
    return frame.from_rows(found, frame.ACTOR_COLUMNS)


def unfit(known: pd.DataFrame, said: Iterable[ActorChange]) -> list[ActorChange]:
    """The lines that stand but name an actor that is in no row any more."""
    there = set(known["actor_id"])
    lines = [one for one in said if one.undone_at is None]
    made = {one.values["into"] for one in lines if one.action == "split"}
    return [one for one in lines if one.actor_id not in there | made]


def folded(spelling: str) -> str:
    """A spelling without differences of case and spacing."""
    return " ".join(unicodedata.normalize("NFC", spelling).casefold().split())


def new_id(name: str) -> str:
    """The id of an actor that a person names: as ids are, letters and digits joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).casefold()))


def _names(known: pd.DataFrame, today: Today) -> dict[str, str]:
    """The name of every actor today, by id."""
    return dict(zip(known["actor_id"].tolist(), known["name"].tolist(), strict=True)) | today.named


def _called(row: dict[str, Any], today: Today, former: list[list[str]]) -> dict[str, Any]:
    name = today.named.get(row["actor_id"], row["name"])
    if name == row["name"]:
        return {**row, "labels": [*row["labels"], *former]}
    before = dict.fromkeys([row["name"], *(label for _, label in row["labels"])])
    return {**row, "name": name, "labels": [*([FORMER, old] for old in before if old != name), *former]}


def _relabelled(label: str | None, before: list[str], after: list[str]) -> str | None:
    """A label names the first three actors, joined by commas."""
    old, new = ", ".join(before[:3]), ", ".join(after[:3])
    return label.replace(old, new, 1) if label and old else label
