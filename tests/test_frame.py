"""The frame holds the row's contract: the same columns and types however many rows, in a stable order."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any

import pandas as pd
from sample_rows import sample_frame, sample_pairs

from timeline import frame, model


def test_every_row_quotes_its_article_word_for_word() -> None:
    texts = {article.id: article.text for article, _ in sample_pairs()}
    for row in frame.rows(sample_frame()):
        text = texts[row["article_id"]]
        assert row["quote"] == text[row["quote_start"] : row["quote_end"]]
        assert row["trigger"].lower() == text[row["trigger_start"] : row["trigger_end"]].lower()
        if row["date_text"]:
            assert row["date_text"].lower() == text[row["date_start"] : row["date_end"]].lower()
        for mention in row["actor_mentions"]:
            assert mention["text"] == text[mention["start"] : mention["end"]]


def test_the_sample_shows_every_precision_status_and_basis() -> None:
    rows = sample_frame()
    assert set(rows["precision"]) == set(model.PRECISIONS)
    assert set(rows["status"]) == set(model.STATUSES)
    assert set(rows["date_basis"]) == set(model.BASES)


def test_an_empty_frame_keeps_columns_and_dtypes() -> None:
    full = sample_frame()
    for empty in (frame.events_frame([]), frame.from_rows([])):
        assert len(empty) == 0
        assert empty.dtypes.to_dict() == full.dtypes.to_dict()
        assert list(empty.columns) == list(frame.COLUMNS)
    article, _ = sample_pairs()[0]
    assert frame.articles_frame([]).dtypes.to_dict() == frame.articles_frame([article]).dtypes.to_dict()
    events = sample_pairs()[0][1]
    assert frame.actors_frame([]).dtypes.to_dict() == frame.actors_frame(events).dtypes.to_dict()


def test_dates_from_year_1_to_9999_and_no_date_at_all_fit() -> None:
    wide = frame.from_rows(
        [{"event_id": "a", "start": "0001-01-01", "end": date(9999, 12, 31)}, {"event_id": "b"}]
    )
    first, second = frame.rows(wide)
    assert (first["start"], first["end"]) == ("0001-01-01", "9999-12-31")
    assert (second["start"], second["end"]) == (None, None)


def test_rows_are_chronological_with_open_starts_at_their_end_and_undated_last() -> None:
    given: list[dict[str, Any]] = [
        {"event_id": "undated"},
        {"event_id": "open end", "start": "2022-02-24"},
        {"event_id": "month", "start": "2022-02-24", "end": "2022-03-31"},
        {"event_id": "day, later in the text", "start": "2022-02-24", "end": "2022-02-24", "quote_start": 90},
        {"event_id": "day", "start": "2022-02-24", "end": "2022-02-24", "quote_start": 10},
        {"event_id": "open start", "end": "1991-12-31"},
    ]
    random.Random(7).shuffle(given)
    order = frame.ordered(frame.from_rows([{"article_id": "x", **row} for row in given]))
    assert list(order["event_id"]) == [
        "open start", "day", "day, later in the text", "month", "open end", "undated",
    ]  # fmt: skip


def test_the_order_does_not_depend_on_the_order_of_the_articles() -> None:
    pairs = sample_pairs()
    expected = frame.events_frame(pairs)
    pairs.reverse()
    pd.testing.assert_frame_equal(frame.events_frame(pairs), expected)


def test_rows_survive_json_and_come_back_as_the_same_frame() -> None:
    whole = sample_frame()
    lines = [frame.json_line(row) for row in frame.rows(whole)]
    assert any("Зразкова" in line for line in lines), "letters must not be escaped"
    pd.testing.assert_frame_equal(frame.from_rows(map(json.loads, lines)), whole)


def test_articles_and_actors_stand_beside_the_rows() -> None:
    pairs = sample_pairs()
    articles = frame.articles_frame(article for article, _ in pairs)
    assert list(articles["id"]) == [article.id for article, _ in pairs]
    actors = frame.actors_frame(event for _, events in pairs for event in events)
    assert actors["actor_id"].is_unique
    assert {"Sergey Lavrov", "Kremlin"} <= set(actors["name"])
    assert actors.set_index("actor_id").loc["kremlin", "state"] == "RUS"
