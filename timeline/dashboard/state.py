"""What the reader is looking at, and its form in the address: short, stable, forgiving.

A link carries slugs, never labels, so it survives a renamed actor. Reading happens in two steps: `decode`
checks the grammar of the address, `settle` keeps what this collection knows. Both say what they dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from timeline.dashboard import presented
from timeline.dashboard.presented import PROPOSED, Presented

__all__ = [
    "AMONG",
    "FACETS",
    "LANES",
    "MATCHES",
    "ORDERS",
    "PARAMETERS",
    "SHOWN",
    "Dropped",
    "Facet",
    "View",
    "decode",
    "encode",
    "settle",
    "slug",
]

VERSION = "1"
LANES = ("actor", "kind", "place", "source", "language", "none")
ORDERS = ("count", "first", "name", "hand")
MATCHES = ("any", "all")
SHOWN = ("timeline", "map", "meetings")
AMONG = ("all", "state", "organisation", "person")
MAX_TEXT = 200
MAX_VALUES = 100
SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter by values: its field of the view, its name in the address, its column of the frame."""

    field: str
    parameter: str
    column: str


FACETS = (
    Facet("actors", "a", "actor_ids"),
    Facet("without", "n", "actor_ids"),
    Facet("kinds", "k", "kind"),
    Facet("statuses", "s", "status"),
    Facet("places", "p", "place"),
    Facet("sources", "o", "source"),
    Facet("languages", "l", "language"),
    Facet("precisions", "d", "precision"),
    Facet("reviews", "r", "review"),
    Facet("articles", "x", "article_id"),
)


