"""Many documents: one that misbehaves costs the others nothing, and order does not depend on workers."""

from __future__ import annotations

import time

import poison
import pytest

from timeline import scale
from timeline.model import Article
from timeline.scale import child, pool

POISON = {
    "raise": "error",
    "kill": "error",
    "abort": "error",
    "memory": "error",
    "deep": "error",
    "hang": "timeout",
    "spin": "timeout",
}


def documents(count: int) -> list[Article]:
    """Good ones with poison between them and one that could not be read."""
    texts = [f"Text {number}." for number in range(count)]
    for place, text in enumerate([*POISON, ""]):
        texts[3 * place + 1] = text
    return [Article(f"d{number}", text) for number, text in enumerate(texts)]


def test_poison_documents_come_back_with_a_status_and_all_others_with_their_events() -> None:
    given = documents(40)
    got = list(scale.told(given, poison.extract, workers=2, patience=8.0))
    assert [article.id for article, _ in got] == [article.id for article in given]
    for article, events in got:
        assert article.status == POISON.get(article.text, "ok")
        assert list(events) == ([] if article.text in ("", *POISON) else poison.EVENTS)
        if article.text in POISON:
            assert article.reason is not None
            assert article.id in article.reason


def test_a_document_that_waits_for_a_busy_processor_is_given_its_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = child.Child.start(poison.extract)
    reader.give(Article("ready", "Text."), 60.0)
    while reader.result(wait=0.2) is None:
        pass
    began = time.monotonic()
    monkeypatch.setattr(child, "_processor", lambda _: (time.monotonic() - began) / 20)
    reader.give(Article("waits", "hang"), 0.5)
    while (answer := reader.result(wait=0.1)) is None:
        pass
    assert answer[0].status == "timeout"
    assert time.monotonic() - began >= 0.5 * child.CROWDED


def test_what_was_answered_while_nobody_looked_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = child.Child.start(poison.slowly)
    reader.give(Article("first", "Text."), 60.0)
    while reader.result(wait=0.2) is None:
        pass

    def late(_: object) -> float:
        time.sleep(1.0)
        return 0.0

    reader.give(Article("second", "Text."), 60.0)
    monkeypatch.setattr(child, "_processor", late)
    reader.deadline = time.monotonic()
    answer = reader.result()
    reader.stop()
    assert answer is not None
    assert answer[0].status == "ok"


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_the_result_is_the_same_for_any_number_of_workers(workers: int) -> None:
    given = [Article(f"d{number}", f"Text {number}.") for number in range(20)]
    got = scale.told(iter(given), poison.extract, workers=workers)
    assert list(got) == [(article, poison.EVENTS) for article in given]


def test_a_handful_of_documents_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(pool, "_pool", refuse)
    given = [Article("good", "Text."), Article("bad", "raise")]
    assert [article.status for article, _ in scale.told(given, poison.extract)] == ["ok", "error"]
    assert list(scale.told([], poison.extract)) == []


def test_no_child_outlives_a_reader_who_stops_early() -> None:
    import multiprocessing

    results = scale.told(documents(40), poison.extract, workers=2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()
