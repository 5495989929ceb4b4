"""Who takes part: the mentions of an event's clause, less places where it happens, sources and mere media."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.model import Mention, Span
from timeline.what.clauses import Clause
from timeline.what.dating import Happening
from timeline.what.meant import meant
from timeline.what.parties import merely_there
from timeline.what.reading import Told, inside
from timeline.what.sentences import VerbGroup
from timeline.what.tellers import timed
from timeline.what.twosomes import twosome
from timeline.what.unsaid import unsaid

__all__ = ["participants", "subjects", "taking_part", "things_of"]

_MOST = 6
_HEADS = {"determiners", "definites", "possessives"}
_PRONOUN = {"person_pronouns", "pronouns"}


def participants(
    happening: Happening, before: Sequence[Mention], after: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Mentions of those who take part, in the order of the text.

    `before` are those of the sentence before, for a subject that points back; `after` those that the next
    sentences say took part.
    """
    told, clause = happening.told, happening.clause
    spans = [happening.passage]
    if not happening.nested:
        spans += [part for part in clause.parts if part.end <= happening.passage.start]
        spans += _complement(told, clause)
        if clause.subject is not None and not told.closing(clause):
            spans.append(clause.subject)
    found = {m.start: m for span in spans for m in inside(told.mentions, span)}
    if not happening.nested:
        aside = [c for c in told.clauses if c.number != clause.number and _tells_another(told, c)]
        kin = clause.subject or Span(clause.start, clause.start)
        found = {
            at: m
            for at, m in found.items()
            if kin.start <= at < kin.end or not any(c.holds(at) for c in aside)
        }
    if not happening.nested and clause.opener == "relative":
        described = clause.subject or Span(clause.start, clause.start)
        named = _named_before(told, described)
        if named is not None:
            found = {at: m for at, m in found.items() if not described.start <= at < described.end}
            found[named.start] = named
    sources = [s for s in told.sources if not clause.holds(s.start) or not told.closing(clause)]
    kept = [
        mention
        for _, mention in sorted(found.items())
        if not merely_there(mention, told)
        and not any(source.start <= mention.start < source.end for source in sources)
        and not (mention.actor.kind == "medium" and not _acts(mention, happening))
    ]
    kept = [m for m in kept if not _possessor(m, told, kept)]
    known = {mention.actor.actor_id for mention in kept}
    borrowed = _antecedents(happening) or unsaid(happening)
    kept[:0] = [m for m in borrowed if m.actor.actor_id not in known]
    if len({mention.actor for mention in kept}) < 2:
        kept += _attending(after)
    if not kept:
        kept = _above(happening) or _carried(happening, before)
    return tuple(_once(kept))


def _attending(after: Sequence[Mention]) -> list[Mention]:
    """Of those told to have taken part: people and states; bodies only where no person is named."""
    persons = any(mention.actor.kind == "person" for mention in after)
    kinds = (
        ("person", "state", "people", "group")
        if persons
        else ("state", "people", "group", "body", "organisation")
    )
    return [mention for mention in after if mention.actor.kind in kinds]


def _above(happening: Happening) -> list[Mention]:
    """Who stands first in the clauses that an event without any actor of its own hangs on."""
    told, clause = happening.told, happening.clause
    chain = [clause] if happening.nested else []
    while clause.parent is not None and clause.parent < clause.number and clause.opener != "relative":
        clause = told.clauses[clause.parent]
        chain.append(clause)
    sources = told.sources
    for one in chain:
        for span in (_subject_of(told, one), Span(one.start, one.end)):
            there = [
                m
                for m in inside(told.mentions, span)
                if not merely_there(m, told) and not any(s.start <= m.start < s.end for s in sources)
            ]
            if there:
                return [replace(there[0], by="earlier")]
    return []


def _subject_of(told: Told, clause: Clause) -> Span:
    """The stretch before the verb of a clause, with its subject outside where it has one."""
    if clause.subject is not None:
        return clause.subject
    verb = told.sentence.tokens[clause.group.first].start if clause.group else clause.end
    return Span(clause.start, max(clause.start, verb))


def _carried(happening: Happening, before: Sequence[Mention]) -> list[Mention]:
    """Who was told of just before, where a definite subject ("the ban", "its spokesman") points back."""
    told, clause = happening.told, happening.clause
    sources = told.prefixed
    own = [m for m in told.mentions if not any(s.start <= m.start < s.end for s in sources)]
    subject = _subject_of(told, clause)
    words = [i for i in told.sentence.within(subject.start, subject.end) if not timed(told, i)]
    two = twosome(told, words)
    if two is not None:
        return [replace(m, by="earlier") for m in two]
    if own or not before:
        return []
    classes, tokens = told.sentence.classes, told.sentence.tokens
    words = [i for i in words if not any(s.start <= tokens[i].start < s.end for s in sources)]
    placed = {i for one in told.toponyms for i in told.sentence.within(one.start, one.end)}
    if not told.lexicon.bracket and any(
        tokens[i].capital and not classes[i] and i not in placed for i in words
    ):
        return []  # a subject with a name of its own
    pronoun = next((i for i in words if classes[i] >= _PRONOUN and "determiners" not in classes[i]), None)
    first = next((i for i in words if _HEADS & classes[i] and _untied(told, i)), None)
    speaks = any("speakers" in classes[i] for i in words)
    if not speaks and (first is None or "definites" not in classes[first]):
        return []  # "a strike of the same crews"
    whose = first if first is not None and "possessives" in classes[first] else None
    back = pronoun if pronoun is not None else whose
    if back is not None:
        return [replace(m, by="earlier") for m in meant(told, back)]
    told_of = _once(before)[:2]
    pointed = first is None or tokens[first].word in told.lexicon.articles
    if told_of[0].actor.kind == "person" and not pointed and not speaks:
        return []  # "the vote": whose it is was not said
    # two of a kind are parties; a body beside a person is its setting
    return [replace(m, by="earlier") for m in told_of if m.actor.kind == told_of[0].actor.kind]


