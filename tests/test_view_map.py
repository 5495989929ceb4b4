"""What the map promises: every event with a place is counted, names never overlap, nothing leaves it."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from sample_rows import sample_frame

from timeline.view.atlas import Atlas, atlas
from timeline.view.engraving import engraved
from timeline.view.items import Words
from timeline.view.land import Chart, shapes
from timeline.view.lettering import Box
from timeline.view.meetings import meetings
from timeline.view.style import SMALL
from timeline.view.text import measure


def _many(count: int) -> pd.DataFrame:
    """Events in a ring of towns, some of them next to each other."""
    rows = sample_frame()
    rows = rows[rows["place"].notna()]
    rows = pd.concat([rows] * (count // len(rows) + 1), ignore_index=True).head(count)
    number = pd.Series(range(count)) % 60
    return rows.assign(
        place=[f"Town {n} on the River" for n in number],
        latitude=44.0 + (number * 7 % 60) / 6,
        longitude=20.0 + (number * 11 % 60) / 3,
    )


@pytest.mark.parametrize("width", [358, 1040, 1900])
@pytest.mark.parametrize("frame", [sample_frame(), _many(400)], ids=["sample", "many"])
def test_every_event_is_on_the_map_beyond_it_or_counted_below(frame: pd.DataFrame, width: int) -> None:
    drawn = atlas(frame, width=width)
    on = sum(spot.count for spot in drawn.spots)
    assert on + drawn.beyond + drawn.elsewhere == len(frame)
    assert drawn.elsewhere == int(frame["place"].isna().sum())


@pytest.mark.parametrize("width", [358, 1040, 1900])
@pytest.mark.parametrize("frame", [sample_frame(), _many(400)], ids=["sample", "many"])
def test_names_on_the_map_overlap_neither_each_other_nor_the_edge(frame: pd.DataFrame, width: int) -> None:
    drawn = atlas(frame, width=width)
    sketch = engraved(drawn, "light", lambda spot: spot.places[0])
    boxes = [
        Box(
            item.x,
            item.y - item.size / 2,
            item.x + measure(item.text, item.size, item.bold),
            item.y + item.size / 2,
        )
        for item in sketch.ink
        if isinstance(item, Words) and item.size > SMALL and item.y < drawn.chart.height
    ]
    assert boxes
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
    assert all(box.left >= 0 and box.right <= width + 0.01 for box in boxes)


def test_a_name_never_stands_on_a_mark_of_another_place() -> None:
    drawn = atlas(_many(400), width=1040)
    sketch = engraved(drawn, "light", lambda spot: spot.places[0])
    for item in sketch.ink:
        if isinstance(item, Words) and item.size > SMALL and item.y < drawn.chart.height:
            words = Box(item.x, item.y - 6, item.x + measure(item.text, item.size, item.bold), item.y + 6)
            assert not any(words.meets(Box.around(s.x, s.y, s.radius * 0.7)) for s in drawn.spots)


def test_going_closer_parts_the_places_that_were_one_mark() -> None:
    far = atlas(_many(400), width=1040, centre=(30.0, 49.0, 180.0))
    near = atlas(_many(400), width=1040, centre=(30.0, 49.0, 24.0))
    assert len(near.spots) > len(far.spots)


def test_a_country_is_marked_as_known_to_the_country_only() -> None:
    drawn = atlas(sample_frame(), width=1040, wide={("Ukraine", "UKR"): "country"}, centre=(33.0, 48.0, 20.0))
    assert "UKR" in drawn.wide
    assert [spot.places for spot in drawn.spots if spot.wide] == [("Ukraine",)]


def test_an_empty_map_shows_the_world_and_fails_at_nothing() -> None:
    drawn: Atlas = atlas(sample_frame().head(0), width=1040)
    assert drawn.spots == ()
    assert engraved(drawn, "dark", lambda spot: "").targets == ()


def test_the_outlines_hold_the_countries_of_the_world_once_each_and_no_line_across_it() -> None:
    chart = Chart.around(0.0, 20.0, 360.0, 1440, 720)
    seen = list(shapes(chart))
    assert len({country for country, _ in seen}) > 200
    for country, line in seen:
        jumps = abs(line[1:, 0] - line[:-1, 0]).max()
        assert jumps < 700, f"{country}: a line right across the map"


def test_the_table_of_meetings_names_each_pair_once_and_cuts_no_name_short_where_there_is_room() -> None:
    import numpy as np

    counts = np.array([[5, 3, 0], [3, 4, 1], [0, 1, 2]])
    sketch = meetings(
        ["One", "Two", "Three"], counts, width=1040, theme="light", language="en", hint="How to read it",
        told=lambda i, j: f"{i} {j}",
    )  # fmt: skip
    assert [target.key for target in sketch.targets] == ["1 0", "2 1"]
    assert {"One", "Two", "Three"} <= {item.text for item in sketch.ink if isinstance(item, Words)}
