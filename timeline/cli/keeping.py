"""A collection and what goes into it: `add` once, `watch` again and again."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from timeline.cli.options import Add, articles, extractor, takes_actors, takes_collection, takes_sources
from timeline.cli.output import Count, oneline, say
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.model import Article

__all__ = ["add_to"]


def add_to(add: Add) -> None:
    """The commands of this family."""
    keep = add("add", _add, "add articles and their events to a collection")
    keep.add_argument("--workers", type=int, metavar="N", help="processes; default: all cores")
    keep.add_argument("--cluster", metavar="ADDRESS", help="a Dask scheduler, as tcp://scheduler:8786")
    keep.add_argument("--again", action="store_true", help="extract what was done before, too")
    watch = add("watch", _watch, "keep a collection up to date with folders and feeds")
    watch.add_argument("--every", type=float, default=300, metavar="SECONDS", help="default: 300")
    for command in (keep, watch):
        takes_sources(command)
        takes_collection(command)
        takes_actors(command)


def _add(options: argparse.Namespace) -> int:
    from timeline.cli.progress import total
    from timeline.scale.filling import fill
    from timeline.store import Store, default_path, exists

    if options.workers is not None and options.workers < 1:
        raise UsageError(f"--workers {options.workers}", "is no number of processes", "Give 1 or more.")
    count, kept = Count(options.sources), 0
    if count.progress.terminal:
        count.expect(total(options.sources))
    incoming = articles(options)
    if not exists(str(options.db or default_path())):
        readable = _readable(incoming, count)
        if readable is None:
            count.done()
            say("nothing could be read, so no collection was made")
            return 1
        incoming = readable
    with Store(options.db) as store:
        choices = {"workers": options.workers, "cluster": options.cluster, "again": options.again}
        try:
            for one in fill(store, incoming, extract=extractor(options), **choices):
                kept += one.changed
                count.note(one.article, len(one.events))
        except KeyboardInterrupt:
            count.done()
            print(f"stopped: {_told(count, kept)} {store.name}; the same command goes on from here")
            raise
        count.done()
        print(f"{_told(count, kept)} {store.name}")
    return count.code


def _readable(incoming: Iterator[Article], count: Count) -> Iterator[Article] | None:
    """The same articles, where one of them can be read; None where none can, which is said."""
    failed: list[Article] = []
    for article in incoming:
        if article.text:
            return chain(failed, (article,), incoming)
        failed.append(article)
    for article in failed:
        count.note(article, 0)
    return None


def _told(count: Count, kept: int) -> str:
    same = count.articles - kept
    return f"{kept} added or changed, {same} already there, {count.found} events, in"


def _watch(options: argparse.Namespace) -> int:
    from timeline.scale.watching import watch
    from timeline.store import Store

    if options.every <= 0:
        raise UsageError(f"--every {options.every:g}", "is no time to wait", "Give seconds, as 300.")

    def pause() -> bool:
        time.sleep(options.every)
        return True

    given = {"language": options.lang, "published": options.published}
    count = Count()
    with Store(options.db) as store:
        try:
            for one in watch(store, options.sources, pause, extract=extractor(options), **given):
                count.note(one.article, len(one.events))
                if one.article.text:
                    name = one.article.title or count.called(one.article)
                    what = "new version" if len(store.versions(one.article.id)) > 1 else "new"
                    print(f"{what}: {oneline(name)} ({len(one.events)} events)", flush=True)
        except KeyboardInterrupt:
            count.done()
    return 0
