"""After a change the stories are those that joining everything anew would find, whatever has changed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pandas as pd
import pytest

from timeline import frame, merge, rejoining

ACTORS = [f"actor-{number}" for number in range(6)]
WORDS = (
    "envoys", "ministers", "gathered", "signed", "palace", "accord",
    "harbour", "border", "talks", "convoy", "bridge", "summit",
)  # fmt: skip
NAMES = ("Meridian", "Halcyon", "Borealis", "Cassini")
PLACES = [("Ankara", "TUR", 39.9, 32.9), ("Izmir", "TUR", 38.4, 27.1), ("Bali", "IDN", -8.4, 115.2)]
STATES = {"actor-0": "actor-5", "actor-1": "actor-5"}
Row = dict[str, Any]


def row(draw: Random, number: int) -> Row:
    """A report of few actors within few weeks, so that days and blocks are crowded."""
    start = date(2022, 11, 1) + timedelta(
        days=draw.randrange(5) if draw.random() < 0.7 else draw.randrange(60)
    )
    end = start + timedelta(days=draw.choice((0, 0, 0, 0, 2, 20, 40, 200)))
    named = draw.sample(ACTORS, draw.choice((0, 1, 1, 2, 3)))
    place, country, latitude, longitude = draw.choice(PLACES)
    placed = draw.random() < 0.6
    quote = " ".join((draw.choice(WORDS).title(), *draw.sample(WORDS, 6), draw.choice(NAMES)))
    dated = draw.random() < 0.95
    return {
        "event_id": f"{number:06d}",
        "article_id": f"article-{number // 3}",
        "source": "Herald",
        "published": f"2022-12-{draw.randrange(1, 29):02}",
        "start": start.isoformat() if dated and draw.random() < 0.95 else None,
        "end": end.isoformat() if dated else None,
        "date_edtf": start.isoformat()[:7] if draw.random() < 0.5 else start.isoformat(),
        "kind": draw.choice(("CONSULT", "AGREE", "OTHER")),
        "actor_ids": named,
        "actors": [actor.title() for actor in named],
        "place": place if placed else None,
        "country": country if placed else None,
        "latitude": latitude if placed else None,
        "longitude": longitude if placed else None,
        "quote": quote,
        "quote_start": number * 100,
        "quote_end": number * 100 + len(quote),
        "review": "rejected" if draw.random() < 0.1 else "extracted",
        "language": draw.choice(("en", "fr")),
    }


def table(rows: dict[str, Row]) -> pd.DataFrame:
    return frame.ordered(frame.from_rows(list(rows.values())))


def pairs(draw: Random, rows: dict[str, Row]) -> list[merge.Pair]:
    """What people join or keep apart."""
    return [merge.pair_of(*draw.sample(sorted(rows), 2)) for _ in range(3)]


def found(of: pd.DataFrame) -> dict[str, str]:
    return dict(zip(of["event_id"], of["story_id"], strict=True))


@pytest.mark.parametrize("seed", range(6))
def test_any_change_gives_the_stories_of_a_fresh_start(seed: int) -> None:
    draw = Random(seed)
    rows = {each["event_id"]: each for each in (row(draw, number) for number in range(130))}
    states, hand = dict(STATES), (pairs(draw, rows), pairs(draw, rows))
    known = rejoining.joined(table(rows), *hand, states)
    assert len(set(found(known.rows).values())) < len(rows), "nothing is told twice: the trial tries nothing"
    for turn in range(4):
        changed = {f"{1000 * (turn + 1) + number:06d}" for number in range(3)}
        rows |= {event: row(draw, int(event)) for event in changed}
        for event in draw.sample(sorted(rows), 3):
            rows.pop(event)
            changed.add(event)
        for event in draw.sample(sorted(rows), 3):
            rows[event] = {**row(draw, int(event)), "review": rows[event]["review"]}
            changed.add(event)
        for event in draw.sample(sorted(rows), 2):
            rows[event] = {**rows[event], "review": draw.choice(("rejected", "extracted"))}
            changed.add(event)
        if turn % 2:
            hand = pairs(draw, rows), pairs(draw, rows)
        if turn == 2:
            states["actor-2"] = "actor-5"
        known = rejoining.rejoined(known, table(rows), changed, *hand, states)
        fresh = rejoining.joined(table(rows), *hand, states)
        assert found(known.rows) == found(fresh.rows)
        assert known.pairs == fresh.pairs


def test_where_nothing_has_changed_nothing_is_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = Random(5)
    rows = {each["event_id"]: each for each in (row(draw, number) for number in range(60))}
    known = rejoining.joined(table(rows), [], [], STATES)
    monkeypatch.setattr(rejoining, "likeness", lambda *_: pytest.fail("a pair was weighed"))
    assert found(rejoining.rejoined(known, table(rows), [], [], [], STATES).rows) == found(known.rows)


def test_a_new_row_is_weighed_with_its_neighbours_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = Random(6)
    rows = {each["event_id"]: each for each in (row(draw, number) for number in range(60))}
    known = rejoining.joined(table(rows), [], [], STATES)
    lone = {**row(draw, 900), "start": "1990-05-01", "end": "1990-05-01", "date_edtf": "1990-05-01"}
    monkeypatch.setattr(rejoining, "likeness", lambda *_: pytest.fail("a pair was weighed"))
    after = rejoining.rejoined(known, table(rows | {"000900": lone}), ["000900"], [], [], STATES)
    assert found(after.rows) == found(known.rows) | {"000900": "000900"}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_new_row_with_a_vague_date_finds_the_day_by_a_name_alone(order: tuple[int, int]) -> None:
    draw = Random(7)
    rows = {each["event_id"]: each for each in (row(draw, number) for number in range(60))}
    said = {"kind": "OTHER", "place": None, "latitude": None, "longitude": None, "language": "en"}
    said |= {"quote": "and opened the Halcyon Borealis observatory with four mirrors", "review": "extracted"}
    both = [
        row(draw, 900) | said | {"start": "2022-05-07", "end": "2022-05-07", "date_edtf": "2022-05-07"},
        row(draw, 950) | said | {"start": "2022-01-01", "end": "2022-12-31", "date_edtf": "2022"},
    ]
    for number, each in enumerate(both):
        each |= {"actor_ids": [f"lone-{number}"], "actors": [f"Lone {number}"]}
    first, second = (both[number] for number in order)
    known = rejoining.joined(table(rows | {first["event_id"]: first}), [], [], STATES)
    everything = table(rows | {each["event_id"]: each for each in both})
    after = rejoining.rejoined(known, everything, [second["event_id"]], [], [], STATES)
    assert found(after.rows) == found(rejoining.joined(everything, [], [], STATES).rows)
    assert found(after.rows)["000900"] == found(after.rows)["000950"]
