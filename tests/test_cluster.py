"""The same rows from a cluster as from one process, whatever happens to its workers or to who asked.

A real Dask cluster of several worker processes on this machine.
"""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import poison
import pytest

from timeline import frame, pipeline
from timeline.errors import UsageError
from timeline.model import Article
from timeline.scale import cluster, identity, told
from timeline.store import Store

distributed = pytest.importorskip("distributed", reason="needs timeline-chronology[cluster]")
pytestmark = pytest.mark.filterwarnings("default")  # those of Dask are not ours

WORKERS = 2


@pytest.fixture(scope="module")
def scheduler() -> Iterator[Any]:
    """A cluster of worker processes that come back when they die, as they do everywhere."""
    with distributed.LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as running:
        yield running
    gc.collect()  # what Dask leaves open is closed here, and not in the middle of another test


def articles(count: int) -> list[Article]:
    """Small articles of our own, each of which tells one dated event."""
    return [
        Article(
            f"a{number:03}",
            f"The ministers of France and Spain met in Madrid on {number % 28 + 1} March 2021.\n"
            f"They signed {number} pacts.",
            f"Talks {number}",
            "en",
            "2021-04-02",
            "given",
            source=f"Paper {number % 7}",
        )
        for number in range(count)
    ]


def lines(rows: pd.DataFrame) -> bytes:
    """A table as it would be exported."""
    return "\n".join(map(frame.json_line, frame.rows(rows))).encode()


def alone(given: list[Article]) -> pd.DataFrame:
    return frame.events_frame(told(given, pipeline.extract, workers=0))


def test_a_cluster_tells_byte_for_byte_what_one_process_tells_whatever_the_order(scheduler: Any) -> None:
    given = articles(90)
    shuffled = random.Random(5).sample(given, len(given))
    results = list(cluster.told_by(scheduler.scheduler_address, shuffled, pipeline.extract, shard=20))
    assert [article.id for article, _ in results] == [article.id for article in shuffled]
    assert len(results) == 90
    assert lines(frame.events_frame(results)) == lines(alone(given)) != b""


def test_workers_that_are_killed_and_poison_documents_cost_no_other_document_anything(scheduler: Any) -> None:
    given = [Article(f"d{number:03}", f"Text {number}.") for number in range(120)]
    bad = dict(zip((7, 40, 71, 72, 110), ("raise", "kill", "abort", "memory", "hang"), strict=True))
    for number, text in bad.items():
        given[number] = Article(f"d{number:03}", text)
    stop, killed = threading.Event(), 0

    def kill() -> None:
        nonlocal killed
        draw = random.Random(3)
        while not stop.wait(2.0):
            nanny = draw.choice(list(scheduler.workers.values()))
            if nanny.pid and len(scheduler.scheduler.workers) == WORKERS:  # the last one killed is back
                os.kill(nanny.pid, signal.SIGKILL)
                killed += 1

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        got = list(cluster.told_by(scheduler.scheduler_address, given, poison.slowly, shard=10, patience=4.0))
    finally:
        stop.set()
        killer.join()
    assert killed
    assert [article.id for article, _ in got] == [article.id for article in given]
    status = {int(article.id[1:]): article.status for article, _ in got if article.status != "ok"}
    assert status == {number: "timeout" if text == "hang" else "error" for number, text in bad.items()}
    assert all(list(events) == poison.EVENTS for article, events in got if article.status == "ok")


def test_a_run_that_is_killed_half_way_goes_on_where_it_was(scheduler: Any, tmp_path: Path) -> None:
    given = articles(240)
    source = tmp_path / "articles.jsonl"
    columns = ("id", "text", "title", "published", "source")
    with source.open("w", encoding="utf-8") as stream:
        for article in given:
            known = {name: getattr(article, name) for name in columns}
            stream.write(json.dumps(known | {"lang": article.language}) + "\n")
    kept, whole = tmp_path / "kept.sqlite", tmp_path / "whole.sqlite"

    def add(*options: str) -> list[str]:
        return [sys.executable, "-m", "timeline", "add", str(source), *options]

    over = ("--db", str(kept), "--cluster", scheduler.scheduler_address)
    run = subprocess.Popen(add(*over), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with Store(kept) as store:
        while run.poll() is None and not (done := len(list(store.ledger()))):
            time.sleep(0.02)
        run.kill()
        run.wait()
        done = len(list(store.ledger()))
        assert 0 < done <= 240
        assert len(store.articles()) == done
    again = subprocess.run(add(*over), capture_output=True, text=True, check=True)
    assert f"{240 - done} added or changed, {done} already there" in again.stdout
    subprocess.run(add("--db", str(whole), "--workers", "1"), capture_output=True, check=True)
    with Store(kept) as one, Store(whole) as other:
        assert lines(one.events()) == lines(other.events()) != b""
        assert len(one.articles()) == 240


def test_workers_with_another_timeline_are_refused(scheduler: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "installed", lambda: "another")
    with pytest.raises(UsageError, match="Install the same Timeline"):
        list(cluster.told_by(scheduler.scheduler_address, articles(3), pipeline.extract))


def test_an_address_where_no_scheduler_answers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.5)
    for address in ("tcp://127.0.0.1:9", "127.0.0.1", "nonsense"):
        with pytest.raises(UsageError, match="no Dask scheduler answers"):
            list(cluster.told_by(address, articles(1), pipeline.extract))
    gc.collect()  # a client half made would complain now, and warnings are errors here
