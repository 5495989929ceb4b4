"""Persons: which names are one person's, and whom a short one means."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model import Actor
from timeline.who.firstnames import particles
from timeline.who.forms import Forms
from timeline.who.gazetteer import Index
from timeline.who.lexicon import Lexicon
from timeline.who.names import Find
from timeline.who.spelling import alike, skeleton, slug
from timeline.who.tokens import Tokens, fold, words_of

__all__ = ["Name", "People"]


@dataclass(slots=True)
class Name:
    """A name in the text: words `i` up to `j`. `core` are its skeletons without particles and initials."""

    i: int
    j: int
    text: str
    core: tuple[str, ...]
    keys: tuple[str, ...]
    actor: Actor | None = None
    by: str = "name"
    known: bool = False


class People:
    """The persons and unknown organisations of one article."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, index: Index) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.index = index
        self.forms = Forms(tokens, lexicon, index)
        self.full: list[Name] = []
        self._bones: dict[str, list[Name]] = {}
        self._seen: set[tuple[str, ...]] = set()

    def names(self, finds: list[Find], offices: dict[int, Find], before: dict[int, Find]) -> dict[int, Name]:
        """The persons' names by first word: full ones are settled first, then the short ones."""
        found: dict[int, Name] = {}
        single: list[tuple[Name, Find | None, bool]] = []
        lone = {
            f.i: f
            for f in finds
            if f.sort == "actor" and f.j == f.i + 1 and f.actor and f.actor.kind == "person"
        }
        for item in finds:
            if item.sort == "actor":
                if item.actor is not None and item.actor.kind == "person" and item.j > item.i + 1:
                    name = self._name(item.i, item.j)
                    name.actor, name.by, name.known = item.actor, item.by, True
                    self._register(name)
                    found[name.i] = name
                continue
            i, j, titled = self.forms.trim(item.i, item.j)
            if i >= j or self.tokens.shouted[i]:
                continue
            if self.lexicon.capital_nouns:
                j = next((k + 1 for k in range(i, j) if k in lone), j)
            titled = titled or self.forms.titled(i, offices)
            name = self._name(i, j)
            if not name.core:
                continue
            if len(name.core) == 1:
                single.append((name, lone.get(j - 1), titled))
            elif titled or self.forms.person(i, j, before, self._gazetteer(name) is not None):
                self._settle_full(name)
                found[i] = name
        for name, known, titled in single:
            self._settle_short(name, known, titled)
            if name.actor is not None:
                found[name.i] = name
        return dict(sorted(found.items()))

    # ------------------------------------------------------------ whose name is it?

    def _name(self, i: int, j: int) -> Name:
        tokens, small = self.tokens, particles()
        keep = [
            k for k in range(i, j) if tokens.keys[k] not in small and (len(tokens.words[k]) > 1 or j == i + 1)
        ] or list(range(i, j))
        start, end = tokens.span(i, j)
        core = tuple(skeleton(tokens.keys[k]) for k in keep)
        return Name(i, j, tokens.text[start:end], core, tuple(tokens.keys[k] for k in keep))

    def _settle_full(self, name: Name) -> None:
        for other in self._bones.get(name.core[-1], ()):
            if other.actor is not None and self._same(name, other):
                name.actor, name.known = other.actor, other.known
                self._register(name)
                return
        actor = self._gazetteer(name)
        name.known = actor is not None
        known = self.lexicon.nominative(name.text)
        name.actor = actor or Actor(slug(known), known, "person")
        self._register(name)

    def _register(self, name: Name) -> None:
        """Remember a full name, once in each spelling, under each of its parts."""
        if name.keys not in self._seen:
            self._seen.add(name.keys)
            self.full.append(name)
            for bone in set(name.core):
                self._bones.setdefault(bone, []).append(name)

    def _gazetteer(self, name: Name) -> Actor | None:
        for actor in self.index.persons.get(name.core[-1], ()):
            if self.agrees(name, actor):
                return actor
        return None

    def agrees(self, name: Name, actor: Actor) -> bool:
        """Can these words be a spelling of that person's name?"""
        known = self._words(actor.name)
        if len(name.core) == 1:
            return any(alike(name.keys[0], word) for word in known[-1:]) or name.keys[0] in known
        if not (alike(name.keys[-1], known[-1]) and self._given_alike(name.keys[0], known[0])):
            return False
        middle, other = name.keys[1:-1], known[1:-1]
        return not (middle and other) or any(alike(a, b) for a in middle for b in other)

    def _settle_short(self, name: Name, known: Find | None, titled: bool) -> None:
        best: Name | None = None
        for other in self._bones.get(name.core[0], ()):
            if other.actor is not None and self._short_for(name, other):
                if other.i > name.i and best is not None:
                    break
                best = other
                if known is not None and other.actor is known.actor:
                    break  # whom the bare surname means before all others of the family
        if best is not None:
            name.actor, name.by, name.known = best.actor, "earlier", best.known
        elif known is not None and known.j == name.j:
            name.actor, name.by, name.known = known.actor, known.by, True
            name.i = name.i if name.i == known.i else known.i
        elif titled and not self.tokens.heading[name.i] and not self.forms.common(name.keys[0]):
            name.actor = Actor(slug(name.text), name.text, "person")
            self._register(name)

    def _words(self, name: str) -> list[str]:
        small = particles()
        known = words_of(name)
        return [
            self.lexicon.stem(word) for word in known if fold(word) not in small and len(word) > 1
        ] or known

    def _given_alike(self, a: str, b: str) -> bool:
        given = self.index.given
        if len(a) == 1 or len(b) == 1:
            return a[0] == b[0]
        return alike(a, b) or (a in given and given[a] == given.get(b))

    def _same(self, a: Name, b: Name) -> bool:
        if len(a.core) < 2 or len(b.core) < 2:
            return False
        if a.core == b.core:
            return True
        middle, other = a.keys[1:-1], b.keys[1:-1]
        if middle and other and not any(alike(x, y) for x in middle for y in other):
            return False  # brothers: "Saif al-Arab" is not "Saif al-Islam"
        return alike(a.keys[-1], b.keys[-1]) and self._given_alike(a.keys[0], b.keys[0])

    def _short_for(self, short: Name, full: Name) -> bool:
        """Is the one word a surname of the full name, not only its first name?"""
        key = short.keys[0]
        if len(full.keys) < 2:
            return alike(key, full.keys[0])
        if any(alike(key, other) for other in full.keys[1:]):
            return True
        return key == full.keys[0] and key not in self.index.given

    # ------------------------------------------------------------ beside an office

    def beside(self, office: Find, names: dict[int, Name]) -> Name | None:
        """The name in apposition to an office: "the minister, Lavrov", "Lavrov, the minister"."""
        tokens = self.tokens
        gap = tokens.gap(office.j - 1)
        if gap in (" ", ", ", " , ") and office.j in names:
            return names[office.j]
        if not office.i:
            return None
        i = office.i
        if tokens.keys[i - 1] in self.lexicon.words["definite"] and tokens.joined(i - 1):
            i -= 1
        if i and tokens.gap(i - 1) in (", ", " , "):
            return next(
                (names[k] for k in range(i - 1, max(-1, i - 8), -1) if k in names and names[k].j == i), None
            )
        return None

    def excluded(self, office: Find) -> bool:
        """A former, deputy or future holder is not the holder."""
        tokens, words = self.tokens, self.lexicon.words
        barred = words["former"] | words["deputies"]
        return any(
            tokens.keys[k] in barred
            for k in (
                *range(max(0, office.i - 2), office.i),
                *range(office.j, min(office.j + 1, len(tokens))),
            )
            if k >= office.j or tokens.joined(k)
        ) or any(tokens.keys[k] in barred for k in range(office.i, office.j))

    def rename(self, old: Actor, new: Actor, names: dict[int, Name]) -> None:
        """From now on, the words that stood for one person stand for the other."""
        for name in (*names.values(), *self.full):
            if name.actor is old:
                name.actor, name.known = new, True
