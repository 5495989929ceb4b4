"""A collection kept safe and understood: `backup`, `restore`, `check`, `changes`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from timeline.cli.naming import user
from timeline.cli.options import Add, takes_collection, takes_output
from timeline.cli.output import oneline, plain, say, write_lines
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.store.backup import Count

__all__ = ["add_to"]


def add_to(add: Add) -> None:
    """The commands of this family."""
    backup = add("backup", _backup, "write a collection to one file, as it is at this moment")
    restore = add("restore", _restore, "put the collection of a backup in its place")
    for command in (backup, restore):
        command.add_argument("file", metavar="FILE", help="the backup: one SQLite file, from any database")
    restore.add_argument("--replace", action="store_true", help="where there is one: keep it aside first")
    check = add("check", _check, "look whether a collection is sound, and say what to do where it is not")
    changes = add("changes", _changes, "what is new, changed or withdrawn in a collection")
    changes.add_argument("--since", metavar="DATE|STATE", help="a day (its beginning), or a saved state")
    changes.add_argument("--until", metavar="DATE|STATE", help="a day (its end), or a saved state")
    changes.add_argument("--article", metavar="ID", help="how the text of one article has changed")
    changes.add_argument("--save", metavar="STATE", help="keep this moment under a name, to ask from later")
    changes.add_argument("--forget", metavar="STATE", help="keep that moment's name no longer")
    changes.add_argument("--format", choices=("text", "jsonl"), default="text", metavar="NAME")
    takes_output(changes)
    for command in (backup, restore, check, changes):
        takes_collection(command)


def _backup(options: argparse.Namespace) -> int:
    from timeline.store.backup import backup

    print(f"{_counted(backup(options.db, options.file))} in {options.file}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from timeline.store.backup import restore

    count = restore(options.file, options.db, replace=options.replace)
    print(f"{_counted(count)} restored from {options.file}")
    if count.aside:
        print(f"what was there before is kept in {count.aside}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from timeline.store.check import check

    faults = 0
    for finding in check(options.db):
        faults += finding.fault
        print(oneline(f"{'' if finding.fault else 'note: '}{finding.what}: {finding.why}. {finding.cure}"))
    if not faults:
        print("sound: every passage stands in its article")
    return 1 if faults else 0


def _changes(options: argparse.Namespace) -> int:
    from timeline import changes, frame
    from timeline.store import Store, default_path, existing

    if not (options.since or options.save or options.forget or options.article):
        cure = "Give --since 2023-07-28, or a state that --save has kept."
        raise UsageError("changes", "it is not said since when", cure)
    with Store(existing(options.db or default_path())) as store:
        found = store.changes(options.since, options.until) if options.since else None
        if options.article:
            store.article(options.article)  # a name that is none is said
            write_lines(options.output, map(plain, changes.of_text(store.history(options.article))))
        if options.forget:
            store.remove_state(options.forget)
        if options.save:
            store.save_state(options.save, who=user())
    if found is not None and options.format == "jsonl":
        write_lines(options.output, (frame.json_line(row) for row in frame.rows(found)))
    elif found is not None:
        write_lines(options.output, map(_line, frame.rows(found)))
        kinds = [int((found.drop_duplicates("event_id")["change"] == kind).sum()) for kind in _KINDS]
        say(", ".join(f"{count} {kind}" for count, kind in zip(kinds, _KINDS, strict=True)))
    return 0


_KINDS = ("new", "changed", "withdrawn")


def _line(row: dict[str, Any]) -> str:
    """One change for a person to read."""
    event = f"{row['change']:<9}  {row['date_edtf'] or 'undated'}  {row['title']}"
    if row["field"]:
        return oneline(f"{event} | {row['field']}: {row['before'] or '-'} → {row['after'] or '-'}")
    return oneline(f"{event} | {row['source'] or row['article_id']}")


def _counted(count: Count) -> str:
    return f"{count.articles} articles, {count.events} events, {count.corrections} corrections"
