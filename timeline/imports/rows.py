"""From a record to an article of its own and the one event it tells. Its quote is the record's own text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from timeline import edtf, language, pipeline
from timeline.byhand import IMPORTED
from timeline.dashboard.state import slug
from timeline.dashboard.typed import edtf_of
from timeline.edtf import Written
from timeline.errors import ReadError, UsageError
from timeline.imports.tables import Table
from timeline.model import KINDS, PRECISIONS, STATUSES, Actor, Article, Event, Mention, Place
from timeline.read.encoding import harmless

__all__ = ["Told", "imported"]

UNDATED = Written("", None, None, "undated")
STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
LONGEST = {"title": 300, "quote": 20_000}


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one record: `where` it stood; the article and event made of it, or none; a `note` of
    what could not be read. `review` is what somebody had said of it."""

    where: str
    article: Article | None = None
    event: Event | None = None
    note: str = ""
    review: str = ""


def imported(table: Table, fields: Mapping[str, str], source: str) -> Iterator[Told]:
    """Each record of a table. `fields` says which column fills which field of ours; `source` is who made the
    chronology, where a record does not say."""
    for where, record in table.records:
        if isinstance(record, ReadError):
            yield Told(where, note=record.why or str(record))
            continue
        known: dict[str, Any] = (
            dict(record) if table.fixed else {field: record.get(column) for field, column in fields.items()}
        )
        yield _told(where, {k: v for k, v in known.items() if v not in (None, "", [])}, source)


def _told(where: str, given: Mapping[str, Any], source: str) -> Told:
    quote = _text(given, "quote")
    title = _text(given, "title") or quote[:90].rstrip()
    text = quote or title
    if not any(map(str.isalnum, text)):
        return Told(where, note="it has neither a title nor a text")
    when, note = _when(given)
    said = {
        "language": language.canonical(_text(given, "language")) or language.detect(text),
        "published": _published(_text(given, "published")),
        "source": _text(given, "source") or source,
        "url": _text(given, "url") or None,
    }
    marks = "\n".join((title, when.edtf, str(said["source"]), text))
    digest = sha256(marks.encode("utf-8", "surrogatepass")).hexdigest()
    event_id = _text(given, "event_id")
    if not re.fullmatch(r"[\w.:-]{6,80}", event_id):
        event_id = digest[16:32]
    article = Article(
        f"{IMPORTED}{digest[:16]}",
        text,
        _text(given, "article_title") or title,
        published_from="given" if said["published"] else "unknown",
        **said,  # type: ignore[arg-type]
    )
    words = _text(given, "date_text")
    at = text.find(words) if words else -1
    status = _text(given, "status").casefold()
    kind = _text(given, "kind").upper()
    event = Event(
        event_id=event_id,
        title=title,
        label=_text(given, "label") or title,
        kind=kind if kind in KINDS else "OTHER",
        date_edtf=when.edtf or None,
        start=when.start,
        end=when.end,
        precision=_precision(given, when),
        date_text=words or None,
        date_start=at if at >= 0 else None,
        date_end=at + len(words) if at >= 0 else None,
        date_basis=_text(given, "date_basis") or "user",
        anchor=None,
        time=None,
        rule=None,
        mentions=tuple(_mention(actor, text) for actor in _actors(given)),
        things=tuple(_list(given.get("things"))),
        place=_place(given),
        status=status if status in STATUSES else "happened",
        attributed_to=_text(given, "attributed_to") or None,
        trigger="",
        trigger_start=0,
        trigger_end=0,
        quote=text,
        quote_start=0,
        quote_end=len(text),
        confidence=_number(given.get("confidence"), 0.0, 1.0, 1.0) or 0.0,
    )
    return Told(where, article, event, note, _text(given, "review"))


