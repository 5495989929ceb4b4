"""Headlines: the choice of the passage's words that stands alone and loses least.

The choices, in order: the passage without its time words, sources and connectives; its clause alone; the
noun phrase around a noun that names the event; the clause around a noun or participle; the main clause that
all hangs on. Each is shortened where it is too long. Where none stands alone, the least that only points to
what was told before is taken; else the whole sentence in its own words, cut where a phrase ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import heappop, heappush

from timeline.model import Mention, Span
from timeline.what.dating import Happening
from timeline.what.lead import led, nominative
from timeline.what.leftout import kept, written
from timeline.what.pointing import unpointed
from timeline.what.shape import LONGEST, tidy
from timeline.what.shorten import shorter
from timeline.what.sound import fault_of
from timeline.what.sourcing import attributed_to
from timeline.what.spoken import asserted
from timeline.what.stretches import above, announced, around, own, passage_of
from timeline.what.torn import torn
from timeline.what.verbatim import verbatim, whole

__all__ = ["title_of"]

_MARKS = frozenset('"“”«»„')
_NOUN, _CLAUSE, _SAID, _MAIN = 0.7, 0.7, 2.0, 4.0  # what is lost by telling less, or more, than the passage
_TIES = {"prepositions", "genitives", "relatives", "coordinators", "subordinators", "agents"}
_BORNE = ("pronoun", "subject", "opening")  # faults of whole words that point to what was told before


def title_of(happening: Happening, mentions: Sequence[Mention], before: Sequence[Mention] = ()) -> str:
    """A headline of at most 120 characters, 90 where nothing is lost by it, in the words of the article;
    empty where somebody only asks, or speaks of himself and nobody knows who.

    `before` is who was told of just before, subjects first.
    """
    borne = ""
    for choice, lead, left in _by_cost(happening, mentions, before):
        title = _headed(choice, lead, left)
        if len(title) > LONGEST or not (choice.clause is happening.clause or _tells(happening, choice, left)):
            continue
        fault = fault_of(choice, lead, left, title)
        if fault is None:
            return title if lead else unpointed(choice, left, title)
        if fault in _BORNE and not borne and not torn(choice, left) and not _hanging(choice, left):
            borne = title
    return _fallback(happening, mentions, borne)


def _hanging(happening: Happening, words: Sequence[int]) -> bool:
    """Whether the first word ties what follows to a phrase or clause that is not told."""
    sentence = happening.told.sentence
    names, token = sentence.classes[words[0]], sentence.tokens[words[0]]
    senses = happening.told.lexicon.senses(token.word)
    if any(group.first == words[0] and not group.finite for group in sentence.groups):
        return True  # "saying that …"
    if not token.capital and (
        {"genitives", "prepositions"} <= names or (senses and all(s.tense == "base" for s in senses))
    ):
        return True  # "[the port] of Cairo hopes", "[he made himself] known"
    return bool(_TIES & names) and not {"determiners", "clitics"} & names


def _headed(happening: Happening, lead: str, words: Sequence[int]) -> str:
    """The words with what is put before them; the first one small behind a colon, unless it is a name."""
    told, said = happening.told, written(happening, words)
    if not lead.endswith(told.lexicon.colon):
        verb = happening.clause.group
        begins = bool(lead) and verb is not None and verb.first <= words[0] < verb.last
        return tidy(lead + (said[:1].lower() + said[1:] if begins else said))
    said = tidy(said)
    small = "determiners" in told.sentence.classes[words[0]]
    return lead + (said[:1].lower() + said[1:] if small else said)


def _fallback(happening: Happening, mentions: Sequence[Mention], borne: str) -> str:
    """Where nothing stands alone: what somebody says of himself, in quotation marks; else `borne`, what only
    points to what was told before; else the sentence in its own words."""
    lead, words = led(happening, kept(happening, passage_of(happening)), mentions)
    bare = _unquoted(happening, words)
    fault = fault_of(happening, lead, bare, "") if bare else None
    if fault == "speaker":
        return _quoted(happening, bare, mentions)
    if fault == "noise" and not asserted(happening):
        return ""
    title = (borne and whole(happening)) or borne or verbatim(happening)
    return "" if "?" in title else title


def _by_cost(
    happening: Happening, mentions: Sequence[Mention], before: Sequence[Mention]
) -> Iterator[tuple[Happening, str, list[int]]]:
    """What could be a headline, with what is put before it: the choice and the shortening that lose least
    first."""
    waiting: list[_Waiting] = []
    for number, (base, choice, stretches) in enumerate(_choices(happening)):
        while waiting and waiting[0][0] <= base:
            yield _taken(waiting)
        words = kept(choice, stretches) if stretches else []
        if not words:
            continue
        lead, words = led(choice, words, mentions, before)
        _queue(waiting, base, number, choice, lead, shorter(choice, lead, words))
    while waiting:
        yield _taken(waiting)


_Shorter = Iterator[tuple[float, list[int]]]
_Waiting = tuple[float, int, float, Happening, str, list[int], _Shorter]


def _queue(
    waiting: list[_Waiting], base: float, number: int, choice: Happening, lead: str, rest: _Shorter
) -> None:
    """Puts the next shortening of a choice among those that wait."""
    for cost, left in rest:
        heappush(waiting, (base + cost, number, base, choice, lead, left, rest))
        return


def _taken(waiting: list[_Waiting]) -> tuple[Happening, str, list[int]]:
    """The cheapest that waits; the next one of its choice takes its place."""
    _, number, base, choice, lead, left, rest = heappop(waiting)
    _queue(waiting, base, number, choice, lead, rest)
    return choice, lead, left


def _quoted(happening: Happening, words: list[int], mentions: Sequence[Mention]) -> str:
    """What somebody says of himself, in quotation marks behind his name; without it only where it stands in
    quotation marks and names somebody or a place. No word is left out."""
    told, tokens = happening.told, happening.told.sentence.tokens
    opens, closes = told.lexicon.quotes
    name = _speaker(happening, words, mentions)
    said_by = name + told.lexicon.colon if name else ""
    for _, left in shorter(happening, said_by, words):
        title = tidy(written(happening, left))
        joined = left == list(range(left[0], left[-1] + 1)) if left else False
        fits = len(said_by) + len(title) + len(opens + closes) <= LONGEST
        marked = set(opens + closes + '"') & set(title) - {" ", "\u00a0"}
        sound = fault_of(happening, "", left, title, quoted=True) in (None, *_BORNE)
        if joined and fits and not marked and sound and not _hanging(happening, left):
            first, last = tokens[left[0]].start, tokens[left[-1]].end
            known = any(first <= name.start < last for name in told.names)
            return f"{said_by}{opens}{title}{closes}" if name or known else ""
    whole = _unquoted(happening, list(told.sentence.within(happening.passage.start, happening.passage.end)))
    end = next((n for n, i in enumerate(whole) if tokens[i].word in _MARKS), len(whole))
    title = tidy(written(happening, whole[:end]))
    fits = bool(title) and len(said_by) + len(title) + len(opens + closes) <= LONGEST
    return f"{said_by}{opens}{title}{closes}" if name and fits else ""


def _unquoted(happening: Happening, words: list[int]) -> list[int]:
    """The words inside the quotation marks that open before the first of them; all where none do."""
    tokens = happening.told.sentence.tokens
    if not words or tokens[words[0]].word not in _MARKS:
        return words
    ends = (n for n, i in enumerate(words) if n and tokens[i].word in _MARKS)
    return words[1 : next(ends, len(words))]


def _speaker(happening: Happening, words: Sequence[int], mentions: Sequence[Mention]) -> str | None:
    """The person who says it: named beside it, else the one known to take part and named outside of it."""
    told = happening.told
    named = attributed_to(happening)
    if named is not None and any(m.text == named and m.actor.kind == "person" for m in told.mentions):
        return named
    start, end = told.sentence.tokens[words[0]].start, told.sentence.tokens[words[-1]].end
    outside = [m for m in mentions if not start <= m.start < end and m.actor.kind == "person"]
    return outside[0].text if outside and nominative(happening, outside[0]) else None


def _choices(happening: Happening) -> Iterator[tuple[float, Happening, list[Span]]]:
    """Readings of a happening with the stretches that tell it, each with what it costs to tell it so, the
    best first."""
    yield 0.0, happening, passage_of(happening)
    clause, whole = happening.clause, happening
    if happening.nested:
        yield _NOUN, happening, around(happening)
        whole = replace(happening, nested=False, passage=Span(clause.start, clause.end))
        if clause.group is None:
            return
        yield _CLAUSE, whole, passage_of(whole)
    yield _CLAUSE, whole, own(whole)
    said = announced(happening)
    if said is not None:
        yield _SAID, said, own(said)
    main = above(whole)
    if main is not None:
        yield _MAIN, main, passage_of(main)


def _tells(happening: Happening, choice: Happening, words: Sequence[int]) -> bool:
    """Whether words of another clause still name the event, or are what its verb announces."""
    trigger = happening.trigger
    said = choice.clause.parent == happening.clause.number
    return said or trigger is None or trigger.first in words
