"""The briefing sheet: 16:9, where everything on it stands, in pixels. Every format draws this list of ink.

From top to bottom: marking, finding, line, picture, the numbered events in two columns, their sources, the
foot. Line breaks are made here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.briefing import Briefing, Numbered, Source
from timeline.told import Teller
from timeline.view.items import Item, Line, Rectangle, Symbol, Words
from timeline.view.layout import Layout
from timeline.view.numbered import FEW, numbered
from timeline.view.scene import scene
from timeline.view.style import LINE, THEMES, Theme
from timeline.view.text import fit, is_cut, measure, wrap

__all__ = ["HEIGHT", "WIDTH", "Page", "sheet"]

WIDTH, HEIGHT = 1600.0, 900.0
MARGIN = 48.0
TITLE, BLUF, EVENT, NOTE, MARKING = 31.0, 19.0, 15.5, 13.0, 14.0
COLUMNS = 36.0  # between the two columns
LARGER = 1.2  # the list of few events
BELOW = 40.0  # at most, from the picture to its list
FEW_SOURCES, MANY_SOURCES = 4, 6  # lines of them, in two columns or three


@dataclass(frozen=True, slots=True)
class Page:
    """One page of ink, back to front. `title` is what it is called; `alt` says it to those who cannot see."""

    title: str
    alt: str
    items: tuple[Item, ...]
    width: float = WIDTH
    height: float = HEIGHT


def sheet(briefing: Briefing, *, lanes: str = "actor", pages: int = 1) -> Page:
    """The sheet of a briefing, of `pages` in all."""
    theme = THEMES["light"]
    items: list[Item] = [Rectangle(0, 0, WIDTH, HEIGHT, theme.paper)]
    y = _marking(briefing, items, theme)
    y = _block(items, briefing.title, TITLE, y, 2, theme.ink, bold=True) + 4
    y = _block(items, briefing.bluf, BLUF, y, 2, theme.ink) + (8 if briefing.bluf else 0)
    foot = list(_foot(briefing, theme, pages))
    bottom = HEIGHT - MARGIN * 0.45 - (MARKING * 1.6 if briefing.marking else 0.0)
    foot_y = bottom - _height(foot)
    listings = {lines: list(_listed(briefing, theme, lines)) for lines in (2, 1)}
    room = {lines: foot_y - 4 - y - _height(listed) for lines, listed in listings.items()}
    drawn, lines = numbered(briefing, lanes, WIDTH - 2 * MARGIN, room)
    listed = listings[lines]
    picture = list(_picture(drawn, y, theme))
    items += picture
    items += _moved(listed, min(foot_y - 10 - _height(listed), _height(picture) + BELOW))
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


def _listed(briefing: Briefing, theme: Theme, lines: int) -> Iterator[Item]:
    """The events in two columns: number, date, headline, and in brackets the numbers of their sources."""
    width = (WIDTH - 2 * MARGIN - COLUMNS) / 2
    half = -(-len(briefing.events) // 2)
    size = EVENT * (LARGER if len(briefing.events) <= FEW else 1.0)
    leading, small = size * LINE, size * 0.94
    dates = max((measure(event.when, small) for event in briefing.events), default=0.0)
    dates = min(dates, 0.36 * width)
    yield Line(MARGIN, 0, WIDTH - MARGIN, 0, theme.strong)
    y = 10.0
    for i, event in enumerate(briefing.events):
        if i == half:
            y = 10.0
        x = MARGIN + (width + COLUMNS) * (i // half)
        refs = f"[{_runs(event.sources)}]"
        if event.publishers > 1:
            refs = f"{briefing.tell('independent', n=event.publishers)} {refs}"
        if event.grade:
            refs = f"{refs} {event.grade}"
        text_x = x + 30 + dates + 14
        room = x + width - measure(refs, NOTE) - 10 - text_x
        y += leading / 2
        who = event.event_id
        yield Words(x + 20, y, str(event.number), size, theme.ink, True, "end", who)
        yield Words(x + 30, y, fit(event.when, small, dates), small, theme.muted, event_id=who)
        yield Words(x + width, y, refs, NOTE, theme.muted, anchor="end", event_id=who)
        for line in _headline(event, size, room, lines):
            yield Words(text_x, y, line, size, theme.ink, event_id=who)
            y += leading
        y += size * 0.25 - leading / 2


def _runs(numbers: Sequence[int]) -> str:
    """Rising numbers, three and more in a row as "1–3"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(parts)


def _headline(event: Numbered, size: float, room: float, lines: int) -> tuple[str, ...]:
    """What happened and how it stands, in at most `lines`; where that is too long the headline is cut."""
    status = f" ({event.status})" if event.status else ""
    whole = wrap(event.headline + status, size, room, lines)
    if not status or not is_cut(whole[-1]):
        return whole
    short = wrap(event.headline, size, room, lines)
    last = fit(short[-1], size, max(room - measure(status, size), size))
    if measure(last + status, size) > room:
        return whole
    return (*short[:-1], (last if is_cut(last) else last + "…") + status)


def _foot(briefing: Briefing, theme: Theme, pages: int) -> Iterator[Item]:
    """Sources in two columns, then what the sheet shows, as of when, made how; the page's number."""
    tell = briefing.tell
    cited = [s for s in briefing.sources if any(s.number in event.sources for event in briefing.events)]
    columns, most = (2, 2 * FEW_SOURCES) if len(cited) <= 2 * FEW_SOURCES else (3, 3 * MANY_SOURCES)
    shown = cited if len(cited) <= most else cited[: most - 1]
    width = (WIDTH - 2 * MARGIN - COLUMNS * (columns - 1)) / columns
    pitch = NOTE * 1.4
    texts = [_source(source, width, tell) for source in shown]
    if len(shown) < len(cited):
        texts.append(tell("more_sources", n=len(cited) - len(shown)))
    half = max(-(-len(texts) // columns), 1)
    yield Line(MARGIN, 0, WIDTH - MARGIN, 0, theme.line)
    for i, text in enumerate(texts):
        x = MARGIN + (width + COLUMNS) * (i // half)
        yield Words(x, 6 + pitch * (i % half + 0.5), fit(text, NOTE, width), NOTE, theme.muted)
    y = 10 + pitch * half
    yield Line(MARGIN, y, WIDTH - MARGIN, y, theme.line)
    number = tell("page", page=1, pages=pages)
    room = WIDTH - 2 * MARGIN - measure(number, NOTE) - 24
    for line in wrap(". ".join(_remarks(briefing)), NOTE, room, 2):
        y += pitch
        yield Words(MARGIN, y - pitch / 2 + 5, line, NOTE, theme.muted)
    yield Words(WIDTH - MARGIN, y - pitch / 2 + 5, number, NOTE, theme.muted, anchor="end")


def _source(source: Source, width: float, tell: Teller) -> str:
    """A source in one line: where it is too long its title is cut, and never its date."""
    who, title, when = source.parts
    grade = f"{source.grade} · " if source.grade else ""
    start, end = f"[{source.number}] {grade}{who}", f", {when}" if when else ""
    room = width - measure(start + ", " + end, NOTE)
    if title and room > 4 * NOTE:
        marks = measure(tell.quoted(""), NOTE)
        start += f", {tell.quoted(fit(title, NOTE, room - marks))}"
    return start + end


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
    if any(event.grade for event in briefing.events):
        yield tell("grades")
    yield tell("state", code=briefing.state) + (f", {briefing.link}" if briefing.link else "")


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
