"""A collection kept up to date: what is new goes in, what changed as a new version, and errors pass."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from timeline.read import read
from timeline.scale.filling import Kept, fill
from timeline.scale.watching import watch
from timeline.store import Store

FIRST = "Lena Brandt met Ivo Kovac in Vienna on 3 May 2021."
SECOND = "Lena Brandt met Ivo Kovac in Vienna on 4 May 2021, not on 3 May."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kept.sqlite") as kept:
        yield kept


class Feed(BaseHTTPRequestHandler):
    """A server on this machine that plays a paper's feed."""

    entries: dict[str, str]

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        items = "".join(
            f"<item><guid>{guid}</guid><title>Talks</title><description>{text}</description></item>"
            for guid, text in self.entries.items()
        )
        data = f"<rss><channel><title>Desk</title>{items}</channel></rss>".encode()
        self.send_response(200 if self.path == "/feed" else 404)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def paper() -> Iterator[str]:
    """Its address."""
    Feed.entries = {"talks-1": FIRST}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def looks(
    store: Store, sources: list[str], *between: Callable[[], object], **choices: object
) -> list[list[Kept]]:
    """What each look at the sources tells; `between` is what happens from one to the next."""
    told: list[list[Kept]] = [[]]
    waiting = iter(between)

    def pause() -> bool:
        happening = next(waiting, None)
        if happening is None:
            return False
        happening()
        told.append([])
        return True

    for kept in watch(store, sources, pause, workers=0, **choices):
        told[-1].append(kept)
    return told


def test_new_and_changed_files_go_in_and_both_versions_are_kept(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    article = folder / "vienna.txt"
    article.write_text(FIRST)
    first, nothing, second, changed = looks(
        store,
        [str(folder)],
        lambda: None,
        lambda: (folder / "other.txt").write_text("The union called a strike on 5 May 2021."),
        lambda: article.write_text(SECOND),
    )
    assert [len(look) for look in (first, nothing, second, changed)] == [1, 0, 1, 1]
    assert changed[0].article.id == first[0].article.id
    assert [version.text for _, version in store.versions(first[0].article.id)] == [FIRST, SECOND]
    assert len(store.articles()) == 2
    assert "2021-05-04" in set(store.events()["date_edtf"])


def test_a_watch_begun_again_knows_its_files(store: Store, tmp_path: Path) -> None:
    article = tmp_path / "vienna.txt"
    article.write_text(FIRST)
    (first,) = looks(store, [str(article)])
    article.write_text(SECOND)
    (again,) = looks(store, [str(article)])
    assert [kept.article.id for kept in again] == [first[0].article.id]
    assert looks(store, [str(article)]) == [[]]


def test_a_watched_file_that_changed_and_is_added_again_is_no_second_article(
    store: Store, tmp_path: Path
) -> None:
    article = tmp_path / "vienna.txt"
    article.write_text(FIRST)
    looks(store, [str(article)], lambda: article.write_text(SECOND))
    assert [kept.changed for kept in fill(store, read(str(article)), workers=0)] == [False]
    assert len(store.articles()) == 1


def test_entries_of_a_feed_go_in_once_and_changed_ones_as_new_versions(store: Store, paper: str) -> None:
    first, more, changed = looks(
        store,
        [f"{paper}/feed"],
        lambda: Feed.entries.update({"talks-2": "The union called a strike on 5 May 2021."}),
        lambda: Feed.entries.update({"talks-1": SECOND}),
        allowed=lambda address: True,
    )
    assert [[kept.article.id for kept in look] for look in (first, more, changed)] == [
        ["talks-1"],
        ["talks-2"],
        ["talks-1"],
    ]
    assert [version.text for _, version in store.versions("talks-1")] == [FIRST, SECOND]


def test_a_feed_that_fails_stops_no_other_and_is_told_of_once(store: Store, paper: str) -> None:
    first, second = looks(
        store, [f"{paper}/gone", f"{paper}/feed"], lambda: None, allowed=lambda address: True
    )
    assert first[0].article.reason is not None
    assert [bool(kept.article.text) for kept in first] == [False, True]
    assert not second


def test_private_addresses_are_refused_as_everywhere(store: Store, paper: str) -> None:
    (look,) = looks(store, [f"{paper}/feed"])
    assert [kept.article.status for kept in look] == ["refused"]


def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    (tmp_path / "vienna.txt").write_text(FIRST)
    command = [sys.executable, "-m", "timeline", "watch", str(tmp_path / "vienna.txt"), "--every", "60"]
    # What is started in the background hears no Ctrl-C, and neither would its children.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    run = subprocess.Popen(
        [*command, "--db", str(tmp_path / "kept.sqlite")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    signal.signal(signal.SIGINT, heard)
    assert run.stdout is not None
    assert run.stdout.readline().startswith(f"new: “{FIRST}"), "a text without a name by its words"
    os.kill(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == 0
    assert "Traceback" not in errors
