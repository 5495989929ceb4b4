"""A collection kept: articles with their versions, events, actors. SQLite by default, any database by URL.

    store = Store("talks.sqlite")
    store.add(article, pipeline.extract(article))      # twice changes nothing
    store.set_published(article.id, "2023-07-28", pipeline.extract)
    store.remove([article.id]); store.restore([article.id])
    store.undo(store.correct([event_id], "confirm", who="ada"), who="bob")
    store.events(), store.articles(), store.actors()   # frames

One transaction an article, on the disk before `add` returns: a killed process loses nothing that was added
and leaves nothing half. What a user says about an article (its date) or an event (a correction) is kept apart
from what was read, and holds when the article is read again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import pandas as pd
import platformdirs
import sqlalchemy as sql

from timeline import corrections, frame
from timeline.corrections import Correction
from timeline.errors import StoreError, UsageError
from timeline.model import Article, Event, Span
from timeline.store import record, schema
from timeline.store.tables import (
    ACTORS,
    ARTICLES,
    EVENTS,
    OF_ARTICLE,
    SETTINGS,
    SHOWN,
    USER_DATES,
    connect,
    plainly,
)

__all__ = ["Store", "default_path"]


def default_path() -> Path:
    """The collection in the user's data folder."""
    return Path(platformdirs.user_data_path("timeline", appauthor=False)) / "timeline.sqlite"


