"""Collections of any size for measuring: invented events of numbered actors, spread over fourteen years."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from timeline.model import KINDS, STATUSES, Actor, Article, Event, Mention, Place
from timeline.store import Store

__all__ = ["collection", "pairs"]

FIRST = date(2012, 1, 1)
DAYS = 14 * 365
AN_ARTICLE = 100  # events
OTHERS = ("person", "organisation", "body")
ACTORS, PLACES, SOURCES = 2000, 400, 40
# Enough words that two events hardly ever sound like one.
WORDS = [
    a + b + c
    for a in ("bar", "tel", "mon", "ver", "sol", "kar", "din", "pol", "gar", "fen")
    for b in ("a", "e", "i", "o", "u", "an", "el", "or")
    for c in ("dor", "lin", "tas", "kev", "mund", "ris")
]


def pairs(count: int) -> Iterator[tuple[Article, list[Event]]]:
    """`count` events in articles of a hundred; the same ones for the same count."""
    draw = random.Random(count)
    actors = [
        Actor(f"actor-{n}", f"Actor {n}", "state" if n < 40 else draw.choice(OTHERS), f"A{n % 40:02}")
        for n in range(ACTORS)
    ]
    weights = [1 / (n + 1) ** 0.8 for n in range(ACTORS)]
    places = [
        Place(f"Place {n}", f"A{n % 40:02}", draw.uniform(-40, 65), draw.uniform(-120, 150), "city")
        for n in range(PLACES)
    ]
    for number in range(0, count, AN_ARTICLE):
        published = FIRST + timedelta(days=draw.randrange(30, DAYS))
        told = min(AN_ARTICLE, count - number)
        lines = [_sentence(draw) for _ in range(told)]
        article = Article(
            f"article-{number}", "\n".join(lines), f"Report {number}", draw.choice(("en", "fr", "uk")),
            published.isoformat(), "given", source=f"Source {draw.randrange(SOURCES)}",
        )  # fmt: skip
        offset, events = 0, []
        for k, line in enumerate(lines):
            who = list(dict.fromkeys(draw.choices(range(ACTORS), weights, k=draw.choice((1, 1, 2, 2, 3, 4)))))
            place = draw.choice(places) if draw.random() < 0.7 else None
            events.append(_event(f"{number + k:012x}", line, offset, [actors[n] for n in who], place, draw))
            offset += len(line) + 1
        yield article, events


def collection(path: Path, count: int) -> Path:
    """A collection of `count` events in a file."""
    with Store(path) as store:
        for article, events in pairs(count):
            store.add(article, events)
    return path


def _sentence(draw: random.Random) -> str:
    return f"The {' '.join(draw.sample(WORDS, 9))} {draw.randrange(10**6)}."


def _event(
    event_id: str, line: str, offset: int, who: list[Actor], place: Place | None, draw: random.Random
) -> Event:
    start: date | None = FIRST + timedelta(days=draw.randrange(DAYS))
    precision = draw.choices(("day", "month", "interval", "undated"), (78, 12, 8, 2))[0]
    end = start
    if start and precision == "month":
        start = start.replace(day=1)
        end = (start + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    elif start and precision == "interval":
        end = start + timedelta(days=draw.randrange(2, 200))
    elif precision == "undated":
        start = end = None
    edtf = None
    if start and end:
        edtf = {"day": f"{start}", "month": f"{start:%Y-%m}"}.get(precision, f"{start}/{end}")
    return Event(
        event_id=event_id, title=line[4:60], label=line[4:60], kind=draw.choice(KINDS), date_edtf=edtf,
        start=start, end=end, precision=precision, date_text=None, date_start=None, date_end=None,
        date_basis="explicit", anchor=None, time=None, rule=None,
        mentions=tuple(Mention(actor, offset, offset + 3, "The", "name") for actor in who), things=(),
        place=place, status=draw.choices(STATUSES, (70, 8, 8, 8, 3, 3))[0], attributed_to=None, trigger="The",
        trigger_start=offset, trigger_end=offset + 3, quote=line, quote_start=offset,
        quote_end=offset + len(line), confidence=round(draw.uniform(0.3, 1.0), 2),
    )  # fmt: skip
