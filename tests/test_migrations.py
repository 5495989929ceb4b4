"""Whoever opens a collection of an older Timeline finds everything in it, or finds it as it was."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sql
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sample_rows import sample_frame, sample_pairs
from storing import emptied

import timeline.store
from timeline.errors import StoreError
from timeline.store import Store, schema
from timeline.store.tables import META, SCHEMA

KEPT = Path(__file__).parent / "schemas"
"""Collections of each released schema, written down by the Timeline that made them: three sample articles,
one removed, one dated by hand; from schema 2 on a confirmed row, and an edit taken back."""
RELEASED = sorted({int(path.name.partition(".")[0]) for path in KEPT.glob("*.sql")})


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[int], str]:
    """Makes a collection of an old schema; its address."""
    if request.param == "sqlite":
        return lambda number: _file(tmp_path / f"{number}.sqlite", number)
    address: str = request.getfixturevalue("server")

    def make(number: int) -> str:
        engine = sql.create_engine(emptied(address))
        with engine.begin() as connection:
            text = (KEPT / f"{number}.postgresql.sql").read_text(encoding="utf-8")
            connection.connection.cursor().execute(text)
        engine.dispose()
        return address

    return make


def _file(path: Path, number: int) -> str:
    with sqlite3.connect(path) as database:
        database.executescript((KEPT / f"{number}.sqlite.sql").read_text(encoding="utf-8"))
    database.close()
    return str(path)


def test_the_first_released_schema_and_every_one_since_is_tried() -> None:
    assert list(range(1, SCHEMA)) == RELEASED


@pytest.mark.parametrize("number", RELEASED)
def test_an_old_collection_is_opened_with_everything_in_it(old: Callable[[int], str], number: int) -> None:
    pairs = {article.id: (article, events) for article, events in sample_pairs()}
    with Store(old(number)) as kept:
        removed = list(kept.articles(removed=True)["id"])
        assert removed == ["sample:grain"]
        shown = list(kept.articles()["id"])
        assert shown == ["sample:canaux", "sample:обмін"]
        dated = pairs["sample:canaux"][0]
        assert kept.article(dated.id).published == "2023-07-30"
        assert kept.describe(dated.id, {"published": None}, lambda _: pairs[dated.id][1]) == dated
        rows = kept.events().drop(columns=["review", "extractor"])
        expected = sample_frame().query("article_id in @shown").reset_index(drop=True)
        pd.testing.assert_frame_equal(rows, expected.drop(columns=["review", "extractor"]))
        assert kept.setting("corrected_by") == "ada"
        said = [(one.who, one.action, one.undone_by) for one in kept.corrections()]
        assert said == ([("ada", "confirm", None), ("bob", "edit", "ada")] if number >= 2 else [])
        assert list(kept.events()["review"]).count("confirmed") == (number >= 2)
        kept.restore(removed)
        assert set(kept.articles()["id"]) == {*shown, *removed}


@pytest.mark.parametrize("number", RELEASED)
def test_an_old_collection_ends_with_the_tables_of_a_new_one(old: Callable[[int], str], number: int) -> None:
    with Store(old(number)) as kept, kept._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), META) == []
        assert set(sql.inspect(connection).get_table_names()) == set(META.tables)


@pytest.mark.parametrize("number", RELEASED)
def test_a_step_that_fails_leaves_an_old_collection_as_it_was(
    old: Callable[[int], str], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, step = old(number), schema._step
    before = _tables(where)

    def fail(connection: sql.Connection, since: int) -> None:
        step(connection, since)
        raise StoreError("the disk", "gone")

    monkeypatch.setattr(schema, "_step", fail)
    with pytest.raises(StoreError, match="the disk"):
        Store(where)
    assert _tables(where) == before
    monkeypatch.undo()
    Store(where).close()


def _tables(where: str) -> dict[str, list[Any]]:
    """Every table with its rows."""
    engine = sql.create_engine(where if "://" in where else f"sqlite:///{where}")
    with engine.connect() as connection:
        found = sql.MetaData()
        found.reflect(connection)
        tables = {
            name: sorted(map(repr, connection.execute(sql.select(table))))
            for name, table in found.tables.items()
        }
    engine.dispose()
    return tables


def test_two_who_open_an_old_collection_at_once_both_find_it_up_to_date(old: Callable[[int], str]) -> None:
    where = old(RELEASED[0])
    code = "import sys; from timeline.store import Store; print(len(Store(sys.argv[1]).articles()))"

    def opened(_: int) -> str:
        command = [sys.executable, "-c", code, where]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    with ThreadPoolExecutor(3) as several:
        assert list(several.map(opened, range(3))) == ["2"] * 3


def test_a_collection_of_a_newer_timeline_is_left_alone(where: str) -> None:
    with Store(where) as kept:
        kept.set_setting("schema", SCHEMA + 1)
    before = _tables(where)
    with pytest.raises(StoreError, match=r"newer Timeline \(schema .*Update Timeline"):
        Store(where)
    assert _tables(where) == before


def test_every_schema_has_its_step() -> None:
    steps = ScriptDirectory(str(Path(timeline.store.__file__).parent / "migrations"))
    assert [step.revision for step in steps.walk_revisions()][::-1] == [str(n + 1) for n in range(SCHEMA)]


def test_alembic_is_loaded_only_for_an_old_collection(tmp_path: Path) -> None:
    code = "import sys; from timeline.store import Store; Store(sys.argv[1]); print('alembic' in sys.modules)"
    path = tmp_path / "new.sqlite"
    for _ in range(2):
        command = [sys.executable, "-c", code, str(path)]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
    _file(tmp_path / "old.sqlite", 1)
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path / "old.sqlite")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "True\n"
