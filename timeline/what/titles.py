"""Headlines: the passage without its time words, sources and connectives; and a label in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.model import Mention, Place, Span
from timeline.what.dating import Happening

__all__ = ["label_of", "title_of"]

_LONGEST = 90
_GAPS = re.compile(r"\s+")
_BEFORE_SIGN = re.compile(r"\s+([,.;:!?)\]])")
_SIGNS = re.compile(r"([,;:])(?:\s*[,;:])+")
_HOLLOW = re.compile(r"\(\s*\)|\[\s*\]|«\s*»|“\s*”|\"\s*\"")


def title_of(happening: Happening, mentions: Sequence[Mention]) -> str:
    """A headline of at most 90 characters, from the words of the passage."""
    told = happening.told
    text = told.text
    pieces: list[str] = []
    if not happening.nested and happening.clause.subject is not None:
        subject = happening.clause.subject
        if subject.end <= happening.passage.start:
            pieces.append(_without(text, subject, _left_out(happening, subject)))
    passage = Span(_opening(happening), happening.passage.end)
    body = _without(text, passage, _left_out(happening, passage))
    pieces.append(_named(happening, body, mentions) if not pieces else body)
    return _cut(_tidy(" ".join(pieces)))


def label_of(kind: str, actors: Sequence[str], place: Place | None) -> str:
    """Composed from kind, actors and place: "Consult: Sergey Lavrov, Richard Haass · New York"."""
    head = kind.capitalize()
    told = f"{head}: {', '.join(actors[:3])}" if actors else head
    return f"{told} · {place.name}" if place else told


def _left_out(happening: Happening, span: Span) -> list[Span]:
    """Time words with their preposition, and sources, inside a span."""
    told, sentence = happening.told, happening.told.sentence
    out: list[Span] = []
    for moment in told.moments:
        if moment.start < span.start or moment.end > span.end:
            continue
        words = sentence.within(moment.start, moment.end)
        start = moment.start
        while words and words[0] > 0 and start > span.start:
            names = sentence.classes[words[0] - 1]
            if (
                not {"prepositions", "determiners"} & names
                or sentence.tokens[words[0] - 1].start < span.start
            ):
                break
            start = sentence.tokens[words[0] - 1].start
            words = range(words[0] - 1, words[-1] + 1)
        out.append(Span(start, moment.end))
    out += [source for source in told.sources if source.start >= span.start and source.end <= span.end]
    return sorted(out, key=lambda s: s.start)


def _opening(happening: Happening) -> int:
    """Past the connectives, relatives and conjunctions that tie the passage to what stands before."""
    sentence = happening.told.sentence
    words = sentence.within(happening.passage.start, happening.passage.end)
    i, stop = (words[0], words[-1]) if words else (0, 0)
    while i < stop:
        token, names = sentence.tokens[i], sentence.classes[i]
        if names & {"connectives", "subordinators", "coordinators", "conditionals", "relatives"}:
            i = max(i + 1, sentence.reach[i])
        elif not token.word[0].isalnum():
            i += 1
        else:
            break
    return sentence.tokens[i].start if words else happening.passage.start


def _named(happening: Happening, body: str, mentions: Sequence[Mention]) -> str:
    """A leading pronoun gives way to the actor it stands for."""
    sentence = happening.told.sentence
    words = sentence.within(_opening(happening), happening.passage.end)
    if not words or "person_pronouns" not in sentence.classes[words[0]] or not mentions:
        return body
    antecedent = mentions[0]
    if antecedent.start >= happening.told.span.start:
        return body
    pronoun = happening.told.text[sentence.tokens[words[0]].start : sentence.tokens[words[0]].end]
    return antecedent.text + body.removeprefix(pronoun) if body.startswith(pronoun) else body


def _without(text: str, span: Span, left_out: Sequence[Span]) -> str:
    parts, at = [], span.start
    for out in left_out:
        if out.start >= at:
            parts.append(text[at : out.start])
            at = out.end
    parts.append(text[at : span.end])
    return " ".join(parts)


def _tidy(title: str) -> str:
    title = _HOLLOW.sub("", _GAPS.sub(" ", title))
    title = _SIGNS.sub(r"\1", _BEFORE_SIGN.sub(r"\1", title)).strip(" ,;:.-–—«»“”\"'`")
    return title[:1].upper() + title[1:]


def _cut(title: str) -> str:
    """At the last sign, else the last space, before the limit."""
    if len(title) <= _LONGEST:
        return title
    head = title[: _LONGEST + 1]
    at = max(head.rfind(sign) for sign in (", ", "; ", ": ", " (", " – "))
    if at < _LONGEST // 2:
        at = head[:_LONGEST].rfind(" ")
    return head[:at].rstrip(" ,;:(–-") + ("" if at and title[at] in ",;:" else "…")
