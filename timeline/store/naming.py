"""The record of what people say of actors, and the actors of today. What the lines mean stands in
`timeline.actors`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

import pandas as pd
import sqlalchemy as sql

from timeline import actors, frame
from timeline.actors import ActorChange, Today
from timeline.errors import ConflictError, StoreError, UsageError
from timeline.store.database import Database, fetched, touch
from timeline.store.tables import ACTOR_CHANGES, ACTORS, ARTICLES, EVENTS, SHOWN

__all__ = ["Naming", "actors_recorded", "actors_seen"]


class Naming(Database):
    """The actors of a collection."""

    def actors(self) -> pd.DataFrame:
        """All actors ever seen in this collection, as they are called today, by name. Labels under "former"
        are the names and ids they had before."""
        with self._reading() as connection:
            return actors.known_as(actors_seen(connection), actors_recorded(connection))

    def names_as_extracted(self, ids: Iterable[str]) -> dict[str, str]:
        """What some actors were called before anybody said otherwise, by id; also those who are gone."""
        query = sql.select(ACTORS.c.actor_id, ACTORS.c.name).where(ACTORS.c.actor_id.in_(sorted(set(ids))))
        with self._reading() as connection:
            return {actor: name for actor, name in connection.execute(query)}

    def names_in_record(self, changes: Iterable[ActorChange]) -> dict[str, str]:
        """What the actors of some changes were called: as extracted, or as a change called them."""
        said = list(changes)
        into = {one.values["into"]: one.values.get("name") for one in said if "into" in one.values}
        found = self.names_as_extracted({one.actor_id for one in said} | into.keys())
        return {actor: name for actor, name in into.items() if name} | found

    def actor_changes(self) -> list[ActorChange]:
        """The whole record of actors, oldest first, lines taken back included."""
        with self._reading() as connection:
            return actors_recorded(connection)

    def former_actors(self) -> dict[str, str]:
        """The ids of actors that have gone, and who they are today."""
        today = Today(self.actor_changes())
        return {actor: now for actor in sorted(today.touched) if (now := today.of(actor)) != actor}

    def spellings(self, actor_id: str) -> dict[str, int]:
        """The words that stand for an actor in the rows of today, and how often; the most frequent first."""
        query = sql.select(EVENTS.c.actor_mentions).select_from(EVENTS.join(ARTICLES)).where(SHOWN)
        with self._reading() as connection:
            today = Today(actors_recorded(connection))
            found = Counter(
                mention["text"]
                for (mentions,) in connection.execute(query)
                for mention in mentions
                if today.of(mention["actor_id"], mention["text"]) == actor_id
            )
        return dict(found.most_common())

    def rename_actor(
        self, actor_id: str, name: str, *, who: str, why: str = "", seen: int | None = None
    ) -> list[int]:
        """Call an actor by another name, everywhere; the numbers of the record, for `undo_actors`.

        `seen` is the number of the last line the person knew of; `ConflictError` where one of these actors
        has been changed since. So it is for `merge_actors` and `split_actor`.
        """
        if not name.strip():
            raise UsageError("an actor", "needs a name", "Give one that is not empty.")
        return self._say([(actor_id, "rename", {"name": " ".join(name.split())})], who, why, seen)

    def merge_actors(
        self, actor_ids: Iterable[str], into: str, *, who: str, why: str = "", seen: int | None = None
    ) -> list[int]:
        """Say that these actors are one: `into`, which keeps its name."""
        gone = [actor for actor in dict.fromkeys(actor_ids) if actor != into]
        if not gone:
            raise UsageError("merging", "takes two actors", "Name another one.")
        return self._say([(actor, "merge", {"into": into}) for actor in gone], who, why, seen)

    def split_actor(
        self,
        actor_id: str,
        spellings: Iterable[str],
        name: str,
        *,
        who: str,
        why: str = "",
        seen: int | None = None,
    ) -> list[int]:
        """Say that some of an actor's spellings are somebody else: an actor of that name or id, new where
        there is none."""
        words = sorted({actors.folded(spelling) for spelling in spellings})
        known = {row["actor_id"]: row["name"] for row in frame.rows(self.actors())}
        named = {called: actor for actor, called in known.items()}
        into = name if name in known else named.get(name, actors.new_id(name))
        if not words or not into or into == actor_id:
            raise UsageError("splitting", "takes some spellings and another name", "Give both.")
        values = {"spellings": words, "into": into, "name": "" if into in known else " ".join(name.split())}
        return self._say([(actor_id, "split", values)], who, why, seen)

    def undo_actors(self, numbers: Iterable[int], *, who: str) -> None:
        """Take changes of actors back, those that nobody has yet; the record keeps both."""
        mine = ACTOR_CHANGES.c.number.in_(list(numbers)), ACTOR_CHANGES.c.undone_at.is_(None)
        with self._writing() as connection:
            at = touch(connection)
            connection.execute(sql.update(ACTOR_CHANGES).where(*mine).values(undone_by=who, undone_at=at))

    def _say(
        self, lines: Sequence[tuple[str, str, Mapping[str, Any]]], who: str, why: str, seen: int | None
    ) -> list[int]:
        with self._writing() as connection:
            said = actors_recorded(connection)
            named = {actor for actor, _, _ in lines} | {values.get("into", "") for _, _, values in lines}
            for one in said if seen is not None else ():
                if one.number > (seen or 0) and {one.actor_id, one.values.get("into")} & named:
                    when = one.at[:16].replace("T", " ")
                    raise ConflictError(
                        "this actor",
                        f"changed by {one.who} meanwhile, at {when} UTC",
                        "Look again, then change it.",
                        by=one,
                    )
            known = set(actors.known_as(actors_seen(connection), said)["actor_id"])
            for actor, action, values in lines:
                for wanted in (actor, values["into"]) if action == "merge" else (actor,):
                    if wanted not in known:
                        raise StoreError(
                            f"actor {wanted}", "not in this collection any more", "Reload the page."
                        )
            at, numbers = touch(connection), []
            for actor, action, values in lines:
                line = {
                    "action": action,
                    "actor_id": actor,
                    "values": dict(values),
                    "who": who,
                    "at": at,
                    "why": why,
                }
                query = sql.insert(ACTOR_CHANGES).values(line).returning(ACTOR_CHANGES.c.number)
                numbers.append(int(connection.execute(query).scalar_one()))
            return numbers


def actors_seen(connection: sql.Connection) -> pd.DataFrame:
    """All actors ever seen, as they were extracted, by name."""
    query = sql.select(ACTORS).order_by(ACTORS.c.name, ACTORS.c.actor_id)
    return fetched(connection, query, frame.ACTOR_COLUMNS)


def actors_recorded(connection: sql.Connection) -> list[ActorChange]:
    """The record of actors, oldest first."""
    columns = [ACTOR_CHANGES.c[field.name] for field in fields(ActorChange)]
    query = sql.select(*columns).order_by(ACTOR_CHANGES.c.number)
    return [ActorChange(*line) for line in connection.execute(query)]
