"""JSON-LD: events and articles in schema.org's terms, each passage as a Web Annotation.

Its context stands in the file, so that reading it asks nobody. An event has schema.org's name, dates, place
and actors; EDTF, precision, status, basis and confidence, for which schema.org has no term, have terms of
our own. An annotation joins an event to the passage of its article: by its words, and by its position in
code points of the article's text, whose version is the hash in `version`.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pandas as pd

from timeline import frame
from timeline.dashboard.safe import link
from timeline.export.face import Exporter, Sheet
from timeline.export.timelinejs import inert
from timeline.told import Teller

__all__ = ["EXPORTER", "write"]

OURS = (
    "date_edtf", "precision", "date_text", "date_basis", "anchor", "kind", "status", "attributed_to",
    "confidence", "review", "extractor", "story_id",
)  # fmt: skip
DAY = "https://schema.org/Date"
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    **{name: f"urn:timeline:{name}" for name in OURS},
    **{name: {"@type": DAY} for name in ("startDate", "endDate")},
    "url": {"@type": "@id"},
    "hasBody": {"@id": "oa:hasBody", "@type": "@id"},
    "hasTarget": "oa:hasTarget",
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "hasSelector": "oa:hasSelector",
    "exact": "oa:exact",
    "start": "oa:start",
    "end": "oa:end",
}


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """One graph: the articles, then each row's event and annotation, in the order given."""
    tell = Teller(sheet.language)
    articles: dict[str, dict[str, Any]] = {}
    events: list[dict[str, Any]] = []
    for row in frame.rows(rows):
        articles.setdefault(_article_id(row), _article(row))
        events += [_event(row, tell), _annotation(row)]
    body = {"@context": CONTEXT, "@graph": [*articles.values(), *events]}
    return inert(json.dumps(body, ensure_ascii=False, allow_nan=False, indent=1)).encode("utf-8") + b"\n"


def _known(**given: Any) -> dict[str, Any]:
    return {name.replace("at_", "@"): value for name, value in given.items() if value not in (None, "", [])}


def _name(kind: str, *parts: str | None) -> str:
    return ":".join(["urn:timeline", kind, *(quote(part or "", safe="") for part in parts)])


def _article_id(row: dict[str, Any]) -> str:
    return _name("article", row["article_id"], row["article_version"])


def _article(row: dict[str, Any]) -> dict[str, Any]:
    publisher = _known(at_type="Organization", name=row["source"]) if row["source"] else None
    return _known(
        at_id=_article_id(row),
        at_type="NewsArticle",
        identifier=row["article_id"],
        version=row["article_version"],
        headline=row["article_title"],
        datePublished=row["published"],
        publisher=publisher,
        inLanguage=row["language"],
        url=link(row["url"]),
    )


def _event(row: dict[str, Any], tell: Teller) -> dict[str, Any]:
    named = zip(row["actor_ids"], row["actors"], strict=False)
    ours = {name: row[name] for name in OURS if row[name] is not None}
    return ours | _known(
        at_id=_name("event", row["event_id"]),
        at_type="Event",
        identifier=row["event_id"],
        name=tell.headline(row),
        startDate=row["start"],
        endDate=row["end"],
        description=row["quote"],
        location=_place(row),
        actor=[{"@id": _name("actor", key), "@type": "Thing", "name": name} for key, name in named],
        subjectOf={"@id": _article_id(row)},
    )


def _place(row: dict[str, Any]) -> dict[str, Any] | None:
    if not row["place"]:
        return None
    at = row["latitude"], row["longitude"]
    geo = None
    if None not in at:
        geo = {"@type": "GeoCoordinates", "latitude": at[0], "longitude": at[1]}
    return _known(at_type="Place", name=row["place"], address=row["country"], geo=geo)


def _annotation(row: dict[str, Any]) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [{"@type": "oa:TextQuoteSelector", "exact": row["quote"] or ""}]
    if row["quote_start"] is not None and row["quote_end"] is not None:
        position = {"start": row["quote_start"], "end": row["quote_end"]}
        selectors.append({"@type": "oa:TextPositionSelector", **position})
    target = {"@type": "oa:SpecificResource", "hasSource": _article_id(row), "hasSelector": selectors}
    return {
        "@id": _name("annotation", row["event_id"]),
        "@type": "oa:Annotation",
        "hasBody": _name("event", row["event_id"]),
        "hasTarget": target,
    }


EXPORTER = Exporter("jsonld", "JSON-LD", ".jsonld", "application/ld+json", write)
