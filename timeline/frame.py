"""Events as a pandas frame: the row's columns and dtypes, written once.

Text is pandas' nullable string, offsets are code points, dates are `datetime64[s]`: the one unit that holds
the years 0001 to 9999 and nulls in pandas 2.2 as in pandas 3. Lists are Python lists. An empty frame has the
same dtypes. `rows` gives them back as plain Python, None for null.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from timeline import __version__
from timeline.model import Article, Event, Mention

__all__ = [
    "ACTOR_COLUMNS",
    "ARTICLE_COLUMNS",
    "COLUMNS",
    "EXTRACTOR",
    "WRITTEN",
    "actor_rows",
    "actors_frame",
    "article_row",
    "articles_frame",
    "event_rows",
    "events_frame",
    "from_columns",
    "from_rows",
    "json_line",
    "ordered",
    "rows",
]

EXTRACTOR = f"timeline {__version__}"
# how articles begin that nobody extracted, and how their rows came
WRITTEN = {"hand-": "by hand", "import-": "imported"}

COLUMNS: dict[str, str] = {
    "event_id": "text",
    "story_id": "text",
    "article_id": "text",
    "article_version": "text",
    "title": "text",
    "label": "text",
    "kind": "text",
    "date_edtf": "text",
    "start": "date",
    "end": "date",
    "precision": "text",
    "date_text": "text",
    "date_start": "offset",
    "date_end": "offset",
    "date_basis": "text",
    "anchor": "date",
    "time": "text",
    "rule": "text",
    "actors": "list",
    "actor_ids": "list",
    "actor_mentions": "list",
    "things": "list",
    "place": "text",
    "country": "text",
    "latitude": "number",
    "longitude": "number",
    "status": "text",
    "attributed_to": "text",
    "trigger": "text",
    "trigger_start": "offset",
    "trigger_end": "offset",
    "quote": "text",
    "quote_start": "offset",
    "quote_end": "offset",
    "confidence": "number",
    "review": "text",
    "language": "text",
    "published": "text",
    "retrieved": "text",
    "source": "text",
    "url": "text",
    "article_title": "text",
    "extractor": "text",
}
ARTICLE_COLUMNS: dict[str, str] = {
    "id": "text",
    "version": "text",
    "title": "text",
    "language": "text",
    "published": "text",
    "published_from": "text",
    "retrieved": "text",
    "source": "text",
    "url": "text",
    "status": "text",
    "reason": "text",
    "text": "text",
    "furniture": "list",
}
ACTOR_COLUMNS: dict[str, str] = {
    "actor_id": "text",
    "name": "text",
    "kind": "text",
    "state": "text",
    "wikidata": "text",
    "labels": "list",
}


def events_frame(pairs: Iterable[tuple[Article, Sequence[Event]]]) -> pd.DataFrame:
    """One row an event, in chronological order (see `ordered`), with the columns of `COLUMNS`."""
    return ordered(from_rows(row for article, events in pairs for row in event_rows(article, events)))


def articles_frame(articles: Iterable[Article]) -> pd.DataFrame:
    """One row an article in the order given, read or not; `furniture` is a list of [start, end]."""
    return from_rows(map(article_row, articles), ARTICLE_COLUMNS)


def actors_frame(events: Iterable[Event]) -> pd.DataFrame:
    """One row an actor who takes part in some event, by name; `labels` is a list of [language, name]."""
    found = sorted(actor_rows(events), key=lambda row: (row["name"], row["actor_id"]))
    return from_rows(found, ACTOR_COLUMNS)


def event_rows(article: Article, events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """The rows of one article, in plain Python: dates as dates, None for null."""
    of_article = {
        "article_id": article.id,
        "article_version": article.version,
        "article_title": article.title,
        **{name: getattr(article, name) for name in ("language", "published", "retrieved", "source", "url")},
    }
    for event in events:
        place = event.place
        yield {
            **{name: getattr(event, name, None) for name in COLUMNS},
            **of_article,
            "actors": [actor.name for actor in event.actors],
            "actor_ids": [actor.actor_id for actor in event.actors],
            "actor_mentions": [_mention(mention) for mention in event.mentions],
            "things": list(event.things),
            "place": place.name if place else None,
            "country": place.country if place else None,
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
            "review": "extracted",
            "extractor": _made_by(article.id),
        }


def _made_by(article_id: str) -> str:
    """Name and version of what made the rows of an article; of those that nobody extracted, how they came."""
    return next((made for prefix, made in WRITTEN.items() if article_id.startswith(prefix)), EXTRACTOR)


def article_row(article: Article) -> dict[str, Any]:
    """An article in plain Python."""
    furniture = [[span.start, span.end] for span in article.furniture]
    return {**{name: getattr(article, name) for name in ARTICLE_COLUMNS}, "furniture": furniture}


def actor_rows(events: Iterable[Event]) -> list[dict[str, Any]]:
    """The actors of some events in plain Python, once each."""
    actors = {actor.actor_id: actor for event in events for actor in event.actors}
    return [
        {**{name: getattr(actor, name) for name in ACTOR_COLUMNS}, "labels": [list(x) for x in actor.labels]}
        for actor in actors.values()
    ]


def from_rows(given: Iterable[Mapping[str, Any]], columns: Mapping[str, str] = COLUMNS) -> pd.DataFrame:
    """The frame of rows in plain Python: dates or ISO dates, None for null, absent columns null."""
    known = list(given)
    return from_columns({name: [row.get(name) for row in known] for name in columns}, columns)


def from_columns(given: Mapping[str, Sequence[Any]], columns: Mapping[str, str] = COLUMNS) -> pd.DataFrame:
    """The frame of columns in plain Python, as in `from_rows`."""
    return pd.DataFrame({name: _series(given[name], kind) for name, kind in columns.items()})


def rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows as JSON-able dicts: ISO dates, None for null, lists as they are."""
    names = list(frame.columns)
    plain = [_plain(frame[name]) for name in names]
    for values in zip(*plain, strict=True):
        yield dict(zip(names, values, strict=True))


