"""The actors that are known beforehand: `data/actors.csv`, and a user's own file of the same columns.

Columns: actor_id, name (common English), kind, state (ISO 3166-1 alpha-3), wikidata, labels, aliases, source,
sex (f or m, of persons; empty is unknown).
`labels` and `aliases` are lists with `|` between; an item `fr:OTAN` is used in French texts only, an item
without a code everywhere.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline import resources
from timeline.errors import DataError, UsageError
from timeline.model import ACTOR_KINDS, Actor
from timeline.who.firstnames import given_names
from timeline.who.spelling import skeleton
from timeline.who.tokens import Stemmer, Tokens, fold, words_of

__all__ = [
    "COLUMNS",
    "Alias",
    "Gazetteer",
    "Index",
    "Record",
    "actors",
    "by_id",
    "read_actors",
    "states",
]

COLUMNS = ("actor_id", "name", "kind", "state", "wikidata", "labels", "aliases", "source", "sex")
_SEXES = ("f", "m", "")


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the gazetteer: an actor and the (language, words) that stand for it; "" is any language."""

    actor: Actor
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """A user's own list of actors, in the columns of `data/actors.csv`: what it is called, and its text.

    As data, so that it travels to other processes and machines; `Gazetteer.read` makes one of a file.
    """

    name: str
    text: str

    @classmethod
    def read(cls, path: Path) -> Gazetteer:
        """The list in a file, checked; UsageError says which line is wrong and how to mend it."""
        try:
            found = cls(str(path), path.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError as error:
            raise UsageError(f"'{path}'", "is not UTF-8 text", "Save it as CSV UTF-8.") from error
        except OSError as error:
            raise UsageError(f"'{path}'", f"cannot be read ({error.strerror})", "Check the path.") from error
        try:
            records = actors(found)
        except DataError as error:
            raise UsageError(error.what, error.why, error.cure) from error
        if len(records) == len(actors()):
            raise UsageError(f"'{path}'", "has no actor in it", "Write one a line under the columns.")
        return found


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
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        missing = [column for column in COLUMNS[:3] if column not in (reader.fieldnames or ())]
        if missing:
            cure = f"First line: {','.join(COLUMNS)}, with commas between."
            raise DataError(f"{name}, line 1", f"column {missing[0]!r} is missing", cure)
        return tuple(_record(row, f"{name}, line {reader.line_num}") for row in reader)
    except csv.Error as error:
        raise DataError(f"{name}, line {reader.line_num}", str(error), "Correct the line.") from error


def _record(row: dict[str, str | None], line: str) -> Record:
    cell = {column: (row.get(column) or "").strip() for column in COLUMNS}
    for column in COLUMNS[:3]:
        if not cell[column]:
            raise DataError(line, f"{column} is empty", "A line needs actor_id, name and kind.")
    if cell["kind"] not in ACTOR_KINDS:
        raise DataError(line, f"kind {cell['kind']!r} is unknown", f"Kinds: {', '.join(ACTOR_KINDS)}.")
    if cell["sex"] not in _SEXES:
        raise DataError(line, f"sex {cell['sex']!r} is unknown", "Write f, m or nothing.")
    labels = tuple(_items(cell["labels"]))
    actor = Actor(
        cell["actor_id"],
        cell["name"],
        cell["kind"],
        cell["state"] or None,
        cell["wikidata"] or None,
        labels,
        cell["sex"] or None,
    )
    return Record(actor, (("", cell["name"]), *labels, *_items(cell["aliases"])))


@cache
def actors(own: Gazetteer | None = None) -> tuple[Record, ...]:
    """All records; those of the user's list come first and so win: by a name, and by an id."""
    first = read_actors(own.text, own.name) if own is not None else ()
    renamed = {record.actor.actor_id: record.actor for record in first}
    ours = read_actors(resources.text("actors.csv"), "data/actors.csv") if own is None else actors()
    return first + tuple(
        Record(renamed[record.actor.actor_id], record.forms) if record.actor.actor_id in renamed else record
        for record in ours
    )


@cache
def by_id() -> dict[str, Actor]:
    """Our own actors by their slug."""
    return {record.actor.actor_id: record.actor for record in actors()}


@cache
def states() -> dict[str, Actor]:
    """The states and the few bodies that stand where a state does (the European Union), by code or slug."""
    found = {a.state: a for a in by_id().values() if a.kind == "state" and a.state}
    return {**by_id(), **found}


class Index:
    """Finds the gazetteer's names in a text: first word → the ways to go on, longest first."""

    def __init__(self, code: str, stem: Stemmer, own: Gazetteer | None = None) -> None:
        self._starts: dict[str, list[tuple[tuple[str, ...], Alias]]] = {}
        self.persons: dict[str, list[Actor]] = {}
        self.surnames: set[str] = set()
        self.given = given_names(stem)
        taken: set[tuple[str, ...]] = set()
        first = len(actors(own)) - len(actors())
        self.own = {record.actor.actor_id: record.actor for record in actors(own)[:first]}
        for record in actors(own):
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
