"""What people note beside the events: how reliable a source is, views under a name."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sql

from timeline.errors import StoreError, UsageError
from timeline.store.database import Database, now, touch
from timeline.store.tables import GRADES, VIEWS

__all__ = ["RELIABILITY", "Notes", "SavedView"]

RELIABILITY = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True, slots=True)
class SavedView:
    """An address of the page under a name: `query` is what follows its question mark."""

    name: str
    query: str
    who: str
    at: str


class Notes(Database):
    """The notes of a collection."""

    def set_grade(self, source: str, grade: str, *, who: str, why: str = "") -> None:
        """How reliable a source is, A (completely) to E (unreliable); F, cannot be judged, is the default."""
        if grade not in RELIABILITY:
            raise UsageError(f"reliability '{grade}'", "is not one of A to F", "")
        with self._writing() as connection:
            at = touch(connection)
            connection.execute(sql.delete(GRADES).where(GRADES.c.source == source))
            if grade != RELIABILITY[-1]:
                line = {"source": source, "grade": grade, "who": who, "at": at, "why": why}
                connection.execute(sql.insert(GRADES), line)

    def grades(self) -> dict[str, str]:
        """The sources that somebody has graded, by name; any other is F."""
        query = sql.select(GRADES.c.source, GRADES.c.grade).order_by(GRADES.c.source)
        with self._reading() as connection:
            return {source: grade for source, grade in connection.execute(query)}

    def save_view(self, name: str, query: str, *, who: str = "") -> None:
        """Keep an address of the page under a name; a view of that name is replaced. What there is to see is
        the same as before, so nobody has to read the collection again."""
        with self._writing() as connection:
            connection.execute(sql.delete(VIEWS).where(VIEWS.c.name == _named(name)))
            connection.execute(
                sql.insert(VIEWS), {"name": _named(name), "query": query, "who": who, "at": now()}
            )

    def views(self) -> list[SavedView]:
        """The saved views by name."""
        query = sql.select(VIEWS).order_by(VIEWS.c.name)
        with self._reading() as connection:
            return [SavedView(**line) for line in connection.execute(query).mappings()]

    def rename_view(self, name: str, to: str) -> None:
        """Give a view another name, one that no other view has."""
        taken = sql.select(VIEWS.c.name).where(VIEWS.c.name == _named(to))
        with self._writing() as connection:
            if _named(to) != name and connection.execute(taken).first():
                raise UsageError(f"view '{to}'", "there is one of that name", "Choose another name.")
            renamed = connection.execute(
                sql.update(VIEWS).where(VIEWS.c.name == name).values(name=_named(to))
            )
            if not renamed.rowcount:
                raise StoreError(f"view '{name}'", "not in this collection any more", "Reload the page.")

    def remove_view(self, name: str) -> None:
        """Forget a view; one that is not there is forgotten already."""
        with self._writing() as connection:
            connection.execute(sql.delete(VIEWS).where(VIEWS.c.name == name))


def _named(name: str) -> str:
    if not name.strip():
        raise UsageError("a view", "needs a name", "Give one that is not empty.")
    return name.strip()
