"""The words that tell an event: its clause with what hangs on it, or the noun phrase around its time
words."""

from __future__ import annotations

from collections.abc import Container, Sequence

from timeline.model import Moment, Span
from timeline.what.clauses import Clause
from timeline.what.reading import Told
from timeline.what.sentences import SIGNS, Nominal, VerbGroup

__all__ = ["of_clause", "of_noun", "trimmed"]

_LONGEST = 250
_STRAY = " \t\n\r\u00a0,;:-–—|•*»”]"


def of_clause(told: Told, clause: Clause, dated: Container[int], apart: Sequence[Span] = ()) -> Span:
    """A clause and the clauses that hang on it without a date of their own, in one stretch.

    `dated` are the numbers of the dated clauses; `apart` stretches at the end that tell another event. A
    clause
    that only says who says so takes in what was said.
    """
    parts = list(clause.parts)
    wide = parts[-1].end - parts[0].start > _LONGEST
    start, end = (parts[-1] if wide else parts[0]).start, parts[-1].end
    for other in told.clauses[clause.number + 1 :]:
        if other.number in dated or other.end - start > _LONGEST or told.closing(other):
            break
        if clause.opener == "relative" and other.opener == "coordinate":
            break
        if other.start >= end and other.start - end <= 1 and _hangs(other, clause.number, told.clauses):
            end = max(end, other.end)
    if told.closing(clause):
        for other in reversed(told.clauses[: clause.number]):
            if other.number in dated or end - other.start > _LONGEST:
                break
            start = min(start, other.start)
        before = told.clauses[: clause.number]
        said = [c for c in before if c.opener == "main"]
        if start == parts[0].start and said and not any(c.number in dated for c in before):
            return of_clause(told, said[-1], dated)  # too long to be quoted with who says it
    if (start, end) == (parts[0].start, parts[-1].end) and told.reports(clause) and not told.closing(clause):
        end = _said(told, clause, dated, end)
    for span in apart:
        if start < span.start and end - span.end <= 2 and span.start - start > 20:
            end = span.start
    return trimmed(told.text, Span(start, end))


def _said(told: Told, clause: Clause, dated: Container[int], end: int) -> int:
    """Where that ends which a clause reports, if it follows without a word to open it ("X said it had …")."""
    following = told.clauses[clause.number + 1 :]
    first = next(iter(following), None)
    if first is None or first.opener not in ("main", "complement") or told.closing(first):
        return end
    told_when = [m for m in told.moments if first.holds(m.start) and m.type != "DURATION"]
    if (first.number in dated and told_when) or "," in told.text[end - 1 : first.start]:
        return end
    for other in following:
        if other is not first and (other.number in dated or not _hangs(other, first.number, told.clauses)):
            break
        if other.start - end > 4 or other.end - clause.start > _LONGEST:
            break
        end = max(end, other.end)
    return end


def of_noun(told: Told, clause: Clause, host: VerbGroup | Nominal, moment: Moment) -> Span:
    """From the start of the noun phrase around `host` to the next sign, verb or other time words."""
    tokens = told.sentence.tokens
    words = told.sentence.within(moment.start, moment.end)
    first, last = min(host.first, words[0]), max(host.last, words[-1] + 1)
    part = next((p for p in clause.parts if p.start <= tokens[first].start < p.end), clause.parts[0])
    others = [m for m in told.moments if m is not moment]
    while first > 0 and tokens[first - 1].start >= part.start and not _ends(told, first - 1):
        if any(m.start < tokens[first - 1].end <= m.end for m in others):
            break
        first -= 1
    while last < len(tokens) and tokens[last].end <= part.end and not _ends(told, last):
        if any(m.start <= tokens[last].start < m.end for m in others):
            break
        last += 1
    return trimmed(told.text, Span(tokens[first].start, tokens[last - 1].end))


def _ends(told: Told, i: int) -> bool:
    """A sign or a finite verb: no noun phrase goes on over it."""
    sentence = told.sentence
    return sentence.tokens[i].word in SIGNS or any(
        group.finite and group.first <= i < group.last for group in sentence.groups
    )


def _hangs(clause: Clause, on: int, clauses: Sequence[Clause]) -> bool:
    """Whether a clause depends, through others, on clause number `on`."""
    parent = clause.parent
    while parent is not None and parent > on:
        parent = clauses[parent].parent if clauses[parent].parent != parent else None
    return parent == on


def trimmed(text: str, span: Span) -> Span:
    """Without stray signs at either end; a final full stop goes, one of an abbreviation stays."""
    start, end = span.start, span.end
    while start < end and text[start] in _STRAY + ".)":
        start += 1
    while end > start and text[end - 1] in " \t\n\r\u00a0,;:-–—|•*([«“":
        end -= 1
    if end - start > 3 and text[end - 1] == "." and text[end - 2] != "." and text[end - 3] not in ". ":
        end -= 1
    while end > start and text[end - 1] in " \t\n\r\u00a0,;:":
        end -= 1
    opened = text.count("«", start, end) - text.count("»", start, end)
    opened += text.count("“", start, end) - text.count("”", start, end)
    if opened > 0 and end < len(text) and text[end] in "»”":
        end += 1
    return Span(start, end)
