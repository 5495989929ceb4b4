"""A filtered view of a collection as a file: `export`. What a page shows, by its link or by options."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from timeline.cli.options import Add, takes_collection, takes_raw
from timeline.cli.output import left_out, write
from timeline.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from timeline.export import Sheet

__all__ = ["add_to"]

VALUES = ("kind", "status", "place", "source")
FILTERS = ("actor", *VALUES, "text", "since", "until")
MADE = ("marking", "bluf", "lanes")  # of what a sheet says, as it is given


def add_to(add: Add) -> None:
    """The command of this family."""
    export = add("export", _export, "write the events of a collection, filtered, to a file")
    export.add_argument("--link", metavar="LINK", help="all that a page shows, by its link; or by these:")
    export.add_argument("--actor", action="append", default=[], metavar="A", help="may be repeated")
    export.add_argument("--match", choices=("any", "all"), default="any", help="any actor, or all together")
    for name in VALUES:
        export.add_argument(f"--{name}", action="append", default=[], metavar="X", help="may be repeated")
    export.add_argument("--text", default="", metavar="WORDS", help="words that must occur")
    export.add_argument("--from", dest="since", metavar="DATE", help="first day, month or year, as 2023-04")
    export.add_argument("--to", dest="until", metavar="DATE", help="last day, month or year, included")
    export.add_argument("--rows", action="store_true", help="the single reports instead of the stories")
    briefing = export.add_argument_group("a briefing (.pptx, .pdf, .html, .sheet.png, .sheet.svg)")
    briefing.add_argument("--title", default="", metavar="WORDS", help="what it finds; default: proposed")
    briefing.add_argument("--bluf", default="", metavar="WORDS", help="the line below; default: proposed")
    briefing.add_argument("--marking", default="", metavar="WORDS", help="how it is to be handled")
    briefing.add_argument("--as-of", metavar="DATE", help="default: when the latest article was retrieved")
    briefing.add_argument(
        "--event", action="append", default=[], metavar="ID[=WORDS]",
        help="one of its events, in their order, and its wording; default: proposed",
    )  # fmt: skip
    export.add_argument("--lanes", choices=("actor", "kind", "place", "source", "language", "none"))
    export.add_argument("--lang", choices=("en", "fr"), default="en", help="the language of what is said")
    export.add_argument("-o", "--output", required=True, metavar="FILE", help="the suffix gives the format")
    takes_raw(export)
    takes_collection(export)


def _export(options: argparse.Namespace) -> int:
    from timeline.export import for_path

    exporter = for_path(options.output)
    rows, sheet = _said(options, *_chosen(options))
    write(options.output, exporter.write(rows, sheet))
    missing = left_out(exporter, rows)
    print(f"{len(rows)} events in {options.output}{missing and f'; {missing}'}", file=sys.stderr)
    return 0


def _chosen(options: argparse.Namespace) -> tuple[pd.DataFrame, Sheet]:
    """The events asked for, and the sheet that says what they are."""
    from timeline import corrections, merge, selection
    from timeline.grades import Grades
    from timeline.store import Store, default_path, existing

    if options.link and any(getattr(options, name) for name in FILTERS):
        raise UsageError("--link and a filter", "are two views", "Give the one or the other.")
    with Store(existing(options.db or default_path())) as store:
        actors = store.actors()
        events = store.events()
        said = corrections.pairs(events, store.corrections())
        events = merge.merged(events, states=merge.states_of(actors), **said)
        grades = Grades(store.grades(), store.credibility())
    also: dict[str, Any] = {"language": options.lang, "grades": grades}
    if options.link:
        return selection.linked(events, actors, options.link, rows=options.rows, **also)
    return selection.select(
        events,
        actors,
        names=options.actor,
        match=options.match,
        values={name: getattr(options, name) for name in VALUES},
        text=options.text,
        since=options.since,
        until=options.until,
        rows=options.rows,
        **also,
    )


def _said(options: argparse.Namespace, rows: pd.DataFrame, sheet: Sheet) -> tuple[pd.DataFrame, Sheet]:
    """The sheet with what the options say of it."""
    from timeline import selection

    given = {name: getattr(options, name) for name in MADE if getattr(options, name)}
    if options.as_of:
        given["as_of"] = selection.bounds(options.as_of)[1]
    if options.event:
        named = [event.partition("=") for event in options.event]
        given["events"] = tuple(selection.event(rows, event) for event, _, _ in named)
        words = [words for _, _, words in named]
        labels = {event: said for event, said in zip(given["events"], words, strict=True) if said}
        given["labels"] = {**sheet.options.get("labels", {}), **labels}
    title = options.title or sheet.title
    return rows, replace(sheet, raw=options.raw, title=title, options={**sheet.options, **given})
