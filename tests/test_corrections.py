"""What a person says of an event is kept, holds while its passage stands, and can be taken back."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from sample_rows import sample_frame, sample_pairs
from storing import filled
from test_merge import report, told

from timeline import corrections, frame, selection
from timeline.errors import ConflictError, StoreError, UsageError
from timeline.store import Store


def _row(kept: Store, event: str) -> dict[str, Any]:
    (row,) = [row for row in frame.rows(kept.events()) if row["event_id"] == event]
    return row


def _first(kept: Store) -> str:
    return str(kept.events()["event_id"].iloc[0])


@pytest.mark.parametrize(("action", "review"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_a_row_is_confirmed_or_rejected_and_that_can_be_taken_back(
    store: Store, action: str, review: str
) -> None:
    before, event = store.events(), _first(store)
    number = store.correct([event], action, who="ada", why="read it")
    assert _row(store, event)["review"] == review
    store.undo(number, who="bob")
    pd.testing.assert_frame_equal(store.events(), before)
    (line,) = store.corrections()
    assert (line.who, line.why, line.undone_by) == ("ada", "read it", "bob")
    assert line.at <= str(line.undone_at)


def test_what_is_said_of_several_rows_is_said_at_once_or_not_at_all(store: Store) -> None:
    two = store.events()["event_id"].head(2).to_list()
    with pytest.raises(StoreError, match="not in this collection"):
        store.correct([*two, "nowhere"], "reject", who="ada")
    assert store.corrections() == []
    numbers = store.correct(two, "reject", who="ada")
    assert {_row(store, event)["review"] for event in two} == {"rejected"}
    assert len({line.at for line in store.corrections()}) == 1
    store.undo(numbers, who="ada")
    assert set(store.events()["review"]) == {"extracted"}


def test_a_rejected_story_stays_one_story() -> None:
    both = [report(name, "2022-11-14", review="rejected") for name in "ab"]
    assert told(*both)["story_id"].nunique() == 1


def test_an_edit_lies_over_the_row_and_leaves_what_was_extracted(store: Store) -> None:
    event = _first(store)
    store.correct([event], "edit", who="ada", values={"title": "Another", **corrections.dated("2023-05")})
    row = _row(store, event)
    assert (row["title"], row["start"], row["end"]) == ("Another", "2023-05-01", "2023-05-31")
    assert (row["review"], row["date_basis"]) == ("edited", "user")
    assert "Another" not in set(store.extracted()["title"])


def test_the_last_word_on_a_column_holds(store: Store) -> None:
    event = _first(store)
    store.correct([event], "edit", who="ada", values={"title": "One"})
    second = store.correct([event], "edit", who="bob", values={"title": "Two"})
    assert _row(store, event)["title"] == "Two"
    store.undo(second, who="ada")
    assert _row(store, event)["title"] == "One"


def test_of_two_edits_of_one_row_the_second_is_told(store: Store) -> None:
    event = _first(store)
    store.correct([event], "edit", who="ada", values={"title": "One"}, seen=0)
    with pytest.raises(ConflictError, match=r"corrected by ada meanwhile, at 20\d\d-") as told:
        store.correct([event], "edit", who="bob", values={"title": "Two"}, seen=0)
    assert isinstance(told.value.by, corrections.Correction)
    assert told.value.by.values == {"title": "One"}
    assert _row(store, event)["title"] == "One", "nothing of the second was written"
    store.correct([event], "edit", who="bob", values={"title": "Two"}, seen=told.value.by.number)


EDITOR = """
import sys
from timeline.errors import ConflictError
from timeline.store import Store
where, who, event = sys.argv[1:]
with Store(where) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(5):
        while True:
            seen = store.last_correction()
            try:
                store.correct([event], "edit", who=who, values={"title": f"{who} {number}"}, seen=seen)
                break
            except ConflictError as told:
                assert told.by.number > seen and told.by.who != who, told
