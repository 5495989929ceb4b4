"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.model import Article, Event

__all__ = [
    "Add",
    "articles",
    "extractor",
    "takes_actors",
    "takes_collection",
    "takes_output",
    "takes_raw",
    "takes_sources",
]

Add = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]
"""Makes a command: its name, what runs it (returning the exit code), what it is for."""

SOURCES = "a file (text, HTML, PDF, DOCX, JSON, JSON Lines, CSV, zip), a folder, a web address, or -"


def takes_sources(command: argparse.ArgumentParser) -> None:
    """Articles, and what holds for all of them."""
    command.add_argument("sources", nargs="+", metavar="SOURCE", help=SOURCES)
    command.add_argument("--lang", metavar="xx", help="language of all these articles")
    command.add_argument("--published", metavar="DATE", help="publication date of all these articles")


def articles(options: argparse.Namespace) -> Iterator[Article]:
    """The articles of a command that `takes_sources`."""
    from timeline import read

    return read.read(options.sources, language=options.lang, published=options.published)


def takes_actors(command: argparse.ArgumentParser) -> None:
    """Names that only this user knows, or knows better."""
    command.add_argument("--actors", metavar="FILE", help="your own actors, a CSV file; they win over ours")
    command.add_argument(
        "--names", choices=("spacy",), help="add names that an installed spaCy pipeline finds"
    )


def extractor(options: argparse.Namespace) -> Callable[[Article], list[Event]]:
    """What extracts events for a command that `takes_actors`."""
    from timeline import pipeline

    own = Path(options.actors) if options.actors else None
    return pipeline.extractor(own, spacy=options.names == "spacy")


def takes_output(command: argparse.ArgumentParser) -> None:
    """A file instead of standard output."""
    command.add_argument("-o", "--output", metavar="FILE", help="default: standard output")


def takes_collection(command: argparse.ArgumentParser) -> None:
    """The collection that a command works on."""
    command.add_argument("--db", metavar="DB", help="the collection: a file or database URL")


def takes_raw(command: argparse.ArgumentParser) -> None:
    """Cells as they are, for those who know what reads them."""
    command.add_argument("--raw", action="store_true", help="CSV, XLSX: leave cells a spreadsheet would run")
