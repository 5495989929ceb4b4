"""Many documents at once: a few long-lived children, one document at a time each, a watchdog over them.

A document that raises, kills its process or never ends costs nobody else anything: it comes back as an
article with a status and a reason, and no events. Results come in the order of the documents, whatever the
number of workers. A handful of documents is told in this process: a child takes longer to start than they do.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from timeline.model import Article

__all__ = ["told"]

T = TypeVar("T")
Told = tuple[Article, Sequence[Any]]
Extract = Callable[[Article], Sequence[Any]]

HANDFUL = 8
PATIENCE = 60.0  # seconds a document may take; a long article takes well under one
AHEAD = 8  # documents in work or waiting for their turn, for each worker

_context = get_context("spawn")  # a fork of a process with threads, as the dashboard is, may hang


def told(
    articles: Iterable[Article],
    extract: Callable[[Article], Sequence[T]],
    *,
    workers: int | None = None,
    patience: float = PATIENCE,
) -> Iterator[tuple[Article, Sequence[T]]]:
    """Each article with what `extract` finds in it, in the order given. A child must be able to import it."""
    incoming = iter(articles)
    first = list(islice(incoming, HANDFUL + 1)) if workers is None else []
    if workers == 1 or (workers is None and len(first) <= HANDFUL):
        for article in chain(first, incoming):
            yield _tell(extract, article)
        return
    yield from _pool(chain(first, incoming), extract, workers or os.cpu_count() or 1, patience)


def _tell(extract: Extract, article: Article) -> Told:
    """Never raises: what goes wrong with a document is said in its article."""
    if not article.text:
        return article, ()
    try:
        return article, extract(article)
    except Exception as error:
        return _failed(article, "error", f"extraction failed ({type(error).__name__}: {error})"), ()


def _failed(article: Article, status: str, why: str) -> Article:
    return replace(article, status=status, reason=f"{article.id}: {why}. Please report this article.")


def _work(pipe: Connection, extract: Extract) -> None:
    while True:
        try:
            article = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        pipe.send(_tell(extract, article))


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    alive: bool = True
    number: int = -1
    article: Article | None = None
    deadline: float = 0.0

    @classmethod
    def start(cls, extract: Extract) -> _Worker:
        here, there = _context.Pipe()
        process = _context.Process(target=_work, args=(there, extract), daemon=True)
        process.start()
        there.close()
        return cls(process, here)

    def give(self, number: int, article: Article, patience: float) -> None:
        self.number, self.article, self.deadline = number, article, time.monotonic() + patience
        self.pipe.send(article)

    def result(self) -> Told | None:
        """What came of the document: its events, or why there are none; None while it is still at work.
        A child that died or overran is ended here."""
        assert self.article is not None
        try:
            if self.pipe.poll():
                answer: Told = self.pipe.recv()
                return answer
            overran = time.monotonic() > self.deadline
            if not overran and self.process.is_alive():
                return None
        except (EOFError, OSError):
            overran = False
        self.stop()
        if overran:
            return _failed(self.article, "timeout", "extraction took too long"), ()
        return _failed(self.article, "error", "extraction ended its process"), ()

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()
        self.alive = False


def _pool(articles: Iterator[Article], extract: Extract, count: int, patience: float) -> Iterator[Told]:
    waiting = enumerate(articles)
    idle: deque[_Worker] = deque()
    busy: list[_Worker] = []
    done: dict[int, Told] = {}
    turn, given, more = 0, 0, True
    try:
        while more or busy or done:
            while more and len(busy) < count and given - turn < AHEAD * count:
                following = next(waiting, None)
                if following is None:
                    more = False
                    break
                given += 1
                if not following[1].text:
                    done[following[0]] = following[1], ()
                    continue
                worker = idle.popleft() if idle else _Worker.start(extract)
                worker.give(*following, patience)
                busy.append(worker)
            wait([worker.pipe for worker in busy], timeout=0.2)
            for worker in list(busy):
                answer = worker.result()
                if answer is None:
                    continue
                done[worker.number] = answer
                busy.remove(worker)
                if worker.alive:
                    idle.append(worker)
            while turn in done:
                yield done.pop(turn)
                turn += 1
    finally:
        for worker in (*busy, *idle):
            worker.stop()
