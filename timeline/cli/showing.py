"""A collection drawn or written: `serve` opens the dashboard, `export` writes a filtered view to a file."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from timeline.cli.options import Add, takes_collection, takes_raw
from timeline.cli.output import left_out
from timeline.errors import UsageError

__all__ = ["add_to"]


def add_to(add: Add) -> None:
    """The commands of this family."""
    serve = add("serve", _serve, "open the dashboard in the browser")
    serve.add_argument("--demo", action="store_true", help="a fresh private copy of the demo collection")
    serve.add_argument("--port", type=int, metavar="N", help="default: the first free one from 8501")
    serve.add_argument("--no-browser", action="store_true", help="only print the address")
    export = add("export", _export, "write the events of a collection, filtered, to a file")
    export.add_argument("--actor", action="append", default=[], metavar="A", help="may be repeated")
    export.add_argument("--match", choices=("any", "all"), default="any", help="any actor, or all together")
    for name in ("kind", "status", "place", "source"):
        export.add_argument(f"--{name}", action="append", default=[], metavar="X", help="may be repeated")
    export.add_argument("--text", default="", metavar="WORDS", help="words that must occur")
    export.add_argument("--from", dest="since", metavar="DATE", help="first day, month or year, as 2023-04")
    export.add_argument("--to", dest="until", metavar="DATE", help="last day, month or year, included")
    export.add_argument("--rows", action="store_true", help="the single reports instead of the stories")
    briefing = export.add_argument_group("a briefing (.pptx, .pdf, .sheet.png, .sheet.svg)")
    briefing.add_argument("--title", default="", metavar="WORDS", help="what it finds; default: proposed")
    briefing.add_argument("--bluf", default="", metavar="WORDS", help="the line below; default: proposed")
    briefing.add_argument("--marking", default="", metavar="WORDS", help="how it is to be handled")
    briefing.add_argument("--as-of", metavar="DATE", help="default: when the latest article was retrieved")
    export.add_argument("--lanes", choices=("actor", "kind", "place", "source", "language", "none"))
    export.add_argument("-o", "--output", required=True, metavar="FILE", help="the suffix gives the format")
    takes_raw(export)
    for command in (serve, export):
        takes_collection(command)


def _serve(options: argparse.Namespace) -> int:
    from timeline import serve

    if options.demo and options.db:
        raise UsageError("--demo and --db", "are two collections", "Choose one.")
    return serve.run(options.db, demo=options.demo, port=options.port, browser=not options.no_browser)


def _export(options: argparse.Namespace) -> int:
    from timeline import corrections, merge, selection
    from timeline.export import for_path, save
    from timeline.store import Store

    exporter = for_path(options.output)
    with Store(options.db) as store:
        actors = store.actors()
        events = store.events()
        said = corrections.pairs(events, store.corrections())
        events = merge.merged(events, states=merge.states_of(actors), **said)
    rows, sheet = selection.select(
        events,
        actors,
        names=options.actor,
        match=options.match,
        values={name: getattr(options, name) for name in ("kind", "status", "place", "source")},
        text=options.text,
        since=options.since,
        until=options.until,
        rows=options.rows,
    )
    given = {name: getattr(options, name) for name in ("bluf", "marking", "lanes") if getattr(options, name)}
    if options.as_of:
        given["as_of"] = selection.bounds(options.as_of)[1]
    sheet = replace(sheet, raw=options.raw, title=options.title, options={**sheet.options, **given})
    save(options.output, exporter.write(rows, sheet))
    missing = left_out(exporter, rows)
    print(f"{len(rows)} events in {options.output}{missing and f'; {missing}'}", file=sys.stderr)
    return 0
