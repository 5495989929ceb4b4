"""Collections for tests: in a file, and on a PostgreSQL server of our own; empty or with articles."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy
from sample_rows import sample_pairs

from timeline.store import Store

__all__ = ["emptied", "filled", "path", "server", "store", "where"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "talks.sqlite"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server of our own, reached by a socket in a temporary folder."""
    pytest.importorskip("psycopg", reason="needs psycopg for PostgreSQL")
    tools = [*os.environ["PATH"].split(os.pathsep), *map(str, Path("/usr/lib/postgresql").glob("*/bin"))]
    control = shutil.which("pg_ctl", path=os.pathsep.join(tools))
    users = {user.pw_name for user in pwd.getpwall()}
    if control is None or (os.geteuid() == 0 and "postgres" not in users):
        pytest.skip("needs PostgreSQL: sudo apt-get install postgresql")
    as_user: list[str] = []
    with TemporaryDirectory(prefix="timeline-postgres-") as folder:  # pytest's own are closed to other users
        if os.geteuid() == 0:  # the server refuses to run as root
            as_user = ["runuser", "-u", "postgres", "--"]
            shutil.chown(folder, "postgres")

        def tell(*arguments: str) -> None:
            subprocess.run(
                [*as_user, control, *arguments, "-s", "-D", f"{folder}/data"], check=True, cwd=folder
            )

        tell("initdb", "-o", "-U postgres -E UTF8 --no-locale")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        tell("start", "-w", "-l", f"{folder}/log", "-o", options)
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            tell("stop", "-m", "immediate")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest) -> str:
    """The address of an empty collection; the same face whichever database keeps it."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("path"))
    address: str = request.getfixturevalue("server")
    return emptied(address)


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """The sample articles, kept."""
    kept = filled(where)
    yield kept
    kept.close()


def filled(where: Path | str) -> Store:
    kept = Store(where)
    for article, events in sample_pairs():
        kept.add(article, events)
    return kept


def emptied(address: str) -> str:
    """A PostgreSQL database without any table."""
    engine = sqlalchemy.create_engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return address
