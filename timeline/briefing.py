"""What a briefing says: a finding, a line below it, at most twelve numbered events, their numbered sources.

All of it is proposed from the rows alone and can be given instead: the title, the line, the events and their
wording, the date it stands for. Nothing here draws, and nothing asks the clock.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import pandas as pd

from timeline import frame
from timeline.told import Row, Teller, as_of, day
from timeline.view import focus
from timeline.view.style import plain

__all__ = ["MOST", "Briefing", "Numbered", "Source", "Story", "brief", "with_reports", "worded"]

MOST = 12
FACTS = ("happened", "ongoing")
Story = tuple[Row, ...]
EXACT = {"day": 0.3, "week": 0.2, "month": 0.2, "interval": 0.15, "season": 0.1, "quarter": 0.1}


@dataclass(frozen=True, slots=True)
class Source:
    """An article the briefing rests on."""

    number: int
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """An event of the briefing: `sources` are the numbers of the articles that tell it, `rows` its reports,
    the one it is shown by first."""

    number: int
    when: str
    headline: str
    status: str
    sources: tuple[int, ...]
    rows: tuple[Row, ...]

    @property
    def event_id(self) -> str:
        return str(self.rows[0]["event_id"])


@dataclass(frozen=True, slots=True)
class Briefing:
    """`events` are numbered in order of date; `stories` are all that the view shows, dated ones first."""

    title: str
    bluf: str
    words: str
    marking: str
    link: str
    as_of: date | None
    state: str
    extracted: str
    events: tuple[Numbered, ...]
    stories: tuple[Story, ...]
    sources: tuple[Source, ...]
    source_of: Mapping[str, int]
    tell: Teller

    @property
    def shown(self) -> tuple[int, int]:
        """How many events are numbered, and how many the view shows."""
        return len(self.events), len(self.stories)


def brief(
    rows: pd.DataFrame, *, title: str, words: str, language: str, options: Mapping[str, Any]
) -> Briefing:
    """The briefing of `rows`. `options` may hold bluf, marking, link, as_of (a day), events (event_ids in
    their order), labels (wording by event_id), range (first and last day), and reports: the frame of the
    single rows, where `rows` has a line a story."""
    tell = Teller(language)
    known = list(frame.rows(rows))
    stories = _stories(known, tell.language)
    if options.get("reports") is not None:
        stories = with_reports([story[0] for story in stories], options["reports"])
    window = _window(rows, options.get("range"))
    inside = _inside(stories, window)
    chosen = _chosen(stories, inside, options.get("events"))
    labels = options.get("labels") or {}
    order = [*chosen, *(story for story in stories if story not in chosen)]
    articles: dict[str, Source] = {}
    for row in (row for story in order for row in story):
        key = _article(row)
        if key not in articles:
            articles[key] = Source(len(articles) + 1, tell.source(row), row["url"])
    source_of = {key: source.number for key, source in articles.items()}
    events = tuple(
        Numbered(
            number=number,
            when=tell.when(story[0]),
            headline=plain(labels.get(story[0]["event_id"]) or tell.headline(worded(story, tell.language))),
            status=tell.standing(story[0]),
            sources=tuple(sorted({source_of[_article(row)] for row in story})),
            rows=story,
        )
        for number, story in enumerate(chosen, 1)
    )
    given = options.get("as_of")
    return Briefing(
        title=plain(title) or _finding(inside, window, tell),
        bluf=plain(str(options.get("bluf") or "")) or _line(inside, tell),
        words=plain(words),
        marking=plain(str(options.get("marking") or "")),
        link=plain(str(options.get("link") or "")),
        as_of=(given if isinstance(given, date) else day(given)) if given else as_of(known),
        state=_state(known, events, words),
        extracted=tell.extracted(known),
        events=events,
        stories=tuple(stories),
        sources=tuple(articles.values()),
        source_of=source_of,
        tell=tell,
    )


def worded(story: Story, language: str) -> Row:
    """The report whose words name the story: one in the reader's language, if there is one."""
    return next((row for row in story if row["language"] == language and row["title"]), story[0])


def _article(row: Row) -> str:
    return f"{row['article_id']} {row['article_version']}"


def _stories(known: Sequence[Row], language: str) -> list[Story]:
    """Reports of one event together, in the order given; each led by the report that tells it best."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in known:
        if row["review"] != "rejected":
            grouped[row["story_id"] or row["event_id"]].append(row)

    def best(row: Row) -> tuple[bool, float, float, str]:
        reviewed = row["review"] in ("confirmed", "edited")
        worth = reviewed + (row["language"] == language) + EXACT.get(row["precision"], 0.0)
        return (not _placed(row), -worth, -(row["confidence"] or 0.0), row["event_id"])

    return [tuple(sorted(story, key=best)) for story in grouped.values()]


def with_reports(lines: Sequence[Row], reports: pd.DataFrame) -> list[Story]:
    """Each story's line, then those of its reports that the line was not taken from."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for report in frame.rows(reports):
        grouped[report["story_id"] or report["event_id"]].append(report)

    def passage(row: Row) -> tuple[str, int | None, int | None]:
        return row["article_id"], row["quote_start"], row["trigger_start"]

    return [
        (line, *(r for r in grouped[line["story_id"] or line["event_id"]] if passage(r) != passage(line)))
        for line in lines
    ]


