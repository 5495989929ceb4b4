"""Where an event happens: the most precise place told with it, else the article's own country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline.model import Mention, Place, Span, Toponym
from timeline.what.dating import Happening
from timeline.what.reading import Reading, Told, inside

__all__ = ["home_of", "place_of"]

_COARSE = {"site": 0, "city": 1, "region": 2, "country": 3}
_NEAR = 8  # words between a measure and the place it is measured from
_SHARE = 0.5  # of an article's places and actors that belong to one country, for it to be the article's own


def place_of(happening: Happening, there: Sequence[Mention], home: Place | None) -> Place | None:
    """The place of an event, given those who take part in it and the article's own country, if it has one.

    The country stands in only where none of those who take part belongs to another alone.
    """
    place = _named(happening, there)
    if place is not None or home is None:
        return place
    states = {mention.actor.state for mention in there} - {None}
    return home if not states or home.country in states else None


def home_of(reading: Reading) -> Place | None:
    """The country that most of the article's places and actors belong to, where the article names it."""
    toponyms = [toponym for told in reading.told for toponym in told.toponyms]
    countries = Counter(toponym.place.country for toponym in toponyms if toponym.place.country)
    countries += Counter(m.actor.state for told in reading.told for m in told.mentions if m.actor.state)
    if not countries:
        return None
    country, count = countries.most_common(1)[0]
    if count < _SHARE * countries.total():
        return None
    named = (t.place for t in toponyms if t.place.kind == "country" and t.place.country == country)
    return next(named, None)


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
        here = [t for t in inside(outside, span) if t.locative]
        if here:
            return _finest(here, happening).place
    free = [t for t in inside(outside, happening.passage) if not _acting(t, there)]
    return _finest(free, happening).place if free else None


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
