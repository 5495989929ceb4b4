"""The database of a collection: the engine that opens it, its turns of reading and writing, its settings.

SQLite waits for its turn and syncs fully. Its write-ahead log is used only where the library is free of the
bug that could lose a commit there; with an older one the rollback journal, which is safe in every version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

import pandas as pd
import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from timeline import frame
from timeline.errors import StoreError
from timeline.store import schema
from timeline.store.tables import SETTINGS

__all__ = ["Database", "connect", "now", "plainly", "touch", "written"]

PATIENCE = 30  # seconds to wait for another writer


class Database:
    """One collection's database. May be shared by threads; several processes may use the same one."""

    def __init__(self, where: str) -> None:
        self._engine = connect(where)
        self.name = self._engine.url.database or self._engine.url.render_as_string(hide_password=True)
        self._reader = self._engine.execution_options(reading=True)
        try:
            with plainly(self.name):
                schema.settle(self._engine, self.name)
        except StoreError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the database; only a server needs to be told."""
        self._engine.dispose()

    def revision(self) -> int:
        """Grows with every change: a key for caches."""
        return int(self.setting("revision", 0))

    def setting(self, name: str, default: Any = None) -> Any:
        """A JSON-able value kept with the collection."""
        query = sql.select(SETTINGS.c.value).where(SETTINGS.c.name == name)
        with self._reading() as connection:
            found = connection.execute(query).first()
        return found[0] if found else default

    def settings(self, prefix: str) -> dict[str, Any]:
        """The values whose names begin with `prefix`, by the rest of their names."""
        query = sql.select(SETTINGS).where(SETTINGS.c.name.startswith(prefix, autoescape=True))
        with self._reading() as connection:
            return {name.removeprefix(prefix): value for name, value in connection.execute(query)}

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a JSON-able value with the collection."""
        with self._writing() as connection:
            _set(connection, name, value)

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


def touch(connection: sql.Connection) -> str:
    """Count a change; its moment, which is later than that of any change before, whatever the clocks say."""
    query = sql.select(SETTINGS.c.name, SETTINGS.c.value).where(SETTINGS.c.name.in_(("revision", "changed")))
    known = {name: value for name, value in connection.execute(query)}
    at = now()
    if last := known.get("changed"):
        at = max(at, written(datetime.fromisoformat(last) + timedelta(microseconds=1)))
    _set(connection, "revision", int(known.get("revision") or 0) + 1)
    _set(connection, "changed", at)
    return at


def now() -> str:
    """This moment as it is written down everywhere: UTC, ISO 8601, to the microsecond."""
    return written(datetime.now(UTC))


def written(moment: datetime) -> str:
    """A moment in UTC, as it is written down."""
    return moment.isoformat(timespec="microseconds")


def _set(connection: sql.Connection, name: str, value: Any) -> None:
    changed = connection.execute(sql.update(SETTINGS).where(SETTINGS.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(sql.insert(SETTINGS), {"name": name, "value": value})


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
