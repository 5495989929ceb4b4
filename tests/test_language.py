"""A text's language is named, and it falls into paragraphs and sentences whose spans are exact."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import language
from timeline.errors import LanguageDataError
from timeline.language import files, sentences
from timeline.model import Article

SENTENCES = {
    "fr": [
        "Le 3 janv. 2023, M. Durand a vu S. Moreau.",
        "« Nous verrons ! » a-t-il répondu.",
        "« Bien. »",
        "Puis il est parti vers 20 h.",
        "L’art. 5 le permet, cf. p. 12.",
        "Il habite à Washington D.C.",
        "Elle a dit : “Non.”",
        "La réunion… a duré.",
    ],
    "en": [
        "Mr. Brown met U.S. officials on Jan. 5.",
        "He then left the U.S.",
        "The talks failed.",
        '"Stop!" she said.',
        'No. 7 was "closed."',
        "Smith & Co. lost 3.5 percent.",
        "Is it over?",
        "Yes!",
    ],
    "de": [
        "Am 3. Oktober kam Dr. Huber nach Wien.",
        "Er blieb bis zum 5.",
        "Die Gespräche, z. B. über Gas, gehen seit dem 19. Jahrhundert weiter.",
        "»Gut.«",
        "Dann ging er.",
        "„Nein.“",
        "Sie nahm ca. 3 Mio. Euro mit.",
    ],
    "es": [
        "El Sr. Ruiz llegó a EE.UU.",
        "La cita, según el art. 5, fue breve.",
        "¿Vino?",
        "¡Sí!",
        "Dijo que no.",
    ],
    "it": ["Il dott. Neri è arrivato il 3 gen. 2023.", "Disse di no.", "Poi l'on. Verdi è uscito."],
    "pt": ["A Dra. Reis chegou a 3 de jan. de 2023.", "Disse que não.", "Depois saiu."],
    "uk": [
        "12 трав. 2022 р. прибув ген. Коваль.",
        "Він заплатив 5 млн грн.",
        "Переговори тривали в м. Києві.",
    ],
    "ru": ["12 янв. 2022 г. прибыл ген. Орлов.", "Он заплатил 5 млн руб.", "Переговоры шли в г. Казани."],
}


def cut(text: str, code: str | None) -> list[str]:
    found = language.load(code) if code else None
    return [text[s.start : s.end] for p in language.segment(text, found) for s in p.sentences]


@pytest.mark.parametrize("code", SENTENCES)
def test_sentences_end_where_a_reader_ends_them(code: str) -> None:
    assert cut(" ".join(SENTENCES[code]), code) == SENTENCES[code]


def test_a_title_of_another_language_ends_no_sentence() -> None:
    assert cut("Hier, Mr. Brown et Sr. Ruiz ont parlé. Ensuite, rien.", "fr") == [
        "Hier, Mr. Brown et Sr. Ruiz ont parlé.",
        "Ensuite, rien.",
    ]


def test_without_a_language_the_abbreviations_of_all_hold() -> None:
    text = "Mme Roux et Mr. Brown arrivent le 3 janv. 2023. Ils partent bzw. bleiben."
    assert cut(text, None) == text.replace(". Ils", ".|Ils").split("|")


def test_scripts_without_capitals_or_spaces_are_cut_too() -> None:
    assert cut("会谈于周五开始。双方没有发言！", None) == ["会谈于周五开始。", "双方没有发言！"]
    assert cut("بدأت المحادثات. ثم توقفت؟ نعم.", None) == ["بدأت المحادثات.", "ثم توقفت؟", "نعم."]


def test_a_lost_space_does_not_glue_two_sentences() -> None:
    assert cut("Les pourparlers ont repris.Le ministre est parti.", "fr") == [
        "Les pourparlers ont repris.",
        "Le ministre est parti.",
    ]
    assert len(cut("See www.example.org/News.Html for more.", "en")) == 1


def test_lines_are_paragraphs_and_short_ones_without_a_stop_are_headings() -> None:
    text = (
        "A title\n\nFirst line of the story. It goes on.\nSecond line.\n\n***\nA heading\n- a point of a list"
    )
    found = [(text[p.start : p.end], p.heading) for p in language.segment(text, None)]
    assert found == [
        ("A title", True),
        ("First line of the story. It goes on.", False),
        ("Second line.", False),
        ("A heading", True),
        ("- a point of a list", False),
    ]


WRAPPED = """\
A heading above

The delegations met on Thursday in a hotel by the lake, and the mediator
said afterwards that both sides had agreed to exchange lists of prisoners
before the end of the month. Nobody else was willing to speak about it in
public.
   The second paragraph begins with an indent and goes on for long enough
