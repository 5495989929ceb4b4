"""Who: names found and settled, offices in time, one actor under one name; examples in tests/languages."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from timeline import language as languages
from timeline import pipeline, who
from timeline.errors import LanguageDataError, UsageError
from timeline.language import Language
from timeline.model import Mention, Thing
from timeline.who import borrowed, gazetteer, lexicon
from timeline.who.spelling import skeleton
from timeline.who.tokens import Stemmer, fold

TWINS = sorted((Path(__file__).parent / "languages").glob("*.toml"))
_MARK = re.compile(r"\[([^\[\]]+)\]")


def _read(text: str, code: str | None, on: date | None = None) -> tuple[list[Mention], list[Thing]]:
    language = languages.load(code) if code else None
    return who.mentions(text, language, languages.segment(text, language), lambda _: on)


def _examples(table: str) -> list[Any]:
    found = []
    for path in TWINS:
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get(table, []):
            for text in entry["texts"]:
                found.append(pytest.param(path.stem, entry, text, id=f"{path.stem}-{text[:40]}"))
    return found


def _marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and the spans they stood around."""
    plain, spans, done = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[done : match.start()]
        spans.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        done = match.end()
    return plain + text[done:], spans


@pytest.mark.parametrize(("code", "entry", "text"), _examples("who"))
def test_the_marked_words_stand_for_the_actor_and_nothing_else_does(
    code: str, entry: dict[str, Any], text: str
) -> None:
    plain, spans = _marked(text)
    mentions, _ = _read(plain, code, entry.get("on"))
    name = entry["means"]
    found = [(m.start, m.end) for m in mentions if m.actor.name == name or (name == "")]
    assert found == spans, [(m.text, m.actor.name, m.by) for m in mentions]


@pytest.mark.parametrize(("code", "entry", "text"), _examples("who"))
def test_a_mention_is_the_same_inside_quotes_and_between_other_sentences(
    code: str, entry: dict[str, Any], text: str
) -> None:
    plain, spans = _marked(text)
    before = "1234.\n\n«"
    mentions, _ = _read(f"{before}{plain.replace(chr(39), '’')}»\n\n5678.", code, entry.get("on"))
    found = [
        (m.start - len(before), m.end - len(before)) for m in mentions if entry["means"] in (m.actor.name, "")
    ]
    assert found == spans, [(m.text, m.actor.name, m.by) for m in mentions]


@pytest.mark.parametrize(("code", "entry", "text"), _examples("thing"))
def test_the_marked_words_name_a_thing(code: str, entry: dict[str, Any], text: str) -> None:
    plain, spans = _marked(text)
    _, things = _read(plain, code)
    assert [(thing.start, thing.end) for thing in things] == spans
    assert all(thing.name == entry["means"] for thing in things)


@pytest.mark.parametrize("path", TWINS, ids=lambda path: path.stem)
def test_every_role_a_language_knows_has_an_example(path: Path) -> None:
    section = languages.load(path.stem)
    assert section is not None
    roles = {entry.get("role") for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("who", [])}
    if section.section("who"):
        assert {"head_of_state", "foreign_minister", "head"} <= roles


def test_a_mention_quotes_the_text_and_mentions_are_sorted_and_disjoint() -> None:
    text = "U.S. Secretary of State John Kerry met Sergei Lavrov, the Russian minister, and NATO's chief."
    mentions, _ = _read(text, "en", date(2014, 5, 1))
    assert mentions
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_an_office_is_whoever_held_it_on_the_day_the_text_tells_about() -> None:
    told: dict[str, Callable[[int], date | None]] = {
        "William Burns": lambda _: date(2023, 6, 30),
        "David Petraeus": lambda _: date(2012, 3, 1),
    }
    text = "The CIA director arrived in the capital."
    for name, date_at in told.items():
        language = languages.load("en")
        mentions, _ = who.mentions(text, language, languages.segment(text, language), date_at)
        assert [m.actor.name for m in mentions] == ["CIA", name]
        assert mentions[1].by == "office"


