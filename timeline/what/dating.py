"""Which clause a time expression dates: hosts, passages and the dates that carry over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.model import Moment, Span
from timeline.what.clauses import Clause
from timeline.what.grammar import Nominal, VerbGroup
from timeline.what.reading import Told

__all__ = ["Happening", "happenings", "trigger_of"]

_SIGNS = frozenset(",;:()–—…|•")
_NEAR = 4  # words between a noun and the time words that date it


@dataclass(frozen=True, slots=True)
class Happening:
    """A passage that tells one event, and the time words that date it (None: dated by context, or not at all)."""

    told: Told
    clause: Clause
    passage: Span
    trigger: VerbGroup | Nominal | None
    moment: Moment | None
    nested: bool = False  # told by a noun or participle inside a clause that tells something else


def happenings(told: Told) -> list[Happening]:
    """The dated events of a sentence, in order."""
    found: list[Happening] = []
    dated: dict[int, list[Moment]] = {}
    for moment in told.moments:
        clause = next((c for c in told.clauses if c.holds(moment.start)), None)
        if clause is not None:
            dated.setdefault(clause.number, []).append(moment)
    for clause in told.clauses:
        if clause.number in dated:
            found += _of_clause(told, clause, dated[clause.number], set(dated))
    return sorted(found, key=lambda h: (h.passage.start, h.passage.end))


def _of_clause(told: Told, clause: Clause, moments: Sequence[Moment], dated: set[int]) -> Iterator[Happening]:
    hosted = [(moment, _host(told, clause, moment)) for moment in moments]
    main = next((moment for moment, host in hosted if host is None), None)
    if main is None and len(moments) == 1:
        main = moments[0]  # the only date of a clause dates it, unless it belongs to a noun further in
        if _adnominal(told, moments[0]) and hosted[0][1] is not None:
            main = None
    for moment, host in hosted:
        if moment is main:
            yield Happening(told, clause, passage_of(told, clause, dated), trigger_of(told, clause), moment)
        elif host is not None:
            yield Happening(told, clause, _noun_phrase(told, clause, host, moment), host, moment, nested=True)
        elif main is not None and _joined(told, main, moment):
            yield Happening(told, clause, passage_of(told, clause, dated), trigger_of(told, clause), moment)


def _host(told: Told, clause: Clause, moment: Moment) -> VerbGroup | Nominal | None:
    """The noun or participle that a time expression stands right beside; None for the clause's own verb."""
    sentence = told.sentence
    words = sentence.within(moment.start, moment.end)
    if not words:
        return None
    first, last = words[0], words[-1] + 1
    candidates = [
        *(group for group in sentence.groups if not group.finite and group.tense != "base"),
        *sentence.nominals,
    ]
    left = [
        c for c in candidates if c.last <= first and first - c.last <= _NEAR and clause.holds(_at(told, c))
    ]
    left = [c for c in left if not _parted(told, c.last, first)]
    if left:
        return max(left, key=lambda c: c.last)
    right = [
        n for n in sentence.nominals if n.first >= last and n.first - last <= 3 and clause.holds(_at(told, n))
    ]
    right = [n for n in right if not _parted(told, last, n.first) and _leads(told, last, n.first)]
    return min(right, key=lambda n: n.first, default=None)


def _leads(told: Told, first: int, last: int) -> bool:
    """Nothing but describing words between a time expression and the noun it stands before."""
    classes = told.sentence.classes
    return not any(
        {"determiners", "prepositions", "pronouns"} & classes[i] - {"'s"} for i in range(first, last)
    )


def _parted(told: Told, first: int, last: int) -> bool:
    """A finite verb or a sign stands between two places of a sentence."""
    sentence = told.sentence
    if any(sentence.tokens[i].word in _SIGNS for i in range(first, last)):
        return True
    return any(group.finite and first <= group.first < last for group in sentence.groups)


def _adnominal(told: Told, moment: Moment) -> bool:
    """A time expression that hangs on a noun by a genitive ("the war of 1967")."""
    words = told.sentence.within(moment.start, moment.end)
    if not words or not words[0]:
        return False
    classes = told.sentence.classes
    return "genitives" in classes[words[0]] or "genitives" in classes[words[0] - 1]


def _joined(told: Told, one: Moment, other: Moment) -> bool:
    """Two time expressions with only a coordinator between them ("in 2000 and 2006")."""
    low, high = sorted((one, other), key=lambda m: m.start)
    between = told.sentence.within(low.end, high.start)
    return 0 < len(between) <= 2 and any("coordinators" in told.sentence.classes[i] for i in between)


