"""The actors that are known beforehand: `data/actors.csv`, and a user's own file of the same columns.

Columns: actor_id, name (common English), kind, state (ISO 3166-1 alpha-3), wikidata, labels, aliases, source.
`labels` and `aliases` are lists with `|` between; an item `fr:OTAN` is used in French texts only, an item
without a code everywhere.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from timeline import resources
from timeline.errors import DataError
from timeline.model import ACTOR_KINDS, Actor
from timeline.who.spelling import skeleton
from timeline.who.tokens import Stemmer, Tokens, fold, words_of

__all__ = [
    "COLUMNS",
    "Alias",
    "Index",
    "Record",
    "actors",
    "by_id",
    "given_names",
    "particles",
    "read_actors",
    "states",
    "telling_particles",
]

COLUMNS = ("actor_id", "name", "kind", "state", "wikidata", "labels", "aliases", "source")


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the gazetteer: an actor and the (language, words) that stand for it; "" is any language."""

    actor: Actor
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write an actor, as an index finds it."""

    actor: Actor
    words: tuple[str, ...]
    by: str


def _items(cell: str) -> Iterator[tuple[str, str]]:
    for item in filter(None, (part.strip() for part in cell.split("|"))):
        code, colon, words = item.partition(":")
        yield (code, words) if colon and len(code) == 2 and code.isalpha() and code.islower() else ("", item)


def read_actors(text: str, name: str) -> tuple[Record, ...]:
    """The records of a gazetteer; raises DataError naming the line that is wrong."""
    reader = csv.DictReader(io.StringIO(text))
    missing = set(COLUMNS[:3]) - set(reader.fieldnames or ())
    if missing:
        raise DataError(name, f"column {sorted(missing)[0]!r} is missing", f"Columns: {', '.join(COLUMNS)}.")
    records = []
    for row in reader:
        cell = {column: (row.get(column) or "").strip() for column in COLUMNS}
        if not cell["actor_id"] or not cell["name"] or cell["kind"] not in ACTOR_KINDS:
            raise DataError(
                f"{name}, line {reader.line_num}",
                "needs actor_id, name and kind",
                f"Kinds: {', '.join(ACTOR_KINDS)}.",
            )
        labels = tuple(_items(cell["labels"]))
        actor = Actor(
            cell["actor_id"],
            cell["name"],
            cell["kind"],
            cell["state"] or None,
            cell["wikidata"] or None,
            labels,
        )
        records.append(Record(actor, (("", cell["name"]), *labels, *_items(cell["aliases"]))))
    return tuple(records)


@cache
def actors(extra: Path | None = None) -> tuple[Record, ...]:
    """All records; those of the user's file `extra` come first and so win."""
    own: tuple[Record, ...] = ()
    if extra is not None:
        try:
            own = read_actors(extra.read_text(encoding="utf-8-sig"), str(extra))
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(str(extra), "cannot be read as UTF-8 text", "Check the path.") from error
    return own + read_actors(resources.text("actors.csv"), "data/actors.csv")


@cache
def by_id() -> dict[str, Actor]:
    """Our own actors by their slug."""
    return {record.actor.actor_id: record.actor for record in actors()}


@cache
def states() -> dict[str, Actor]:
    """The states and the few bodies that stand where a state does (the European Union), by code or slug."""
    found = {a.state: a for a in by_id().values() if a.kind == "state" and a.state}
    return {**by_id(), **found}


@cache
def _name_parts() -> dict[str, Any]:
    try:
        return tomllib.loads(resources.text("names.toml"))
    except tomllib.TOMLDecodeError as error:
        raise DataError("data/names.toml", str(error), "Correct the file.") from error


@cache
def particles() -> frozenset[str]:
    """Small words inside names: van, ben, al."""
    return frozenset(map(fold, _name_parts()["particles"]))


@cache
def telling_particles() -> frozenset[str]:
    """Those that stand in persons' names only, never in a place's or a title's."""
    return frozenset(map(fold, _name_parts()["telling"]))


def given_names(stem: Stemmer) -> dict[str, str]:
    """First names by key; names that translate each other ("William", "Guillaume") share their value."""
    parts = _name_parts()
    known = {stem(name): stem(group[0]) for group in parts["same"] for name in group}
    for name in parts["given"].split():
        known.setdefault(stem(name), stem(name))
    return known


