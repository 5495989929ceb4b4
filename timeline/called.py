"""Rows under the names that a reader's language has, for pictures and papers; data keeps canonical ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from timeline.dashboard.strings import speak
from timeline.view.words import KIND_NAMES

__all__ = ["CANONICAL", "called", "renamed"]

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


def renamed(
    rows: pd.DataFrame, options: Mapping[str, Any], language: str
) -> tuple[pd.DataFrame, Mapping[str, Any]]:
    """Rows and the `reports` of a sheet's options, called as those options say."""
    names = options.get("called") or {}
    reports = options.get("reports")
    if reports is None:
        return called(rows, names, language), options
    return called(rows, names, language), {**options, "reports": called(reports, names, language)}
