"""The `[what]` section of a language, compiled: which word or phrase can mean what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from timeline.errors import LanguageDataError
from timeline.language import Language
from timeline.model import KINDS, STATUSES
from timeline.what.inflection import TENSES, Inflection

__all__ = ["FINITE", "Lexicon", "Sense", "lexicon_of", "plain"]

FINITE = frozenset(("present", "imperfect", "past", "future", "conditional"))
_SHOWN = FINITE | {"participle"}  # what an ending alone can show
_CLASSES = (
    "coordinators", "relatives", "subordinators", "conditionals", "determiners", "prepositions", "pronouns",
    "clitics", "person_pronouns", "negations", "connectives", "agents", "genitives", "definites", "apart",
    "preverbal", "since", "plural_pronouns", "measures", "oblique", "never",
    "set_phrases", "trailing", "speakers", "possessives",
    "human_pronouns", "complementizers", "markers", "impersonal", "adjuncts", "purposes",
    "feminines", "masculines", "two_sides", "two_people", "sentential", "addressing", "journeys", "pairs",
    "indirect",
    "accusatives", "plurals", "wishes", "superlatives", "whens", "topics",
)  # fmt: skip
_TYING = {"prepositions", "determiners", "pronouns", "relatives", "subordinators", "coordinators", "never"}
_VERBS = (
    "have", "be", "modal", "coming", "light", "begin", "go_on", "intend", "report", "claim", "state",
    "attend", "other",
)  # fmt: skip
_LEMMAS = ("motion", "appear", "timed", "announce", "whole")  # roles of verbs that stand in other lists
_PARTS = "|"  # between the particle and the verb of a separable verb
_SOURCES = ("before", "after", "beside")
_STATUS = ("planned", "alleged", "denied", "hypothetical", "ongoing")


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a form. `part` is verb or noun; `kind` a PLOVER type, None for verbs that name no
    event."""

    lemma: str
    part: str
    tense: str
    kind: str | None


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What the words of one language mean to this stage. Everything is lower case with plain apostrophes.

    `forms` reads single words; `phrases` holds what follows a first word, longest first; `classes` the closed
    classes and status words, `class_phrases` those of several words; `verbs` the lemmas of each role;
    `kinds` what the types of events are called.
    """

    forms: Mapping[str, tuple[Sense, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Sense], ...]]
    classes: Mapping[str, frozenset[str]]
    class_phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    verbs: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[str, ...]]
    tense_status: Mapping[str, str]
    denials: frozenset[str]
    kinds: Mapping[str, str]
    token: re.Pattern[str]
    articles: Mapping[str, str]
    readings: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]  # of a lemma: kinds, and words beside it
    code: str = ""
    quotes: tuple[str, str] = ("“", "”")
    colon: str = ": "
    human: frozenset[str] = frozenset()  # classes of words of which some mean only people, the others never
    articled: bool = False  # a subject begins with an article, a number or a name
    cases: bool = False
    moods: bool = False  # what is only wished or feared has forms of its own
    focusing: frozenset[str] = frozenset()  # adverbs that only stress the time words behind them
    bracket: bool = False  # the verb's second half closes the clause (German), and nouns have capitals

    def senses(self, word: str) -> tuple[Sense, ...]:
        """Readings of a form; one that is in no list may still show its tense by its ending."""
        found = self.forms.get(word)
        return _shown(self, word) if found is None else found

    def words(self, text: str) -> tuple[str, ...]:
        """A phrase as the tokens it would be in a text."""
        return tuple(match[0] for match in self.token.finditer(plain(text)))


@lru_cache(maxsize=50_000)
def _shown(lexicon: Lexicon, word: str) -> tuple[Sense, ...]:
    """What the ending of a word that is in no list shows."""
    if len(word) < 5 or _TYING & lexicon.classes.get(word, frozenset()):
        return ()
    return tuple(
        Sense(word, "verb", tense, None)
        for tense, ends in lexicon.endings.items()
        if tense in _SHOWN and word.endswith(ends)
    )


def plain(text: str) -> str:
    """Lower case with plain apostrophes; one code point for one."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow when lowered
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lowered.replace("\u2019", "'").replace("\u02bc", "'")


