"""The schema of a collection as it is opened: made where there is none, brought up to date where older."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sql

from timeline.errors import StoreError
from timeline.store.tables import CORRECTIONS, META, SCHEMA, SETTINGS

__all__ = ["settle"]


def _with_corrections(connection: sql.Connection) -> None:
    META.create_all(connection, tables=[CORRECTIONS])


# The step from each schema to the next. What a step made is never changed: a new schema is a new step.
STEPS: dict[int, Callable[[sql.Connection], None]] = {1: _with_corrections}


def settle(engine: sql.Engine, name: str) -> None:
    """Make a new collection's tables, or take an older one's through its steps, in one transaction.

    `StoreError` where the database belongs to another program or was written by a newer Timeline.
    """
    reader = engine.execution_options(reading=True)
    tables = set(sql.inspect(reader).get_table_names())
    if tables and SETTINGS.name in tables:
        with reader.connect() as connection:
            if _schema(connection) == SCHEMA and set(META.tables) <= tables:
                return
    elif tables:
        raise _foreign(name)
    with engine.begin() as connection:
        if not tables:
            META.create_all(connection)
            if connection.execute(sql.select(SETTINGS)).first() is None:
                connection.execute(sql.insert(SETTINGS), {"name": "schema", "value": SCHEMA})
        _step(connection, name)
        if not set(META.tables) <= set(sql.inspect(connection).get_table_names()):
            raise _foreign(name)


def _step(connection: sql.Connection, name: str) -> None:
    own = sql.select(SETTINGS.c.value).where(SETTINGS.c.name == "schema").with_for_update()
    connection.execute(own)  # two that open an old collection at once: the second waits, and finds it done
    schema = _schema(connection)
    if not 1 <= schema <= SCHEMA:
        raise StoreError(
            f"collection {name}",
            f"written by a newer Timeline (schema {schema}, this one knows {SCHEMA})",
            "Update Timeline.",
        )
    for step in range(schema, SCHEMA):
        STEPS[step](connection)
    connection.execute(sql.update(SETTINGS).where(SETTINGS.c.name == "schema").values(value=SCHEMA))


def _schema(connection: sql.Connection) -> int:
    found = connection.execute(sql.select(SETTINGS.c.value).where(SETTINGS.c.name == "schema")).scalar()
    return found if isinstance(found, int) else 0


def _foreign(name: str) -> StoreError:
    return StoreError(
        f"collection {name}", "this database belongs to another program", "Choose another file."
    )
