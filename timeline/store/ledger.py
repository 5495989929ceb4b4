"""The ledger: which documents were done, by what and how, so that a run that stopped goes on where it was.

A line is known by the document's hash, the extractor and its configuration; doing it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

import sqlalchemy as sql

from timeline.model import Article
from timeline.store.articles import Articles, Told, put
from timeline.store.database import now
from timeline.store.tables import ARTICLES, LEDGER, SHOWN

__all__ = ["Done", "Ledger"]


@dataclass(frozen=True, slots=True)
class Done:
    """A document that was done. `document` is its hash, `source` where it came from, `status` as an article's
    (ok, partial, empty, error, timeout, too_large, …), `at` the moment it was written."""

    document: str
    extractor: str
    configuration: str
    source: str
    status: str
    article_id: str | None = None
    reason: str | None = None
    at: str = ""


class Ledger(Articles):
    """The ledger of a collection."""

    def keep(self, told: Iterable[Told], done: Iterable[Done] = ()) -> list[bool]:
        """Articles with their events, and the lines of the ledger that say so, in one transaction: all or
        nothing; whether each article changed anything."""
        with self._writing() as connection:
            changed = [put(connection, article, events) for article, events in told]
            lines = {_key(line): asdict(line) | {"at": line.at or now()} for line in done}
            for document, extractor, configuration in lines:
                connection.execute(
                    sql.delete(LEDGER).where(
                        LEDGER.c.document == document,
                        LEDGER.c.extractor == extractor,
                        LEDGER.c.configuration == configuration,
                    )
                )
            if lines:
                connection.execute(sql.insert(LEDGER), list(lines.values()))
            return changed

    def done(self, extractor: str, configuration: str) -> set[str]:
        """The hashes of all documents that this extractor has done under this configuration."""
        query = sql.select(LEDGER.c.document).where(
            LEDGER.c.extractor == extractor, LEDGER.c.configuration == configuration
        )
        with self._reading() as connection:
            return set(connection.execute(query).scalars())

    def standing(self, documents: Mapping[str, Article], extractor: str, configuration: str) -> set[str]:
        """Those of some documents, by their hashes, that this extractor has done and that are shown as they
        are: not removed since, and no other version in their place."""
        line = sql.select(LEDGER.c.document).where(
            LEDGER.c.extractor == extractor,
            LEDGER.c.configuration == configuration,
            LEDGER.c.document.in_(documents),
        )
        ids = [article.id for article in documents.values()]
        shown = sql.select(ARTICLES.c.id, ARTICLES.c.version).where(SHOWN, ARTICLES.c.id.in_(ids))
        with self._reading() as connection:
            done = set(connection.execute(line).scalars())
            versions = {(article_id, version) for article_id, version in connection.execute(shown)}
        return {name for name in done if (documents[name].id, documents[name].version) in versions}

    def ledger(self) -> list[Done]:
        """Every line, by document."""
        names = Done.__dataclass_fields__
        query = sql.select(*(LEDGER.c[name] for name in names)).order_by(
            LEDGER.c.document, LEDGER.c.extractor
        )
        with self._reading() as connection:
            return [Done(*line) for line in connection.execute(query)]


def _key(line: Done) -> tuple[str, str, str]:
    return line.document, line.extractor, line.configuration
