"""Events as a pandas frame: the row's columns and dtypes, written once.

Text is pandas' nullable string, offsets are code points, dates are `datetime64[s]`: the one unit that holds
the years 0001 to 9999 and nulls in pandas 2.2 as in pandas 3. Lists are Python lists. An empty frame has the
same dtypes. `rows` gives them back as plain Python, None for null.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from timeline import __version__
from timeline.model import Actor, Article, Event, Mention

__all__ = [
    "ACTOR_COLUMNS",
    "ARTICLE_COLUMNS",
    "COLUMNS",
    "actors_frame",
    "articles_frame",
    "events_frame",
    "from_rows",
    "json_line",
    "ordered",
    "rows",
]

EXTRACTOR = f"timeline {__version__}"

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

_FROM_ARTICLE: dict[str, Callable[[Article], Any]] = {
    "article_id": lambda article: article.id,
    "article_version": lambda article: article.version,
    "language": lambda article: article.language,
    "published": lambda article: article.published,
    "retrieved": lambda article: article.retrieved,
    "source": lambda article: article.source,
    "url": lambda article: article.url,
    "article_title": lambda article: article.title,
}
_FROM_EVENT: dict[str, Callable[[Event], Any]] = {
    "story_id": lambda event: None,
    "actors": lambda event: [actor.name for actor in event.actors],
    "actor_ids": lambda event: [actor.actor_id for actor in event.actors],
    "actor_mentions": lambda event: [_mention(mention) for mention in event.mentions],
    "things": lambda event: list(event.things),
    "place": lambda event: event.place.name if event.place else None,
    "country": lambda event: event.place.country if event.place else None,
    "latitude": lambda event: event.place.latitude if event.place else None,
    "longitude": lambda event: event.place.longitude if event.place else None,
    "review": lambda event: "extracted",
    "extractor": lambda event: EXTRACTOR,
}


def events_frame(pairs: Iterable[tuple[Article, Sequence[Event]]]) -> pd.DataFrame:
    """One row an event, in chronological order (see `ordered`), with the columns of `COLUMNS`."""
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for article, events in pairs:
        for name, values in columns.items():
            if name in _FROM_ARTICLE:
                values.extend([_FROM_ARTICLE[name](article)] * len(events))
            elif name in _FROM_EVENT:
                values.extend(map(_FROM_EVENT[name], events))
            else:
                values.extend(getattr(event, name) for event in events)
    return ordered(_typed(columns, COLUMNS))


def articles_frame(articles: Iterable[Article]) -> pd.DataFrame:
    """One row an article in the order given, read or not; `furniture` is a list of [start, end]."""
    given = list(articles)
    columns = {name: [getattr(article, name) for article in given] for name in ARTICLE_COLUMNS}
    columns["furniture"] = [[[s.start, s.end] for s in article.furniture] for article in given]
    return _typed(columns, ARTICLE_COLUMNS)


def actors_frame(events: Iterable[Event]) -> pd.DataFrame:
    """One row an actor who takes part in some event, by name; `labels` is a list of [language, name]."""
    actors: dict[str, Actor] = {}
    for event in events:
        actors.update((actor.actor_id, actor) for actor in event.actors)
    given = sorted(actors.values(), key=lambda actor: (actor.name, actor.actor_id))
    columns = {name: [getattr(actor, name) for actor in given] for name in ACTOR_COLUMNS}
    columns["labels"] = [[list(label) for label in actor.labels] for actor in given]
    return _typed(columns, ACTOR_COLUMNS)


def from_rows(given: Iterable[Mapping[str, Any]], columns: Mapping[str, str] = COLUMNS) -> pd.DataFrame:
    """The frame of rows as `rows` gives them: ISO dates or dates, None for null, absent columns null."""
    known = list(given)
    return _typed({name: [row.get(name) for row in known] for name in columns}, columns)


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


def _typed(columns: Mapping[str, list[Any]], kinds: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({name: _series(columns[name], kind) for name, kind in kinds.items()})


def _series(values: list[Any], kind: str) -> pd.Series[Any]:
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
