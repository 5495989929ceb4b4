"""How commands write their results and say, on standard error, what happened."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from timeline.cli.progress import Progress
from timeline.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from timeline.export import Exporter
    from timeline.model import Article

__all__ = ["Count", "check_folder", "left_out", "oneline", "plain", "say", "write", "write_lines"]

T = TypeVar("T")
OPENING = 60  # characters of a text that has no name


class Count:
    """Says on standard error what goes wrong and, on a terminal, how far we are."""

    def __init__(self, sources: Sequence[str] = ()) -> None:
        self._sources = sources
        self.articles = self.read = self.found = 0
        self.progress = Progress()

    def expect(self, total: int | None) -> None:
        """So many documents are to come, where that is known."""
        self.progress = Progress(total)

    def note(self, article: Article, found: int) -> None:
        """One more article, with so many findings."""
        self.articles += 1
        self.read += bool(article.text)
        self.found += found
        if article.status == "partial":
            say(f"{self.called(article)}: {article.reason}")
        elif article.status != "ok":
            say(article.reason or f"{article.id}: {article.status}")
        self.progress.show(self.articles, self.found)

    def called(self, article: Article) -> str:
        """What a person calls it: its address or title, the one file that was named, or how it begins."""
        if named := article.url or article.title:
            return named
        if article.id != article.version:
            return article.id
        if len(self._sources) == 1 and os.path.isfile(self._sources[0]):
            return self._sources[0]
        return f"“{' '.join(article.text[:OPENING].split())}…”"

    def done(self) -> None:
        """Nothing more to come."""
        self.progress.clear()

    def watch(self, told: Iterable[tuple[Article, Sequence[T]]]) -> Iterator[tuple[Article, Sequence[T]]]:
        """Pass on what was told, and speak of it."""
        for article, found in told:
            self.note(article, len(found))
            yield article, found
        self.done()

    @property
    def code(self) -> int:
        """The exit code: 1 where nothing could be read."""
        return 0 if self.read else 1


def left_out(exporter: Exporter, rows: pd.DataFrame) -> str:
    """What a format had no place for; "" where nothing."""
    undated = 0 if exporter.undated else int((rows["start"].isna() & rows["end"].isna()).sum())
    return f"{undated} undated not included, {exporter.label} has no place for them" if undated else ""


def check_folder(path: str | None) -> None:
    """Said before the work, not after it; a database URL has none."""
    folder = os.path.dirname(path or "")
    if folder and "://" not in folder and not os.path.isdir(folder):
        raise UsageError(f"'{path}'", f"there is no folder '{folder}'", "Make it first.")


def write(path: str | None, data: bytes) -> None:
    """To the file of `-o`, whole or not at all; to standard output without one, or where it is `-`."""
    from timeline.export import save

    if path and path != "-":
        save(path, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def write_lines(path: str | None, lines: Iterable[str]) -> None:
    """One line each, UTF-8."""
    write(path, "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def say(line: str) -> None:
    """One line on standard error, over a count that stands there."""
    clear = "\r\033[K" if sys.stderr.isatty() else ""
    print(f"{clear}timeline: {oneline(line)}", file=sys.stderr)


def oneline(words: object) -> str:
    """Without line ends and without anything a terminal would obey. An error without words by its type."""
    said = plain(str(words)).strip()
    return said if said or isinstance(words, str) else type(words).__name__


def plain(line: str) -> str:
    """A line with its blanks, without anything a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in line)
