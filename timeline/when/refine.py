"""Refinements, in order: what is no date goes, a time of day finds its day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from timeline.when.grammar import Grammar
from timeline.when.periods import Period, on
from timeline.when.phrases import Reading
from timeline.when.sense import Context, Sense, dated
from timeline.when.tokens import BREAK, GLUED, Tokens

__all__ = ["Draft", "refine"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A phrase with its sense, and the tokens of its span."""

    first: int
    end: int
    reading: Reading
    sense: Sense


def refine(drafts: list[Draft], tokens: Tokens, grammar: Grammar, context: Context) -> list[Draft]:
    for step in _STEPS:
        drafts = step(drafts, tokens, grammar, context)
    return drafts


_MONEY = frozenset("$€£¥₴₽#№§")
_UNITS_AFTER = frozenset("%°€$£")


def _no_bare_amounts(drafts: list[Draft], tokens: Tokens, grammar: Grammar, context: Context) -> list[Draft]:
    """A lone number beside a currency, per cent, number or section sign, or inside a longer number, is no year."""
    kept = []
    for draft in drafts:
        before = tokens.words[draft.first - 1] if draft.first and tokens.gaps[draft.first] != BREAK else ""
        after = (
            tokens.words[draft.end]
            if draft.end < len(tokens.words) and tokens.gaps[draft.end] != BREAK
            else ""
        )
        alone = draft.end == draft.first + 1 and tokens.words[draft.first].isdecimal()
        if draft.sense.type == "DATE" and (alone or tokens.words[draft.first][0].isdecimal()):
            glued_before = draft.first > 0 and tokens.gaps[draft.first] == GLUED
            glued_after = draft.end < len(tokens.words) and tokens.gaps[draft.end] == GLUED
            if before in _MONEY or (alone and after in _UNITS_AFTER):
                continue
            if glued_before and before in ".,/:+@&=_" and draft.first > 1 and (
                tokens.gaps[draft.first - 1] == GLUED and tokens.words[draft.first - 2][0].isalnum()
                and (before in "/:@&=_+" or tokens.words[draft.first - 2].isdecimal())
            ):  # fmt: skip
                continue
            if glued_after and alone and (
                after in "/@_&=" or after[0].isalpha() or (
                    after in ".,:" and draft.end + 1 < len(tokens.words)
                    and tokens.gaps[draft.end + 1] == GLUED and tokens.words[draft.end + 1].isdecimal()
                )
            ):  # fmt: skip
                continue
        kept.append(draft)
    return kept


def _times_find_their_day(
    drafts: list[Draft], tokens: Tokens, grammar: Grammar, context: Context
) -> list[Draft]:
    """A time of day belongs to the day told just before it, else just after it, else to the day of the text."""
    done: list[Draft] = []
    for n, draft in enumerate(drafts):
        sense = draft.sense
        if sense.whole or sense.type != "TIME":
            done.append(draft)
            continue
        day = next((d for d in map(_day, reversed(done[-4:])) if d), None)
        near = drafts[n + 1] if n + 1 < len(drafts) and drafts[n + 1].first - draft.end <= 4 else None
        if (
            near is not None
            and _day(near)
            and not (done and draft.first - done[-1].end <= 4 and _day(done[-1]))
        ):
            day = _day(near)
        if day is None and context.here is not None:
            day = on("day", context.here)
        if day is None:
            sense = replace(sense, value=f"XXXX-XX-XX{sense.value}")
        else:
            told = dated(Period("day", day.first, sense.value[1:]), "context", day.first)
            sense = replace(told, mod=sense.mod, time=sense.time)
        done.append(replace(draft, sense=sense))
    return done


def _day(draft: Draft) -> Period | None:
    period = draft.sense.period
    return period if period is not None and period.unit == "day" else None


Step = Callable[[list[Draft], Tokens, Grammar, Context], list[Draft]]
_STEPS: tuple[Step, ...] = (
    _no_bare_amounts,  # first, for what is no date must lend its day to no time
    _times_find_their_day,
)
