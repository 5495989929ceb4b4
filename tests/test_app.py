"""Every page in every state, run by Streamlit's own test harness without a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sample_rows import sample_pairs
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from timeline.merge import merged, states_of
from timeline.model import Article
from timeline.store import Store
from timeline.stories import stories

APP = Path(__file__).parent.parent / "app.py"
Open = Callable[..., AppTest]


@pytest.fixture
def collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty collection that the app opens."""
    monkeypatch.setenv("TIMELINE_DB", str(tmp_path / "talks.sqlite"))
    monkeypatch.delenv("TIMELINE_DEMO", raising=False)
    return Store(tmp_path / "talks.sqlite")


@pytest.fixture
def filled(collection: Store) -> Store:
    for article, events in sample_pairs():
        collection.add(article, events)
    return collection


def _open(page: str = "timeline", **parameters: str) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=60)
    at.session_state["width"] = 1040  # what the browser would say
    for name, value in parameters.items():
        at.query_params[name.rstrip("_")] = value
    if page != "timeline":
        at._page_hash = calc_hash(page)  # what switch_page sets, which knows no page that is a function
    at.run()
    assert not at.exception, at.exception
    assert "Something went wrong" not in _html(at)
    return at


def _html(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def _picture(at: AppTest) -> dict[str, Any]:
    """What the browser is given to draw the timeline from; nothing where there is none."""
    given = (json.loads(element.proto.json or "{}") for element in at.get("bidi_component"))
    return next((data for data in given if data.get("plate")), {})


def _events_drawn(at: AppTest) -> set[str]:
    return set(_picture(at)["plate"]["events"]) if _picture(at) else set()


def _listed(at: AppTest) -> list[str]:
    """Event ids of the tables, in their order."""
    rows: list[str] = []
    for element in at.get("bidi_component"):
        for row in json.loads(element.proto.json or "{}").get("rows", []):
            rows.append(row["id"])
    return rows


def _stories(store: Store) -> pd.DataFrame:
    return stories(merged(store.events(), states=states_of(store.actors())))


def _with_title(store: Store, words: str) -> str:
    frame = store.events()
    return str(frame[frame["title"].str.contains(words)]["event_id"].iloc[0])


def test_the_first_visit_says_how_to_begin(collection: Store) -> None:
    at = _open()
    assert "No articles yet" in _html(at)
    assert any(button.label == "Add articles" for button in at.button)


def test_the_timeline_counts_draws_and_lists_the_same_events(filled: Store) -> None:
    at = _open()
    assert "41 events" in _html(at)
    assert "2 of them undated, in the list" in _html(at)
    assert "How to read the picture" in _html(at)
    assert "some day within; about then" in _html(at)
    listed = _listed(at)
    assert listed == _stories(filled)["event_id"].to_list()
    assert _events_drawn(at) <= set(listed)


def test_a_link_opens_with_its_filter_and_its_event(filled: Store) -> None:
    event = _with_title(filled, "300 prisoners")
    at = _open(a="russia~ukraine", m="all", e=event)
    assert at.multiselect(key="f_actors").value == ["russia", "ukraine"]
    assert {"Russia", "Ukraine"} <= {button.label for button in at.button}
    assert "naming both" in _html(at)
    assert "with the help of Turkey and Saudi Arabia" in _html(at)


def test_a_broken_link_opens_and_says_what_it_dropped(filled: Store) -> None:
    at = _open(a="russia~atlantis", from_="2023-99-99", by="colour", e="nowhere")
    html = _html(at)
    assert "Actors “atlantis” (not in this collection)" in html
    assert "“2023-99-99” (not valid)" in html
    assert at.multiselect(key="f_actors").value == ["russia"]


def test_choosing_an_actor_narrows_everything(filled: Store) -> None:
    at = _open()
    at.multiselect(key="f_actors").select("turkey").run()
    assert "of 41 events" in _html(at)
    assert 0 < len(_listed(at)) < 41
    assert at.query_params["a"] == "turkey"


def test_a_part_of_the_sentence_takes_its_filter_away(filled: Store) -> None:
    at = _open(a="turkey", k="agree")
    at.button(key="remove_kinds_AGREE").click().run()
    assert at.multiselect(key="f_kinds").value == []
    assert at.multiselect(key="f_actors").value == ["turkey"]
    at.button(key="clear").click().run()
    assert "41 events" in _html(at)


def test_the_range_survives_a_change_of_filter(filled: Store) -> None:
    at = _open(from_="2022-01-01", to="2022-12-31")
    at.multiselect(key="f_kinds").select("AGREE").run()
    assert at.query_params["from"] == "2022-01-01"
    assert at.query_params["to"] == "2022-12-31"


def test_zooming_in_is_a_narrower_range_in_the_address(filled: Store) -> None:
    at = _open(from_="2022-01-01", to="2022-12-31")
    at.button(key="range_zoom_in").click().run()
    assert at.query_params["from"] == "2022-04-02"
    assert at.query_params["to"] == "2022-10-01"


@pytest.mark.parametrize("lanes", ["actor", "kind", "place", "source", "language", "none"])
def test_lanes_can_be_chosen(filled: Store, lanes: str) -> None:
    at = _open(by=lanes)
    assert _events_drawn(at)
    assert at.query_params.get("by", "actor") == lanes


def test_the_card_says_how_the_words_became_a_date(filled: Store) -> None:
    at = _open(e=_with_title(filled, "New York fin avril"))
    assert "“fin avril” counted from 28 July 2023 → 21–30 April 2023" in _html(at)
    assert '<mark class="when">fin avril</mark>' in _html(at)


def test_a_card_names_the_sources_of_its_story_and_shows_each_passage(filled: Store) -> None:
    told = _stories(filled)
    story = told[told["event_ids"].map(len) > 1].iloc[0]
    html = _html(_open(e=story["event_id"]))
    first = story["publishers"][0]
    assert f"Reported by 2 independent sources, first by {first}" in html
    for event in story["event_ids"]:
        row = filled.events().set_index("event_id").loc[event]
        assert row["source"] in html
        assert f'<mark class="when">{row["date_text"]}</mark>' in html
    assert html.count("<details") == 2


def test_a_link_to_one_report_opens_its_story_with_that_report_open(filled: Store) -> None:
    told = _stories(filled)
    story = told[told["event_ids"].map(len) > 1].iloc[0]
    for event in story["event_ids"]:
        at = _open(e=event)
        report = filled.events().set_index("event_id").loc[event]
        (opened,) = re.findall(r"<details[^>]* open>.*?</details>", _html(at))
        assert report["source"] in opened
        assert at.query_params["e"] == event
        assert not at.button(key="card_close").disabled


def test_rejecting_takes_a_story_out_and_undo_brings_it_back(filled: Store) -> None:
    told = _stories(filled)
    story = told[told["event_ids"].map(len) > 1].iloc[0]
    at = _open(e=story["event_id"])
    at.button(key="review_reject").click().run()
    assert "40 events" in _html(at)
    assert story["event_id"] not in _listed(at)
    assert any("outside the filters" in caption.value for caption in at.caption)
    reviews = set(filled.events().set_index("event_id").loc[story["event_ids"], "review"])
    assert reviews == {"rejected"}
    only = _open(r="rejected")
    assert _listed(only) == [story["event_id"]]
    at.button(key="undo_0").click().run()
    assert "41 events" in _html(at)
    assert story["event_id"] in _listed(at)


def test_confirming_is_said_on_the_card_and_stands_in_the_record(filled: Store) -> None:
    at = _open(e=_with_title(filled, "300 prisoners"))
    at.button(key="review_confirm").click().run()
    assert "confirmed" in _html(at)
    assert at.button(key="review_confirm").disabled
    table = _open("articles").dataframe[1].value
    assert set(table["what"]) == {"Confirm"}
    assert set(table["state"]) == {"Stands"}


def test_an_undated_event_has_a_card_that_says_why(filled: Store) -> None:
    at = _open(e=_with_title(filled, "last winter"))
    assert "cannot be placed on the calendar: the date of publication is unknown" in _html(at)


def test_previous_and_next_follow_the_list(filled: Store) -> None:
    listed = _listed(_open())
    at = _open(e=listed[3])
    at.button(key="card_next").click().run()
    assert at.query_params["e"] == listed[4]
    at.button(key="card_previous").click().run()
    at.button(key="card_previous").click().run()
    assert at.query_params["e"] == listed[2]
    at.button(key="card_close").click().run()
    assert "e" not in at.query_params


def test_a_chip_narrows_to_its_actor(filled: Store) -> None:
    at = _open(e=_with_title(filled, "300 prisoners"))
    at.button(key="chip_saudi-arabia").click().run()
    assert at.query_params["a"] == "saudi-arabia"


def test_nothing_found_is_said_with_a_way_out(filled: Store) -> None:
    at = _open(q="xylophone")
    assert "No event matches" in _html(at)
    assert not _events_drawn(at)
    at.button(key="clear").click().run()
    assert _events_drawn(at)


def test_hostile_words_reach_the_page_as_words(collection: Store) -> None:
    article, events = sample_pairs()[0]
    hostile = "<img src=x onerror=alert(1)>"
    for title in (hostile, "[a](javascript:alert(1)) $x$ :red[b]"):
        told = replace(article, id=title, title=title, source=title, url="javascript:alert(1)")
        collection.add(told, events)
    at = _open(e=str(collection.events()["event_id"].iloc[0]))
    assert "<img" not in _html(at)
    assert "&lt;img" in _html(at) or "[a](javascript" in _html(at)
    assert "javascript:" not in "".join(str(button.label) for button in at.button)


def test_saving_offers_every_format(filled: Store) -> None:
    at = _open()
    labels = {element.proto.label for element in at.get("download_button")}
    assert {"CSV", "JSON Lines", "Parquet", "PNG", "SVG"} <= labels


def test_articles_are_listed_with_status_reason_and_events(filled: Store) -> None:
    filled.add(Article("x", "", "Broken", status="corrupt", reason="the PDF ends in the middle"))
    table = _open("articles").dataframe[0].value
    assert table["title"].iloc[0] == "Broken"
    assert table["status"].iloc[0] == "damaged"
    assert table["reason"].iloc[0] == "the PDF ends in the middle"
    assert table["events"].sum() == 42


def test_a_pasted_text_becomes_an_article_with_events(collection: Store) -> None:
    at = _open("articles")
    at.text_area[0].set_value("Turkey and Russia signed an agreement in Ankara on 4 May 2023.")
    at.text_input[0].set_value("A pasted article")
    next(button for button in at.button if button.label == "Read" and "paste" in str(button.form_id)).click()
    at.run()
    assert not at.exception
    assert list(collection.articles()["title"]) == ["A pasted article"]
    assert "A pasted article: " in _html(at)


def test_an_article_without_a_title_is_called_by_its_first_passage(collection: Store) -> None:
    at = _open("articles")
    at.text_area[0].set_value("Turkey and Russia signed an agreement in Ankara on 4 May 2023.")
    next(button for button in at.button if button.label == "Read" and "paste" in str(button.form_id)).click()
    at.run()
    table = _open("articles").dataframe[0].value
    assert table["title"].tolist() == ["“Turkey and Russia signed an agreement in Ankara on 4 May 2023”"]


def test_the_formats_are_named_in_french(filled: Store) -> None:
    at = _open()
    at.session_state["language"] = "fr"
    at.run()
    labels = {element.proto.label for element in at.get("download_button")}
    assert {"Présentation PDF", "Page HTML", "Agenda"} <= labels


def test_an_empty_form_says_what_is_missing(collection: Store) -> None:
    at = _open("articles")
    next(button for button in at.button if "paste" in str(button.form_id)).click()
    at.run()
    assert at.warning[0].value == "Nothing to read: give a file, a text or an address."


def test_the_about_page_says_where_the_collection_is_and_changes_the_language(filled: Store) -> None:
    at = _open("about")
    assert filled.name in _html(at)
    at.button_group(key="ui_language").set_value("fr").run()
    assert "Mot à mot" in _html(at)


def test_a_document_that_could_not_be_read_is_no_article_of_the_collection(filled: Store) -> None:
    count = f"{len(filled.articles())} articles"
    filled.add(Article("poison", "", status="error", reason="it ended its process"))
    assert count in _html(_open("about"))


def test_a_collection_that_cannot_be_opened_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"this is no database " * 100)
    monkeypatch.setenv("TIMELINE_DB", str(broken))
    at = _open()
    assert "The collection could not be opened" in _html(at)
    assert "restore a backup" in _html(at)