def _placed(row: Row) -> bool:
    return bool(row["start"] or row["end"])


def _window(rows: pd.DataFrame, asked: tuple[date | None, date | None] | None) -> tuple[date, date]:
    """The days asked for; on a side where none are, those worth showing first."""
    since, until = asked or (None, None)
    seen = focus(rows) or (date.min, date.max)
    return since or seen[0], until or seen[1]


def _inside(stories: Sequence[Story], window: tuple[date, date]) -> list[Story]:
    """The dated stories that can have happened in the window; all dated ones where none can."""
    dated = [story for story in stories if _placed(story[0])]

    def overlaps(row: Row) -> bool:
        start, end = day(row["start"]), day(row["end"])
        return (start is None or start <= window[1]) and (end is None or end >= window[0])

    return [story for story in dated if overlaps(story[0])] or dated


def _chosen(stories: Sequence[Story], inside: Sequence[Story], wanted: Sequence[str] | None) -> list[Story]:
    """The stories of the sheet: as asked for, else the most important ones, spread out, in order of date."""
    if wanted:
        by_event = {row["event_id"]: story for story in stories for row in story if _placed(story[0])}
        return list({id(s): s for event in wanted if (s := by_event.get(event))}.values())[:MOST]
    if len(inside) <= MOST:
        return list(inside)
    room = max(_middle(inside[-1][0]) - _middle(inside[0][0]), 1) / MOST
    picked: list[Story] = []
    while len(picked) < MOST:
        taken = [_middle(story[0]) for story in picked]

        def worth(story: Story, taken: Sequence[int] = taken) -> tuple[float, str]:
            apart = min((abs(_middle(story[0]) - other) for other in taken), default=room)
            return _importance(story) + 0.8 * min(apart / room, 1.0), story[0]["event_id"]

        picked.append(max((story for story in inside if story not in picked), key=worth))
    return [story for story in inside if story in picked]


def _importance(story: Story) -> float:
    """Corroboration first, then how sure and how exact the best report is, then how much it says."""
    row = story[0]
    return (
        0.8 * min(len(_publishers(story)) - 1, 3)
        + 0.5 * (row["review"] in ("confirmed", "edited"))
        + (row["confidence"] or 0.0)
        + EXACT.get(row["precision"], 0.0)
        + 0.3 * (row["status"] in FACTS)
        + 0.2 * (row["kind"] not in (None, "OTHER"))
        + 0.1 * min(len(row["actor_ids"]), 3)
        + 0.1 * bool(row["place"])
    )


def _publishers(story: Story) -> set[str]:
    """The independent ones where the story says them: a text that two papers share counts once."""
    return set(story[0].get("publishers") or [report["source"] or report["article_id"] for report in story])


def _middle(row: Row) -> int:
    first, last = _ends(row)
    return (first.toordinal() + last.toordinal()) // 2


def _ends(row: Row) -> tuple[date, date]:
    """Bounds; an open side has the other's day."""
    first, last = day(row["start"]), day(row["end"])
    return first or last or date.min, last or first or date.min


def _finding(inside: Sequence[Story], window: tuple[date, date], tell: Teller) -> str:
    """Who is named most, how many events, over which days: what can be said without reading them."""
    if not inside:
        return tell("title")
    first = max(window[0], min(_ends(story[0])[0] for story in inside))
    last = min(window[1], max(_ends(story[0])[1] for story in inside))
    span = tell.date(first, last)
    best = [story[0] for story in inside]
    names = {key: name for row in best for key, name in zip(row["actor_ids"], row["actors"], strict=False)}
    ranked = Counter(key for row in best for key in dict.fromkeys(row["actor_ids"])).most_common(2)
    leading = ", ".join(plain(names[key]) for key, count in ranked if 3 * count >= len(inside))
    said = {"n": len(inside), "span": span}
    return tell("finding", actors=leading, **said) if leading else tell("finding_plain", **said)


def _line(inside: Sequence[Story], tell: Teller) -> str:
    """The month in which most happened, where it stands out, and how many events have a second source."""
    days = [known for story in inside if story[0]["precision"] == "day" and (known := day(story[0]["start"]))]
    months = Counter((known.year, known.month) for known in days).most_common(2)
    said = []
    if len(months) > 1 and months[0][1] > months[1][1]:
        month = tell.month(date(*months[0][0], 1))
        said.append(tell("peak", month=month, n=months[0][1], total=len(days)))
    if inside:
        told_twice = sum(len(_publishers(story)) > 1 for story in inside)
        said.append(tell("corroborated" if told_twice else "alone", n=told_twice, total=len(inside)))
    return " ".join(said)


def _state(known: Sequence[Row], events: Sequence[Numbered], words: str) -> str:
    """A short code of what is shown: two sheets with the same code show the same."""
    parts = [words, *(f"{event.event_id} {event.headline}" for event in events)]
    parts += [f"{row['event_id']} {row['date_edtf']} {row['review']}" for row in known]
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:8]
