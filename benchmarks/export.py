"""Seconds and bytes of every export at 200 events, and of a peer: `python benchmarks/export.py [EVENTS]`.

The rows are those of the tests, told again with other ids and days. The first figure is the first file, with
what has to be imported; the second the best of three after it; the third that one's processor time in this
process, which a busy machine does not change. Promised are a sheet as PNG, PPTX and HTML in less than a
second each. The peer is what one would write without Timeline: `plotly.express.timeline` drawn by Kaleido,
whose processor time is its browser's and not counted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import pandas as pd
from sample_rows import sample_frame

from timeline import frame
from timeline.export import EXPORTERS, Sheet, picture


def rows(count: int) -> pd.DataFrame:
    """`count` rows, each copy of the tests' a little later than the one before."""
    known = list(frame.rows(sample_frame()))
    told = []
    for number in range(count):
        row, later = known[number % len(known)], timedelta(days=3 * (number // len(known)))
        days = {side: row[side] and date.fromisoformat(row[side]) + later for side in ("start", "end")}
        told.append(row | days | {"event_id": f"{row['event_id']}{number}", "story_id": None})
    return frame.ordered(frame.from_rows(told))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    events, sheet = rows(count), Sheet(words=f"{count} events")
    print(f"{'format':18} {'first s':>8} {'warm s':>8} {'cpu s':>8} {'bytes':>9}   {count} events")
    for name, exporter in EXPORTERS.items():
        if name == "png" and not picture.available():
            print(f"{name:18} {picture.reason()}")
            continue
        measure(name, partial(exporter.write, events, sheet))
    if picture.available():
        drawn = plain(events)
        measure("px.timeline, PNG", partial(drawn.to_image, "png", width=1600, height=900))


def measure(name: str, make: Callable[[], bytes]) -> None:
    """A line of the table."""
    times = []
    for _ in range(4):
        begun, worked = perf_counter(), process_time()
        data = make()
        times.append((perf_counter() - begun, process_time() - worked))
    seconds, work = min(pair[0] for pair in times[1:]), min(pair[1] for pair in times[1:])
    print(f"{name:18} {times[0][0]:8.2f} {seconds:8.2f} {work:8.2f} {len(data):9d}")


def plain(events: pd.DataFrame) -> Any:
    """The peer's figure: a bar an event, a row a first actor."""
    from plotly import express

    known = events[events["start"].notna() & events["end"].notna()]
    who = [names[0] if names else "" for names in known["actors"]]
    return express.timeline(known.assign(who=who), x_start="start", x_end="end", y="who", hover_name="title")


if __name__ == "__main__":
    main()
