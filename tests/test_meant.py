"""Whom a pronoun, a left-out subject or "both sides" means, from the text to the row: nobody falsely."""

from __future__ import annotations

import pytest

from timeline import pipeline
from timeline.model import Article, Event


def _rows(code: str, text: str, published: str = "2024-05-10") -> dict[str, Event]:
    """The rows by the day they are put on."""
    article = Article(id="a", text=text, language=code, published=published)
    return {event.date_edtf or "": event for event in pipeline.extract(article)}


# a man receives a woman: what she did on 3 May, what he did on 4 May
BOTH = {
    "en": """Olaf Scholz received Maia Sandu on Monday. She had arrived in Paris on 3 May.
        He left on 4 May.""",
    "fr": """Olaf Scholz a reçu Maia Sandu lundi. Elle était arrivée à Paris le 3 mai.
        Il est parti le 4 mai.""",
    "es": """Olaf Scholz recibió el lunes a Maia Sandu. Ella llegó a París el 3 de mayo.
        Él se marchó el 4 de mayo.""",
    "de": """Olaf Scholz empfing am Montag Maia Sandu. Sie war am 3. Mai in Paris.
        Er reiste am 4. Mai nach Prag.""",
    "it": """Olaf Scholz ha ricevuto lunedì Maia Sandu. Lei è arrivata a Parigi il 3 maggio.
        Lui è partito il 4 maggio.""",
    "pt": """Olaf Scholz recebeu Maia Sandu na segunda-feira. Ela chegou a Paris em 3 de maio.
        Ele partiu em 4 de maio.""",
    "uk": """Володимир Зеленський зустрівся у понеділок з Марією Захаровою. Вона прибула з Варшави 3 травня.
        Він вирушив до Берліна 4 травня.""",
    "ru": """Владимир Путин встретился в понедельник с Марией Захаровой. Она прилетела из Минска 3 мая.
        Он вылетел 4 мая в Пекин.""",
}
WOMEN = {"Maia Sandu", "Maria Zakharova"}
MEN = {"Olaf Scholz", "Volodymyr Zelenskyy", "Vladimir Putin"}


@pytest.mark.parametrize("code", BOTH)
def test_she_is_never_the_man_nor_he_the_woman(code: str) -> None:
    rows = _rows(code, " ".join(BOTH[code].split()))
    assert {"2024-05-03", "2024-05-04"} & rows.keys()
    for day, others, name in (("2024-05-03", MEN, "Scholz"), ("2024-05-04", WOMEN, "Sandu")):
        if day in rows:
            assert not others & {actor.name for actor in rows[day].actors}
            assert name not in rows[day].title


@pytest.mark.parametrize("code", ["en", "fr", "de", "pt", "ru"])
def test_she_is_the_woman_just_named(code: str) -> None:
    rows = _rows(code, " ".join(BOTH[code].split()))
    assert WOMEN & {actor.name for actor in rows["2024-05-03"].actors}


def test_somebody_of_a_first_name_nobody_lists_is_known_by_the_pronoun_that_goes_on() -> None:
    text = (
        "President Joe Biden announced the release of the basketball player on Thursday. "
        "Basketball star Zyanya Qunt landed in Texas early on Friday. She had been arrested on 3 March."
    )
    rows = _rows("en", text, "2022-12-09")
    assert [actor.name for actor in rows["2022-03-03"].actors] == ["Zyanya Qunt"]


def test_her_of_another_is_not_the_one_who_speaks() -> None:
    text = "Joe Biden announced her release on Monday. She was sentenced on 3 May."
    event = _rows("en", text)["2024-05-03"]
    assert not event.actors
    assert "Biden" not in event.title


BORROWED = {
    "es1": "Fito huyó en enero, lo que llevó a Daniel Noboa a actuar. Fue capturado el 3 de mayo.",
    "es2": "Pedro Sánchez recibió el lunes a Yolanda Díaz. Fue elegida el 3 de mayo.",
    "es3": "Gustavo Petro prometió ayer una ley. La red desvió 40 millones el 3 de mayo.",
    "it": "Sergio Mattarella ha ricevuto lunedì Giorgia Meloni. È stata eletta il 3 maggio.",
    "fr": "Evo Morales a annoncé sa candidature lundi. Le vote a eu lieu le 3 mai.",
    "en": "Union leader Mick Lynch spoke on Monday. A strike of the same crews ended on 3 May.",
}


@pytest.mark.parametrize("case", BORROWED)
def test_a_subject_of_its_own_or_of_another_sex_borrows_nobody(case: str) -> None:
    rows = _rows(case[:2], BORROWED[case])
    assert "2024-05-03" not in rows or not rows["2024-05-03"].actors


def test_a_left_out_subject_is_whom_the_sentence_before_is_about() -> None:
    text = (
        "Adolfo Macías huyó de la cárcel en enero, lo que llevó al presidente Daniel Noboa a actuar. "
        "Fue capturado el 3 de mayo."
    )
    event = _rows("es", text)["2024-05-03"]
    assert [actor.name for actor in event.actors] == ["Adolfo Macías"]
    assert event.title == "Adolfo Macías fue capturado"


def test_both_sides_are_the_two_named_alone_before() -> None:
    text = (
        "Les délégations russe et ukrainienne se sont vues lundi. Dmitri Peskov n'en a rien dit. "
        "Les deux camps négocient depuis le 28 février."
    )
    event = _rows("fr", text)["2024-02-28/.."]
    assert [actor.name for actor in event.actors] == ["Russia", "Ukraine"]
