"""The database of a collection: its turns of reading and writing, its settings, its clock."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import pandas as pd
import sqlalchemy as sql

from timeline import frame
from timeline.errors import StoreError
from timeline.store import schema
from timeline.store.engine import connect, keep_journal, plainly
from timeline.store.tables import SETTINGS

__all__ = ["Database", "fetched", "now", "set_setting", "touch", "written"]

BATCH = 10_000  # rows that are decoded at once


class Database:
    """One collection's database. May be shared by threads; several processes may use the same one."""

    def __init__(self, where: str, *, writable: bool = True) -> None:
        self.writable = writable
        self._engine = connect(where)
        self.name = self._engine.url.database or self._engine.url.render_as_string(hide_password=True)
        self._reader = self._engine.execution_options(reading=True)
        try:
            with plainly(self.name):
                keep_journal(self._engine)
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
            set_setting(connection, name, value)

    def _frame(self, query: sql.Select[Any], kinds: Mapping[str, str]) -> pd.DataFrame:
        with self._reading() as connection:
            return fetched(connection, query, kinds)

    @contextmanager
    def _reading(self) -> Iterator[sql.Connection]:
        with plainly(self.name), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sql.Connection]:
        if not self.writable:
            raise StoreError(f"collection {self.name}", "you may read it, not change it", "Ask an editor.")
        turn = sql.select(SETTINGS).where(SETTINGS.c.name == "schema").with_for_update()
        with plainly(self.name), self._engine.begin() as connection:
            connection.execute(turn)  # one writer at a time; SQLite has seen to that already
            yield connection


def fetched(connection: sql.Connection, query: sql.Select[Any], kinds: Mapping[str, str]) -> pd.DataFrame:
    """The frame that a query gives. Lists are decoded a column at once, much faster than cell by cell; and
    rows a batch at once, since in plain Python they take many times the memory of the frame."""
    asked = query.selected_columns.values()
    lists = [isinstance(column.type, sql.JSON) for column in asked]
    plain = [sql.cast(c, sql.Text) if encoded else c for c, encoded in zip(asked, lists, strict=True)]
    found = connection.execute(query.with_only_columns(*plain, maintain_column_froms=True))
    frames = []
    for batch in found.partitions(BATCH):
        decoded = (
            json.loads(f"[{','.join(cell or 'null' for cell in column)}]") if encoded else column
            for column, encoded in zip(zip(*batch, strict=True), lists, strict=True)
        )
        frames.append(frame.from_columns(dict(zip(kinds, decoded, strict=True)), kinds))
    if len(frames) < 2:
        return frames[0] if frames else frame.from_rows([], kinds)
    return pd.concat(frames, ignore_index=True)


def touch(connection: sql.Connection) -> str:
    """Count a change; its moment, which is later than that of any change before, whatever the clocks say."""
    query = sql.select(SETTINGS.c.name, SETTINGS.c.value).where(SETTINGS.c.name.in_(("revision", "changed")))
    known = {name: value for name, value in connection.execute(query)}
    at = now()
    if last := known.get("changed"):
        at = max(at, written(datetime.fromisoformat(last) + timedelta(microseconds=1)))
    set_setting(connection, "revision", int(known.get("revision") or 0) + 1)
    set_setting(connection, "changed", at)
    return at


def now() -> str:
    """This moment as it is written down everywhere: UTC, ISO 8601, to the microsecond."""
    return written(datetime.now(UTC))


def written(moment: datetime) -> str:
    """A moment in UTC, as it is written down."""
    return moment.isoformat(timespec="microseconds")


def set_setting(connection: sql.Connection, name: str, value: Any) -> None:
    """Write a setting within a transaction."""
    changed = connection.execute(sql.update(SETTINGS).where(SETTINGS.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(sql.insert(SETTINGS), {"name": name, "value": value})
