"""What one language says around the names of places: its section `[where]`, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from typing import Any

from babel import Locale, UnknownLocaleError

from timeline.errors import LanguageDataError
from timeline.language import Language, demonyms, load
from timeline.where.gazetteer import Candidate, gazetteer, note_length, territories

__all__ = ["REACH", "Wording", "plain", "wording"]

REACH = 90  # characters before a name in which its preposition may begin
TOWN = 15_000  # inhabitants below which a name is also tried as a form of another
CANONICAL = "en"  # the language of canonical names
LISTS = ("locative", "between", "heads", "joins", "particles", "regions", "towns", "not_after", "ordinary")
TABLES = ("sites", "countries", "contracted", "endings", "again")
SWITCHES = ("capitalised_nouns",)
CAPITALISED = r"[^\W\d_a-zß-öø-ÿа-яёіїєґ]\w*+(?:['’]\w{2,})*+"


@dataclass(eq=False)
class Wording:
    """One language's names of countries and the words that make a name a place."""

    names: dict[str, list[Candidate]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    endings: dict[str, list[str]] = field(default_factory=dict)
    contracted: dict[str, str] = field(default_factory=dict)
    small: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    capitalised_nouns: bool = False
    locative: re.Pattern[str] | None = None
    immediate: re.Pattern[str] | None = None
    joins: re.Pattern[str] = re.compile(r"\s*[,;/(]\s*")
    forms: dict[str, tuple[str, str]] = field(default_factory=dict)
    leading: re.Pattern[str] | None = None
    trailing: re.Pattern[str] | None = None
    called: re.Pattern[str] | None = None
    apposed: re.Pattern[str] | None = None
    again: re.Pattern[str] | None = None
    town_nouns: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    capital: re.Pattern[str] | None = None
    capitals: Mapping[str, list[str]] = field(default_factory=dict)
    demonyms: Mapping[str, str] = field(default_factory=dict)
    known: dict[str, list[Candidate]] = field(default_factory=dict)

    def candidates(self, name: str) -> list[Candidate]:
        """What the name may mean in this language, as it stands or as its nominative."""
        found = self.known.get(name)
        if found is None:
            found = self._exact(name)
            # A hamlet's nominative may be a city's other case.
            if self.endings and all(0 < c.place.population < TOWN for c in found):
                forms = [c for form in self._nominatives(name) for c in self._exact(form)]
                found = found + [replace(c, inflected=True) for c in forms]
            self.known[name] = found
        return found

    def _exact(self, name: str) -> list[Candidate]:
        if name in self.never:
            return []
        return self.names.get(name, []) + gazetteer().candidates(name)

    def adjectival(self, name: str) -> bool:
        """Whether an unknown name is nearly that of a country: "Libyan"."""
        stem = name[: max(4, len(name) - 3)]
        unknown = len(name) > 4 and not self.candidates(name)
        return unknown and any(country.startswith(stem) for country in self.names)

    def _nominatives(self, name: str) -> Iterator[str]:
        """The nominatives that the oblique form of a name may come from."""
        parts = re.split(r"([\s-])", name)
        choices = [[part, *self._undone(part)][:12] for part in parts]
        for number, combination in enumerate(product(*choices)):
            if number > 200:
                return
            if list(combination) != parts:
                yield "".join(combination)

    def _undone(self, word: str) -> Iterator[str]:
        for length in range(min(5, len(word) - 1), -1, -1):
            for nominative in self.endings.get(word[len(word) - length :], ()):
                yield word[: len(word) - length] + nominative


def _alternatives(words: list[str]) -> str:
    """One pattern for many wordings, the longest first, blank and apostrophe as they come."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in ordered)


def _locatives(table: Mapping[str, Any], immediate: bool = False) -> re.Pattern[str] | None:
    """Preposition, then articles and directions, then "the city of": what stands right before a place.
    Immediate: the preposition alone."""
    if not table.get("locative"):
        return None
    gap = r"(?:\s+|(?<=['’]))"
    pattern = rf"(?<!\w)(?:{_alternatives(table['locative'])}){gap}"
    if not immediate:
        between = (
            rf"(?:(?:{_alternatives(table.get('between', []))})[,-]?{gap})"
            if table.get("between")
            else "(?:)"
        )
        pattern += between + "{0,4}"
        if table.get("heads"):
            heads = _alternatives(table["heads"])
            pattern += rf"(?:(?:[\w-]+\s+){{0,2}}?(?:{heads})(?:\s+[\w-]+){{0,2}}?,?{gap}{between}{{0,2}})?"
    return re.compile(pattern + "$", re.IGNORECASE)


def plain(words: str) -> str:
    """Small letters, single blanks, straight apostrophes."""
    return " ".join(words.lower().replace("’", "'").split())


def _proper(particles: list[str]) -> str:
    """A proper name: capitalised words joined by hyphens ("Châlons-sur-Marne") and small particles."""
    particle = rf"(?:(?:{_alternatives(particles)})(?: |(?<=['’]))){{0,2}}" if particles else ""
    joined = rf"(?:-(?:\w{{1,4}}-)?| {particle}(?:\w{{1,3}}-)?)"
    return rf"(?:(?:\w{{1,3}}-)?{CAPITALISED}(?:{joined}{CAPITALISED}){{0,3}})"


def _compiled(forms: list[str], name: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Two patterns for all wordings with a slot: own words before the name, own words after it."""
    parts = [template.split("{}") for template in forms]
    before, after = [head for head, _ in parts if head], [tail for head, tail in parts if not head]
    initial = [head[0].upper() + head[1:] for head in before]
    return (
        re.compile(rf"(?<!\w)({_alternatives(before + initial)})({name})(?!\w)") if before else None,
        re.compile(rf"(?<![\w-])({name})({_alternatives(after)})(?!\w)") if after else None,
    )


def _settlements(
    table: Mapping[str, Any], name: str
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What calls a name a town ("the village of X"), and what may after its name ("X, a village …")."""
    towns = table.get("towns")
    if not towns:
        return None, None
    nouns = _alternatives([template.split()[0] for template in towns])
    articles = _alternatives(table.get("between", [])) or "(?!)"
    tied = _alternatives([*table.get("locative", []), *table.get("between", [])])
    described = rf"\s\w+(?:[,.;)]|\s(?:{articles})(?!\w))"
    apposed = re.compile(
        rf"(?<![\w-])({name}),\s(?:(?:{articles})(?:\s+|(?<=['’])))?(?:{nouns})"
        rf"(?:[,.;)]|\s(?:{tied})(?!\w)|{described})"
    )
    return _compiled(towns, name)[0], apposed


def _renamed(table: Mapping[str, Any]) -> re.Pattern[str] | None:
    """The nouns that name a place again ("the city"), where neither a name nor a complement follows."""
    words = table.get("again", {})
    nouns = [*words.get("towns", []), *words.get("sites", [])]
    if not nouns:
        return None
    ties = {template.split()[1].removesuffix("{}") for template in table.get("towns", [])} - {""}
    tied = rf"(?!\s+(?:{_alternatives(sorted(ties))})(?!\w))" if ties else ""
    return re.compile(
        rf"(?<!\w)(?i:{_alternatives(words.get('articles', []))})(?:\s+|(?<=['’]))"
        rf"(?P<noun>{_alternatives(nouns)})(?!\w){tied}(?!\s+{CAPITALISED})(?!-)"
    )


def _capital(table: Mapping[str, Any]) -> re.Pattern[str] | None:
    """ "The X capital", "la capitale X": an article, the noun and one word beside it."""
    words = table.get("again", {})
    if not words.get("capitals"):
        return None
    noun = _alternatives(words["capitals"])
    articles = _alternatives([*words.get("articles", []), *table.get("locative", [])])
    return re.compile(
        rf"(?<!\w)(?i:{articles})(?:\s+|(?<=['’]))(?:(?P<before>[^\W\d_]+)\s+)?(?P<noun>{noun})(?!\w)"
        rf"(?:\s+(?P<after>[^\W\d_]+))?"
    )


def _calendar(code: str) -> frozenset[str]:
    """Names of months and weekdays, which towns bear too (March, Sunday), as a text may write them."""
    try:
        locale = Locale(code)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = {
        name
        for table in (locale.months, locale.days)
        for context in table.values()
        for width in ("wide", "abbreviated")
        for name in context.get(width, {}).values()
    }
    return frozenset(form for name in names for form in (name, name.title(), name.upper()))


def _check(language: Language, table: Mapping[str, Any]) -> None:
    """Refuse unknown keys and wrong types, naming file and key."""
    file = f"data/languages/{language.code}.toml"
    for key, value in table.items():
        kind = list if key in LISTS else dict if key in TABLES else bool if key in SWITCHES else None
        if kind is None or not isinstance(value, kind):
            why = "unknown key" if kind is None else f"must be a {kind.__name__}"
            raise LanguageDataError(file, f"where.{key}: {why}", "Correct it.")
    sites = [template for templates in table.get("sites", {}).values() for template in templates]
    for template in [*table.get("regions", ()), *table.get("towns", ()), *sites]:
        if template.count("{}") != 1:
            raise LanguageDataError(file, f"where: {template!r} needs one {{}}", "Correct it.")


@cache
def wording(language: Language | None) -> Wording:
    """The section of one language; without a language, names alone."""
    if language is None:
        return Wording(names=_territory_names(CANONICAL, {}, {}))
    table = language.section("where")
    _check(language, table)
    words = Wording(
        names=_territory_names(language.code, table.get("countries", {}), table.get("ordinary", ())),
        locative=_locatives(table),
        immediate=_locatives(table, immediate=True),
        capitalised_nouns=bool(table.get("capitalised_nouns")),
        not_after=frozenset(table.get("not_after", ())),
        never=_calendar(language.code),
    )
    for name in words.names:
        note_length(words.longest, name)
    for nominative, obliques in table.get("endings", {}).items():
        for oblique in obliques:
            words.endings.setdefault(oblique, []).append(nominative.strip("-"))
    words.contracted = {
        short: full for full, shorts in table.get("contracted", {}).items() for short in shorts
    }
    starts = {*words.longest, *gazetteer().longest}
    words.small = frozenset(word for word in starts if word[0].islower())
    if table.get("joins"):
        gap, between = r"(?:\s+|(?<=['’]))", _alternatives(table.get("between", [])) or "(?!)"
        after = rf"(?:(?:{_alternatives(table['joins'])}){gap})?(?:(?:{between}){gap}){{0,2}}"
        words.joins = re.compile(rf"\s*[,;/(]?\s*{after}", re.IGNORECASE)
    canonical = (load(CANONICAL) or language).section("where").get("sites", {})
    meanings = dict.fromkeys(table.get("regions", ()), ("region", ""))
    for meaning, templates in table.get("sites", {}).items():
        meanings.update(dict.fromkeys(templates, ("site", canonical.get(meaning, [""])[0])))
    name = _proper(table.get("particles", []))
    words.leading, words.trailing = _compiled(list(meanings), name)
    words.called, words.apposed = _settlements(table, name)
    words.again = _renamed(table)
    words.articles = frozenset(table.get("again", {}).get("articles", ()))
    words.capital, words.demonyms = _capital(table), demonyms(language)
    words.capitals = language.section("who").get("capitals", {})
    words.town_nouns = frozenset(map(plain, table.get("again", {}).get("towns", ())))
    words.forms = {plain(template.replace("{}", "")): meaning for template, meaning in meanings.items()}
    return words


def _territory_names(
    code: str, more: Mapping[str, list[str]], ordinary: Iterable[str]
) -> dict[str, list[Candidate]]:
    """Countries and continents by their names in the language, by the further names given, and in English."""
    names: dict[str, list[Candidate]] = {}
    for language in dict.fromkeys([code, CANONICAL]):
        for name, place in territories(language).items():
            names.setdefault(name, [Candidate(place)])
    countries = gazetteer().countries
    for iso3, others in more.items():
        if iso3 not in countries:
            raise LanguageDataError(
                f"data/languages/{code}.toml", f"where.countries: no country {iso3}", "Correct it."
            )
        names.update({name: [Candidate(countries[iso3])] for name in others})
    for name in ordinary:
        names[name] = [replace(one, doubtful=True) for one in names.get(name, ())]
    return names
