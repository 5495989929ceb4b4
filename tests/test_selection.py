"""Filters in words choose the rows a reader expects, and say so."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from sample_rows import sample_frame, sample_pairs

from timeline import frame, selection
from timeline.errors import UsageError
from timeline.stories import stories


@pytest.fixture
def actors() -> pd.DataFrame:
    return frame.actors_frame(event for _, events in sample_pairs() for event in events)


def test_an_actor_may_be_named_by_name_or_id_in_any_case(actors: pd.DataFrame) -> None:
    expected, sheet = selection.select(sample_frame(), actors, names=["Recep Tayyip Erdoğan"])
    assert all("Recep Tayyip Erdoğan" in names for names in expected["actors"])
    assert len(expected) > 0
    assert "Recep Tayyip Erdoğan" in sheet.words
    for name in ("recep-tayyip-erdogan", "RECEP TAYYIP ERDOGAN"):
        pd.testing.assert_frame_equal(selection.select(sample_frame(), actors, names=[name])[0], expected)


def test_a_kind_that_is_not_there_is_answered_by_those_that_are(actors: pd.DataFrame) -> None:
    with pytest.raises(UsageError) as told:
        selection.select(sample_frame(), actors, values={"kind": ["meet"]})
    assert all(kind in str(told.value) for kind in set(sample_frame()["kind"]))


def test_any_of_several_actors_or_all_together(actors: pd.DataFrame) -> None:
    names = ["Xi Jinping", "Vladimir Putin"]
    any_of, _ = selection.select(sample_frame(), actors, names=names)
    together, _ = selection.select(sample_frame(), actors, names=names, match="all")
    assert all({"Xi Jinping", "Vladimir Putin"} & set(row) for row in any_of["actors"])
    assert all({"Xi Jinping", "Vladimir Putin"} <= set(row) for row in together["actors"])
    assert len(any_of) > len(together) > 0


def test_a_month_means_all_its_days_and_undated_events_are_kept_last(actors: pd.DataFrame) -> None:
    shown, _ = selection.select(sample_frame(), actors, since="2022-09", until="2022-11")
    dated = shown[shown["precision"] != "undated"]
    assert "Ankara" in set(dated["place"].dropna()), "an event of 14 November"
    assert (dated["start"].isna() | (dated["start"] <= pd.Timestamp("2022-11-30"))).all()
    assert (dated["end"].isna() | (dated["end"] >= pd.Timestamp("2022-09-01"))).all()
    assert list(shown["precision"])[-2:] == ["undated", "undated"]


def test_filters_narrow_each_other(actors: pd.DataFrame) -> None:
    shown, sheet = selection.select(
        sample_frame(), actors, names=["Ukraine"], values={"status": ["planned"], "kind": ["consult"]}
    )
    assert set(shown["status"]) == {"planned"}
    assert set(shown["kind"]) == {"CONSULT"}
    assert "Ukraine" in sheet.words


@pytest.mark.parametrize("text", ["%", "_", "'; DROP TABLE x; --", ".*", "[", "\\", '"'])
def test_search_words_are_only_words(actors: pd.DataFrame, text: str) -> None:
    shown, _ = selection.select(sample_frame(), actors, text=text)
    assert all(text in quote for quote in shown["quote"])


def test_an_unknown_actor_is_answered_with_the_nearest(actors: pd.DataFrame) -> None:
    with pytest.raises(UsageError, match=r"Sergei Lavrov.*sergey-lavrov"):
        selection.select(sample_frame(), actors, names=["Sergei Lavrov"])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-04-21", date(2023, 4, 21), date(2023, 4, 21)),
    ],
)
def test_a_date_may_be_a_day_a_month_or_a_year(text: str, first: date, last: date) -> None:
    assert selection.bounds(text) == (first, last)


@pytest.mark.parametrize("text", ["", "yesterday", "2023-13", "2023-02-30", "1-2-3-4", "0", "99999"])
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="2023-04"):
        selection.bounds(text)


def test_a_range_that_ends_before_it_begins_is_refused(actors: pd.DataFrame) -> None:
    with pytest.raises(UsageError, match="ends before it begins"):
        selection.select(sample_frame(), actors, since="2023", until="2022")


def test_a_link_that_is_none_is_refused_and_does_not_show_everything(actors: pd.DataFrame) -> None:
    for link in ("foo", "", "briefing.pptx"):
        with pytest.raises(UsageError, match="is no link of a page"):
            selection.linked(sample_frame(), actors, link)
    shown, _ = selection.linked(sample_frame(), actors, "http://127.0.0.1:8501/")
    assert len(shown) == len(stories(sample_frame())), "a page without a filter shows everything"


@pytest.mark.parametrize("given", ["Zelenskyi", "putin v", "Erdogann"])
def test_a_surname_spelt_almost_right_is_answered_with_who_bears_it(actors: pd.DataFrame, given: str) -> None:
    with pytest.raises(UsageError, match="Did you mean"):
        selection.select(sample_frame(), actors, names=[given])


def test_an_actor_like_nobody_is_answered_with_where_actors_are_listed(actors: pd.DataFrame) -> None:
    with pytest.raises(UsageError, match="timeline actors lists them"):
        selection.select(sample_frame(), actors, names=["Qqqqq"])