def _text(given: Mapping[str, Any], name: str) -> str:
    """One line of a field, a passage with its line ends; nothing of what no store can hold."""
    value = given.get(name)
    said = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    said = harmless(said).replace("\0", " ").strip()[: LONGEST.get(name, 2_000)]
    return said if name == "quote" else " ".join(said.split())


def _when(given: Mapping[str, Any]) -> tuple[Written, str]:
    """The date of a record, and a note where its words could not be read."""
    first, last = (_text(given, name) for name in ("date", "until"))
    shown = _text(given, "date_text")
    if not first and not last:
        first, last = _text(given, "date_edtf") or _text(given, "start"), _text(given, "end")
        if _text(given, "date_edtf"):
            last = ""
    try:
        when = _joined(_iso(first), _iso(last))
    except UsageError:
        words = " – ".join(filter(None, (first, last)))
        return UNDATED, f"its date “{words}” could not be read: kept undated"
    try:  # a month told as its first and last day is a month
        told = edtf.read(edtf_of(shown)) if shown else when
    except UsageError:
        told = when
    same = (told.start, told.end) == (when.start, when.end)
    return (told if same else when), ""


def _joined(first: str, last: str) -> Written:
    if not first and not last:
        return UNDATED
    if not last or first == last or "/" in first:
        return edtf.read(first)
    return edtf.read(f"{first or '..'}/{last}")


def _iso(words: str) -> str:
    """EDTF of a date however written; of a moment its day, as written and never moved between zones."""
    if stamp := STAMP.fullmatch(words):
        return stamp[1]
    try:
        return edtf.read(words).edtf if words else ""
    except UsageError:
        return edtf_of(words)


def _precision(given: Mapping[str, Any], when: Written) -> str:
    """As told where it can be so: an interval may be called a week, and a day nothing coarser."""
    told = _text(given, "precision")
    return told if when.precision == "interval" and told in PRECISIONS else when.precision


def _published(words: str) -> str | None:
    try:
        return date.fromisoformat(words[:10]).isoformat() and words
    except ValueError:
        pass
    try:
        known = edtf.read(edtf_of(words)) if words else UNDATED
    except UsageError:
        return None
    return known.start.isoformat() if known.precision == "day" and known.start else None


def _actors(given: Mapping[str, Any]) -> Iterator[Actor]:
    names, ids = _list(given.get("actors")), _list(given.get("actor_ids"))
    for place, name in enumerate(dict.fromkeys(names)):
        wanted = ids[place] if len(ids) == len(names) else ""
        known = _known(name)
        if known is not None and wanted in ("", known.actor_id):
            yield known
        elif identity := wanted or slug(name):
            yield Actor(identity, name, "group")


_known = lru_cache(maxsize=4096)(pipeline.actor)


def _list(value: Any) -> list[str]:
    """A list, as JSON or with semicolons between its parts."""
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("["):
            try:
                value = json.loads(text)
            except ValueError:
                value = text
        if isinstance(value, str):
            value = re.split(r"\s*[;|\n]\s*", text)
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    parts = (" ".join(harmless(part).replace("\0", " ").split()) for part in value if isinstance(part, str))
    return [part[:200] for part in parts if part]


def _place(given: Mapping[str, Any]) -> Place | None:
    name = _text(given, "place")
    if not name:
        return None
    latitude = _number(given.get("latitude"), -90, 90, None)
    longitude = _number(given.get("longitude"), -180, 180, None)
    if latitude is not None and longitude is not None:
        return Place(name, _text(given, "country") or None, latitude, longitude, "site")
    return pipeline.place(name) or Place(name, _text(given, "country") or None, None, None, "site")


def _number(value: Any, least: float, most: float, otherwise: float | None) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return otherwise
    return number if least <= number <= most else otherwise


def _mention(actor: Actor, text: str) -> Mention:
    """Where the text names the actor; at its beginning, and without length, where it does not."""
    at = text.find(actor.name)
    return Mention(actor, max(at, 0), at + len(actor.name) if at >= 0 else 0, actor.name, "name")
