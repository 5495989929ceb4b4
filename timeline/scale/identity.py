"""When an extraction is the same as one done before: the document, the extractor and its configuration."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from timeline import frame, resources
from timeline.model import Article

__all__ = ["configuration", "document", "extractor", "installed"]

# what the rows of a document depend on: these parts of the package, its tables, and these libraries
PARTS = ("model.py", "pipeline.py", "resources.py", "language", "when", "who", "where", "what")
LIBRARIES = ("babel", "dateparser", "holidays", "py3langid")


def document(article: Article) -> str:
    """The hash of all that is known of a document before it is extracted, but for when it was retrieved."""
    known = frame.article_row(article) | {"retrieved": None}
    return sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def extractor() -> str:
    """Name and version, as rows have it."""
    return frame.EXTRACTOR


def configuration(extract: Callable[..., object]) -> str:
    """The hash of the extractor as it stands: its code, its tables and language files, its libraries, and
    what the user gave it."""
    given = extract.keywords if isinstance(extract, partial) else {}
    own = repr({name: getattr(value, "__qualname__", value) for name, value in sorted(given.items())})
    return sha256(f"{installed()}\0{own}".encode("utf-8", "surrogatepass")).hexdigest()


@cache
def installed() -> str:
    """The part of it that a machine has, whoever uses it."""
    digest = sha256()
    tables = [item for item in resources.folder().iterdir() if not item.is_dir() or item.name == "languages"]
    for item in (*(files("timeline") / part for part in PARTS), *sorted(tables, key=lambda item: item.name)):
        for found in _leaves(item):
            digest.update(found.name.encode() + b"\0" + found.read_bytes() + b"\0")
    for library in LIBRARIES:
        digest.update(f"{library} {_version(library)}\0".encode())
    return digest.hexdigest()


def _leaves(item: Traversable) -> list[Traversable]:
    """The files at and under an item, in a fixed order."""
    if not item.is_dir():
        return [item] if item.name.endswith((".py", ".toml", ".csv")) else []
    return [leaf for inner in sorted(item.iterdir(), key=lambda one: one.name) for leaf in _leaves(inner)]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"
