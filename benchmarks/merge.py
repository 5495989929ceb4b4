"""How the time to merge grows with the rows: generated reports, Zipf actors over three years.

python benchmarks/merge.py [ROWS …]        default: 1000 10000 100000

Seconds are of one processor, memory is the most that was held while joining (rows included), each number of
rows in a process of its own. Which reports tell one event is known here, so it also says how many pairs are
found and how many are right.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import pandas as pd

from timeline import frame, merge

DAYS = 3 * 365
ACTORS, PLACES, WORDS, LANGUAGES = 2000, 500, 20_000, ("en", "fr", "de")
COMMON = 100  # words of the highest ranks, which are no names; names of states and towns are not among these
LENGTHS = (0,) * 32 + (6,) * 4 + (30,) * 3 + (364,)  # days that a date covers, less one
KINDS = ("CONSULT", "ASSAULT", "AGREE", "ACCUSE", "REQUEST", "SANCTION", "OTHER", "OTHER", "OTHER")
CONSONANTS, VOWELS = "bdfghklmnprstvz", "aeiou"


def generated(count: int) -> pd.DataFrame:
    """`count` rows, three reports an event on average, written by different publishers.

    Actors, places and words are as unequal as in news (Zipf). An event has twelve words, of which a report
    uses eight; one in four is the same in all languages, as names and terms are, the others are not; but for
    the commonest these are names. One report in five has a vague date: a week, a month or a year.
    """
    draw = random.Random(count)
    actors = [f"actor-{n}" for n in range(ACTORS)]
    of_actors, of_places, of_words = (
        list(itertools.accumulate(1 / (n + 1) for n in range(size))) for size in (ACTORS, PLACES, WORDS)
    )
    rows: list[dict[str, object]] = []
    for event in itertools.count():
        if len(rows) >= count:
            break
        day = pd.Timestamp("2021-01-01") + pd.Timedelta(days=draw.randrange(DAYS))
        who = list(dict.fromkeys(draw.choices(actors, cum_weights=of_actors, k=draw.randint(1, 4))))
        kind = draw.choice(KINDS)
        (place,) = draw.choices(range(PLACES), cum_weights=of_places)
        story = list(dict.fromkeys(draw.choices(range(WORDS), cum_weights=of_words, k=12)))
        for _ in range(draw.choice((1, 1, 2, 3, 8))):
            number, language = len(rows), draw.choice(LANGUAGES)
            told = draw.sample(story, min(8, len(story)))
            rows.append(
                {
                    "event_id": f"{number:08x}",
                    "article_id": f"article-{draw.randrange(10**9)}",
                    "article_title": f"event {event}",
                    "published": (day + pd.Timedelta(days=1)).date().isoformat(),
                    "start": day.date().isoformat(),
                    "end": (day + pd.Timedelta(days=draw.choice(LENGTHS))).date().isoformat(),
                    "kind": kind,
                    "actor_ids": who[: draw.randint(1, len(who))],
                    "place": f"place-{place}" if draw.random() < 0.5 else None,
                    "quote": " ".join(word(one, language) for one in told),
                    "language": language,
                }
            )
    return frame.from_rows(rows[:count])


@cache
def word(number: int, language: str) -> str:
    """A word of a language, by its rank; one in four is the same in all, and a name unless it is common."""
    draw = random.Random(f"{number} {language if number % 4 else ''}")
    spelled = "".join(draw.choice(CONSONANTS) + draw.choice(VOWELS) for _ in range(4))
    return spelled if number % 4 or number < COMMON else spelled.title()


def pairs(stories: pd.Series, events: pd.Series) -> tuple[float, float]:
    """Precision and recall over pairs of reports."""

    def within(*keys: pd.Series) -> int:
        return sum(n * (n - 1) // 2 for n in pd.concat(keys, axis=1).value_counts())

    right = within(stories, events)
    return right / max(within(stories), 1), right / max(within(events), 1)


def measured(path: str) -> None:
    """Join the rows of a file; print what it takes as a line of JSON."""
    rows = pd.read_pickle(path)
    held = resident()
    started, clock = time.process_time(), time.perf_counter()
    told = merge.merged(rows)
    took, passed = time.process_time() - started, time.perf_counter() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    precision, recall = pairs(told["story_id"], told["article_title"])
    stories = told["story_id"].nunique()
    print(json.dumps([took, passed, stories, precision, recall, held, peak]))


def resident() -> int:
    """MB that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def main() -> None:
    before = 0.0
    if sys.argv[1:2] == ["--of"]:
        measured(sys.argv[2])
        return
    for count in [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "rows.pickle")
            generated(count).to_pickle(path)
            command = [sys.executable, __file__, "--of", path]
            said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        took, passed, stories, precision, recall, held, peak = json.loads(said)
        growth = f", {took / before:.1f} x the one before" if before else ""
        print(
            f"{count:>9,} rows: {took:7.2f} s ({passed:.2f} by the clock), {stories:,} stories, pairs "
            f"P {precision:.3f} R {recall:.3f}, {peak:,} MB at most, {held:,} before{growth}",
            flush=True,
        )
        before = took


if __name__ == "__main__":
    main()
