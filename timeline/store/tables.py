"""The tables of a collection, and the engine that opens one.

The events' columns are those of the frame, without what their article says already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from timeline import frame
from timeline.errors import StoreError

__all__ = [
    "ACTORS",
    "ARTICLES",
    "CORRECTIONS",
    "EVENTS",
    "META",
    "OF_ARTICLE",
    "SCHEMA",
    "SETTINGS",
    "SHOWN",
    "USER_DATES",
    "connect",
    "plainly",
]

SCHEMA = 2
PATIENCE = 30  # seconds to wait for another writer

META = sql.MetaData()
_TYPES: dict[str, Any] = {
    "text": sql.Text, "offset": sql.Integer, "number": sql.Float, "date": sql.Date, "list": sql.JSON,
}  # fmt: skip


def _columns(kinds: Mapping[str, str], keys: tuple[str, ...]) -> list[sql.Column[Any]]:
    return [sql.Column(name, _TYPES[kind], primary_key=name in keys) for name, kind in kinds.items()]


SETTINGS = sql.Table(
    "settings",
    META,
    sql.Column("name", sql.Text, primary_key=True),
    sql.Column("value", sql.JSON),
)
ARTICLES = sql.Table(
    "articles",
    META,
    sql.Column("number", sql.Integer, primary_key=True),
    *_columns(frame.ARTICLE_COLUMNS, ()),
    sql.Column("digest", sql.Text, nullable=False),
    sql.Column("current", sql.Boolean, nullable=False),
    sql.Column("removed", sql.Boolean, nullable=False),
    sql.UniqueConstraint("id", "version"),
)
OF_ARTICLE = {
    "article_id": "id",
    "article_version": "version",
    "article_title": "title",
    **{name: name for name in ("language", "published", "retrieved", "source", "url")},
}
EVENTS = sql.Table(
    "events",
    META,
    sql.Column("article", sql.ForeignKey("articles.number"), primary_key=True),
    *_columns({k: v for k, v in frame.COLUMNS.items() if k not in OF_ARTICLE}, ("event_id",)),
)
ACTORS = sql.Table("actors", META, *_columns(frame.ACTOR_COLUMNS, ("actor_id",)))
USER_DATES = sql.Table(
    "user_dates",
    META,
    sql.Column("article_id", sql.Text, primary_key=True),
    sql.Column("published", sql.Text, nullable=False),
    sql.Column("read_published", sql.Text),
    sql.Column("read_from", sql.Text, nullable=False),
)
CORRECTIONS = sql.Table(
    "corrections",
    META,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("event_id", sql.Text, nullable=False),
    sql.Column("article_id", sql.Text, nullable=False),
    sql.Column("quote", sql.Text, nullable=False),
    sql.Column("action", sql.Text, nullable=False),
    sql.Column("values", sql.JSON, nullable=False),
    sql.Column("other", sql.Text),
    sql.Column("who", sql.Text, nullable=False),
    sql.Column("at", sql.Text, nullable=False),
    sql.Column("why", sql.Text, nullable=False),
    sql.Column("undone_by", sql.Text),
    sql.Column("undone_at", sql.Text),
)
SHOWN = sql.and_(ARTICLES.c.current, sql.not_(ARTICLES.c.removed))


def connect(where: str) -> sql.Engine:
    """The engine of a file path or URL; a connection with the option `reading` waits for no writer's turn."""
    try:
        url = sql.make_url(where) if "://" in where else sql.URL.create("sqlite", database=where)
        if url.get_backend_name() != "sqlite":
            return sql.create_engine(url, pool_pre_ping=True, json_serializer=frame.json_line)
        path = Path(url.database or "")
        if not url.query.get("uri"):
            path.parent.mkdir(parents=True, exist_ok=True)
        # A connection a task: a file needs no pool, and none is left open when a Store is forgotten.
        engine = sql.create_engine(
            url,
            json_serializer=frame.json_line,
            connect_args={"timeout": PATIENCE},
            poolclass=sql.NullPool,
        )
    except OSError as error:
        raise StoreError(f"collection {where}", str(error.strerror), "Choose another file.") from error
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        hint = "Give a file, or a URL such as postgresql+psycopg://host/name (needs timeline[postgres])."
        raise StoreError("the collection's address", str(error), hint) from error

    # The driver's own guesses about transactions are switched off: a writer takes its lock at once, so that
    # two writers wait for each other instead of failing. The rollback journal is safe in every SQLite.
    @sql.event.listens_for(engine, "connect")
    def _connected(driver: Any, _record: Any) -> None:
        driver.isolation_level = None
        driver.execute("PRAGMA synchronous = FULL")
        driver.execute("PRAGMA foreign_keys = ON")

    @sql.event.listens_for(engine, "begin")
    def _begun(connection: sql.Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def plainly(name: str) -> Iterator[None]:
    """One line for a person instead of a database's words about the collection `name`."""
    try:
        yield
    except SQLAlchemyError as error:
        why = str(error.orig) if isinstance(error, DBAPIError) else str(error).splitlines()[0]
        raise StoreError(f"collection {name}", why, _cure(why)) from error


def _cure(why: str) -> str:
    """What a person can do about what the database says."""
    cures = {
        "readonly": "Make the file and its folder writable, or choose another.",
        "unable to open": "Check that the folder exists and may be written.",
        "malformed": "The file is damaged: restore a backup.",
        "not a database": "The file is damaged or no collection: restore a backup or choose another.",
        "locked": "Another program holds it: close that and try again.",
        "full": "The disk is full: make room and try again.",
    }
    return next((cure for words, cure in cures.items() if words in why), "")
