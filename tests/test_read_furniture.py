"""What stands on a page but is not the article is left out; no paragraph is, and no offset moves."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from timeline import language, read
from timeline.errors import LanguageDataError
from timeline.model import Article
from timeline.read import furniture

BODY = "Les délégations se sont retrouvées jeudi à Genève pour parler des prisonniers et du blé."


def left(text: str, title: str | None = None) -> list[str]:
    article = Article("a", text, furniture=furniture.spans(text, title))
    assert len(article.readable) == len(text)
    return [line.strip() for line in article.readable.split("\n") if line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "Facebook",
        "Facebook Twitter LinkedIn",
        "Share | Tweet | Print",
        "Partager sur Facebook",
        "Teilen",
        "Compartir en WhatsApp",
        "Condividi",
        "Compartilhar no Facebook",
        "Поділитися",
        "Поделиться",
        "#Genève #négociations, #blé",
        "1690541794",
        "https://example.org/partager?x=1",
        "redaction@example.org",
        "© 2023 Exemple. Tous droits réservés.",
        "Copyright 2023 Example Ltd",
        "Lire aussi  Un autre sujet qui n'a rien à voir",
        "À lire aussi : Un autre sujet",
        "Read also: Another story altogether",
        "Lesen Sie auch: Ein anderes Thema",
        "Lee también: Otro asunto",
        "Leggi anche Un altro argomento",
        "Leia também: Outro assunto",
        "Читайте також: Інша тема",
        "Читайте также: Другая тема",
        "Leave a Comment",
        "Laisser un commentaire",
        "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
        "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
        "Nous utilisons des cookies pour améliorer votre expérience.",
        "Diese Website verwendet Cookies.",
        "Sign up for our newsletter and never miss a story!",
        "Abonnez-vous à notre lettre d'information.",
        "Підписуйтесь на наш канал у Telegram",
        "Crédit photo : Agence Exemple",
        "Photo: Anne Martin",
        "Anne Martin / AFP",
        "(Anne Martin/Getty Images)",
        "Temps de lecture : 4 min",
        "➤ Lire aussi : Un autre sujet",
    ],
)
def test_furniture_of_every_language_is_left_out_of_any_article(line: str) -> None:
    assert left(f"{BODY}\n\n{line}\n\n{BODY} Fin.") == [BODY, f"{BODY} Fin."]


@pytest.mark.parametrize(
    "line",
    [
        "Facebook a annoncé jeudi la suppression de mille comptes.",
        "Twitter and Facebook removed the accounts on Thursday",
        "Photo of the year goes to a reporter from Kharkiv",
        "Image repair may become harder after the decision",
        "Credit Suisse estimates this at 23 billion.",
        "Watch what will happen to the deal next",
        "Vidéo et photos ont été saisies par les enquêteurs.",
        "Lire les accords de Minsk suffit à comprendre la suite.",
        "KYIV, July 17 (Reuters) -",
        "GENEVA (AP) --",
        "2023-07-28 12:47:25",
        "Une source de l'AFP confirme la rencontre.",
        "Le sommet #COP28 s'ouvre jeudi à Dubaï",
        "En 2022, 1690541794 euros ont été versés",
        "crédit donné par certains à cette version des faits",
        "Mise en place de voies diplomatiques",
        "Folgen des Krieges",
        "Related parties must disclose the deal by Friday.",
    ],
)
def test_the_article_itself_stays(line: str) -> None:
    assert left(f"{BODY}\n{line}\n{BODY}") == [BODY, line, BODY]


def test_a_long_paragraph_is_never_furniture() -> None:
    paragraph = "Read also the agreement itself, said the envoy. " * 8
    assert left(paragraph) == [paragraph.strip()]


def test_a_repeated_headline_is_kept_once() -> None:
    headline = "Une rencontre a eu lieu à Genève"
    assert left(f"{headline}\n\n{headline}\n\n{BODY}") == [headline, BODY]
    assert left(f"Accueil\n{headline}\n{BODY}\n{headline}", headline) == [headline, BODY]


def test_a_teaser_may_stand_on_the_line_below() -> None:
    text = f"{BODY}\nLire aussi :\nUn autre sujet qui n'a rien à voir\n{BODY} Fin."
    assert left(text) == [BODY, f"{BODY} Fin."]


def test_a_list_of_other_articles_beneath_the_article_is_left_out() -> None:
    listed = "Le prix du blé remonte\nUn port rouvre à Odessa\nLes marchés attendent"
    assert left(f"{BODY}\nSur le même sujet\n{listed}") == [BODY]
    assert left(f"{BODY}\nSur le même sujet\n{listed}\n{BODY} Fin.") == [BODY, f"{BODY} Fin."]
    assert left(f"Les plus lus\nTitre de l'article\n{BODY}") == ["Titre de l'article", BODY]


def test_an_article_of_nothing_else_is_empty_and_says_so() -> None:
    article = read.read_text("Facebook\nTwitter\nLeave a comment\n© 2023 Example")
    assert article.status == "empty"
    assert article.reason is not None
    assert "furniture" in article.reason


@pytest.mark.parametrize(
    "unit", ["Facebook\n", "#a ", "Share | ", "Lire aussi ", "(((", "www.", "A / AFP", "\n"]
)
def test_furniture_is_found_in_time_that_grows_with_length_only(unit: str) -> None:
    began = time.perf_counter()
    furniture.spans(unit * (300_000 // len(unit)))
    furniture.spans(f"{unit * (290 // len(unit))}\n" * 1000)
    assert time.perf_counter() - began < 20  # a hang guard: measured below 1 s


def test_a_wrong_furniture_table_names_file_and_key(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = language.Language("xx", "x", True, {"furniture": {"button": ["Share"]}})
    monkeypatch.setattr(furniture, "codes", lambda: ("xx",))
    monkeypatch.setattr(furniture, "load", lambda code: wrong)
    furniture._phrases.cache_clear()
    with pytest.raises(LanguageDataError, match=r"data/languages/xx\.toml: \[furniture\] button"):
        furniture.spans("x")
    monkeypatch.undo()
    furniture._phrases.cache_clear()


HEADLINES = (
    "Flood closes the coast road",
    "Two held after a fire at the port",
    "Ferry line to reopen in June",
    "Schools will close at noon on...",
)


def test_the_headlines_a_page_lists_beneath_its_article_are_furniture() -> None:
    text = "The council met on Monday.\nThe mayor spoke last.\n" + "\n".join(HEADLINES)
    assert [text[span.start : span.end] for span in furniture.spans(text)] == list(HEADLINES)


@pytest.mark.parametrize(
    "lines",
    [
        ("These are the dates:", *HEADLINES),  # a list of the article's own
        (
            "The council met.",
            "March 5 - Rebels enter",
            "March 7 - They leave",
            "March 9 - Talks",
            "May 2 - Peace",
        ),
        ("The council met.", "- Roads and schools", "- The port", "- The ferry", "- A new hall"),
        ("Lines without any", *HEADLINES),  # no line of the text ends like a sentence
        ("The council met.", *HEADLINES[:3]),  # too few to be a list
        ("The council met on a", "budget of two million and", "the mayor spoke last to", "a full", "hall"),
    ],
)
def test_the_last_lines_of_an_article_itself_are_no_furniture(lines: tuple[str, ...]) -> None:
    assert furniture.spans("\n".join(lines)) == ()


def corpora() -> Path:
    folder = os.environ.get("TIMELINE_CORPORA")
    if not folder:
        pytest.skip("TIMELINE_CORPORA names no folder of corpora to measure on")
    for place in (Path(folder), Path(folder) / "corpora"):
        if (place / "news").is_dir():
            return place
    pytest.skip("the folder that TIMELINE_CORPORA names holds no news")


def test_on_news_little_is_left_out_and_no_paragraph() -> None:
    lost = total = 0
    for path in sorted((corpora() / "news").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            text = json.loads(line)["text"]
            total += len(text)
            spans = furniture.spans(text)
            assert all(span.end - span.start <= 300 for span in spans)
            lost += sum(span.end - span.start for span in spans)
    assert lost < 0.03 * total
