"""Which column of a foreign table is which field of ours: by the names in `columns.toml`, or as told."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from timeline.errors import UsageError

__all__ = ["FIELDS", "guessed", "mapping"]

EDTF = "date_edtf"


@cache
def _known() -> dict[str, list[str]]:
    text = files(__package__).joinpath("columns.toml").read_text(encoding="utf-8")
    known: dict[str, list[str]] = tomllib.loads(text)
    return known


FIELDS = tuple(_known())


def guessed(columns: Sequence[str]) -> dict[str, str]:
    """A column for each field that one is named after; what a list names first counts first."""
    named = {_folded(column): column for column in reversed(columns)}
    found: dict[str, str] = {}
    for field, names in _known().items():
        column = next((named[name] for name in (field, *names) if name in named), None)
        if column is not None and column not in found.values():
            found[field] = column
    if found.get("date") == EDTF:  # which says where it ends
        found.pop("until", None)
    return found


def mapping(said: Iterable[str], columns: Sequence[str]) -> Mapping[str, str]:
    """What a person says as "date=Datum", over what the names say; `UsageError` for what is not there."""
    found = guessed(columns)
    for each in said:
        field, _, column = each.partition("=")
        if field not in FIELDS:
            raise UsageError(
                f"--map {each}", f"no field is called '{field}'", f"Known are {', '.join(FIELDS)}."
            )
        if column and column not in columns:
            raise UsageError(
                f"--map {each}", f"no column is called '{column}'", f"It has {', '.join(columns)}."
            )
        found = {other: taken for other, taken in found.items() if taken != column and other != field}
        if column:
            found[field] = column
    return found


def _folded(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", " ".join(bare.casefold().strip().split()))
