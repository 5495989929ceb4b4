"""Settle: which actor each find stands for, one actor under one name throughout the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from timeline.model import Actor, Mention
from timeline.who.bystanders import counted, only_tells_whose
from timeline.who.called import called
from timeline.who.gazetteer import Index, by_id, states
from timeline.who.lexicon import Lexicon
from timeline.who.metonyms import merely_there
from timeline.who.names import Find
from timeline.who.offices import holder, outside
from timeline.who.organisations import again, complemented, introduced, local, organisation, whole
from timeline.who.people import Name, People
from timeline.who.sexes import contradicts
from timeline.who.spelling import mixes_scripts, slug
from timeline.who.tokens import Tokens

__all__ = ["Settler"]


class Settler:
    """Turns the finds of one article into mentions."""

    def __init__(
        self,
        tokens: Tokens,
        lexicon: Lexicon,
        english: Lexicon,
        index: Index,
        date_at: Callable[[int], date | None],
    ) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.english = english
        self.date_at = date_at
        self.own = index.own
        self.people = People(tokens, lexicon, index)
        self.mentions: list[Mention] = []
        self.held: dict[str, Actor] = {}
        self.namesakes: dict[str, Actor] = {}
        self.home: str | None = None

    def settle(self, finds: list[Find]) -> list[Mention]:
        """The mentions of all actors, sorted and disjoint."""
        offices = {f.j: f for f in finds if f.sort in ("office", "seat")}
        before = {f.i: f for f in finds if f.sort in ("office", "seat")}
        self.home = _home(finds)
        names = self.people.names([f for f in finds if f.sort in ("run", "actor")], offices, before)
        used: set[int] = set()
        self.namesakes = {n.keys[-1]: n.actor for n in names.values() if len(n.keys) > 1 and n.actor}
        for found in finds:
            if found.sort in ("office", "seat"):
                self._office(found, names, used)
            elif found.sort in ("body", "group", "kin"):
                if found.sort != "kin" or self.people.beside(found, names) is None:
                    self._body(found)
            elif found.sort in ("state", "people", "adj"):
                self._state(found)
            elif found.sort == "formed":
                start, end = self.tokens.span(found.i, found.j)
                name_found = self.tokens.text[start:end]
                self._add(found.i, found.j, Actor(slug(name_found), name_found, "organisation"), "name")
            elif (
                found.sort == "actor"
                and found.actor is not None
                and found.actor.kind != "person"
                and not self._shouted_acronym(found)
            ):
                self._add(found.i, found.j, found.actor, found.by)
        self._organisations(finds, names)
        for name in names.values():
            if name.i not in used and name.actor is not None:
                self._add(name.i, name.j, name.actor, name.by)
        return self._disjoint()

    def _add(self, i: int, j: int, actor: Actor, by: str, flag: str | None = None) -> None:
        start, end = self.tokens.span(i, j)
        text = self.tokens.text
        actor = self.own.get(actor.actor_id, actor)
        if text[end : end + 1] == "." and j - i > 1 and all(map(self.tokens.initial, range(i, j))):
            end += 1
        words = text[start:end]
        if flag is None and mixes_scripts(words):
            flag = "letters of two alphabets"
        self.mentions.append(Mention(actor, start, end, words, by, flag))

    def _disjoint(self) -> list[Mention]:
        """The longest of those that overlap."""
        taken = bytearray(len(self.tokens.text))
        chosen: list[Mention] = []
        for mention in sorted(self.mentions, key=lambda m: (m.start - m.end, m.start)):
            if not any(taken[mention.start : mention.end]) and not only_tells_whose(
                self.tokens, self.lexicon, mention
            ):
                taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                chosen.append(mention)
        return sorted(chosen, key=lambda m: m.start)

    def _organisations(self, finds: list[Find], names: dict[int, Name]) -> None:
        """Those known by form only, and the acronyms the article itself explains."""
        tokens = self.tokens
        short: dict[str, Actor] = {}
        for i, j, k, actor in introduced(tokens, self.lexicon, finds):
            self._add(i, j, actor, "name")
            short[tokens.words[k]] = actor
        nations = {find.j: find.i for find in finds if find.sort in ("state", "adj")}
        ends = {mention.end for mention in (*self.mentions, *self._people(names))}
        for find in finds:
            if find.sort != "run":
                continue
            for k in range(find.i, find.j):
                if tokens.words[k] in short:
                    self._add(k, k + 1, short[tokens.words[k]], "earlier")
            i, j, _ = self.people.forms.trim(find.i, find.j)
            if i >= j or (i in names and names[i].actor is not None):
                continue
            if nations.get(i) is not None and tokens.capital[i - 1] and tokens.gap(i - 1) == " ":
                i = nations[i]
            i = whole(tokens, self.lexicon, i, ends)
            actor_found = organisation(tokens, self.lexicon, i, j)
            if actor_found is not None:
                self._add(i, j, actor_found, "name")
        for i, j, actor in local(tokens, self.lexicon):
            self._add(i, j, actor, "name")
        known = [*self.mentions, *self._people(names)]
        for i, j, actor in called(tokens, self.lexicon, self.people.index.given, known):
            self._add(i, j, actor, "name")
        for i, actor in again(tokens, self.lexicon, self.mentions):
            self._add(i, i + 1, actor, "earlier")

    def _people(self, names: dict[int, Name]) -> Iterator[Mention]:
        """The persons' names found, as mentions."""
        for name in names.values():
            if name.actor is not None:
                start, end = self.tokens.span(name.i, name.j)
                yield Mention(name.actor, start, end, name.text, name.by)

    def _shouted_acronym(self, found: Find) -> bool:
        """In a block of capitals a short word is no acronym."""
        return (
            bool(self.tokens.shouted[found.i])
            and found.j == found.i + 1
            and len(self.tokens.words[found.i]) < 4
        )

    # ------------------------------------------------------------ states

    def _state(self, found: Find) -> None:
        tokens, lexicon = self.tokens, self.lexicon
        before = tokens.keys[found.i - 1] if found.i and tokens.joined(found.i - 1) else ""
        namesake = self.namesakes.get(tokens.keys[found.i]) if found.sort == "state" else None
        if namesake is not None and found.j == found.i + 1 and before not in lexicon.words["locative"]:
            self._add(found.i, found.j, namesake, "earlier")
            return
        if found.sort == "adj":
            style = lexicon.people_style
            noun = (style == "capital" and tokens.capital[found.i] and not tokens.heading[found.i]) or (
                style == "article" and before in lexicon.words["definite"]
            )
            if not (found.plural and noun) or counted(tokens, lexicon, found.i):
                return
        actor = found.actor or states().get(found.state or "")
        if actor is None or (found.sort == "state" and merely_there(tokens, lexicon, found, before)):
            return
        self._add(found.i, found.j, actor, "state" if found.actor is None else found.by)

    # ------------------------------------------------------------ bodies and groups

    def _body(self, found: Find) -> None:
        template = found.template
        if template is None:
            return
        tokens = self.tokens
        inner = found.inner[0] if found.inner else None
        state = inner.state if inner is not None else self.home
        if inner is not None and inner.actor is not None and "{person}" in template.key:
            name = template.key.replace("{person}", inner.actor.name.split()[-1])
            kind = "person" if template.sort == "kin" else template.sort
            self._add(found.i, found.j, Actor(slug(name), name, kind, state), "name")
            return
        if state is None:
            return
        if inner is None and template.sort == "body":
            before = tokens.keys[found.i - 1] if found.i and tokens.joined(found.i - 1) else ""
            definite = self.lexicon.words["definite"]
            if definite and before not in definite and not tokens.opens[found.i]:
                return
            if complemented(tokens, self.lexicon, found.j):
                return  # "the police of Kyiv"
        adjective = self.english.adjectives.get(state)
        if adjective is None:
            return
        named = states().get(state)
        if inner is not None and named is not None and template.key == "{state}":
            # what a state does: its adjective stands for it, the noun keeps its own meaning
            self._add(inner.i, inner.j, named, "state")
            self._beside(found.j)
            return
        if "{state}" in template.key and named is not None:
            name = template.key.replace("{state}", named.name)
        else:
            name = f"{adjective} {template.key}"
        known = by_id().get(slug(name))
        actor = known or Actor(slug(name), name, template.sort, state)
        self._add(found.i, found.j, actor, "name" if inner is not None else "earlier")

    def _beside(self, j: int) -> None:
        """The state of a second demonym of one noun: "les délégations russe et ukrainienne"."""
        tokens, nations = self.tokens, self.lexicon.nations
        if j + 1 >= len(tokens) or tokens.keys[j] not in self.lexicon.words["coordinating"]:
            return
        for nation in nations.get(tokens.keys[j + 1], ()):
            if nation.sort == "adj" and len(nation.keys) == 1 and nation.state in states():
                self._add(j + 1, j + 2, states()[nation.state], "state")
                return

    # ------------------------------------------------------------ offices

    def _office(self, found: Find, names: dict[int, Name], used: set[int]) -> None:
        template, tokens = found.template, self.tokens
        if template is None:
            return
        body = found.inner[0] if found.inner else None
        if body is not None and body.sort == "actor" and body.actor is not None:
            self._add(body.i, body.j, body.actor, body.by)
        name = self.people.beside(found, names)
        if self.people.excluded(found):
            return
        of = template.of or (None if body is None else body.state if body.sort != "actor" else None)
        if of is None and body is not None and body.actor is not None:
            of = body.actor.actor_id
        if of is None:
            self._bare(found, template.key, name)
            return
        if tokens.keys[found.j : found.j + 1] and tokens.joined(found.j - 1) and name is None:
            following = tokens.keys[found.j]
            if following in self.lexicon.words["of"] and template.sort == "office" and body is not None:
                return
        day = self.date_at(tokens.starts[found.i])
        held = holder(template.key, of, day) if day is not None else None
        words = name.text if name is not None else ""
        if held and contradicts(tokens, self.lexicon, found.i, found.j, words, held[0].actor.sex):
            held = None
        if name is not None and name.actor is not None:
            actor = name.actor
            if held is not None and not name.known and self.people.agrees(name, held[0].actor):
                actor, flag = held[0].actor, None
            elif held is not None and held[1] and not name.known and len(name.core) > 1:
                actor = held[0].actor
                flag = f"office: {actor.name}; text: {name.text}"
            else:
                flag = None
            if actor is not name.actor:
                self.people.rename(name.actor, actor, names)
                used.add(name.i)
                self._add(name.i, name.j, actor, "office" if flag else "name", flag)
            self.held[template.key] = self.held[f"{template.key} {of}"] = actor
        elif held is not None:
            i, j = found.i, found.j
            if body is not None and body.sort == "actor":
                i, j = outside(tokens, self.lexicon, found, body)
            self._add(i, j, held[0].actor, "office")
            self.held[template.key] = self.held[f"{template.key} {of}"] = held[0].actor
        elif f"{template.key} {of}" in self.held:
            self._add(found.i, found.j, self.held[f"{template.key} {of}"], "earlier")

    def _bare(self, found: Find, role: str, name: Name | None) -> None:
        """An office without its state: the last holder the article named, where an article says "the"."""
        tokens, words = self.tokens, self.lexicon.words
        if name is not None:
            if name.actor is not None:
                self.held[role] = name.actor
            return
        before = tokens.keys[found.i - 1] if found.i and tokens.joined(found.i - 1) else ""
        after = tokens.keys[found.j] if found.j < len(tokens) and tokens.joined(found.j - 1) else ""
        bare = (
            before in words["definite"]
            if words["definite"]
            else not complemented(tokens, self.lexicon, found.j)
        )
        if role in self.held and bare and after not in words["of"]:
            self._add(found.i, found.j, self.held[role], "earlier")


def _home(finds: list[Find]) -> str | None:
    """The state an article is mostly about: at least two in five of all words for states."""
    counts: Counter[str] = Counter()
    for found in finds:
        for part in (found, *found.inner):
            if part.state is not None and part.sort in ("state", "adj", "people"):
                counts[part.state] += 1
    if not counts:
        return None
    state, number = counts.most_common(1)[0]
    return state if number > 1 and number >= 0.4 * counts.total() else None