class Index:
    """Finds the gazetteer's names in a text: first word → the ways to go on, longest first."""

    def __init__(self, code: str, stem: Stemmer, extra: Path | None = None) -> None:
        self._starts: dict[str, list[tuple[tuple[str, ...], Alias]]] = {}
        self.persons: dict[str, list[Actor]] = {}
        self.surnames: set[str] = set()
        self.given = given_names(stem)
        taken: set[tuple[str, ...]] = set()
        for record in actors(extra):
            for language, words in record.forms:
                if language in ("", code):
                    by = (
                        "name"
                        if words == record.actor.name or (language, words) in record.actor.labels
                        else "alias"
                    )
                    self._add(record.actor, words_of(words), by, stem, taken)
            if record.actor.kind == "person":
                parts = words_of(record.actor.name)
                self.persons.setdefault(skeleton(stem(parts[-1])), []).append(record.actor)
                self.surnames.add(stem(parts[-1]))
        for ways in self._starts.values():
            ways.sort(key=lambda way: -len(way[0]))

    def _add(
        self, actor: Actor, words: list[str], by: str, stem: Stemmer, taken: set[tuple[str, ...]]
    ) -> None:
        keys = tuple(map(stem, words))
        case = tuple(_case(word) for word in words)
        if not keys or (*keys, *case) in taken:
            return
        taken.add((*keys, *case))
        self._starts.setdefault(keys[0], []).append((keys, Alias(actor, tuple(words), by)))
        if len(words) == 1 and words[0].isupper() and words[0].isalpha() and 2 <= len(words[0]) <= 5:
            self._add(actor, list(words[0]), by, stem, taken)

    def at(self, tokens: Tokens, i: int) -> tuple[int, Alias] | None:
        """The longest name that begins at word `i`, and the word after it."""
        ways = self._starts.get(tokens.keys[i])
        if ways is None:
            return None
        for keys, alias in ways:
            j = i + len(keys)
            if (len(keys) == 1 or tuple(tokens.keys[i:j]) == keys) and _fits(tokens, i, alias.words):
                return j, alias
        return None

    def glued(self, tokens: Tokens, i: int, tails: AbstractSet[str]) -> tuple[int, int] | None:
        """A name of several words run together with the word after it: its last word, and where to cut."""
        for keys, alias in self._starts.get(tokens.keys[i], ()):
            last = i + len(keys) - 1
            if last == i or last >= len(tokens) or tuple(tokens.keys[i:last]) != keys[:-1]:
                continue
            if tokens.keys[last] == keys[-1]:
                continue
            key = fold(tokens.words[last])
            size = len(alias.words[-1])
            if (
                key.startswith(fold(alias.words[-1]))
                and key[size:] in tails
                and _fits(tokens, i, alias.words)
            ):
                return last, size
        return None


def _case(word: str) -> str:
    return "A" if word.isupper() and len(word) > 1 else "a" if word[0].islower() else "T"


def _fits(tokens: Tokens, i: int, words: Iterable[str]) -> bool:
    """Capitals where the name has them, acronyms as acronyms, and only light joints between."""
    words = tuple(words)
    letters = all(len(word) == 1 for word in words)
    for k, word in enumerate(words, i):
        seen = tokens.words[k]
        if word[0].isupper() and not seen[0].isupper():
            return False
        if len(word) > 1 and word.isupper() and not seen[: len(word)].isupper() and len(word) < 4:
            return False
        # "US" is not "us", but a name may be set in capitals
        plain = not (tokens.shouted[k] or tokens.heading[k])
        if plain and 1 < len(seen) < 4 and seen.isupper() and not word.isupper():
            return False
        if k < i + len(words) - 1:
            if letters:
                if tokens.gap(k) not in (".", ". "):
                    return False
            elif not tokens.joined(k) and not _comma(word, tokens, k):
                return False
    return True


def _comma(word: str, tokens: Tokens, k: int) -> bool:
    """A dot inside a name: "St. Petersburg", "EE. UU."."""
    return len(word) <= 3 and tokens.gap(k) in (".", ". ")
