"""Whether extraction stays linear on texts made to slow it down.

    python benchmarks/hostile.py [SIZE] [--only NAME] [--language xx]

Each kind of text is extracted at SIZE, twice and four times SIZE code points (25,000 by default), in each
language; printed are the seconds of the largest, and by how much the time grows when the text doubles (2 is
linear). What takes more than `LIMIT` seconds of the processor is stopped and said.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from types import FrameType

from timeline import language, pipeline
from timeline.model import Article

LIMIT = 60
STORY = "On 5 May 2023 Emmanuel Macron met Olaf Scholz in Berlin"
UNITS = {
    "one word": "a",
    "capitals": "A",
    "blank lines": "\n",
    "blanks": " ",
    "full stops": ".",
    "commas": "a, ",
    "brackets": "(",
    "closed brackets": "(a) ",
    "quotes": '"',
    "quoted words": '"a" ',
    "guillemets": "« a » ",
    "dashes": "— a ",
    "initials": "A. ",
    "one line": STORY + ". ",
    "one sentence": STORY + ", ",
    "and": "and ",
    "ands between names": "Macron and ",
    "names": "Emmanuel Macron ",
    "capitalised": "Abc ",
    "shouted": "ABC ",
    "offices": "president of the ",
    "dates": "5 May ",
    "figures": "1,",
    "digits": "9",
    "verbs": "met ",
    "reports": "said that ",
    "conjunctions": "who which that if ",
    "prepositions": "of in at on ",
    "hyphens": "a-",
    "apostrophes": "l'",
    "colons": "a: ",
    "paragraphs": STORY + ".\n\n",
    "undated paragraphs": "Emmanuel Macron met Olaf Scholz.\n\n",
    "places": "Berlin, Paris, ",
    "combining": "e\u0301",
    "cyrillic": "Україна зустрів ",
}


class TooLong(Exception):
    """The limit has passed."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong


def seconds(text: str, code: str) -> float:
    """Processor time of one extraction."""
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, LIMIT)  # of the processor: a busy machine blames no text
    try:
        pipeline.extract(Article("a", text, language=code, published="2023-05-06"))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - began


def main() -> int:
    """Print a line a kind of text: the worst language of each."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("size", type=int, nargs="?", default=25_000)
    options.add_argument("--only", choices=UNITS)
    options.add_argument("--language", choices=language.codes())
    given = options.parse_args()
    signal.signal(signal.SIGPROF, _stop)
    codes = [given.language] if given.language else language.codes()
    for code in codes:
        pipeline.extract(Article("a", STORY, language=code))
    bad = 0
    for name in [given.only] if given.only else UNITS:
        worst, growth, where = 0.0, 0.0, ""
        for code in codes:
            try:
                times = [seconds(UNITS[name] * (given.size * n // len(UNITS[name])), code) for n in (1, 2, 4)]
            except TooLong:
                worst, growth, where = LIMIT, float("inf"), code
                break
            if times[2] > worst:
                worst, where = times[2], code
                growth = (times[2] / max(times[0], 1e-9)) ** 0.5
        bad += growth > 2.5 and worst > 0.5
        mark = "  <-- more than linear" if growth > 2.5 and worst > 0.5 else ""
        print(f"{name:20} {worst:7.2f} s  x{growth:4.1f} a doubling  ({where}){mark}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
