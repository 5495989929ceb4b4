"""Switching between the collections of one machine."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from time import sleep
from weakref import ref

import pytest
from sample_rows import sample_pairs
from test_app import _html, _listed, _open

from timeline.dashboard import collection, shelf
from timeline.errors import StoreError, UsageError
from timeline.store import Store, default_path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose data folder holds a main collection with articles and an empty one."""
    for name in ("TIMELINE_DB", "TIMELINE_DEMO", "TIMELINE_AUTH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("timeline.store.collection.default_path", lambda: tmp_path / "timeline.sqlite")
    monkeypatch.setattr("timeline.dashboard.shelf.default_path", lambda: tmp_path / "timeline.sqlite")
    main = Store(tmp_path / "timeline.sqlite")
    for article, events in sample_pairs():
        main.add(article, events)
    Store(tmp_path / "grain deal.sqlite")
    return tmp_path


def test_the_collections_of_the_machine_are_listed_and_opened(machine: Path) -> None:
    at = _open("collections")
    assert "Main collection" in _html(at)
    assert "grain deal" in _html(at)
    assert at.button(key="open_timeline").disabled
    at.button(key="open_grain deal").click().run()
    assert at.query_params["c"] == "grain deal"
    assert "No articles yet" in _html(_open(c="grain deal"))
    assert _listed(_open())


def test_a_new_collection_is_made_and_opened(machine: Path) -> None:
    at = _open("collections")
    at.text_input(key="collection_name").set_value("Ceasefire 2024")
    at.button(key="collection_make").click().run()
    assert not at.exception
    assert (machine / "Ceasefire 2024.sqlite").is_file()
    assert at.query_params["c"] == "Ceasefire 2024"


@pytest.mark.parametrize(
    "name",
    ["", " ", "../elsewhere", "a/b", "a\\b", "C:x", ".hidden", "timeline", "Grain Deal", "a\x00b", "~"],
)
def test_a_name_is_never_a_path_and_never_overwrites(machine: Path, name: str) -> None:
    before = {path.name for path in machine.parent.rglob("*")}
    at = _open("collections")
    at.text_input(key="collection_name").set_value(name)
    at.button(key="collection_make").click().run()
    assert at.warning
    assert {path.name for path in machine.parent.rglob("*")} == before
    with pytest.raises(UsageError):
        shelf.path_of_new(name)


@pytest.mark.parametrize("name", ["../timeline", "/etc/passwd", "nowhere", "link"])
def test_a_link_opens_only_what_the_folder_lists(machine: Path, name: str) -> None:
    (machine / "link.sqlite").symlink_to(machine / "grain deal.sqlite")
    at = _open(c=name)
    assert "The collection could not be opened" in _html(at)
    assert "Main collection" in _html(_open("collections", c=name)), "the way out"
    with pytest.raises(StoreError):
        shelf.path_of(name)


@pytest.mark.parametrize("variable", ["TIMELINE_DB", "TIMELINE_DEMO", "TIMELINE_AUTH"])
def test_a_server_given_one_collection_opens_no_other(
    machine: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(machine / "timeline.sqlite"))
    assert not shelf.offered()


def test_the_main_collection_is_the_users_own() -> None:
    assert default_path().stem == shelf.MAIN


def test_nobody_waits_while_a_large_collection_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles come in while many look: they go on with what was known, and see the news once it stands."""
    store = Store(tmp_path / "large.sqlite")
    (first, events), (second, more), *_ = sample_pairs()
    store.add(first, events)
    known = collection.contents(store)
    store.add(second, more)
    read, ready = collection.read, Event()
    monkeypatch.setattr(collection, "MOMENT", 0.0)
    monkeypatch.setattr(collection, "read", lambda store, before: ready.wait(60) and read(store, before))
    assert collection.contents(store) is known
    ready.set()
    for _ in range(600):
        if len(collection.contents(store).articles) == 2:
            return
        sleep(0.1)
    pytest.fail("the article that was added is not shown")


def test_a_page_left_open_does_not_keep_an_old_collection_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "large.sqlite")
    (first, events), (second, more), (third, most), *_ = sample_pairs()
    store.add(first, events)
    monkeypatch.setattr(collection, "RETIRED", 0.0)
    open_page = collection.contents(store)
    old = ref(open_page.index.frame)
    for article, told in ((second, more), (third, most)):
        store.add(article, told)
        collection.contents(store)
    for _ in range(600):
        if old() is None:
            break
        sleep(0.1)
    assert old() is None
    assert open_page.index.frame is collection.contents(store).index.frame


def test_the_demo_is_one_for_the_windows_of_one_machine_and_each_visitors_own_where_others_come_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TIMELINE_DEMO", "1")
    monkeypatch.delenv("TIMELINE_PUBLIC", raising=False)
    assert "gone when the server ends" in _html(_open())
    monkeypatch.setenv("TIMELINE_PUBLIC", "1")
    one, other = _open(), _open()
    assert "yours alone" in _html(one)
    assert one.session_state["demo_copy"] is not other.session_state["demo_copy"]