class Store:
    """One collection. `where` is a file path or a database URL; by default the user's own collection.

    May be shared by threads; several processes may use the same collection. Every method raises `StoreError`
    with one clear line where the collection cannot be read or written.
    """

    def __init__(self, where: str | Path | None = None) -> None:
        self._engine = connect(str(where or default_path()))
        self.name = self._engine.url.database or self._engine.url.render_as_string(hide_password=True)
        self._reader = self._engine.execution_options(reading=True)
        with plainly(self.name):
            schema.settle(self._engine, self.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the database; only a server needs to be told."""
        self._engine.dispose()

    def add(self, article: Article, events: Sequence[Event] = ()) -> bool:
        """Keep an article and its events; True if that changed anything.

        The same article with the same events changes nothing. A changed text is a new version, which is the
        one shown from then on. A failure to read never displaces a text read before. An article that had been
        removed comes back. Pass the article through `recall` before extracting.
        """
        with self._writing() as connection:
            changed = _put(connection, article, events)
            if changed:
                _touch(connection)
            return changed

    def recall(self, article: Article) -> Article:
        """The article as just read, with what the user has said about it before: its date."""
        with self._reading() as connection:
            return _dated(connection, article)

    def set_published(
        self, article_id: str, published: str | None, extract: Callable[[Article], Sequence[Event]]
    ) -> Article:
        """Date an article by hand (ISO date, None to forget it) and extract it again, in one transaction."""
        if published is not None:
            try:
                date.fromisoformat(published[:10])
            except ValueError:
                raise UsageError(f"'{published}' is no date", "", "Write it as 2023-07-28.") from None
        with self._writing() as connection:
            article = _read_again(connection, _article(connection, article_id))
            connection.execute(sql.delete(USER_DATES).where(USER_DATES.c.article_id == article_id))
            if published is not None:
                said = {"article_id": article_id, "published": published}
                read = {"read_published": article.published, "read_from": article.published_from}
                connection.execute(sql.insert(USER_DATES), said | read)
                article = _dated(connection, article)
            _put(connection, article, extract(article))
            _touch(connection)
            return article

    def article(self, article_id: str) -> Article:
        """The current version of one article; `StoreError` where there is none."""
        with self._reading() as connection:
            return _article(connection, article_id)

    def articles(self, *, removed: bool = False) -> pd.DataFrame:
        """The current version of each article in the order added; with `removed`, those removed."""
        which = sql.and_(ARTICLES.c.current, ARTICLES.c.removed if removed else sql.not_(ARTICLES.c.removed))
        columns = [ARTICLES.c[name] for name in frame.ARTICLE_COLUMNS]
        query = sql.select(*columns).where(which).order_by(ARTICLES.c.number)
        return self._frame(query, frame.ARTICLE_COLUMNS)

    def events(self) -> pd.DataFrame:
        """The rows of all articles that are not removed, as corrected, in chronological order."""
        return corrections.laid_over(self.extracted(), self.corrections())

    def extracted(self) -> pd.DataFrame:
        """The rows as they were extracted, before any correction."""
        columns = [
            ARTICLES.c[OF_ARTICLE[name]].label(name) if name in OF_ARTICLE else EVENTS.c[name]
            for name in frame.COLUMNS
        ]
        query = sql.select(*columns).select_from(EVENTS.join(ARTICLES)).where(SHOWN)
        return frame.ordered(self._frame(query, frame.COLUMNS))

    def correct(
        self,
        event_ids: Iterable[str],
        action: str,
        *,
        who: str,
        values: Mapping[str, Any] | None = None,
        other: str | None = None,
        why: str = "",
        seen: int | None = None,
    ) -> list[int]:
        """Record what a person says of some rows at once; the record's numbers. See `timeline.corrections`.

        `seen` is the number of the last correction the person knew of; `StoreError` where one of these rows
        has been corrected since.
        """
        rows, ids = self.extracted(), list(event_ids)
        with self._writing() as connection:
            told = record.check(connection, rows, ids, action, values or {}, other, seen)
            numbers = record.record(connection, told, action, who, values or {}, other, why)
            _touch(connection)
            return numbers

    def undo(self, numbers: Iterable[int], *, who: str) -> None:
        """Take corrections back; the record keeps both."""
        with self._writing() as connection:
            record.undo(connection, numbers, who)
            _touch(connection)

    def corrections(self) -> list[Correction]:
        """The whole record, oldest first, those taken back included."""
        with self._reading() as connection:
            return record.recorded(connection)

    def actors(self) -> pd.DataFrame:
        """All actors ever seen in this collection, by name."""
        query = sql.select(ACTORS).order_by(ACTORS.c.name, ACTORS.c.actor_id)
        return self._frame(query, frame.ACTOR_COLUMNS)

    def remove(self, article_ids: Iterable[str]) -> None:
        """Hide articles and their events; `restore` brings them back."""
        self._set_removed(article_ids, True)

    def restore(self, article_ids: Iterable[str]) -> None:
        """Undo `remove`."""
        self._set_removed(article_ids, False)

    def revision(self) -> int:
        """Grows with every change: a key for caches."""
        return int(self.setting("revision", 0))

    def setting(self, name: str, default: Any = None) -> Any:
        """A JSON-able value kept with the collection."""
        query = sql.select(SETTINGS.c.value).where(SETTINGS.c.name == name)
        with self._reading() as connection:
            found = connection.execute(query).first()
        return found[0] if found else default

    def set_setting(self, name: str, value: Any) -> None:
        with self._writing() as connection:
            _set(connection, name, value)

    def _set_removed(self, article_ids: Iterable[str], removed: bool) -> None:
        with self._writing() as connection:
            for article_id in article_ids:
                connection.execute(
                    sql.update(ARTICLES).where(ARTICLES.c.id == article_id).values(removed=removed)
                )
            _touch(connection)

    def _frame(self, query: sql.Select[Any], kinds: Mapping[str, str]) -> pd.DataFrame:
        with self._reading() as connection:
            found = connection.execute(query).all()
        columns = zip(*found, strict=True) if found else [()] * len(kinds)
        return frame.from_columns(dict(zip(kinds, columns, strict=True)), kinds)

    @contextmanager
    def _reading(self) -> Iterator[sql.Connection]:
        with plainly(self.name), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sql.Connection]:
        turn = sql.select(SETTINGS).where(SETTINGS.c.name == "schema").with_for_update()
        with plainly(self.name), self._engine.begin() as connection:
            connection.execute(turn)  # one writer at a time; SQLite has seen to that already
            yield connection


def _put(connection: sql.Connection, article: Article, events: Sequence[Event]) -> bool:
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
    connection.execute(sql.update(ARTICLES).where(same_id).values(current=False, removed=False))
    known = sql.select(ARTICLES.c.number).where(same_id, ARTICLES.c.version == article.version)
    number = connection.execute(known).scalar()
    values = {**record, "digest": digest, "current": True, "removed": False}
    if number is None:
        connection.execute(sql.insert(ARTICLES), values)
        number = connection.execute(known).scalar_one()
    else:
        connection.execute(sql.update(ARTICLES).where(ARTICLES.c.number == number).values(values))
        connection.execute(sql.delete(EVENTS).where(EVENTS.c.article == number))
    if told:
        connection.execute(sql.insert(EVENTS), [{"article": number, **row} for row in told])
    seen = frame.actor_rows(events)
    if seen:
        ids = [row["actor_id"] for row in seen]
        connection.execute(sql.delete(ACTORS).where(ACTORS.c.actor_id.in_(ids)))
        connection.execute(sql.insert(ACTORS), seen)
    return True


def _article(connection: sql.Connection, article_id: str) -> Article:
    query = sql.select(ARTICLES).where(ARTICLES.c.id == article_id, ARTICLES.c.current)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise StoreError(f"article {article_id}", "not in this collection", "Add it first.")
    known = {name: row[name] for name in frame.ARTICLE_COLUMNS if name not in ("version", "furniture")}
    return Article(**known, furniture=tuple(Span(*span) for span in row["furniture"]))


def _dated(connection: sql.Connection, article: Article) -> Article:
    query = sql.select(USER_DATES.c.published).where(USER_DATES.c.article_id == article.id)
    published = connection.execute(query).scalar()
    return replace(article, published=published, published_from="user") if published else article


def _read_again(connection: sql.Connection, article: Article) -> Article:
    """The article without what the user has said about it."""
    query = sql.select(USER_DATES).where(USER_DATES.c.article_id == article.id)
    said = connection.execute(query).mappings().first()
    if said is None:
        return article
    return replace(article, published=said["read_published"], published_from=said["read_from"])


def _set(connection: sql.Connection, name: str, value: Any) -> None:
    connection.execute(sql.delete(SETTINGS).where(SETTINGS.c.name == name))
    connection.execute(sql.insert(SETTINGS), {"name": name, "value": value})


def _touch(connection: sql.Connection) -> None:
    query = sql.select(SETTINGS.c.value).where(SETTINGS.c.name == "revision")
    _set(connection, "revision", int(connection.execute(query).scalar() or 0) + 1)
