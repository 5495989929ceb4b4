"""Whether a name in a passage is a party to the event, or only the place of it."""

from __future__ import annotations

from timeline.model import Mention
from timeline.what.lexicon import Lexicon
from timeline.what.reading import Told
from timeline.what.sentences import Nominal, VerbGroup

__all__ = ["merely_there"]

_HEAD = 4  # words before a preposition among which the noun or verb stands that asks for it
_PARTIES = ("state", "body", "organisation", "people", "group", "person")


def merely_there(mention: Mention, told: Told) -> bool:
    """The same words name a place where something happens, or the place of an event ("the London summit")."""
    same = [t for t in told.toponyms if t.start < mention.end and mention.start < t.end]
    if mention.actor.kind not in ("state", "body"):
        # a name known by its form only, where the words are those of a known place
        unknown = mention.by == "name" and mention.actor.wikidata is None
        return unknown and any(t.start <= mention.start and mention.end <= t.end for t in same)
    town = any(t.place.kind == "city" for t in same)
    if any(t.locative for t in same) and not _addressed(mention, told, town):
        return True
    return any(
        t.place.kind == "city" and (_attributive(mention, told) or _entered(mention, told)) for t in same
    )


def _addressed(mention: Mention, told: Told, town: bool) -> bool:
    """A state after a preposition that makes it a party ("sanctions on X", "talks between X and Y"), unless
    a verb or noun of motion shortly before says that somebody goes there or comes from there.

    A `town` that stands for its state is one only beside a word for what states do or say to each other.
    """
    sentence, lexicon = told.sentence, told.lexicon
    words = sentence.within(mention.start, mention.end)
    if not words:
        return False
    before = words[0] - 1
    while before > 0 and _links(told, before):
        before -= 1
    if before < 0 or "addressing" not in sentence.classes[before]:
        return False
    low = max(0, before - _HEAD)
    dealing: list[VerbGroup | Nominal] = [*sentence.groups, *sentence.nominals]
    if town and not any(
        low <= one.first < before and (one.head.kind not in (None, "OTHER") or _says(one, lexicon))
        for one in dealing
    ):
        return False
    moving = any(
        g.head.lemma in lexicon.verbs["motion"] and (low <= g.own < before or _governs(told, g, before))
        for g in sentence.groups
    )
    return not moving and not any("journeys" in sentence.classes[i] for i in range(low, before))


def _says(word: VerbGroup | Nominal, lexicon: Lexicon) -> bool:
    """A verb that does nothing but say ("said", not "threw", which also introduces what is said)."""
    return word.head.kind is None and word.head.lemma in lexicon.verbs["report"]


def _links(told: Told, i: int) -> bool:
    """An article, or another party and what joins it to this one: "between X and the Y"."""
    sentence = told.sentence
    names = sentence.classes[i]
    if "addressing" in names:
        return False
    token = sentence.tokens[i]
    named = any(m.start <= token.start < m.end and m.actor.kind in _PARTIES for m in told.mentions)
    return named or bool({"determiners", "coordinators"} & names) or token.word == ","


def _governs(told: Told, group: VerbGroup, at: int) -> bool:
    """Whether a verb stands in the clause of a word."""
    offset = told.sentence.tokens[at].start
    clause = next((c for c in told.clauses if c.holds(offset)), None)
    return clause is not None and clause.group is group


def _entered(mention: Mention, told: Told) -> bool:
    """The object right after a verb of motion or force ("rebels entered Tripoli"), not one addressed."""
    words = told.sentence.within(mention.start, mention.end)
    return bool(words) and any(
        group.last == words[0] and group.head.kind in ("OTHER", "COERCE", "RETREAT", "ASSAULT")
        for group in told.sentence.groups
    )


def _attributive(mention: Mention, told: Told) -> bool:
    """Stands before a noun that names an event."""
    words = told.sentence.within(mention.end, told.span.end)
    if not words or any(group.first == words[0] for group in told.sentence.groups):
        return False
    return any(words[0] <= n.first <= words[0] + 1 for n in told.sentence.nominals)