def _untied(told: Told, i: int) -> bool:
    """Whether no preposition stands right before a word, nor in it ("du")."""
    classes = told.sentence.classes
    return "prepositions" not in classes[i] and not (i and "prepositions" in classes[i - 1])


def _tells_another(told: Told, clause: Clause) -> bool:
    """A relative clause with a date of its own, or that only describes somebody named before it."""
    if _comments(told, clause):
        return True
    if clause.opener != "relative":
        return False
    dated = any(clause.holds(moment.start) for moment in told.moments)
    return dated or _named_before(told, Span(clause.start, clause.start)) is not None


def _comments(told: Told, clause: Clause) -> bool:
    """Whether a clause tells what came of all that is told before it: ", lo que llevó a …"."""
    words = told.sentence.within(clause.start, clause.end)
    after = bool(words) and words[0] > 0 and told.sentence.tokens[words[0] - 1].word == ","
    return after and "sentential" in told.sentence.classes[words[0]]


def _complement(told: Told, clause: Clause) -> list[Span]:
    """What is announced, decided or said: the clause right after a verb that takes one."""
    following = told.clauses[clause.number + 1 : clause.number + 2]
    return [Span(c.start, c.end) for c in following if c.parent == clause.number and c.opener == "complement"]


def _named_before(told: Told, subject: Span) -> Mention | None:
    """The person that a description stands beside: "X, the former minister who …"."""
    for mention in told.mentions:
        between = told.text[mention.end : subject.start].strip()
        if mention.end <= subject.start and between == "," and mention.actor.kind == "person":
            return mention
    return None


def _possessor(mention: Mention, told: Told, kept: Sequence[Mention]) -> bool:
    """Only says whose: "Libya's oil minister X", where others take part."""
    words = told.sentence.within(mention.end, told.span.end)
    tokens = told.sentence.tokens
    if not words or tokens[words[0]].word != "'s":
        return False
    return any(other.start != mention.start for other in kept)


def things_of(happening: Happening) -> tuple[str, ...]:
    """Named things of the passage that do not act."""
    return tuple(dict.fromkeys(thing.name for thing in inside(happening.told.things, happening.passage)))


def _acts(mention: Mention, happening: Happening) -> bool:
    """A medium that is the subject of the verb, or its object right after it."""
    group = happening.clause.group
    if group is None or not isinstance(group, VerbGroup):
        return False
    verb = happening.told.sentence.tokens[group.own].start
    return mention.start < verb and happening.clause.holds(mention.start)


def _antecedents(happening: Happening) -> list[Mention]:
    """Who the pronoun stands for that begins a clause."""
    told, clause = happening.told, happening.clause
    if happening.nested or clause.group is None:
        return []
    sentence = told.sentence
    verb = sentence.tokens[clause.group.first].start
    part = next((p for p in clause.parts if p.start <= verb < p.end), None)
    words = [] if part is None else [i for i in sentence.within(part.start, verb) if not timed(told, i)]
    sources = [sentence.within(source.start, source.end) for source in told.prefixed]
    words = [i for i in words if not any(i in source for source in sources)]
    at = next((i for i in words if "person_pronouns" in sentence.classes[i]), None)
    if at is None or any(m.end <= sentence.tokens[at].start and clause.holds(m.start) for m in told.mentions):
        return []
    return meant(told, at)


def _once(mentions: Sequence[Mention]) -> list[Mention]:
    """At most `_MOST` actors; all the mentions of each."""
    kept: list[Mention] = []
    seen: set[str] = set()
    for mention in mentions:
        if mention.actor.actor_id in seen or len(seen) < _MOST:
            seen.add(mention.actor.actor_id)
            kept.append(mention)
    return kept


def taking_part(told: Told, following: Sequence[Told]) -> list[Mention]:
    """Mentions in the next sentences of the paragraph that say who took part: by a verb for it, or as a
    list."""
    found: list[Mention] = []
    for other in following:
        groups = [group for group in other.sentence.groups if group.finite]
        attends = any(group.head.lemma in told.lexicon.verbs["attend"] for group in groups)
        if other.paragraph != told.paragraph or not (attends or (not groups and found)):
            break
        found += other.mentions
    return found


def subjects(told: Told) -> list[Mention]:
    """Mentions of a sentence, those before its first verb first: what a pronoun after it may stand for."""
    groups = [group for group in told.sentence.groups if group.finite]
    verb = told.sentence.tokens[groups[0].first].start if groups else told.span.end
    ordered = sorted(told.mentions, key=lambda m: (m.start > verb, m.start))
    return [m for m in ordered if m.actor.kind != "medium"]
