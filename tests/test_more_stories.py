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

SETS = {  # each with how many pairs of its reports are extracted at least, and which share of them is joined
    "more_stories": (45, 0.75),
    "third_stories": (35, 0.6),
}
GOLD: dict[str, dict[str, Any]] = {
    name: tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8")) for name in SETS
}
NEAR = [(name, *near["pair"]) for name in SETS for near in GOLD[name]["near_miss"]]


def texts(name: str) -> dict[str, str]:
    return {article["id"]: article["text"].strip() for article in GOLD[name]["article"]}


@cache
def found(name: str) -> dict[str, list[str]]:
    """By story: the `story_id` of each of its reports that was extracted."""
    text = texts(name)
    articles = [
        Article(line["id"], text[line["id"]], None, line["language"], line["published"], "given")
        for line in GOLD[name]["article"]
    ]
    pairs = [(article, pipeline.extract(article)) for article in articles]
    actors = {actor.actor_id: actor.state for _, events in pairs for e in events for actor in e.actors}
    states = {actor: state for actor, state in actors.items() if state}
    rows = list(frame.rows(merge.merged(frame.events_frame(pairs), states=states)))
    told: dict[str, list[str]] = {}
    used: set[str] = set()
    for story in GOLD[name]["story"]:
        for article, words in story["reports"]:
            start = text[article].index(words)
            inside = {
                row["event_id"]: min(row["quote_end"], start + len(words)) - max(row["quote_start"], start)
                for row in rows
                if row["article_id"] == article and row["event_id"] not in used
            }
            best = max(inside, key=inside.__getitem__, default="")
            if best and inside[best] >= len(words) / 2:
                used.add(best)
                told.setdefault(story["key"], []).extend(r["story_id"] for r in rows if r["event_id"] == best)
    return told


@pytest.mark.parametrize("name", SETS)
def test_the_words_of_each_report_stand_once_in_its_article(name: str) -> None:
    for story in GOLD[name]["story"]:
        for article, words in story["reports"]:
            assert texts(name)[article].count(words) == 1, words


@pytest.mark.parametrize("name", SETS)
def test_there_are_a_dozen_stories_in_several_languages_and_ten_near_misses(name: str) -> None:
    stories = GOLD[name]["story"]
    language = {article["id"]: article["language"] for article in GOLD[name]["article"]}
    assert len({story["key"] for story in stories}) == len(stories)
    several = [s for s in stories if len({language[article] for article, _ in s["reports"]}) > 1]
    assert len(several) >= 12
    assert len(GOLD[name]["near_miss"]) >= 10


@pytest.mark.parametrize(("name", "one", "other"), NEAR, ids=[" and ".join(near) for near in NEAR])
def test_what_only_looks_alike_stays_apart(name: str, one: str, other: str) -> None:
    assert set(found(name).get(one, [])).isdisjoint(found(name).get(other, []))


@pytest.mark.parametrize("name", SETS)
def test_most_reports_of_one_event_are_one_story(name: str) -> None:
    fewest, share = SETS[name]
    pairs = [(a, b) for stories in found(name).values() for a, b in combinations(stories, 2)]
    assert len(pairs) >= fewest
    assert sum(a == b for a, b in pairs) >= share * len(pairs)
