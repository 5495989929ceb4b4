"""Whether a collection is sound: the database, and what Timeline promises of every row in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlalchemy as sql

from timeline import actors
from timeline.errors import StoreError
from timeline.store.collection import Store, default_path
from timeline.store.engine import damage, existing
from timeline.store.naming import actors_recorded, actors_seen
from timeline.store.tables import ARTICLES, EVENTS, PAST_EVENTS, SHOWINGS

__all__ = ["Finding", "check"]

AGAIN = "Add the article again: timeline add."
RESTORE = "Restore a backup: timeline restore."
PAIRS = (("date_text", "date_start", "date_end"), ("trigger", "trigger_start", "trigger_end"))
_PASSAGES = ("event_id", "quote", "quote_start", "quote_end", "actor_mentions", *PAIRS[0], *PAIRS[1])


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know of a collection, and what to do about it. A `fault` breaks a promise; anything else
    is for the user to look at."""

    what: str
    why: str
    cure: str
    fault: bool = True


def check(where: str | Path | None) -> Iterator[Finding]:
    """What is wrong with a collection, and what to look at; nothing where it is sound. Changes nothing, but
    that an older collection is brought up to date as whenever it is opened."""
    where = existing(where or default_path())
    try:
        with Store(where) as store:
            if store._engine.dialect.name == "sqlite" and (broken := damage(Path(store.name))):
                yield Finding("the file", broken, RESTORE)
                return
            with store._reading() as connection:
                yield from _articles(connection)
                yield from _showings(connection)
                yield from _actors(connection)
            for one in store.unfit():
                what, why = f"{one.action} by {one.who}", f"its passage stands no more: {_short(one.quote)}"
                yield Finding(what, why, "Say it again of the row it is about, or take it back.", fault=False)
    except StoreError as error:
        yield Finding(error.what, error.why, error.cure or RESTORE)


def _articles(connection: sql.Connection) -> Iterator[Finding]:
    """Each version is what its hash says, and every row of it, also those put by, quotes it to the letter."""
    of_event = [EVENTS.c[name] for name in _PASSAGES]
    versions = sql.select(ARTICLES.c.number, ARTICLES.c.id, ARTICLES.c.version, ARTICLES.c.text)
    for number, article_id, version, text in connection.execute(versions.order_by(ARTICLES.c.number)).all():
        if sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16] != version:
            yield Finding(f"article {article_id}", f"its text is not that of version {version}", RESTORE)
        now = connection.execute(sql.select(*of_event).where(EVENTS.c.article == number)).mappings()
        past = connection.execute(
            sql.select(PAST_EVENTS.c.row).where(PAST_EVENTS.c.article == number)
        ).scalars()
        for row in (*now, *past):
            if wrong := _unquoted(row, text):
                yield Finding(
                    f"event {row['event_id']}", f"{wrong} is not what article {article_id} says", AGAIN
                )


def _unquoted(row: Any, text: str) -> str:
    """The first part of a row that does not stand where it says."""
    if text[row["quote_start"] : row["quote_end"]] != row["quote"]:
        return "its quote"
    for words, start, end in PAIRS:
        if row[start] is not None and text[row[start] : row[end]] != row[words]:
            return f"its {words}"
    said = all(text[one["start"] : one["end"]] == one["text"] for one in row["actor_mentions"])
    return "" if said else "a mention of an actor"


def _showings(connection: sql.Connection) -> Iterator[Finding]:
    """Of each article one version is current, and it is the one that was shown last."""
    current = sql.select(ARTICLES.c.id, ARTICLES.c.number, ARTICLES.c.removed).where(ARTICLES.c.current)
    shown: dict[str, list[int | None]] = {}
    for article_id, number, removed in connection.execute(current):
        shown.setdefault(article_id, []).append(None if removed else number)
    last = sql.select(SHOWINGS.c.article_id, SHOWINGS.c.article).order_by(SHOWINGS.c.number)
    written = {article_id: number for article_id, number in connection.execute(last)}
    for article_id in connection.execute(sql.select(ARTICLES.c.id).distinct()).scalars():
        found = shown.get(article_id, [])
        if len(found) != 1:
            yield Finding(f"article {article_id}", f"has {len(found)} current versions", AGAIN)
        elif written.get(article_id) != found[0]:
            yield Finding(f"article {article_id}", "the record of what was shown says otherwise", AGAIN)


def _actors(connection: sql.Connection) -> Iterator[Finding]:
    for one in actors.unfit(actors_seen(connection), actors_recorded(connection)):
        what, why = f"{one.action} of {one.actor_id} by {one.who}", "no article names that actor any more"
        yield Finding(what, why, "Take it back, or leave it for when one does again.", fault=False)


def _short(text: str) -> str:
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"
