"""The briefing sheet: 16:9, where everything on it stands, in pixels. Every format draws this list of ink.

From top to bottom: marking, finding, line, picture, the numbered events in two columns, their sources, the
foot. Line breaks are made here and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

import pandas as pd

from timeline import frame
from timeline.briefing import Briefing
from timeline.stories import STORY_COLUMNS
from timeline.view.items import Item, Line, Rectangle, Symbol, Words
from timeline.view.layout import Layout, layout
from timeline.view.scene import scene
from timeline.view.style import LINE, TEXT, THEMES, Theme, plain
from timeline.view.text import fit, measure, wrap

__all__ = ["HEIGHT", "WIDTH", "Page", "sheet"]

WIDTH, HEIGHT = 1600.0, 900.0
MARGIN = 48.0
TITLE, BLUF, EVENT, NOTE, MARKING = 31.0, 19.0, 15.5, 13.0, 14.0
SIZE = 1.2  # of the picture's type
COLUMNS = 36.0  # between the two columns
MOST_SOURCES = 8
WHOLE, SHORT = 10_000.0, 190.0  # of a label, at size 1: the list has what a short one lacks
LANES = (6, 5, 4, 3)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of ink, back to front. `title` is what it is called; `alt` says it to those who cannot see."""

    title: str
    alt: str
    items: tuple[Item, ...]
    width: float = WIDTH
    height: float = HEIGHT


def sheet(briefing: Briefing, rows: pd.DataFrame, *, lanes: str = "actor", pages: int = 1) -> Page:
    """The sheet of a briefing. `rows` is the frame it was made of, `pages` how many there are with it."""
    theme = THEMES["light"]
    items: list[Item] = [Rectangle(0, 0, WIDTH, HEIGHT, theme.paper)]
    y = _marking(briefing, items, theme)
    y = _block(items, briefing.title, TITLE, y, 2, theme.ink, bold=True) + 4
    y = _block(items, briefing.bluf, BLUF, y, 2, theme.ink) + (8 if briefing.bluf else 0)
    foot = list(_foot(briefing, theme, pages))
    bottom = HEIGHT - MARGIN * 0.45 - (MARKING * 1.6 if briefing.marking else 0.0)
    foot_y = bottom - _height(foot)
    listings = {lines: list(_listed(briefing, theme, lines)) for lines in (2, 1)}
    room = {lines: foot_y - 18 - y - _height(listed) for lines, listed in listings.items()}
    drawn, lines = _laid_out(briefing, rows, lanes, room)
    listed = listings[lines]
    items += _picture(drawn, y, theme)
    items += _moved(listed, foot_y - 10 - _height(listed))
    items += _moved(foot, foot_y)
    alt = " ".join(filter(None, (briefing.title, briefing.bluf, briefing.words)))
    return Page(briefing.title, alt, tuple(items))


def _marking(briefing: Briefing, items: list[Item], theme: Theme) -> float:
    """The handling line, above and below; returns where the page goes on."""
    if not briefing.marking:
        return 26.0
    text = fit(briefing.marking, MARKING, WIDTH - 2 * MARGIN, bold=True)
    for y in (MARKING * 1.2, HEIGHT - MARKING * 1.1):
        items.append(Words(WIDTH / 2, y, text, MARKING, theme.ink, bold=True, anchor="middle"))
    return 34.0


def _block(
    items: list[Item], text: str, size: float, y: float, lines: int, colour: str, bold: bool = False
) -> float:
    for line in wrap(text, size, WIDTH - 2 * MARGIN, lines, bold=bold):
        items.append(Words(MARGIN, y + size * LINE / 2, line, size, colour, bold=bold))
        y += size * LINE
    return y


def _picture(drawn: Layout, y: float, theme: Theme) -> Iterator[Item]:
    """The timeline of the numbered events, each label led by its number."""
    dx = MARGIN - drawn.edge
    ink = scene(drawn, theme)[1:]  # the page has its own paper
    return (_shifted(item, dx, y) for item in ink)


def _laid_out(
    briefing: Briefing, rows: pd.DataFrame, lanes: str, room: Mapping[int, float]
) -> tuple[Layout, int]:
    """The picture, and how many lines a headline of the list may take: `room` has the height left for each.

    As many lanes as leave every event its label; then as many lines.
    """
    tries = [(lanes, most) for most in LANES] if lanes != "none" else []
    best: tuple[Layout, int] | None = None
    for (grouping, most), length in [*product(tries, (WHOLE, SHORT)), (("none", 1), WHOLE)]:
        shown = _labelled(briefing, rows, most if grouping == "actor" else 0, length)
        for lines, height in room.items():
            tried = layout(
                shown,
                lanes=grouping,
                width=int(WIDTH - 2 * (MARGIN - 16 * SIZE)),
                height=int(height),
                size=SIZE,
                max_lanes=most,
                language=briefing.tell.language,
            )
            if best is None or _lacking(tried) < _lacking(best[0]):
                best = tried, lines
            if not _lacking(best[0]):
                return _honest(best[0], briefing), best[1]
    assert best is not None
    return _honest(best[0], briefing), best[1]


