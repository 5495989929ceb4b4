"""How the time to merge grows with the rows: generated reports, Zipf actors over three years.

python benchmarks/merge.py [ROWS …]        default: 1000 10000 100000
"""

from __future__ import annotations

import random
import resource
import sys
import time

import pandas as pd

from timeline import frame, merge

DAYS = 3 * 365
KINDS = ("CONSULT", "ASSAULT", "AGREE", "ACCUSE", "REQUEST", "SANCTION", "OTHER", "OTHER", "OTHER")
WORDS = [
    f"{a}{b}{c}"
    for a in ("bar", "tel", "mon", "ver", "sol")
    for b in "aeiou"
    for c in ("dor", "lin", "tas", "kev")
]


def generated(count: int) -> pd.DataFrame:
    """`count` rows, three reports an event on average, written by different publishers."""
    draw = random.Random(count)
    actors = [f"actor-{n}" for n in range(2000)]
    weights = [1 / (n + 1) for n in range(2000)]
    rows = []
    while len(rows) < count:
        day = pd.Timestamp("2021-01-01") + pd.Timedelta(days=draw.randrange(DAYS))
        who = list(dict.fromkeys(draw.choices(actors, weights, k=draw.randint(1, 4))))
        kind, place = draw.choice(KINDS), draw.randrange(500)
        story = draw.sample(WORDS, 12)
        for _ in range(draw.choice((1, 1, 2, 3, 8))):
            number = len(rows)
            rows.append(
                {
                    "event_id": f"{number:08x}",
                    "article_id": f"article-{draw.randrange(10**9)}",
                    "published": (day + pd.Timedelta(days=1)).date().isoformat(),
                    "start": day.date().isoformat(),
                    "end": (day + pd.Timedelta(days=0 if draw.random() < 0.8 else 6)).date().isoformat(),
                    "kind": kind,
                    "actor_ids": who[: draw.randint(1, len(who))],
                    "place": f"place-{place}" if draw.random() < 0.5 else None,
                    "quote": " ".join(draw.sample(story, 8)),
                    "language": draw.choice(("en", "fr", "de")),
                }
            )
    return frame.from_rows(rows[:count])


def main() -> None:
    before = 0.0
    for count in [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        rows = generated(count)
        started = time.perf_counter()
        stories = merge.merged(rows)["story_id"].nunique()
        took = time.perf_counter() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        growth = f", {took / before:.1f} x the one before" if before else ""
        print(f"{count:>9,} rows: {took:7.2f} s, {stories:,} stories, peak {memory:,} MB{growth}", flush=True)
        before = took


if __name__ == "__main__":
    main()