"""


def test_several_who_edit_one_row_at_once_lose_nothing_and_each_sees_the_others(where: str) -> None:
    with filled(where) as kept:
        event = _first(kept)
        editors = [
            subprocess.Popen(
                [sys.executable, "-c", EDITOR, where, who, event],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for who in ("ada", "bob", "eve")
        ]  # fmt: skip
        for editor in editors:
            assert editor.stdout is not None
            assert editor.stdout.readline() == "ready\n"
        said = [editor.communicate("go\n") for editor in editors]
        assert [(editor.returncode, errors) for editor, (_, errors) in zip(editors, said, strict=True)] == [
            (0, "")
        ] * 3
        record = kept.corrections()
        assert len(record) == 15
        assert sorted(one.values["title"] for one in record) == sorted(
            f"{who} {number}" for who in ("ada", "bob", "eve") for number in range(5)
        )
        assert _row(kept, event)["title"] == record[-1].values["title"]
        assert [one.at for one in record] == sorted({one.at for one in record}), "one after the other"


def test_corrections_hold_when_the_article_is_extracted_again(store: Store) -> None:
    article, events = sample_pairs()[0]
    store.correct([events[0].event_id], "confirm", who="ada")
    store.add(article, [replace(event, confidence=0.1) for event in events])
    assert _row(store, events[0].event_id)["review"] == "confirmed"
    renamed = [replace(event, event_id=f"new-{event.event_id}") for event in events]
    store.add(article, renamed)
    assert _row(store, renamed[0].event_id)["review"] == "confirmed", "the same passage in the same article"


def test_what_no_longer_fits_changes_nothing_and_stays_in_the_record(store: Store) -> None:
    article, events = sample_pairs()[0]
    store.correct([events[0].event_id], "reject", who="ada")
    store.add(article, events[1:])
    assert set(store.events()["review"]) == {"extracted"}
    assert len(store.corrections()) == 1
    assert corrections.standing(store.extracted(), store.corrections()) == []


@pytest.mark.parametrize(
    ("action", "values"),
    [("praise", {}), ("edit", {}), ("edit", {"quote": "x"}), ("confirm", {"title": "x"})],
)
def test_what_is_no_correction_is_refused(store: Store, action: str, values: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="no such correction"):
        store.correct([_first(store)], action, who="ada", values=values)
    with pytest.raises(StoreError, match="not in this collection"):
        store.correct(["nowhere"], "confirm", who="ada")
    assert store.corrections() == []


def test_stories_are_split_and_joined_by_hand() -> None:
    one, other = report("a", "2022-11-14"), report("b", "2022-11-14")
    far = report("c", "2023-06-30")
    rows = frame.from_rows([one, other, far])
    split = _said(1, one, "split", other=other["event_id"])
    join = _said(2, one, "join", other=far["event_id"])
    assert told(one, other, far)["story_id"].nunique() == 2
    assert told(one, other, far, **corrections.pairs(rows, [split]))["story_id"].nunique() == 3
    assert told(one, other, far, **corrections.pairs(rows, [join]))["story_id"].nunique() == 1
    later = replace(split, number=3, action="join")
    assert corrections.pairs(rows, [split, later])["apart"] == [], "the later word on a pair holds"


def _said(number: int, row: dict[str, Any], action: str, **more: Any) -> corrections.Correction:
    return corrections.Correction(
        number, row["event_id"], row["article_id"], row["quote"], action, {}, who="ada", at="", why="", **more
    )


@pytest.mark.parametrize("action", ["join", "split"])
def test_what_was_joined_or_split_by_hand_holds_when_both_articles_are_extracted_again(
    store: Store, action: str
) -> None:
    (one, first), (other, second) = sample_pairs()[:2]
    store.correct([first[0].event_id], action, who="ada", other=second[0].event_id)
    for article, events in ((one, first), (other, second)):
        store.add(article, [replace(event, event_id=f"new-{event.event_id}") for event in events])
    expected = [(f"new-{first[0].event_id}", f"new-{second[0].event_id}")]
    found = corrections.pairs(store.events(), store.corrections())
    assert found[{"join": "together", "split": "apart"}[action]] == expected
    assert store.unfit() == []
    store.add(other, second[1:])
    assert corrections.pairs(store.events(), store.corrections()) == {"together": [], "apart": []}
    assert len(store.unfit()) == 1, "one whose other passage is gone is listed"


def test_a_rejected_report_leaves_its_story_and_the_view() -> None:
    one, other = report("a", "2022-11-14"), report("b", "2022-11-14", review="rejected")
    rows = told(one, other)
    assert rows["story_id"].nunique() == 2
    actors = frame.from_rows([], frame.ACTOR_COLUMNS)
    shown, sheet = selection.select(rows, actors)
    assert shown["event_id"].to_list() == [one["event_id"]]
    assert sheet.words.startswith("1 event")
    asked, _ = selection.select(rows, actors, values={"review": ["rejected"]})
    assert asked["event_id"].to_list() == [other["event_id"]]


@pytest.mark.parametrize(
    ("text", "edtf", "start", "end", "precision"),
    [
        ("2023-04-21", "2023-04-21", "2023-04-21", "2023-04-21", "day"),
        ("2024-02", "2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2023", "2023", "2023-01-01", "2023-12-31", "year"),
        ("2023-04/2023-06-15", "2023-04/2023-06-15", "2023-04-01", "2023-06-15", "interval"),
        ("2023-04-21/..", "2023-04-21/..", "2023-04-21", None, "interval"),
        ("", None, None, None, "undated"),
    ],
)
def test_a_date_is_written_as_it_is_known(
    text: str, edtf: str | None, start: str | None, end: str | None, precision: str
) -> None:
    date = corrections.dated(text)
    assert (date["date_edtf"], date["start"], date["end"], date["precision"]) == (edtf, start, end, precision)


@pytest.mark.parametrize("text", ["yesterday", "2023-13", "2023-02-30", "2023-05/2023-04", "1/2/3", "20"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        corrections.dated(text)


def test_corrections_change_no_type_of_the_frame(store: Store) -> None:
    store.correct([_first(store)], "confirm", who="ada")
    assert store.events().dtypes.to_dict() == sample_frame().dtypes.to_dict()
