"""Six sheets stand as they stood: every word, mark and line in its place.

What is drawn is kept in `golden/`, one file a view. Where a change is meant, look at the sheets first, then
write the files anew: `python tests/test_golden.py`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sample_rows import sample_frame

from timeline.export import Sheet
from timeline.export.pages import pages
from timeline.grades import Grades
from timeline.view.items import Item, Line, Rectangle, Symbol, Words

FOLDER = Path(__file__).parent / "golden"
NEAR = 0.5  # pixels
OURS = re.compile(r"timeline \d[\w.]*|(?<=State )[0-9a-f]{8}|(?<=État )[0-9a-f]{8}")


def _views() -> dict[str, tuple[pd.DataFrame, Sheet]]:
    whole = sample_frame()
    grain = whole[whole["article_id"] == "sample:grain"].reset_index(drop=True)
    marked = {"marking": "INTERNAL", "bluf": "Talks went on while the war did."}
    dated = list(whole["event_id"][whole["start"].notna()])
    chosen = [dated[place] for place in (30, 3, 12)]
    return {
        "actors": (whole, Sheet(words="All events", options={"lanes": "actor"})),
        "kinds": (whole, Sheet(words="All events", options={"lanes": "kind"})),
        "places": (whole, Sheet(words="All events", options={"lanes": "place"})),
        "one-article": (
            grain,
            Sheet(title="The grain deal held for a year", words="The grain deal", options=marked),
        ),
        "french": (whole, Sheet(words="Tous les événements", language="fr", options=marked)),
        "chosen": (
            whole,
            Sheet(
                title="Переговори · محادثات السلام · 和平谈判",
                options={"events": chosen, "lanes": "none", "grades": Grades({"Sample Observer": "B"})},
            ),
        ),
    }


def _drawn(name: str) -> list[list[Any]]:
    """The ink of a sheet in its order: what it is, where, how large, in which colour."""
    rows, given = _views()[name]
    _, [page] = pages(rows, given)
    return [list(_told(item)) for item in page.items]


def _told(item: Item) -> Iterator[Any]:
    yield type(item).__name__
    match item:
        case Words():
            yield from (
                OURS.sub("…", item.text),
                item.anchor,
                item.bold,
                item.colour,
                item.size,
                item.x,
                item.y,
            )
        case Symbol():
            yield from (item.shape, item.colour, item.size, item.x, item.y)
        case Line():
            yield from (item.colour, item.dashed, item.width, item.x0, item.y0, item.x1, item.y1)
        case Rectangle():
            yield from (item.colour, item.x, item.y, item.width, item.height)


@pytest.mark.parametrize("name", list(_views()))
def test_a_sheet_stands_as_it_stood(name: str) -> None:
    kept = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    drawn = _drawn(name)
    assert [_words(item) for item in drawn] == [_words(item) for item in kept]
    for now, then in zip(drawn, kept, strict=True):
        assert _numbers(now) == pytest.approx(_numbers(then), abs=NEAR), f"{then} now stands at {now}"


def _words(item: list[Any]) -> list[Any]:
    return [part for part in item if not isinstance(part, float | int) or isinstance(part, bool)]


def _numbers(item: list[Any]) -> list[float]:
    return [float(part) for part in item if isinstance(part, float | int) and not isinstance(part, bool)]


def _write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in _views():
        lines = (
            json.dumps(
                [round(part, 1) if isinstance(part, float) else part for part in item], ensure_ascii=False
            )
            for item in _drawn(name)
        )
        (FOLDER / f"{name}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(_write())