def test_two_readers_see_their_own_filters(filled: Store) -> None:
    one, other = _open(a="turkey"), _open()
    assert len(_listed(one)) < len(_listed(other)) == 41


def test_the_demo_beside_a_collection_is_the_readers_own(collection: Store) -> None:
    first = _open()
    first.button(key="demo").click().run()
    assert first.query_params["c"] == "demo"
    assert "Demo articles" in _html(first)
    second = _open(c="demo")
    assert _listed(second) == _listed(first) != []
    copies = [at.session_state["demo_copy"].store for at in (first, second)]
    copies[0].remove([str(copies[0].articles()["id"].iloc[0])])
    assert len(copies[0].articles()) + 1 == len(copies[1].articles())
    assert collection.articles().empty


def test_every_demo_article_is_read_and_tells_events(collection: Store) -> None:
    at = _open("articles", c="demo")
    table = at.dataframe[0].value
    assert len(table) >= 14
    assert (table["events"] > 0).all()


def test_deleting_an_article_can_be_undone(filled: Store) -> None:
    at = _open("articles")
    at.session_state["articles_0"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    at.run()
    at.button(key="delete").click().run()
    assert len(filled.articles()) == 4
    at.button(key="undo_delete").click().run()
    assert len(filled.articles()) == 5


def test_setting_the_date_of_publication_resolves_relative_dates(collection: Store) -> None:
    collection.add(Article("x", "The ministers met in Geneva yesterday.", "No date", "en", source="Sample"))
    at = _open("articles")
    at.session_state["articles_0"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    at.run()
    assert "stay unresolved" in _html(at)
    at.date_input(key="date_x").set_value(date(2023, 7, 28))
    next(button for button in at.button if button.label == "Set and read again").click()
    at.run()
    assert collection.events()["date_edtf"].to_list() == ["2023-07-27"]


def test_a_long_list_is_read_page_by_page_and_loses_nothing(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.dashboard.listing.PAGE", 15)
    at = _open()
    read = _listed(at)[:15]
    for _ in range(2):
        at.button(key="list_dated_after").click().run()
        read += [event for event in _listed(at)[:15] if event not in read]
    everything = _stories(filled)["event_id"].to_list()
    assert read[:39] == everything[:39]
    assert at.button(key="list_dated_after").disabled
    assert _listed(_open(e=everything[20]))[0] == everything[15], "the page of the open event"


def test_nothing_is_drawn_before_the_browser_has_said_its_width(filled: Store) -> None:
    at = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not at.exception
    assert "41 events" in _html(at)
    assert not _events_drawn(at)
    at.session_state["width"] = 1040
    at.run()
    assert _events_drawn(at)


def test_a_fault_of_ours_is_one_line_without_a_traceback(
    filled: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret/path")

    monkeypatch.setattr("timeline.dashboard.listing.show", fail)
    at = AppTest.from_file(str(APP), default_timeout=60)
    at.session_state["width"] = 1040
    at.run()
    assert not at.exception
    assert "Something went wrong here" in _html(at)
    assert "secret" not in _html(at)
    assert "secret/path" in caplog.text


def test_without_a_browser_on_the_server_the_readers_own_makes_the_picture(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    at = _open()
    offered = {element.proto.label: element.proto.disabled for element in at.get("download_button")}
    assert offered["PNG"]
    assert not offered["SVG"]
    assert "use the button on the picture" in at.info[0].value
    assert _picture(at)["save"] == "PNG"
