"""What a person says of events and articles on the pages, by Streamlit's own test harness."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sample_rows import sample_pairs
from streamlit.testing.v1 import AppTest
from test_app import _html, _listed, _open, _stories, _with_title, collection, filled

from timeline.dashboard.record import _saved
from timeline.model import Article
from timeline.store import Store

__all__ = ["collection", "filled"]


def _begin(store: Store, words: str, **view: str) -> AppTest:
    at = _open(e=_with_title(store, words), **view)
    return at.button(key="review_edit").click().run()


def _click(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception, at.exception
    return at


def test_a_date_typed_as_it_is_said_is_saved_and_seen_by_the_next_reader(filled: Store) -> None:
    event = _with_title(filled, "300 prisoners")
    at = _begin(filled, "300 prisoners")
    at.text_input(key="edit_date").set_value("3–5 October 2022")
    at.text_input(key="edit_why").set_value("the exchange took three days")
    _click(at, "edit_save")
    assert "3–5 October 2022" in _html(at)
    assert any("the exchange took three days" in caption.value for caption in at.caption)
    assert "set by hand → 3–5 October 2022" in _html(_open(e=event))
    row = filled.events().set_index("event_id").loc[event]
    assert row["date_edtf"] == "2022-10-03/2022-10-05"
    assert row["review"] == "edited"


@pytest.mark.parametrize(
    ("typed", "told"), [("soonish", "is no date"), ("June 2023 – May 2023", "ends before it begins")]
)
def test_what_is_no_date_is_told_in_the_form_and_nothing_is_lost(
    filled: Store, typed: str, told: str
) -> None:
    at = _begin(filled, "300 prisoners")
    at.text_input(key="edit_date").set_value(typed)
    at.text_input(key="edit_title").set_value("A better title")
    _click(at, "edit_save")
    assert told in _html(at)
    assert at.text_input(key="edit_title").value == "A better title"
    assert not filled.corrections()


def test_everything_of_an_event_can_be_corrected_at_once(filled: Store) -> None:
    event = _with_title(filled, "300 prisoners")
    at = _begin(filled, "300 prisoners")
    at.text_input(key="edit_title").set_value("Prisoners go home")
    at.multiselect(key="edit_actors").set_value(["russia", "ukraine"])
    at.selectbox(key="edit_place").set_value("Jeddah")
    at.selectbox(key="edit_kind").set_value("AGREE")
    at.selectbox(key="edit_status").set_value("planned")
    _click(at, "edit_save")
    row = filled.events().set_index("event_id").loc[event]
    assert (row["title"], row["kind"], row["status"]) == ("Prisoners go home", "AGREE", "planned")
    assert row["actor_ids"] == ["russia", "ukraine"]
    assert (row["place"], row["country"]) == ("Jeddah", "SAU")
    (said,) = {line.action for line in filled.corrections()}
    assert said == "edit"
    assert "Prisoners go home" in _html(at)


def test_the_second_of_two_edits_sees_the_first_and_loses_nothing(filled: Store) -> None:
    event = _with_title(filled, "300 prisoners")
    at = _begin(filled, "300 prisoners")
    filled.correct([event], "edit", who="bob", values={"title": "What bob wrote", "status": "planned"})
    at.text_input(key="edit_title").set_value("What I wrote")
    _click(at, "edit_save")
    (warning,) = at.warning
    assert "bob corrected this event meanwhile" in warning.value.replace("\\", "")
    assert "What bob wrote" in warning.value
    assert at.text_input(key="edit_title").value == "What I wrote"
    assert filled.events().set_index("event_id").loc[event, "title"] == "What bob wrote"
    _click(at, "edit_save")
    row = filled.events().set_index("event_id").loc[event]
    assert row["title"] == "What I wrote"
    assert row["status"] == "planned", "what I did not touch stays bob's"


def test_deciding_on_an_event_that_somebody_just_corrected_asks_to_look_again(filled: Store) -> None:
    event = _with_title(filled, "300 prisoners")
    at = _open(e=event)
    filled.correct([event], "edit", who="bob", values={"title": "What bob wrote"})
    _click(at, "review_reject")
    assert "bob corrected this event meanwhile" in at.warning[0].value
    assert "What bob wrote" in _html(at)
    _click(at, "review_reject")
    assert filled.events().set_index("event_id").loc[event, "review"] == "rejected"


def test_two_events_are_joined_with_one_of_the_view_and_that_is_taken_back(filled: Store) -> None:
    listed = _listed(_open())
    at = _open(e=listed[0])
    _click(at, "review_join")
    offered = at.selectbox(key="join_with").options
    assert len(offered) == len(listed) - 1
    _click(at, "join_go")
    assert "Choose the event" in at.warning[0].value
    at.selectbox(key="join_with").set_value(listed[1])
    _click(at, "join_go")
    assert len(_listed(at)) == len(listed) - 1
    assert any("Joined by" in caption.value for caption in at.caption)
    _click(at, "undo_0")
    assert _listed(at) == listed


def test_a_report_is_taken_apart_and_that_is_said_on_both_cards(filled: Store) -> None:
    told = _stories(filled)
    story = told[told["event_ids"].map(len) > 1].iloc[0]
    at = _open(e=story["event_id"])
    before = _listed(at)
    _click(at, "review_split")
    at.radio(key="split_off").set_value(story["event_ids"][1])
    _click(at, "split_go")
    assert len(_listed(at)) == len(before) + 1
    for event in story["event_ids"]:
        assert any("Taken apart by" in caption.value for caption in _open(e=event).caption)


def test_leaving_the_form_changes_nothing(filled: Store) -> None:
    at = _begin(filled, "300 prisoners")
    at.text_input(key="edit_title").set_value("Not meant")
    _click(at, "edit_cancel")
    assert not filled.corrections()
    at = at.button(key="review_edit").click().run()
    assert "Not meant" not in at.text_input(key="edit_title").value


def _added(at: AppTest, **fields: Any) -> AppTest:
    for name, value in fields.items():
        kind = "text_area" if name == "quote" else "text_input"
        getattr(at, kind)(key=f"hand_{name}").set_value(value)
    return _click(at, "hand_go")


def test_an_event_is_added_by_hand_with_its_source_and_stands_in_the_record(filled: Store) -> None:
    at = _open("articles")
    at.multiselect(key="hand_actors").set_value(["turkey", "Hakan Fidan"])
    at.selectbox(key="hand_place").set_value("Geneva")
    quote = "Fidan will travel to Geneva, the ministry said."
    _added(at, title="Fidan goes to Geneva", date="May 2023", source="Anadolu", quote=quote)
    assert "Added: Fidan goes to Geneva" in _html(at)
    rows = filled.events()
    row = rows[rows["title"] == "Fidan goes to Geneva"].iloc[0]
    assert row["quote"] == quote
    assert (row["date_edtf"], row["country"], row["source"]) == ("2023-05", "CHE", "Anadolu")
    assert row["actor_ids"] == ["turkey", "hakan-fidan"]
    assert row["review"] == "confirmed"
    assert filled.corrections()[-1].action == "add"
    known = filled.actors().set_index("actor_id")
    assert known.loc["turkey", "kind"] == "state", "who is known stays known"
    shown = _open(e=row["event_id"])
    assert "Fidan goes to Geneva" in _html(shown)
    assert quote in _html(shown)


def test_an_event_by_hand_needs_a_title_a_date_that_is_one_and_a_source(filled: Store) -> None:
    at = _added(_open("articles"), date="someday")
    for line in ("An event needs a title", "is no date", "An event needs a source"):
        assert line in _html(at)
    assert len(filled.articles()) == 5


def _article(store: Store, **given: Any) -> AppTest:
    at = _open("articles", **given)
    at.session_state["articles_0"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    return at.run()


def test_date_language_and_source_of_an_article_are_set_and_can_go_back(collection: Store) -> None:
    text = "Les ministres se sont réunis à Genève hier."
    collection.add(Article("x", text, "No date", "es", source="Sample"))
    at = _article(collection)
    at.date_input(key="date_x").set_value(date(2023, 7, 28))
    at.selectbox(key="language_x").set_value("fr")
    at.text_input(key="source_x").set_value("Le Temps")
    _click(at, "describe_x")
    rows = collection.events()
    assert rows["date_edtf"].to_list() == ["2023-07-27"]
    assert set(rows["source"]) == {"Le Temps"}
    assert any("Set by hand" in caption.value for caption in at.caption)
    _click(at, "as_read_go")
    article = collection.article("x")
    assert (article.published, article.language, article.source) == (None, "es", "Sample")


def test_a_source_is_graded_for_all_its_articles_and_nobody_is_graded_before(filled: Store) -> None:
    at = _article(filled)
    assert "grade" not in at.dataframe[0].value
    grade = next(box for box in at.selectbox if str(box.key).startswith("grade_"))
    key = str(grade.key).removeprefix("grade_")
    assert grade.value == "F"
    grade.set_value("B")
    _click(at, f"describe_{key}")
    assert filled.grades() == {filled.article(key).source: "B"}
    assert "B" in set(at.dataframe[0].value["grade"])


def test_a_document_that_could_not_be_read_says_what_to_do(collection: Store) -> None:
    collection.add(Article("x", "", "Broken", status="corrupt", reason="the PDF ends in the middle"))
    at = _article(collection)
    assert "open it in its own program and save it anew" in _html(at)


def test_articles_deleted_long_ago_can_be_brought_back(filled: Store) -> None:
    gone = str(filled.articles()["id"].iloc[0])
    filled.remove([gone])
    at = _click(_open("articles"), f"restore_{gone}")
    assert gone in set(filled.articles()["id"])
    assert not at.get("expander") or "Deleted" not in json.dumps([e.label for e in at.expander])


def test_what_no_longer_fits_is_listed_and_the_whole_record_is_saved(filled: Store) -> None:
    article, events = sample_pairs()[0]
    filled.correct([events[0].event_id], "edit", who="ada", values={"title": "Mine"}, why="better")
    filled.rename_actor("turkey", "Türkiye", who="bob")
    filled.add(replace(article, text="Nothing of that any more."), [])
    at = _open("articles")
    assert "1 correction no longer fits" in at.warning[0].value
    table = at.dataframe[1].value
    assert table["what"].to_list() == ["Correct: Mine"]
    assert table["state"].str.contains("No longer fits").all()
    lines = [json.loads(line) for line in _saved(filled.corrections(), filled).splitlines()]
    assert [(line["of"], line["who"]) for line in lines] == [("event", "ada"), ("actor", "bob")]


def test_a_reader_is_called_as_they_say_in_the_record(filled: Store) -> None:
    at = _open("about")
    at.text_input(key="called_now").set_value("Ada L.").run()
    assert at.session_state["called"] == "Ada L."
    assert at.text_input(key="called_now").value == "Ada L."
