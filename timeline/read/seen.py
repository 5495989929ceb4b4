"""Which ids were read, from which source and with which text, in little memory however many they are.

They are kept as numbers; a few thousand in memory, and from there on in a private temporary file that nobody
else sees and that is gone with its owner.
"""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

from timeline.errors import StoreError

__all__ = ["Seen"]

FEW = 10_000  # ids kept in memory
_Line = tuple[int, int]


class Seen:
    """Ids, each with the source and version that it was first met with."""

    def __init__(self) -> None:
        self._few: dict[int, _Line] = {}
        self._file: sqlite3.Connection | None = None

    def taken(self, name: str, source: str | None, version: str) -> bool:
        """Whether an id stands for another article already: one of another source, with another text."""
        key, line = _number(name), (_number(source or ""), _number(version))
        try:
            before = self._kept(self._file, key, line) if self._file else self._few.setdefault(key, line)
            if len(self._few) > FEW:
                self._move()
        except sqlite3.Error as error:
            cure = "Make room there, or set TMPDIR to a folder that has room."
            raise StoreError(
                "the folder for temporary files", f"cannot be written ({error})", cure
            ) from error
        return before[0] != line[0] and before[1] != line[1]

    def _move(self) -> None:
        """From memory into the file."""
        self._file = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._file.execute("PRAGMA cache_size = -4096")  # kilobytes
        self._file.execute("PRAGMA synchronous = OFF")
        self._file.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY, source INTEGER, version INTEGER)")
        self._file.execute("BEGIN")
        for key in sorted(self._few):
            self._kept(self._file, key, self._few[key])
        self._few.clear()

    @staticmethod
    def _kept(file: sqlite3.Connection, key: int, line: _Line) -> _Line:
        """What stands in the file for a key: the line given, where there was none."""
        if file.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (key, *line)).rowcount:
            return line
        before: _Line = file.execute("SELECT source, version FROM seen WHERE id = ?", (key,)).fetchone()
        return before


def _number(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