def json_line(row: Mapping[str, Any]) -> str:
    """One row as a line of JSON Lines, without the line end."""
    return json.dumps(row, ensure_ascii=False, allow_nan=False)


def ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame in chronological order: start, end, article, offset. An open start counts as its end, an open
    end comes after every end, undated rows come last."""
    keys = pd.DataFrame(
        {
            "first": frame["start"].fillna(frame["end"]),
            "last": frame["end"],
            "article_id": frame["article_id"].to_numpy(dtype=object),
            "quote_start": frame["quote_start"],
            "event_id": frame["event_id"].to_numpy(dtype=object),
        }
    ).reset_index(drop=True)
    order = keys.sort_values(list(keys.columns), kind="stable", na_position="last").index
    return frame.take(order.to_numpy()).reset_index(drop=True)


def _mention(mention: Mention) -> dict[str, Any]:
    """As the row's contract says; `flag` only where there is something to say."""
    said: dict[str, Any] = {
        "actor_id": mention.actor.actor_id,
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "by": mention.by,
    }
    return said | {"flag": mention.flag} if mention.flag else said


def _series(values: Sequence[Any], kind: str) -> pd.Series[Any]:
    match kind:
        case "text":
            return pd.Series(values, dtype=pd.StringDtype("pyarrow"))
        case "date":  # numpy reads dates and ISO strings alike, and knows every year that Python's date knows
            return pd.Series(np.array(values, dtype="datetime64[D]").astype("datetime64[s]"))
        case "offset":
            return pd.Series(values, dtype="Int64")
        case "number":
            return pd.Series(values, dtype="float64")
    return pd.Series([[] if value is None else value for value in values], dtype=object)


def _plain(series: pd.Series[Any]) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(series.dtype):
        days = np.datetime_as_string(series.to_numpy().astype("datetime64[D]"))
        return [None if day == "NaT" else str(day) for day in days]
    if series.dtype == object:
        return list(series)
    missing = series.isna().to_numpy()
    return [None if null else value for value, null in zip(series.tolist(), missing, strict=True)]
