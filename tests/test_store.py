"""A collection keeps what was added: once, whole, through crashes, beside other writers; or says why not."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy
from sample_rows import sample_frame, sample_pairs
from storing import filled

from timeline.errors import StoreError, UsageError
from timeline.model import Article, Event
from timeline.store import Store


def nothing(_: Article) -> Sequence[Event]:
    return ()


def test_what_is_added_comes_back_the_same(store: Store) -> None:
    pd.testing.assert_frame_equal(store.events(), sample_frame())
    assert [store.article(article.id) for article, _ in sample_pairs()] == [a for a, _ in sample_pairs()]
    assert list(store.articles()["id"]) == [article.id for article, _ in sample_pairs()]
    assert "Sergey Lavrov" in set(store.actors()["name"])


def test_adding_the_same_article_twice_changes_nothing(store: Store) -> None:
    before = store.revision()
    article, events = sample_pairs()[0]
    assert not store.add(article, events)
    assert not store.add(replace(article, retrieved="2023-08-01T10:00:00"), events)
    assert store.revision() == before
    pd.testing.assert_frame_equal(store.events(), sample_frame())


def test_a_changed_text_is_a_new_version_of_the_same_article(store: Store) -> None:
    article, _ = sample_pairs()[0]
    changed = replace(article, text=article.text + "\n\nCorrected.")
    assert store.add(changed, ())
    assert store.article(article.id).version == changed.version
    assert article.id not in set(store.events()["article_id"])
    assert store.add(article, sample_pairs()[0][1]), "the old text may come back"
    pd.testing.assert_frame_equal(store.events(), sample_frame())


def test_better_extraction_replaces_the_rows_of_an_article(store: Store) -> None:
    article, events = sample_pairs()[0]
    assert store.add(article, events[:2])
    assert len(store.events()) == len(sample_frame()) - len(events) + 2


def test_an_article_that_fails_to_load_does_not_displace_the_one_read_before(store: Store) -> None:
    article, _ = sample_pairs()[0]
    failed = Article(article.id, "", status="refused", reason="no answer")
    assert not store.add(failed)
    assert store.article(article.id) == article
    assert store.add(Article("new", "", status="empty", reason="no text")), (
        "a failure is kept with its reason"
    )
    assert store.article("new").reason == "no text"


def test_removing_can_be_undone(store: Store) -> None:
    article, events = sample_pairs()[0]
    store.remove([article.id])
    assert article.id not in set(store.articles()["id"])
    assert len(store.events()) == len(sample_frame()) - len(events)
    assert list(store.articles(removed=True)["id"]) == [article.id]
    store.restore([article.id])
    pd.testing.assert_frame_equal(store.events(), sample_frame())
    store.remove([article.id])
    assert store.add(article, events), "adding it again brings it back"
    pd.testing.assert_frame_equal(store.events(), sample_frame())


def test_a_date_given_by_the_user_holds_when_the_article_is_read_again(store: Store) -> None:
    undated, events = next((a, e) for a, e in sample_pairs() if a.published is None)
    dated = store.set_published(undated.id, "2023-08-15", lambda article: events[:1])
    assert (dated.published, dated.published_from) == ("2023-08-15", "user")
    assert set(store.events().query("article_id == @undated.id")["published"]) == {"2023-08-15"}
    assert store.recall(undated) == dated
    assert not store.add(store.recall(undated), events[:1])
    assert store.set_published(undated.id, None, nothing) == undated
    assert store.recall(undated) == undated


def test_forgetting_the_users_date_brings_back_the_one_that_was_read(store: Store) -> None:
    article, _ = sample_pairs()[0]
    store.set_published(article.id, "2020-01-01", nothing)
    store.set_published(article.id, "2021-01-01", nothing)
    assert store.set_published(article.id, None, nothing).published == article.published


def test_a_failed_extraction_leaves_the_date_as_it_was(store: Store) -> None:
    article, _ = sample_pairs()[0]

    def fail(_: Article) -> Sequence[Event]:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        store.set_published(article.id, "2020-01-01", fail)
    assert store.article(article.id) == article
    pd.testing.assert_frame_equal(store.events(), sample_frame())


def test_a_date_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="yesterday"):
        store.set_published("sample:grain", "yesterday", nothing)


@pytest.mark.parametrize(
    "name", ["'; DROP TABLE events; --", '"%_*?[', "a\\b/../c", "\u202eevil", "x" * 5000]
)
def test_any_name_is_only_a_name(store: Store, name: str) -> None:
    assert store.add(Article(name, "Some text.", title=name, source=name))
    assert store.article(name).title == name
    store.remove([name])
    pd.testing.assert_frame_equal(store.events(), sample_frame())


def test_settings_are_kept(where: str) -> None:
    with Store(where) as kept:
        kept.set_setting("corrected_by", {"name": "Оля"})
    with Store(where) as kept:
        assert kept.setting("corrected_by") == {"name": "Оля"}
        assert kept.setting("unknown", 3) == 3


WRITER = """
import sys
from sample_rows import sample_pairs
from dataclasses import replace
from timeline.store import Store
store, who, rounds = Store(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(rounds):
    for article, events in sample_pairs()[:2]:
        mine = replace(article, id=f"{who}-{number}-{article.id}")
        store.add(mine, [replace(event, event_id=f"{mine.id}{event.event_id}") for event in events])
        print(mine.id, len(events), flush=True)
"""


def writer(where: str | Path, who: str, rounds: int) -> subprocess.Popen[str]:
    folder = str(Path(__file__).parent)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(where), who, str(rounds)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": folder},
    )  # fmt: skip


def test_a_killed_writer_loses_nothing_it_said_was_added_and_leaves_nothing_half(path: Path) -> None:
    Store(path)
    said: dict[str, int] = {}
    for kill in range(3):
        process = writer(path, f"w{kill}", 10_000)
        assert process.stdout is not None
        for _ in range(5 + 3 * kill):
            name, count = process.stdout.readline().split()
            said[name] = int(count)
        process.send_signal(signal.SIGKILL)
        said.update((n, int(c)) for n, c in (line.split() for line in process.communicate()[0].splitlines()))
    kept = Store(path)
    counts = kept.events()["article_id"].value_counts().to_dict()
    assert {name: counts.get(name) for name in said} == said
    whole = {len(events) for _, events in sample_pairs()[:2]}
    assert set(counts.values()) <= whole, "an article is there with all its rows or not at all"
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_who_may_only_read_can_change_nothing(store: Store, where: str) -> None:
    event, revision = str(store.events()["event_id"].iloc[0]), store.revision()
    with Store(where, writable=False) as read:
        pd.testing.assert_frame_equal(read.events(), sample_frame())
        acts = (
            lambda: read.add(Article("new", "Text.")),
            lambda: read.remove(["sample:grain"]),
            lambda: read.correct([event], "confirm", who="ada"),
            lambda: read.rename_actor("cia", "Agency", who="ada"),
            lambda: read.describe("sample:grain", {"source": "x"}, nothing),
            lambda: read.set_grade("x", "A", who="ada"),
            lambda: read.save_view("x", "v=1"),
            lambda: read.save_state("x"),
            lambda: read.set_setting("x", 1),
        )
        for act in acts:
            with pytest.raises(StoreError, match=r"read it, not change it\. Ask an editor"):
                act()
    assert store.revision() == revision


def test_several_programs_may_write_and_read_at_once(where: str) -> None:
    with Store(where) as reader:
        writers = [writer(where, f"w{number}", 4) for number in range(3)]
        while any(process.poll() is None for process in writers):
            reader.events()
        outputs = [process.communicate()[0] for process in writers]
        assert [process.returncode for process in writers] == [0, 0, 0]
        assert len(reader.articles()) == sum(len(output.splitlines()) for output in outputs) == 24
        assert reader.revision() == 24


def test_a_read_only_collection_can_be_read_and_says_why_it_cannot_be_written(path: Path) -> None:
    filled(path).close()
    frozen = Store(f"sqlite:///file:{path}?mode=ro&uri=true")
    pd.testing.assert_frame_equal(frozen.events(), sample_frame())
    with pytest.raises(StoreError, match=r"readonly.*[Mm]ake the file and its folder writable"):
        frozen.add(Article("new", "Text."))


def test_a_full_disk_gives_one_clear_line_and_costs_nothing_kept_before(path: Path) -> None:
    kept = filled(path)

    @sqlalchemy.event.listens_for(kept._engine, "connect")
    def _full(driver: sqlite3.Connection, _: object) -> None:
        [pages] = driver.execute("PRAGMA page_count").fetchone()
        driver.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StoreError, match="The disk is full: make room"):
        kept.add(Article("long", "word " * 100_000))
    pd.testing.assert_frame_equal(kept.events(), sample_frame())
    assert "long" not in set(kept.articles()["id"])


def test_a_damaged_file_gives_one_clear_line(path: Path) -> None:
    kept = filled(path)
    kept.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])
    with pytest.raises(StoreError, match="restore a backup"):
        Store(path).events()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match="restore a backup"):
        Store(path).events()
    path.write_bytes(b"This is a letter, not a collection. " * 100)
    with pytest.raises(StoreError, match="not a database"):
        Store(path)


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        Store(other)


def test_an_unusable_address_gives_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for where in ("nosuch://host/name", "://", str(tmp_path / "file" / "x.sqlite")):
        with pytest.raises(StoreError) as failure:
            Store(where)
        assert "\n" not in str(failure.value)


def test_an_unknown_article_is_named(store: Store) -> None:
    with pytest.raises(StoreError, match="no-such"):
        store.article("no-such")


@pytest.mark.parametrize(
    ("library", "kept"),
    [((3, 40, 1), "delete"), ((3, 51, 2), "delete"), ((3, 51, 3), "wal"), ((3, 52, 0), "wal"), ((4,), "wal")],
)
def test_the_write_ahead_log_is_used_only_where_the_library_is_safe(
    path: Path, library: tuple[int, ...], kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mode() -> str:
        connection = sqlite3.connect(path)
        [found] = connection.execute("PRAGMA journal_mode").fetchone()
        connection.close()
        return str(found)

    monkeypatch.setattr(sqlite3, "sqlite_version_info", library)
    filled(path)
    assert mode() == kept
    pd.testing.assert_frame_equal(Store(path).events(), sample_frame())
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
    pd.testing.assert_frame_equal(Store(path).events(), sample_frame())
    assert mode() == "delete", "an older library takes a file out of the log before it writes"


def test_a_file_in_a_log_that_is_not_safe_here_is_left_alone_while_another_program_is_in_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    filled(path)
    other = sqlite3.connect(path)
    other.execute("BEGIN")
    assert other.execute("SELECT count(*) FROM articles").fetchone() == (len(sample_pairs()),)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
    monkeypatch.setattr("timeline.store.engine.PATIENCE", 0.1)
    with pytest.raises(StoreError, match="close that and try again"):
        Store(path)
    other.close()
    pd.testing.assert_frame_equal(Store(path).events(), sample_frame())
