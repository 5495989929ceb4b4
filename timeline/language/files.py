"""The language files: found by glob, loaded once, their sections handed to the stages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline import resources
from timeline.errors import LanguageDataError

__all__ = ["Language", "codes", "load"]


@dataclass(frozen=True, eq=False)
class Language:
    """One language file. Compared by identity: each is loaded once."""

    code: str
    name: str
    spaced: bool
    sections: Mapping[str, Mapping[str, Any]]

    def section(self, name: str) -> Mapping[str, Any]:
        """The table of one stage; empty where the file has none."""
        return self.sections.get(name, {})


@cache
def codes() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have a file."""
    return tuple(resources.names("languages", ".toml"))


@cache
def load(code: str) -> Language | None:
    """The language, or None where it has no file."""
    if code not in codes():
        return None
    path = f"languages/{code}.toml"
    try:
        table = tomllib.loads(resources.text(path))
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError(f"data/{path}", str(error), "Correct the file.") from error
    if not isinstance(table.get("name"), str):
        raise LanguageDataError(f"data/{path}", "key 'name' is missing", "Add the language's own name.")
    sections = {key: value for key, value in table.items() if isinstance(value, dict)}
    return Language(code, table["name"], bool(table.get("spaced", True)), sections)
