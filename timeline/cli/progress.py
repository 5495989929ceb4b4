"""How far a long run is, in one line on a terminal: documents, rate, and the time left where it is known."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

__all__ = ["Progress", "line", "total"]

EVERY = 0.1  # seconds between two lines
BAR = 24  # characters


class Progress:
    """A line on standard error, where that is a terminal; nothing anywhere else."""

    def __init__(self, total: int | None = None) -> None:
        self._total, self._start, self._next = total, time.monotonic(), 0.0
        self.terminal = sys.stderr.isatty()

    def show(self, done: int, found: int) -> None:
        """So many documents are done, so many events were found."""
        now = time.monotonic()
        if self.terminal and now >= self._next:
            self._next = now + EVERY
            sys.stderr.write(f"\r\033[K{line(done, self._total, found, now - self._start)}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Leave an empty line."""
        if self.terminal:
            sys.stderr.write("\r\033[K")


def line(done: int, total: int | None, found: int, seconds: float) -> str:
    """What stands on the line after so many seconds."""
    rate = done / seconds if seconds > 0 else 0.0
    said = f"{done:,} documents, {found:,} events, {rate:,.1f} a second"
    if not total:
        return said
    full = min(done / total, 1.0)
    bar = "█" * int(full * BAR) + "·" * (BAR - int(full * BAR))
    left = f", {_span((total - done) / rate)} left" if rate and done < total else ""
    return f"{bar} {full:4.0%}  {said}{left}"


def _span(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def total(sources: Sequence[str]) -> int | None:
    """How many documents there are, as far as that can be counted at little cost: files, and lines of JSON
    Lines; None where an address, standard input or an archive may hold any number."""
    count = 0
    for source in sources:
        paths = [source]
        if os.path.isdir(source):
            paths = [os.path.join(where, name) for where, _, names in os.walk(source) for name in names]
        for path in paths:
            ending = os.path.splitext(path)[1].lower()
            if ending in (".zip", ".csv", ".tsv", ".json", ".xml", ".rss", ".atom") or not os.path.isfile(
                path
            ):
                return None
            count += _lines(path) if ending in (".jsonl", ".ndjson") else 1
    return count


def _lines(path: str) -> int:
    try:
        with open(path, "rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(2**20), b""))
    except OSError:
        return 0
