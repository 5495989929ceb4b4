"""From an article to its events: the whole flow, pure. Same article, same rows; no clock, no network."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from timeline import language, what, when, where, who
from timeline.language import Language
from timeline.model import Actor, Article, Event, Moment, Paragraph, Place

__all__ = ["actor", "extract", "extractor", "moments", "place"]


def extract(
    article: Article, actors: who.Gazetteer | None = None, namer: who.Namer | None = None
) -> list[Event]:
    """The dated events an article tells, in the order of its text.

    `actors` is a list of the user's own, `namer` finds further names.
    """
    spoken = _spoken(article)
    text = article.readable
    paragraphs = language.segment(text, spoken)
    told = when.moments(text, spoken, article.anchor, paragraphs)
    day_at = _dates(told, paragraphs, article.anchor)
    mentions, things = who.mentions(text, spoken, paragraphs, day_at, actors, namer)
    toponyms = where.toponyms(text, spoken, paragraphs)
    return what.events(article, text, spoken, paragraphs, told, mentions, things, toponyms)


def extractor(actors: Path | None = None, spacy: bool = False) -> Callable[[Article], list[Event]]:
    """`extract` with the user's own list of actors and with the names that spaCy finds, where they are asked
    for: a function that other processes can be given. UsageError where the file or the package is wrong."""
    given: dict[str, Any] = {}
    if actors is not None:
        given["actors"] = who.Gazetteer.read(actors)
    if spacy:
        given["namer"] = who.spacy_names
        who.spacy_names("", "")  # said at once if the package is missing
    return partial(extract, **given) if given else extract


def moments(article: Article) -> list[Moment]:
    """The time expressions of an article and what they mean."""
    spoken = _spoken(article)
    text = article.readable
    return when.moments(text, spoken, article.anchor, language.segment(text, spoken))


def place(name: str) -> Place | None:
    """The place that a name means, typed without a text around it."""
    return where.named(name)


def actor(name: str) -> Actor | None:
    """The actor that a name means, typed without a text around it; None where no list knows it."""
    mentions, _ = who.mentions(name, None, language.segment(name, None), lambda _: None)
    whole = (m for m in mentions if m.end - m.start == len(name))
    return next((m.actor for m in whole), None)


def _spoken(article: Article) -> Language | None:
    """The article's language; one without a file still has its code, by which calendars know its months."""
    listed = language.for_article(article)
    if listed is not None:
        return listed
    code = language.canonical(article.language) if article.language else language.detect(article.text)
    return _unlisted(code) if code else None


@cache
def _unlisted(code: str) -> Language:
    return Language(code, code, True, {})


def _dates(
    told: Sequence[Moment], paragraphs: Sequence[Paragraph], published: date | None
) -> Callable[[int], date | None]:
    """For an offset the day told there: by the nearest moment before it in its paragraph, else after it in
    its
    sentence, else the day of publication."""
    placed = [moment for moment in told if moment.first is not None and moment.type in ("DATE", "TIME")]
    starts = [moment.start for moment in placed]
    edges = [paragraph.start for paragraph in paragraphs]

    def date_at(offset: int) -> date | None:
        home = bisect_right(edges, offset) - 1
        low = edges[home] if home >= 0 else 0
        at = bisect_right(starts, offset) - 1
        if at >= 0 and starts[at] >= low:
            return placed[at].first
        if home >= 0 and at + 1 < len(placed):
            sentence = next((s for s in paragraphs[home].sentences if s.start <= offset < s.end), None)
            if sentence is not None and starts[at + 1] < sentence.end:
                return placed[at + 1].first
        return published

    return date_at
