"""Places: what a reader would look up on a map is found, and nothing else is."""

from __future__ import annotations

import csv
import io
import time
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from babel import Locale

from timeline import language, resources, where
from timeline.errors import LanguageDataError
from timeline.language import Language
from timeline.model import Toponym
from timeline.where.gazetteer import gazetteer

TWINS = sorted((Path(__file__).parent / "languages").glob("*.toml"))
# What newspapers call some capitals and great cities, in each language that has a file.
EXONYMS = {
    "Kyiv": "Kyiv Kiev Kiew Київ Киев",
    "Moscow": "Moscow Moscou Moscú Moskau Mosca Moscovo Москва",
    "London": "London Londres Londra Лондон",
    "Warsaw": "Warsaw Varsovie Varsovia Warschau Varsavia Varsóvia Варшава",
    "Geneva": "Geneva Genève Ginebra Genf Ginevra Genebra Женева",
    "Beijing": "Beijing Pékin Pekín Peking Pechino Pequim Пекин Пекін",
    "Cairo": "Cairo Kairo Каир Каїр",
    "Damascus": "Damascus Damas Damasco Damaskus Дамаск",
    "Aleppo": "Aleppo Alep Алеппо",
    "Brussels": "Brussels Bruxelles Bruselas Brüssel Bruxelas Брюссель",
    "Istanbul": "Istanbul Estambul Istambul Стамбул",
    "Vienna": "Vienna Vienne Viena Wien Вена Відень",
    "Odesa": "Odesa Odessa Одеса Одесса",
    "Kharkiv": "Kharkiv Kharkov Járkov Charkiw Харків Харьков",
    "Mariupol": "Mariupol Marioupol Маріуполь Мариуполь",
    "Zaporizhzhia": "Zaporizhzhia Zaporijjia Saporischschja Запоріжжя Запорожье",
    "Bucha": "Bucha Butscha Буча",
    "Irpin": "Irpin Ірпінь Ирпень",
    "Avdiivka": "Avdiivka Авдіївка Авдеевка",
    "Khan Younis": "Khan Yunis Khan Younès",
}


def examples(code: str) -> list[tuple[str, str, bool]]:
    """(marked text, meaning, locative) of one language's twin."""
    table = tomllib.loads((Path(__file__).parent / f"languages/{code}.toml").read_text(encoding="utf-8"))
    return [
        (text, group["means"], group.get("locative", True))
        for group in table.get("where", ())
        for text in group["texts"]
    ]


ALL = [(path.stem, *example) for path in TWINS for example in examples(path.stem)]


def read(text: str, code: str) -> list[Toponym]:
    spoken = language.load(code)
    return where.toponyms(text, spoken, language.segment(text, spoken))


def named(toponym: Toponym) -> str:
    return f"{toponym.place.name}, {toponym.place.country or ''}"


@pytest.mark.parametrize(("code", "marked", "means", "locative"), ALL, ids=[f"{a}: {b}" for a, b, *_ in ALL])
def test_each_example_gives_its_place_and_no_other_words(
    code: str, marked: str, means: str, locative: bool
) -> None:
    text = marked.replace("[", "").replace("]", "")
    found = read(text, code)
    if not means:
        assert [t.text for t in found] == []
        return
    start, end = marked.index("["), marked.index("]") - 1
    at = [t for t in found if t.start < end and start < t.end]
    assert [(t.text, named(t), t.locative) for t in at] == [(text[start:end], means, locative)]


@pytest.mark.parametrize("quotes", ["« {} »", "“{}”", "({})", "Hier, {}", "{}\n\nFin."])
def test_examples_hold_with_typographic_marks_around_them(quotes: str) -> None:
    for code, marked, means, _ in ALL:
        if means and not marked.startswith("["):
            text = quotes.replace("{}", marked)
            start = text.index("[")
            plain = text.replace("[", "").replace("]", "").replace("'", "’")
            assert means in {named(t) for t in read(plain, code) if t.start == start}, plain


def test_every_language_with_words_for_places_has_examples() -> None:
    for code in language.codes():
        spoken = language.load(code)
        if spoken and spoken.section("where"):
            assert len(examples(code)) >= 20, code


@pytest.mark.parametrize("place", EXONYMS)
def test_one_place_has_one_name_in_all_languages(place: str) -> None:
    names = [place] if " " in place else EXONYMS[place].split()
    for name in names:
        assert place in {c.place.name for c in gazetteer().candidates(name)}, name


def test_towns_and_regions_of_recent_wars_are_known() -> None:
    for name in (
        "Bakhmut", "Avdiivka", "Soledar", "Irpin", "Bucha", "Hostomel", "Borodianka", "Robotyne", "Vuhledar",
        "Chasiv Yar", "Izium", "Lyman", "Kupiansk", "Enerhodar", "Donbas", "Crimea", "Zaporizhzhia Oblast",
        "Rafah", "Khan Younis", "Jabalia", "Beit Hanoun", "Deir al-Balah", "Gaza Strip", "Idlib", "Raqqa",
        "Kobani", "Daraa", "Misrata", "Sirte", "Brega", "Sinjar", "Mosul", "Darfur", "Geneina",
        "Stepanakert", "Nagorno-Karabakh",
    ):  # fmt: skip
        assert name in {c.place.name for c in gazetteer().candidates(name)}, name


