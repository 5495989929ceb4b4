"""The demo articles: labelled as what they are, varied, true; and their stories, read by hand."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline import resources

FIELDS = {"id", "lang", "published", "title", "source", "note", "text"}
SAMPLES: dict[str, dict[str, Any]] = {
    name: json.loads(resources.text(f"samples/{name}.json")) for name in resources.names("samples", ".json")
}
GOLD = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
STORIES: dict[str, dict[str, Any]] = {story["key"]: story for story in GOLD["story"]}
PAIRS = [(*near["pair"], near.get("act")) for near in GOLD["near_miss"]]


def languages(story: dict[str, Any]) -> set[str]:
    return {SAMPLES[article]["lang"] for article, _ in story["reports"]}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_the_input_form_and_says_that_it_is_one(name: str) -> None:
    sample = SAMPLES[name]
    assert set(sample) == FIELDS
    assert sample["id"] == name
    assert name.startswith(sample["lang"] + "-")
    assert sample["published"] is None or date.fromisoformat(sample["published"]).year in (2022, 2023)
    assert sample["source"].startswith("Timeline demo (")
    assert sample["note"]
    assert len(sample["title"]) <= 90
    assert 900 <= len(sample["text"]) <= 2200


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_holds_no_address(name: str) -> None:
    assert not re.search(r"https?:|www\.|@", json.dumps(SAMPLES[name]))


def test_the_languages_are_those_promised() -> None:
    counts = Counter(sample["lang"] for sample in SAMPLES.values())
    assert counts["fr"] >= 5
    assert counts["en"] >= 5
    assert counts["es"] >= 3
    assert counts["de"] >= 3
    assert counts["uk"] >= 2
    assert counts.total() >= 18


def test_one_article_has_no_date_of_publication() -> None:
    assert [name for name, sample in SAMPLES.items() if sample["published"] is None] == [
        "en-grain-deal-suspended"
    ]


def test_one_date_is_wrong_on_purpose_and_its_note_says_so() -> None:
    wrong = [name for name, sample in SAMPLES.items() if "wrong on purpose" in sample["note"]]
    assert wrong == [story["conflict"] for story in STORIES.values() if "conflict" in story]
    assert len(wrong) == 1


def test_two_have_page_furniture_and_one_reads_like_a_machine_translation() -> None:
    notes = [sample["note"] for sample in SAMPLES.values()]
    assert sum("page furniture" in note for note in notes) == 2
    assert sum("machine translation" in note for note in notes) == 1


@pytest.mark.parametrize("key", STORIES)
def test_a_story_quotes_its_articles_verbatim_and_without_doubt(key: str) -> None:
    reports = STORIES[key]["reports"]
    assert len({article for article, _ in reports}) == len(reports)
    for article, quote in reports:
        assert SAMPLES[article]["text"].count(quote) == 1, (article, quote)


def test_twenty_stories_are_told_in_two_languages_or_more() -> None:
    assert len(STORIES) == len(GOLD["story"])
    assert sum(len(languages(story)) >= 2 for story in STORIES.values()) >= 20


def test_fifteen_pairs_of_stories_only_look_alike() -> None:
    assert len({frozenset(pair[:2]) for pair in PAIRS}) == len(PAIRS) >= 15
    for one, other, act in PAIRS:
        assert act or (STORIES[one]["date"], STORIES[one].get("place")) != (
            STORIES[other]["date"],
            STORIES[other].get("place"),
        )
