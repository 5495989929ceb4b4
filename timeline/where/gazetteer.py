"""The names of the earth: towns of GeoNames, own regions and sites, countries in every language of CLDR."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from timeline import resources
from timeline.model import Place

__all__ = ["Candidate", "Gazetteer", "folded", "gazetteer", "note_length", "territories"]

FILES = ("regions.csv", "places.csv")
HEAD = re.compile(r"[^\W\d_]+")
BEARERS = 12  # towns of one name that are looked at: the file is in order of size
CONTINENTS = (
    "002", "003", "005", "009", "011", "013", "014", "015", "017", "018", "019", "021", "029", "030",
    "034", "035", "039", "053", "054", "061", "142", "143", "145", "150", "151", "154", "155", "419",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `own`: it is the place's own name, not one of its others. `doubtful`: the
    name is also an ordinary word, or a rare one, and counts only where the words around it say "place".
    `inflected`: the words are not the name itself but may be a form of it."""

    place: Place
    own: bool = True
    doubtful: bool = False
    inflected: bool = False


class Gazetteer:
    """All names of the data files. A row becomes a `Place` only when it is asked for."""

    def __init__(self) -> None:
        self.rows: list[str] = []
        self.index: dict[str, int | list[int]] = {}
        self.longest: dict[str, int] = {}
        self.countries: dict[str, Place] = {}
        self.regions: list[Place] = []
        for file in FILES:
            self._read(file)

    def _read(self, file: str) -> None:
        index = self.index
        lines = resources.text(file).splitlines()[1:]
        first = len(self.rows)
        self.rows += lines
        for number, line in enumerate(lines, first):
            for name in line[line.rindex(",") + 1 :].split("|"):
                key, value = (name[:-1], -number - 1) if name[-1] == "*" else (name, number)
                known = index.get(key)
                if known is None:
                    index[key] = value
                    if not key.isalpha():
                        note_length(self.longest, key)
                elif not isinstance(known, list):
                    index[key] = [known, value]
                elif len(known) < BEARERS:
                    known.append(value)
            if ",city," not in line:
                place = self.place(number)
                if place.kind == "region":
                    self.regions.append(place)
                elif place.kind == "country" and place.country:
                    self.countries[place.country] = place

    @lru_cache(maxsize=4096)  # noqa: B019 - the one gazetteer lives as long as the process
    def place(self, number: int) -> Place:
        """The place of one row."""
        name, country, latitude, longitude, kind, population, _ = self.rows[number].split(",")
        return Place(name, country or None, float(latitude), float(longitude), kind, int(population))

    def candidates(self, name: str) -> list[Candidate]:
        """All places that bear the name, in the order of the files; empty where nobody does."""
        found = self.index.get(name)
        if found is None:
            return []
        numbers = found if isinstance(found, list) else [found]
        result = []
        for number in numbers:
            place = self.place(number if number >= 0 else -number - 1)
            own = place.kind != "city" or folded(place.name) == folded(name)
            result.append(Candidate(place, own, number < 0))
        return result


def note_length(longest: dict[str, int], name: str) -> None:
    """Note how many words the longest name may have that begins with this one's first word."""
    head = HEAD.match(name)
    if head and head.end() < len(name):
        words = 1 + name.count(" ") + name.count("-") + name.count("'") + name.count(".")
        if words > longest.get(head[0], 1):
            longest[head[0]] = words


def folded(name: str) -> str:
    """The name without accents, in small letters."""
    if name.isascii():
        return name.lower()
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).lower()


@cache
def gazetteer() -> Gazetteer:
    """Loaded when the first text is read, once."""
    return Gazetteer()


def territories(code: str) -> dict[str, Place]:
    """Names of countries and continents in one language (ISO 639-1), as CLDR writes them.

    "Myanmar (Burma)" gives both names. Empty for a language CLDR does not have.
    """
    try:
        names = Locale(code).territories
    except (UnknownLocaleError, ValueError):
        return {}
    english = Locale("en").territories
    alpha2 = get_global("territory_aliases")
    result: dict[str, Place] = {}
    for number in CONTINENTS:
        if number in names:
            result[names[number]] = Place(english[number], None, None, None, "region")
    for iso3, place in gazetteer().countries.items():
        name = names.get(alpha2.get(iso3, [iso3[:2]])[0])
        if name:
            for part in name.replace(")", "").split(" ("):
                result[part.replace("’", "'").replace("ʼ", "'")] = place
    return result