def _at(told: Told, host: VerbGroup | Nominal) -> int:
    return told.sentence.tokens[host.first].start


def trigger_of(told: Told, clause: Clause) -> VerbGroup | Nominal | None:
    """The word that names the event of a clause: its verb, or the noun its verb only carries."""
    group, roles = clause.group, told.lexicon.verbs
    nouns = [n for n in told.sentence.nominals if clause.holds(_at(told, n))]
    nested = [
        g
        for g in told.sentence.groups
        if not g.finite and clause.holds(_at(told, g)) and g.head.kind is not None
    ]
    if group is None:
        return _first([*nouns, *nested])
    weak = (
        group.head.lemma in roles["light"] | roles["state"] | roles["begin"] | roles["go_on"] | roles["have"]
    )
    if group.head.kind not in (None, "OTHER") and not (weak and group.head.lemma in roles["light"]):
        return group
    after = [g for g in nested if g.first >= group.last and g.first - group.last <= 6 and g.tense == "base"]
    if weak or group.head.lemma in roles["intend"] | roles["modal"]:
        strong = [n for n in [*after, *nouns] if n.head.kind != "OTHER"] or [*after, *nouns]
        if strong:
            return min(strong, key=lambda n: abs(n.first - group.own))
    return group


def _first(items: Sequence[VerbGroup | Nominal]) -> VerbGroup | Nominal | None:
    return min(items, key=lambda item: (item.head.kind == "OTHER", item.first), default=None)


def passage_of(told: Told, clause: Clause, dated: set[int]) -> Span:
    """The clause with what hangs on it and is not dated itself, as one stretch of at most `_LONGEST` characters."""
    parts = list(clause.parts)
    first = parts[-1] if len(parts) > 1 and parts[-1].end - parts[0].start > _LONGEST else parts[0]
    start, end = first.start, parts[-1].end
    for other in told.clauses[clause.number + 1 :]:
        if other.number in dated or other.end - start > _LONGEST:
            break
        if told.reports(other) and told.closing(other):
            break
        if other.start >= end and other.start - end <= 1 and _hangs(other, clause.number, told.clauses):
            end = max(end, other.end)
    return trimmed(told.text, Span(start, end))


_LONGEST = 250


def _hangs(clause: Clause, on: int, clauses: Sequence[Clause]) -> bool:
    parent = clause.parent
    while parent is not None and parent != on:
        parent = clauses[parent].parent if clauses[parent].parent != parent else None
        if parent is not None and parent > on:
            continue
    return parent == on


def _noun_phrase(told: Told, clause: Clause, host: VerbGroup | Nominal, moment: Moment) -> Span:
    """From the start of the noun phrase around `host` to the end of the time words, or of what follows them."""
    sentence, tokens = told.sentence, told.sentence.tokens
    words = sentence.within(moment.start, moment.end)
    first = min(host.first, words[0])
    last = max(host.last, words[-1] + 1)
    part = next((p for p in clause.parts if p.start <= tokens[first].start < p.end), clause.parts[0])
    while first > 0 and tokens[first - 1].start >= part.start and tokens[first - 1].word not in _SIGNS:
        if any(group.finite and group.first <= first - 1 < group.last for group in sentence.groups):
            break
        first -= 1
        if any(m.start < tokens[first].end <= m.end for m in told.moments if m is not moment):
            first += 1
            break
    while last < len(tokens) and tokens[last].end <= part.end and tokens[last].word not in _SIGNS:
        if any(m.start <= tokens[last].start < m.end for m in told.moments) or any(
            group.finite and group.first == last for group in sentence.groups
        ):
            break
        last += 1
    return trimmed(told.text, Span(tokens[first].start, tokens[last - 1].end))


_STRAY = " \t\n\r\u00a0,;:-–—|•*"


def trimmed(text: str, span: Span) -> Span:
    """Without stray signs at either end; a final full stop goes, one of an abbreviation stays."""
    start, end = span.start, span.end
    while start < end and text[start] in _STRAY + ".)»”":
        start += 1
    while end > start and text[end - 1] in _STRAY + "(«“":
        end -= 1
    if end - start > 3 and text[end - 1] == "." and text[end - 3].isalnum() and text[end - 2] != ".":
        end -= 1
    return Span(start, end)
