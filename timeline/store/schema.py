"""The schema of a collection as it is opened: made where there is none, brought up to date where older.

The number of its schema stands in the settings, where every Timeline looks before it does anything else: an
older one leaves a newer collection alone, with a line that says why. Alembic is loaded only where an older
collection is stepped up, and works inside the one transaction that also writes the new number.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sql

from timeline.errors import StoreError
from timeline.store.tables import META, SCHEMA, SETTINGS

__all__ = ["settle"]


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
        _bring_up(connection, name)
        if not set(META.tables) <= set(sql.inspect(connection).get_table_names()):
            raise _foreign(name)


def _bring_up(connection: sql.Connection, name: str) -> None:
    own = sql.select(SETTINGS.c.value).where(SETTINGS.c.name == "schema").with_for_update()
    connection.execute(own)  # two that open an old collection at once: the second waits, and finds it done
    schema = _schema(connection)
    if not 1 <= schema <= SCHEMA:
        raise StoreError(
            f"collection {name}",
            f"written by a newer Timeline (schema {schema}, this one knows {SCHEMA})",
            "Update Timeline.",
        )
    if schema < SCHEMA:
        _step(connection, schema)
        connection.execute(sql.update(SETTINGS).where(SETTINGS.c.name == "schema").values(value=SCHEMA))


def _step(connection: sql.Connection, schema: int) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    context = MigrationContext.configure(connection)
    context.stamp(ScriptDirectory.from_config(config), str(schema))
    command.upgrade(config, str(SCHEMA))
    connection.execute(sql.text("DROP TABLE alembic_version"))  # the settings say it, to older Timelines too


def _schema(connection: sql.Connection) -> int:
    found = connection.execute(sql.select(SETTINGS.c.value).where(SETTINGS.c.name == "schema")).scalar()
    return found if isinstance(found, int) else 0


def _foreign(name: str) -> StoreError:
    return StoreError(
        f"collection {name}", "this database belongs to another program", "Choose another file."
    )
