"""Stories as they were joined last, for as long as nothing that they depend on has changed.

Joining a hundred thousand rows takes a minute; confirming one of them must not. What was found is kept with
the collection, under a mark of all that joining looks at: the rows' own words, what people joined or kept
apart, and the rules themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

import pandas as pd

from timeline import likeness, meeting, merge, reports
from timeline.errors import StoreError
from timeline.store import Store

__all__ = ["joined"]

FEWEST = 1500  # rows; fewer are joined anew in a moment
NAME = "stories"
LOOKED_AT = [
    "event_id", "article_id", "published", "start", "end", "date_edtf", "date_text", "quote", "quote_start",
    "quote_end", "place", "country", "latitude", "longitude", "kind", "language",
]  # fmt: skip
LISTS = ("actor_ids", "actors")

Pairs = Collection[tuple[str, str]]


def joined(
    store: Store, rows: pd.DataFrame, states: Mapping[str, str], *, together: Pairs = (), apart: Pairs = ()
) -> pd.DataFrame:
    """`merge.merged` of the rows of a collection, remembered there."""
    if len(rows) < FEWEST:
        return merge.merged(rows, together, apart, states)
    mark = _mark(rows, states, together, apart)
    kept = store.setting(NAME)
    if isinstance(kept, dict) and kept.get("mark") == mark:
        of = kept["of"]
        stories = [of.get(event, event) for event in rows["event_id"]]
        return rows.assign(story_id=pd.Series(stories, index=rows.index, dtype="string"))
    found = merge.merged(rows, together, apart, states)
    pairs = zip(found["event_id"], found["story_id"], strict=True)
    try:
        store.set_setting(NAME, {"mark": mark, "of": {e: s for e, s in pairs if e != s}})
    except StoreError:  # somebody else writes, or nobody may: then it is joined anew next time
        return found
    return found


def _mark(rows: pd.DataFrame, states: Mapping[str, str], together: Pairs, apart: Pairs) -> str:
    seen = rows[LOOKED_AT].assign(rejected=rows["review"].fillna("") == "rejected")
    for name in LISTS:
        seen[name] = ["\0".join(row) for row in rows[name]]
    digest = sha256(pd.util.hash_pandas_object(seen, index=False).to_numpy().tobytes())
    digest.update(repr((sorted(states.items()), sorted(together), sorted(apart), _rules())).encode())
    return digest.hexdigest()


@cache
def _rules() -> str:
    modules = (merge, likeness, meeting, reports)
    return sha256(b"".join(Path(str(module.__file__)).read_bytes() for module in modules)).hexdigest()
