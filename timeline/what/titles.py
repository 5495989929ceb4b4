"""Headlines: the passage without its time words, sources and connectives; and a label in the reader's
language."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.language import load
from timeline.model import Mention, Place, Span
from timeline.what.dating import Happening
from timeline.what.leftout import kept, opening, written
from timeline.what.lexicon import lexicon_of
from timeline.what.order import fitting, turned
from timeline.what.reading import Told, inside
from timeline.what.sentences import SIGNS, Sentence
from timeline.what.shape import LONGEST, QUOTES, content, cut, tidy

__all__ = ["label_of", "title_of"]

_LABELS = "en"  # the language of canonical names, and so of labels
_BARE = 3  # words with which a noun phrase says enough


def title_of(happening: Happening, mentions: Sequence[Mention]) -> str:
    """A headline of at most 90 characters, from the words of the passage."""
    words = kept(happening, _stretches(happening))
    lead, left = _lead(happening, words, mentions)
    if not lead and _hollow(happening, words):
        start = happening.told.sentence.start
        whole = Span(opening(happening, Span(start, happening.passage.end)), happening.passage.end)
        told = kept(happening, [whole])
        if len(written(happening, told)) <= LONGEST:
            lead, left = _lead(happening, told, mentions)
    title = tidy(lead + written(happening, left))
    if len(title) <= LONGEST:
        return title
    title = tidy(lead + written(happening, fitting(happening, left, LONGEST - len(lead))))
    if len(title) <= LONGEST:
        return title
    verb = _verb(happening)
    if verb is None or len(lead + written(happening, [i for i in left if i <= verb])) > LONGEST - 15:
        words = kept(happening, _shortened(happening, _stretches(happening)))
        lead, left = _lead(happening, words, mentions)
    return cut(happening, lead, left, verb)


def _lead(happening: Happening, words: list[int], mentions: Sequence[Mention]) -> tuple[str, list[int]]:
    """What is put before the words, and what is left of them: the speaker of a quotation, the actor whom a
    pronoun stands for, the place of a bare noun."""
    words = turned(happening, words)
    speaker = _speaker(happening, words)
    if speaker:
        return f"{speaker}: ", words
    antecedent = _antecedent(happening, words, mentions)
    if antecedent:
        return antecedent + " ", words[1:]
    missing = _missing(happening, words, mentions)
    if missing:
        return missing + " ", words
    if happening.nested and content(happening.told.sentence, words) < _BARE:
        about = _about(happening, words, mentions)
        return (f"{about}: " if about else ""), words
    return "", words


def label_of(kind: str, actors: Sequence[str], place: Place | None) -> str:
    """Composed in English from kind, actors and place: "Meeting: Sergey Lavrov, Richard Haass · New York"."""
    said = kind != "OTHER" or not (actors or place)  # a hollow word says less than none
    named = lexicon_of(load(_LABELS)).kinds.get(kind, kind) if said else ""
    told = ": ".join(part for part in (named, ", ".join(actors[:3])) if part)
    return " · ".join(part for part in (told, place.name if place else "") if part)


# ---------------------------------------------------------------- which stretches
def _stretches(happening: Happening) -> list[Span]:
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
    spans += [
        Span(other.start, other.end)
        for other in told.clauses
        if other.parent == clause.number and other.opener == "complement" and other.start >= spans[-1].end
    ]
    above = _above(happening, start)
    if above is not None:
        return [above, *spans[1:]]
    subject = clause.subject
    declined = told.lexicon.cases and clause.opener == "relative"
    if subject is not None and subject.end <= passage.start and not told.closing(clause) and not declined:
        spans.insert(0, Span(opening(happening, subject, subject=True), subject.end))
    return spans


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


def _shortened(happening: Happening, spans: Sequence[Span]) -> list[Span]:
    """A long subject cut down to its first noun phrase, so that the verb still fits."""
    sentence, group = happening.told.sentence, happening.clause.group
    if group is None or happening.nested or _above(happening, spans[0].end) is not None:
        return list(spans)
    first = group.first
    while first > 0 and {"clitics", "negations"} & sentence.classes[first - 1]:
        if {"determiners", "prepositions"} & sentence.classes[first - 1] and not _leans(sentence, first - 1):
            break
        first -= 1
    verb = sentence.tokens[first].start
    before = [span for span in spans if span.start < verb]
    words = _subject_words(happening, before[0], verb) if before else range(0)
    loose = {g.first for g in sentence.groups if not g.finite}
    stop = next((i for i in words[1:] if i in loose or _closes(happening, i)), None)
    if stop is not None and not content(sentence, range(words[0], stop)):
        return list(spans)
    if not words:
        return list(spans)
    subject = Span(sentence.tokens[words[0]].start, sentence.tokens[(stop or words[-1] + 1) - 1].end)
    rest = [Span(max(span.start, verb), span.end) for span in spans if span.end > verb]
    return [subject, *rest]


def _leans(sentence: Sentence, i: int) -> bool:
    """An elided word, or one that stands only before verbs."""
    return "preverbal" in sentence.classes[i]


def _subject_words(happening: Happening, span: Span, verb: int) -> range:
    """The words before the verb, past time words, signs and an adverbial that ends with a sign."""
    told, sentence = happening.told, happening.told.sentence
    words = sentence.within(span.start, min(span.end, verb))
    first = words[0] if words else 0
    while words and first < words[-1]:
        token, names = sentence.tokens[first], sentence.classes[first]
        signs = [i for i in range(first, words[-1]) if sentence.tokens[i].word in SIGNS]
        named = any(span.start <= token.start < span.end for span in _names(told))
        subject = named or ({"determiners", "pronouns"} & names and "prepositions" not in names)
        if any(m.start <= token.start < m.end for m in told.moments) or not token.word[0].isalnum():
            first += 1
        elif "prepositions" in names and signs:
            first = signs[-1] + 1
        elif signs and not subject and _opens(happening, signs[0] + 1):
            first = signs[0] + 1
        else:
            break
    return range(first, words[-1] + 1) if words else words


def _names(told: Told) -> list[Span]:
    return [Span(one.start, one.end) for one in told.mentions] + [
        Span(one.start, one.end) for one in told.toponyms
    ]


def _opens(happening: Happening, i: int) -> bool:
    """Whether a subject can begin at word i: an article or a name."""
    sentence = happening.told.sentence
    named = any(m.start == sentence.tokens[i].start for m in happening.told.mentions)
    return named or ("determiners" in sentence.classes[i] and "prepositions" not in sentence.classes[i])


def _closes(happening: Happening, i: int) -> bool:
    """A sign, or a word after which something only describes the noun before it."""
    sentence = happening.told.sentence
    names, token = sentence.classes[i], sentence.tokens[i]
    describes = {"relatives", "agents", "prepositions"} & names and "genitives" not in names
    glued = token.word in "-'’" and not happening.told.text[token.start - 1].isspace()
    return bool(describes) or not (token.word[0].isalnum() or token.word[0] == "'" or glued)


def _hollow(happening: Happening, words: Sequence[int]) -> bool:
    """Whether words say too little to stand alone: one noun, a verb without anybody who does it."""
    sentence, group = happening.told.sentence, happening.clause.group
    if content(sentence, words) < 2:
        return True
    if happening.nested or group is None or happening.told.reports(happening.clause):
        return False
    first = next((i for i in words if not {"clitics", "negations"} & sentence.classes[i]), words[0])
    return group.first <= first < group.last


def _verb(happening: Happening) -> int | None:
    """The position of the verb that the headline must reach."""
    told, group = happening.told, happening.clause.group
    if told.closing(happening.clause):
        said = [c for c in told.clauses if happening.passage.start <= c.start < happening.clause.start]
        group = said[0].group if said else group
    return None if happening.nested or group is None else max(group.last, group.reach) - 1


# ---------------------------------------------------------------- what is put before
def _speaker(happening: Happening, words: Sequence[int]) -> str | None:
    """Who says what stands in quotation marks, when the headline is only what is said."""
    told, clause = happening.told, happening.clause
    if happening.nested or not words or not told.closing(clause):
        return None
    start = told.sentence.tokens[words[0]].start
    quoted = any(told.text[start - 1 : start + 1].count(quotes[0]) for quotes in QUOTES)
    named = inside(told.mentions, Span(clause.start, clause.end))
    return named[0].text if quoted and named else None


def _missing(happening: Happening, words: Sequence[int], mentions: Sequence[Mention]) -> str | None:
    """Who does what a headline tells that would begin with its verb."""
    sentence, group = happening.told.sentence, happening.clause.group
    if not words or not mentions or happening.nested or group is None or happening.told.lexicon.bracket:
        return None
    if happening.told.reports(happening.clause) or "pronouns" in sentence.classes[words[0]]:
        return None  # the subject may come after it
    first = next((i for i in words if not {"clitics", "negations"} & sentence.classes[i]), words[0])
    if not group.first <= first < group.last:
        return None
    start, end = sentence.tokens[words[0]].start, sentence.tokens[words[-1]].end
    outside = [m for m in mentions if not start <= m.start < end]
    return outside[0].text if outside and _nominative(happening, outside[0]) else None


def _nominative(happening: Happening, mention: Mention) -> bool:
    """Whether a mention can stand as a subject: where nouns have cases, a name as it is listed."""
    listed = {words for _, words in mention.actor.labels}
    return not happening.told.lexicon.cases or mention.text in listed


def _antecedent(happening: Happening, words: Sequence[int], mentions: Sequence[Mention]) -> str | None:
    """The actor a leading pronoun stands for."""
    told, sentence = happening.told, happening.told.sentence
    if len(words) < 2 or "person_pronouns" not in sentence.classes[words[0]]:
        return None
    pronoun = sentence.tokens[words[0]]
    earlier = [m for m in mentions if m.end <= pronoun.start and not happening.clause.holds(m.start)]
    if not earlier or not told.text[pronoun.end : pronoun.end + 1].isspace():
        return None  # nobody told of; "he'll"
    many = "plural_pronouns" in sentence.classes[words[0]]
    if (earlier[-1].actor.kind == "person" and many) or not _nominative(happening, earlier[-1]):
        return None
    return earlier[-1].text


def _about(happening: Happening, words: Sequence[int], mentions: Sequence[Mention]) -> str | None:
    """The place, else the actor, named in the same sentence outside the headline's own words."""
    told, tokens = happening.told, happening.told.sentence.tokens
    own = {tokens[i].start for i in words}
    places = [t for t in told.toponyms if t.locative and t.start not in own]
    named = [m for m in mentions if m.start not in own]
    if any(t.start in own for t in told.toponyms) or any(m.start in own for m in mentions):
        return None
    return places[0].text if places else named[0].text if named else None
