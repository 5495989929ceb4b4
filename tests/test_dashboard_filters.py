"""Filters show what they say: any, all or none of the actors, states with their own, counts that follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from sample_rows import ACTORS, sample_frame

from timeline.dashboard.filters import ActorCard, Index
from timeline.dashboard.folding import fold
from timeline.dashboard.state import FACETS, View
from timeline.frame import events_frame, from_rows, rows
from timeline.stories import stories

CARDS = {a.actor_id: ActorCard(a.actor_id, a.name, a.kind, a.state) for a in ACTORS.values()}


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(sample_frame(), CARDS)


def _named(index: Index, view: View) -> list[set[str]]:
    selection = index.select(view)
    return [set(index.frame["actor_ids"].iloc[row]) for row in [*selection.dated, *selection.undated]]


def test_any_shows_events_naming_either_and_all_those_naming_both(index: Index) -> None:
    any_of = _named(index, View(actors=("turkey", "united-nations")))
    all_of = _named(index, View(actors=("turkey", "united-nations"), match="all"))
    assert any_of and all(named & {"turkey", "united-nations", *_family(index, "turkey")} for named in any_of)
    assert all_of and all("united-nations" in named and named & _family(index, "turkey") for named in all_of)
    assert len(all_of) < len(any_of)


def _family(index: Index, actor: str) -> set[str]:
    return index.family(actor)


def test_a_state_finds_its_seat_of_power_and_its_officials(index: Index) -> None:
    named = _named(index, View(actors=("russia",)))
    assert any("kremlin" in actors and "russia" not in actors for actors in named)
    assert any("sergey-lavrov" in actors for actors in named)


def test_a_seat_of_power_does_not_find_the_whole_state(index: Index) -> None:
    assert all("kremlin" in actors for actors in _named(index, View(actors=("kremlin",))))


def test_a_news_medium_does_not_stand_for_its_state() -> None:
    cards = {**CARDS, "channel": ActorCard("channel", "Channel", "medium", "RUS")}
    assert "channel" not in Index(sample_frame(), cards).family("russia")


def test_left_out_actors_are_in_no_event_shown(index: Index) -> None:
    named = _named(index, View(without=("russia",)))
    assert named and not any(actors & index.family("russia") for actors in named)


def test_any_and_all_are_judged_on_the_story() -> None:
    frame = sample_frame().head(20).reset_index(drop=True)
    one, other = (
        frame.index[[who in row for row in frame["actor_ids"]]][0] for who in ("turkey", "vladimir-putin")
    )
    frame["story_id"] = frame["event_id"]
    frame.loc[[one, other], "story_id"] = "s1"
    shown = Index(frame, {}).select(View(actors=("turkey", "vladimir-putin"), match="all")).dated
    assert {frame["event_id"][one], frame["event_id"][other]} <= set(
        Index(frame, {}).frame["event_id"].iloc[shown]
    )


@pytest.fixture(scope="module")
def told() -> Index:
    """Stories; two reports of different sources, languages and places are one of them."""
    reports = sample_frame()
    reports["story_id"] = reports["event_id"]
    one, other = (reports.index[reports["language"] == code][0] for code in ("en", "fr"))
    reports.loc[[one, other], "story_id"] = reports["event_id"][one]
    return Index(stories(reports), CARDS, reports)


def test_a_story_is_found_by_any_of_its_reports(told: Index) -> None:
    line = next(line for line, ids in enumerate(told.frame["event_ids"]) if len(ids) == 2)
    reports = told.told([line])
    assert set(reports["event_id"]) == set(told.frame["event_ids"].iloc[line])
    for report in rows(reports):
        assert told.event(report["event_id"]) == told.frame["event_id"].iloc[line]
        for view in (
            View(sources=(report["source"],)),
            View(languages=(report["language"],)),
            View(articles=(report["article_id"],)),
            View(text=report["quote"][:60]),
        ):
            assert line in told.select(view).dated
    assert told.event("nowhere") is None


@pytest.mark.parametrize("field", ["places", "sources", "languages", "articles", "kinds"])
def test_stories_are_counted_once_for_each_value(told: Index, field: str) -> None:
    for value, count in told.facets(View())[field].items():
        selection = told.select(replace(View(), **{field: (value,)}))
        assert len(selection.dated) + len(selection.undated) == count, value


def test_a_range_keeps_what_can_have_happened_in_it(index: Index) -> None:
    view = View(since=date(2022, 7, 1), until=date(2022, 7, 31))
    shown = [row for row in rows(index.frame.iloc[index.select(view).dated])]
    assert shown
    for row in shown:
        assert row["start"] is None or row["start"] <= "2022-07-31"
        assert row["end"] is None or row["end"] >= "2022-07-01"
    assert any(row["end"] is None for row in shown), "what began earlier and goes on is inside"


def test_undated_events_are_listed_whatever_the_range(index: Index) -> None:
    everything = index.select(View())
    narrow = index.select(View(since=date(1850, 1, 1), until=date(1850, 1, 2)))
    assert len(everything.undated) == len(narrow.undated) == 2


@pytest.mark.parametrize("text", ["Guterres", "GUTERRES", "antonio guterres", "António Guterres"])
def test_search_needs_neither_case_nor_accents(index: Index, text: str) -> None:
    assert len(index.select(View(text=text)).dated) == 1


def test_search_reads_every_script(index: Index) -> None:
    assert len(index.select(View(text="обмінялися")).dated) == 1


@pytest.mark.parametrize("text", ["%", "_", "a' OR 1=1 --", "(", "[", "\\", ".*", '"'])
def test_search_takes_special_characters_literally(index: Index, text: str) -> None:
    for row in index.select(View(text=text)).dated:
        assert all(word in index.haystack[row] for word in fold(text).split())


@pytest.mark.parametrize(
    "facet", [f for f in FACETS if f.field not in ("actors", "without")], ids=lambda f: f.field
)
def test_a_count_is_what_choosing_the_value_shows(index: Index, facet: object) -> None:
    view = View(actors=("russia",), text="the")
    counts = index.facets(view)[facet.field]  # type: ignore[attr-defined]
    for value, count in counts.items():
        selection = index.select(replace(view, **{facet.field: (value,)}))  # type: ignore[attr-defined]
        assert len(selection.dated) + len(selection.undated) == count, value


@pytest.mark.parametrize("match", ["any", "all"])
def test_actor_counts_follow_the_other_filters_and_the_switch(index: Index, match: str) -> None:
    view = View(actors=("ukraine",), match=match, kinds=("CONSULT", "AGREE"))
    for actor, count in index.facets(view)["actors"].items():
        chosen = (actor,) if match == "any" else tuple(dict.fromkeys(("ukraine", actor)))
        selection = index.select(replace(view, actors=chosen))
        assert len(selection.dated) + len(selection.undated) == count, actor


def test_rows_stand_in_reading_order_with_the_undated_last(index: Index) -> None:
    selection = index.select(View())
    first = index.frame["start"].fillna(index.frame["end"]).iloc[selection.dated]
    assert first.is_monotonic_increasing
    assert index.frame["start"].iloc[selection.undated].isna().all()


def test_who_stands_beside_whom_is_counted(index: Index) -> None:
    selection = index.select(View())
    named, pairs = index.company.alone(selection, 9), index.company.pairs(selection, 99)
    both = [row for row in index.frame["actor_ids"] if {"russia", "ukraine"} <= set(row)]
    assert pairs["russia", "ukraine"] == len(both)
    assert named["russia"] == sum("russia" in row for row in index.frame["actor_ids"])


def test_an_empty_collection_has_nothing_to_show_and_does_not_fail() -> None:
    index = Index(events_frame([]), {})
    assert index.select(View(actors=("russia",), text="x")).empty
    assert index.bounds is None
    assert index.facets(View())["actors"] == {}
    assert index.company.alone(index.select(View()), 9) == {}
    assert index.company.pairs(index.select(View()), 9) == {}


def test_far_and_open_dates_do_not_break_the_bounds() -> None:
    frame = sample_frame().head(3).copy()
    frame["start"] = pd.array(["0044-03-15", "9999-01-01", None], dtype="datetime64[s]")
    frame["end"] = pd.array(["0044-03-15", None, None], dtype="datetime64[s]")
    index = Index(frame, {})
    assert index.bounds == (date(44, 3, 15), date(9999, 1, 1))
    assert len(index.select(View(since=date(2020, 1, 1))).dated) == 1


def test_a_story_is_called_by_its_report_in_the_readers_language() -> None:
    """Somebody who reads English sees the English headline, whichever paper was first."""
    known = {"kind": "CONSULT", "date_edtf": "2023-05-01", "precision": "day", "status": "happened"}
    days = {"start": date(2023, 5, 1), "end": date(2023, 5, 1)}
    told = [("a", "fr", "Rencontre à Genève"), ("b", "en", "Ministers meet in Geneva"), ("c", "en", "Talks")]
    reports = from_rows(
        [known | days | {"event_id": i, "story_id": "a", "language": code, "title": t} for i, code, t in told]
    )
    index = Index(stories(reports), {}, reports)
    for language, title in (("en", "Ministers meet in Geneva"), ("fr", "Rencontre à Genève"), ("de", None)):
        [row] = rows(index.worded([0], language))
        assert row["title"] == (title or "Rencontre à Genève")
        assert row["language"] == (language if title else "fr")
