"""Which stretches of a sentence a headline is made of."""

from __future__ import annotations

from dataclasses import replace

from timeline.model import Span
from timeline.what.clauses import Clause
from timeline.what.dating import Happening
from timeline.what.opening import opening
from timeline.what.sentences import SIGNS, Sentence, VerbGroup
from timeline.what.shape import LONGEST, content

__all__ = ["above", "announced", "around", "own", "passage_of"]

_GAP = 2  # characters between stretches that follow each other
_BARE = 3  # words with which a noun phrase says enough


def passage_of(happening: Happening) -> list[Span]:
    """The stretches a headline is made of: the subject, the clause, and what it announces."""
    told, clause, passage = happening.told, happening.clause, happening.passage
    start = opening(happening, passage)
    if happening.nested:
        return [Span(start, _widened(happening, passage.end))]
    if told.closing(clause) and clause.start > start:
        return [Span(start, clause.start)]  # what is said, without who says so
    if told.closing(clause) and clause.number:
        said = Span(told.sentence.start, clause.start)
        return [Span(opening(happening, said), said.end)]
    spans = [part for part in clause.parts if part.end > start and part.start < passage.end]
    inserted = len(spans) > 1 and all(part.start >= passage.start for part in spans)
    if not inserted:
        spans = [Span(start, passage.end)]
    else:
        spans = [Span(max(start, spans[0].start), spans[0].end), *spans[1:]]
    for other in told.clauses:
        beside = 0 <= other.start - spans[-1].end <= _GAP
        if beside and other.parent == clause.number and other.opener == "complement":
            spans.append(Span(other.start, other.end))
    above = _above(happening, start)
    if above is not None:
        return [above, *spans[1:]]
    subject = _subject(happening)
    declined = told.lexicon.cases and clause.opener == "relative"
    if subject is not None and subject.end <= passage.start and not told.closing(clause) and not declined:
        spans.insert(0, Span(opening(happening, subject, subject=True), subject.end))
    return spans


def _subject(happening: Happening) -> Span | None:
    """The stretch of the subject outside; the person of whom a relative clause tells behind a description
    ("Anna, 32, who left")."""
    told, clause = happening.told, happening.clause
    if clause.opener != "relative" or clause.subject is None:
        return clause.subject
    verbs = [told.sentence.tokens[g.first].start for g in told.sentence.groups if g.finite]
    for mention in told.mentions:
        between = told.text[mention.end : clause.start].strip()
        plain = not any(mention.end <= verb < clause.start for verb in verbs)
        person = mention.actor.kind == "person" and mention.end <= clause.subject.start
        if person and plain and between[:1] in (",", "(") and between[-1:] in (",", ""):
            return Span(mention.start, mention.end)
        last = mention.actor.kind == "person" and mention.end == clause.subject.end
        if last and "human_pronouns" in told.sentence.classes[_first(happening)]:
            return Span(mention.start, mention.end)  # "the house of Anna, who left"
    return clause.subject


def _first(happening: Happening) -> int:
    """Position of the first word of the clause."""
    clause = happening.clause
    return happening.told.sentence.within(clause.start, clause.end)[0]


def _widened(happening: Happening, end: int) -> int:
    """The end of a noun phrase with what describes it after its time words, up to a sign or another verb."""
    told, sentence = happening.told, happening.told.sentence
    words = sentence.within(happening.passage.start, end)
    if not words or content(sentence, words) >= 2 * _BARE:
        return end
    last = words[-1] + 1
    relative = last < len(sentence.tokens) and "relatives" in sentence.classes[last]
    for clause in told.clauses if relative else ():
        if clause.opener == "relative" and clause.start == sentence.tokens[last].start:
            return clause.parts[0].end
    finite = {g.first for g in sentence.groups if g.finite}
    while last < len(sentence.tokens) and last not in finite:
        token, names = sentence.tokens[last], sentence.classes[last]
        if token.word in SIGNS or {"relatives", "subordinators", "coordinators", "clitics"} & names - {
            "clitics" if "determiners" in names else ""
        }:
            break
        last += 1
    return sentence.tokens[last - 1].end


def _above(happening: Happening, start: int) -> Span | None:
    """Where nouns have cases, a relative clause keeps the clause before it: its antecedent is seldom the
    nominative that a subject must be."""
    told, clause = happening.told, happening.clause
    if not told.lexicon.cases or clause.opener != "relative" or clause.parent is None:
        return None
    parent = told.clauses[clause.parent]
    if parent.end > start or parent.opener != "main" or happening.passage.end - parent.start > LONGEST + 20:
        return None
    return Span(opening(happening, Span(parent.start, parent.end)), happening.passage.end)


