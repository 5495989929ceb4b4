"""A collection kept up to date: folders and feeds are looked at again and again, what is new goes in.

A file whose size and time have not changed is not opened again. An article that has changed is a new version
of the same article: one without an id of its own keeps the id that it came in with.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from timeline import pipeline, read
from timeline.model import Article
from timeline.scale.child import Extract
from timeline.scale.filling import WATCHED, Kept, fill
from timeline.store import Store

__all__ = ["watch"]

_Stamp = tuple[int, int]


def watch(
    store: Store,
    sources: Sequence[str],
    pause: Callable[[], bool],
    *,
    language: str | None = None,
    published: str | None = None,
    extract: Extract = pipeline.extract,
    workers: int | None = None,
    **choices: Any,
) -> Iterator[Kept]:
    """What changed in the collection, as it changes. Looks at all sources, then calls `pause`, and goes on as
    long as that returns True.

    A source that cannot be read now is an article with a status and a reason, told once; it is tried again
    the next time. `choices` are those of `read.read`.
    """
    given = {"language": language, "published": published, **choices}
    look = _Look(store, sources, given)
    while True:
        for kept in fill(store, look.articles(), extract=extract, workers=workers):
            if look.worth(kept):
                yield kept
        if not pause():
            return


class _Look:
    """What was seen of the sources so far."""

    def __init__(self, store: Store, sources: Sequence[str], given: dict[str, Any]) -> None:
        self._store, self._sources, self._given = store, sources, given
        self._stamps: dict[str, _Stamp] = {}
        self._failed: dict[str, str | None] = {}

    def articles(self) -> Iterator[Article]:
        """The articles of all sources that may have changed since the last look."""
        for source in self._sources:
            if "://" in source[:12]:
                yield from read.read(source, **self._given)
            elif os.path.isdir(source):
                for path in sorted(_files(source)):
                    yield from self._file(path)
            else:
                yield from self._file(source)

    def worth(self, kept: Kept) -> bool:
        """Whether to tell: something changed, or something fails that did not fail before."""
        article = kept.article
        if article.text:
            self._failed.pop(article.id, None)
            return kept.changed
        before = self._failed.get(article.id, "")
        self._failed[article.id] = article.reason
        return before != article.reason

    def _file(self, path: str) -> Iterator[Article]:
        try:
            found = os.stat(path)
            stamp = found.st_mtime_ns, found.st_size
        except (OSError, ValueError):
            stamp = 0, 0
        if stamp == (0, 0) or self._stamps.get(path) != stamp:
            yield from self._named(path, read.read(path, **self._given))
            self._stamps[path] = stamp

    def _named(self, path: str, articles: Iterator[Article]) -> Iterator[Article]:
        """A file that holds one article without an id: it has the id it came in with."""
        name = f"{WATCHED}{os.path.abspath(path)}"
        first, second = next(articles, None), next(articles, None)
        if first is not None and second is None and first.text and first.id == first.version:
            known = self._store.setting(name)
            if known is None:
                self._store.set_setting(name, first.id)
            else:
                first = replace(first, id=str(known))
        yield from (article for article in (first, second) if article is not None)
        yield from articles


def _files(folder: str) -> Iterator[str]:
    """Every file in and under a folder, without hidden ones and linked folders, as `read` takes them."""
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.join(where, name) for name in names if not name.startswith("."))
