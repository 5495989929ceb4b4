"""Section `[who]` of a language file, compiled: words around names, templates of offices and bodies.

A template is words and slots: `{adj}` a demonym, `{state}` a state's name, `{nation}` either, `{body}` a
named organisation, `{person}` a person's name, `{of}` any wording of the list `of`; `a|b` are alternatives
for one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

from timeline.errors import LanguageDataError
from timeline.language import Language, inflected
from timeline.who.tokens import Stemmer, fold, words_of

__all__ = ["SLOTS", "Lexicon", "Nation", "Node", "Template", "lexicon"]

SLOTS = frozenset(("{adj}", "{state}", "{nation}", "{body}", "{person}"))
_WORD_LISTS = (
    "of", "definite", "indefinite", "locative", "directional", "place_nouns", "former", "deputies", "titles",
    "courtesies", "reporting", "not_names", "organisation_heads", "organisation_tails", "thing_heads",
    "things", "site_heads", "ordinary", "premises", "stances", "camps", "amounts",
    "local_bodies", "called_organisations", "called_media", "called_groups", "policies", "joining",
    "women", "men", "she", "he", "addressing", "professions",
    "coordinating",
)  # fmt: skip
_SHORT = 7  # letters of a name whose stem may be a word's
_PARTS = re.compile(r"\{\w+\}|[^\s{}]+")
_SORTS = {"seats": "seat", "offices": "office", "bodies": "body", "groups": "group", "kin": "kin"}
_TABLES = ("demonyms", "demonym_forms", "peoples", "capitals", *_SORTS)
_KEYS = frozenset(
    (
        *_WORD_LISTS, *_TABLES, "cases", "people_style", "capital_nouns", "head_first", "nominative",
        "title_ends", "verb_ends",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """What a wording means: `sort` is a key of offices, bodies, …; `key` the role or the English name."""

    sort: str
    key: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Nation:
    """A word for a state: `sort` is adj (a demonym), people (a noun for its people) or capital.

    `plural` tells the forms of a demonym that can stand for the people.
    """

    keys: tuple[str, ...]
    sort: str
    state: str
    plural: bool = False
    name: str = ""


class Node(dict[str, "Node"]):
    """A place in the tree of templates; `ends` are the meanings of the wordings that end here."""

    __slots__ = ("ends",)

    def __init__(self) -> None:
        super().__init__()
        self.ends: tuple[Template, ...] = ()


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The compiled section. `phrases` hold single- and many-word entries as tuples of keys; `title_ends` and
    `verb_ends` the ends of words that are said of a woman (f) or a man (m)."""

    code: str
    stem: Stemmer
    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, frozenset[tuple[str, ...]]]
    nations: Mapping[str, tuple[Nation, ...]]
    adjectives: Mapping[str, str]
    people_style: str
    capital_nouns: bool
    head_first: bool
    templates: Node
    endings: tuple[tuple[str, str], ...] = ()
    oblique: tuple[tuple[Mapping[str, str], Mapping[str, str]], ...] = ()
    title_ends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    verb_ends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sexes: Mapping[str, str] = field(default_factory=dict)  # of the words before a name, as they are listed
    prefixes: tuple[str, ...] = ()  # how the words begin with which a capital is spoken to

    def nominative(self, name: str) -> str:
        """A person's name as a subject: "Віктора Медведчука" is "Віктор Медведчук". Both words must agree."""
        first, *middle, last = name.split() if " " in name else (name, name)
        for firsts, lasts in self.oblique:
            head, tail = _restored(first, firsts), _restored(last, lasts)
            if head and tail and " " in name:
                return " ".join((head, *middle, tail))
        return name

    def ended(self, key: str) -> bool:
        """Whether a word is a title of somebody who no longer bears it, in one: "exministro"."""
        titles = self.words["titles"]
        return any(key.startswith(past) and key[len(past) :] in titles for past in self.words["former"])

    def inflects(self, word: str, name: str) -> bool:
        """Whether a word is one of the case forms of a short name: "Мали" is none of "Малі".

        Long names need no such care; a language without a table of case endings has no forms.
        """
        if not self.endings or len(name) > _SHORT or word.isupper():
            return True
        seen, known = fold(word), fold(name)
        return seen == known or any(
            known.endswith(ending) and seen == known[: len(known) - len(ending)] + oblique
            for ending, oblique in self.endings
        )


def _restored(word: str, ends: Mapping[str, str]) -> str | None:
    """A word with the longest end that fits replaced; None where none fits, or the case forbids it."""
    found = max((end for end in ends if word.endswith(end) and len(word) > len(end)), key=len, default=None)
    return None if found is None or ends[found] == "-" else word.removesuffix(found) + ends[found]


def _fail(code: str, key: str, why: str) -> LanguageDataError:
    return LanguageDataError(f"data/languages/{code}.toml, who.{key}", why, "Correct the file.")


