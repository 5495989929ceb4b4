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


@pytest.mark.parametrize(
    ("text", "code", "speaker"),
    [
        ("The tanker was attacked on 3 May, shipping sources said.", "en", "shipping sources"),
        ("The talks collapsed on 3 May, said a senior official.", "en", "a senior official"),
        ("The talks collapsed on 3 May, Jane Fonda, head of the union, said.", "en", "Jane Fonda"),
        ("As the ministry said on 4 May, the army shelled the port on 3 May.", "en", "the ministry"),
        ("Dozens of people were reported killed on 3 May.", "en", None),
        ("Dix soldats ont été tués le 3 mai, a encore dit le porte-parole.", "fr", "le porte-parole"),
        ("L'armée a bombardé le port le 3 mai, ont annoncé les médias.", "fr", "les médias"),
        ("L'armée a bombardé le port le 3 mai, a-t-il déclaré.", "fr", None),
        ("Aviones atacaron el puerto el 3 de mayo, informaron medios de prensa.", "es", "medios de prensa"),
        ("El ejército bombardeó el puerto el 3 de mayo, dijo a la prensa un portavoz.", "es", "un portavoz"),
        ("Die Armee hat am 3. Mai den Hafen bombardiert, sagte ein Sprecher.", "de", "ein Sprecher"),
        ("Dem Ministerium zufolge hat die Armee am 3. Mai den Hafen bombardiert.", "de", "Dem Ministerium"),
        ("L'esercito ha bombardato il porto il 3 maggio, ha detto un portavoce.", "it", "un portavoce"),
        ("O exército bombardeou o porto em 3 de maio, disse um porta-voz.", "pt", "um porta-voz"),
        ("3 мая армия обстреляла порт, сообщила полиция.", "ru", "полиция"),
        ("3 травня армія обстріляла порт, повідомила поліція.", "uk", "поліція"),
    ],
)  # fmt: skip
def test_a_source_without_a_name_is_told_in_the_words_of_the_article(
    text: str, code: str, speaker: str | None
) -> None:
    article = Article(id="1", text=text, language=code, published="2023-05-20")
    assert [event.attributed_to for event in pipeline.extract(article)] == [speaker]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "She has been fighting cancer since 2004 and has been on leave since January 2011.",
            [("fighting", "2004/.."), ("leave", "2011-01/..")],
        ),
        (
            "She has led the party since 2004 and signed an accord in May 2011.",
            [("led", "2004/.."), ("signed", "2011-05")],
        ),
    ],
)
def test_since_before_nothing_but_a_date_opens_no_clause(text: str, rows: list[tuple[str, str]]) -> None:
    article = Article(id="1", text=text, language="en", published="2013-05-20")
    assert [(event.trigger, event.date_edtf) for event in pipeline.extract(article)] == rows
