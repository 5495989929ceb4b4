"""What a briefing proposes from rows alone: which events, most telling first; a finding; a line below it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

import pandas as pd

from timeline import frame
from timeline.told import Row, Teller, day
from timeline.view import focus
from timeline.view.style import plain

__all__ = [
    "MOST", "Story", "chosen", "finding", "grouped", "inside", "line", "publishers", "window", "with_reports",
]  # fmt: skip

MOST = 12
FACTS = ("happened", "ongoing")
LEAD = 350  # characters an article opens with: its main news stands there
Story = tuple[Row, ...]
EXACT = {"day": 0.3, "week": 0.2, "month": 0.2, "interval": 0.15, "season": 0.1, "quarter": 0.1}


def grouped(known: Sequence[Row], language: str) -> list[Story]:
    """Reports of one event together, in the order given; each led by the report that tells it best."""
    together: dict[str, list[Row]] = defaultdict(list)
    for row in known:
        if row["review"] != "rejected":
            together[row["story_id"] or row["event_id"]].append(row)

    def best(row: Row) -> tuple[bool, float, float, str]:
        reviewed = row["review"] in ("confirmed", "edited")
        worth = reviewed + (row["language"] == language) + EXACT.get(row["precision"], 0.0)
        return (not _placed(row), -worth, -(row["confidence"] or 0.0), row["event_id"])

    return [tuple(sorted(story, key=best)) for story in together.values()]


def with_reports(lines: Sequence[Row], reports: pd.DataFrame) -> list[Story]:
    """Each story's line, then those of its reports that the line was not taken from."""
    together: dict[str, list[Row]] = defaultdict(list)
    for report in frame.rows(reports):
        together[report["story_id"] or report["event_id"]].append(report)

    def passage(row: Row) -> tuple[str, int | None, int | None]:
        return row["article_id"], row["quote_start"], row["trigger_start"]

    return [
        (line, *(r for r in together[line["story_id"] or line["event_id"]] if passage(r) != passage(line)))
        for line in lines
    ]


def _placed(row: Row) -> bool:
    return bool(row["start"] or row["end"])


def window(rows: pd.DataFrame, asked: tuple[date | None, date | None] | None) -> tuple[date, date]:
    """The days asked for; on a side where none are, those worth showing first."""
    since, until = asked or (None, None)
    seen = focus(rows) or (date.min, date.max)
    return since or seen[0], until or seen[1]


def inside(stories: Sequence[Story], days: tuple[date, date]) -> list[Story]:
    """The dated stories that can have happened in the window; all dated ones where none can."""
    dated = [story for story in stories if _placed(story[0])]

    def overlaps(row: Row) -> bool:
        start, end = day(row["start"]), day(row["end"])
        return (start is None or start <= days[1]) and (end is None or end >= days[0])

    return [story for story in dated if overlaps(story[0])] or dated


def chosen(stories: Sequence[Story], seen: Sequence[Story], wanted: Sequence[str] | None) -> list[Story]:
    """The stories of the sheet: as asked for, else the most important ones, spread out, in order of date."""
    if wanted:
        by_event = {row["event_id"]: story for story in stories for row in story if _placed(story[0])}
        return list({id(s): s for event in wanted if (s := by_event.get(event))}.values())[:MOST]
    if len(seen) <= MOST:
        return list(seen)
    middles = [_middle(story[0]) for story in seen]
    worths = [_importance(story) for story in seen]
    room = max(middles[-1] - middles[0], 1) / MOST
    picked: list[int] = []
    while len(picked) < MOST:

        def worth(i: int, taken: Sequence[int] = tuple(middles[i] for i in picked)) -> tuple[float, str]:
            apart = min((abs(middles[i] - other) for other in taken), default=room)
            return worths[i] + 0.8 * min(apart / room, 1.0), seen[i][0]["event_id"]

        picked.append(max((i for i in range(len(seen)) if i not in picked), key=worth))
    return [seen[i] for i in sorted(picked)]


def _importance(story: Story) -> float:
    """Corroboration first, then how sure and how exact the best report is, whether any article leads with it,
    and how much it says."""
    row = story[0]
    return (
        0.8 * min(len(publishers(story)) - 1, 3)
        + 0.5 * (row["review"] in ("confirmed", "edited"))
        + (row["confidence"] or 0.0)
        + EXACT.get(row["precision"], 0.0)
        + 0.3 * (row["status"] in FACTS)
        + 0.3 * any((report["quote_start"] or 0) < LEAD for report in story)
        + 0.2 * (row["kind"] not in (None, "OTHER"))
        + 0.1 * min(len(row["actor_ids"]), 3)
        + 0.1 * bool(row["place"])
    )


def publishers(story: Story) -> set[str]:
    """The independent ones where the story says them: a text that two papers share counts once."""
    return set(story[0].get("publishers") or [report["source"] or report["article_id"] for report in story])


def _middle(row: Row) -> int:
    first, last = _ends(row)
    return (first.toordinal() + last.toordinal()) // 2


def _ends(row: Row) -> tuple[date, date]:
    """Bounds; an open side has the other's day."""
    first, last = day(row["start"]), day(row["end"])
    return first or last or date.min, last or first or date.min


def finding(seen: Sequence[Story], days: tuple[date, date], tell: Teller) -> str:
    """Who is named most, how many events, over which days: what can be said without reading them."""
    if not seen:
        return tell("title")
    first = max(days[0], min(_ends(story[0])[0] for story in seen))
    last = min(days[1], max(_ends(story[0])[1] for story in seen))
    span = tell.date(first, last)
    best = [story[0] for story in seen]
    names = {key: name for row in best for key, name in zip(row["actor_ids"], row["actors"], strict=False)}
    ranked = Counter(key for row in best for key in dict.fromkeys(row["actor_ids"])).most_common(2)
    leading = ", ".join(plain(names[key]) for key, count in ranked if 3 * count >= len(seen))
    said = {"n": len(seen), "span": span}
    return tell("finding", actors=leading, **said) if leading else tell("finding_plain", **said)


def line(seen: Sequence[Story], tell: Teller) -> str:
    """The month in which most happened, where it stands out, and how many events have a second source."""
    days = [known for story in seen if story[0]["precision"] == "day" and (known := day(story[0]["start"]))]
    months = Counter((known.year, known.month) for known in days).most_common(2)
    said = []
    if len(months) > 1 and months[0][1] > months[1][1]:
        month = tell.month(date(*months[0][0], 1))
        said.append(tell("peak", month=month, n=months[0][1], total=len(days)))
    if seen:
        told_twice = sum(len(publishers(story)) > 1 for story in seen)
        said.append(tell("corroborated" if told_twice else "alone", n=told_twice, total=len(seen)))
    return " ".join(said)
