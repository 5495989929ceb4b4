"""One article as this stage sees it: sentences, their clauses, and what the other stages found in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from timeline.model import Mention, Moment, Paragraph, Span, Thing, Toponym
from timeline.what.clauses import Clause, clauses_of
from timeline.what.grammar import read_sentence
from timeline.what.lexicon import Lexicon
from timeline.what.sentences import Sentence
from timeline.what.times import own_times

__all__ = ["Reading", "Told", "inside"]


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_OPENING = 4  # sentences among which a dateline may stand
_HEAD, _BESIDE = 600, 12  # characters among which a dateline stands, and between its town and its date
_LEADS = 2  # paragraphs that tell the news itself
_DASH = re.compile(r"\s+[-–—]+\s+|[.)]\s*[–—]+\s*")
_PLACE = re.compile(r"[^\W\d_a-z]{2,}[^\n–—-]{1,60}?(?:\s+[-–—]+\s+|[.)]\s*[–—]+\s*)")

T = TypeVar("T", bound=_Placed)


def inside(items: Sequence[T], span: _Placed) -> list[T]:
    """The items that lie within a span; `items` are sorted by start."""
    low = bisect_left(items, span.start, key=lambda item: item.start)
    found = []
    for item in items[low:]:
        if item.start >= span.end:
            break
        if item.end <= span.end:
            found.append(item)
    return found


@dataclass(frozen=True, eq=False)
class Told:
    """One sentence with everything found in it: the `index`-th of the article, in its `paragraph`-th
    paragraph."""

    text: str
    span: Span
    index: int
    paragraph: int
    heading: bool
    lexicon: Lexicon
    moments: Sequence[Moment]
    mentions: Sequence[Mention]
    things: Sequence[Thing]
    toponyms: Sequence[Toponym]
    earlier: Told | None = None  # the sentence before it

    @cached_property
    def sentence(self) -> Sentence:
        """The words; those inside time expressions and names are neither verbs nor nouns."""
        taken = [Span(m.start, m.end) for m in self.mentions if self.text[m.start].isupper()]
        times = [Span(moment.start, moment.end) for moment in self.moments]
        return read_sentence(self.text, self.span, self.lexicon, taken, times)

    @cached_property
    def clauses(self) -> list[Clause]:
        named: list[_Placed] = [*self.mentions, *self.toponyms]
        times = [Span(moment.start, moment.end) for moment in self.moments]
        return clauses_of(self.sentence, times, [Span(one.start, one.end) for one in named])

    @cached_property
    def names(self) -> list[Span]:
        """Stretches that name somebody, a place or a thing, in no order."""
        found = [Span(mention.start, mention.end) for mention in self.mentions]
        found += [Span(toponym.start, toponym.end) for toponym in self.toponyms]
        return found + [Span(thing.start, thing.end) for thing in self.things]

    @cached_property
    def sources(self) -> list[Span]:
        """Stretches that say who says so: "according to …" up to the next sign or verb, "…, said Smith"."""
        return [*self.prefixed, *self._reporting()]

    @cached_property
    def prefixed(self) -> list[Span]:
        """The stretches that begin or end with a word for sources, up to the next sign or verb."""
        return list(self._prefixed())

    def prefix_end(self, source: Span) -> int:
        """Where the words before a source end that announce it ("according to")."""
        sentence = self.sentence
        first = sentence.within(source.start, source.end)[0]
        before = "source_before" in sentence.classes[first]
        return sentence.tokens[sentence.reach[first] - 1].end if before else source.start

    def _prefixed(self) -> Iterator[Span]:
        sentence = self.sentence
        for i, names in enumerate(sentence.classes):
            if "source_after" in names:
                yield self._behind(i)
            if "source_before" not in names:
                continue
            last = sentence.reach[i]
            while (
                last < len(sentence.tokens)
                and sentence.tokens[last].word not in ",;:.()"
                and not any(group.finite and group.first == last for group in sentence.groups)
            ):
                last += 1
            yield Span(sentence.tokens[i].start, sentence.tokens[last - 1].end)

    def _behind(self, i: int) -> Span:
        """A source and the word for it behind: back to the last sign or verb."""
        sentence, first = self.sentence, i
        verbs = {k for group in sentence.groups if group.finite for k in range(group.first, group.last)}
        while first > 0 and first - 1 not in verbs and sentence.tokens[first - 1].word not in ",;:.()":
            first -= 1
        return Span(sentence.tokens[first].start, sentence.tokens[i].end)

    def _reporting(self) -> Iterator[Span]:
        """Clauses that only report: inverted after what they report ("…, a dit X"), or closing ("…, X
        said")."""
        for clause in self.clauses:
            if self.closing(clause):
                yield Span(clause.start, clause.end)

    def reports(self, clause: Clause) -> bool:
        """Whether the verb of a clause says, thinks or claims."""
        group = clause.group
        return group is not None and group.head.lemma in self.lexicon.verbs["report"]

    def closing(self, clause: Clause) -> bool:
        """Whether what the clause reports stands before it."""
        if not self.reports(clause) or clause.opener != "main" or not clause.number or clause.group is None:
            return False
        told = [c for c in self.clauses if c.parent == clause.number and c.number > clause.number]
        words = self.sentence.within(clause.start, clause.end)
        inverted = bool(words) and clause.group.first - words[0] <= 1
        beside = ("coordinate", "relative") if inverted else ("coordinate",)
        if any(other.opener not in beside and not self._aside(clause, other) for other in told):
            return False
        return inverted or clause.end - clause.start < 60

    def _aside(self, clause: Clause, other: Clause) -> bool:
        """Whether a clause after one that says says itself when, after a comma ("…, X said, as Y did Z")."""
        first = self.text[clause.start - 2 : clause.start].rstrip()[-1:]
        last = self.text[other.start - 2 : other.start].rstrip()[-1:]
        return other.opener == "subordinate" and first == last == ","


@dataclass(frozen=True, eq=False)
class Reading:
    """The sentences of an article in order."""

    text: str
    anchor: date | None
    lexicon: Lexicon
    told: Sequence[Told]
    title: str
    dateline: Toponym | None = None

    @cached_property
    def leads(self) -> list[Told]:
        """The sentences that tell the article's own news: the first of each of its first paragraphs."""
        first: dict[int, Told] = {}
        for told in self.told:
            if not told.heading and self._tells(told):
                first.setdefault(told.paragraph, told)
            if len(first) == _LEADS:
                break
        return list(first.values())

    def _tells(self, told: Told) -> bool:
        words = self.text[told.span.start : told.span.end].strip(" .")
        return words not in self.title and any(group.finite for group in told.sentence.groups)

    @cached_property
    def named(self) -> Counter[str]:
        """How often the article names each actor, by id."""
        return Counter(mention.actor.actor_id for told in self.told for mention in told.mentions)

    @cached_property
    def in_perfects(self) -> bool:
        """Whether the article narrates in the perfect ("a signé") and not in a simple past ("signed")."""
        groups = [g for told in self.told for g in told.sentence.groups if g.finite and not g.passive]
        perfects = sum(g.tense == "present" and g.head.tense == "participle" for g in groups)
        return perfects >= sum(g.tense == "past" and g.own == g.first for g in groups)

    @cached_property
    def headings(self) -> frozenset[Moment]:
        """Dates that stand before their entry, as in a chronicle: at the start of a line, a dash or colon
        after."""
        found = set()
        for told in self.told:
            for moment in told.moments[:1]:
                before = self.text[max(0, moment.start - 1) : moment.start]
                after = self.text[moment.end : moment.end + 3].lstrip(" \u00a0")
                if before in ("", "\n") and moment.placed and after[:1] in tuple("-–—:"):
                    found.add(moment)
        return frozenset(found)

    @classmethod
    def of(
        cls,
        text: str,
        title: str | None,
        anchor: date | None,
        lexicon: Lexicon,
        paragraphs: Sequence[Paragraph],
        moments: Sequence[Moment],
        mentions: Sequence[Mention],
        things: Sequence[Thing],
        toponyms: Sequence[Toponym],
    ) -> Reading:
        told: list[Told] = []
        for p, paragraph in enumerate(paragraphs):
            for n, whole in enumerate(paragraph.sentences):
                day = anchor if len(told) < _OPENING else None
                span = _body(text, whole, moments, day) if n == 0 or day else whole
                told.append(
                    Told(
                        text,
                        span,
                        len(told),
                        p,
                        paragraph.heading,
                        lexicon,
                        own_times(text, inside(moments, span), inside(mentions, span), inside(things, span)),
                        inside(mentions, span),
                        inside(things, span),
                        inside(toponyms, span),
                        told[-1] if told else None,
                    )
                )
        return cls(text, anchor, lexicon, told, title or "", _dateline(text, anchor, moments, toponyms))


def _dateline(
    text: str, anchor: date | None, moments: Sequence[Moment], toponyms: Sequence[Toponym]
) -> Toponym | None:
    """The town an article is dated from: in capitals at its head, or right before its own date."""
    for toponym in toponyms:
        if toponym.start > _HEAD:
            break
        dated = any(
            0 < moment.start - toponym.end <= _BESIDE and anchor is not None and moment.first == anchor
            for moment in moments
        )
        capitals = toponym.text.isupper() and len(toponym.text) > 3
        if toponym.place.kind == "city" and (capitals or dated):
            return toponym
    return None


def _body(text: str, span: Span, moments: Sequence[Moment], day: date | None) -> Span:
    """A sentence without the dateline before it ("GENEVA, May 3 (Agency) – …"), whose date would be `day`."""
    start = span.start
    for moment in inside(moments, span):
        if moment.start - span.start < 120 and day is not None and moment.first == day == moment.last:
            dash = _DASH.search(text, moment.end, min(span.end, moment.end + 80))
            if dash is not None:
                start = dash.end()
                break
    place = _PLACE.match(text, start, span.end)
    if place is not None and text[start : start + 3].isupper():
        start = place.end()
    return Span(start, span.end)
