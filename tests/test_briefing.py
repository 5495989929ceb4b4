"""What a briefing says, before anything is drawn: the right events, their sources, and nothing made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from sample_rows import sample_frame

from timeline import frame
from timeline.briefing import MOST, Briefing, brief
from timeline.stories import stories
from timeline.view.chronology import chronology
from timeline.view.items import Words


def made(
    given: pd.DataFrame | None = None, *, title: str = "", language: str = "en", **options: Any
) -> Briefing:
    rows = sample_frame() if given is None else given
    return brief(rows, title=title, words="All events", language=language, options=options)


def report(number: int, **given: Any) -> dict[str, Any]:
    day = given.pop("day", date(2023, 1, 1))
    known = {
        "event_id": f"e{number}", "article_id": f"a{number}", "article_version": "1",
        "title": f"Event {number}", "quote": f"Event {number}.", "date_edtf": day and day.isoformat(),
        "start": day, "end": day,
        "precision": "day" if day else "undated", "status": "happened", "kind": "CONSULT", "confidence": 0.5,
        "review": "extracted", "source": f"Paper {number}", "language": "en", "actors": ["Russia"],
        "actor_ids": ["russia"],
    }  # fmt: skip
    return known | given


def rows(*given: dict[str, Any]) -> pd.DataFrame:
    return frame.ordered(frame.from_rows(given))


def test_at_most_twelve_events_are_numbered_in_order_of_date() -> None:
    said = made()
    assert [event.number for event in said.events] == list(range(1, MOST + 1))
    starts = [str(event.rows[0]["start"] or event.rows[0]["end"]) for event in said.events]
    assert starts == sorted(starts)
    assert said.shown == (MOST, 42)


def test_what_several_papers_tell_comes_before_what_one_tells() -> None:
    days = [date(2023, 1, 1 + number) for number in range(20)]
    told_once = [report(number, day=day) for number, day in enumerate(days)]
    twice = report(99, day=days[7], story_id="s"), report(98, day=days[7], story_id="s", source="Other")
    said = made(rows(*told_once, *twice))
    [both] = [event for event in said.events if len(event.rows) == 2]
    assert len(both.sources) == 2
    assert "1 of 21 events told by more than one source" in said.bluf


def test_the_events_are_spread_over_the_span() -> None:
    crowd = [report(number, day=date(2023, 1, 1 + number % 9), confidence=0.9) for number in range(30)]
    late = [report(100 + number, day=date(2023, 2 + number, 1), confidence=0.5) for number in range(4)]
    numbered = {
        event.event_id
        for event in made(rows(*crowd, *late), range=(date(2023, 1, 1), date(2023, 6, 1))).events
    }
    assert {row["event_id"] for row in late} <= numbered


def test_the_users_own_choice_and_wording_win() -> None:
    wanted = [row["event_id"] for row in frame.rows(sample_frame()) if row["start"]][5:8]
    said = made(
        title="Talks are back",
        bluf="They are.",
        events=wanted,
        labels={wanted[0]: "Mine"},
        as_of="2024-01-02",
    )
    assert [event.event_id for event in said.events] == wanted
    assert said.events[0].headline == "Mine"
    assert (said.title, said.bluf, said.as_of) == ("Talks are back", "They are.", date(2024, 1, 2))


def test_every_source_that_is_cited_is_listed_once_and_numbered_from_one() -> None:
    said = made()
    assert [source.number for source in said.sources] == list(range(1, 6))
    assert {number for event in said.events for number in event.sources} <= {1, 2, 3, 4, 5}
    assert said.events[0].sources == (1,), "the first event rests on the first source"


def test_the_proposed_title_counts_and_claims_nothing() -> None:
    assert made().title == "Russia, Ukraine: 34 events, September 2021 – August 2023"
    assert made(language="fr").title.startswith("Russia, Ukraine : 34 événements")
    assert made(rows()).title == "Chronology"
    assert made(rows(report(1, actors=[], actor_ids=[]))).title == "1 events, 1 January 2023"


def test_the_date_it_stands_for_is_that_of_the_latest_article() -> None:
    assert made().as_of == date(2023, 7, 28)
    assert made(rows(report(1, published="2023-01-02", retrieved="2023-03-04"))).as_of == date(2023, 3, 4)
    assert made(rows(report(1))).as_of is None


def test_rejected_events_are_gone_and_reviewed_ones_counted() -> None:
    said = made(rows(report(1, review="confirmed"), report(2, review="rejected"), report(3)))
    assert {row["event_id"] for story in said.stories for row in story} == {"e1", "e3"}
    assert "1 of 3 events reviewed" in said.extracted


def test_undated_events_are_in_the_chronology_and_not_on_the_sheet() -> None:
    said = made(rows(report(1), report(2, day=None)))
    assert [event.event_id for event in said.events] == ["e1"]
    assert len(said.stories) == 2


@pytest.mark.parametrize("change", [{"title": "Other"}, {"review": "confirmed"}, {"date_edtf": "2023-01"}])
def test_the_state_code_changes_with_what_is_shown(change: dict[str, Any]) -> None:
    assert made(rows(report(1))).state == made(rows(report(1))).state
    assert made(rows(report(1))).state != made(rows(report(1, **change))).state


def test_a_story_is_told_by_its_line_and_rests_on_all_its_reports() -> None:
    later = date(2023, 1, 3)
    single = rows(
        report(1, story_id="e1"),
        report(2, story_id="e1", day=later, quote="Another day."),
        report(3, story_id="e3"),
    )
    said = made(stories(single), reports=single)
    both = said.events[0]
    assert (both.event_id, len(both.rows), len(both.sources)) == ("e1", 2, 2)
    assert {row["quote"] for row in both.rows} == {"Event 1.", "Another day."}
    assert "differ" in both.status, "what reports contradict each other in is said"
    assert "1 of 2 events told by more than one source" in said.bluf


def test_a_wording_of_ones_own_stands_in_the_whole_chronology_too() -> None:
    event = next(row["event_id"] for row in frame.rows(sample_frame()) if row["start"])
    said = made(labels={event: "As we would put it"}, events=[event])
    assert said.events[0].headline == "As we would put it"
    words = [item.text for page in chronology(said) for item in page.items if isinstance(item, Words)]
    assert "As we would put it" in " ".join(words)


def test_the_order_of_the_reader_is_the_order_of_the_sheet() -> None:
    dated = [row["event_id"] for row in frame.rows(sample_frame()) if row["start"]]
    wanted = [dated[20], dated[3], dated[11]]
    assert [event.event_id for event in made(events=wanted).events] == wanted


def test_every_part_of_a_sheet_is_part_of_its_state() -> None:
    codes = {
        made(**given).state
        for given in (
            {}, {"title": "X"}, {"bluf": "X"}, {"marking": "X"}, {"as_of": date(2020, 1, 1)},
            {"lanes": "kind"}, {"language": "fr"}, {"link": "http://127.0.0.1/"},
        )
    }  # fmt: skip
    assert len(codes) == 7, "all but the link, which names the machine"


def test_what_an_article_leads_with_comes_before_what_it_ends_with() -> None:
    days = [date(2023, 1, 1 + number) for number in range(20)]
    leads = [
        report(number, day=day, quote_start=0 if number % 2 else 5_000) for number, day in enumerate(days)
    ]
    numbered = [int(event.event_id[1:]) for event in made(rows(*leads)).events]
    assert sum(number % 2 for number in numbered) > sum(number % 2 == 0 for number in numbered)
