"""Who is who, as people say it: an actor is renamed, two are one, one is two, everywhere and with undo."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Any

import pandas as pd
import pytest
from sample_rows import sample_pairs
from storing import filled

from timeline import actors, cli, frame, selection
from timeline.actors import FORMER, ActorChange
from timeline.errors import ConflictError, StoreError, UsageError
from timeline.store import Store


def _ids(kept: Store) -> set[str]:
    return {actor for ids in kept.events()["actor_ids"] for actor in ids}


def _named(kept: Store) -> dict[str, str]:
    return dict(zip(kept.actors()["actor_id"], kept.actors()["name"], strict=True))


def _with(kept: Store, actor: str) -> list[dict[str, Any]]:
    return [row for row in frame.rows(kept.events()) if actor in row["actor_ids"]]


def test_two_actors_that_are_one_are_merged_everywhere_and_parted_again(store: Store) -> None:
    before, known = store.events(), store.actors()
    count = sum({"cia", "william-burns"} & set(ids) != set() for ids in before["actor_ids"])
    numbers = store.merge_actors(["william-burns"], "cia", who="ada", why="his service")
    assert "william-burns" not in _ids(store) | set(_named(store))
    rows = _with(store, "cia")
    assert len(rows) == count
    for row in rows:
        assert row["actor_ids"].count("cia") == row["actors"].count("CIA") == 1
        assert not [m for m in row["actor_mentions"] if m["actor_id"] == "william-burns"]
        assert "William Burns" not in row["label"]
    assert store.former_actors() == {"william-burns": "cia"}
    store.undo_actors(numbers, who="bob")
    pd.testing.assert_frame_equal(store.events(), before)
    pd.testing.assert_frame_equal(store.actors(), known)
    (line,) = store.actor_changes()
    assert (line.who, line.action, line.why, line.undone_by) == ("ada", "merge", "his service", "bob")


@pytest.mark.parametrize("word", ["william-burns", "William Burns"])
def test_whoever_asks_for_an_actor_that_was_merged_finds_who_it_is_today(store: Store, word: str) -> None:
    store.merge_actors(["william-burns"], "cia", who="ada")
    events = store.events().assign(story_id=store.events()["event_id"])
    asked, _ = selection.select(events, store.actors(), names=[word])
    today, _ = selection.select(events, store.actors(), names=["cia"])
    assert len(asked) > 0
    assert set(asked["event_id"]) == set(today["event_id"])


def test_a_renamed_actor_goes_by_its_name_everywhere_and_is_still_found_by_the_old_one(store: Store) -> None:
    old = _named(store)["kremlin"]
    store.rename_actor("kremlin", "Office of the President", who="ada")
    assert _named(store)["kremlin"] == "Office of the President"
    rows = _with(store, "kremlin")
    assert rows
    assert all("Office of the President" in row["actors"] for row in rows)
    assert old not in {name for row in frame.rows(store.events()) for name in row["actors"]}
    (labels,) = [row["labels"] for row in frame.rows(store.actors()) if row["actor_id"] == "kremlin"]
    assert [FORMER, old] in labels
    events = store.events().assign(story_id=store.events()["event_id"])
    assert len(selection.select(events, store.actors(), names=[old])[0]) == len(rows)


def test_the_last_name_given_holds_and_undoing_it_brings_back_the_one_before(store: Store) -> None:
    store.rename_actor("kremlin", "One", who="ada")
    second = store.rename_actor("kremlin", "Two", who="bob")
    assert _named(store)["kremlin"] == "Two"
    store.undo_actors(second, who="ada")
    assert _named(store)["kremlin"] == "One"


def test_some_spellings_of_an_actor_are_somebody_else(store: Store) -> None:
    found = store.spellings("russia")
    assert len(found) > 1
    word = "Moscou"
    assert word in found
    before, count = store.events(), len(_with(store, "russia"))
    numbers = store.split_actor("russia", [f" {word.upper()} "], "City of Moscow", who="ada")
    rows = _with(store, "city-of-moscow")
    assert len(rows) == found[word]
    for row in rows:
        assert {m["text"] for m in row["actor_mentions"] if m["actor_id"] == "city-of-moscow"} == {word}
        assert "City of Moscow" in row["actors"]
    assert word not in store.spellings("russia")
    assert len(_with(store, "russia")) == count - len(rows)
    assert _named(store)["city-of-moscow"] == "City of Moscow"
    store.undo_actors(numbers, who="ada")
    pd.testing.assert_frame_equal(store.events(), before)


def test_spellings_may_go_to_an_actor_that_is_there_already(store: Store) -> None:
    known = _named(store)
    store.split_actor("russia", ["Moscou"], known["kremlin"], who="ada")
    assert _named(store) == known
    assert [row for row in _with(store, "kremlin") if "Moscou" in str(row["actor_mentions"])]


def test_what_is_said_after_a_merge_is_said_of_the_survivor(store: Store) -> None:
    store.merge_actors(["kremlin"], "russia", who="ada")
    store.merge_actors(["russia"], "wagner-group", who="ada")
    assert store.former_actors() == {"kremlin": "wagner-group", "russia": "wagner-group"}
    store.rename_actor("wagner-group", "All of them", who="ada")
    assert {"kremlin", "russia"} & _ids(store) == set()
    assert all("All of them" in row["actors"] for row in _with(store, "wagner-group"))
    with pytest.raises(StoreError, match="actor kremlin: not in this collection"):
        store.rename_actor("kremlin", "Gone", who="ada")


def test_changes_of_actors_hold_when_articles_are_read_again_and_come(store: Store) -> None:
    store.merge_actors(["william-burns"], "cia", who="ada")
    for article, events in sample_pairs():
        store.add(replace(article, text=article.text + "\n\nUpdated."), events)
        more = [replace(event, event_id=f"more-{event.event_id}") for event in events]
        store.add(replace(article, id=f"more:{article.id}"), more)
    assert "william-burns" not in _ids(store)


def test_actors_chosen_by_hand_for_an_event_stay_chosen(store: Store) -> None:
    row = _with(store, "russia")[0]
    store.split_actor("russia", store.spellings("russia"), "Somebody", who="ada")
    values = {"actors": ["Russia"], "actor_ids": ["russia"]}
    store.correct([row["event_id"]], "edit", who="ada", values=values)
    assert [one["event_id"] for one in _with(store, "russia")] == [row["event_id"]]
    store.merge_actors(["russia"], "kremlin", who="ada")
    assert row["event_id"] in {one["event_id"] for one in _with(store, "kremlin")}


def test_of_two_who_change_one_actor_the_second_is_told(store: Store) -> None:
    store.rename_actor("cia", "The Agency", who="ada", seen=0)
    with pytest.raises(ConflictError, match="changed by ada meanwhile, at 20") as told:
        store.merge_actors(["cia"], "russia", who="bob", seen=0)
    assert isinstance(told.value.by, ActorChange)
    assert told.value.by.values["name"] == "The Agency"
    assert len(store.actor_changes()) == 1
    store.merge_actors(["cia"], "russia", who="bob", seen=told.value.by.number)


def test_what_makes_no_sense_is_refused_and_leaves_no_trace(store: Store) -> None:
    for act in (
        lambda: store.rename_actor("cia", "  ", who="ada"),
        lambda: store.merge_actors(["cia"], "cia", who="ada"),
        lambda: store.split_actor("cia", [], "Other", who="ada"),
        lambda: store.split_actor("cia", ["CIA"], "CIA", who="ada"),
    ):
        with pytest.raises(UsageError):
            act()
    for unknown in (("nobody", "cia"), ("cia", "nobody")):
        with pytest.raises(StoreError, match="actor nobody"):
            store.merge_actors([unknown[0]], unknown[1], who="ada")
    assert store.actor_changes() == []


def test_a_change_of_an_actor_that_no_article_names_is_listed(store: Store) -> None:
    store.rename_actor("cia", "The Agency", who="ada")
    said = store.actor_changes()
    assert actors.unfit(store.actors(), said) == []
    assert actors.unfit(store.actors().query("actor_id != 'cia'"), said) == said


def test_the_command_changes_actors_by_id_or_name_and_takes_it_back(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(path).close()

    def say(*words: str) -> str:
        assert cli.main(["actors", *words, "--db", str(path)]) == 0
        return capsys.readouterr().out

    assert say("--merge", "william burns", "cia", "--why", "his service").startswith("1  20")
    assert "William Burns (person)" not in say()
    say("--rename", "William Burns", "The Agency")
    assert "The Agency" in say(), "a former name names the survivor"
    assert "Moscou" in say("--spellings", "Russia")
    say("--split", "russia", "City of Moscow", "Moscou", "MOSCOW")
    assert "City of Moscow" in say()
    assert "taken back by" in say("--undo", "1")
    assert "William Burns (person)" in say()
    record = say("--record").splitlines()
    assert [line[:1] for line in record] == ["1", "2", "3"]
    assert "his service" in record[0]
    assert "merge William Burns [william-burns] CIA [cia]" in record[0], "names, and the ids to give"
    assert "City of Moscow" in record[2]
    for wrong in (
        ["--rename", "Nobody", "X"],
        ["--split", "cia", "X"],
        ["--merge", "cia", "cia"],
        ["--undo", "99"],
    ):
        assert cli.main(["actors", *wrong, "--db", str(path)]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert cli.main(["actors", "--db", str(path.with_name("none.sqlite"))]) == 1


def test_a_hundred_thousand_rows_are_renamed_while_one_waits() -> None:
    rows = [row for article, events in sample_pairs() for row in frame.event_rows(article, events)]
    many = [{**row, "event_id": str(at)} for at, row in enumerate(islice(cycle(rows), 100_000))]
    table = frame.from_rows(many)
    known = frame.from_rows(
        frame.actor_rows(event for _, events in sample_pairs() for event in events), frame.ACTOR_COLUMNS
    )
    said = [
        ActorChange(1, "merge", "russia", {"into": "kremlin"}, "ada", "", ""),
        ActorChange(2, "rename", "ukraine", {"name": "Україна"}, "ada", "", ""),
    ]
    begun = perf_counter()
    shown = actors.laid_over(table, known, said)
    assert perf_counter() - begun < 10
    assert {actor for ids in shown["actor_ids"] for actor in ids} & {"russia"} == set()
