"""What a briefing says: a finding, a line below it, at most twelve numbered events, their numbered sources.

All of it is proposed from the rows alone and can be given instead: the title, the line, the events and their
wording, the date it stands for. Nothing here draws, and nothing asks the clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import pandas as pd

from timeline import frame, proposal
from timeline.grades import Grades
from timeline.proposal import MOST, Story, with_reports
from timeline.told import Row, Teller, as_of, day
from timeline.view.style import plain

__all__ = ["MOST", "Briefing", "Numbered", "Source", "Story", "brief", "with_reports", "worded"]


@dataclass(frozen=True, slots=True)
class Source:
    """An article the briefing rests on; `parts` are who published it, what it is called, and when;
    `grade` is the letter of its outlet where grades are in use."""

    number: int
    parts: tuple[str, str, str]
    text: str
    url: str | None
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """An event of the briefing: `sources` are the numbers of the articles that tell it, `publishers` how
    many of those are independent, `grade` as "B2" where grades are in use, `rows` its reports, the one it is
    shown by first."""

    number: int
    when: str
    headline: str
    status: str
    sources: tuple[int, ...]
    publishers: int
    grade: str
    rows: tuple[Row, ...]

    @property
    def event_id(self) -> str:
        return str(self.rows[0]["event_id"])


@dataclass(frozen=True, slots=True)
class Briefing:
    """`events` are numbered in order of date, or in that of the reader; `stories` are all that the view
    shows, dated ones first."""

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
    grades: Grades
    labels: Mapping[str, str]

    def grade_of(self, story: Story) -> str:
        """As "B2"; "" where no grades are in use."""
        return self.grades.of(_whole(story)) if self.grades else ""

    @property
    def shown(self) -> tuple[int, int]:
        """How many events are numbered, and how many the view shows."""
        return len(self.events), len(self.stories)


def brief(
    rows: pd.DataFrame, *, title: str, words: str, language: str, options: Mapping[str, Any]
) -> Briefing:
    """The briefing of `rows`. `options` may hold bluf, marking, link, as_of (a day), events (event_ids in
    their order), labels (wording by event_id), grades (`Grades`), range (first and last day), and reports:
    the frame of the single rows, where `rows` has a line a story."""
    tell = Teller(language)
    graded = options.get("grades") or Grades()
    known = list(frame.rows(rows))
    stories = proposal.grouped(known, tell.language)
    if options.get("reports") is not None:
        stories = with_reports([story[0] for story in stories], options["reports"])
    days = proposal.window(rows, options.get("range"))
    seen = proposal.inside(stories, days)
    numbered = proposal.chosen(stories, seen, options.get("events"))
    labels = options.get("labels") or {}
    order = [*numbered, *(story for story in stories if story not in numbered)]
    articles: dict[str, Source] = {}
    for row in (row for story in order for row in story):
        key = _article(row)
        if key not in articles:
            articles[key] = Source(
                len(articles) + 1,
                tell.source_parts(row),
                tell.source(row),
                row["url"],
                graded.outlet(row["source"]) if graded else "",
            )
    source_of = {key: source.number for key, source in articles.items()}
    events = tuple(
        Numbered(
            number=number,
            when=tell.when(story[0]),
            headline=plain(labels.get(story[0]["event_id"]) or tell.headline(worded(story, tell.language))),
            status=tell.standing(story[0]),
            sources=tuple(sorted({source_of[_article(row)] for row in story})),
            publishers=len(proposal.publishers(story)),
            grade=graded.of(_whole(story)) if graded else "",
            rows=story,
        )
        for number, story in enumerate(numbered, 1)
    )
    given = options.get("as_of")
    until = (given if isinstance(given, date) else day(given)) if given else as_of(known)
    name = plain(title) or proposal.finding(seen, days, tell)
    bluf = plain(str(options.get("bluf") or "")) or proposal.line(seen, tell)
    marking = plain(str(options.get("marking") or ""))
    around = name, bluf, marking, plain(words), until, tell.language, options.get("lanes") or "actor"
    return Briefing(
        title=name,
        bluf=bluf,
        words=plain(words),
        marking=marking,
        link=plain(str(options.get("link") or "")),
        as_of=until,
        state=_state(known, events, around),
        extracted=tell.extracted(known),
        events=events,
        stories=tuple(stories),
        sources=tuple(articles.values()),
        source_of=source_of,
        tell=tell,
        grades=graded,
        labels=labels,
    )


def worded(story: Story, language: str) -> Row:
    """The report whose words name the story: one in the reader's language, if there is one."""
    return next((row for row in story if row["language"] == language and row["title"]), story[0])


def _whole(story: Story) -> Row:
    """A story's row with the ids of all its reports."""
    return {**story[0], "event_ids": [row["event_id"] for row in story]}


def _article(row: Row) -> str:
    return f"{row['article_id']} {row['article_version']}"


def _state(known: Sequence[Row], events: Sequence[Numbered], around: Sequence[object]) -> str:
    """A short code of what is shown: two sheets with the same code show the same."""
    parts = [*map(str, around), *(f"{e.event_id} {e.headline} {e.grade}".rstrip() for e in events)]
    parts += [f"{row['event_id']} {row['date_edtf']} {row['review']}" for row in known]
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:8]
