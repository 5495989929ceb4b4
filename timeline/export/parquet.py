"""Parquet: typed columns, dates as dates, lists as lists; the same schema for no rows as for many."""

from __future__ import annotations

from typing import Any

import pandas as pd

from timeline import frame
from timeline.export.face import Exporter, Sheet

__all__ = ["EXPORTER", "write"]


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """One table; `rows` must have the columns of `frame.COLUMNS`."""
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
    fields = [
        pa.field(name, pa.list_(mention) if name == "actor_mentions" else types[kind])
        for name, kind in frame.COLUMNS.items()
    ]
    arrays = [pa.array(rows[field.name], type=field.type, from_pandas=True) for field in fields]
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), sink)
    return bytes(sink.getvalue())


EXPORTER = Exporter("parquet", "Parquet", ".parquet", "application/vnd.apache.parquet", write)
