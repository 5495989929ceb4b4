"""What the card says of a story: who told it, first and how often, and where they differ."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from test_merge import report, told

from timeline import frame
from timeline.dashboard import telling
from timeline.dashboard.filters import Index
from timeline.dashboard.strings import speak
from timeline.dashboard.words import Wording
from timeline.stories import stories

Told = tuple[dict[str, Any], list[dict[str, Any]], Wording]


def _story(*given: dict[str, Any], language: str = "en") -> Told:
    rows = told(*given)
    index = Index(stories(rows), {}, rows)
    assert len(index) == 1
    (story,) = frame.rows(index.frame)
    return story, telling.reports(story, rows), Wording(speak(language), index)


def test_contradicting_dates_stand_side_by_side_with_their_sources() -> None:
    late = report("c", "2022-11-15", published="2022-11-16")
    html = telling.conflicts(*_story(report("a", "2022-11-14"), report("b", "2022-11-14"), late))
    assert "<strong>14 November 2022</strong> according to a news, b news" in html
    assert "<strong>15 November 2022</strong> according to c news" in html


def test_reports_that_agree_contradict_nothing() -> None:
    assert telling.conflicts(*_story(report("a", "2022-11-14"), report("b", "2022-11-14"))) == ""


def test_the_first_source_is_named_with_its_day() -> None:
    early = report("b", "2022-11-14", published="2022-11-14")
    story, reports, wording = _story(report("a", "2022-11-14"), early)
    said = telling.corroboration(story, reports, wording.strings)
    assert said == "Reported by 2 independent sources, first by b news on 14 November 2022"


def test_how_long_it_took_until_an_event_was_reported_is_said() -> None:
    for published, words in {
        "2022-11-15": "1 day after the event",
        "2022-11-17": "3 days after the event",
    }.items():
        told_by = [report(name, "2022-11-14", published=published) for name in "ab"]
        story, reports, wording = _story(*told_by)
        assert telling.corroboration(story, reports, wording.strings).endswith(f", {words}")


def test_two_articles_of_one_source_are_no_corroboration() -> None:
    again = report("b", "2022-11-14", source="a news")
    story, reports, wording = _story(report("a", "2022-11-14"), again)
    assert telling.corroboration(story, reports, wording.strings) == "Reported 2 times, by a news alone"


def test_a_date_set_by_hand_is_not_told_as_the_articles_words() -> None:
    given = {"date_text": "fin avril", "date_basis": "user", "precision": "day"}
    (row,) = frame.rows(told(report("a", "2022-11-14", **given)))
    assert telling.resolution(row, speak("en")) == "set by hand → 14 November 2022"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_hostile_sources_and_passages_stay_words(language: str) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    late = report("c", "2022-11-15", source=hostile, published="2022-11-16")
    story, reports, wording = _story(
        report("a", "2022-11-14"), report("b", "2022-11-14"), late, language=language
    )
    articles = pd.DataFrame({"id": [], "version": [], "text": []})
    html = telling.conflicts(story, reports, wording) + telling.told(reports, articles, None, wording.strings)
    assert "<img" not in html
    assert "&lt;img" in html


def test_a_name_that_does_not_say_whom_it_means_stands_beside_whom_it_was_taken_for() -> None:
    mention = {"actor_id": "william-burns", "text": "Guillaume Morel", "start": 0, "end": 15, "by": "office"}
    doubted = mention | {"flag": "office: William Burns; text: Guillaume Morel"}
    disguised = mention | {"text": "Wіlliam Burns", "flag": "letters of two alphabets"}
    _, reports, wording = _story(report("a", "2022-11-14"))
    reports[0]["actor_mentions"] = [mention, doubted, disguised]
    office, alphabets = telling.doubtful(reports, wording)
    assert "Guillaume Morel" in office
    assert "by the office" in office
    assert "letters of two alphabets" in alphabets


def test_an_event_copied_as_text_has_its_date_headline_passages_and_sources() -> None:
    story, reports, wording = _story(report("a", "2022-11-14"), report("b", "2022-11-14"))
    first, *passages = telling.written(story, reports, wording).splitlines()
    assert first.startswith("14 November 2022: ")
    assert len(passages) == 2
    for line, row in zip(passages, reports, strict=True):
        assert row["quote"] in line
        assert row["source"] in line
