"""The nouns: what the stages hand to each other. Frozen, in code points, dates without zones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Literal

__all__ = [
    "ACTOR_KINDS",
    "BASES",
    "KINDS",
    "PRECISIONS",
    "REVIEWS",
    "STATUSES",
    "Actor",
    "Article",
    "Event",
    "Mention",
    "Moment",
    "Paragraph",
    "Place",
    "Span",
    "Thing",
    "TimexType",
    "Toponym",
]

KINDS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
)  # fmt: skip
PRECISIONS = (
    "day",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "interval",
    "undated",
)
BASES = ("explicit", "relative", "context", "published")
STATUSES = ("happened", "ongoing", "planned", "alleged", "denied", "hypothetical")
REVIEWS = ("extracted", "confirmed", "edited", "rejected")
ACTOR_KINDS = ("person", "organisation", "state", "body", "group", "people", "medium")

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of an article's text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text and its sentences. `heading` is True for titles and section headings."""

    start: int
    end: int
    sentences: tuple[Span, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One article as understood, or the reason why it could not be read.

    `text` is what every offset refers to. `furniture` are the stretches of it that are not the article
    (share buttons, teasers, comment forms): sorted, disjoint, left out of extraction.
    `published` is the date, with time where given, as written by the source (ISO 8601); `published_from`
    says where it was found: given, metadata, dateline, or unknown.
    `status` is ok, partial (read, but something is missing: see `reason`), empty, error, unsupported,
    too_large, corrupt, refused or timeout.
    """

    id: str
    text: str
    title: str | None = None
    language: str | None = None
    published: str | None = None
    published_from: str = "unknown"
    retrieved: str | None = None
    source: str | None = None
    url: str | None = None
    furniture: tuple[Span, ...] = ()
    status: str = "ok"
    reason: str | None = None
    version: str = field(init=False)

    def __post_init__(self) -> None:
        digest = sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "version", digest[:16])

    @property
    def anchor(self) -> date | None:
        """The calendar date of publication as written; never converted between zones."""
        try:
            return date.fromisoformat(self.published[:10]) if self.published else None
        except ValueError:
            return None

    @property
    def readable(self) -> str:
        """The text with its furniture blanked: same length, same offsets."""
        parts: list[str] = []
        done = 0
        for span in self.furniture:
            parts.append(self.text[done : span.start])
            parts.append("".join("\n" if c == "\n" else " " for c in self.text[span.start : span.end]))
            done = span.end
        parts.append(self.text[done:])
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression and what it means.

    `type`, `value` and `mod` are TIMEX3. `edtf` is an EDTF level 1 string, None if the words cannot be
    placed on the calendar; `first` and `last` are its inclusive bounds, None on an open side.
    `anchor` is the date a relative expression was counted from; `rule` the phrase that matched. `opens` is
    where the words a reader is shown begin, if TIMEX3 leaves out one that carries the meaning ("vor drei
    Tagen"); None where that is `start`.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: str | None = None
    edtf: str | None = None
    first: date | None = None
    last: date | None = None
    precision: str = "undated"
    basis: str = "explicit"
    anchor: date | None = None
    time: str | None = None
    rule: str = ""
    opens: int | None = None

    @property
    def placed(self) -> bool:
        return self.first is not None or self.last is not None

    @property
    def approximate(self) -> bool:
        return self.edtf is not None and "~" in self.edtf


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts. `state` is the ISO 3166-1 alpha-3 code it belongs to; `sex` is f or m
    where a person is known to be a woman or a man."""

    actor_id: str
    name: str
    kind: str
    state: str | None = None
    wikidata: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor.

    `by` says how it was recognised: name, alias, office, state (a capital or demonym for its state) or
    earlier (a short form or description of an actor named before). `flag` holds a note for the reader
    where the words contradict the actor ("office: William Burns; text: Guillaume Morel").
    """

    actor: Actor
    start: int
    end: int
    text: str
    by: str
    flag: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing that does not act: a treaty, programme, product, pipeline, index."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """`country` is ISO 3166-1 alpha-3; `kind` is country, region, city or site."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    kind: str
    population: int = 0


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place. `locative` is True where the words around say that something is there."""

    place: Place
    start: int
    end: int
    text: str
    locative: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One event as told by one article: the row, without what the article itself already says."""

    event_id: str
    title: str
    label: str
    kind: str
    date_edtf: str | None
    start: date | None
    end: date | None
    precision: str
    date_text: str | None
    date_start: int | None
    date_end: int | None
    date_basis: str
    anchor: date | None
    time: str | None
    rule: str | None
    mentions: tuple[Mention, ...]
    things: tuple[str, ...]
    place: Place | None
    status: str
    attributed_to: str | None
    trigger: str
    trigger_start: int
    trigger_end: int
    quote: str
    quote_start: int
    quote_end: int
    confidence: float

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Those who take part, once each, in order of first mention."""
        return tuple({mention.actor.actor_id: mention.actor for mention in self.mentions}.values())
