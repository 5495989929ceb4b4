"""Settle the meaning: the phrases found, in the order of the text, become moments on the calendar."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from timeline.language import Language
from timeline.model import Moment, Paragraph
from timeline.when.grammar import Grammar, grammar_of
from timeline.when.meanings import MEANINGS
from timeline.when.meanings.bounds import between, ends
from timeline.when.meanings.durations import lengths
from timeline.when.national import BESIDE, SOUTHERN, country_beside
from timeline.when.periods import REPORTED, Period
from timeline.when.phrases import Finder, Reading
from timeline.when.refine import Draft, is_amount, is_half_a_word, no_such_day, refine
from timeline.when.sense import Context, Found, Sense
from timeline.when.tense import Cues, cues_of, direction
from timeline.when.tokens import GLUED, Tokens, blocks, fold, tokenize
from timeline.when.unlisted import unlisted

__all__ = ["moments"]

_TWO_YEARS = {"short_year", "whole"}  # 1912/13; with `whole`, the season 2014/15 is one date
_MORE = {"day", "ordinal", "month", "month_number", "unit", "part"}  # a weekday with one of them is one day
_LED = {"ago", "hence", "elapsed", "upcoming"}  # lengths whose preposition says which way they are counted
_OPENING = 12  # characters of the words before a date that opens its sentence (At the end of)
_NEAR = 600  # characters to the date told before
_BACK, _ON = 3, 2  # a bare year further back or ahead than that is an aside


def moments(
    text: str, language: Language | None, anchor: date | None, paragraphs: Sequence[Paragraph] = ()
) -> list[Moment]:
    """The time expressions of a text, sorted and disjoint, offsets in code points.

    `anchor` is the day of publication, None where it is not known: then what is relative stays undated, and
    in a told history a date without its year takes it from the one told before. `paragraphs` are where
    sentences end. A language without a `[when]` section is read by `dateparser`, and the rule of each
    moment says so.
    """
    if language is None or not language.section("when").get("phrases"):
        return unlisted(text, language.code if language else None, anchor)
    grammar, cues = grammar_of(language), cues_of(language)
    folded = fold(text)
    sentences = [span.start for paragraph in paragraphs for span in paragraph.sentences]
    reader = _Reader(grammar, cues, Context(anchor), sentences)
    found: list[Moment] = []
    for start, end in blocks(text):
        found += reader.read(tokenize(text, folded, start, end))
    return found


class _Reader:
    """Reads block after block; what was told last carries over."""

    def __init__(self, grammar: Grammar, cues: Cues, context: Context, sentences: list[int]) -> None:
        self.grammar, self.cues, self.context, self.sentences = grammar, cues, context, sentences
        self._lists = grammar.lexicon.joiners | {","}
        self.told_at = self.day_at = -1
        self.aside: int | None = None

    def read(self, tokens: Tokens) -> list[Moment]:
        drafts: list[Draft] = []
        context = self.context
        context.settle = self._settle

        def accept(reading: Reading) -> bool:
            context.tense = lambda: direction(tokens, reading.first, reading.end, self.cues)
            context.country = lambda: country_beside(
                tokens, reading.first, reading.end, self.grammar.language
            )
            context.southern = lambda: (
                country_beside(tokens, reading.first, reading.end, self.grammar.language, BESIDE) in SOUTHERN
            )
            context.told_here = self._same_sentence(tokens, tokens.starts[reading.first])
            context.told_before = self._goes_on(tokens, tokens.starts[reading.first])
            context.day_near = self.day_at >= 0 and tokens.starts[reading.first] - self.day_at <= _NEAR
            context.apposed = _apposed(drafts, tokens, reading.first)
            context.listed = self._listed(drafts, tokens, reading.first)
            story = context.story.first.year if context.story and context.anchor is None else None
            settled = [
                draft
                for draft in self._drafts(reading, tokens)
                if not (is_amount(draft, tokens, story) or is_half_a_word(draft, tokens))
            ]
            bound = MEANINGS[reading.meaning].category == "bound"
            for draft in settled:
                drafts.append(draft)
                if _reported_length(draft.sense):
                    context.quarter, context.longer = None, True
                period = draft.sense.period
                if period is None and draft.sense.last and "month" in reading.slots:
                    period = Period("day", draft.sense.last)  # the story goes on from where it ends
                if period is not None and (draft.sense.type in ("DATE", "TIME") or "length" in reading.slots):
                    if period.unit in REPORTED and reading.meaning == "nth" and self._reported(period):
                        context.quarter, context.longer = period, False
                    self._tell(reading, period, draft.sense.basis)
                    context.told = period
                    if period.unit == "day":
                        context.day, self.day_at = period.first, tokens.starts[draft.first]
                    basis, kept = draft.sense.basis, context.told_explicit
                    context.told_explicit = (basis == "explicit" and not bound) or (
                        basis == "context" and kept
                    )
                    self.told_at = tokens.starts[draft.first]
            return bool(settled) or reading.meaning == "nothing" or no_such_day(reading)

        Finder(self.grammar, tokens).read(accept)
        return [self._moment(draft, tokens) for draft in refine(drafts, tokens, self.grammar, self.context)]

    def _listed(self, drafts: list[Draft], tokens: Tokens, first: int) -> date | None:
        """The weekday before a place, if nothing but commas and a word like "and" stands between."""
        if not drafts or not 1 <= first - drafts[-1].end <= 2 or "weekday" not in drafts[-1].reading.slots:
            return None
        between = tokens.words[drafts[-1].end : first]
        period = drafts[-1].sense.period
        if period is None or period.unit != "day" or not all(word in self._lists for word in between):
            return None
        return period.first

    def _tell(self, reading: Reading, period: Period, basis: str) -> None:
        """Moves the story on. A bare year far from it is an aside, unless the next one told agrees."""
        story, year = self.context.story, period.first.year
        if story is None or basis != "explicit" or period.unit in ("day", "month"):
            self.aside = None
            self.context.go_on(period)
            return
        near = -_BACK <= year - story.first.year <= _ON or (
            self.aside is not None and 0 <= year - self.aside <= 1
        )
        if near and MEANINGS[reading.meaning].category != "bound":
            self.aside = None
            self.context.go_on(period)
        else:
            self.aside = year

    def _reported(self, period: Period) -> bool:
        """Figures are those of a quarter that has ended, by the calendar or by the company's own.

        One before that whose figures are reported is told beside it.
        """
        known = None if self.context.longer else self.context.quarter
        if known is not None and period.first < known.first:
            return False
        anchor = self.context.anchor
        if anchor is None or period.last < anchor:
            return True
        return known is None and period.first <= anchor and self.context.tense() < 0

    def _settle(self, found: Found) -> Sense | None:
        return MEANINGS[found.meaning].settle(found.slots, self.context)

    def _drafts(self, reading: Reading, tokens: Tokens) -> list[Draft]:
        if reading.meaning == "lengths":
            inners = [reading.slots["count"], reading.slots["duration"]]
            pair = lengths(reading.slots) or ()
            return [Draft(i.opens, i.closes, reading, sense) for i, sense in zip(inners, pair, strict=False)]
        if (days := self._habitual(reading)) is not None:
            return days
        if MEANINGS[reading.meaning].category == "range" and (
            "date2" in reading.slots or "partial" in reading.slots
        ):
            low, high = ends(reading.slots, self.context)
            both = self._settle(reading)
            drafts = []
            names = ("partial", "partial2", "partial3", "date", "date2")
            named = [reading.slots[name] for name in names if name in reading.slots]
            if any(_lettered(inner, tokens) for inner in named):
                return []
            inners = sorted(named, key=lambda inner: inner.first)
            senses = (low, *between(reading.slots, high, self.context), high)
            for inner, sense in zip(inners, senses, strict=True):
                if sense is None:
                    continue
                if both is not None:
                    sense = _stretched(sense, both)
                drafts.append(Draft(inner.opens, inner.closes, reading, sense))
            return drafts
        if MEANINGS[reading.meaning].category == "range" and reading.slots.keys() & _TWO_YEARS == {
            "short_year"
        }:
            return self._two_years(reading, tokens)
        sense = self._settle(reading)
        return [Draft(reading.opens, reading.closes, reading, sense)] if sense else []

    def _habitual(self, reading: Reading) -> list[Draft] | None:
        """Monday to Friday, de lunes a viernes: bare weekdays that recur, if the words say so (`habit=1`) or
        nothing in the clause tells of one week (`habit=0`)."""
        if "habit" not in reading.slots or (not reading.slots["habit"] and self.context.tense()):
            return None
        days = [reading.slots[name] for name in ("partial", "date", "date2") if name in reading.slots]
        if len(days) != 2 or any("weekday" not in day.slots or day.slots.keys() & _MORE for day in days):
            return None
        senses = (MEANINGS["every"].settle({"weekday": day.slots["weekday"]}, self.context) for day in days)
        return [Draft(d.opens, d.closes, reading, s) for d, s in zip(days, senses, strict=True) if s]

    def _two_years(self, reading: Reading, tokens: Tokens) -> list[Draft]:
        """1912/13: each year with the bounds of both; the story does not go on from there."""
        both = self._settle(reading)
        low, high = ends(reading.slots, self.context)
        first, *_, last = [n for n in range(reading.opens, reading.closes) if tokens.words[n].isdecimal()]
        if both is None or low is None or high is None:
            return []
        return [
            Draft(reading.opens, first + 1, reading, replace(_stretched(low, both), period=None)),
            Draft(last, reading.closes, reading, replace(_stretched(high, both), period=None)),
        ]

    def _same_sentence(self, tokens: Tokens, at: int) -> bool:
        if self.told_at < 0 or at - self.told_at > _NEAR:
            return False
        if self.sentences:
            return bisect_right(self.sentences, at) == bisect_right(self.sentences, self.told_at)
        between = tokens.text[self.told_at : at]
        return "\n\n" not in between and ". " not in between

    def _goes_on(self, tokens: Tokens, at: int) -> bool:
        """Whether a sentence begins here, and the one before in its paragraph has told a day or month."""
        told = self.context.told
        if self.told_at < 0 or at - self.told_at > _NEAR or told is None or told.unit not in ("day", "month"):
            return False
        n = bisect_right(self.sentences, at)
        if not n or at - self.sentences[n - 1] > _OPENING:
            return False
        before = bisect_right(self.sentences, self.told_at) == n - 1
        return before and "\n" not in tokens.text[self.told_at : at]

    @staticmethod
    def _moment(draft: Draft, tokens: Tokens) -> Moment:
        sense = draft.sense
        start, end = tokens.starts[draft.first], tokens.ends[draft.end - 1]
        rule = f"{draft.reading.meaning}: {draft.reading.phrase.template}"
        return Moment(
            start, end, tokens.text[start:end], sense.type, sense.value, sense.mod, sense.edtf,
            sense.first, sense.last, sense.precision, sense.basis, sense.anchor, sense.time, rule,
            _shown_from(draft, tokens),
        )  # fmt: skip


def _shown_from(draft: Draft, tokens: Tokens) -> int | None:
    """Where "vor drei Tagen" begins, of which TIMEX3 marks the length alone; None if nothing is left out."""
    reading = draft.reading
    led = reading.meaning in _LED and reading.first < reading.opens == draft.first
    return tokens.starts[reading.first] if led else None


def _apposed(drafts: list[Draft], tokens: Tokens, first: int) -> date | None:
    """The day that stands right before a comma: yesterday, the eve of the wedding."""
    if not drafts or drafts[-1].end != first - 1 or tokens.words[first - 1] != ",":
        return None
    period = drafts[-1].sense.period
    return period.first if period is not None and period.unit == "day" else None


def _lettered(reading: Reading, tokens: Tokens) -> bool:
    """Digits with a letter stuck to them: page 4A, 1991 is no stretch from the 4th on."""
    end = reading.end
    digits = tokens.words[end - 1][0].isdecimal()
    return digits and end < len(tokens.words) and tokens.gaps[end] == GLUED and tokens.words[end].isalpha()


def _stretched(sense: Sense, both: Sense) -> Sense:
    """The sense of one end, with the bounds of the whole stretch."""
    return replace(sense, first=both.first, last=both.last, edtf=both.edtf, precision="interval")


def _reported_length(sense: Sense) -> bool:
    """Half a year or nine months: figures are told of more than one quarter."""
    return sense.type == "DURATION" and sense.length in (((6.0, "month"),), ((9.0, "month"),))
