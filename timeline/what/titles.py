"""Headlines: the passage without its time words, sources and connectives; and a label in the reader's
language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.language import load
from timeline.model import Mention, Place, Span
from timeline.what.dating import Happening
from timeline.what.lexicon import lexicon_of
from timeline.what.sentences import SIGNS, Sentence

__all__ = ["label_of", "title_of"]

_LONGEST = 90
_LABELS = "en"  # the language of canonical names, and so of labels
_SHORT = 30
_INSERTED = re.compile(r",[^,]{3,80},|\s\([^()]{1,80}\)")
_GAPS = re.compile(r"\s+")
_BEFORE_SIGN = re.compile(r"\s+([,.;:!?)\]]|'s\b)")
_SIGNS = re.compile(r"([,;:])(?:\s*[,;:])+")
_HOLLOW = re.compile(r"\(\s*\)|\[\s*\]|«\s*»|“\s*”|\"\s*\"")


def title_of(happening: Happening, mentions: Sequence[Mention]) -> str:
    """A headline of at most 90 characters, from the words of the passage."""
    spans = _spans(happening)
    title, reached = _written(happening, spans, mentions)
    if reached > _LONGEST - 15:
        title, reached = _written(happening, _shortened(happening, spans), mentions)
    return _cut(title, reached)


def _written(happening: Happening, spans: Sequence[Span], mentions: Sequence[Mention]) -> tuple[str, int]:
    """The words of the spans without what is left out, and how far into them the verb reaches."""
    text, verb, title, reached = happening.told.text, _verb_end(happening), "", 0
    for number, span in enumerate(spans):
        for start, end in _kept(happening, span):
            piece = text[start:end]
            if title and start > span.start:
                piece = piece.removeprefix(",")  # the sign after time words taken out
            title += " " + piece
            if start < verb <= end:
                reached = len(title) - (end - verb)
        if number + 1 < len(spans):
            title = title.rstrip(" ,;:")
    lead, replaced = _antecedent(happening, spans, mentions)
    return _tidy(lead + title.strip()[replaced:]), reached


def _shortened(happening: Happening, spans: Sequence[Span]) -> list[Span]:
    """A long subject cut down to its first noun phrase, so that the verb still fits."""
    sentence, group = happening.told.sentence, happening.clause.group
    if group is None or happening.nested or _above(happening, spans[0].end) is not None:
        return list(spans)
    verb = sentence.tokens[group.first].start
    before = [span for span in spans if span.start < verb]
    words = _subject_words(happening, before[0], verb) if before else range(0)
    loose = {g.first for g in sentence.groups if not g.finite}
    stop = next((i for i in words[1:] if i in loose or _closes(sentence, i)), None)
    if stop is None:
        return list(spans)
    subject = Span(sentence.tokens[words[0]].start, sentence.tokens[stop - 1].end)
    rest = [Span(max(span.start, verb), span.end) for span in spans if span.end > verb]
    return [subject, *rest]


def _subject_words(happening: Happening, span: Span, verb: int) -> range:
    """The words before the verb, past time words, signs and an adverbial that ends with a sign."""
    told, sentence = happening.told, happening.told.sentence
    words = sentence.within(span.start, min(span.end, verb))
    first = words[0] if words else 0
    while words and first < words[-1]:
        token = sentence.tokens[first]
        signs = [i for i in range(first, words[-1]) if sentence.tokens[i].word in SIGNS]
        if any(m.start <= token.start < m.end for m in told.moments) or not token.word[0].isalnum():
            first += 1
        elif "prepositions" in sentence.classes[first] and signs:
            first = signs[-1] + 1
        else:
            break
    return range(first, words[-1] + 1) if words else words


def _closes(sentence: Sentence, i: int) -> bool:
    """A sign, or a word after which something only describes the noun before it."""
    names = sentence.classes[i]
    describes = {"relatives", "agents", "prepositions"} & names and "genitives" not in names
    return bool(describes) or not sentence.tokens[i].word[0].isalnum()


def _spans(happening: Happening) -> list[Span]:
    """The stretches a headline is made of: the subject, the clause, and what it announces."""
    clause, passage = happening.clause, happening.passage
    start = _opening(happening, passage)
    if happening.nested:
        return [Span(start, passage.end)]
    if happening.told.closing(clause) and clause.start > start:
        return [Span(start, clause.start)]  # what is said, without who says so
    spans = [part for part in clause.parts if part.end > start and part.start < passage.end]
    inserted = len(spans) > 1 and all(part.start >= passage.start for part in spans)
    if not inserted:
        spans = [Span(start, passage.end)]
    else:
        spans = [Span(max(start, spans[0].start), spans[0].end), *spans[1:]]
    spans += [
        Span(other.start, other.end)
        for other in happening.told.clauses
        if other.parent == clause.number and other.opener == "complement" and other.start >= spans[-1].end
    ]
    above = _above(happening, start)
    if above is not None:
        return [above, *spans[1:]]
    subject = clause.subject
    if subject is not None and subject.end <= passage.start and not happening.told.closing(clause):
        spans.insert(0, Span(_opening(happening, subject), subject.end))
    return spans


def _above(happening: Happening, start: int) -> Span | None:
    """Where nouns have cases, a relative clause keeps the clause before it: its antecedent is seldom the
    nominative that a subject must be."""
    told, clause = happening.told, happening.clause
    if not told.lexicon.cases or clause.opener != "relative" or clause.parent is None:
        return None
    parent = told.clauses[clause.parent]
    if parent.end > start or parent.opener != "main" or happening.passage.end - parent.start > _LONGEST + 20:
        return None
    return Span(_opening(happening, Span(parent.start, parent.end)), happening.passage.end)


def _verb_end(happening: Happening) -> int:
    group = happening.clause.group
    if happening.told.closing(happening.clause):
        said = [
            c for c in happening.told.clauses if happening.passage.start <= c.start < happening.clause.start
        ]
        group = said[0].group if said else group
    if happening.nested or group is None:
        return happening.passage.start
    return happening.told.sentence.tokens[group.last - 1].end


def label_of(kind: str, actors: Sequence[str], place: Place | None) -> str:
    """Composed in English from kind, actors and place: "Meeting: Sergey Lavrov, Richard Haass · New York"."""
    named = lexicon_of(load(_LABELS)).kinds.get(kind, kind)
    told = f"{named}: {', '.join(actors[:3])}" if actors else named
    return f"{told} · {place.name}" if place else told


def _kept(happening: Happening, span: Span) -> Iterator[tuple[int, int]]:
    """What is left of a span without its time words and sources."""
    at = span.start
    for out in _left_out(happening, span):
        if out.start >= at:
            yield at, out.start
            at = out.end
    yield at, span.end


def _left_out(happening: Happening, span: Span) -> list[Span]:
    """Time words with the words that tie them to the sentence, and sources, inside a span."""
    told, sentence = happening.told, happening.told.sentence
    out = [source for source in told.sources if source.start >= span.start and source.end <= span.end]
    for moment in told.moments:
        if moment.start < span.start or moment.end > span.end:
            continue
        words = sentence.within(moment.start, moment.end)
        if not words:
            continue
        first, last = words[0], words[-1] + 1
        describes = (
            last < len(sentence.tokens)
            and not told.lexicon.cases
            and any(nominal.first in (last, last + 1) for nominal in sentence.nominals)
        )
        while first > 0 and not describes and sentence.tokens[first - 1].start >= span.start:
            if not {"prepositions", "determiners"} & sentence.classes[first - 1]:
                break
            first -= 1
        if last < len(sentence.tokens) and sentence.tokens[last].word == "'s":
            last += 1
        out.append(Span(min(moment.start, sentence.tokens[first].start), sentence.tokens[last - 1].end))
    return _joined(sentence, sorted(out, key=lambda s: s.start))


def _joined(sentence: Sentence, out: Sequence[Span]) -> list[Span]:
    """Neighbours with only "and" between them are left out as one ("on 11 and 12 July")."""
    found: list[Span] = []
    for span in out:
        between = sentence.within(found[-1].end, span.start) if found else range(0)
        if between and all("coordinators" in sentence.classes[i] for i in between):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _opening(happening: Happening, span: Span) -> int:
    """Past the connectives, conjunctions and signs that tie a stretch to what stands before."""
    sentence = happening.told.sentence
    words = sentence.within(span.start, span.end)
    if not words:
        return span.start
    tying = {"connectives", "subordinators", "coordinators", "conditionals", "relatives"}
    if happening.nested:
        tying |= {"prepositions", "apart", "agents"}
    i, stop = words[0], words[-1]
    while i < stop:
        token, names = sentence.tokens[i], sentence.classes[i]
        if names & tying and not (happening.nested and {"definites"} & names):
            i = max(i + 1, sentence.reach[i])
        elif not token.word[0].isalnum() and token.word not in '«“"':
            i += 1
        else:
            break
    return sentence.tokens[i].start


def _antecedent(happening: Happening, spans: Sequence[Span], mentions: Sequence[Mention]) -> tuple[str, int]:
    """The actor a leading pronoun stands for, and how many characters of the title it replaces."""
    sentence = happening.told.sentence
    words = sentence.within(spans[0].start, spans[0].end)
    clause = happening.clause
    earlier = [m for m in mentions if m.end <= spans[0].start and not clause.holds(m.start)]
    if not words or not earlier or "person_pronouns" not in sentence.classes[words[0]]:
        return "", 0
    pronoun = sentence.tokens[words[0]]
    many = "plural_pronouns" in sentence.classes[words[0]]
    if earlier[-1].actor.kind == "person" and many:
        return "", 0
    if any(moment.start <= pronoun.start < moment.end for moment in happening.told.moments):
        return "", 0  # French "il y a"
    if not happening.told.text[pronoun.end : pronoun.end + 1].isspace():
        return "", 0  # "he'll"
    return earlier[-1].text, pronoun.end - spans[0].start


def _tidy(title: str) -> str:
    title = _HOLLOW.sub("", _GAPS.sub(" ", title.replace("-LRB- ", "(").replace(" -RRB-", ")")))
    title = _SIGNS.sub(r"\1", _BEFORE_SIGN.sub(r"\1", title)).strip(" ,;:.-–—*•'`")
    for opening, closing in ("«»", "“”", '""'):
        if title.count(opening) != title.count(closing) or (opening == closing and title.count(opening) % 2):
            title = title.replace(opening, "").replace(closing, "")
    if title.count("(") > title.count(")"):
        title = title[: title.rfind("(")].rstrip(" ,;:")
    title = _GAPS.sub(" ", title).strip()
    return title[:1].upper() + title[1:]


def _cut(title: str, verb: int) -> str:
    """At the last sign after the verb, else without what is inserted before it, else at the last word."""
    if len(title) <= _LONGEST:
        return title
    at = max(title.rfind(sign, max(verb, _SHORT), _LONGEST) for sign in (",", ";", ":", " (", " –"))
    if at > 0:
        return title[:at].rstrip(" ,;:(–-")
    shorter = _GAPS.sub(" ", _INSERTED.sub(" ", title, count=1))
    if shorter != title and len(shorter) >= _SHORT:
        return _cut(shorter, max(0, verb - (len(title) - len(shorter))))
    return title[: title.rfind(" ", 0, _LONGEST)].rstrip(" ,;:(–-") + "…"