LANE_COLUMNS = {
    "actor": "actor_ids", "kind": "kind", "place": "place", "source": "source", "language": "language",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """Filters, range, lanes, the open event, and what its reader says of the briefing sheet. Dates are
    inclusive; None leaves a side open."""

    demo: bool = False
    actors: tuple[str, ...] = ()
    match: str = "any"
    without: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    confidence: int = 0
    text: str = ""
    shown: str = "timeline"
    lanes: str = "actor"
    order: str = "count"
    hand: tuple[str, ...] = ()
    among: str = "all"
    centre: tuple[float, float, float] | None = None
    event: str | None = None
    sheet: Presented = PROPOSED

    def values(self, field: str) -> tuple[str, ...]:
        chosen: tuple[str, ...] = getattr(self, field)
        return chosen

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        chosen = self.since or self.until or self.text or self.confidence
        return bool(chosen or any(self.values(facet.field) for facet in FACETS))

    @property
    def lane_order(self) -> str | tuple[str, ...]:
        """As the picture takes it."""
        if self.order != "hand":
            return self.order
        return self.hand or "count"

    def changed(self, **fields: Any) -> View:
        """The view with some fields changed."""
        return replace(self, **fields)

    def cleared(self) -> View:
        """The same look without any filter."""
        return View(demo=self.demo, lanes=self.lanes, order=self.order, event=self.event, sheet=self.sheet)

    @property
    def filter(self) -> View:
        """What decides which events are shown, and nothing of how."""
        return self.changed(
            lanes=DEFAULTS["lanes"], order=DEFAULTS["order"], event=None, sheet=DEFAULTS["sheet"]
        )

    def removing(self, field: str, value: str | None = None) -> View:
        """Without one value of a filter, or without the whole filter."""
        if value is None:
            return self.changed(**{field: DEFAULTS[field]})
        return self.changed(**{field: tuple(kept for kept in self.values(field) if kept != value)})

    def adding(self, field: str, value: str) -> View:
        """With one more value of a filter."""
        if value in self.values(field):
            return self
        return self.changed(**{field: (*self.values(field), value)})


LOOK = ("shown", "lanes", "order", "hand", "among", "centre")  # how events are shown, not which
DEFAULTS = {field.name: field.default for field in fields(View)}
CHOICES = (
    ("m", "match", MATCHES),
    ("show", "shown", SHOWN),
    ("by", "lanes", LANES),
    ("sort", "order", ORDERS),
    ("of", "among", AMONG),
)
# Every name a view uses in the address.
PARAMETERS = frozenset(
    {"v", "c", "from", "to", "q", "e", "least", "h", "at"}
    | {facet.parameter for facet in FACETS}
    | {name for name, _, _ in CHOICES}
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of an address that could not be kept, and whether it was malformed or is just unknown here."""

    field: str
    value: str
    unknown: bool = False


def slug(value: str) -> str:
    """The form of a value in the address: lower-case letters and digits of any script, joined by hyphens."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    return "-".join(re.findall(r"[^\W_]+", folded))


def encode(view: View) -> dict[str, str]:
    """The view as parameters of an address; what is at its default stays out."""
    parameters = {"v": VERSION}
    if view.demo:
        parameters["c"] = "demo"
    for facet in FACETS:
        if chosen := view.values(facet.field):
            parameters[facet.parameter] = SEPARATOR.join(slug(value) for value in chosen)
    for name, field, _ in CHOICES:
        if getattr(view, field) != DEFAULTS[field] and (view.actors or field != "match"):
            parameters[name] = getattr(view, field)
    for name, day in (("from", view.since), ("to", view.until)):
        if day:
            parameters[name] = day.isoformat()
    if view.text:
        parameters["q"] = view.text
    if view.confidence:
        parameters["least"] = str(view.confidence)
    if view.order == "hand":
        parameters["h"] = SEPARATOR.join(slug(lane) for lane in view.hand)
    if view.centre:
        parameters["at"] = ",".join(f"{value:.4g}" for value in view.centre)
    if view.event:
        parameters["e"] = view.event
    return parameters | presented.written(view.sheet)


def decode(parameters: Mapping[str, str]) -> tuple[View, list[Dropped]]:
    """The view of an address, with what its grammar does not allow left out and named.

    Facets hold slugs until `settle` turns them into values.
    """
    dropped: list[Dropped] = []
    found: dict[str, Any] = {"demo": parameters.get("c") == "demo"}
    for facet in FACETS:
        slugs = [part for part in map(slug, parameters.get(facet.parameter, "").split(SEPARATOR)) if part]
        dropped += [Dropped(facet.field, part) for part in slugs[MAX_VALUES:]]
        found[facet.field] = tuple(dict.fromkeys(slugs[:MAX_VALUES]))
    for name, field, allowed in CHOICES:
        if value := parameters.get(name):
            if value in allowed:
                found[field] = value
            else:
                dropped.append(Dropped(field, value[:MAX_TEXT]))
    for name, field in (("from", "since"), ("to", "until")):
        if value := parameters.get(name):
            try:
                found[field] = date.fromisoformat(value)
            except ValueError:
                dropped.append(Dropped(field, value[:MAX_TEXT]))
    since, until = found.get("since"), found.get("until")
    if isinstance(since, date) and isinstance(until, date) and since > until:
        found["since"], found["until"] = until, since
    for name, field, read in (("least", "confidence", _percent), ("at", "centre", _centre)):
        if value := parameters.get(name):
            try:
                found[field] = read(value)
            except ValueError:
                dropped.append(Dropped(field, value[:MAX_TEXT]))
    lanes = (slug(part) for part in parameters.get("h", "").split(SEPARATOR)[:MAX_VALUES])
    found["hand"] = tuple(dict.fromkeys(filter(None, lanes)))
    found["text"] = " ".join(parameters.get("q", "").replace("\0", " ").split())[:MAX_TEXT]
    if value := parameters.get("e"):
        if re.fullmatch(r"[\w.:-]{1,80}", value):
            found["event"] = value
        else:
            dropped.append(Dropped("event", value[:MAX_TEXT]))
    found["sheet"], bad = presented.read(parameters)
    dropped += [Dropped(field, value) for field, value in bad]
    return View(**found), dropped


def _percent(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 100:
        raise ValueError(text)
    return number


def _centre(text: str) -> tuple[float, float, float]:
    longitude, latitude, across = (float(part) for part in text.split(","))
    if not (-180 <= longitude <= 180 and -85 <= latitude <= 85 and 0.1 <= across <= 360):
        raise ValueError(text)
    return longitude, latitude, across


def settle(
    view: View, known: Mapping[str, Iterable[str]], former: Mapping[str, str] | None = None
) -> tuple[View, list[Dropped]]:
    """The view with slugs turned into the values this collection holds.

    `known` maps a facet's column to its values and "event_id" to the events; `former` maps slugs of renamed
    or merged actors to today's.
    """
    dropped: list[Dropped] = []
    changed: dict[str, object] = {}
    tables: dict[str, dict[str, str]] = {}
    for facet in FACETS:
        wanted = view.values(facet.field)
        if not wanted:
            continue
        if facet.column not in tables:
            tables[facet.column] = {slug(value): value for value in known.get(facet.column, ())}
        table = tables[facet.column]
        values = {part: table.get(slug((former or {}).get(part, part))) for part in map(slug, wanted)}
        dropped += [
            Dropped(facet.field, part, unknown=True) for part, value in values.items() if value is None
        ]
        changed[facet.field] = tuple(dict.fromkeys(value for value in values.values() if value is not None))
    if view.hand:  # a lane that is gone leaves the others in their order
        column = LANE_COLUMNS.get(view.lanes, "")
        lanes = {slug(value): value for value in known.get(column, ())}
        changed["hand"] = tuple(lanes[part] for part in map(slug, view.hand) if part in lanes)
    if view.event and view.event not in known.get("event_id", ()):
        dropped.append(Dropped("event", view.event, unknown=True))
        changed["event"] = None
    changed["sheet"], gone = presented.resolved(view.sheet, known.get("event_id", ()))
    dropped += [Dropped(field, value, unknown=True) for field, value in gone]
    return view.changed(**changed), dropped
