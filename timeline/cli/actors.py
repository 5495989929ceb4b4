"""Who was found: `actors` lists the actors of a collection with how often and in what spellings.

With `-o FILE.csv` the list has the columns of the gazetteer, so that it can be corrected and given back with
`--actors`.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from timeline.cli.naming import changed, takes_changes
from timeline.cli.options import Add, takes_collection, takes_output
from timeline.cli.output import oneline, write

if TYPE_CHECKING:
    from timeline.store import Store

__all__ = ["add_to"]

SHOWN = 6  # spellings on a line of the terminal


def add_to(add: Add) -> None:
    """The commands of this family."""
    actors = add("actors", _actors, "the actors of a collection, with counts and spellings")
    takes_collection(actors)
    takes_output(actors)
    takes_changes(actors)


def _actors(options: argparse.Namespace) -> int:
    from timeline.store import Store, default_path, existing

    with Store(existing(options.db or default_path())) as store:
        if changed(options, store):
            return 0
        found = list(_found(store))
    if options.output:
        write(options.output, _table(found))
        return 0
    for one in found:
        named = ", ".join(f"{oneline(words)} {count}" for words, count in one.spellings.most_common(SHOWN))
        more = f", and {len(one.spellings) - SHOWN} more" if len(one.spellings) > SHOWN else ""
        print(f"{one.events:6} {oneline(one.actor['name'])} ({one.actor['kind']}): {named}{more}")
    return 0


@dataclass
class _Found:
    """An actor as it was found: in how many events, in which words how often, and which of them name it
    (others, as "the director", stand for it in one article only)."""

    actor: dict[str, Any]
    events: int = 0
    spellings: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)


def _found(store: Store) -> list[_Found]:
    """The actors of the events of a collection, those of most events first."""
    from timeline import frame

    rows = store.events()
    known = frame.rows(store.actors())
    found = {actor["actor_id"]: _Found(actor) for actor in known}
    for ids, mentions in zip(rows["actor_ids"], rows["actor_mentions"], strict=True):
        for one in map(found.get, set(ids)):
            if one is not None:
                one.events += 1
        for mention in mentions:
            if (one := found.get(mention["actor_id"])) is not None:
                words = " ".join(mention["text"].split())
                one.spellings[words] += 1
                if mention["by"] in ("name", "alias"):
                    one.names.add(words)
    told = [one for one in found.values() if one.events]
    return sorted(told, key=lambda one: (-one.events, one.actor["actor_id"]))


def _table(found: list[_Found]) -> bytes:
    """The list as CSV: the gazetteer's columns, and a count."""
    from timeline.export.csv import cell

    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("actor_id", "name", "kind", "state", "wikidata", "labels", "aliases", "source", "events"))
    for one in found:
        known = [one.actor[column] or "" for column in ("actor_id", "name", "kind", "state", "wikidata")]
        labels = [f"{code}:{words}" for code, words in one.actor["labels"] if len(code) == 2]
        aliases = [words for words in sorted(one.names) if words != one.actor["name"] and "|" not in words]
        cells = [*known, "|".join(labels), "|".join(aliases), ""]
        table.writerow([*(cell(words, raw=False) for words in cells), one.events])
    return out.getvalue().encode("utf-8")
