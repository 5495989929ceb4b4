"""Find: every stretch of words that may stand for an actor, and what kind of wording it is.

Three ways find: the gazetteer and the words for states, the templates of offices and bodies, and form
(capitals, particles, initials). Nobody is settled on here; that is `actors`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from timeline.model import Actor
from timeline.who.firstnames import particles
from timeline.who.gazetteer import Index
from timeline.who.lexicon import Lexicon, Node, Template
from timeline.who.tokens import Tokens

__all__ = ["Find", "find"]

_LONGEST = 12


@dataclass(slots=True)
class Find:
    """Words `i` up to `j`, and how they were found.

    `sort` is actor (in the gazetteer), state, people, adj (a demonym), office, seat, body, group, formed (an
    organisation by its head noun) or run (capitalised words nobody knows). `inner` are the finds a template
    took into its slots.
    """

    i: int
    j: int
    sort: str
    actor: Actor | None = None
    by: str = "name"
    state: str | None = None
    template: Template | None = None
    inner: list[Find] = field(default_factory=list)
    plural: bool = False


def find(tokens: Tokens, lexicon: Lexicon, index: Index) -> list[Find]:
    """All finds of a text, sorted; a run may touch others but none overlaps."""
    _unglue(tokens, lexicon, index)
    units = _units(tokens, lexicon, index)
    chosen = _choose(tokens, lexicon, units)
    return sorted([*chosen, *_runs(tokens, lexicon, chosen)], key=lambda f: f.i)


def _unglue(tokens: Tokens, lexicon: Lexicon, index: Index) -> None:
    """Cut names that page or translator ran together with the next word: "Morelprésident", "Unisles"."""
    titles, tails = lexicon.words["titles"], lexicon.words["not_names"] | lexicon.words["titles"]
    sizes = sorted({len(key) for key in titles if len(key) > 5}, reverse=True)
    i = 0
    while i < len(tokens):
        word = tokens.words[i]
        if tokens.capital[i]:
            found = index.glued(tokens, i, tails)
            if found is not None:
                tokens.split(*found, lexicon.stem)
            elif (
                not lexicon.capital_nouns
                and i
                and len(word) > 8
                and tokens.capital[i - 1]
                and tokens.gap(i - 1) == " "
            ):
                for size in sizes:
                    if len(word) - size > 2 and tokens.keys[i][-size:] in titles and word[-size:].islower():
                        tokens.split(i, len(word) - size, lexicon.stem)
                        break
        i += 1


def _units(tokens: Tokens, lexicon: Lexicon, index: Index) -> dict[int, Find]:
    """What is known by name, by the word each begins with."""
    units: dict[int, Find] = {}
    keys, nations, given = tokens.keys, lexicon.nations, index.given
    i, size = 0, len(tokens)
    while i < size:
        unit: Find | None = None
        hit = index.at(tokens, i)
        if hit is not None and (
            hit[1].actor.kind != "state" or lexicon.inflects(tokens.words[i], hit[1].words[0])
        ):
            j, alias = hit
            sort = "state" if alias.actor.kind == "state" else "actor"
            unit = Find(i, j, sort, alias.actor, alias.by, alias.actor.state)
        for nation in nations.get(keys[i], ()):
            j = i + len(nation.keys)
            if unit is not None and j <= unit.j:
                break
            if nation.name and not lexicon.inflects(tokens.words[i], nation.name.split()[0]):
                continue
            if nation.sort == "adj" and _surname(tokens, lexicon, i):
                continue
            if tuple(keys[i:j]) == nation.keys and (nation.sort == "adj" or tokens.capital[i]):
                sort = "state" if nation.sort == "capital" else nation.sort
                unit = Find(i, j, sort, None, "state", nation.state, plural=nation.plural)
                break
        if unit is None:
            i += 1
            continue
        if unit.j == i + 1 and (
            _part_of_person(tokens, lexicon, i, given) or _ordinary(tokens, lexicon, unit)
        ):
            i += 1
            continue
        units[i] = unit
        i = unit.j
    return units


def _surname(tokens: Tokens, lexicon: Lexicon, i: int) -> bool:
    """Is a capitalised word a name, in a language that writes demonyms small: "presidente Alemán"?"""
    if lexicon.people_style != "article" or not tokens.capital[i] or tokens.words[i].isupper():
        return False
    if tokens.opens[i] or tokens.heading[i] or tokens.shouted[i]:
        return False
    behind = i - 1
    return not (tokens.capital[behind] and tokens.keys[behind] in lexicon.words["organisation_heads"])


def _ordinary(tokens: Tokens, lexicon: Lexicon, unit: Find) -> bool:
    """Is a one-word name that opens a sentence only a word, as in "Time is short"?"""
    word = tokens.words[unit.i]
    if tokens.opens[unit.i] and unit.sort == "state" and tokens.keys[unit.i] in lexicon.words["ordinary"]:
        return True
    named = unit.actor is not None and unit.actor.kind in ("medium", "organisation", "group")
    return named and bool(tokens.opens[unit.i]) and not word.isupper() and word.lower() in tokens.small


def _part_of_person(tokens: Tokens, lexicon: Lexicon, i: int, given: dict[str, str]) -> bool:
    """Is a known word here a piece of somebody's name: "Kerry Washington", "Israel Katz", "Ann Wagner"?"""
    if not tokens.capital[i] or tokens.words[i].isupper():
        return False
    if i and tokens.capital[i - 1] and tokens.gap(i - 1) == " " and not tokens.opens[i]:
        before = tokens.keys[i - 1]
        if before in given and before not in lexicon.words["not_names"] and not tokens.shouted[i]:
            return True
    after = i + 1
    return (
        tokens.keys[i] in given
        and after < len(tokens)
        and tokens.gap(i) == " "
        and tokens.capital[after]
        and not tokens.words[after].isupper()
        and not tokens.heading[i]
        and tokens.keys[after] not in lexicon.nations
        and tokens.keys[after] not in lexicon.words["titles"]
        and tokens.keys[after] not in lexicon.templates
        and tokens.keys[after] not in lexicon.words["organisation_heads"]
    )


