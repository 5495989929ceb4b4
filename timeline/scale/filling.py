"""Articles into a collection, however many: done once, kept in batches, gone on with where it stopped.

Nothing is yielded before it is on the disk. A run that ends half-way, by Ctrl-C or by the power, has lost
nothing that it yielded, and the next one leaves out what stands in the ledger.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from timeline import pipeline
from timeline.model import Article
from timeline.scale import identity
from timeline.scale.child import MEMORY, PATIENCE, Extract, Told
from timeline.scale.pool import told
from timeline.store import Store
from timeline.store.ledger import Done

__all__ = ["WATCHED", "Kept", "fill"]

BATCH = 64  # articles of one transaction
WATCHED = "watched:"  # before a file's path: the setting with the id of the article that came from it
SECONDS = 2.0  # after which a smaller batch is written


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that is in the collection now. `known` is True where it had been done before, and was left
    as it was; else `events` are those it tells, and `changed` says whether that made a difference."""

    article: Article
    events: Sequence[Any] = ()
    changed: bool = False
    known: bool = False


def fill(
    store: Store,
    articles: Iterable[Article],
    *,
    extract: Extract = pipeline.extract,
    workers: int | None = None,
    cluster: str | None = None,
    again: bool = False,
    patience: float = PATIENCE,
    memory: int = MEMORY,
) -> Iterator[Kept]:
    """Extract articles and keep them, on all cores of this machine, or on the Dask cluster at an address.

    `again` extracts what is done already, too. See `told` for the others. Those known come first of their
    batch; all others in the order given.
    """
    run = _Run(store, extract, again)
    incoming = run.new(articles)
    if cluster:
        from timeline.scale.cluster import told_by

        results = told_by(cluster, incoming, extract, patience=patience, memory=memory)
    else:
        results = told(incoming, extract, workers=workers, patience=patience, memory=memory)
    try:
        for result in results:
            run.waiting.append(result)
            if run.due():
                run.write()
            yield from run.ready()
    except KeyboardInterrupt:
        run.write()
        yield from run.ready()
        raise
    run.write()
    yield from run.ready()


class _Run:
    """One run over a collection: what is new, what waits to be written, what is written."""

    def __init__(self, store: Store, extract: Extract, again: bool) -> None:
        self._store, self._again = store, again
        self._by = identity.extractor(), identity.configuration(extract)
        self._renewed = store.renewed(set(store.settings(WATCHED).values()))
        self._hashes: deque[str] = deque()  # of the articles given out and not yet written, in their order
        self._ready: deque[Kept] = deque()
        self._since = time.monotonic()
        self.waiting: list[Told] = []

    def new(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Those that are to be extracted, as the user has described them."""
        incoming = iter(articles)
        while batch := list(islice(incoming, BATCH)):
            batch = [self._named(article) for article in batch]
            recalled = [(identity.document(article), article) for article in self._store.recall_all(batch)]
            known = set() if self._again else self._store.standing(dict(recalled), *self._by)
            for document, article in recalled:
                if document in known:
                    self._ready.append(Kept(article, known=True))
                else:
                    self._hashes.append(document)
                    yield article

    def _named(self, article: Article) -> Article:
        """A text that a watched file has now is the article of that file, which came in with another."""
        own = article.id != article.version
        return article if own else replace(article, id=self._renewed.get(article.version, article.id))

    def due(self) -> bool:
        """Whether what waits is to be written now."""
        return len(self.waiting) >= BATCH or time.monotonic() - self._since > SECONDS

    def write(self) -> None:
        """Put all that waits on the disk, in one transaction."""
        if self.waiting:
            lines = [self._line(article, self._hashes[at]) for at, (article, _) in enumerate(self.waiting)]
            changed = self._store.keep(self.waiting, lines)
            for (article, events), new in zip(self.waiting, changed, strict=True):
                self._ready.append(Kept(article, events, new))
                self._hashes.popleft()
            self.waiting.clear()
        self._since = time.monotonic()

    def ready(self) -> Iterator[Kept]:
        """What is on the disk and has not been told yet."""
        while self._ready:
            yield self._ready.popleft()

    def _line(self, article: Article, document: str) -> Done:
        source = article.url or article.source or article.title or article.id
        return Done(document, *self._by, source, article.status, article.id, article.reason)
