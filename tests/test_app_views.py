"""The map, who meets whom, saved views, lanes by hand, least confidence: every state, without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from sample_rows import ACTORS, sample_frame, sample_pairs
from streamlit.testing.v1 import AppTest

from timeline.dashboard import show_map, show_meetings
from timeline.dashboard.filters import ActorCard, Index
from timeline.dashboard.state import View
from timeline.dashboard.strings import speak
from timeline.dashboard.words import Wording
from timeline.store import Store

APP = Path(__file__).parent.parent / "app.py"


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("TIMELINE_DB", str(tmp_path / "talks.sqlite"))
    monkeypatch.delenv("TIMELINE_DEMO", raising=False)
    store = Store(tmp_path / "talks.sqlite")
    for article, events in sample_pairs():
        store.add(article, events)
    return store


def _open(state: dict[str, Any] | None = None, **parameters: str) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=120)
    for key, value in ({"width": 1040} | (state or {})).items():
        at.session_state[key] = value
    for name, value in parameters.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception
    assert "Something went wrong" not in _html(at)
    return at


def _html(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def _parts(at: AppTest, has: str) -> list[dict[str, Any]]:
    given = [json.loads(element.proto.json or "{}") for element in at.get("bidi_component")]
    return [data for data in given if has in data]


def test_the_map_shows_each_place_with_its_events_and_lists_the_same_as_text(filled: Store) -> None:
    at = _open(show="map")
    (drawing,) = _parts(at, "targets")
    told = [target["told"] for target in drawing["targets"]]
    assert any(words.startswith("Istanbul") and "events" in words for words in told)
    (ranking,) = [part for part in _parts(at, "rows") if part["rows"] and "count" in part["rows"][0]]
    places = filled.events()["place"].dropna()
    assert {row["name"] for row in ranking["rows"]} == set(places)
    assert _parts(at, "plate")[0]["plate"] is None, "one picture at a time"


def test_the_map_follows_the_filters_and_says_where_nothing_has_a_place(filled: Store) -> None:
    at = _open(show="map", a="xi-jinping")
    assert "of 41 events" in _html(at)
    assert len(_parts(at, "targets")) <= 1
    at = _open(show="map", q="xylophone")
    assert "No event matches" in _html(at)


def test_the_map_goes_closer_and_back_and_that_stands_in_the_address(filled: Store) -> None:
    at = _open(show="map")
    at.button(key="range_map_closer").click().run()
    longitude, latitude, across = map(float, at.query_params["at"].split(","))
    assert -180 <= longitude <= 180 and -85 <= latitude <= 85
    at.button(key="range_map_farther").click().run()
    assert float(at.query_params["at"].split(",")[2]) == pytest.approx(2 * across, rel=0.01)
    while not at.button(key="map_fit").disabled:
        at.button(key="map_fit").click().run()
        if "at" not in at.query_params:
            break
    assert "at" not in at.query_params


def test_who_meets_whom_counts_the_events_that_name_both(filled: Store) -> None:
    at = _open(show="meetings")
    (drawing,) = _parts(at, "targets")
    rows = filled.events()["actor_ids"]
    both = sum({"russia", "ukraine"} <= set(row) for row in rows)
    told = [target["told"] for target in drawing["targets"]]
    assert any({"Russia", "Ukraine"} <= set(words.replace(":", "").split()) for words in told)
    (ranking,) = [part for part in _parts(at, "rows") if part["rows"] and "count" in part["rows"][0]]
    first = ranking["rows"][0]
    assert set(first["name"].split(" · ")) == {"Russia", "Ukraine"}
    assert first["count"] <= both


def test_who_meets_whom_can_be_asked_of_people_alone(filled: Store) -> None:
    at = _open(show="meetings", of="person")
    (ranking,) = [part for part in _parts(at, "rows") if part["rows"] and "count" in part["rows"][0]]
    assert all("Russia" not in row["name"].split(" · ") for row in ranking["rows"])
    assert "No event here names two actors" in _html(_open(show="meetings", a="cia", n="russia", of="state"))


def test_a_view_is_saved_opened_renamed_and_deleted(filled: Store) -> None:
    at = _open({"views": True}, a="turkey", by="kind")
    at.text_input(key="views_name").set_value("Turkey by kind")
    next(button for button in at.button if button.form_id == "views_save").click().run()
    assert [(view.name, view.query) for view in filled.views()] == [
        ("Turkey by kind", "v=1&a=turkey&by=kind")
    ]
    other = _open({"views": True})
    other.button(key="view_open_0").click().run()
    assert other.query_params["a"] == "turkey"
    assert other.query_params["by"] == "kind"
    other.text_input(key="view_name_Turkey by kind").set_value("Ankara").run()
    other.button(key="view_rename_0").click().run()
    assert [view.name for view in filled.views()] == ["Ankara"]
    other.button(key="view_delete_0").click().run()
    assert filled.views() == []


def test_a_saved_view_says_what_the_collection_no_longer_knows(filled: Store) -> None:
    filled.save_view("Old", "v=1&a=turkey~atlantis&by=kind")
    at = _open({"views": True})
    at.button(key="view_open_0").click().run()
    assert "Actors “atlantis” (not in this collection)" in _html(at)
    assert at.multiselect(key="f_actors").value == ["turkey"]


def test_lanes_are_ordered_by_hand_and_the_link_keeps_that(filled: Store) -> None:
    at = _open({"arrange": True})
    at.button(key="lane_down_0").click().run()
    assert at.query_params["sort"] == "hand"
    order = at.query_params["h"].split("~")
    assert order[:2] == ["ukraine", "russia"]
    again = _open(**{name: at.query_params[name] for name in ("sort", "h")})
    assert again.selectbox(key="t_order").value == "hand"
    assert again.query_params["h"] == at.query_params["h"]


def test_events_below_the_least_confidence_are_left_out_and_the_sentence_says_so(filled: Store) -> None:
    confidence = filled.events()["confidence"]
    least = int(confidence.quantile(0.9) * 100)
    at = _open(least=str(least))
    assert "with confidence of at least" in _html(at)
    assert any(button.label.endswith(f"{least} %") for button in at.button)
    at.button(key="remove_confidence_None").click().run()
    assert "least" not in at.query_params
    assert "“high” (not valid)" in _html(_open(least="high"))


def test_the_map_and_the_meetings_speak_french(filled: Store) -> None:
    for shown, words in (("map", "Lieux"), ("meetings", "Paires")):
        at = _open({"language": "fr"}, show=shown)
        assert words in _html(at)


def test_the_map_and_the_meetings_can_be_saved_as_pictures(filled: Store) -> None:
    index = Index(
        sample_frame(), {a.actor_id: ActorCard(a.actor_id, a.name, a.kind) for a in ACTORS.values()}
    )
    view, wording = View(), Wording(speak("en"), index)
    for module, word in ((show_map, "Istanbul"), (show_meetings, "Russia")):
        root = ElementTree.fromstring(module.file(index, index.select(view), view, wording))
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert word in " ".join(root.itertext())
    for shown in ("map", "meetings"):
        assert any("this picture can be saved by itself" in c.value for c in _open(show=shown).caption)
