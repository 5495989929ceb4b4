"""How the time to merge grows with the rows: generated reports, Zipf actors over three years.

python benchmarks/merge.py [ROWS …]        default: 1000 10000 100000

Seconds are of one processor. Which reports tell one event is known here, so it also says how many pairs are
found and how many are right; a language has no word of another here, which makes this harder than news.
"""

from __future__ import annotations

import itertools
import random
import resource
import sys
import time

import pandas as pd

from timeline import frame, merge

DAYS = 3 * 365
KINDS = ("CONSULT", "ASSAULT", "AGREE", "ACCUSE", "REQUEST", "SANCTION", "OTHER", "OTHER", "OTHER")
SYLLABLES = ("bar", "tel", "mon", "ver", "sol", "dri", "fen", "gul", "hap", "jor", "kin", "lus")
WORDS = [f"{a}{b}{c}" for a in SYLLABLES for b in ("do", "li", "ta", "ke") for c in SYLLABLES]


def generated(count: int) -> pd.DataFrame:
    """`count` rows, three reports an event on average, written by different publishers."""
    draw = random.Random(count)
    actors = [f"actor-{n}" for n in range(2000)]
    weights = [1 / (n + 1) for n in range(2000)]
    rows: list[dict[str, object]] = []
    for event in itertools.count():
        if len(rows) >= count:
            break
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
                    "article_title": f"event {event}",
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


def pairs(stories: pd.Series, events: pd.Series) -> tuple[float, float]:
    """Precision and recall over pairs of reports."""

    def within(*keys: pd.Series) -> int:
        return sum(n * (n - 1) // 2 for n in pd.concat(keys, axis=1).value_counts())

    right = within(stories, events)
    return right / max(within(stories), 1), right / max(within(events), 1)


def main() -> None:
    before = 0.0
    for count in [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        rows = generated(count)
        started, clock = time.process_time(), time.perf_counter()
        told = merge.merged(rows)
        took, passed = time.process_time() - started, time.perf_counter() - clock
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        precision, recall = pairs(told["story_id"], told["article_title"])
        growth = f", {took / before:.1f} x the one before" if before else ""
        print(
            f"{count:>9,} rows: {took:7.2f} s ({passed:.2f} by the clock), {told['story_id'].nunique():,} "
            f"stories, pairs P {precision:.3f} R {recall:.3f}, peak {memory:,} MB{growth}",
            flush=True,
        )
        before = took


if __name__ == "__main__":
    main()
