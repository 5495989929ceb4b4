"""The filter and the dates in words: true, complete, in each language of the interface."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from sample_rows import ACTORS, sample_frame

import timeline.dashboard
from timeline.dashboard import dates
from timeline.dashboard.filters import ActorCard, Index
from timeline.dashboard.state import Dropped, View
from timeline.dashboard.strings import keys, languages, preferred, speak
from timeline.dashboard.words import Wording, dropped_words, sentence, sentence_text
from timeline.model import KINDS, PRECISIONS, REVIEWS, STATUSES

CARDS = {a.actor_id: ActorCard(a.actor_id, a.name, a.kind, a.state) for a in ACTORS.values()}
D = date


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(sample_frame(), CARDS)


def _said(index: Index, view: View, language: str = "en") -> str:
    return sentence_text(sentence(view, index.select(view), Wording(speak(language), index)))


def test_the_sentence_says_the_whole_filter(index: Index) -> None:
    view = View(actors=("russia", "ukraine"), match="all", since=D(2022, 2, 1), until=D(2022, 7, 31))
    shown = len(index.select(view).dated)
    assert shown > 1
    assert _said(index, view) == f"{shown} of 42 events naming both Russia and Ukraine, February–July 2022"


def test_without_a_filter_it_counts_all_and_says_how_many_are_undated(index: Index) -> None:
    assert _said(index, View()) == "42 events; 2 of them undated, in the list"
    assert _said(index, View(), "fr") == "42 événements ; 2 sans date, dans la liste"


def test_the_number_is_the_same_with_and_without_a_filter(index: Index) -> None:
    every = ("extracted", "confirmed", "edited")
    assert _said(index, View(reviews=every)).startswith("42 of 42 events")


def test_one_is_not_many(index: Index) -> None:
    assert _said(index, View(text="Guterres")).startswith("1 of 42 events")
    assert _said(index, View(text="Guterres"), "fr").startswith("1 événement sur 42")


def test_three_of_any_are_joined_by_or(index: Index) -> None:
    view = View(actors=("russia", "nato", "turkey"), kinds=("AGREE",))
    assert "naming Russia, NATO or Turkey, of kind Agreement" in _said(index, view)


def test_every_filter_appears_and_can_be_taken_away(index: Index) -> None:
    view = View(
        actors=("russia",), without=("nato",), kinds=("AGREE",), statuses=("planned",), places=("Kyiv",),
        sources=("Sample Gazette",), languages=("fr",), precisions=("day",), reviews=("extracted",),
        articles=("grain",), text="grain", since=D(2022, 1, 1),
    )  # fmt: skip
    for language in languages():
        tokens = sentence(view, index.select(view), Wording(speak(language), index))
        removable = {token.removes[0] for token in tokens if token.removes}
        assert removable == {
            "actors", "without", "kinds", "statuses", "places", "sources", "languages", "precisions",
            "reviews", "articles", "text", "range",
        }  # fmt: skip


def test_what_a_link_lost_is_named() -> None:
    line = dropped_words(
        [Dropped("since", "2023-13-01"), Dropped("actors", "atlantis", unknown=True)], speak("en")
    )
    assert "From “2023-13-01” (not valid)" in line
    assert "Actors “atlantis” (not in this collection)" in line


@pytest.mark.parametrize(
    ("start", "end", "precision", "edtf", "english", "french"),
    [
        (D(2023, 7, 17), D(2023, 7, 17), "day", "2023-07-17", "17 July 2023", "17 juillet 2023"),
        (
            D(2023, 4, 21), D(2023, 4, 30), "interval", "2023-04-21/2023-04-30",
            "21–30 April 2023", "21-30 avril 2023",
        ),
        (D(2023, 6, 1), D(2023, 6, 30), "month", "2023-06", "June 2023", "juin 2023"),
        (D(2022, 1, 1), D(2022, 12, 31), "year", "2022", "2022", "2022"),
        (D(2022, 6, 1), D(2022, 8, 31), "season", "2022-22", "summer 2022", "été 2022"),
        (D(2022, 12, 1), D(2023, 2, 28), "season", "2022-24", "winter 2022–2023", "hiver 2022-2023"),
        (D(2022, 4, 1), D(2022, 6, 30), "quarter", None, "quarter 2 of 2022", "2e trimestre 2022"),
        (D(2022, 7, 1), D(2022, 12, 31), "half", None, "second half of 2022", "second semestre 2022"),
        (D(1990, 1, 1), D(1999, 12, 31), "decade", "199X", "the 1990s", "les années 1990"),
        (D(1801, 1, 1), D(1900, 12, 31), "century", "1801/1900", "1801–1900", "1801–1900"),
        (
            D(2022, 2, 24), None, "interval", "2022-02-24/..",
            "from 24 February 2022 on", "à partir du 24 février 2022",
        ),
        (None, D(1991, 12, 31), "interval", "../1991", "up to 31 December 1991", "jusqu’au 31 décembre 1991"),
        (
            D(2023, 4, 28), D(2023, 7, 28), "interval", "2023-04-28~/2023-07-28~",
            "about 28 April – 28 July 2023", "environ 28 avril – 28 juillet 2023",
        ),
        (None, None, "undated", None, "undated", "sans date"),
    ],
)  # fmt: skip
def test_dates_are_said_no_more_precisely_than_they_are(
    start: date | None, end: date | None, precision: str, edtf: str | None, english: str, french: str
) -> None:
    assert dates.said(start, end, precision, edtf, speak("en")) == english
    assert dates.said(start, end, precision, edtf, speak("fr")) == french


def test_every_string_exists_in_every_language_with_the_same_blanks() -> None:
    for key, wordings in keys():
        assert set(wordings) == set(languages()), key
        blanks = {frozenset(re.findall(r"\{(\w+)\}", text)) for text in wordings.values()}
        assert len(blanks) == 1 or key.startswith("date."), key


def _written() -> tuple[set[str], set[str]]:
    """Strings of the dashboard's code: whole ones, and the beginnings of those put together."""
    whole: set[str] = set()
    begun: set[str] = set()
    for path in Path(timeline.dashboard.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
    return whole, begun


def test_every_string_there_is_is_used() -> None:
    whole, begun = _written()
    groups = {"status", "precision", "review", "read", "published_from"}  # by the values of a row
    for key, _ in keys():
        stem, _, _ = key.rpartition(".")
        used = (
            key in whole
            or stem in whole
            or stem in groups
            or any(key.startswith(b) for b in begun if "." in b)
        )
        assert used, key


def test_every_string_asked_for_is_there() -> None:
    known = {key for key, _ in keys()} | {key.rpartition(".")[0] for key, _ in keys()}
    groups = {key.split(".")[0] for key in known}
    asked = {
        text
        for text in _written()[0]
        if re.fullmatch(r"[a-z_]+\.[a-z_]+", text) and text.split(".")[0] in groups
    }
    assert asked - {"demo.sqlite"} <= known


@pytest.mark.parametrize(
    ("group", "values"), [("status", STATUSES), ("precision", PRECISIONS), ("review", REVIEWS)]
)
def test_every_value_of_a_row_has_a_name(group: str, values: tuple[str, ...]) -> None:
    assert all(speak(language).has(f"{group}.{value}") for language in languages() for value in values)


def test_every_kind_has_a_name(index: Index) -> None:
    for language in languages():
        wording = Wording(speak(language), index)
        assert all(wording.kind(kind) != kind for kind in KINDS)


@pytest.mark.parametrize(
    ("locale", "expected"), [("fr-CA", "fr"), ("fr", "fr"), ("en-US", "en"), ("pl", "en"), (None, "en")]
)
def test_the_interface_speaks_the_browsers_language_first(locale: str | None, expected: str) -> None:
    assert preferred(locale) == expected
