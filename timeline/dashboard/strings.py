"""The dashboard's words in the reader's language: one door to `strings.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

__all__ = ["Strings", "keys", "languages", "preferred", "speak"]

FIRST = "en"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("strings.toml").read_text(encoding="utf-8"))


def keys() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every key with its wordings by language; a counted one as `key.one` and `key.other`."""

    def walk(prefix: str, node: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
        for name, child in node.items():
            key = f"{prefix}.{name}" if prefix else name
            if all(isinstance(value, str) for value in child.values()):
                yield key, child
            else:
                yield from walk(key, child)

    return walk("", _table())


def languages() -> tuple[str, ...]:
    """Languages of the interface."""
    return tuple(_table()["language"]["name"])


def preferred(locale: str | None) -> str:
    """The interface language for a browser's locale such as `fr-CA`."""
    wanted = (locale or "").replace("_", "-").split("-")[0].lower()
    return wanted if wanted in languages() else FIRST


@cache
def speak(language: str) -> Strings:
    """The strings of one language."""
    return Strings(language)


class Strings:
    """Call with a key and what fills its braces; `count` for what depends on a number."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = {key: wordings[language] for key, wordings in keys()}
        self.locale = Locale.parse(self._texts["language.locale"])

    def __call__(self, key: str, /, **values: object) -> str:
        text = self._texts[key]
        return text.format(**values) if values else text

    def count(self, key: str, number: int, **values: object) -> str:
        """The wording for a number, which fills `{n}`."""
        form = self.locale.plural_form(number)
        chosen = f"{key}.{form}" if f"{key}.{form}" in self._texts else f"{key}.other"
        return self._texts[chosen].format(n=self.number(number), **values)

    def number(self, number: int) -> str:
        """A number as the reader writes it."""
        return _written(number, self.locale)

    def has(self, key: str) -> bool:
        return key in self._texts


@lru_cache(maxsize=4096)
def _written(number: int, locale: Locale) -> str:
    return str(format_decimal(number, locale=locale))
