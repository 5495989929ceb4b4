"""Each language's examples: one value heads many wordings; what must give nothing gives nothing."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from timeline import language
from timeline.model import Moment
from timeline.when import moments
from timeline.when.grammar import Grammar, grammar_of
from timeline.when.meanings import INNER, MEANINGS
from timeline.when.outlook import Outlook
from timeline.when.phrases import Finder, Reading
from timeline.when.tokens import fold, tokenize

TWINS = Path(__file__).parent / "languages"
CODES = [code for code in language.codes() if (TWINS / f"{code}.toml").is_file()]
INHERENT = {"iso", "numeric"}


@dataclass(frozen=True)
class Example:
    """A text with the span that must be found in it, its value and what else is promised of it."""

    code: str
    text: str
    start: int
    end: int
    entry: dict[str, Any]
    written_on: date

    def read(self, before: str = "", after: str = "") -> tuple[list[Moment], int]:
        told = f"{self.entry['told']} : " if "told" in self.entry else ""
        anchor = None if self.entry.get("published") is False else self.written_on
        found = moments(told + before + self.text + after, language.load(self.code), anchor)
        return [moment for moment in found if moment.start >= len(told)], len(told + before)


def twin(code: str) -> dict[str, Any]:
    return tomllib.loads((TWINS / f"{code}.toml").read_text(encoding="utf-8"))


def examples(code: str) -> Iterator[Example]:
    table = twin(code)
    for entry in table.get("when", ()):
        for text in entry.get("texts", ()):
            yield Example(code, text, 0, len(text), entry, table["written_on"])
        if "inside" in entry:
            sentences = [entry["inside"]] if isinstance(entry["inside"], str) else entry["inside"]
            for sentence in sentences:
                start, end = sentence.index("["), sentence.index("]") - 1
                yield Example(
                    code, sentence.replace("[", "").replace("]", ""), start, end, entry, table["written_on"]
                )


ALL = [example for code in CODES for example in examples(code)]
NAMES = [f"{example.code}-{example.text}" for example in ALL]
NOTHING = [
    (code, text, twin(code)["written_on"])
    for code in CODES
    for entry in twin(code).get("nothing", ())
    for text in entry["texts"]
]


def at(found: list[Moment], start: int, end: int) -> Moment | None:
    return next((moment for moment in found if (moment.start, moment.end) == (start, end)), None)


@pytest.mark.parametrize("example", ALL, ids=NAMES)
def test_an_example_is_found_with_its_span_and_value(example: Example) -> None:
    found, shift = example.read()
    moment = at(found, example.start + shift, example.end + shift)
    assert moment is not None, [(each.text, each.value) for each in found]
    assert moment.value == example.entry["means"], moment.rule
    for key in ("mod", "type", "edtf", "precision", "basis", "time"):
        if key in example.entry:
            assert getattr(moment, key) == example.entry[key], moment.rule
    if "inside" not in example.entry or example.text in example.entry.get("texts", ()):
        assert len(found) == 1, [(each.text, each.value) for each in found]


@pytest.mark.parametrize("example", ALL, ids=NAMES)
def test_an_example_is_found_amid_quotes_commas_and_typographic_signs(example: Example) -> None:
    typographic = Example(
        example.code,
        example.text.replace("'", "’"),
        example.start,
        example.end,
        example.entry,
        example.written_on,
    )
    for before, after in (("« ", " », (42) "), ("“", "”, "), ("(", ")")):
        found, shift = typographic.read(before, after)
        moment = at(found, example.start + shift, example.end + shift)
        assert moment is not None, (before, [(each.text, each.value) for each in found])
        assert moment.value == example.entry["means"]


@pytest.mark.parametrize(("code", "text", "written_on"), NOTHING, ids=[f"{c}-{t}" for c, t, _ in NOTHING])
def test_what_is_no_date_gives_nothing(code: str, text: str, written_on: date) -> None:
    found = moments(text, language.load(code), written_on)
    assert not found, [(moment.text, moment.value, moment.rule) for moment in found]


@pytest.mark.parametrize("code", CODES)
def test_no_template_is_dead(code: str) -> None:
    spoken = language.load(code)
    assert spoken is not None
    used = {moment.rule for example in examples(code) for moment in example.read()[0]}
    offered = {
        f"{meaning}: {template}"
        for meaning, template in grammar_of(spoken).templates
        if meaning not in INNER | {"nothing"}
    }
    assert not offered - used, f"{len(offered - used)} templates without an example"


class _Hopeful(Outlook):
    """Holds every place for worth a look."""

    def hopes(self, words: Sequence[str], at: int, inside: bool = False) -> bool:
        return True


@pytest.mark.parametrize("code", CODES)
def test_the_quick_look_gives_up_no_phrase(code: str) -> None:
    spoken = language.load(code)
    assert spoken is not None
    grammar = grammar_of(spoken)
    slow = replace(grammar, outlook=_Hopeful(grammar.root, grammar.grow, grammar.lexicon))
    text = ". ".join(example.text for example in examples(code)) + " 1,000,000 2.5 1/2 15 000 1,"

    def read(by: Grammar) -> list[tuple[str, int, int]]:
        found: list[tuple[str, int, int]] = []

        def accept(reading: Reading) -> bool:
            found.append((reading.phrase.template, reading.first, reading.end))
            return True

        Finder(by, tokenize(text, fold(text), 0, len(text))).read(accept)
        return found

    assert read(grammar) == read(slow)


@pytest.mark.parametrize("code", CODES)
def test_no_word_stands_twice_in_a_table(code: str) -> None:
    spoken = language.load(code)
    assert spoken is not None
    for name, table in spoken.section("when").items():
        if not isinstance(table, dict) or name in ("words", "endings", "tense", "phrases"):
            continue
        counted = Counter(fold(word) for words in table.values() for word in words)
        assert not [word for word, count in counted.items() if count > 1], name


@pytest.mark.parametrize("code", CODES)
def test_months_and_weekdays_hold_all_that_cldr_knows(code: str) -> None:
    spoken = language.load(code)
    assert spoken is not None
    locale = Locale.parse(code)
    section = spoken.section("when")
    for name, known, offset in (("months", locale.months, 0), ("weekdays", locale.days, 1)):
        for context in known.values():
            for width in ("wide", "abbreviated"):
                for number, word in context.get(width, {}).items():
                    words = {fold(each).rstrip(".") for each in section[name][str(number + offset)]}
                    assert fold(word).rstrip(".") in words, (name, number, word)


@pytest.mark.parametrize("code", CODES)
def test_every_meaning_is_offered_or_listed_as_lacking(code: str) -> None:
    spoken = language.load(code)
    assert spoken is not None
    section = spoken.section("when")
    missing = set(MEANINGS) - INHERENT - set(section["phrases"]) - set(section.get("lacking", ()))
    assert not missing


def test_a_twin_stands_beside_each_language() -> None:
    assert {path.stem for path in TWINS.glob("*.toml")} == set(language.codes())


@pytest.mark.parametrize(
    ("code", "text", "means"),
    [
        ("en", "It began on 24 February 2022. In March it grew; by December it was over.", "2022-03 2022-12"),
        ("en", "It began on 24 February 2022.\n\nIn March it grew.", "2024-03"),
        ("en", "He resigned on 19 March 2019. In November he was charged.", "2023-11"),
        ("fr", "Né le 4 février 2022. En mars, il a grandi ; en décembre, il a parlé.", "2022-03 2022-12"),
        ("es", "Comenzó el 4 de febrero de 2022. En marzo creció; en diciembre cesó.", "2022-03 2022-12"),
        ("de", "Er begann am 4. Februar 2022. Im März wuchs er; im Dezember ging er.", "2022-03 2022-12"),
        ("it", "Iniziò il 4 febbraio 2022. A marzo crebbe; a dicembre era finita.", "2022-03 2022-12"),
        ("pt", "Começou a 4 de fevereiro de 2022. Em março cresceu; em dezembro acabou.", "2022-03 2022-12"),
        ("uk", "Вона почалася 4 лютого 2022 року. У березні зросла; у грудні зникла.", "2022-03 2022-12"),
        ("ru", "Она началась 4 февраля 2022 года. В марте выросла; в декабре ушла.", "2022-03 2022-12"),
    ],
)
def test_a_story_of_another_year_goes_on_there_to_the_end_of_its_paragraph(
    code: str, text: str, means: str
) -> None:
    spoken = language.load(code)
    found = moments(text, spoken, date(2024, 3, 12), language.segment(text, spoken))
    assert " ".join(moment.value for moment in found[1:]) == means