@cache
def lexicon_of(language: Language | None) -> Lexicon:
    """The lexicon of a language, compiled once; an empty one where there is no language file."""
    section = language.section("what") if language else {}
    return _Compiler(section, f"data/languages/{language.code}.toml" if language else "").lexicon()


class _Compiler:
    """Reads and checks one `[what]` section."""

    def __init__(self, section: Mapping[str, Any], path: str) -> None:
        self.section, self.path = section, path
        self.inflection = Inflection(section)
        self.forms: dict[str, list[Sense]] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
        self.classes: dict[str, set[str]] = {}
        self.class_phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}

    def lexicon(self) -> Lexicon:
        self._check()
        self.token = _token_pattern(self._list("words", key) for key in self.section.get("words", {}))
        self.leaning = set(self._list("words", "preverbal"))
        self._triggers()
        for name in self.section.get("conjugations", {}):
            if not name.startswith("-"):
                self._verb(name, None)
        roles: dict[str, frozenset[str]] = {}
        for role in _VERBS:
            for lemma in (lemmas := self._list("verbs", role)):
                self._verb(lemma, None)
            roles[role] = frozenset(lemma.replace(_PARTS, "") for lemma in lemmas)
        for role in _LEMMAS:
            roles[role] = frozenset(lemma.replace(_PARTS, "") for lemma in self._list("verbs", role))
        for name in _CLASSES:
            self._class(name, self._list("words", name))
        for name in _STATUS:
            if name == "denied":
                continue  # lemmas of triggers, not words
            self._class(name, self._list("status", name))
        for name in _SOURCES:
            self._class(f"source_{name}", self._list("sources", name))
        return Lexicon(
            forms={form: tuple(senses) for form, senses in self.forms.items() if not self._closed(form)},
            phrases={first: tuple(sorted(rest, key=_longest)) for first, rest in self.phrases.items()},
            classes={word: frozenset(names) for word, names in self.classes.items()},
            class_phrases={
                first: tuple(sorted(rest, key=_longest)) for first, rest in self.class_phrases.items()
            },
            verbs=roles,
            endings={tense: tuple(_split(ends)) for tense, ends in self.section.get("endings", {}).items()},
            tense_status=dict(self.section.get("status", {}).get("tenses", {})),
            denials=frozenset(self._list("status", "denied")),
            kinds=dict(self.section.get("kinds", {})),
            token=self.token,
            code=Path(self.path).stem,
            articles=dict(self.section.get("articles", {})),
            readings={key: tuple(self._beside(of)) for key, of in self.section.get("readings", {}).items()},
            quotes=self._quotes(),
            colon=str(self.section.get("colon", ": ")),
            human=self._human(),
            focusing=frozenset(self._list("headlines", "focusing")),
            articled=bool(self.section.get("articled")),
            cases=bool(self.section) and not self._list("words", "genitives"),
            bracket=bool(self.section.get("bracket")),
            moods=bool(self._list("words", "wishes")),
        )

    def _human(self) -> frozenset[str]:
        """Of pronouns and possessives, those that tell people from things ("his", "its")."""
        of_people = set(self._list("words", "human_pronouns"))
        return frozenset(
            name for name in ("pronouns", "possessives") if of_people & set(self._list("words", name))
        )

    def _quotes(self) -> tuple[str, str]:
        """The marks around somebody's words, with the blank that belongs inside them."""
        opens, _, closes = self.section.get("quotes", "“|”").partition("|")
        return opens, closes

    def _closed(self, form: str) -> bool:
        """A word that ties others together is never read as a verb or noun (Spanish "entre", English
        "like")."""
        return bool(_TYING & self.classes.get(form, set()))

    def _triggers(self) -> None:
        for kind, words in self.section.get("triggers", {}).items():
            for lemma in _split(words.get("verbs", "")):
                self._verb(lemma, kind)
            for lemma in _split(words.get("nouns", "")):
                first, *rest = self._words(lemma)
                for form in self.inflection.noun(first):
                    self._add(form, tuple(rest), Sense(lemma, "noun", "", kind))

    def _separable(self, particle: str, verb: str, kind: str | None) -> None:
        """A verb whose particle stands apart or joined: "nahm … fest", "festnahm", "festzunehmen"."""
        apart, name = self._words(particle), particle + verb
        for form, tense in self.inflection.verb(verb):
            self._add(form, apart, Sense(name, "verb", tense, kind))
            self._add(form, (), Sense(verb, "verb", tense, None))
            if len(apart) == 1:
                self._add(particle + form, (), Sense(name, "verb", tense, kind))
        if len(apart) == 1:
            self._add(f"{particle}zu{verb}", (), Sense(name, "verb", "base", kind))

    def _verb(self, lemma: str, kind: str | None) -> None:
        if _PARTS in lemma:
            particle, _, verb = lemma.partition(_PARTS)
            self._separable(particle, verb, kind)
            return
        words = self._words(lemma)
        # a reflexive phrase ("se rendre à") begins with its verb, and asks for the pronoun before it
        first, *rest = words[1:] if len(words) > 1 and words[0] in self.leaning else words
        for form, tense in self.inflection.verb(first):
            self._add(form, tuple(rest), Sense(lemma, "verb", tense, kind))

    def _add(self, form: str, rest: tuple[str, ...], sense: Sense) -> None:
        if rest:
            self.phrases.setdefault(form, []).append((rest, sense))
            return
        senses = self.forms.setdefault(form, [])
        same = [s for s in senses if (s.lemma, s.part, s.tense) == (sense.lemma, sense.part, sense.tense)]
        if not same:
            senses.append(sense)

    def _beside(self, kinds: Mapping[str, str]) -> Iterator[tuple[str, frozenset[str]]]:
        """Kinds of a word, each with the words beside it that tell it, in all their forms."""
        for kind, words in kinds.items():
            yield kind, frozenset(form for word in _split(words) for form in self.inflection.noun(word))

    def _class(self, name: str, entries: Iterable[str]) -> None:
        for entry in entries:
            first, *rest = self._words(entry)
            if rest:
                self.class_phrases.setdefault(first, []).append((tuple(rest), name))
            else:
                self.classes.setdefault(first, set()).add(name)

    def _words(self, entry: str) -> tuple[str, ...]:
        return tuple(match[0] for match in self.token.finditer(plain(entry)))

    def _list(self, table: str, key: str) -> list[str]:
        value = self.section.get(table, {}).get(key, "")
        return _split(value) if isinstance(value, str) else []

    def _check(self) -> None:
        for kinds in self.section.get("readings", {}).values():
            if unknown := set(kinds) - set(KINDS):
                raise LanguageDataError(self.path, f"{unknown} in what.readings", "Correct the file.")
        known = {"words": _CLASSES, "verbs": (*_VERBS, *_LEMMAS), "sources": _SOURCES,
                 "status": (*_STATUS, "tenses"),
                 "triggers": KINDS, "kinds": KINDS,
                 "endings": (*TENSES, "adverb", "reflexive", "speakers", "dependent", "plural",
                             "feminine", "masculine")}  # fmt: skip
        for table, keys in known.items():
            for key in self.section.get(table, {}):
                if key not in keys:
                    raise LanguageDataError(self.path, f"unknown key what.{table}.{key}", "Correct the file.")
        for paradigm, tenses in self.section.get("conjugations", {}).items():
            for tense in tenses:
                if tense not in (*TENSES, "like"):
                    raise LanguageDataError(
                        self.path,
                        f"unknown tense {tense} in what.conjugations.{paradigm}",
                        "Correct the file.",
                    )
        for tense, status in self.section.get("status", {}).get("tenses", {}).items():
            if tense not in TENSES or status not in STATUSES:
                raise LanguageDataError(
                    self.path, f"what.status.tenses: {tense} = {status}", "Correct the file."
                )


def _token_pattern(lists: Iterable[list[str]]) -> re.Pattern[str]:
    """Words, numbers and signs. A short word that ends in an apostrophe (l', qu') is a token of its own."""
    elided = {word for entries in lists for entry in entries for word in entry.split() if word.endswith("'")}
    clipped = "|".join(sorted((re.escape(word) for word in elided), key=len, reverse=True))
    first = rf"\b(?:{clipped})(?=\w|$)|" if clipped else ""
    return re.compile(rf"{first}'?[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*|\d+(?:[.,:]\d+)*|[^\w\s]|_")


def _split(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := " ".join(part.split()))]


def _longest(item: tuple[tuple[str, ...], object]) -> int:
    return -len(item[0])
