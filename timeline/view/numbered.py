"""The timeline of a sheet: in as many lanes and with labels as long as leave each numbered event its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

import pandas as pd

from timeline import frame
from timeline.briefing import Briefing
from timeline.stories import STORY_COLUMNS
from timeline.view.layout import Layout, layout
from timeline.view.style import TEXT
from timeline.view.text import fit

__all__ = ["FEW", "numbered"]

SIZE, LARGE = 1.2, 1.45  # of the picture's type, and of one with few events
FEW = 6
AIR = 16.0  # pixels beside a picture at size 1
LABELS = (10_000.0, 300.0, 190.0, 0.0)  # pixels of a label at size 1; 0: its number, the list has the rest
LANES = (6, 5, 4, 3)
Marked = tuple[pd.DataFrame, Sequence[tuple[int, bool, str]]]


def numbered(briefing: Briefing, lanes: str, width: float, room: Mapping[int, float]) -> tuple[Layout, int]:
    """The picture, `width` pixels between its edges, and how many lines a headline of the list may take:
    `room` has the height left for each.

    As many lines as leave every event its number; then as many lanes; then each label as long as it can be.
    """
    size = LARGE if len(briefing.events) <= FEW else SIZE
    best: tuple[Layout, int] | None = None
    groupings = [*((lanes, most) for most in LANES if lanes != "none"), ("none", 1)]
    for (lines, height), (grouping, most), length in product(room.items(), groupings, LABELS):
        marked = _marked(briefing, most if grouping == "actor" else 0)
        draw = partial(_drawn, briefing, marked, grouping, most, (width, height), size)
        lengths = dict.fromkeys((event.number for event in briefing.events), length)
        tried = draw(lengths)
        if best is None or _lacking(tried) < _lacking(best[0]):
            best = tried, lines
        if not _lacking(tried):
            return _honest(_lengthened(draw, tried, lengths), briefing), lines
    assert best is not None
    return _honest(best[0], briefing), best[1]


def _lengthened(
    draw: Callable[[Mapping[int, float]], Layout], drawn: Layout, lengths: Mapping[int, float]
) -> Layout:
    """The picture with each label in turn as long as leaves all others theirs."""
    for number, length in lengths.items():
        for more in LABELS[: LABELS.index(length)]:
            tried = draw({**lengths, number: more})
            if not _lacking(tried):
                drawn, lengths = tried, {**lengths, number: more}
                break
    return drawn


def _drawn(
    briefing: Briefing,
    marked: Marked,
    lanes: str,
    most: int,
    room: tuple[float, float],
    size: float,
    lengths: Mapping[int, float],
) -> Layout:
    """The picture with labels of at most so many pixels at size 1, by number."""
    rows, labels = marked
    said = [
        (fit(text, TEXT, lengths[number]) if lengths[number] else str(number)) if main else text
        for number, main, text in labels
    ]
    words = pd.Series(said, index=rows.index, dtype=rows["title"].dtype)
    return layout(
        rows.assign(title=words, label=words),
        lanes=lanes,
        width=int(room[0] + 2 * AIR * size),  # the picture keeps its own air to both sides of the page's
        height=int(room[1]),
        size=size,
        max_lanes=most,
        language=briefing.tell.language,
    )


def _marked(briefing: Briefing, most: int) -> Marked:
    """The numbered events as rows, and for each its number, whether it has the label, and what it says.

    With lanes by actor, at most `most`, an event has a row for each of them that names it: its label in the
    one that has the fewest so far, its number alone in the others.
    """
    named = Counter(key for event in briefing.events for key in dict.fromkeys(event.rows[0]["actor_ids"]))
    ranked = sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))
    lanes = [key for key, _ in ranked][: max(most - 1, 0)]
    taken: Counter[str] = Counter()
    rows, labels = [], []
    for event in briefing.events:
        row = {**event.rows[0], "language": briefing.tell.language}
        row |= {"published": None, "publishers": [""]}  # what the list below the picture says
        names = dict(zip(row["actor_ids"], row["actors"], strict=False))
        keys = [key for key in lanes if key in names]
        main = min(keys, key=lambda key: (taken[key], lanes.index(key)), default="")
        taken[main] += 1
        for key in keys or [""]:
            rows.append(row | ({"actor_ids": [key], "actors": [names[key]]} if key else {}))
            text = f"{event.number}. {event.headline}" if key == main else str(event.number)
            labels.append((event.number, key == main, text))
    return frame.from_rows(rows, frame.COLUMNS | STORY_COLUMNS), labels


def _honest(drawn: Layout, briefing: Briefing) -> Layout:
    """A silence between some events is none among all of them, and neither is their number."""
    shown, total = briefing.shown
    if shown == total:
        return drawn
    return replace(drawn, gaps=(), lanes=tuple(replace(lane, count=0) for lane in drawn.lanes))


def _lacking(drawn: Layout) -> int:
    """How many marks have no label; events without a mark of their own count thrice."""
    return sum(3 * len(m.event_ids) if m.form == "more" else m.label is None for m in drawn.marks)
