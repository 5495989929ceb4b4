"""The engine that opens a collection, and plain words for what a database says.

SQLite waits for its turn and syncs fully. Its write-ahead log is used only where the library is free of the
bug that could lose a commit there; with an older one the rollback journal, which is safe in every version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from timeline import frame
from timeline.errors import StoreError

__all__ = ["connect", "damage", "existing", "exists", "frozen", "journal", "keep_journal", "plainly"]

PATIENCE = 30  # seconds to wait for another writer
SAFE_LOG = (3, 51, 3)  # the first SQLite whose write-ahead log loses nothing when two connections reset it


def connect(where: str | sql.URL) -> sql.Engine:
    """The engine of a file path or URL; a connection with the option `reading` waits for no writer's turn."""
    try:
        if isinstance(where, str) and "://" not in where:
            where = sql.URL.create("sqlite", database=where)
        url = sql.make_url(where)
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
        hint = 'Give a file, or postgresql+psycopg://host/name (pip install "timeline-chronology[postgres]").'
        raise StoreError("the collection's address", f"cannot be used ({error})", hint) from error

    # The driver's own guesses about transactions are switched off: a writer takes its lock at once, so that
    # two writers wait for each other instead of failing.
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


def journal(library: tuple[int, ...]) -> str:
    """The journal that is safe with this version of the SQLite library."""
    return "wal" if library >= SAFE_LOG else "delete"


def keep_journal(engine: sql.Engine) -> None:
    """Bring a file to the journal that is safe here, also one that a newer library has left in its log."""
    if engine.dialect.name != "sqlite" or engine.url.query.get("uri"):
        return
    wanted = journal(sqlite3.sqlite_version_info)
    try:
        with closing(engine.raw_connection()) as connection:  # in a transaction it could not be changed
            cursor = connection.cursor()
            [found] = cursor.execute("PRAGMA journal_mode").fetchone()
            if found in {"wal", "delete"} - {wanted}:
                cursor.execute(f"PRAGMA journal_mode = {wanted}")
    except sqlite3.OperationalError as error:
        # Somebody is at work in it. The rollback journal may stay; a log that is not safe here may not.
        if wanted == "delete" and "locked" in str(error):
            raise StoreError(f"collection {engine.url.database}", str(error), _cure("locked")) from error
    except sqlite3.DatabaseError:
        pass  # damaged, or no database at all: whoever reads it next says so


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


def exists(where: str) -> bool:
    """Whether there may be a collection: no file is no collection; a server is asked when it is opened."""
    if "://" not in where:
        return Path(where).exists()
    url = sql.make_url(where)
    return (
        url.get_backend_name() != "sqlite" or bool(url.query.get("uri")) or Path(url.database or "").exists()
    )


def existing(where: str | Path) -> str:
    """The address of a collection that there is; `StoreError` where there is none."""
    if not exists(str(where)):
        raise StoreError(f"collection {where}", "there is none", "Check --db, or make one: timeline add.")
    return str(where)


def frozen(path: Path) -> sql.Engine:
    """The engine of a file that is only read."""
    address = f"file:{quote(str(path.absolute()))}"
    url = sql.URL.create("sqlite", database=address, query={"mode": "ro", "uri": "true"})
    return connect(url).execution_options(reading=True)


def damage(path: Path) -> str:
    """What SQLite finds wrong with a file, in one line; "" where it is whole."""
    try:
        with plainly(str(path)), frozen(path).connect() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(3)").scalars().all()
            lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    except StoreError as error:
        return error.why
    if found != ["ok"]:
        return "; ".join(" ".join(line.split()) for line in found)
    return f"{len(lost)} rows whose article is gone" if lost else ""
