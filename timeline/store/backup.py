"""A collection in one file and back. A backup is a collection itself, in SQLite, whatever database it came
from: so it can also carry a collection from one database to another.

A backup is the state of one moment, also while others write. It is checked before it takes its name; an older
backup of that name stays until then. Restoring is one transaction: whoever has the collection open sees all
of it or none.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sql

from timeline.errors import StoreError, UsageError
from timeline.store.collection import Store, default_path
from timeline.store.database import set_setting, touch
from timeline.store.engine import connect, damage, existing, exists, frozen, plainly
from timeline.store.tables import ACTOR_CHANGES, ARTICLES, CORRECTIONS, EVENTS, META, SCHEMA, SETTINGS

__all__ = ["Count", "backup", "restore"]

BATCH = 500  # rows that are carried at once


@dataclass(frozen=True, slots=True)
class Count:
    """What a collection holds: articles with all their versions, events, lines of corrections and of actors.
    `aside` is where `restore` has kept what was there before."""

    articles: int
    events: int
    corrections: int
    aside: Path | None = None


def backup(where: str | Path | None, file: str | Path) -> Count:
    """Write the collection `where` to `file`; `StoreError` where that fails, and then no file has changed."""
    where, target = existing(where or default_path()), Path(file)
    if not target.absolute().parent.is_dir():
        raise UsageError(f"'{target}'", f"there is no folder '{target.parent}'", "Make it first.")
    with Store(where) as store:
        own = Path(store.name)
        if own.exists() and target.exists() and own.samefile(target):
            raise UsageError(f"'{target}'", "is the collection itself", "Choose another file.")
        if target.exists() and _schema(target) is None:
            raise UsageError(f"'{target}'", "is there, and is no backup", "Choose another file.")
        with _beside(target) as draft:
            if store._engine.dialect.name == "sqlite":
                _copy_pages(store, draft)
            else:
                _copy_rows(store, draft)
            count = _verified(draft)
    return count


def restore(file: str | Path, where: str | Path | None, *, replace: bool = False) -> Count:
    """Put the collection in `file` where `where` is. One that holds anything is only replaced with `replace`,
    and is then kept aside first: beside it, or beside `file` where it is no file."""
    where, source = str(where or default_path()), Path(file)
    if not source.is_file():
        raise StoreError(f"backup {source}", "there is no such file", "Check the name.")
    if Path(where).exists() and source.samefile(where):
        raise UsageError(f"'{source}'", "is the collection itself", "Choose another with --db.")
    schema = _schema(source)
    if schema is None or (broken := damage(source)):
        why = broken if schema is not None else "is no backup, or is damaged"
        raise StoreError(f"backup {source}", why, "Choose another; nothing was changed.")
    if schema > SCHEMA:
        why = f"written by a newer Timeline (schema {schema}, this one knows {SCHEMA})"
        raise StoreError(f"backup {source}", why, "Update Timeline.")
    with _up_to_date(source, schema) as engine:
        aside = _kept_aside(where, source, replace)
        with Store(where) as store, engine.connect() as given, store._writing() as taking:
            before = _clock(taking)
            for table in reversed(META.sorted_tables):
                taking.execute(sql.delete(table).where(_carried(table)))
            _carry(given, taking)
            for name, value in before.items():
                set_setting(taking, name, max(value, _clock(taking).get(name, value)))
            touch(taking)  # whoever has it open reads it again
            counted = _count(taking)
    return replaced(counted, aside=aside)


def _copy_pages(store: Store, draft: Path) -> None:
    """By SQLite itself, in one step, so that no writer comes between."""
    try:
        with closing(store._reader.raw_connection()) as given, closing(sqlite3.connect(draft)) as target:
            given.driver_connection.backup(target)  # type: ignore[union-attr]
            target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise StoreError(f"backup {draft}", str(error), "Make room, or choose another folder.") from error


def _copy_rows(store: Store, draft: Path) -> None:
    """Row by row, as they all were at one moment."""
    with Store(draft) as target, plainly(store.name):
        reader = store._engine.execution_options(isolation_level="REPEATABLE READ")
        with reader.connect() as given, target._writing() as taking:
            _carry(given, taking)


def _carry(given: sql.Connection, taking: sql.Connection) -> None:
    """All rows of all tables; `taking` has none."""
    for table in META.sorted_tables:
        query = sql.select(table).where(_carried(table))
        found = given.execution_options(yield_per=BATCH).execute(query).mappings()
        for some in found.partitions():
            taking.execute(sql.insert(table), [dict(row) for row in some])
        if taking.dialect.name == "postgresql" and "number" in table.c:
            # The server hands out numbers itself: it goes on after the last one that came.
            serial = f"pg_get_serial_sequence('{table.name}', 'number')"
            taking.execute(sql.text(f"SELECT setval({serial}, max(number)) FROM {table.name}"))


def _carried(table: sql.Table) -> sql.ColumnElement[bool]:
    """The number of the schema stays where it is: writers wait at it for their turn."""
    return SETTINGS.c.name != "schema" if table is SETTINGS else sql.true()


def _clock(connection: sql.Connection) -> dict[str, Any]:
    """The count of changes and the moment of the last: they never go back."""
    query = sql.select(SETTINGS.c.name, SETTINGS.c.value).where(SETTINGS.c.name.in_(("revision", "changed")))
    return {name: value for name, value in connection.execute(query)}


def _verified(draft: Path) -> Count:
    if broken := damage(draft):
        raise StoreError(f"backup {draft}", broken, "Try again, on another disk.")
    with plainly(str(draft)), frozen(draft).connect() as connection:
        return _count(connection)


def _count(connection: sql.Connection) -> Count:
    articles, events, corrections, of_actors = (
        connection.execute(sql.select(sql.func.count()).select_from(table)).scalar_one()
        for table in (ARTICLES, EVENTS, CORRECTIONS, ACTOR_CHANGES)
    )
    return Count(articles, events, corrections + of_actors)


def _schema(path: Path) -> int | None:
    """The schema of a collection in a file; None where it is none, or cannot be read."""
    try:
        with plainly(str(path)), frozen(path).connect() as connection:
            found = connection.execute(
                sql.select(SETTINGS.c.value).where(SETTINGS.c.name == "schema")
            ).scalar()
    except StoreError:
        return None
    return found if isinstance(found, int) else None


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A file that takes the name `target`, whole and on the disk, once it is done; or never."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        draft.unlink(missing_ok=True)
        yield draft
        with open(draft, "rb+") as written:
            os.fsync(written.fileno())
        os.replace(draft, target)
    except OSError as error:
        why = error.strerror or str(error)
        raise StoreError(f"backup {target}", why, "Make room, or choose another folder.") from error
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(f"{draft.name}-journal").unlink(missing_ok=True)


@contextmanager
def _up_to_date(source: Path, schema: int) -> Iterator[sql.Engine]:
    """A backup to read from; one of an older Timeline is brought up to date in a copy of its own."""
    if schema == SCHEMA:
        yield frozen(source)
        return
    with TemporaryDirectory(prefix="timeline-restore-") as folder:
        copy = Path(folder) / "copy.sqlite"
        with closing(sqlite3.connect(copy)) as target, closing(frozen(source).raw_connection()) as given:
            given.driver_connection.backup(target)  # type: ignore[union-attr]
        Store(copy).close()
        yield connect(str(copy))


def _kept_aside(where: str, source: Path, replace: bool) -> Path | None:
    """Where what is there now is kept, before it is replaced; None where there is nothing to keep."""
    if not exists(where):
        return None
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    try:
        with Store(where) as store, store._reading() as connection:
            held = _count(connection)
            name = Path(store.name)
    except StoreError:
        own = Path(where)
        if not own.is_file():
            raise
        if not replace:
            raise UsageError(
                f"'{where}'", "is there, and cannot be read", "--replace keeps it aside."
            ) from None
        aside = own.with_name(f"{own.name}.damaged-{stamp}")
        for suffix in ("", "-journal", "-wal", "-shm"):  # a journal left behind would spoil what comes
            if (part := Path(f"{own}{suffix}")).exists():
                os.replace(part, f"{aside}{suffix}")
        return aside
    if not (held.articles or held.corrections):
        return None
    if not replace:
        what = f"holds {held.articles} articles, {held.events} events, {held.corrections} corrections"
        raise UsageError(f"collection {where}", what, "--replace keeps it aside and takes the backup.")
    beside = name if name.is_file() else source
    aside = beside.with_name(f"{beside.stem}.before-{stamp}.sqlite")
    backup(where, aside)
    return aside