def own(happening: Happening) -> list[Span]:
    """The clause alone, with its subject and what it announces: nothing else that hangs on it."""
    told, clause = happening.told, happening.clause
    if clause.group is None or told.closing(clause):
        return []
    spans = list(clause.parts)
    spans[0] = Span(opening(happening, spans[0]), spans[0].end)
    for other in told.clauses:
        if 0 <= other.start - spans[-1].end <= _GAP and _announced(happening, other.number):
            spans.append(Span(other.start, other.end))
    subject = _subject(happening)
    declined = told.lexicon.cases and clause.opener == "relative"
    if subject is not None and subject.end <= spans[0].start and not declined:
        spans.insert(0, Span(opening(happening, subject, subject=True), subject.end))
    return spans


def _announced(happening: Happening, number: int) -> bool:
    """Whether a clause is what this one announces, decides or says, or hangs on that."""
    clauses = happening.told.clauses
    other = clauses[number]
    while other.parent is not None and other.parent < other.number:
        if other.parent == happening.clause.number:
            return other.opener == "complement"
        other = clauses[other.parent]
    return False


def above(happening: Happening) -> Happening | None:
    """The same told by the main clause that the event's own one hangs on, up to the end of that one."""
    told, clause = happening.told, happening.clause
    while clause.opener != "main" and clause.parent is not None and clause.parent < clause.number:
        clause = told.clauses[clause.parent]
    if clause is happening.clause or clause.start >= happening.clause.start or clause.group is None:
        return None
    end = max(happening.clause.end, clause.end)
    return replace(happening, clause=clause, passage=Span(clause.start, end), nested=False)


def announced(happening: Happening) -> Happening | None:
    """What a verb of saying announces, told by its own clause."""
    told = happening.told
    following = [c for c in told.clauses if c.parent == happening.clause.number and c.opener == "complement"]
    free = happening.clause.opener in ("main", "coordinate") and not happening.nested
    if not free or not told.reports(happening.clause) or told.closing(happening.clause):
        return None
    following = following or _spoken_after(happening)
    if not following:
        return None
    passage = Span(following[0].start, following[0].end)
    return replace(happening, clause=following[0], passage=passage)


def _spoken_after(happening: Happening) -> list[Clause]:
    """The clause that a verb of saying opens with a colon or comma right behind it."""
    told, number = happening.told, happening.clause.number + 1
    if number >= len(told.clauses) or told.clauses[number].group is None:
        return []
    following = told.clauses[number]
    between = told.text[happening.clause.parts[0].end - 1 : following.start].strip()
    return [following] if between[-1:] in (":", ",") and following.opener == "main" else []


def around(happening: Happening) -> list[Span]:
    """The noun phrase around the noun that names the event: from its article on, with what describes it."""
    sentence, trigger = happening.told.sentence, happening.trigger
    if trigger is None or isinstance(trigger, VerbGroup):
        return []
    first, last = trigger.first, trigger.last
    while first > 0 and "determiners" not in sentence.classes[first]:
        if "genitives" in sentence.classes[first - 1] or not _before_noun(sentence, first - 1):
            break
        first -= 1
    stops = {"relatives", "subordinators", "conditionals"}
    finite = {g.first for g in sentence.groups if g.finite}
    while last < len(sentence.tokens) and last not in finite and sentence.tokens[last].word not in SIGNS:
        names = sentence.classes[last]
        if stops & names or (
            {"clitics", "preverbal"} & names and not {"determiners", "prepositions"} & names
        ):
            break
        last += 1
    start = sentence.tokens[first].start
    end = sentence.tokens[last - 1].end
    part = next((p for p in happening.clause.parts if p.start <= start < p.end), None)
    return [Span(start, min(end, part.end) if part else end)]


def _before_noun(sentence: Sentence, i: int) -> bool:
    """An article, number or describing word before a noun."""
    names, token = sentence.classes[i], sentence.tokens[i]
    if {"prepositions", "genitives"} & names and "determiners" not in names:
        return False
    verbal = any(group.first <= i < group.last for group in sentence.groups)
    return token.word[0].isalnum() and not verbal and (not names or "determiners" in names)
