"""Rows an analyst would keep: short articles of the project's own, each with a chronology made by hand.

`tests/exam/<id>.json` is an article, `<id>.gold.json` what a careful person would write down of it.
A row is kept if its passage, its date and its actors are right; the floor is the F1 of such rows a language.
"""

from __future__ import annotations

import calendar
import json
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline import pipeline
from timeline.model import Article, Event

EXAM = Path(__file__).parent / "exam"
IDS = sorted(path.name.removesuffix(".gold.json") for path in EXAM.glob("*.gold.json"))
LANGUAGES = sorted({name.rstrip("0123456789") for name in IDS})
FLOOR = 0.45


def _read(name: str) -> tuple[Article, dict[str, Any], list[Event]]:
    told = json.loads((EXAM / f"{name}.json").read_text(encoding="utf-8"))
    gold = json.loads((EXAM / f"{name}.gold.json").read_text(encoding="utf-8"))
    article = Article(
        id=name, text=told["text"], title=told["title"], language=told["lang"], published=told["published"]
    )
    return article, gold, pipeline.extract(article)


def _edge(part: str, last: bool) -> date | None:
    if part in ("", ".."):
        return None
    year, month, day = (*map(int, part.split("-")), 0, 0)[:3]
    if not month:
        return date(year, 12, 31) if last else date(year, 1, 1)
    if not day:
        day = calendar.monthrange(year, month)[1] if last else 1
    return date(year, month, day)


def _shared(one: tuple[date, date], other: tuple[date, date]) -> float:
    """Days in both stretches to days in either."""
    both = (min(one[1], other[1]) - max(one[0], other[0])).days + 1
    return max(both, 0) / ((max(one[1], other[1]) - min(one[0], other[0])).days + 1)


def _dated(event: Event, gold: dict[str, Any], published: date) -> bool:
    if event.start is None and event.end is None:
        return False
    early, late = date.fromisoformat(gold["earliest"]), date.fromisoformat(gold["latest"])
    low, _, high = gold["edtf"].partition("/")
    wanted = (_edge(low, False) or early, _edge(high or low, True) or late)
    given = (event.start or early, event.end or max(published, event.start or published))
    if gold.get("vague"):
        return early <= given[0] and given[1] <= late
    inside = early <= given[0] and given[1] <= late
    return _shared(given, wanted) >= 0.5 or (inside and _shared(given, (early, late)) >= 0.5)


def _name(words: str) -> str:
    bare = unicodedata.normalize("NFKD", words).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c)).split())


def _acted(event: Event, gold: dict[str, Any]) -> bool:
    """At least half of the wanted actors, if any, and at least a third of the given ones right."""
    wanted = [actor for actor in gold["actors"] if not actor.startswith("?")]
    generic = [actor for actor in gold["actors"] if actor.startswith("?")]
    names = {_name(actor.name) for actor in event.actors}
    names -= {_name(each) for actor in generic for each in actor.lstrip("?").split("|")}
    right = sum(any(_name(each) in names for each in actor.split("|")) for actor in wanted)
    return not wanted or (2 * right >= len(wanted) and 3 * right >= len(names))


def _passage(event: Event, gold: dict[str, Any], text: str) -> float:
    """How much of the passages is shared: at least half of the shorter one, or nothing."""
    also = ((text.index(words), text.index(words) + len(words)) for words in gold.get("also", ()))
    spans = [(gold["start"], gold["end"]), *also]
    best = 0.0
    for start, end in spans:
        length = event.quote_end - event.quote_start
        both = min(event.quote_end, end) - max(event.quote_start, start)
        if 2 * both >= min(length, end - start) and length <= 3 * (end - start) + 120:
            best = max(best, both / (max(event.quote_end, end) - min(event.quote_start, start)))
    return best


def _kept(name: str) -> tuple[int, int, int]:
    """(rows right, rows given, rows wanted) of one article."""
    article, gold, events = _read(name)
    published = date.fromisoformat(str(article.published)[:10])
    pairs = sorted(
        (
            (not _dated(event, row, published), -_passage(event, row, article.text), i, j)
            for i, event in enumerate(events)
            for j, row in enumerate(gold["events"])
            if _passage(event, row, article.text) > 0
        ),
    )
    used: set[tuple[str, int]] = set()
    right = 0
    for late, _, i, j in pairs:
        if ("given", i) in used or ("wanted", j) in used:
            continue
        used |= {("given", i), ("wanted", j)}
        right += not late and _acted(events[i], gold["events"][j])
    return right, len(events), len(gold["events"])


def _of(language: str) -> Iterator[str]:
    return (name for name in IDS if name.rstrip("0123456789") == language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_enough_rows_have_the_right_passage_date_and_actors(language: str) -> None:
    counts = [_kept(name) for name in _of(language)]
    right, given, wanted = (sum(column) for column in zip(*counts, strict=True))
    assert 2 * right / (given + wanted) >= FLOOR, (right, given, wanted)


@pytest.mark.parametrize("name", IDS)
def test_every_row_quotes_its_article(name: str) -> None:
    article, _, events = _read(name)
    assert events
    assert [e.quote for e in events if article.text[e.quote_start : e.quote_end] != e.quote] == []


@pytest.mark.parametrize("name", IDS)
def test_the_chronology_quotes_its_article(name: str) -> None:
    article, gold, _ = _read(name)
    for row in gold["events"]:
        assert article.text[row["start"] : row["end"]] == row["quote"]
        assert row["date_text"] is None or row["date_text"] in article.text
        assert row["earliest"] <= row["latest"]
