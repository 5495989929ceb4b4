"""Adding many articles: what is said to be added is on the disk, and nothing is done twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import poison
import pytest

from timeline.cli import progress
from timeline.model import Article, Event
from timeline.read import read
from timeline.scale import filling, identity
from timeline.scale.filling import fill
from timeline.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kept.sqlite") as kept:
        yield kept


def texts(count: int) -> list[Article]:
    return [Article(f"d{number}", f"Text {number}.") for number in range(count)]


class Counting:
    """An extraction that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, article: Article) -> Sequence[Event]:
        self.asked.append(article.id)
        return ()


def test_what_was_done_is_not_done_again(store: Store) -> None:
    first, second = Counting(), Counting()
    assert all(kept.changed for kept in fill(store, texts(5), extract=first, workers=0))
    again = list(fill(store, texts(6), extract=second, workers=0))
    assert first.asked == ["d0", "d1", "d2", "d3", "d4"]
    assert second.asked == ["d5"]
    assert [kept.article.id for kept in again if kept.known] == first.asked


def test_it_is_done_again_where_asked_or_where_the_extractor_has_changed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(fill(store, texts(2), extract=Counting(), workers=0))
    asked, newer = Counting(), Counting()
    list(fill(store, texts(2), extract=asked, workers=0, again=True))
    monkeypatch.setattr(identity, "installed", lambda: "with a new language file")
    list(fill(store, texts(2), extract=newer, workers=0))
    assert asked.asked == newer.asked == ["d0", "d1"]


def test_an_article_dated_by_hand_or_removed_or_changed_is_done_again(store: Store) -> None:
    list(fill(store, texts(4), extract=Counting(), workers=0))
    store.describe("d0", {"published": "2023-07-28"}, Counting(), who="ada")
    store.remove(["d1"])
    given = [*texts(2), Article("d2", "Another text."), *texts(4)[3:]]
    asked = Counting()
    list(fill(store, given, extract=asked, workers=0))
    assert asked.asked == ["d0", "d1", "d2"]
    assert set(store.articles()["id"]) == {"d0", "d1", "d2", "d3"}


def test_a_poison_document_is_a_row_with_a_reason_and_not_tried_again(store: Store) -> None:
    given = [*texts(9), Article("bad", "kill")]
    kept = {one.article.id: one for one in fill(store, given, extract=poison.extract, workers=2)}
    assert kept["bad"].article.status == "error"
    assert len(kept) == 10
    assert next(line for line in store.ledger() if line.article_id == "bad").status == "error"
    assert all(one.known for one in fill(store, given, extract=poison.extract, workers=2))


def test_a_document_may_take_only_so_much_memory(store: Store) -> None:
    given = [*texts(1), Article("bad", "greedy"), *texts(3)[1:]]
    kept = list(fill(store, given, extract=poison.extract, workers=2, memory=2**29))
    assert [one.article.status for one in kept] == ["ok", "error", "ok", "ok"]


def test_articles_are_written_many_at_once_and_told_only_then(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "BATCH", 10)
    monkeypatch.setattr(filling, "SECONDS", 1000.0)
    told = fill(store, texts(25), extract=Counting(), workers=0)
    for number in range(25):
        next(told)
        assert len(store.articles()) == min((number // 10 + 1) * 10, 25)


def test_killing_it_loses_nothing_that_it_told_and_the_next_run_goes_on(tmp_path: Path) -> None:
    source, kept = tmp_path / "articles.jsonl", tmp_path / "kept.sqlite"
    with source.open("w", encoding="utf-8") as stream:
        for number in range(120):
            text = f"The envoys met in Geneva on {number % 28 + 1} May 2021 for the {number}th time. " * 30
            line = {"id": f"a{number}", "lang": "en", "published": "2021-06-01", "text": text}
            stream.write(json.dumps(line) + "\n")
    command = [sys.executable, "-m", "timeline", "add", str(source), "--db", str(kept)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with Store(kept) as store:
        while run.poll() is None and not list(store.ledger()):
            time.sleep(0.02)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        done = len(list(store.ledger()))
        assert done == len(store.articles()) > 0
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{120 - done} added or changed, {done} already there" in again.stdout


def test_a_file_with_an_article_a_line_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "endless.jsonl"
    line = json.dumps({"id": "a", "lang": "en", "published": "2021-06-01", "text": "They met."})
    path.write_text(f"{line}\nno json\n\n{line}\n", encoding="utf-8")
    articles = read(str(path))
    assert next(articles).status == "ok"
    assert (
        next(articles).reason == f"{path}, line 2: not valid JSON (line 1). Correct it, or give plain text."
    )
    assert [article.id for article in articles] == ["a"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_encodings_of_such_a_file_are_those_of_json(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"id": "a", "text": "Київ"}\n{"id": "b", "text": "Kyïv"}\n', encoding=encoding)
    assert [(article.id, article.text) for article in read(str(path))] == [("a", "Київ"), ("b", "Kyïv")]


def test_the_progress_line_says_how_much_is_done_and_how_long_it_will_take() -> None:
    assert progress.line(50, 200, 400, 10.0) == (
        "██████··················  25%  50 documents, 400 events, 5.0 a second, 30 s left"
    )
    assert progress.line(50, None, 400, 10.0) == "50 documents, 400 events, 5.0 a second"
    assert progress.line(1, 10_000, 0, 1.0).endswith("2 h 46 min left")


def test_the_total_is_counted_where_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.jsonl").write_text("{}\n{}\n{}\n")
    assert progress.total([str(tmp_path)]) == 4
    assert progress.total([str(tmp_path), "https://example.org/feed.xml"]) is None
