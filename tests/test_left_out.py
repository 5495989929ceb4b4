"""What a language leaves unsaid: a subject named in the sentence before, and what a length of time hides."""

from __future__ import annotations

import pytest

from timeline import pipeline
from timeline.model import Article, Event


def _rows(code: str, text: str) -> list[Event]:
    return pipeline.extract(Article(id="a", text=text, title=None, language=code, published="2023-02-21"))


def _named(event: Event) -> list[str]:
    return [actor.name for actor in event.actors]


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        (
            "it",
            "Giorgia Meloni è arrivata martedì a Kiev. Ha visitato lunedì Bucha e Irpin.",
            "Giorgia Meloni",
        ),
        (
            "pt",
            "Luís Montenegro chegou na segunda-feira. No discurso, pediu humildade na terça-feira.",
            "Luís Montenegro",
        ),
    ],
)
def test_a_subject_left_out_is_whom_the_sentence_before_was_about(code: str, text: str, name: str) -> None:
    assert [_named(event) for event in _rows(code, text)] == [[name], [name]]


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        (
            "it",
            "Giorgia Meloni è arrivata martedì a Kiev. Lunedì è morto Silvio Berlusconi.",
            "Giorgia Meloni",
        ),
        (
            "pt",
            "Luís Montenegro chegou na segunda-feira. Na terça-feira chegou Pedro Sánchez.",
            "Luís Montenegro",
        ),
    ],
)
def test_a_subject_behind_the_verb_or_before_it_stands_for_itself(code: str, text: str, name: str) -> None:
    assert name not in _named(_rows(code, text)[-1])


def test_the_words_of_a_sentence_passed_by_a_court_hold_its_verb_and_its_length() -> None:
    (event,) = _rows("ru", "Суд Кишинёва 3 февраля заочно приговорил Илана Шора к 15 годам тюрьмы.")
    assert event.quote == "Суд Кишинёва 3 февраля заочно приговорил Илана Шора к 15 годам тюрьмы"


def test_what_is_still_to_come_is_not_put_on_the_day_told_before() -> None:
    text = (
        "La région a été inondée. Les travaux commenceront bientôt, a dit le maire dimanche. "
        "D'ici là, les habitants seront relogés dans des bungalows."
    )
    rows = pipeline.extract(Article("a", text, language="fr", published="2024-11-05"))
    assert not [event for event in rows if "relogés" in event.title and event.date_edtf == "2024-11-03"]