def _choose(tokens: Tokens, lexicon: Lexicon, units: dict[int, Find]) -> list[Find]:
    """Templates and units from left to right, the longer one where both begin."""
    chosen: list[Find] = []
    root = lexicon.templates
    slots = any(key.startswith("{") for key in root)
    i, size = 0, len(tokens)
    while i < size:
        unit = units.get(i)
        best: Find | None = None
        if tokens.keys[i] in root or (unit is not None and slots):
            best = max(_match(tokens, units, root, i, i, []), key=lambda f: f.j, default=None)
        if best is not None and _only_begins(tokens, lexicon, best):
            best = None
        if best is not None and (
            unit is None or best.j > unit.j or (best.j == unit.j and unit.sort != "actor")
        ):
            chosen.append(best)
            i = best.j
        elif unit is not None:
            chosen.append(unit)
            i = unit.j
        else:
            formed = _formed(tokens, lexicon, units, i)
            if formed is not None:
                chosen.append(formed)
            i = formed.j if formed is not None else i + 1
    return chosen


def _only_begins(tokens: Tokens, lexicon: Lexicon, found: Find) -> bool:
    """Is the head of a body with a capital only the first word of a longer name: "Polícia Federal"?"""
    j = found.j
    if found.sort != "body" or found.inner or lexicon.capital_nouns or not tokens.capital[found.i]:
        return False
    return j < len(tokens) and bool(tokens.capital[j]) and tokens.gap(j - 1) == " "


