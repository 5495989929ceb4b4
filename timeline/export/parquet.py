"""Parquet: typed columns, dates as dates, lists as lists; the same schema for no rows as for many."""

from __future__ import annotations

from typing import Any

import pandas as pd

from timeline import frame
from timeline.export.face import Exporter, Sheet
from timeline.stories import STORY_COLUMNS

__all__ = ["EXPORTER", "write"]


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """One table; `rows` must have the columns of `frame.COLUMNS`, stories those of STORY_COLUMNS beside."""
    import pyarrow as pa
    from pyarrow import parquet

    mention = pa.struct(
        [("actor_id", pa.string()), ("text", pa.string()), ("start", pa.int64()), ("end", pa.int64()),
         ("by", pa.string()), ("flag", pa.string())]
    )  # fmt: skip
    types: dict[str, Any] = {
        "text": pa.string(), "offset": pa.int64(), "number": pa.float64(), "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }  # fmt: skip
    conflict = pa.struct(
        [("field", pa.string()), ("value", pa.string()), ("event_ids", pa.list_(pa.string()))]
    )
    own = {"actor_mentions": pa.list_(mention), "conflicts": pa.list_(conflict)}
    kinds = frame.COLUMNS | {name: kind for name, kind in STORY_COLUMNS.items() if name in rows}
    fields = [pa.field(name, own.get(name, types[kind])) for name, kind in kinds.items()]
    arrays = [pa.array(rows[field.name], type=field.type, from_pandas=True) for field in fields]
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), sink)
    return bytes(sink.getvalue())


EXPORTER = Exporter("parquet", "Parquet", ".parquet", "application/vnd.apache.parquet", write)
