"""The tables of a collection.

The events' columns are those of the frame, without what their article says already. Moments are UTC, ISO
8601, to the microsecond, and grow with every change; "" for what was there before they were kept. A changed
table is a new SCHEMA and a step in `migrations`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sql

from timeline import frame

__all__ = [
    "ACTORS",
    "ACTOR_CHANGES",
    "ARTICLES",
    "CORRECTIONS",
    "EVENTS",
    "GRADES",
    "LEDGER",
    "META",
    "OF_ARTICLE",
    "OVERRIDES",
    "PAST_EVENTS",
    "SCHEMA",
    "SETTINGS",
    "SHOWINGS",
    "SHOWN",
    "STATES",
    "VIEWS",
]

SCHEMA = 3

META = sql.MetaData()
_TYPES: dict[str, Any] = {
    "text": sql.Text, "offset": sql.Integer, "number": sql.Float, "date": sql.Date, "list": sql.JSON,
}  # fmt: skip


def _columns(kinds: Mapping[str, str], keys: tuple[str, ...]) -> list[sql.Column[Any]]:
    return [sql.Column(name, _TYPES[kind], primary_key=name in keys) for name, kind in kinds.items()]


SETTINGS = sql.Table(
    "settings",
    META,
    sql.Column("name", sql.Text, primary_key=True),
    sql.Column("value", sql.JSON),
)
ARTICLES = sql.Table(
    "articles",
    META,
    sql.Column("number", sql.Integer, primary_key=True),
    *_columns(frame.ARTICLE_COLUMNS, ()),
    sql.Column("digest", sql.Text, nullable=False),
    sql.Column("current", sql.Boolean, nullable=False),
    sql.Column("removed", sql.Boolean, nullable=False),
    sql.Column("added", sql.Text, nullable=False, server_default=""),
    sql.UniqueConstraint("id", "version"),
)
OF_ARTICLE = {
    "article_id": "id",
    "article_version": "version",
    "article_title": "title",
    **{name: name for name in ("language", "published", "retrieved", "source", "url")},
}
EVENTS = sql.Table(
    "events",
    META,
    sql.Column("article", sql.ForeignKey("articles.number"), primary_key=True),
    *_columns({k: v for k, v in frame.COLUMNS.items() if k not in OF_ARTICLE}, ("event_id",)),
    sql.Column("added", sql.Text, nullable=False, server_default=""),
)
ACTORS = sql.Table("actors", META, *_columns(frame.ACTOR_COLUMNS, ("actor_id",)))
CORRECTIONS = sql.Table(
    "corrections",
    META,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("event_id", sql.Text, nullable=False),
    sql.Column("article_id", sql.Text, nullable=False),
    sql.Column("quote", sql.Text, nullable=False),
    sql.Column("action", sql.Text, nullable=False),
    sql.Column("values", sql.JSON, nullable=False),
    sql.Column("other", sql.Text),
    sql.Column("who", sql.Text, nullable=False),
    sql.Column("at", sql.Text, nullable=False),
    sql.Column("why", sql.Text, nullable=False),
    sql.Column("undone_by", sql.Text),
    sql.Column("undone_at", sql.Text),
)
# What is said of actors: merge, split, rename. Laid over the rows as corrections are.
ACTOR_CHANGES = sql.Table(
    "actor_changes",
    META,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("action", sql.Text, nullable=False),
    sql.Column("actor_id", sql.Text, nullable=False),
    sql.Column("values", sql.JSON, nullable=False),
    sql.Column("who", sql.Text, nullable=False),
    sql.Column("at", sql.Text, nullable=False),
    sql.Column("why", sql.Text, nullable=False),
    sql.Column("undone_by", sql.Text),
    sql.Column("undone_at", sql.Text),
)
# What a user says about an article (published, language, source), beside what was read there.
OVERRIDES = sql.Table(
    "overrides",
    META,
    sql.Column("article_id", sql.Text, primary_key=True),
    sql.Column("field", sql.Text, primary_key=True),
    sql.Column("value", sql.Text, nullable=False),
    sql.Column("read_value", sql.Text),
    sql.Column("read_from", sql.Text),
    sql.Column("who", sql.Text, nullable=False),
    sql.Column("at", sql.Text, nullable=False),
)
# Which version of an article was shown from a moment on; null: removed.
SHOWINGS = sql.Table(
    "showings",
    META,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("article_id", sql.Text, nullable=False, index=True),
    sql.Column("article", sql.ForeignKey("articles.number")),
    sql.Column("at", sql.Text, nullable=False),
)
# Rows that a newer extraction of the same text has replaced, as plain columns.
PAST_EVENTS = sql.Table(
    "past_events",
    META,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("article", sql.ForeignKey("articles.number"), nullable=False, index=True),
    sql.Column("row", sql.JSON, nullable=False),
    sql.Column("added", sql.Text, nullable=False),
    sql.Column("replaced", sql.Text, nullable=False),
)
# How reliable a source is: A to F.
GRADES = sql.Table(
    "grades",
    META,
    sql.Column("source", sql.Text, primary_key=True),
    sql.Column("grade", sql.Text, nullable=False),
    sql.Column("who", sql.Text, nullable=False),
    sql.Column("at", sql.Text, nullable=False),
    sql.Column("why", sql.Text, nullable=False),
)
# Addresses of the page under a name.
VIEWS = sql.Table(
    "views",
    META,
    sql.Column("name", sql.Text, primary_key=True),
    sql.Column("query", sql.Text, nullable=False),
    sql.Column("who", sql.Text, nullable=False),
    sql.Column("at", sql.Text, nullable=False),
)
# Moments under a name, to ask what has changed since.
STATES = sql.Table(
    "states",
    META,
    sql.Column("name", sql.Text, primary_key=True),
    sql.Column("who", sql.Text, nullable=False),
    sql.Column("at", sql.Text, nullable=False),
)
# Documents that were done, by what and how, so that a run stopped half-way goes on where it was.
LEDGER = sql.Table(
    "ledger",
    META,
    sql.Column("document", sql.Text, primary_key=True),
    sql.Column("extractor", sql.Text, primary_key=True),
    sql.Column("configuration", sql.Text, primary_key=True),
    sql.Column("source", sql.Text, nullable=False),
    sql.Column("article_id", sql.Text),
    sql.Column("status", sql.Text, nullable=False),
    sql.Column("reason", sql.Text),
    sql.Column("at", sql.Text, nullable=False),
)
SHOWN = sql.and_(ARTICLES.c.current, sql.not_(ARTICLES.c.removed))
