"""Documents that misbehave when they are extracted, and an extraction that lets them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

from sample_rows import sample_pairs

from timeline import pipeline
from timeline.model import Article, Event

EVENTS = sample_pairs()[0][1]


def extract(article: Article) -> Sequence[Event]:
    """Does what the text says."""
    match article.text:
        case "raise":
            raise ValueError("bad\ndocument")
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "abort":
            os._exit(7)
        case "memory":
            raise MemoryError
        case "greedy":
            held = [b"x" * 2**20 for _ in range(4096)]
            time.sleep(len(held))
        case "deep":
            return extract(article)
        case "hang":
            time.sleep(3600)
        case "spin":
            while True:
                pass
    return EVENTS


def slowly(article: Article) -> Sequence[Event]:
    """The same, as slow as real articles."""
    time.sleep(0.03)
    return extract(article)


def real(article: Article) -> Sequence[Event]:
    """Poison where the text is poison, else what Timeline finds."""
    return extract(article) if " " not in article.text else pipeline.extract(article)
