"""Many documents at once: a few long-lived children, one document at a time each, a watchdog over them.

A document that raises, kills its process, never ends or eats the memory costs nobody else anything: it comes
back as an article with a status and a reason, and no events. Results come in the order of the documents,
whatever the number of workers. A handful of documents is told in this process: a child takes longer to start
than they do.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from multiprocessing.connection import wait
from typing import TypeVar

from timeline.model import Article
from timeline.scale.child import MEMORY, PATIENCE, Child, Extract, Told, tell

__all__ = ["told"]

T = TypeVar("T")

HANDFUL = 8
AHEAD = 8  # documents in work or waiting for their turn, for each worker


def told(
    articles: Iterable[Article],
    extract: Callable[[Article], Sequence[T]],
    *,
    workers: int | None = None,
    patience: float = PATIENCE,
    memory: int = MEMORY,
) -> Iterator[tuple[Article, Sequence[T]]]:
    """Each article with what `extract` finds in it, in the order given. A child must be able to import it.

    A document may take `patience` seconds and `memory` bytes. `workers` is all cores unless given; with 0 the
    work is done in this process, and nothing guards it.
    """
    incoming = iter(articles)
    first = list(islice(incoming, HANDFUL + 1)) if workers is None else []
    if workers == 0 or (workers is None and len(first) <= HANDFUL):
        for article in chain(first, incoming):
            yield tell(extract, article)
        return
    yield from _pool(chain(first, incoming), extract, workers or os.cpu_count() or 1, patience, memory)


def _pool(
    articles: Iterator[Article], extract: Extract, count: int, patience: float, memory: int
) -> Iterator[Told]:
    waiting = enumerate(articles)
    idle: deque[Child] = deque()
    busy: list[Child] = []
    done: dict[int, Told] = {}
    turn, given, more = 0, 0, True
    try:
        while more or busy or done:
            while more and len(busy) < count and given - turn < AHEAD * count:
                following = next(waiting, None)
                if following is None:
                    more = False
                    break
                number, article = following
                given += 1
                if not article.text:
                    done[number] = article, ()
                    continue
                child = idle.popleft() if idle else Child.start(extract, memory)
                child.give(article, patience, number)
                busy.append(child)
            wait([child.pipe for child in busy], timeout=0.2)
            for child in list(busy):
                answer = child.result()
                if answer is None:
                    continue
                done[child.number] = answer
                busy.remove(child)
                if child.alive:
                    idle.append(child)
            while turn in done:
                yield done.pop(turn)
                turn += 1
    finally:
        for child in (*busy, *idle):
            child.stop()
