"""What a row holds of its sentence: who takes part, where, and which words tell and date the event."""

from __future__ import annotations

import pytest

from timeline import pipeline
from timeline.model import Article, Event

ON = "2023-05-10"  # a Wednesday


def _rows(text: str, code: str = "en") -> list[Event]:
    return pipeline.extract(Article(id="a", text=text, language=code, published=ON))


@pytest.mark.parametrize(
    ("code", "text", "actors"),
    [
        ("fr", "Des manifestants se lançaient des pierres au Caire lundi.", []),
        ("fr", "Des députés ont demandé au Caire lundi de rouvrir la frontière.", ["Egypt"]),
        ("fr", "Plusieurs milliers d'Égyptiens ont manifesté vendredi.", []),
        ("fr", "Les Égyptiens ont voté vendredi.", ["Egypt"]),
        ("en", "Thousands of Egyptians marched on Friday.", []),
        ("en", "About 40 Libyans were arrested on Friday.", []),
        ("en", "The Egyptians signed the treaty on Friday.", ["Egypt"]),
    ],
)
def test_a_town_where_it_happens_and_so_many_of_a_people_are_not_the_state(
    code: str, text: str, actors: list[str]
) -> None:
    assert [[actor.name for actor in row.actors] for row in _rows(text, code)] == [actors]


def test_who_says_so_does_not_keep_for_himself_what_he_says_while_something_else_goes_on() -> None:
    text = (
        "A tide of oil has begun washing into the marshes, officials said Tuesday, as crews tried to stop it."
    )
    rows = _rows(text)
    assert [(row.quote[:13], str(row.start)) for row in rows] == [("A tide of oil", "2023-05-09")]


def test_a_noun_after_an_article_and_a_month_is_no_verb() -> None:
    text = "During a March interview on television, Jacinda Ardern said she won every single debate."
    assert [[actor.name for actor in row.actors] for row in _rows(text)] == [["Jacinda Ardern"]]


def test_a_month_right_after_a_first_name_is_a_surname_and_dates_nothing() -> None:
    rows = _rows("On Monday the talks began. Spokeswoman Hannah August declined to comment on the talks.")
    assert all(row.date_text != "August" for row in rows)


def test_news_of_the_coming_days_happens_in_the_town_an_article_is_dated_from() -> None:
    text = (
        "SAN SALVADOR, May 10 (AFP) - Unions will march against high prices on Sunday.\n"
        "Honduras, Panama and Mexico have seen such marches."
    )
    assert [row.place.name for row in _rows(text) if row.place] == ["San Salvador"]
