"""Organisations nobody listed: known by their head noun, by the acronym after their name, and named again."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from timeline.model import Actor, Mention
from timeline.who.lexicon import Lexicon
from timeline.who.names import Find
from timeline.who.spelling import slug
from timeline.who.tokens import Tokens, words_of

__all__ = ["again", "complemented", "introduced", "local", "organisation", "whole"]

_REACH = 10
_BODIES = frozenset(("organisation", "body"))


def organisation(tokens: Tokens, lexicon: Lexicon, i: int, j: int) -> Actor | None:
    """The actor of capitalised words that end in the head noun of an organisation."""
    heads, tails = lexicon.words["organisation_heads"], lexicon.words["organisation_tails"]
    if j - i < 2 or tokens.heading[i] or tokens.shouted[i]:
        return None
    if tokens.keys[j - 1] in tails or tokens.keys[j - 1] in heads:
        start, end = tokens.span(i, j)
        name = tokens.text[start:end]
        return Actor(slug(name), name, "organisation")
    return None


def whole(tokens: Tokens, lexicon: Lexicon, i: int, ends: Container[int]) -> int:
    """Where a name begins whose last part begins at word `i`: "National Oceanic and Atmospheric …".

    `ends` are the offsets where other names end, which are no part of this one.
    """
    k = i - 2
    if k < 0 or tokens.keys[i - 1] not in lexicon.words["joining"] or not tokens.capital[k]:
        return i
    if not (tokens.joined(k) and tokens.joined(i - 1)) or tokens.ends[k] in ends:
        return i
    barred = lexicon.words["not_names"] | lexicon.words["organisation_heads"]
    if tokens.keys[k] in barred:
        return i
    while k and tokens.capital[k - 1] and tokens.joined(k - 1) and tokens.keys[k - 1] not in barred:
        k -= 1
    return k


def local(tokens: Tokens, lexicon: Lexicon) -> Iterator[tuple[int, int, Actor]]:
    """Bodies of a town or region, written small: (first word, word after, actor): "tribunal de Nanterre"."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(lexicon.phrases["local_bodies"], key=len, reverse=True):
        phrases.setdefault(phrase[0], []).append(phrase)
    size = len(tokens)
    for i, key in enumerate(tokens.keys):
        for phrase in phrases.get(key, ()):
            j = i + len(phrase)
            if tuple(tokens.keys[i:j]) != phrase or j >= size or not tokens.joined(j - 1):
                continue
            k = j
            while k < size - 1 and tokens.keys[k] in lexicon.words["of"] and tokens.joined(k):
                k += 1
            if k == j or not tokens.capital[k]:
                continue
            while k < size and tokens.capital[k] and tokens.joined(k - 1):
                k += 1
            if not i or tokens.keys[i - 1] not in lexicon.words["locative"]:
                start, end = tokens.span(i, k)
                name = " ".join(tokens.text[start:end].split())
                yield i, k, Actor(slug(name), name, "organisation")
            break


def complemented(tokens: Tokens, lexicon: Lexicon, j: int) -> bool:
    """Whether the words from word `j` on say whose a noun right before them is, by a name or another body."""
    if j >= len(tokens) or not tokens.joined(j - 1):
        return False
    if tokens.keys[j] in lexicon.words["of"] and lexicon.words["definite"]:
        return True
    if lexicon.stem(tokens.keys[j]) in lexicon.words["organisation_heads"] and not lexicon.words["definite"]:
        return True
    return bool(tokens.capital[j]) and not lexicon.capital_nouns


def again(tokens: Tokens, lexicon: Lexicon, mentions: Sequence[Mention]) -> Iterator[tuple[int, Actor]]:
    """Where an organisation is named again by its head noun only: (word, the last one of that head noun).

    "The European Commission … the commission": the noun stands after an article and before no complement.
    """
    heads, of = lexicon.words["organisation_heads"], lexicon.words["of"]
    definite = lexicon.words["definite"] - lexicon.words["indefinite"]
    named = iter(sorted((m for m in mentions if m.actor.kind in _BODIES), key=lambda m: m.start))
    coming = next(named, None)
    bare = {key for key, node in lexicon.templates.items() if node.ends}  # "the police" is that of the state
    last: dict[str, Actor] = {}
    known: dict[str, set[str]] = {}
    for i, key in enumerate(tokens.keys):
        while coming is not None and coming.end <= tokens.starts[i]:
            own = known.setdefault(coming.actor.actor_id, set())
            own |= {lexicon.stem(word) for word in words_of(coming.text) if " " in coming.text} & heads
            last.update(dict.fromkeys(own, coming.actor))
            coming = next(named, None)
        if key not in last or key in bare or not i or not tokens.joined(i - 1):
            continue
        if tokens.keys[i - 1] not in definite:
            continue
        whole = i + 1 == len(tokens) or not tokens.joined(i)
        if whole or not (
            tokens.keys[i + 1] in of or tokens.capital[i + 1] or tokens.keys[i + 1] in lexicon.nations
        ):
            yield i, last[key]


def introduced(tokens: Tokens, lexicon: Lexicon, finds: list[Find]) -> list[tuple[int, int, int, Actor]]:
    """Names with their acronym in brackets: (first word, word after the name, the acronym's word, actor).

    Where a find already ends before the bracket, the acronym is that actor's.
    """
    ending = {find.j: find for find in finds if find.actor is not None}
    found = []
    for k in range(1, len(tokens)):
        word = tokens.words[k]
        if not (word.isupper() and 2 <= len(word) <= 8 and word.isalpha()):
            continue
        gap = tokens.gap(k - 1)
        if not (
            gap.lstrip() in ("(", "-LRB- ") and tokens.text[tokens.ends[k] :][:6].lstrip()[:1] in (")", "-")
        ):
            continue
        known = ending.get(k)
        if known is not None and known.actor is not None:
            if known.actor.kind in ("organisation", "body", "group", "medium"):
                found.append((known.i, known.j, k, known.actor))
            continue
        start = _spelled(tokens, lexicon, k, word)
        if start is not None:
            a, b = tokens.span(start, k)
            name = " ".join(tokens.text[a:b].split())
            found.append((start, k, k, Actor(slug(name), name, "organisation")))
    return found


def _spelled(tokens: Tokens, lexicon: Lexicon, k: int, acronym: str) -> int | None:
    """The word where a name begins whose initials are the acronym; small words may be left out."""
    small = lexicon.words["of"] | lexicon.words["definite"] | lexicon.words["not_names"]
    letters = list(acronym.lower())
    i = k - 1
    while i >= max(0, k - _REACH) and letters:
        if i < k - 1 and not tokens.joined(i):
            return None
        key = tokens.keys[i]
        if key[:1] == letters[-1] and (tokens.capital[i] or len(key) > 3):
            letters.pop()
            if not letters:
                return i if tokens.capital[i] else None
        elif key not in small:
            return None
        i -= 1
    return None
