"""A chronology made elsewhere, opened and continued: each row becomes an article of its own and its event.

The event's quote is the row's own text. `tables` turns a file (CSV, JSON Lines, TimelineJS, Timesketch) into
records, `columns` says which field of a record is which of ours, `rows` makes the article and the event. What
cannot be read is said row by row.

    rows = table("talks.csv", data)
    for told in imported(rows, mapping(["date=Datum"], rows.columns), "talks.csv"):
        told.article, told.event, told.note
"""

from __future__ import annotations

from timeline.imports.columns import FIELDS, guessed, mapping
from timeline.imports.keeping import Kept, keep
from timeline.imports.rows import Told, imported
from timeline.imports.tables import Table, table

__all__ = ["FIELDS", "Kept", "Table", "Told", "guessed", "imported", "keep", "mapping", "table"]
