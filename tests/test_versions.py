"""A collection remembers: what it showed at any moment, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest
from sample_rows import sample_frame, sample_pairs

from timeline import changes, corrections, frame
from timeline.errors import UsageError
from timeline.model import Article, Event
from timeline.store import Store, database


def _lines(kept: Store, since: str = "monday", until: str | None = None) -> list[tuple[str, str | None]]:
    found = kept.changes(since, until)
    return sorted({(line["change"], line["field"]) for line in frame.rows(found)}, key=str)


def test_nothing_has_changed_where_nothing_was_done(store: Store) -> None:
    store.save_state("monday", who="ada")
    found = store.changes("monday")
    assert found.empty
    assert list(found.columns) == list(changes.COLUMNS)
    article, events = sample_pairs()[0]
    assert not store.add(article, events)
    assert store.changes("monday").empty


def test_a_new_article_brings_new_events_and_a_removed_one_withdraws_its_own(store: Store) -> None:
    pairs = sample_pairs()
    store.remove([pairs[0][0].id])
    store.save_state("monday")
    store.restore([pairs[0][0].id])
    store.remove([pairs[1][0].id])
    found = store.changes("monday")
    assert set(found.query("change == 'new'")["event_id"]) == {event.event_id for event in pairs[0][1]}
    assert set(found.query("change == 'withdrawn'")["event_id"]) == {event.event_id for event in pairs[1][1]}
    assert set(found["change"]) == {"new", "withdrawn"}


def test_what_a_better_extraction_changes_is_said_field_by_field(store: Store) -> None:
    article, events = sample_pairs()[1]
    store.save_state("monday")
    first = replace(events[0], title="Another", status="alleged", confidence=0.1)
    store.add(article, [first, *events[2:]])
    assert _lines(store) == [("changed", "status"), ("changed", "title"), ("withdrawn", None)]
    (line,) = store.changes("monday").query("field == 'title'").to_dict("records")
    assert (line["before"], line["after"]) == (events[0].title, "Another")
    assert (line["event_id"], line["article_id"]) == (events[0].event_id, article.id)
    pd.testing.assert_frame_equal(store.as_of("monday"), sample_frame())


def test_both_versions_of_a_changed_article_are_kept_and_told_apart(store: Store) -> None:
    article, events = sample_pairs()[0]
    store.save_state("monday")
    changed = replace(article, text=article.text + "\n\nCorrected.")
    store.add(changed, events[1:])
    kept = [(version.text, added != "") for added, version in store.versions(article.id)]
    assert kept == [(article.text, True), (changed.text, True)]
    assert _lines(store) == [("withdrawn", None)]
    pd.testing.assert_frame_equal(store.as_of("monday"), sample_frame())
    store.add(article, events)
    assert _lines(store) == [], "the old text came back"
    store.remove([article.id])
    shown = [version.text if version else None for _, version in store.history(article.id)]
    assert shown == [article.text, changed.text, article.text, None]
    assert [at for at, _ in store.history(article.id)] == sorted(at for at, _ in store.history(article.id))
    lines = list(changes.of_text(store.history(article.id)))
    assert [line for line in lines if line in ("+Corrected.", "-Corrected.")] == [
        "+Corrected.",
        "-Corrected.",
    ]
    assert sum(line.startswith("+++") for line in lines) == 3


def test_what_people_say_is_a_change_too_and_rejecting_withdraws(store: Store) -> None:
    one, other = store.events()["event_id"].head(2)
    store.save_state("monday")
    store.correct([one], "edit", who="ada", values={"title": "Another", **corrections.dated("2023-05")})
    rejected = store.correct([other], "reject", who="ada")
    store.rename_actor("kremlin", "Another", who="ada")
    lines = _lines(store)
    assert {
        ("changed", "title"),
        ("changed", "date_edtf"),
        ("changed", "actors"),
        ("withdrawn", None),
    } <= set(lines)
    store.save_state("tuesday")
    store.undo(rejected, who="bob")
    assert _lines(store, "tuesday") == [("new", None)]
    assert _lines(store, "monday", "tuesday") == lines, "between two states it stays as it was"


def test_the_last_moment_shows_what_is_shown(store: Store) -> None:
    article, events = sample_pairs()[2]
    store.correct([events[0].event_id], "confirm", who="ada")
    store.undo(store.correct([events[1].event_id], "reject", who="ada"), who="ada")
    store.add(replace(article, text=article.text + "\n\nMore."), events)
    store.merge_actors(["russia"], "kremlin", who="ada")
    store.describe("sample:grain", {"published": "2020-01-01"}, lambda _: ())
    store.save_state("now")
    pd.testing.assert_frame_equal(store.as_of("now"), store.events())


def test_a_day_means_its_beginning_since_and_its_end_until(store: Store) -> None:
    assert len(store.changes("2000-01-01")) == len(sample_frame()), "all of it is newer"
    assert store.changes("2999-01-01").empty
    assert store.changes("1990-01-01", "2000-01-01").empty
    with pytest.raises(UsageError, match="ends before it begins"):
        store.changes("2024-01-01", "2023-01-01")


@pytest.mark.parametrize("words", ["yesterday", "2023-13-01", ""])
def test_what_is_no_moment_is_refused_with_the_states_there_are(store: Store, words: str) -> None:
    store.save_state("before the summit")
    with pytest.raises(UsageError, match="before the summit"):
        store.changes(words)


def test_a_state_has_a_name_of_its_own_and_can_be_forgotten(store: Store) -> None:
    state = store.save_state("monday", who="ada")
    assert store.states() == [state]
    with pytest.raises(UsageError, match="there is one of that name"):
        store.save_state("monday")
    with pytest.raises(UsageError, match="needs a name"):
        store.save_state(" ")
    store.remove_state("monday")
    assert store.states() == []
    with pytest.raises(UsageError, match="none of that name"):
        store.remove_state("monday")


def test_moments_grow_even_where_a_clock_goes_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save_state("monday")
    monkeypatch.setattr(database, "now", lambda: "2001-01-01T00:00:00.000000+00:00")
    store.remove(["sample:grain"])
    assert set(store.changes("monday")["change"]) == {"withdrawn"}


def test_another_extractor_that_says_the_same_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save_state("monday")
    monkeypatch.setattr("timeline.frame.EXTRACTOR", "timeline 99")
    for article, events in sample_pairs():
        assert store.add(article, events)
    assert set(store.events()["extractor"]) == {"timeline 99"}
    assert store.changes("monday").empty
    with store._reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM past_events").scalar() == 0


def test_corrections_outlive_a_newer_extractor_where_their_passage_stands_and_are_listed_where_not(
    store: Store,
) -> None:
    article, events = sample_pairs()[0]
    assert len({event.quote for event in events}) == len(events) > 1

    def again(_: Article) -> Sequence[Event]:
        return [replace(event, event_id=f"new-{event.event_id}") for event in events[1:]]

    store.correct([event.event_id for event in events[:2]], "confirm", who="ada")
    assert store.unfit() == []
    store.add(article, again(article))
    assert [one.event_id for one in store.unfit()] == [events[0].event_id]
    reviews = dict(zip(store.events()["event_id"], store.events()["review"], strict=True))
    assert reviews[f"new-{events[1].event_id}"] == "confirmed"
    store.add(article, events)
    assert store.unfit() == []
