"""The face of a collection: everything that is kept, behind one name.

    store = Store("talks.sqlite")
    store.add(article, pipeline.extract(article))      # twice changes nothing
    store.describe(article.id, {"published": "2023-07-28"}, pipeline.extract, who="ada")
    store.remove([article.id]); store.restore([article.id])
    store.undo(store.correct([event_id], "confirm", who="ada"), who="bob")
    store.undo_actors(store.merge_actors(["k-jong-un"], "kim-jong-un", who="ada"), who="bob")
    store.events(), store.articles(), store.actors()   # frames
    store.save_state("monday"); store.changes("monday")

One transaction an article, on the disk before `add` returns: a killed process loses nothing that was added
and leaves nothing half.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs

from timeline.store.ledger import Ledger
from timeline.store.naming import Naming
from timeline.store.notes import Notes
from timeline.store.record import Corrections
from timeline.store.versions import Versions

__all__ = ["Store", "default_path"]


def default_path() -> Path:
    """The collection in the user's data folder."""
    return Path(platformdirs.user_data_path("timeline", appauthor=False)) / "timeline.sqlite"


class Store(Ledger, Corrections, Naming, Versions, Notes):
    """One collection. `where` is a file path or a database URL; by default the user's own collection.
    Where it is not `writable`, whatever would change it is refused.

    May be shared by threads; several processes may use the same collection. Every method raises `StoreError`
    with one clear line where the collection cannot be read or written.
    """

    def __init__(self, where: str | Path | None = None, *, writable: bool = True) -> None:
        super().__init__(str(where or default_path()), writable=writable)