def _formed(tokens: Tokens, lexicon: Lexicon, units: dict[int, Find], i: int) -> Find | None:
    """An organisation whose head noun, with a capital, comes first: "Universidad de Costa Rica"."""
    words = lexicon.words
    if not tokens.capital[i] or tokens.keys[i] not in words["organisation_heads"] or tokens.heading[i]:
        return None
    end, j, size = i, i + 1, len(tokens)
    if not lexicon.head_first and not (j < size and tokens.joined(i) and tokens.keys[j] in words["of"]):
        return None
    while j < size and tokens.joined(j - 1) and j - i < 9:
        unit = units.get(j)
        if unit is not None and (unit.sort in ("adj", "state") or tokens.capital[j]):
            j = end = unit.j
        elif tokens.capital[j]:
            end = j = j + 1
        elif tokens.keys[j] in words["of"] or (
            end == j > i + 1
            and tokens.keys[j] in words["joining"]
            and _goes_on(tokens, lexicon, units, j + 1)
        ):
            j += 1
        else:
            break
    return Find(i, end, "formed") if end > i + 1 else None


def _goes_on(tokens: Tokens, lexicon: Lexicon, units: dict[int, Find], j: int) -> bool:
    """Does a name go on after "and" with a word that names nobody: "Department of Health and Human …"?"""
    if j >= len(tokens) or not tokens.capital[j] or not tokens.joined(j - 1) or j in units:
        return False
    key, words = tokens.keys[j], lexicon.words
    alone = j + 1 < len(tokens) and tokens.joined(j) and tokens.keys[j + 1] in words["of"]
    barred = words["titles"] | words["courtesies"] | words["organisation_heads"] | words["not_names"]
    return not alone and key not in barred and key not in lexicon.templates


def _match(
    tokens: Tokens, units: dict[int, Find], node: Node, start: int, i: int, inner: list[Find]
) -> Iterator[Find]:
    if i > start:
        for template in node.ends[:1]:
            yield Find(start, i, template.sort, by="office", template=template, inner=list(inner))
    if i >= len(tokens) or (i > start and not tokens.joined(i - 1)):
        return
    following = node.get(tokens.keys[i])
    if following is not None:
        yield from _match(tokens, units, following, start, i + 1, inner)
    unit = units.get(i)
    if unit is None:
        return
    for slot in _SLOTS_OF.get(_sort_of(unit), ()):
        following = node.get(slot)
        if following is not None:
            yield from _match(tokens, units, following, start, unit.j, [*inner, unit])


_SLOTS_OF = {
    "adj": ("{adj}", "{nation}"),
    "people": ("{adj}", "{nation}"),
    "state": ("{state}", "{nation}"),
    "body": ("{body}",),
    "person": ("{person}",),
}


def _sort_of(unit: Find) -> str:
    if unit.sort != "actor" or unit.actor is None:
        return unit.sort
    return "person" if unit.actor.kind == "person" else "body"


def _runs(tokens: Tokens, lexicon: Lexicon, chosen: list[Find]) -> Iterator[Find]:
    """Capitalised words no list knows, with the particles between them."""
    taken = bytearray(len(tokens))
    for found in chosen:
        alone = found.sort == "actor" and found.actor is not None and found.actor.kind == "person"
        if not (alone and found.j == found.i + 1):
            taken[found.i : found.j] = b"\1" * (found.j - found.i)
    i, size = 0, len(tokens)
    between = particles()
    while i < size:
        if not tokens.capital[i] or taken[i]:
            i += 1
            continue
        j = i + 1
        while j < size and tokens.joined(j - 1) and not taken[j]:
            if tokens.capital[j]:
                j += 1
                continue
            k = j
            while (
                k < min(size - 1, j + 3) and tokens.keys[k] in between and not taken[k] and tokens.joined(k)
            ):
                k += 1
            if k > j and k < size and tokens.capital[k] and not taken[k]:
                j = k + 1
                continue
            break
        if j - i <= _LONGEST:
            yield Find(i, j, "run")
        i = j
