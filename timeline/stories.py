"""From rows that share a `story_id` to stories: one line each, with all its reports and what they contradict.

A story keeps the columns of a row, so that whatever reads rows reads stories. Its date is the most precise
one that most publishers can agree to; nothing is averaged; what does not fit stands under `conflicts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from timeline.frame import ordered

__all__ = ["STORY_COLUMNS", "stories"]

# What a story has beside the columns of a row, of which kind as in `frame.COLUMNS`. Its reports come first
# published first; its publishers are the independent ones; a conflict is {field, value, event_ids}: what
# other reports say of date, place or status.
STORY_COLUMNS = {
    "event_ids": "list",
    "publishers": "list",
    "first_reported_by": "text",
    "first_reported_on": "text",
    "conflicts": "list",
}
FAR_PAST, FAR_FUTURE = pd.Timestamp("0001-01-01"), pd.Timestamp("9999-12-31")


def stories(rows: pd.DataFrame) -> pd.DataFrame:
    """One line a story, ordered as rows are. Rows without a story are their own.

    Columns: those of a row and STORY_COLUMNS; `event_id` is the story's.
    """
    story = rows["story_id"].fillna(rows["event_id"])
    published = rows["published"].astype(object).where(rows["published"].notna(), None)
    alone = ~story.duplicated(keep=False)
    lines = rows[alone].assign(
        story_id=story[alone],
        event_ids=_alone(rows.loc[alone, "event_id"]),
        publishers=_alone(_publisher(rows[alone])),
        first_reported_by=_publisher(rows[alone]),
        first_reported_on=_days(published[alone]),
        conflicts=pd.Series([[] for _ in range(int(alone.sum()))], index=rows.index[alone], dtype=object),
    )
    told = rows[~alone].assign(story_id=story[~alone], publisher=_publisher(rows[~alone]))
    reports = told.sort_values(["story_id", "published", "event_id"], na_position="last").to_dict("records")
    several = [_told(list(group)) for _, group in groupby(reports, key=itemgetter("story_id"))]
    if several:
        together = pd.DataFrame(several, columns=lines.columns)
        dtypes = {name: dtype for name, dtype in lines.dtypes.items() if name in rows.columns}
        lines = pd.concat([lines, together.astype(dtypes)], ignore_index=True)
    return ordered(lines)


def _alone(values: pd.Series) -> pd.Series:
    """Each value as a list of its own: a Python list, whatever the column is made of."""
    return pd.Series([[value] for value in values], index=values.index, dtype=object)


def _days(moments: pd.Series) -> pd.Series:
    """The days of some moments as text, None where there is none."""
    return pd.Series([day[:10] if day else None for day in moments], index=moments.index, dtype=object)


def _publisher(rows: pd.DataFrame) -> pd.Series:
    """Who tells a row: its source, else the title of its article, which a person can read at least."""
    return rows["source"].fillna(rows["article_title"]).fillna(rows["article_id"]).astype(object)


def _told(reports: Sequence[dict[Any, Any]]) -> dict[str, Any]:
    """One story from its reports, first published first."""
    dated = _agreed(reports)
    best = max(
        (report for report in reports if _when(report) == _when(dated)),
        key=lambda report: (report["confidence"], report["publisher"]),
    )
    first = reports[0]
    placed = next((report for report in (best, *reports) if not _missing(report["place"])), best)
    ids = list(dict.fromkeys(actor for report in (best, *reports) for actor in report["actor_ids"]))
    names = {i: n for report in reports for i, n in zip(report["actor_ids"], report["actors"], strict=False)}
    return {
        **{key: value for key, value in best.items() if key != "publisher"},
        "event_id": first["story_id"],
        "story_id": first["story_id"],
        "actor_ids": ids,
        "actors": [names.get(actor, actor) for actor in ids],
        "things": list(dict.fromkeys(thing for report in reports for thing in report["things"])),
        **{key: placed[key] for key in ("place", "country", "latitude", "longitude")},
        "review": next((r["review"] for r in reports if r["review"] != "extracted"), "extracted"),
        "event_ids": [report["event_id"] for report in reports],
        "publishers": _independent(reports),
        "first_reported_by": first["publisher"],
        "first_reported_on": None if _missing(first["published"]) else str(first["published"])[:10],
        "conflicts": _conflicts(reports, dated, placed, best),
    }


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT


def _when(report: Mapping[Any, Any]) -> tuple[Any, Any]:
    start, end = report["start"], report["end"]
    return (FAR_PAST if _missing(start) else start), (FAR_FUTURE if _missing(end) else end)


def _overlap(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> bool:
    (start, end), (start2, end2) = _when(one), _when(other)
    return bool(start <= end2 and start2 <= end)


def _agreed(reports: Sequence[dict[Any, Any]]) -> dict[Any, Any]:
    """The report whose date most publishers can agree to; then the most precise, then the most told."""

    def worth(report: Mapping[Any, Any]) -> tuple[int, Any, int, bool]:
        start, end = _when(report)
        agreeing = {other["publisher"] for other in reports if _overlap(report, other)}
        same = {other["publisher"] for other in reports if _when(other) == (start, end)}
        return len(agreeing), start - end, len(same), report["date_basis"] != "published"

    return max(reports, key=worth)


def _independent(reports: Sequence[Mapping[Any, Any]]) -> list[str]:
    """Publishers with words of their own, first published first."""
    texts: set[str] = set()
    names: dict[str, None] = {}
    for report in reports:
        words = " ".join(str(report["quote"]).casefold().split())
        if words not in texts:
            names[str(report["publisher"])] = None
        texts.add(words)
    return list(names)


def _conflicts(
    reports: Sequence[Mapping[Any, Any]],
    dated: Mapping[Any, Any],
    placed: Mapping[Any, Any],
    best: Mapping[Any, Any],
) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], list[str]] = {}
    for report in reports:
        if not _overlap(report, dated):
            found.setdefault(("date", str(report["date_edtf"])), []).append(report["event_id"])
        if not _missing(report["place"]) and report["country"] != placed["country"]:
            found.setdefault(("place", str(report["place"])), []).append(report["event_id"])
        if {report["status"], best["status"]} in ({"happened", "denied"}, {"planned", "denied"}):
            found.setdefault(("status", str(report["status"])), []).append(report["event_id"])
    return [{"field": field, "value": value, "event_ids": ids} for (field, value), ids in found.items()]
