"""Stories of articles that the merge was not made on: what was written down before it saw them."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from timeline import frame, merge, pipeline
from timeline.model import Article

GOLD = tomllib.loads((Path(__file__).parent / "more_stories.toml").read_text(encoding="utf-8"))
STORIES: dict[str, dict[str, Any]] = {story["key"]: story for story in GOLD["story"]}
TEXTS: dict[str, str] = {article["id"]: article["text"].strip() for article in GOLD["article"]}
LANGUAGE: dict[str, str] = {article["id"]: article["language"] for article in GOLD["article"]}


@cache
def found() -> dict[str, list[str]]:
    """By story: the `story_id` of each of its reports that was extracted."""
    articles = [
        Article(line["id"], TEXTS[line["id"]], None, line["language"], line["published"], "given")
        for line in GOLD["article"]
    ]
    pairs = [(article, pipeline.extract(article)) for article in articles]
    actors = {actor.actor_id: actor.state for _, events in pairs for e in events for actor in e.actors}
    states = {actor: state for actor, state in actors.items() if state}
    rows = list(frame.rows(merge.merged(frame.events_frame(pairs), states=states)))
    told: dict[str, list[str]] = {}
    used: set[str] = set()
    for key, story in STORIES.items():
        for article, words in story["reports"]:
            start = TEXTS[article].index(words)
            inside = {
                row["event_id"]: min(row["quote_end"], start + len(words)) - max(row["quote_start"], start)
                for row in rows
                if row["article_id"] == article and row["event_id"] not in used
            }
            best = max(inside, key=inside.__getitem__, default="")
            if best and inside[best] >= len(words) / 2:
                used.add(best)
                told.setdefault(key, []).extend(r["story_id"] for r in rows if r["event_id"] == best)
    return told


def test_the_words_of_each_report_stand_once_in_its_article() -> None:
    for story in STORIES.values():
        for article, words in story["reports"]:
            assert TEXTS[article].count(words) == 1, words


def test_there_are_a_dozen_stories_in_several_languages_and_ten_near_misses() -> None:
    assert len(STORIES) == len(GOLD["story"])
    several = [s for s in STORIES.values() if len({LANGUAGE[article] for article, _ in s["reports"]}) > 1]
    assert len(several) >= 12
    assert len(GOLD["near_miss"]) >= 10


@pytest.mark.parametrize("pair", [near["pair"] for near in GOLD["near_miss"]], ids=" and ".join)
def test_what_only_looks_alike_stays_apart(pair: list[str]) -> None:
    one, other = (set(found().get(key, [])) for key in pair)
    assert one.isdisjoint(other)


def test_most_reports_of_one_event_are_one_story() -> None:
    pairs = [(a, b) for stories in found().values() for a, b in combinations(stories, 2)]
    assert len(pairs) >= 45
    assert sum(a == b for a, b in pairs) >= 0.75 * len(pairs)
