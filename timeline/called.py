"""Rows under the names that a reader's language has, for pictures and papers; data keeps canonical ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from timeline.dashboard.strings import speak
from timeline.view.words import KIND_NAMES

__all__ = ["CANONICAL", "called", "renamed", "worded"]

CANONICAL = "en"  # the language of the columns actors and label
MOST = 3  # actors in a label


def called(rows: pd.DataFrame, names: Mapping[str, str], language: str) -> pd.DataFrame:
    """`rows` with actors called as `names` say by id, their labels composed anew in `language`.

    A place that is also one of its row's actors is called as that one is.
    """
    if language == CANONICAL or language not in KIND_NAMES or rows.empty:
        return rows
    strings, kinds = speak(language), KIND_NAMES[language]
    comma, colon = strings("join.comma"), strings("join.colon")
    actors, labels, places = [], [], []
    columns = (rows[name].tolist() for name in ("actor_ids", "actors", "kind", "place"))
    for ids, canonical, kind, place in zip(*columns, strict=True):
        known = [names.get(actor, name) for actor, name in zip(ids, canonical, strict=False)]
        place = dict(zip(canonical, known, strict=False)).get(place, place)
        where = place if isinstance(place, str) and place not in known else ""
        said = kinds.get(kind, "") if kind != "OTHER" or not (known or where) else ""
        told = colon.join(part for part in (said, comma.join(known[:MOST])) if part)
        actors.append(known)
        places.append(place)
        labels.append(" · ".join(part for part in (told, where) if part))
    return rows.assign(
        actors=pd.Series(actors, index=rows.index, dtype=rows["actors"].dtype),
        place=pd.Series(places, index=rows.index, dtype=rows["place"].dtype),
        label=pd.Series(labels, index=rows.index, dtype=rows["label"].dtype),
    )


def worded(rows: pd.DataFrame, reports: pd.DataFrame | None, language: str) -> pd.DataFrame:
    """Stories, each in the words of its first report in the reader's language, if it has one.

    `reports` are the single rows; without them, or where `rows` are none but single rows, nothing changes.
    """
    if reports is None or rows.empty or "event_ids" not in rows:
        return rows
    told = reports[(reports["language"] == language) & reports["title"].fillna("").ne("")]
    at = {event: line for line, event in enumerate(told["event_id"])}
    first = [min((at[e] for e in ids if e in at), default=None) for ids in rows["event_ids"]]
    words = {
        name: [
            own if line is None or said == language else told[name].iloc[line]
            for own, said, line in zip(rows[name], rows["language"], first, strict=True)
        ]
        for name in ("title", "label", "language")
    }
    return rows.assign(
        **{name: pd.Series(said, index=rows.index, dtype=rows[name].dtype) for name, said in words.items()}
    )


def renamed(
    rows: pd.DataFrame, options: Mapping[str, Any], language: str
) -> tuple[pd.DataFrame, Mapping[str, Any]]:
    """Rows and the `reports` of a sheet's options, called as those options say."""
    names = options.get("called") or {}
    reports = options.get("reports")
    if reports is None:
        return called(rows, names, language), options
    return called(rows, names, language), {**options, "reports": called(reports, names, language)}
