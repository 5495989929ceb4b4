"""The dashboard reads a collection whole once, then only what has changed; what it knows is the same."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sample_rows import sample_pairs

from timeline import frame
from timeline.corrections import dated
from timeline.dashboard import reading
from timeline.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    kept = Store(tmp_path / "kept.sqlite")
    for article, events in sample_pairs()[:-1]:
        kept.add(article, events)
    return kept


def _later(store: Store) -> None:
    store.add(*sample_pairs()[-1])


def _changed(store: Store) -> None:
    """The text of an article is another one, and tells less."""
    article, events = sample_pairs()[0]
    store.add(replace(article, title="Told anew"), events[:1])


def _removed(store: Store) -> None:
    store.remove([sample_pairs()[0][0].id])


def _restored(store: Store) -> None:
    _removed(store)
    store.restore([sample_pairs()[0][0].id])


def _events(store: Store) -> list[str]:
    ids: list[str] = store.events()["event_id"].tolist()
    return ids


def _rejected(store: Store) -> None:
    store.correct(_events(store)[:2], "reject", who="ada")


def _dated(store: Store) -> None:
    store.correct(_events(store)[1:2], "edit", who="ada", values=dated("2019-03-02"))


def _taken_back(store: Store) -> None:
    store.undo([store.last_correction()], who="bob")


def _joined(store: Store) -> None:
    one, *_, other = _events(store)
    store.correct([one], "join", who="ada", other=other)


def _renamed(store: Store) -> None:
    store.rename_actor(str(store.actors()["actor_id"].iloc[0]), "Somebody Else", who="ada")


def _merged(store: Store) -> None:
    one, other, *_ = store.actors()["actor_id"].tolist()
    store.merge_actors([one], other, who="ada")


def _judged(store: Store) -> None:
    store.set_credibility(_events(store)[:1], 2, who="ada")
    store.set_grade("Herald", "B", who="ada")


CHANGES = [
    _later, _changed, _removed, _restored, _rejected, _dated, _taken_back, _joined, _renamed, _merged,
    _judged,
]  # fmt: skip


def known(read: reading.Read) -> dict[str, Any]:
    """Everything that pages can see, in plain Python."""
    contents = read.contents
    frames = {
        "stories": contents.index.frame,
        "reports": contents.index.reports,
        "articles": contents.articles,
    }
    plain: dict[str, Any] = {name: list(frame.rows(of)) for name, of in frames.items()}
    plain |= {name: dict(of.dtypes) for name, of in frames.items() if name != "stories"}
    return plain | {
        "actors": contents.index.actors,
        "grades": contents.grades,
        "corrections": list(contents.corrections),
        "former": dict(contents.former),
        "seen": contents.actors_seen,
    }


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_all_is_known_that_a_fresh_reading_knows(
    store: Store, change: Callable[[Store], None]
) -> None:
    if change is _taken_back:
        _rejected(store)
    before = reading.read(store)
    change(store)
    assert known(reading.read(store, before)) == known(reading.read(store))


def test_after_many_changes_too(store: Store) -> None:
    read = reading.read(store)
    for change in CHANGES[4:] + CHANGES[:3]:
        change(store)
        read = reading.read(store, read)
    assert known(read) == known(reading.read(store))


def test_only_the_articles_that_have_changed_are_read_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, events = reading.read(store), Store.events
    asked: list[Collection[int] | None] = []

    def told(self: Store, of: Collection[int] | None = None) -> pd.DataFrame:
        asked.append(of)
        return events(self, of)

    monkeypatch.setattr(Store, "events", told)
    _later(store)
    read = reading.read(store, read)
    store.correct([read.contents.index.reports["event_id"].iloc[0]], "confirm", who="ada")
    reading.read(store, read)
    assert [len(of) for of in asked if of is not None] == [1, 1] == [1] * len(asked)


def test_what_changes_no_event_has_no_event_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reading.read(store)
    monkeypatch.setattr(Store, "events", lambda *_: pytest.fail("events were read"))
    store.save_view("morning", "v=1", who="ada")
    store.set_grade("Herald", "B", who="ada")
    after = reading.read(store, read)
    assert after.contents.index is read.contents.index
    assert after.contents.grades.outlet("Herald") == "B"