def _labelled(briefing: Briefing, rows: pd.DataFrame, most: int, length: float) -> pd.DataFrame:
    """The numbered events as rows whose title is their label, at most `length` pixels at size 1.

    With lanes by actor, at most `most`, an event has a row for each of them that names it: its label in the
    one that has the fewest so far, its number alone in the others.
    """
    known = {row["event_id"]: row for row in frame.rows(rows)}
    named = Counter(
        key for event in briefing.events for key in dict.fromkeys(known[event.event_id]["actor_ids"])
    )
    lanes = [key for key, _ in sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))][
        : max(most - 1, 0)
    ]
    taken: Counter[str] = Counter()
    said = []
    for event in briefing.events:
        row = known[event.event_id] | {"language": briefing.tell.language}
        row |= {"published": None, "publishers": [""]}  # what the list below the picture says
        names = dict(zip(row["actor_ids"], row["actors"], strict=False))
        keys = [key for key in lanes if key in names]
        main = min(keys, key=lambda key: (taken[key], lanes.index(key)), default="")
        taken[main] += 1
        for key in keys or [""]:
            text = (
                fit(f"{event.number}. {event.headline}", TEXT, length) if key == main else str(event.number)
            )
            own = {"actor_ids": [key], "actors": [names[key]]} if key else {}
            said.append(row | own | {"title": text, "label": text})
    return frame.from_rows(
        said, frame.COLUMNS | {name: STORY_COLUMNS[name] for name in STORY_COLUMNS if name in rows}
    )


def _honest(drawn: Layout, briefing: Briefing) -> Layout:
    """A silence between some events is none among all of them, and neither is their number."""
    shown, total = briefing.shown
    if shown == total:
        return drawn
    return replace(drawn, gaps=(), lanes=tuple(replace(lane, count=0) for lane in drawn.lanes))


def _lacking(drawn: Layout) -> int:
    """How many marks have no label; events without a mark of their own count thrice."""
    return sum(3 * len(m.event_ids) if m.form == "more" else m.label is None for m in drawn.marks)


def _listed(briefing: Briefing, theme: Theme, lines: int) -> Iterator[Item]:
    """The events in two columns: number, date, headline, and in brackets the numbers of their sources."""
    width = (WIDTH - 2 * MARGIN - COLUMNS) / 2
    half = -(-len(briefing.events) // 2)
    leading, small = EVENT * LINE, EVENT * 0.94
    dates = max((measure(event.when, small) for event in briefing.events), default=0.0)
    dates = min(dates, 0.36 * width)
    yield Line(MARGIN, 0, WIDTH - MARGIN, 0, theme.strong)
    y = 10.0
    for i, event in enumerate(briefing.events):
        if i == half:
            y = 10.0
        x = MARGIN + (width + COLUMNS) * (i // half)
        refs = f"[{', '.join(map(str, event.sources))}]"
        said = f"{event.headline} ({event.status})" if event.status else event.headline
        text_x = x + 30 + dates + 14
        room = x + width - measure(refs, NOTE) - 10 - text_x
        y += leading / 2
        who = event.event_id
        yield Words(x + 20, y, str(event.number), EVENT, theme.ink, True, "end", who)
        yield Words(x + 30, y, fit(event.when, small, dates), small, theme.muted, event_id=who)
        yield Words(x + width, y, refs, NOTE, theme.muted, anchor="end", event_id=who)
        for line in wrap(said, EVENT, room, lines):
            yield Words(text_x, y, line, EVENT, theme.ink, event_id=who)
            y += leading
        y += EVENT * 0.25 - leading / 2


def _foot(briefing: Briefing, theme: Theme, pages: int) -> Iterator[Item]:
    """Sources in two columns, then what the sheet shows, as of when, made how; the page's number."""
    tell = briefing.tell
    cited = [s for s in briefing.sources if any(s.number in event.sources for event in briefing.events)]
    shown = cited if len(cited) <= MOST_SOURCES else cited[: MOST_SOURCES - 1]
    width = (WIDTH - 2 * MARGIN - COLUMNS) / 2
    pitch = NOTE * 1.4
    texts = [f"[{source.number}] {source.text}" for source in shown]
    if len(shown) < len(cited):
        texts.append(tell("more_sources", n=len(cited) - len(shown)))
    half = -(-len(texts) // 2)
    yield Line(MARGIN, 0, WIDTH - MARGIN, 0, theme.line)
    for i, text in enumerate(texts):
        x = MARGIN + (width + COLUMNS) * (i // max(half, 1))
        yield Words(x, 6 + pitch * (i % max(half, 1) + 0.5), fit(text, NOTE, width), NOTE, theme.muted)
    y = 10 + pitch * half
    yield Line(MARGIN, y, WIDTH - MARGIN, y, theme.line)
    number = tell("page", page=1, pages=pages)
    room = WIDTH - 2 * MARGIN - measure(number, NOTE) - 24
    for line in wrap(". ".join(_remarks(briefing)), NOTE, room, 2):
        y += pitch
        yield Words(MARGIN, y - pitch / 2 + 5, line, NOTE, theme.muted)
    yield Words(WIDTH - MARGIN, y - pitch / 2 + 5, number, NOTE, theme.muted, anchor="end")


def _remarks(briefing: Briefing) -> Iterator[str]:
    tell = briefing.tell
    shown, total = briefing.shown
    if briefing.words:
        yield briefing.words
    if shown < total:
        yield tell("shown", shown=shown, total=total)
    if briefing.as_of:
        yield tell("as_of", date=tell.date(briefing.as_of, briefing.as_of))
    yield briefing.extracted.rstrip(".")
    yield tell("state", code=briefing.state) + (f" {plain(briefing.link)}" if briefing.link else "")


def _height(items: list[Item]) -> float:
    words = [item.y + item.size * 0.75 for item in items if isinstance(item, Words)]
    return max(words, default=0.0)


def _moved(items: list[Item], dy: float) -> Iterator[Item]:
    return (_shifted(item, 0.0, dy) for item in items)


def _shifted(item: Item, dx: float, dy: float) -> Item:
    match item:
        case Line():
            return replace(item, x0=item.x0 + dx, x1=item.x1 + dx, y0=item.y0 + dy, y1=item.y1 + dy)
        case Rectangle() | Symbol() | Words():
            return replace(item, x=item.x + dx, y=item.y + dy)