def test_countries_are_known_in_every_language_that_has_a_file() -> None:
    for code in language.codes():
        names = Locale(code).territories
        text = "".join(f"{names[iso]}.\n" for iso in ("UA", "RU", "FR", "TR", "SA", "ZA", "JP"))
        countries = [t.place.country for t in read(text, code)]
        assert countries == ["UKR", "RUS", "FRA", "TUR", "SAU", "ZAF", "JPN"], code


def test_a_text_without_a_language_file_still_gives_its_great_cities() -> None:
    found = where.toponyms("Delegacje spotkały się. Paris, London, Kyiv.", None, ())
    assert [t.place.name for t in found] == ["Paris", "London", "Kyiv"]


def test_toponyms_are_sorted_disjoint_and_verbatim() -> None:
    text = (
        "New York City, New York. KYIV — L’Ukraine et l'Ukraine. United Nations headquarters in New York. "
        * 3
    )
    found = read(text, "en")
    assert found
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text", ["", " ", "—", "A", "É.", "\n\n\n", "'’'", "-" * 500, "Paris " * 2000, "X-" * 3000]
)
def test_odd_texts_neither_fail_nor_take_long(text: str) -> None:
    began = time.perf_counter()
    read(text, "fr")
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    "section",
    [
        {"unknown": []},
        {"locative": "in"},
        {"sites": {"square": ["Square"]}},
        {"countries": {"XYZ": ["Nowhere"]}},
    ],
)
def test_a_mistake_in_a_language_file_is_named(section: dict[str, object]) -> None:
    with pytest.raises(LanguageDataError, match=r"data/languages/qq\.toml.*where"):
        where.toponyms("London", Language("qq", "test", True, {"where": section}), ())


@pytest.mark.parametrize("file", ["places.csv", "regions.csv"])
def test_every_row_is_a_place_on_earth(file: str) -> None:
    rows = list(csv.DictReader(io.StringIO(resources.text(file))))
    assert rows
    for row in rows:
        assert row["kind"] in {"country", "region", "city", "site"}, row
        assert row["country"] == "" or (len(row["country"]) == 3 and row["country"].isupper()), row
        assert -90 <= float(row["latitude"]) <= 90, row
        assert -180 <= float(row["longitude"]) <= 180, row
        assert row["names"].split("|")[0].rstrip("*") == row["name"], row


def test_no_region_is_written_twice() -> None:
    rows = list(csv.DictReader(io.StringIO(resources.text("regions.csv"))))
    keys = [(row["name"], row["country"]) for row in rows]
    assert len(keys) == len(set(keys))


# ---------------------------------------------------------------- named again
AGAIN = [
    ("en", "They met in Lille. Rain fell on the city.", "city"),
    ("fr", "Ils se sont vus à Lille. La pluie tombait sur la ville.", "ville"),
    ("es", "Se vieron en Lille. Llovía en la ciudad.", "ciudad"),
    ("de", "Sie trafen sich in Lille. Es regnete in der Stadt.", "Stadt"),
    ("it", "Si sono visti a Lille. Pioveva sulla città.", "città"),
    ("pt", "Eles se viram em Lille. Chovia na cidade.", "cidade"),
    ("ru", "Они встретились во Львове. В городе шёл дождь.", "городе"),
    ("uk", "Вони зустрілися у Львові. У місті йшов дощ.", "місті"),
]


@pytest.mark.parametrize(("code", "text", "noun"), AGAIN, ids=[code for code, _, _ in AGAIN])
def test_the_city_is_the_town_named_before(code: str, text: str, noun: str) -> None:
    first, then = read(text, code)
    assert first.place == then.place and then.place.name in ("Lille", "Lviv")
    assert text[then.start : then.end] == noun


def test_the_square_is_the_site_named_before_and_not_the_town() -> None:
    places = [t.place.name for t in read("Crowds filled Tahrir Square in Cairo. They left the square.", "en")]
    assert places == ["Tahrir Square", "Cairo", "Tahrir Square"]


@pytest.mark.parametrize(
    "text",
    [
        "They met in Lille. Later the city of Lyon was quiet.",  # its own name follows
        "They met in Lille. A city needs water.",  # any city
        "The city was quiet.",  # none named before
    ],
)
def test_a_city_that_points_to_none_before_is_no_place(text: str) -> None:
    assert all(toponym.text[0].isupper() for toponym in read(text, "en"))


def test_the_town_that_a_distance_is_measured_from_is_not_the_city() -> None:
    text = "Troops reached the town of Brega, 240 kilometres from Benghazi. They left the town."
    assert [t.place.name for t in read(text, "en")] == ["Brega", "Benghazi", "Brega"]
