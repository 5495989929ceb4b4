"""A long-lived process that reads one document at a time for another, and may die of it.

It stops itself where the process that started it is gone, or where it takes more memory than it may.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing import current_process, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from timeline.model import Article

__all__ = ["MEMORY", "PATIENCE", "Child", "Extract", "Told", "tell"]

Told = tuple[Article, Sequence[Any]]
Extract = Callable[[Article], Sequence[Any]]
_Answer = tuple[str | None, Sequence[Any], bool]

PATIENCE = 60.0  # seconds a document may take of its processor; a long article takes well under one
CROWDED = 10.0  # times as many may pass by the clock, where others keep the processor busy
IDLE = 0.02  # the share of a processor below which it does not work but hangs
MEMORY = 2**30  # bytes that a document may take beside what the process has already
STARTING = 120.0  # seconds in which a process has to be there
TASKS = 2000  # documents after which a child makes room for a fresh one
BEAT = 0.5  # seconds between two looks at parent and memory

_context = get_context("spawn")  # a fork of a process with threads, as the dashboard is, may hang


def tell(extract: Extract, article: Article) -> Told:
    """An article and what `extract` finds in it. Never raises: what goes wrong is said in the article."""
    if not article.text:
        return article, ()
    why, found, _ = _tried(extract, article)
    return (article if why is None else _failed(article, "error", why)), found


def _tried(extract: Extract, article: Article) -> _Answer:
    """Why it failed, what was found, and whether the process had better end."""
    try:
        return None, extract(article), False
    except MemoryError:
        return "extraction needs more memory than a document may take", (), True
    except Exception as error:
        return f"extraction failed ({type(error).__name__}: {error})", (), False


def _failed(article: Article, status: str, why: str) -> Article:
    return replace(article, status=status, reason=f"{article.id}: {why}. Please report this article.")


@dataclass(slots=True)
class Child:
    """A process that extracts, seen from outside. `give` it an article, then ask for its `result`."""

    process: BaseProcess
    pipe: Connection
    alive: bool = True
    number: int = -1
    article: Article | None = None
    patience: float = PATIENCE
    deadline: float = 0.0
    latest: float = 0.0  # the deadline on the busiest machine
    since: float = 0.0  # seconds of processor time used before this document
    seen: float = 0.0  # and up to the last look
    ready: bool = False

    @classmethod
    def start(cls, extract: Extract, memory: int = MEMORY) -> Child:
        """A new one. `extract` must be a function of a module that it can import."""
        here, there = _context.Pipe()
        process = _context.Process(target=_work, args=(there, extract, memory), daemon=True)
        if current_process().daemon:  # as the workers of a cluster are; the child ends with them by itself
            current_process().daemon = False
        process.start()
        there.close()
        return cls(process, here)

    def give(self, article: Article, patience: float, number: int = -1) -> None:
        """Set it to work, for `patience` seconds at most."""
        self.number, self.article, self.patience = number, article, patience
        self._begins()
        if not self.ready:
            self.deadline = self.latest = self.deadline + STARTING
        with contextlib.suppress(OSError):  # it is dead: `result` says so
            self.pipe.send(article)

    def result(self, wait: float = 0.0) -> Told | None:
        """The article with its events, or why there are none; None while it is still at work after `wait`
        seconds. A child that died or overran is ended here."""
        assert self.article is not None
        overran = False
        try:
            if not self.ready and self.pipe.poll(wait):
                self.ready = self.pipe.recv()
                self._begins()
            if not (self.ready and self.pipe.poll(wait)):
                overran = self._overran() and (self.ready or not self.pipe.poll())
                if not overran and self.process.is_alive():
                    return None
            if self.ready and self.pipe.poll():  # it may have answered while this process was not looking
                answer: _Answer = self.pipe.recv()
                why, found, last = answer
                if last:
                    self.stop()
                return (self.article if why is None else _failed(self.article, "error", why)), found
        except (EOFError, OSError):
            overran = False
        self.stop()
        if overran:
            return _failed(self.article, "timeout", "extraction took too long"), ()
        return _failed(self.article, "error", "extraction ended its process"), ()

    def _begins(self) -> None:
        self.deadline = time.monotonic() + self.patience
        self.latest = self.deadline + (CROWDED - 1) * self.patience
        self.since = self.seen = _processor(self.process.pid)

    def _overran(self) -> bool:
        """Whether the document has had its time. One at work on a busy machine has not."""
        now = time.monotonic()
        if now <= self.deadline:
            return False
        used, pause = _processor(self.process.pid), self.patience / 5
        if now > self.latest or used - self.since > self.patience or used - self.seen < IDLE * pause:
            return True
        self.seen, self.deadline = used, now + pause
        return False

    def stop(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        self.alive = False


def _work(pipe: Connection, extract: Extract, memory: int) -> None:
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is for the parent, who ends this one
    _limit(memory)
    threading.Thread(target=_guard, args=(memory,), daemon=True).start()
    with contextlib.suppress(OSError):
        pipe.send(True)  # only now a document's time begins
    for turn in range(1, TASKS + 1):
        try:
            article = pipe.recv()
        except (EOFError, OSError):
            return
        why, found, last = _tried(extract, article)
        last = last or turn == TASKS
        try:
            pipe.send((why, found, last))
        except OSError:
            return
        except Exception as error:  # what was found cannot be told: too large, or not to be written down
            pipe.send((f"extraction failed ({type(error).__name__}: {error})", (), True))
            return
        if last:
            return


def _limit(memory: int) -> None:
    """Let the system refuse what goes beyond, where it does such things."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _guard(memory: int) -> None:
    """End this process where its parent is gone, or where it grew and the system did not refuse."""
    parent, start = parent_process(), _resident()
    while parent is None or parent.is_alive():
        if _resident() > start + memory:
            break
        time.sleep(BEAT)
    os._exit(1)


def _processor(number: int | None) -> float:
    """Seconds of processor time that a process has used; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def _resident() -> int:
    """The most bytes this process has held at once; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
