"""Refinements, in order: what is no date goes, a time of day finds its day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from timeline.when.grammar import Grammar
from timeline.when.periods import Period, month_days, on
from timeline.when.phrases import Reading
from timeline.when.sense import Context, Sense, dated
from timeline.when.tokens import BREAK, GLUED, HYPHEN, Tokens

__all__ = ["Draft", "is_amount", "is_half_a_word", "no_such_day", "refine"]


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
_SIGNS = frozenset(".,/:+@&=_")
_BRACKET = 2  # tokens between a bracket and the day behind it: ") on Friday"
_BESIDE = 4  # tokens between a time of day and the day beside it
_REACH = 20  # tokens to the day told before, in a text whose own day is known


_LIFETIME = 80
_LEAP = 2000


def is_amount(draft: Draft, tokens: Tokens, story: int | None = None) -> bool:
    """Digits beside a currency, per cent or section sign, or inside a longer number, are no date.

    A year of older times needs a word that says so, or a story told in those times (`story`, its year).
    """
    first, end, words, gaps = draft.first, draft.end, tokens.words, tokens.gaps
    reading, sense = draft.reading, draft.sense
    if sense.type != "DATE":
        return False
    if words[end - 1][0].isdecimal() and len(words[end - 1]) < 3 and _goes_on(tokens, end):
        return True
    if not words[first][0].isdecimal():
        return False
    alone = end == first + 1
    if (
        alone
        and reading.first == first
        and "year" in reading.slots
        and not 1800 <= reading.slots["year"] <= 2060
        and (story is None or abs(reading.slots["year"] - story) > _LIFETIME)
    ):
        return True
    before = words[first - 1] if 0 < first <= reading.first and gaps[first] != BREAK else ""
    after = words[end] if reading.end <= end < len(words) and gaps[end] != BREAK else ""
    if before in _MONEY or (alone and after in _UNITS_AFTER):
        return True
    if len(before) == 1 and before.isalpha() and gaps[first] == GLUED:
        return True  # w1834
    if before and gaps[first] == GLUED and before in _SIGNS and first > 1 and gaps[first - 1] == GLUED:
        inner = words[first - 2]
        if inner[0].isdecimal() or (before not in ".,+" and inner[0].isalnum()):
            return True
    if alone and after and gaps[end] == GLUED:
        more = words[end + 1] if end + 1 < len(words) and gaps[end + 1] == GLUED else ""
        return after in "/@_&=" or after[0].isalpha() or (after in ".,:" and more[:1].isdecimal())
    return False


def _goes_on(tokens: Tokens, end: int) -> bool:
    """A point or comma and more digits follow without a space."""
    words, gaps = tokens.words, tokens.gaps
    return (
        end + 1 < len(words)
        and words[end] in ".,"
        and gaps[end] == GLUED == gaps[end + 1]
        and words[end + 1][0].isdecimal()
    )


def is_half_a_word(draft: Draft, tokens: Tokens) -> bool:
    """A date joined to another word by a hyphen only names something: Winter-Biathlon, AP-NY-05-01-98."""
    first, end, words, gaps = draft.first, draft.end, tokens.words, tokens.gaps
    if draft.sense.type != "DATE":
        return False
    named = words[first][0].isalpha() or draft.reading.meaning == "numeric"
    before = draft.reading.first == first and gaps[first] == HYPHEN and named
    after = end < len(words) and draft.reading.end == end and gaps[end] == HYPHEN
    return before or (after and words[end - 1][0].isalpha())


def no_such_day(reading: Reading) -> bool:
    """Whether the calendar lacks the day told (31 February 2024): it says no date, nor does its month alone.

    Without a year, digits behind the month may count something else ("In June 31 people died").
    """
    inner = reading.slots.get("date")
    slots = inner.slots if isinstance(inner, Reading) else reading.slots
    month = slots.get("month")
    day = slots.get("day", slots.get("ordinal"))
    if month is None or day is None or not 1 <= day <= 31:
        return False
    names = list(slots)
    led = names.index("day" if "day" in slots else "ordinal") < names.index("month")
    return (led or "year" in slots) and day > month_days(slots.get("year", _LEAP), month)


def _times_find_their_day(
    drafts: list[Draft], tokens: Tokens, grammar: Grammar, context: Context
) -> list[Draft]:
    """A time of day belongs to the day told just before, else just after, else to that of the text."""
    done: list[Draft] = []
    for n, draft in enumerate(drafts):
        sense = draft.sense
        if sense.whole or sense.type != "TIME":
            done.append(draft)
            continue
        if (habit := _habit(done, draft)) is not None:
            done.append(replace(draft, sense=replace(sense, value=f"{habit}{sense.value}")))
            continue
        before = next((d for d in reversed(done[-4:]) if _day(d)), None)
        if before is not None and context.anchor and draft.first - before.end > _REACH:
            before = None
        after = _beside(drafts, n)
        if before is not None and not (after and _day(after) and draft.first - before.end > _BESIDE):
            day = _day(before)
        elif after is not None and _day(after):
            day = _day(after)
        else:
            day = on("day", context.here) if context.here else None
        if day is None:
            sense = replace(sense, value=f"XXXX-XX-XX{sense.value}")
        else:
            told = dated(Period("day", day.first, sense.value[1:]), "context", day.first)
            sense = replace(told, mod=sense.mod, time=sense.time)
        done.append(replace(draft, sense=sense))
    return done


def _habit(done: list[Draft], draft: Draft) -> str | None:
    """Every day from 8 to 12: of no day of its own. The day pattern of what recurs just before."""
    last = done[-1] if done else None
    if last is None or draft.first - last.end > _BESIDE or not last.sense.value.startswith(("XXXX-", "P1D")):
        return None
    if last.sense.type == "SET":
        return last.sense.value if last.sense.value[-2:-1] == "-" else "XXXX-XX-XX"
    return last.sense.value.partition("T")[0] if last.sense.type == "TIME" else None


def _beside(drafts: list[Draft], at: int) -> Draft | None:
    """What stands just after a time of day, or behind a bracket that repeats it: 9 p.m. (2000 GMT) Friday."""
    time, *rest = drafts[at : at + 3]
    if not rest or rest[0].first - time.end > _BESIDE:
        return None
    if rest[0].sense.whole or len(rest) < 2:
        return rest[0]
    return rest[1] if rest[1].first - rest[0].end <= _BRACKET and rest[0].first - time.end == 1 else rest[0]


def _day(draft: Draft) -> Period | None:
    period = draft.sense.period
    return period if period is not None and period.unit == "day" else None


Step = Callable[[list[Draft], Tokens, Grammar, Context], list[Draft]]
_STEPS: tuple[Step, ...] = (_times_find_their_day,)
