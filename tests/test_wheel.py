"""The wheel, installed where nothing else of this project is, serves the same page and demo."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parent.parent
PATIENCE = 120

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it. Only the libraries it needs are lent by this one."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    python = folder / "env" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    install = [*pip, "install", "--quiet", "--no-deps", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    [packages] = (folder / "env" / "lib").glob("python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return folder


def run(place: Path, code: str) -> str:
    """What a program prints in the new environment, run from an empty folder."""
    empty = place / "empty"
    empty.mkdir(exist_ok=True)
    process = subprocess.run(
        [place / "env" / "bin" / "python", "-W", "ignore", "-c", code],
        cwd=empty, capture_output=True, text=True, env={**os.environ, "TIMELINE_DEMO": "1"},
    )  # fmt: skip
    assert process.returncode == 0, process.stderr
    return process.stdout


@pytest.fixture(scope="module")
def address(place: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [place / "env" / "bin" / "timeline", "serve", "--demo", "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        assert f"http://127.0.0.1:{port}" in said
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=PATIENCE) == 0


def get(address: str) -> bytes:
    with urlopen(address, timeout=PATIENCE) as answer:
        return bytes(answer.read())


def opens_session(address: str, host: str) -> bool:
    """Whether a page that calls this server by the name `host` is let in."""
    connection = HTTPConnection(address.removeprefix("http://"), timeout=PATIENCE)
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    connection.request(
        "GET",
        "/_stcore/stream",
        headers={**upgrade, "Host": host, "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg=="},
    )
    status = connection.getresponse().status
    connection.close()
    return status == 101


def test_app_settings_and_data_are_those_of_the_wheel(place: Path) -> None:
    said = run(
        place,
        "import timeline.serve as s, timeline.resources as r; print(s.app(), r.folder(), *s.flags(s.app()))",
    )
    app, data, *flags = said.split()
    assert app.startswith(str(place / "env"))
    assert data.startswith(str(place / "env"))
    assert "--server.address=127.0.0.1" in flags
    assert "--browser.gatherUsageStats=false" in flags


def test_it_serves_the_page_on_this_machine_only(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            assert get(f"{address}/_stcore/health") == b"ok"
            break
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.2)
    assert b"<html" in get(address)
    assert opens_session(address, "127.0.0.1")
    assert not opens_session(address, "evil.example")


def test_the_page_shows_the_demo(place: Path) -> None:
    code = """
from streamlit.testing.v1 import AppTest
from timeline import resources, serve
page = AppTest.from_file(str(serve.app()), default_timeout=120).run()
assert not page.exception, page.exception
assert len(resources.names("samples", ".json")) >= 14
from timeline.dashboard import collection
store = collection.open_store(demo=True)
print(len(store.articles()), len(store.events()))
"""
    articles, events = map(int, run(place, code).split()[-2:])
    assert articles >= 14
    assert events > articles


def test_extraction_works_from_the_wheel(place: Path) -> None:
    code = """
from timeline import Article, extract
[event] = extract(Article("x", "Russia invaded Ukraine on 24 February 2022.", language="en"))
print(event.date_edtf)
"""
    assert run(place, code).strip() == "2022-02-24"


def test_a_collection_of_an_older_timeline_is_brought_up_to_date_from_the_wheel(place: Path) -> None:
    code = f"""
import sqlite3
from pathlib import Path
from timeline.store import Store
database = sqlite3.connect("old.sqlite")
database.executescript(Path({str(ROOT / "tests" / "schemas" / "1.sqlite.sql")!r}).read_text("utf-8"))
database.close()
print(len(Store("old.sqlite").articles()))
"""
    assert run(place, code).strip() == "2"