def test_a_name_that_contradicts_its_office_is_settled_by_the_office_and_flagged() -> None:
    text = "The director of the CIA, Guillermo Quemaduras, spoke. Quemaduras left."
    mentions, _ = _read(text, "en", date(2023, 6, 30))
    persons = [m for m in mentions if m.actor.kind == "person"]
    assert {m.actor.name for m in persons} == {"William Burns"}
    assert persons[0].flag == "office: William Burns; text: Guillermo Quemaduras"
    assert persons[0].text == "Guillermo Quemaduras"


@pytest.mark.parametrize(
    "text",
    [
        "The former director of the CIA, John Placeholder, spoke.",
        "The deputy director of the CIA, John Placeholder, spoke.",
        "The CIA director, David Petraeus, spoke.",
    ],
)
def test_a_former_a_deputy_or_a_known_other_person_is_not_overridden(text: str) -> None:
    mentions, _ = _read(text, "en", date(2023, 6, 30))
    assert "William Burns" not in {m.actor.name for m in mentions}
    assert all(m.flag is None for m in mentions)


def test_an_office_without_a_date_stands_for_nobody() -> None:
    mentions, _ = _read("The Russian president spoke.", "en", None)
    assert mentions == []


def test_a_surname_later_in_the_article_is_the_person_named_before() -> None:
    text = "Marta Sandoval resigned on Monday.\n\nSandoval had been ill. Another Sandoval was not meant."
    mentions, _ = _read(text, "en")
    assert {m.actor.name for m in mentions} == {"Marta Sandoval"}
    assert [m.by for m in mentions][1] == "earlier"


def test_spellings_and_scripts_of_one_person_are_one_actor() -> None:
    seen = {
        _read(text, code)[0][0].actor.actor_id
        for text, code in (
            ("Volodymyr Zelensky spoke.", "en"),
            ("Volodymyr Zelenskyy spoke.", "en"),
            ("Volodimir Zelenski habló.", "es"),
            ("Володимир Зеленський заявив.", "uk"),
            ("Владимир Зеленский заявил.", "ru"),
            ("Wolodymyr Selenskyj sprach.", "de"),
        )
        if languages.load(code)
    }
    assert seen == {"volodymyr-zelenskyy"}


def test_an_acronym_in_brackets_is_the_organisation_before_it() -> None:
    text = "The Global Widget Makers Association (GWMA) met on Monday. GWMA then adjourned."
    mentions, _ = _read(text, "en")
    assert [(m.text, m.actor.name) for m in mentions][-1] == ("GWMA", "Global Widget Makers Association")


def test_names_run_together_with_the_next_word_are_cut() -> None:
    mentions, _ = _read("Il a rencontré Marc Dubosqprésident du club, aux États-Unisles vainqueurs.", "fr")
    assert ("Marc Dubosq", "Marc Dubosq") in [(m.text, m.actor.name) for m in mentions]


def test_seats_of_power_are_actors_with_a_state_and_capitals_are_the_state() -> None:
    mentions, _ = _read("The Kremlin answered Washington. Moscow denied it.", "en")
    assert [(m.actor.name, m.actor.state, m.by) for m in mentions] == [
        ("Kremlin", "RUS", "name"),
        ("United States", "USA", "state"),
        ("Russia", "RUS", "state"),
    ]


def test_a_paper_named_like_a_word_is_not_that_word_at_the_start_of_a_sentence() -> None:
    assert _read("Time is short. We have no time.", "en")[0] == []
    assert [m.actor.name for m in _read("He told Time so.", "en")[0]] == ["Time"]


def test_a_text_in_no_known_language_still_gives_names_the_gazetteer_knows() -> None:
    mentions, _ = _read("Vladimir Putin, NATO, WHO.", None)
    assert [m.actor.name for m in mentions][:2] == ["Vladimir Putin", "NATO"]


@pytest.mark.parametrize("text", ["", "\n\n", ".", "\x00\ufffd", "A" * 3000, "(" * 500, "Jr. " * 400])
def test_odd_text_gives_no_error(text: str) -> None:
    for code in (None, *languages.codes()):
        _read(text, code, date(2020, 1, 1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gaddafi", "Kadhafi"),
        ("Morsi", "Мурси"),
        ("Lawrow", "Лавров"),
        ("Erdoğan", "Эрдоган"),
        ("Schoigu", "Choïgou"),
    ],
)
def test_transliterations_share_their_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("code", "text"),
    [("ru", "Сторонники Путина вышли на улицы."), ("uk", "Прихильники Путіна вийшли на вулиці.")],
)
def test_those_whom_others_are_for_or_against_do_not_act(code: str, text: str) -> None:
    language = languages.load(code)
    assert who.mentions(text, language, languages.segment(text, language), lambda _: None)[0] == []


