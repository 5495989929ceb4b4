"""The full sourced chronology as pages after the sheet: every event with its date, passage and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from timeline.briefing import Briefing, worded
from timeline.told import Row
from timeline.view.items import Item, Line, Rectangle, Words
from timeline.view.sheet import HEIGHT, MARGIN, WIDTH, Page
from timeline.view.style import LINE, THEMES, Theme, plain
from timeline.view.text import fit, wrap

__all__ = ["chronology"]

TITLE, TEXT, NOTE = 22.0, 15.0, 13.0
WHEN, NUMBER = 200.0, 44.0  # widths of the columns before the words
PASSAGE = 4  # lines of a passage at most
GAP = 12.0
FOOT = 44.0


def chronology(briefing: Briefing, before: int = 1) -> list[Page]:
    """All events of the view, as many pages as they need; `before` pages stand before them."""
    theme = THEMES["light"]
    blocks = [*_blocks(briefing, theme), *_sources(briefing, theme)]
    filled: list[list[Item]] = []
    room = HEIGHT - FOOT - MARGIN * 0.6
    y = HEIGHT
    for height, items in blocks:
        if y + height > room:
            filled.append([])
            y = 24 + TITLE * LINE + 24
        filled[-1].extend(_lowered(item, y) for item in items)
        y += height + GAP
    pages = before + len(filled)
    return [_page(briefing, items, number, pages, theme) for number, items in enumerate(filled, before + 1)]


def _page(briefing: Briefing, items: list[Item], number: int, pages: int, theme: Theme) -> Page:
    tell = briefing.tell
    title = f"{tell('chronology')} · {briefing.title}"
    head = fit(title, TITLE, WIDTH - 2 * MARGIN, bold=True)
    around: list[Item] = [
        Rectangle(0, 0, WIDTH, HEIGHT, theme.paper),
        Words(MARGIN, 24 + TITLE * LINE / 2, head, TITLE, theme.ink, bold=True),
        Line(MARGIN, 32 + TITLE * LINE, WIDTH - MARGIN, 32 + TITLE * LINE, theme.strong),
    ]
    y = HEIGHT - FOOT * 0.75
    said = ". ".join(
        filter(None, (briefing.words, briefing.extracted.rstrip("."), tell("state", code=briefing.state)))
    )
    around.append(Words(MARGIN, y, fit(said, NOTE, WIDTH - 2 * MARGIN - 120), NOTE, theme.muted))
    around.append(
        Words(WIDTH - MARGIN, y, tell("page", page=number, pages=pages), NOTE, theme.muted, anchor="end")
    )
    if briefing.marking:
        for at in (12.0, HEIGHT - 12.0):
            around.append(
                Words(
                    WIDTH / 2,
                    at,
                    fit(briefing.marking, NOTE, WIDTH, bold=True),
                    NOTE,
                    theme.ink,
                    True,
                    "middle",
                )
            )
    return Page(title, title, (*around, *items))


def _blocks(briefing: Briefing, theme: Theme) -> Iterator[tuple[float, list[Item]]]:
    """Each story as a block of ink from y = 0, and its height."""
    numbers = {id(event.rows): event.number for event in briefing.events}
    for story in briefing.stories:
        yield _block(briefing, story, numbers.get(id(story)), theme)


def _block(
    briefing: Briefing, story: tuple[Row, ...], number: int | None, theme: Theme
) -> tuple[float, list[Item]]:
    tell, row = briefing.tell, story[0]
    x = MARGIN + NUMBER + WHEN
    room = WIDTH - MARGIN - x
    event = str(row["event_id"])
    items: list[Item] = []
    if number:
        items.append(
            Words(MARGIN + NUMBER - 14, TEXT * LINE / 2, str(number), TEXT, theme.ink, True, "end", event)
        )
    y = TEXT * LINE / 2
    for line in wrap(tell.when(row), TEXT, WHEN - 16, 2):
        items.append(Words(MARGIN + NUMBER, y, line, TEXT, theme.muted, event_id=event))
        y += TEXT * LINE
    used, y = y, TEXT * LINE / 2
    headline = briefing.labels.get(event) or tell.headline(worded(story, tell.language))
    standing, grade = tell.standing(row), briefing.grade_of(story)
    said = f"{headline} ({standing})" if standing else headline
    said = f"{said} [{grade}]" if grade else said
    for line in wrap(said, TEXT, room, 2, bold=True):
        items.append(Words(x, y, line, TEXT, theme.ink, bold=True, event_id=event))
        y += TEXT * LINE
    for report in story:
        source = briefing.source_of[f"{report['article_id']} {report['article_version']}"]
        said = f"{tell.quoted(report['quote'])} [{source}]" if report["quote"] else f"[{source}]"
        for line in wrap(plain(said), TEXT, room, PASSAGE):
            items.append(Words(x, y, line, TEXT, theme.ink, event_id=event))
            y += TEXT * LINE
    return max(used, y) - TEXT * LINE / 2, items


def _sources(briefing: Briefing, theme: Theme) -> Iterator[tuple[float, list[Item]]]:
    room = WIDTH - 2 * MARGIN - NUMBER
    yield TEXT * LINE, [Words(MARGIN, TEXT * LINE / 2, briefing.tell("sources"), TEXT, theme.ink, bold=True)]
    for source in briefing.sources:
        said = f"{source.text}, {source.url}" if source.url else source.text
        lines = wrap(plain(said), NOTE, room, 2)
        items: list[Item] = [
            Words(MARGIN + NUMBER - 14, NOTE * LINE / 2, f"[{source.number}]", NOTE, theme.ink, anchor="end")
        ]
        for i, line in enumerate(lines):
            items.append(Words(MARGIN + NUMBER, NOTE * LINE * (i + 0.5), line, NOTE, theme.ink))
        yield NOTE * LINE * len(lines) - GAP / 2, items


def _lowered(item: Item, dy: float) -> Item:
    assert isinstance(item, Words)
    return replace(item, y=item.y + dy)
