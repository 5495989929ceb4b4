"""Trigger, moment, actors, place, status and passage → the events of one article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

from timeline.language import Language
from timeline.model import Article, Event, Mention, Moment, Paragraph, Place, Thing, Toponym
from timeline.what.anchored import Anchors
from timeline.what.composed import label_of
from timeline.what.context import carried
from timeline.what.counting import counts
from timeline.what.dating import Happening, happenings
from timeline.what.kinds import kind_of
from timeline.what.lexicon import lexicon_of
from timeline.what.narrated import narrated
from timeline.what.participants import participants, subjects, taking_part, things_of
from timeline.what.places import home_of, place_of
from timeline.what.reading import Reading, Told
from timeline.what.scoring import confidence_of
from timeline.what.sentences import VerbGroup
from timeline.what.sourcing import attributed_to
from timeline.what.spoken import spoken
from timeline.what.status import status_of
from timeline.what.titles import title_of

__all__ = ["events"]

_WORD = re.compile(r"\w+")
_SURER = 0.05  # of confidence, from which the later of two reports is taken for the first
_TOLD_AGAIN = 2  # of so many long words two passages share one, if they tell the same
_WORDS = 2  # with which a row without kind and actors says nothing


def events(
    article: Article,
    text: str,
    language: Language | None,
    paragraphs: Sequence[Paragraph],
    moments: Sequence[Moment],
    mentions: Sequence[Mention],
    things: Sequence[Thing],
    toponyms: Sequence[Toponym],
) -> list[Event]:
    """The dated events of an article in the order of the text.

    `text` is the article's text with its furniture blanked; all spans are sorted, disjoint and count its code
    points. Every quote is a stretch of `article.text`.
    """
    reading = Reading.of(
        text,
        article.title,
        article.anchor,
        lexicon_of(language),
        paragraphs,
        moments,
        mentions,
        things,
        toponyms,
    )
    found: list[Event] = []
    home = home_of(reading)
    counts: dict[tuple[str, str], int] = {}
    for happening, moment, basis in _dated(reading):
        event = _event(article, reading, happening, moment, basis, home, counts)
        known = event.mentions or event.place or event.attributed_to
        if event.title and _says(event) and (known or not spoken(happening)):
            found.append(event)
    return _distinct(found)


def _says(event: Event) -> bool:
    """Whether a row tells anything: a kind, an actor, a place, or more than a word or two."""
    return event.kind != "OTHER" or bool(event.mentions or event.place) or len(event.title.split()) > _WORDS


def _dated(reading: Reading) -> Iterator[tuple[Happening, Moment | None, str]]:
    """Every happening with the moment that dates it and on what ground."""
    anchors = Anchors()
    for told in reading.told:
        told_here = [h for h in happenings(told) if counts(h, reading)]
        own = [h for h in told_here if h.moment is not None and h.moment.placed]
        since = list(anchors.told(told, {h.clause.number for h in own}))
        anchors.learn(own)
        over = list(carried(reading, told, [*own, *since]))
        # words that cannot be placed leave an event undated only where nothing told before dates it
        loose = [] if over else [h for h in told_here if h not in own]
        for happening in (*own, *since, *loose):
            if happening.moment is not None:
                yield happening, happening.moment, happening.moment.basis
        yield from over
        if not (own or since or loose or over):
            yield from narrated(reading, told, ())


def _event(
    article: Article,
    reading: Reading,
    happening: Happening,
    moment: Moment | None,
    basis: str,
    home: Place | None,
    occurrences: dict[tuple[str, str], int],
) -> Event:
    text = article.text
    told, passage = happening.told, happening.passage
    trigger = happening.trigger
    tokens = told.sentence.tokens
    if trigger is None:
        at = passage.start
        trigger_start = trigger_end = at
    elif isinstance(trigger, VerbGroup):
        trigger_start, trigger_end = tokens[trigger.own].start, tokens[trigger.own].end
    else:
        trigger_start, trigger_end = tokens[trigger.first].start, tokens[trigger.last - 1].end
    word = text[trigger_start:trigger_end]
    before = _before(reading, told)
    there = participants(happening, before, _after(reading, happening))
    actors = list(dict.fromkeys(mention.actor.name for mention in there))
    kind = kind_of(happening)
    place = place_of(happening, there, reading, home)
    status = status_of(happening, article.anchor)
    first, last = (moment.first, moment.last) if moment else (article.anchor, article.anchor)
    shown = _shown(moment, passage.start) if moment else None
    own = moment if basis in ("explicit", "relative") else None
    key = (word, own.text if own else basis)
    occurrences[key] = occurrences.get(key, 0) + 1
    return Event(
        event_id=_identity(article.id, *key, occurrences[key]),
        title=title_of(happening, there, _told_of(reading, told)),
        label=label_of(kind, actors, place),
        kind=kind,
        date_edtf=moment.edtf if moment else article.anchor.isoformat() if article.anchor else None,
        start=first,
        end=last,
        precision=moment.precision if moment else "day" if article.anchor else "undated",
        date_text=text[shown : moment.end] if moment else None,
        date_start=shown,
        date_end=moment.end if moment else None,
        date_basis=basis,
        anchor=moment.anchor if moment else None,
        time=moment.time if moment else None,
        rule=moment.rule if moment else None,
        mentions=there,
        things=things_of(happening),
        place=place,
        status=status,
        attributed_to=attributed_to(happening, _before(reading, told)),
        trigger=word,
        trigger_start=trigger_start,
        trigger_end=trigger_end,
        quote=text[passage.start : passage.end],
        quote_start=passage.start,
        quote_end=passage.end,
        confidence=confidence_of(happening, basis, there),
    )


def _shown(moment: Moment, start: int) -> int:
    """Where the words of the date begin on a card: with the preposition that says which way they count."""
    return moment.start if moment.opens is None or moment.opens < start else moment.opens


def _before(reading: Reading, told: Told) -> list[Mention]:
    """What a pronoun may stand for: the mentions of the sentence before, subjects first."""
    for other in reversed(reading.told[max(0, told.index - 2) : told.index]):
        if other.mentions:
            return subjects(other)
    return []


def _told_of(reading: Reading, told: Told) -> list[Mention]:
    """Whom the sentence before is about: the first named before its verb that no preposition ties to another
    word."""
    for other in reversed(reading.told[max(0, told.index - 2) : told.index]):
        verbs = [group for group in other.sentence.groups if group.finite]
        if not other.mentions or not verbs:
            continue
        verb = other.sentence.tokens[verbs[0].first].start
        return [m for m in subjects(other)[:1] if m.start < verb and m.actor.kind != "medium"]
    return []


def _after(reading: Reading, happening: Happening) -> list[Mention]:
    """Who took part in a meeting or agreement, told in the sentences that follow."""
    trigger, told = happening.trigger, happening.told
    if trigger is None or trigger.head.kind not in ("CONSULT", "AGREE"):
        return []
    return taking_part(told, reading.told[told.index + 1 : told.index + 3])


def _identity(article_id: str, trigger: str, words: str, occurrence: int) -> str:
    """Of article, words and how often they came before; not of offsets or versions."""
    told = "\x1f".join((article_id, trigger, words, str(occurrence)))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _distinct(events: Sequence[Event]) -> list[Event]:
    """One row an event: of two that name the same thing on the same day, the surer one, else the first."""
    kept: list[Event] = []
    for event in events:
        other = next((k for k in kept if _same(k, event)), None)
        if other is None:
            kept.append(event)
        elif event.confidence > other.confidence + _SURER:
            kept[kept.index(other)] = event
    return sorted(kept, key=lambda e: (e.quote_start, e.quote_end, e.start or date.min))


def _same(one: Event, other: Event) -> bool:
    """Told again: the same days and mostly the same words."""
    if (one.start, one.end) != (other.start, other.end):
        return False
    if one.trigger.casefold() != other.trigger.casefold() and one.quote.casefold() != other.quote.casefold():
        return False
    first, second = _long_words(one.quote), _long_words(other.quote)
    return _TOLD_AGAIN * len(first & second) >= min(len(first), len(second))


def _long_words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) > 3)
