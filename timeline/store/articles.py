"""Articles in and out: every version of each, its events, and what a user says about it.

What a user says (a date, a language, a source) is kept apart from what was read, and holds when the article
is read again. Nothing is overwritten: a changed text is a new version, rows that a newer extraction replaces
are put by, and every showing and hiding is written down with its moment.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import pandas as pd
import sqlalchemy as sql

from timeline import frame
from timeline.errors import StoreError, UsageError
from timeline.model import Article, Event, Span
from timeline.store.database import Database, touch
from timeline.store.tables import (
    ACTORS,
    ARTICLES,
    EVENTS,
    OF_ARTICLE,
    OVERRIDES,
    PAST_EVENTS,
    SHOWINGS,
    SHOWN,
)

__all__ = ["OVERRIDABLE", "Articles", "Told", "made", "put"]

OVERRIDABLE = ("published", "language", "source")
MOST = 500  # ids of one question; a database takes only so many
Told = tuple[Article, Sequence[Event]]
_OF_EVENT = [column for column in EVENTS.c if column.name not in ("article", "added")]


class Articles(Database):
    """The articles of a collection."""

    def add(self, article: Article, events: Sequence[Event] = ()) -> bool:
        """Keep an article and its events; True if that changed anything.

        The same article with the same events changes nothing. A changed text is a new version, which is the
        one shown from then on. A failure to read never displaces a text read before. An article that had been
        removed comes back. Pass the article through `recall` before extracting.
        """
        return self.add_many([(article, events)])[0]

    def add_many(self, told: Iterable[Told]) -> list[bool]:
        """Keep several articles in one transaction: all of them or none; whether each changed anything."""
        with self._writing() as connection:
            return [put(connection, article, events) for article, events in told]

    def recall(self, article: Article) -> Article:
        """The article as just read, with what the user has said about it before."""
        return self.recall_all([article])[0]

    def recall_all(self, articles: Iterable[Article]) -> list[Article]:
        """`recall`, for several at once."""
        with self._reading() as connection:
            return [_overridden(connection, article) for article in articles]

    def renewed(self, ids: Collection[str]) -> dict[str, str]:
        """Of these articles those whose text has changed since: their ids by the version now shown."""
        known, found = sorted(ids), dict[str, str]()
        with self._reading() as connection:
            for at in range(0, len(ids), MOST):
                some = known[at : at + MOST]
                query = sql.select(ARTICLES.c.version, ARTICLES.c.id).where(SHOWN, ARTICLES.c.id.in_(some))
                found |= {version: name for version, name in connection.execute(query) if version != name}
        return found

    def overrides(self) -> pd.DataFrame:
        """What users say about articles: article_id, field, value, read_value, who, at."""
        names = ("article_id", "field", "value", "read_value", "who", "at")
        query = sql.select(*(OVERRIDES.c[name] for name in names)).order_by(
            OVERRIDES.c.article_id, OVERRIDES.c.field
        )
        return self._frame(query, dict.fromkeys(names, "text"))

    def describe(
        self,
        article_id: str,
        values: Mapping[str, str | None],
        extract: Callable[[Article], Sequence[Event]],
        *,
        who: str = "",
    ) -> Article:
        """Say what an article's `published`, `language` or `source` is, and extract it again, in one
        transaction. None goes back to what was read; a field that is not named stays as it is."""
        if unknown := set(values) - set(OVERRIDABLE):
            raise UsageError(f"'{min(unknown)}'", "is not for a user to say of an article", "")
        if published := values.get("published"):
            try:
                date.fromisoformat(published[:10])
            except ValueError:
                raise UsageError(f"'{published}' is no date", "", "Write it as 2023-07-28.") from None
        with self._writing() as connection:
            article = _as_read(connection, _article(connection, article_id))
            of_article = OVERRIDES.c.article_id == article_id
            connection.execute(sql.delete(OVERRIDES).where(of_article, OVERRIDES.c.field.in_(values)))
            at = touch(connection)
            for field, value in values.items():
                if value is not None:
                    said = {"article_id": article_id, "field": field, "value": value, "who": who, "at": at}
                    origin = article.published_from if field == "published" else None
                    read = {"read_value": getattr(article, field), "read_from": origin}
                    connection.execute(sql.insert(OVERRIDES), said | read)
            article = _overridden(connection, article)
            put(connection, article, extract(article))
            return article

    def set_published(
        self, article_id: str, published: str | None, extract: Callable[[Article], Sequence[Event]]
    ) -> Article:
        """Date an article by hand (ISO date, None to forget it); see `describe`."""
        return self.describe(article_id, {"published": published}, extract)

    def article(self, article_id: str) -> Article:
        """The current version of one article; `StoreError` where there is none."""
        with self._reading() as connection:
            return _article(connection, article_id)

    def shown(self) -> dict[int, tuple[str, str]]:
        """The id of each article that is not removed, and a mark of it and its events as extracted, by the
        number of its current version, in the order added. Another mark: read it again."""
        query = sql.select(ARTICLES.c.number, ARTICLES.c.id, ARTICLES.c.digest).where(SHOWN)
        with self._reading() as connection:
            found = connection.execute(query.order_by(ARTICLES.c.number))
            return {number: (article_id, digest) for number, article_id, digest in found}

    def articles(self, of: Collection[int] | None = None, *, removed: bool = False) -> pd.DataFrame:
        """The current version of each article in the order added, or only of those numbered `of`; with
        `removed`, those removed."""
        which = sql.and_(ARTICLES.c.current, ARTICLES.c.removed if removed else sql.not_(ARTICLES.c.removed))
        if of is not None:
            which = sql.and_(which, ARTICLES.c.number.in_(of))
        columns = [ARTICLES.c[name] for name in frame.ARTICLE_COLUMNS]
        query = sql.select(*columns).where(which).order_by(ARTICLES.c.number)
        return self._frame(query, frame.ARTICLE_COLUMNS)

    def versions(self, article_id: str) -> list[tuple[str, Article]]:
        """Every version of an article, the first first, each with the moment it was added ("": unknown)."""
        query = sql.select(ARTICLES).where(ARTICLES.c.id == article_id).order_by(ARTICLES.c.number)
        with self._reading() as connection:
            return [(row["added"], made(row)) for row in connection.execute(query).mappings()]

    def remove(self, article_ids: Iterable[str]) -> None:
        """Hide articles and their events; `restore` brings them back."""
        self._set_removed(article_ids, True)

    def restore(self, article_ids: Iterable[str]) -> None:
        """Undo `remove`."""
        self._set_removed(article_ids, False)

    def _set_removed(self, article_ids: Iterable[str], removed: bool) -> None:
        with self._writing() as connection:
            at = touch(connection)
            for article_id in article_ids:
                mine = sql.and_(ARTICLES.c.id == article_id, ARTICLES.c.current)
                number, was = connection.execute(
                    sql.select(ARTICLES.c.number, ARTICLES.c.removed).where(mine)
                ).first() or (None, removed)
                connection.execute(sql.update(ARTICLES).where(mine).values(removed=removed))
                if was != removed:
                    _show(connection, article_id, None if removed else number, at)


def put(connection: sql.Connection, article: Article, events: Sequence[Event]) -> bool:
    """Write one article and its events within a transaction; True if that changed anything."""
    same_id = ARTICLES.c.id == article.id
    record = frame.article_row(article)
    told = [
        {name: value for name, value in row.items() if name not in OF_ARTICLE}
        for row in frame.event_rows(article, events)
    ]
    marks = json.dumps([{**record, "retrieved": None}, told], sort_keys=True, default=str)
    digest = sha256(marks.encode()).hexdigest()
    current = connection.execute(sql.select(ARTICLES).where(same_id, ARTICLES.c.current)).mappings().first()
    shown = current is not None and not current["removed"]
    if current and shown and (current["digest"] == digest or (current["text"] and not article.text)):
        return False
    at = touch(connection)
    connection.execute(sql.update(ARTICLES).where(same_id).values(current=False, removed=False))
    known = sql.select(ARTICLES.c.number).where(same_id, ARTICLES.c.version == article.version)
    number = connection.execute(known).scalar()
    values = {**record, "digest": digest, "current": True, "removed": False}
    if number is None:
        inserted = sql.insert(ARTICLES).values(values | {"added": at}).returning(ARTICLES.c.number)
        number = connection.execute(inserted).scalar_one()
    else:
        connection.execute(sql.update(ARTICLES).where(ARTICLES.c.number == number).values(values))
        told = _put_by(connection, number, told, at)
    if told:
        connection.execute(sql.insert(EVENTS), [{"article": number, "added": at, **row} for row in told])
    if not (current and shown and current["number"] == number):
        _show(connection, article.id, number, at)
    seen = frame.actor_rows(events)
    if seen:
        ids = [row["actor_id"] for row in seen]
        connection.execute(sql.delete(ACTORS).where(ACTORS.c.actor_id.in_(ids)))
        connection.execute(sql.insert(ACTORS), seen)
    return True


def _put_by(
    connection: sql.Connection, number: int, told: list[dict[str, Any]], at: str
) -> list[dict[str, Any]]:
    """Put the rows of one version by that are told no longer; the rows of `told` that are not there yet.

    A row that differs by its extractor alone is the same row, told again.
    """
    of_article = EVENTS.c.article == number
    new = {row["event_id"]: row for row in told}
    gone = []
    query = sql.select(EVENTS.c.added, *_OF_EVENT).where(of_article)
    for added, *found in connection.execute(query):
        row = {column.name: value for column, value in zip(_OF_EVENT, found, strict=True)}
        again = new.get(row["event_id"])
        if again is not None and {**row, "extractor": None} == {**again, "extractor": None}:
            del new[row["event_id"]]
            continue
        plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
        gone.append({"article": number, "row": plain, "added": added, "replaced": at})
    if gone:
        ids = [line["row"]["event_id"] for line in gone]
        connection.execute(sql.insert(PAST_EVENTS), gone)
        connection.execute(sql.delete(EVENTS).where(of_article, EVENTS.c.event_id.in_(ids)))
    if told:
        extractor = told[0]["extractor"]
        connection.execute(sql.update(EVENTS).where(of_article).values(extractor=extractor))
    return list(new.values())


def _show(connection: sql.Connection, article_id: str, number: int | None, at: str) -> None:
    connection.execute(sql.insert(SHOWINGS), {"article_id": article_id, "article": number, "at": at})


def _article(connection: sql.Connection, article_id: str) -> Article:
    query = sql.select(ARTICLES).where(ARTICLES.c.id == article_id, ARTICLES.c.current)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise StoreError(f"article {article_id}", "not in this collection", "Add it first.")
    return made(row)


def made(row: sql.RowMapping) -> Article:
    """The article of a row of its table."""
    known = {name: row[name] for name in frame.ARTICLE_COLUMNS if name not in ("version", "furniture")}
    return Article(**known, furniture=tuple(Span(*span) for span in row["furniture"]))


def _overridden(connection: sql.Connection, article: Article) -> Article:
    query = sql.select(OVERRIDES.c.field, OVERRIDES.c.value).where(OVERRIDES.c.article_id == article.id)
    said = {field: value for field, value in connection.execute(query)}
    if "published" in said:
        said["published_from"] = "user"
    return replace(article, **said) if said else article


def _as_read(connection: sql.Connection, article: Article) -> Article:
    """The article without what the user has said about it."""
    query = sql.select(OVERRIDES).where(OVERRIDES.c.article_id == article.id)
    read: dict[str, Any] = {}
    for said in connection.execute(query).mappings():
        read[said["field"]] = said["read_value"]
        if said["field"] == "published":
            read["published_from"] = said["read_from"]
    return replace(article, **read) if read else article
