"""A chronology made elsewhere into a collection: `import`."""

from __future__ import annotations

import argparse
import getpass
from pathlib import Path

from timeline.cli.options import Add, takes_collection
from timeline.cli.output import say
from timeline.errors import ReadError

__all__ = ["add_to"]


def add_to(add: Add) -> None:
    """The command of this family."""
    command = add("import", _import, "open a chronology made elsewhere and continue it here")
    command.add_argument("file", metavar="FILE", help="CSV, JSON Lines, TimelineJS, Timesketch")
    command.add_argument(
        "--map", action="append", default=[], metavar="FIELD=COLUMN", help="as date=Datum; may be repeated"
    )
    command.add_argument("--source", metavar="NAME", help="who made it; default: the file's name")
    takes_collection(command)


def _import(options: argparse.Namespace) -> int:
    from timeline.imports import imported, keep, mapping, table
    from timeline.store import Store

    path = Path(options.file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(
            options.file, error.strerror or str(error), "Give a file that can be read."
        ) from error
    found = table(path.name, data)
    fields = {} if found.fixed else mapping(options.map, found.columns)
    with Store(options.db) as store:
        kept = keep(store, imported(found, fields, options.source or path.stem), _who())
    for where, note in kept.notes:
        say(f"{path.name}, {where}: {note}")
    print(f"{kept.added} added, {kept.same} already there, in {store.name}")
    return 0 if kept.read else 1


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "import"
