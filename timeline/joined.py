"""Stories as they were joined last, for as long as nothing that they depend on has changed.

Joining a hundred thousand rows takes a while; opening them again must not. What was found is kept with the
collection, under a mark of all that joining looks at: the rows' own words, what people joined or kept apart,
and the rules themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy.typing as npt
import pandas as pd

from timeline import likeness, meeting, merge, rejoining, reports
from timeline.errors import StoreError
from timeline.merge import Pair
from timeline.rejoining import Joined
from timeline.store import Store

__all__ = ["changed", "joined", "keep"]

FEWEST = 1500  # rows; fewer are joined anew in a moment
NAME = "stories"
LOOKED_AT = [
    "event_id", "article_id", "published", "start", "end", "date_edtf", "date_text", "quote", "quote_start",
    "quote_end", "place", "country", "latitude", "longitude", "kind", "language",
]  # fmt: skip
LISTS = ("actor_ids", "actors")


def joined(
    store: Store,
    rows: pd.DataFrame,
    states: Mapping[str, str],
    *,
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> Joined:
    """The rows of a collection joined as `merge.merged` does it, remembered there."""
    if len(rows) < FEWEST:
        return rejoining.joined(rows, together, apart, states)
    kept = store.setting(NAME)
    if (
        isinstance(kept, dict)
        and "pairs" in kept
        and kept.get("mark") == _mark(rows, states, together, apart)
    ):
        of = kept["of"]
        stories = [of.get(event, event) for event in rows["event_id"]]
        told = rows.assign(story_id=pd.Series(stories, index=rows.index, dtype="string"))
        pairs = {(one, other): weight for one, other, weight in kept["pairs"]}
        return Joined(told, pairs, frozenset(together), frozenset(apart), dict(states))
    found = rejoining.joined(rows, together, apart, states)
    keep(store, found)
    return found


def keep(store: Store, found: Joined) -> None:
    """Remember how the rows of a collection were joined, where that takes a while."""
    if len(found.rows) < FEWEST or not store.writable:
        return
    pairs = zip(found.rows["event_id"], found.rows["story_id"], strict=True)
    kept = {
        "mark": _mark(found.rows, found.states, found.together, found.apart),
        "of": {event: story for event, story in pairs if event != story},
        "pairs": [[*pair, weight] for pair, weight in found.pairs.items()],
    }
    try:
        store.set_setting(NAME, kept)
    except StoreError:  # somebody else writes: then it is joined anew next time
        return


def changed(before: pd.DataFrame, after: pd.DataFrame) -> set[str]:
    """The ids of rows that are new, gone, or other than before in anything that joining looks at."""
    was, now = (dict(zip(rows["event_id"], _marks(rows).tolist(), strict=True)) for rows in (before, after))
    return {event for event in was.keys() | now.keys() if was.get(event) != now.get(event)}


def _mark(
    rows: pd.DataFrame, states: Mapping[str, str], together: Collection[Pair], apart: Collection[Pair]
) -> str:
    digest = sha256(_marks(rows).tobytes())
    digest.update(repr((sorted(states.items()), sorted(together), sorted(apart), _rules())).encode())
    return digest.hexdigest()


def _marks(rows: pd.DataFrame) -> npt.NDArray[Any]:
    """A number for all that joining looks at in each row."""
    seen = rows[LOOKED_AT].assign(rejected=rows["review"].fillna("") == "rejected")
    for name in LISTS:
        seen[name] = ["\0".join(row) for row in rows[name]]
    marks: npt.NDArray[Any] = pd.util.hash_pandas_object(seen, index=False).to_numpy()
    return marks


@cache
def _rules() -> str:
    modules = (merge, likeness, meeting, reports)
    return sha256(b"".join(Path(str(module.__file__)).read_bytes() for module in modules)).hexdigest()
