"""The collections on this machine: the files of the user's own data folder, by name and never by path.

A name opens a file only where the folder lists it. A server that was given one collection, has a login or
shows the demo offers no other.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from timeline.errors import StoreError, UsageError
from timeline.store import default_path

__all__ = ["MAIN", "Kept", "listed", "offered", "path_of", "path_of_new"]

SUFFIX = ".sqlite"
MAIN = default_path().stem
_NAME = re.compile(r"[^\W_][\w .-]{0,58}\w|[^\W_]")


@dataclass(frozen=True, slots=True)
class Kept:
    """A collection in the folder: its name, its size in bytes, and when it was last written."""

    name: str
    size: int
    changed: datetime


def offered() -> bool:
    """Whether this server may open another collection than the one it was started with."""
    return not any(os.environ.get(name, "") not in ("", "0") for name in _FIXED)


_FIXED = ("TIMELINE_DB", "TIMELINE_DEMO", "TIMELINE_AUTH")


def listed() -> list[Kept]:
    """The collections of the folder, the main one first."""
    found = []
    for path in _folder().glob(f"*{SUFFIX}"):
        if path.is_file() and not path.is_symlink():
            state = path.stat()
            found.append(Kept(path.stem, state.st_size, datetime.fromtimestamp(state.st_mtime, UTC)))
    return sorted(found, key=lambda one: (one.name != MAIN, one.name.casefold()))


def path_of(name: str) -> Path:
    """The file of a collection by its name; `StoreError` where the folder lists no such name."""
    if name == MAIN:
        return default_path()
    if name not in {one.name for one in listed()}:
        raise StoreError(f"collection '{name}'", "not in this machine's data folder", "Choose another.")
    return _folder() / f"{name}{SUFFIX}"


def path_of_new(name: str) -> Path:
    """The file of a collection that is to be made; `UsageError` where the name will not do or is taken."""
    name = " ".join(name.split())
    if not _NAME.fullmatch(name):
        raise UsageError(f"'{name}'", "is no name for a collection", "Use letters, digits, spaces, hyphens.")
    if name.casefold() in {one.name.casefold() for one in listed()} | {MAIN.casefold()}:
        raise UsageError(f"'{name}'", "is the name of a collection here", "Choose another name.")
    return _folder() / f"{name}{SUFFIX}"


def _folder() -> Path:
    return default_path().parent
