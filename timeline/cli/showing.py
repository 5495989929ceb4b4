"""A collection drawn: `serve` opens the dashboard."""

from __future__ import annotations

import argparse

from timeline.cli.options import Add, takes_collection
from timeline.errors import UsageError

__all__ = ["add_to"]


def add_to(add: Add) -> None:
    """The command of this family."""
    serve = add("serve", _serve, "open the dashboard in the browser")
    serve.add_argument("--demo", action="store_true", help="a fresh private copy of the demo collection")
    serve.add_argument("--port", type=int, metavar="N", help="default: the first free one from 8501")
    serve.add_argument("--no-browser", action="store_true", help="only print the address")
    takes_collection(serve)


def _serve(options: argparse.Namespace) -> int:
    from timeline import serve

    if options.demo and options.db:
        raise UsageError("--demo and --db", "are two collections", "Choose one.")
    return serve.run(options.db, demo=options.demo, port=options.port, browser=not options.no_browser)
