"""Who is who: what `actors` merges, splits and renames, everywhere and with undo."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from getpass import getuser
from typing import TYPE_CHECKING

from timeline.cli.output import oneline
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.store import Store

__all__ = ["changed", "takes_changes", "user"]


def takes_changes(actors: argparse.ArgumentParser) -> None:
    """What can be said of actors, by the command that lists them."""
    what = actors.add_mutually_exclusive_group()
    what.add_argument("--rename", nargs=2, metavar=("ACTOR", "NAME"), help="call an actor by another name")
    what.add_argument("--merge", nargs=2, metavar=("ACTOR", "INTO"), help="say that two actors are one")
    what.add_argument(
        "--split", nargs="+", metavar="ACTOR",
        help="ACTOR NAME SPELLING…: say that these spellings are somebody else",
    )  # fmt: skip
    what.add_argument("--spellings", metavar="ACTOR", help="all the words that stand for an actor")
    what.add_argument("--undo", type=int, metavar="NUMBER", help="take a change of the record back")
    what.add_argument("--record", action="store_true", help="what was said of actors: who, when, what, why")
    actors.add_argument("--why", default="", metavar="WORDS", help="the reason, for the record")


def changed(options: argparse.Namespace, store: Store) -> bool:
    """Do what was asked of the actors, and say it; False where nothing was."""
    if options.rename:
        actor, name = options.rename
        _told(store, store.rename_actor(_known(store, actor), name, who=user(), why=options.why))
    elif options.merge:
        actor, into = (_known(store, name) for name in options.merge)
        _told(store, store.merge_actors([actor], into, who=user(), why=options.why))
    elif options.split:
        if len(options.split) < 3:
            cure = "timeline actors --spellings ACTOR shows them."
            raise UsageError("--split", "takes an actor, a name and spellings", cure)
        actor, name, *words = options.split
        _told(store, store.split_actor(_known(store, actor), words, name, who=user(), why=options.why))
    elif options.undo is not None:
        if options.undo not in {one.number for one in store.actor_changes()}:
            cure = "timeline actors --record lists the changes."
            raise UsageError(f"--undo {options.undo}", "no change of actors has this number", cure)
        store.undo_actors([options.undo], who=user())
        _told(store, [options.undo])
    elif options.spellings:
        for words, count in store.spellings(_known(store, options.spellings)).items():
            print(f"{count:6} {oneline(words)}")
    elif options.record:
        _told(store, [one.number for one in store.actor_changes()])
    else:
        return False
    return True


def _known(store: Store, name: str) -> str:
    """The id of an actor given by id or by any of its names, those it had before included."""
    known = store.actors()
    ids: list[str] = known["actor_id"].tolist()
    if name in ids:
        return name
    asked = name.casefold()
    found = {
        actor
        for actor, called, labels in zip(ids, known["name"], known["labels"], strict=True)
        if asked in {called.casefold(), *(label.casefold() for _, label in labels)}
    }
    if len(found) != 1:
        why = "is in no article here" if not found else f"may be {', '.join(sorted(found))}"
        raise UsageError(f"actor '{name}'", why, "timeline actors lists them; -o FILE gives their ids.")
    return found.pop()


def _told(store: Store, numbers: list[int]) -> None:
    """Lines of the record, each with the number that --undo takes."""
    changes = store.actor_changes()
    names = store.names_in_record(changes)
    for one in changes:
        if one.number in numbers:
            what = " ".join(_words(value, names) for value in one.values.values() if value)
            back = f" (taken back by {one.undone_by})" if one.undone_at else ""
            why = f": {one.why}" if one.why else ""
            did = f"{one.action} {_words(one.actor_id, names)} {what}"
            print(oneline(f"{one.number}  {one.at[:16]}  {one.who}  {did}{why}{back}"))


def _words(value: object, names: Mapping[str, str]) -> str:
    """A value of a change; of an actor the name, with the id that other commands take."""
    if isinstance(value, str):
        return f"{names[value]} [{value}]" if value in names else value
    return ", ".join(map(str, value)) if isinstance(value, Iterable) else str(value)


def user() -> str:
    """Who is at work, for the record."""
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # no account, as in some containers
        return "?"
