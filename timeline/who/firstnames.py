"""First names and the small words between names: `data/names.toml`, and whom a first name is given to."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from timeline import resources
from timeline.errors import DataError
from timeline.who.tokens import Stemmer, fold

__all__ = ["given_names", "particles", "sexes", "telling_particles"]

_NAMES = {"women": "f", "men": "m", "either": ""}  # lists of first names, and whom they name


@cache
def _name_parts() -> dict[str, Any]:
    try:
        return tomllib.loads(resources.text("names.toml"))
    except tomllib.TOMLDecodeError as error:
        raise DataError("data/names.toml", str(error), "Correct the file.") from error


@cache
def particles() -> frozenset[str]:
    """Small words inside names: van, ben, al."""
    return frozenset(map(fold, _name_parts()["particles"]))


@cache
def telling_particles() -> frozenset[str]:
    """Those that stand in persons' names only, never in a place's or a title's."""
    return frozenset(map(fold, _name_parts()["telling"]))


def given_names(stem: Stemmer) -> dict[str, str]:
    """First names by key; names that translate each other ("William", "Guillaume") share their value.

    Those that are words or places as well are left out.
    """
    parts = _name_parts()
    known = {stem(name): stem(group[0]) for group in parts["same"] for name in group}
    words = set(parts["words"].split())
    for table in _NAMES:
        for name in parts[table].split():
            if name not in words:
                known.setdefault(stem(name), stem(name))
    return known


@cache
def sexes() -> dict[str, str | None]:
    """Whom a first name in small letters, with or without accents, is given to: f, m, or None for both."""
    listed = [(name, sex) for table, sex in _NAMES.items() for name in _name_parts()[table].split()]
    found = {name.lower(): sex or None for name, sex in listed}
    plain: dict[str, set[str]] = {}
    for name, sex in listed:
        plain.setdefault(fold(name), set()).add(sex)
    for name, seen in plain.items():
        found.setdefault(name, next(iter(seen)) or None if len(seen) == 1 else None)
    return found