def test_case_endings_do_not_hide_a_name() -> None:
    stem = Stemmer(["а", "у", "ом"])
    assert len({stem(form) for form in ("Лавров", "Лаврова", "Лаврову", "Лавровом")}) == 1
    assert fold("ÉLYSÉE") == fold("Élysée") == "elysee"


def _own(folder: Path, text: str) -> gazetteer.Gazetteer:
    (folder / "own.csv").write_text(text, encoding="utf-8")
    return gazetteer.Gazetteer.read(folder / "own.csv")


def test_a_users_own_actors_are_found_and_win_over_ours(tmp_path: Path) -> None:
    own = _own(
        tmp_path,
        "actor_id,name,kind,aliases\nwidget-co,Widget Company,organisation,WidgetCo\nnato,Alliance,body,\n",
    )
    text = "WidgetCo sued NATO."
    mentions, _ = who.mentions(text, None, languages.segment(text, None), lambda _: None, own)
    assert [m.actor.name for m in mentions] == ["Widget Company", "Alliance"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("actor_id,name,kind\nx,X,planet\n", r"own\.csv, line 2: kind 'planet' is unknown\. Kinds: person"),
        (
            "actor_id,name,kind\nx,X,person\n,Y,person\n",
            r"own\.csv, line 3: actor_id is empty\. A line needs",
        ),
        ("actor_id;name;kind\n", r"own\.csv, line 1: column 'actor_id' is missing\. First line: actor_id,"),
        ('actor_id,name,kind\n"x,X,person\n', r"own\.csv, line \d: .*Correct the line"),
        ("actor_id,name,kind\n", r"own\.csv': has no actor in it"),
    ],
)
def test_a_wrong_list_of_actors_is_said_with_file_line_cause_and_cure(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        _own(tmp_path, text)


def test_a_list_of_actors_that_is_no_text_or_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_bytes("actor_id,name,kind\nx,\u00c9va,person\n".encode("latin-1"))
    with pytest.raises(UsageError, match=r"old\.csv': is not UTF-8 text\. Save it"):
        gazetteer.Gazetteer.read(tmp_path / "old.csv")
    with pytest.raises(UsageError, match=r"none\.csv': cannot be read .*Check the path"):
        gazetteer.Gazetteer.read(tmp_path / "none.csv")


def _borrowed(text: str, *found: tuple[str, str]) -> list[Mention]:
    def namer(text: str, code: str) -> list[tuple[int, int, str]]:
        return [(text.index(words), text.index(words) + len(words), label) for words, label in found]

    english = languages.load("en")
    segments = languages.segment(text, english)
    return who.mentions(text, english, segments, lambda _: None, namer=namer)[0]


def test_names_found_by_somebody_else_join_ours_and_say_so() -> None:
    mentions = _borrowed(
        "Qux Quuz met NATO at Blorp.", ("Qux Quuz", "PER"), ("Blorp", "ORG"), ("NATO", "ORG")
    )
    assert [(m.actor.name, m.actor.kind, m.flag) for m in mentions] == [
        ("Qux Quuz", "person", "found by spaCy"),
        ("NATO", "organisation", None),
        ("Blorp", "organisation", "found by spaCy"),
    ]


def test_a_borrowed_surname_is_the_person_named_before_and_a_place_is_nobody() -> None:
    text = "Qux Quuz left. Then Quuz came back to Blorp."
    found = _borrowed(text, ("Qux Quuz", "PER"), ("Blorp", "LOC"))
    again = _borrowed(text.replace("Qux Quuz left. Then ", ""), ("Quuz", "PER"))
    assert [m.actor.name for m in found] == ["Qux Quuz"] and again == []


def test_without_spacy_asking_for_its_names_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    borrowed._pipeline.cache_clear()
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(UsageError, match=r"--names spacy: needs the package spacy\. Install it: pip install"):
        pipeline.extractor(spacy=True)


def test_spacys_names_of_a_pipeline_that_is_installed() -> None:
    pytest.importorskip("spacy", reason="spaCy is not installed")
    installed = [code for code in languages.codes() if borrowed._pipeline(code)]
    if not installed:
        pytest.skip("no pipeline of spaCy is installed")
    found = who.spacy_names(
        "Angela Merkel est arrivée à Paris. Angela Merkel arrived in Paris.", installed[0]
    )
    assert any(label in ("PER", "PERSON") for _, _, label in found)


def test_a_mistake_in_a_language_file_names_file_and_key() -> None:
    broken = Language("qq", "Q", True, {"who": {"offices": {"head": ["{nobody} chief"]}}})
    with pytest.raises(LanguageDataError, match=r"data/languages/qq\.toml, who\.offices\.head.*\{nobody\}"):
        lexicon.lexicon(broken)
    with pytest.raises(LanguageDataError, match="unknown key"):
        lexicon.lexicon(Language("qq", "Q", True, {"who": {"titels": []}}))


SEXES = [
    ("en", "Basketball star Brittney Griner landed.", {"Brittney Griner": "f"}),
    ("en", "Transport Secretary Louise Haigh met the union's leader Mick Lynch.", {"Louise Haigh": "f"}),
    ("en", "The arms dealer Kim Park left. Mr Park spoke. Kim Park said so.", {"Kim Park": "m"}),
    ("fr", "La ministre Dominique Voynet parle.", {"Dominique Voynet": "f"}),
    ("fr", "L'opposant Boubacar Lanté a été arrêté.", {"Boubacar Lanté": None}),
    ("es", "El cantante Rigo Tovares fue detenido.", {"Rigo Tovares": "m"}),
    ("es", "La exalcaldesa Yandra Brito murió.", {"Yandra Brito": "f"}),
    ("de", "Die Schauspielerin Kim Fisher kam mit dem Regisseur Wim Wenders.", {"Kim Fisher": "f"}),
    ("it", "Il regista Nanni Moretti parla.", {"Nanni Moretti": "m"}),
    ("pt", "A ativista Dominique Reis falou.", {"Dominique Reis": "f"}),
    ("uk", "Пані Кім Чен сказала, що піде.", {"Кім Чен": "f"}),
    ("ru", "Режиссёр Кирилл Серебренников уехал.", {"Кирилл Серебренников": "m"}),
]


@pytest.mark.parametrize(("code", "text", "told"), SEXES)
def test_a_name_behind_what_somebody_is_is_a_person_of_that_sex(
    code: str, text: str, told: dict[str, str | None]
) -> None:
    mentions, _ = _read(text, code)
    found = {m.actor.name: m.actor.sex for m in mentions if m.actor.kind == "person"}
    assert told.items() <= found.items()


def test_a_womans_office_is_no_mans_and_a_womans_name_no_mans() -> None:
    for text in ("Die Präsidentin Maja Huber kam.", "US-Präsidentin Maja Huber kam."):
        mentions, _ = _read(text, "de", date(2024, 5, 1))
        assert "Joe Biden" not in {m.actor.name for m in mentions}


@pytest.mark.parametrize(
    ("code", "text", "asked", "gone"),
    [
        ("es", "El presidente acusó a {}.", "Washington", "El presidente viajó a {}."),
        ("fr", "Il a demandé à {} de partir.", "Londres", "Il est allé à {}."),
        ("en", "He appealed to {} for help.", "Beijing", "He flew to {} for help."),
        ("it", "Ha chiesto a {} di fermarsi.", "Mosca", "È andato a {} per fermarsi."),
        ("de", "Er forderte von {} den Rückzug.", "Moskau", "Er reiste bis {} weiter."),
    ],
)
def test_a_capital_that_is_asked_is_its_state_and_one_gone_to_is_a_place(
    code: str, text: str, asked: str, gone: str
) -> None:
    assert [m.text for m in _read(text.format(asked), code)[0]] == [asked]
    assert asked not in [m.text for m in _read(gone.format(asked), code)[0]]
