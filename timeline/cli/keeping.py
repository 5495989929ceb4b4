"""A collection and what goes into it: `add`."""

from __future__ import annotations

import argparse

from timeline.cli.options import Add, articles, extractor, takes_actors, takes_collection, takes_sources
from timeline.cli.output import Count

__all__ = ["add_to"]


def add_to(add: Add) -> None:
    """The commands of this family."""
    keep = add("add", _add, "add articles and their events to a collection")
    takes_sources(keep)
    takes_collection(keep)
    takes_actors(keep)


def _add(options: argparse.Namespace) -> int:
    from timeline import scale
    from timeline.store import Store

    count, kept = Count(), 0
    with Store(options.db) as store:
        incoming = map(store.recall, articles(options))
        for article, events in count.watch(scale.told(incoming, extractor(options))):
            kept += store.add(article, events)
    same = count.articles - kept
    print(f"{kept} added or changed, {same} already there, {count.found} events, in {store.name}")
    return count.code
