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
    others = serve.add_argument_group("for others (by default only this machine reaches the dashboard)")
    others.add_argument("--public", action="store_true", help="let other machines in; needs --auth")
    others.add_argument("--auth", metavar="FILE", help="who may log in and change what, or: none")
    others.add_argument("--host", action="append", default=[], metavar="NAME", help="a name it answers to")
    others.add_argument("--listen", metavar="ADDRESS", help="default: 0.0.0.0, every address it has")
    takes_collection(serve)


def _serve(options: argparse.Namespace) -> int:
    from timeline import serve
    from timeline.store import Store

    if options.demo and options.db:
        raise UsageError("--demo and --db", "are two collections", "Choose one.")
    if not options.public and (options.auth or options.host or options.listen):
        raise UsageError("--auth, --host and --listen", "belong to --public", "Add it, or leave them out.")
    opened = None
    if options.public:
        opened = serve.public(options.auth, options.listen or "0.0.0.0", options.host)
    if not options.demo:
        with Store(options.db):
            pass  # what is no collection is said here, not on the page
    browser = not options.no_browser
    return serve.run(options.db, demo=options.demo, port=options.port, browser=browser, opened=opened)