def _strings(code: str, key: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _fail(code, key, "is not a list of words")
    return value


def _grow(
    root: Node,
    wording: str,
    small: tuple[list[str], list[str]],
    meaning: Template,
    stem: Stemmer,
    where: tuple[str, str],
) -> None:
    of, courtesies = small
    choices: list[list[tuple[str, ...]]] = []
    for part in _PARTS.findall(wording):
        if part == "{of}":
            choices.append([tuple(map(stem, words_of(item))) for item in of])
        elif part == "{person}":
            choices.append([(part,), *((stem(courtesy), part) for courtesy in courtesies)])
        elif part in SLOTS:
            choices.append([(part,)])
        elif part.startswith("{"):
            raise _fail(*where, f"slot {part} is unknown")
        else:
            choices.append([tuple(map(stem, words_of(item))) for item in part.split("|")])
    for parts in product(*choices):
        node = root
        for key in (key for part in parts for key in part):
            node = node.setdefault(key, Node())
        if node is root:
            raise _fail(*where, f"template {wording!r} is empty")
        if meaning not in node.ends:
            node.ends = (*node.ends, meaning)


def _templates(section: Mapping[str, Any], code: str, stem: Stemmer) -> Node:
    root = Node()
    small = (
        _strings(code, "of", section.get("of", [])),
        _strings(code, "courtesies", section.get("courtesies", [])),
    )
    for table, sort in _SORTS.items():
        for key, wordings in section.get(table, {}).items():
            where = (code, f"{table}.{key}")
            role, _, seat = key.partition(" ") if sort == "seat" else (key, "", "")
            for wording in _strings(*where, wordings):
                _grow(root, wording, small, Template(sort, role, seat or None), stem, where)
    return root


def _nations(
    section: Mapping[str, Any], code: str, stem: Stemmer
) -> tuple[dict[str, tuple[Nation, ...]], dict[str, str]]:
    """Demonyms in all forms, nouns of peoples, capitals by first key; and one adjective for each state."""
    forms = {
        key: _strings(code, "demonym_forms", value) for key, value in section.get("demonym_forms", {}).items()
    }
    found: dict[tuple[str, ...], Nation] = {}
    adjectives: dict[str, str] = {}
    for state, stems in section.get("demonyms", {}).items():
        for word in _strings(code, f"demonyms.{state}", stems):
            adjectives.setdefault(state, word)
            every = list(inflected(word, forms))
            for place, form in enumerate(every):
                keys = tuple(map(stem, words_of(form)))
                plural = place >= len(every) / 2 and len(every) > 1
                if keys not in found or (plural and found[keys].state == state):
                    found[keys] = Nation(keys, "adj", state, plural)
    for table, sort in (("peoples", "people"), ("capitals", "capital")):
        for state, items in section.get(table, {}).items():
            for word in _strings(code, f"{table}.{state}", items):
                keys = tuple(map(stem, words_of(word)))
                found.setdefault(keys, Nation(keys, sort, state, True, word))
    starts: dict[str, list[Nation]] = {}
    for nation in sorted(found.values(), key=lambda nation: -len(nation.keys)):
        starts.setdefault(nation.keys[0], []).append(nation)
    return {key: tuple(ways) for key, ways in starts.items()}, adjectives


def _calendar(code: str) -> Iterator[str]:
    """Months and weekdays: written with a capital in some languages, never names."""
    from babel import Locale, UnknownLocaleError  # deferred: only needed once a language is compiled

    try:
        locale = Locale.parse(code)
    except UnknownLocaleError:
        return
    for names in (locale.months, locale.days):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                yield from names[context].get(width, {}).values()


@cache
def lexicon(language: Language | None) -> Lexicon:
    """The lexicon of a language; an empty one where it has no file or no section."""
    section: Mapping[str, Any] = language.section("who") if language else {}
    code = language.code if language else ""
    unknown = set(section) - _KEYS
    if unknown:
        raise _fail(code, sorted(unknown)[0], "is an unknown key")
    stem = Stemmer(_strings(code, "cases", section.get("cases", [])))
    phrases = {
        name: frozenset(
            tuple(map(stem, words_of(item))) for item in _strings(code, name, section.get(name, [])) if item
        )
        for name in _WORD_LISTS
    }
    words = {name: frozenset(keys[0] for keys in items if len(keys) == 1) for name, items in phrases.items()}
    if language:
        calendar = frozenset(stem(word) for name in _calendar(code) for word in words_of(name))
        words["not_names"] = words["not_names"] | calendar
    nations, adjectives = _nations(section, code, stem)
    cases: Mapping[str, list[str]] = language.section("where").get("endings", {}) if language else {}
    return Lexicon(
        code,
        stem,
        words,
        phrases,
        nations,
        adjectives,
        str(section.get("people_style", "")),
        bool(section.get("capital_nouns")),
        bool(section.get("head_first")),
        _templates(section, code, stem),
        tuple(
            (fold(ending.strip("-")), fold(oblique.strip("-")))
            for ending, obliques in cases.items()
            for oblique in obliques
        ),
        tuple((case["first"], case["last"]) for case in section.get("nominative", ())),
        {sex: tuple(ends) for sex, ends in section.get("title_ends", {}).items()},
        {sex: tuple(ends) for sex, ends in section.get("verb_ends", {}).items()},
        {fold(word): sex for key, sex in (("women", "f"), ("men", "m")) for word in section.get(key, ())},
        tuple(fold(word[:-1]) for word in section.get("addressing", ()) if word.endswith("-")),
    )
