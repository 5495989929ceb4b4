"""What stands around the lanes: reference lines, notes on what is not drawn, the legend. y from their top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from timeline.view.axis import Scale
from timeline.view.marks import DISPUTED, FORMS, Fact
from timeline.view.style import LINE, SMALL, SYMBOLS, TONES
from timeline.view.text import measure, wrap
from timeline.view.words import Words

__all__ = ["KEY", "Entry", "Foot", "Note", "Reference", "foot", "references"]

FEW = 3  # as many publication dates get a line of their own
KEY = 30.0  # room for the drawn part of a legend entry


@dataclass(frozen=True, slots=True)
class Reference:
    """A day to measure by: `kind` is published or today; its words where there is room for them."""

    kind: str
    x: float
    text: str = ""
    line: bool = False
    text_x: float = 0.0


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet remark at x, y; `side` says which edge of the words x is: left or right."""

    text: str
    x: float
    y: float
    side: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the legend: `kind` is form, status, tone, sign or reference; x, y is its left middle."""

    kind: str
    key: str
    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Foot:
    """All that stands below the lanes; `reference_y` is the line of the references' words."""

    height: float
    reference_y: float
    notes: tuple[Note, ...]
    legend: tuple[Entry, ...]


def references(
    published: pd.Series, scale: Scale, words: Words, today: date | None, size: float
) -> tuple[Reference, ...]:
    """The days on which the articles shown appeared, and today if given, where they are in the range."""
    known = {str(text)[:10] for text in published.dropna().unique()}
    found: list[tuple[int, str]] = []
    for text in known:
        try:
            found.append((date.fromisoformat(text).toordinal(), "published"))
        except ValueError:
            continue
    few = len([day for day, _ in found if scale.first <= day <= scale.last]) <= FEW
    if today is not None:
        found.append((today.toordinal(), "today"))
    out: list[Reference] = []
    free = float("-inf")
    for day, kind in sorted(found):
        if not scale.first <= day <= scale.last:
            continue
        x = scale.x(day + 0.5)
        line = few or kind == "today"
        text = words.say("today") if kind == "today" else words.full(date.fromordinal(day))
        wide = measure(text, SMALL * size)
        left = min(max(x - wide / 2, scale.left), scale.right - wide)
        if line and left >= free:
            free = left + wide + 10 * size
            out.append(Reference(kind, x, text, line, left))
        else:
            out.append(Reference(kind, x, "", line))
    return tuple(out)


def foot(
    facts: Sequence[Fact],
    marked: Sequence[Reference],
    scale: Scale,
    words: Words,
    *,
    edge: float,
    width: float,
    size: float,
    earlier: tuple[int, int],
    later: tuple[int, int],
    undated: int,
    dense: int,
    peaks: tuple[int, int],
) -> Foot:
    """Notes and legend. `earlier` and `later` are how many events lie outside, and their farthest day;
    `dense` is how many are too many to be drawn one by one, `peaks` what the tallest bar for them counts, and
    the tallest in the lane of all others."""
    line = SMALL * size * LINE
    y = 6.0 * size
    reference_y = 0.0
    if any(reference.text for reference in marked):
        reference_y = y + line / 2
        y += line + 4 * size
    notes: list[Note] = []
    if dense:
        said = f"{words.say('dense', dense)} {words.say('peak', peaks[0])}"
        if peaks[1]:
            said += f" {words.say('peak_of_others', peaks[1])}"
        for text in wrap(said, SMALL * size, width - 2 * edge, 3):
            notes.append(Note(text, edge, y + line / 2, "left"))
            y += line + 2 * size
    if earlier[0]:
        text = "◂ " + words.say("earlier", earlier[0], day=_far(earlier[1], scale.first, words))
        notes.append(Note(text, scale.left, y + line / 2, "left"))
    if later[0]:
        text = words.say("later", later[0], day=_far(later[1], scale.last, words)) + " ▸"
        notes.append(Note(text, scale.right, y + line / 2, "right"))
    if undated:
        text = words.say("undated", undated)
        taken = earlier[0] and edge + measure(text, SMALL * size) + 16 * size > scale.left
        if taken:
            y += line + 2 * size
        notes.append(Note(text, edge, y + line / 2, "left"))
    if earlier[0] or later[0] or undated:
        y += line + 4 * size
    entries, height = _legend(list(_entries(facts, marked, words)), y + 6 * size, edge, width, size)
    return Foot(height, reference_y, tuple(notes), entries)


def _far(day: int, shown: int, words: Words) -> str:
    """A year will do, unless it is one that the axis shows."""
    far, near = date.fromordinal(day), date.fromordinal(shown)
    return words.full(far) if far.year == near.year else words.date(far, "y")


def _entries(
    facts: Sequence[Fact], marked: Iterable[Reference], words: Words
) -> Iterable[tuple[str, str, str]]:
    """Only what is there to be explained: one status alone, or one hue, needs no key."""
    forms = {fact.form for fact in facts}
    statuses = {fact.status for fact in facts}
    tones = {fact.tone for fact in facts}
    if forms - {"point"}:
        told = forms - {"point"} if statuses - {"happened"} else forms  # a plain dot is explained once
        yield from (("form", key, words.say(key)) for key in FORMS if key in told)
    if statuses - {"happened"}:
        yield from (("status", key, words.say(key)) for key in SYMBOLS if key in statuses)
    if len(tones) > 1:
        yield from (("tone", key, words.say(key)) for key in TONES if key in tones)
    if most := max((fact.sources for fact in facts), default=1) - 1:
        yield "sign", str(most + 1), words.say("sources")
    if any(fact.disputed for fact in facts):
        yield "sign", DISPUTED, words.say("disputed")
    if any(reference.kind == "published" for reference in marked):
        yield "reference", "published", words.say("published")


def _legend(
    entries: Sequence[tuple[str, str, str]], y: float, edge: float, width: float, size: float
) -> tuple[tuple[Entry, ...], float]:
    line = SMALL * size * 1.6
    x, placed, before = edge, [], ""
    for kind, key, text in entries:
        if before and kind != before:
            x += 14 * size
        before = kind
        key_width = (KEY if kind == "form" and key != "point" else KEY / 2 + 3) * size
        wide = key_width + measure(text, SMALL * size)
        if x > edge and x + wide > width - edge:
            x, y = edge, y + line
        placed.append(Entry(kind, key, text, x, y + line / 2))
        x += wide + 14 * size
    return tuple(placed), y + (line if placed else 0.0)
