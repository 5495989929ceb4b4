"""Which lanes there are, in which order, and in which of them each event stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from timeline.view.style import plain
from timeline.view.words import Words

__all__ = ["ABSENT", "ALL", "GROUPINGS", "OTHERS", "Group", "groups"]

GROUPINGS = ("actor", "kind", "place", "source", "language", "none")
ABSENT, OTHERS, ALL = "", "*", "**"  # keys that no actor, place or source has
_COLUMN = {"kind": "kind", "place": "place", "source": "source", "language": "language"}
_NAMELESS = {
    "actor": "nobody",
    "kind": "other",
    "place": "nowhere",
    "source": "unsourced",
    "language": "other",
}


@dataclass(frozen=True, slots=True)
class Group:
    """A lane before it is drawn: its key (an actor_id, a kind…), its name, and its number of events."""

    key: str
    name: str
    count: int


def groups(
    frame: pd.DataFrame, by: str, order: str | Sequence[str], most: int, words: Words
) -> tuple[list[Group], list[tuple[str, ...]]]:
    """The lanes from top to bottom, and for each row of `frame` (in order of date) the keys of its lanes.

    An event with several actors stands in each of their lanes. Beyond `most` lanes, those with the fewest
    events fold into one: it holds the events that stand in no other lane. `order` is count, first (event),
    name, or the keys themselves; what such a list leaves out follows by count.
    """
    keys, names = _keys(frame, by, words)
    counts = Counter(key for row in keys for key in row if key != ABSENT)
    listed = [] if isinstance(order, str) else [key for key in order if key in counts]
    ranked = listed + [
        key for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if key not in listed
    ]
    kept = ranked if len(ranked) <= most else ranked[: most - 1]
    known = set(kept)
    rows = [
        tuple(key for key in row if key in known) or (OTHERS,) if row != (ABSENT,) else row for row in keys
    ]
    if order == "first":
        first = {key: i for i, row in reversed(list(enumerate(rows))) for key in row}
        kept = sorted(kept, key=lambda key: (first[key], key))
    elif order == "name":
        kept = sorted(kept, key=lambda key: (names[key].casefold(), key))
    lanes = [Group(key, names[key], counts[key]) for key in kept]
    folded = {key for row, given in zip(rows, keys, strict=True) if row == (OTHERS,) for key in given}
    if folded:
        lanes.append(Group(OTHERS, words.say("others", len(folded)), sum(row == (OTHERS,) for row in rows)))
    nameless = sum(row == (ABSENT,) for row in rows)
    if nameless:
        lanes.append(Group(ABSENT, words.say(_NAMELESS[by]), nameless))
    return lanes, rows


def _keys(frame: pd.DataFrame, by: str, words: Words) -> tuple[list[tuple[str, ...]], dict[str, str]]:
    if by == "none":
        return [(ALL,)] * len(frame), {ALL: words.say("none")}
    if by == "actor":
        names: dict[str, str] = {}
        keys = []
        for ids, called in zip(frame["actor_ids"], frame["actors"], strict=True):
            for key, name in zip(ids, called, strict=False):
                if key not in names:
                    names[key] = plain(name)
            keys.append(tuple(dict.fromkeys(ids)) or (ABSENT,))
        return keys, names
    if by == "source" and "publishers" in frame:
        return _publishers(frame)
    values = frame[_COLUMN[by]]
    texts = [str(value) for value in values.astype(object).where(values.notna(), ABSENT)]
    named = {"kind": lambda key: words.kinds.get(key, key), "language": words.language}.get(by, plain)
    names = {key: named(key) for key in dict.fromkeys(texts)}
    return [(text,) for text in texts], names


def _publishers(frame: pd.DataFrame) -> tuple[list[tuple[str, ...]], dict[str, str]]:
    """A story stands in the lane of each of its publishers."""
    sourced = frame["source"].notna()
    keys = [
        tuple(told) if known or len(told) > 1 else (ABSENT,)
        for told, known in zip(frame["publishers"], sourced, strict=True)
    ]
    return keys, {key: plain(key) for row in keys for key in row}
