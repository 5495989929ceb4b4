"""Where an event happens: the most precise place told with it, else the article's own country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from timeline.model import Mention, Place, Span, Toponym
from timeline.what.dating import Happening
from timeline.what.reading import Reading, Told, inside

__all__ = ["home_of", "place_of"]

_COARSE = {"site": 0, "city": 1, "region": 2, "country": 3}
_NEAR = 8  # words between a measure and the place it is measured from
_FRESH = 7  # days before and after publication, of the article's own news
_SHARE = 0.5  # of an article's places and actors that belong to one country, for it to be the article's own


def place_of(
    happening: Happening, there: Sequence[Mention], reading: Reading, home: Place | None
) -> Place | None:
    """The place of an event, given those who take part in it and the article's own country, if it has one.

    Where no place is named, that country stands in, or for the news of an article of many countries the town
    it is dated from; each only where some of those who take part may belong there.
    """
    place = _named(happening, there) or _described(happening)
    if place is not None:
        return place
    states = {mention.actor.state for mention in there} - {None}
    news = _news(happening, reading.anchor)
    town = reading.dateline.place if reading.dateline else None
    for stands in (_town_of(reading) if news and _met(happening) else None, home, town if news else None):
        if stands is not None and (not states or stands.country in states):
            return stands
    return None


def _met(happening: Happening) -> bool:
    """Whether somebody meets somebody, which is done in one town."""
    return happening.trigger is not None and happening.trigger.head.kind == "CONSULT"


def _news(happening: Happening, anchor: date | None) -> bool:
    """Whether the event is of the days around publication."""
    moment = happening.moment
    if moment is None or anchor is None or moment.first is None or moment.last is None:
        return moment is None
    return (anchor - moment.first).days <= _FRESH and (moment.last - anchor).days <= _FRESH


def home_of(reading: Reading) -> Place | None:
    """The country that most of the article's places and actors belong to, where the article names it."""
    toponyms = [one for told in reading.told for one in told.toponyms if not one.text.islower()]
    countries = Counter(toponym.place.country for toponym in toponyms if toponym.place.country)
    countries += Counter(m.actor.state for told in reading.told for m in told.mentions if m.actor.state)
    if not countries:
        return None
    country, count = countries.most_common(1)[0]
    if count < _SHARE * countries.total():
        return None
    there = [t.place for t in toponyms if t.place.country == country]
    named = next((place for place in there if place.kind == "country"), None)
    return named or _often(place for place in there if place.kind == "region")


def _town_of(reading: Reading) -> Place | None:
    """The one town in which an article says, more than once, that something is."""
    towns = [t.place for told in reading.told for t in told.toponyms if t.locative and t.place.kind == "city"]
    return _often(towns) if len(set(towns)) == 1 else None


def _often(places: Iterable[Place]) -> Place | None:
    """The place named most, where it is named again."""
    most = Counter(places).most_common(1)
    return most[0][0] if most and most[0][1] > 1 else None


def _named(happening: Happening, there: Sequence[Mention]) -> Place | None:
    """A place where something is said to be, in the passage or else in its sentence; else any place in the
    passage that is not one of those who take part."""
    told = happening.told
    sources = told.sources
    outside = [
        t
        for t in told.toponyms
        if not _measured(told, t) and not any(s.start <= t.start < s.end for s in sources)
    ]
    for span in (happening.passage, told.span):
        here = [
            t
            for t in inside(outside, span)
            if t.locative and not (t.place.kind == "country" and _acting(t, there))
        ]
        if here:
            return _finest(here, happening).place
    free = [t for t in inside(outside, happening.passage) if not _acting(t, there)]
    return _finest(free, happening).place if free else None


def _described(happening: Happening) -> Place | None:
    """The place that a relative clause stands beside ("X, where …"), if it names none itself."""
    told, clause = happening.told, happening.clause
    if happening.nested or clause.opener != "relative":
        return None
    before = [t for t in told.toponyms if t.end <= clause.start]
    beside = bool(before) and not told.text[before[-1].end : clause.start].strip(" ,")
    return before[-1].place if beside else None


def _measured(told: Told, toponym: Toponym) -> bool:
    """Only measured from ("X, 50 km west of Y")."""
    words = told.sentence.within(toponym.start, toponym.end)
    if not words:
        return False
    return any("measures" in told.sentence.classes[i] for i in range(max(0, words[0] - _NEAR), words[0]))


def _finest(toponyms: Sequence[Toponym], happening: Happening) -> Toponym:
    """The most precise, then the nearest to the time words."""
    at = happening.moment.start if happening.moment else happening.passage.start
    return min(toponyms, key=lambda t: (_COARSE.get(t.place.kind, 1), abs(t.start - at)))


def _acting(toponym: Toponym, there: Sequence[Mention]) -> bool:
    span = Span(toponym.start, toponym.end)
    return any(mention.start < span.end and span.start < mention.end for mention in there)
