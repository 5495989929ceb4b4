"""The face of a collection: everything that is kept, behind one name.

    store = Store("talks.sqlite")
    store.add(article, pipeline.extract(article))      # twice changes nothing
    store.describe(article.id, {"published": "2023-07-28"}, pipeline.extract, who="ada")
    store.remove([article.id]); store.restore([article.id])
    store.undo(store.correct([event_id], "confirm", who="ada"), who="bob")
    store.events(), store.articles(), store.actors()   # frames

One transaction an article, on the disk before `add` returns: a killed process loses nothing that was added
and leaves nothing half.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import platformdirs
import sqlalchemy as sql

from timeline import corrections, frame
from timeline.store.ledger import Ledger
from timeline.store.notes import Notes
from timeline.store.record import Corrections
from timeline.store.tables import ACTORS

__all__ = ["Store", "default_path"]


def default_path() -> Path:
    """The collection in the user's data folder."""
    return Path(platformdirs.user_data_path("timeline", appauthor=False)) / "timeline.sqlite"


class Store(Ledger, Corrections, Notes):
    """One collection. `where` is a file path or a database URL; by default the user's own collection.

    May be shared by threads; several processes may use the same collection. Every method raises `StoreError`
    with one clear line where the collection cannot be read or written.
    """

    def __init__(self, where: str | Path | None = None) -> None:
        super().__init__(str(where or default_path()))

    def events(self) -> pd.DataFrame:
        """The rows of all articles that are not removed, as corrected, in chronological order."""
        return corrections.laid_over(self.extracted(), self.corrections())

    def actors(self) -> pd.DataFrame:
        """All actors ever seen in this collection, by name."""
        query = sql.select(ACTORS).order_by(ACTORS.c.name, ACTORS.c.actor_id)
        return self._frame(query, frame.ACTOR_COLUMNS)