that it has to be wrapped as well by whatever program sent this text to
its readers."""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_wrapped_lines_are_one_paragraph_and_sentences_span_them(newline: str) -> None:
    text = WRAPPED.replace("\n", newline)
    found = language.segment(text, language.load("en"))
    assert [p.heading for p in found] == [True, False, False]
    assert [len(p.sentences) for p in found] == [1, 2, 1]
    assert text[found[2].start :].startswith("The second paragraph")


def test_headlines_below_each_other_are_not_wrapped_text() -> None:
    text = (
        "The minister opens a meeting on grain\nThe president receives an envoy in May\nThe bank raises rates"
    )
    assert len(language.segment(text, None)) == 3


@given(st.text(alphabet=st.sampled_from("aA1é. !?«»\"'“”\n\r\t-…)(М.。")))
def test_spans_are_ordered_disjoint_and_lose_no_letter(text: str) -> None:
    covered = set[int]()
    done = 0
    for paragraph in language.segment(text, None):
        assert done <= paragraph.start < paragraph.end <= len(text)
        inside = paragraph.start
        for sentence in paragraph.sentences:
            assert inside <= sentence.start < sentence.end <= paragraph.end
            assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
            covered.update(range(sentence.start, sentence.end))
            inside = sentence.end
        done = paragraph.end
    assert all(i in covered for i, character in enumerate(text) if character.isalnum())


@pytest.mark.parametrize("unit", ["word ", ". ", "a.b.", "\n", "1. ", "«", "Mr. X. ", '." '])
def test_time_grows_with_length_only(unit: str) -> None:
    began = time.perf_counter()
    language.segment(unit * (400_000 // len(unit)), None)
    assert time.perf_counter() - began < 20  # a hang guard: measured below 1 s


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Le ministre est arrivé hier"),
        ("en", "The minister arrived yesterday"),
        ("de", "Der Minister kam gestern an"),
        ("es", "El ministro llegó ayer"),
        ("it", "Il ministro è arrivato ieri"),
        ("pt", "O ministro chegou ontem à tarde"),
        ("uk", "Міністр прибув учора"),
        ("ru", "Министр прибыл вчера"),
        ("pl", "Minister przyjechał wczoraj wieczorem do Warszawy"),
        ("nl", "De minister van Buitenlandse Zaken zei dat vrijdag"),
        ("tr", "Dışişleri Bakanı cuma günü Ankara'ya geldi"),
    ],
)
def test_the_language_is_named_with_or_without_a_file(code: str, text: str) -> None:
    assert language.detect(text) == code


def test_what_has_no_words_has_no_language() -> None:
    assert language.detect("") == language.detect("2023-07-28 12:47 *** 5 %") == "und"


def test_furniture_in_another_language_does_not_decide() -> None:
    story = "Le ministre est arrivé hier à Genève, où les délégations doivent se retrouver. " * 100
    assert language.detect("Leave a comment. Share this article with your friends. " * 3 + story) == "fr"


def test_a_language_may_be_named_in_any_of_the_usual_ways() -> None:
    assert {language.canonical(tag) for tag in ("fr", "FR", "fr-CA", "fr_FR.UTF-8", "fra", " fr ")} == {"fr"}
    assert language.canonical("und") is None
    assert language.canonical("français!") is None


def test_an_article_is_read_with_its_own_language_or_the_detected_one() -> None:
    given = language.for_article(Article("a", "The minister arrived yesterday.", language="fr"))
    detected = language.for_article(Article("a", "The minister arrived yesterday."))
    assert given is language.load("fr")
    assert detected is language.load("en")
    assert language.for_article(Article("a", "", language="pl")) is None


@pytest.mark.parametrize("section", [{"titles": "Mr"}, {"titles": [1]}, {"tittles": ["Mr"]}])
def test_a_wrong_sentence_table_names_file_and_key(section: dict[str, object]) -> None:
    wrong = files.Language("xx", "x", True, {"sentences": section})
    with pytest.raises(LanguageDataError, match=r"data/languages/xx\.toml: \[sentences\].*titt?les"):
        sentences.sentences("A. B.", 0, 5, wrong)


@pytest.mark.parametrize("text", ["took said and " * 400, "x" * 5000, "one, two; " * 500])
def test_a_sentence_that_never_ends_is_read_in_parts(text: str) -> None:
    parts = [
        sentence
        for paragraph in language.segment(text, language.load("en"))
        for sentence in paragraph.sentences
    ]
    assert all(part.end - part.start <= 1200 for part in parts)
    assert "".join(text[part.start : part.end] for part in parts).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("On 20 November 2022 France sent an envoy to Cairo.", "en"),
        ("Di pipol dem dey go market for Lagos yesterday", "pcm"),
        ("O presidente viaxou o luns a Santiago e reuniuse coa conselleira.", "gl"),
        ("De Präsident ass e Méindeg op Lëtzebuerg komm", "lb"),
    ],
)
def test_a_short_note_is_taken_for_the_language_with_a_press_and_a_variety_keeps_its_own(
    text: str, code: str
) -> None:
    assert language.detect(text) == code
