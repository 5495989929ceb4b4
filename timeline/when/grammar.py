"""A language's `[when]` section → one tree of phrases and one table of words, compiled once and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.errors import LanguageDataError
from timeline.language import Language
from timeline.when.lexicon import COMPUTED, ROMANS, TABLES, Lexicon, lexicon_of
from timeline.when.meanings import CATEGORIES, MEANINGS
from timeline.when.node import Node, Phrase
from timeline.when.outlook import Outlook
from timeline.when.templates import Element, Reader, said
from timeline.when.tokens import plain

__all__ = ["ALIASES", "Grammar", "grammar_of"]

# Numeric dates are the same in every language but for the order of day and month.
_COMMON = {
    "iso": [
        "{year}-{month_number}-{day}", "{year}-{month_number}-{day}{t}{hour}:{minute}",
        "{year}-{month_number}-{day}{t}{hour}:{minute}:{minute}",
        "{year}-{month_number}-{day} {hour}:{minute}",
        "{year}-{month_number}-{day} {hour}:{minute}:{minute}", "{year}-{month_number}",
        "{year}/{month_number}/{day}", "{year}.{month_number}.{day}",
    ],
}  # fmt: skip
ALIASES = {  # slots that fill another one
    "one": "unit", "units": "unit", "old_year": "short_year", "aged": "span", "of_month": "month",
}  # fmt: skip
_ORDERS = {"dmy": ("{day}", "{month_number}"), "mdy": ("{month_number}", "{day}")}


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What one language offers. `grow` holds the phrases that begin with another phrase, by its category."""

    language: Language
    lexicon: Lexicon
    root: Node
    grow: Mapping[str, Node]
    shy: frozenset[str]
    order: str
    templates: tuple[tuple[str, str], ...]
    first: frozenset[str]
    outlook: Outlook  # tells by a few words where a phrase may begin
    stuck: Mapping[str, tuple[str, ...]]  # a word → those that may be stuck to the end of the word before it


def _numeric(order: str) -> list[str]:
    first, second = _ORDERS[order]
    return [f"{first}{s}{second}{s}{y}" for s in "/.-" for y in ("{year}", "{short_year}")]


def _templates(section: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for meaning, templates in section.get("phrases", {}).items():
        if meaning not in MEANINGS:
            raise LanguageDataError(
                path, f"[when.phrases] has no meaning '{meaning}'", "See the list in when/meanings."
            )
        for template in templates:
            yield meaning, template


@cache
def grammar_of(language: Language) -> Grammar:
    """Compiled once a language. Raises LanguageDataError naming file and key."""
    path = f"data/languages/{language.code}.toml"
    section = language.section("when")
    groups: Mapping[str, Sequence[str]] = section.get("words", {})
    lexicon = lexicon_of(language, groups)
    endings: Mapping[str, Sequence[str]] = section.get("endings", {})
    groups = {**groups, **{name: [f"{{{name}}}"] for name in endings}}
    known = (
        frozenset(COMPUTED)
        | frozenset(endings)
        | frozenset(TABLES.values())
        | frozenset(CATEGORIES)
        | {"t", "one", "aged"}
    )
    order = section.get("order", "dmy")
    if order not in _ORDERS:
        raise LanguageDataError(path, f"[when] order = '{order}'", f"Write one of {sorted(_ORDERS)}.")
    root = Node()
    grow: dict[str, Node] = {}
    ranks = {meaning: n for n, meaning in enumerate(MEANINGS)}
    own = list(_templates(section, path))
    common = [(meaning, each) for meaning, templates in _COMMON.items() for each in templates]
    for n, (meaning, template) in enumerate(
        [*own, *common, *(("numeric", each) for each in _numeric(order))]
    ):
        reader = Reader(f"{path} [when.phrases] {meaning} '{template}'", groups, known)
        for sequence in reader.sequences(template):
            _plant(root, grow, sequence, meaning, template, ranks[meaning] * 10000 + n, reader)
    first = set(root.words) | set(root.glued)
    for slot, _ in root.targets():
        first |= lexicon.beginnings.get(slot, set()) | (ROMANS if slot == "roman" else set())
    shy = frozenset(
        word for entry in section.get("shy", ()) for word in (entry.lower(), plain(entry.lower()))
    )
    stuck: dict[str, tuple[str, ...]] = {}
    for word in section.get("stuck", ()):
        for after in root.words[word].words if word in root.words else ():
            stuck[after] = (*stuck.get(after, ()), word)
    return Grammar(
        language,
        lexicon,
        root,
        grow,
        shy,
        order,
        tuple(own),
        frozenset(first),
        Outlook(root, grow, lexicon),
        stuck,
    )


def _plant(
    root: Node,
    grow: dict[str, Node],
    sequence: tuple[Element, ...],
    meaning: str,
    template: str,
    rank: int,
    reader: Reader,
) -> None:
    elements = [element for element in sequence if element[0] in ("word", "slot")]
    needs = MEANINGS[meaning].needs
    if needs and not any(
        (kind == "slot" and ALIASES.get(name, name) in needs)
        or (kind == "told" and name.partition("=")[0] in needs)
        for kind, name, _ in sequence
    ):
        raise reader.fail(f"{meaning} needs a slot of {', '.join(needs)}")
    told = tuple(said(name) for kind, name, _ in sequence if kind == "told")
    if not elements:
        raise reader.fail("the template can be empty")
    opens, closes, count = 0, len(elements), 0
    for kind, name, _ in sequence:
        if kind == "mark" and name == "[":
            opens = count
        elif kind == "mark":
            closes = count
        else:
            count += kind != "told"
    nodes = [root]
    if elements[0][0] == "slot" and elements[0][1] in CATEGORIES:
        nodes = [grow.setdefault(elements[0][1], Node())]
        rest = elements[1:]
        if not rest:
            raise reader.fail("the template says nothing")
    else:
        rest = elements
    for kind, name, glued in rest:
        following: list[Node] = []
        for node in nodes:
            if kind == "slot":
                if name in CATEGORIES:
                    node.nested.add(name)
                following.append((node.tight if glued else node.slots).setdefault(name, Node()))
                continue
            branch = node.glued if glued else node.words
            for form in {name, plain(name) if len(name) > 2 else name}:
                following.append(branch.setdefault(form, Node()))
        nodes = following
    phrase = Phrase(meaning, MEANINGS[meaning].category, template, rank, opens, closes, told)
    for node in nodes:
        node.phrases.append(phrase)
