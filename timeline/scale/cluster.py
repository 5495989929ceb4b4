"""The same pure function on an existing Dask cluster: shards of documents out, events back, in order.

What travels are articles and events, as data; the workers run the Timeline they have installed, and one that
has another version or other tables is refused. Beside each thread of a worker a child process reads the
documents, one at a time under time and memory limits, so that no document can harm a worker. A worker that
dies for other reasons costs its shard another try; a shard over which several have died is read here, in a
child of its own.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any

from timeline.errors import UsageError
from timeline.model import Article
from timeline.scale import identity
from timeline.scale.child import MEMORY, PATIENCE, Child, Extract, Told

__all__ = ["extracted", "told_by"]

SHARD = 100  # documents of one task
AHEAD = 3  # shards in work or waiting, for each thread of the cluster
CONNECT = 20  # seconds to find the scheduler

_By = tuple[str, str, str]
_Limits = tuple[float, int]
_here = threading.local()


def told_by(
    address: str,
    articles: Iterable[Article],
    extract: Extract,
    *,
    patience: float = PATIENCE,
    memory: int = MEMORY,
    shard: int = SHARD,
) -> Iterator[Told]:
    """As `pool.told`, on the cluster whose scheduler listens at `address`, as tcp://scheduler:8786."""
    try:
        import distributed
    except ImportError as error:
        cure = 'Install it: pip install "timeline-chronology[cluster]".'
        raise UsageError("--cluster", "needs the package distributed", cure) from error
    try:
        asyncio.run(_answers(address))  # a client that cannot start complains once more when it is collected
        client: Any = distributed.Client(address, timeout=CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, ImportError) as error:
        cure = "Start one with `dask scheduler` and `dask worker`, or check the address."
        raise UsageError(f"'{address}'", "no Dask scheduler answers there", cure) from error
    with client:
        run = _Run(client, extract, patience, memory)
        incoming = iter(articles)
        waiting: deque[_Shard] = deque()
        try:
            while True:
                room = AHEAD * max(sum(client.nthreads().values()), 1)
                while len(waiting) < room and (documents := list(islice(incoming, shard))):
                    waiting.append(run.give(documents))
                if not waiting:
                    return
                yield from run.result(waiting.popleft())
        finally:
            client.cancel([future for _, future in waiting])


async def _answers(address: str) -> None:
    """Whether somebody listens there; `OSError` or `ValueError` where not."""
    from distributed.comm.addressing import normalize_address
    from distributed.comm.core import connect
    from distributed.security import Security

    given = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
    connection: Any = await connect(normalize_address(address), timeout=CONNECT, **given)  # type: ignore[no-untyped-call]
    await connection.close()


_Shard = tuple[list[Article], Any]


class _Run:
    """The shards of one run: given to the cluster, and taken back."""

    def __init__(self, client: Any, extract: Extract, patience: float, memory: int) -> None:
        self._client, self._extract = client, extract
        self._limits = patience, memory
        self._by = identity.extractor(), identity.installed(), identity.configuration(extract)

    def give(self, documents: list[Article]) -> _Shard:
        """Known by what is in it, so that a shard given twice is one task."""
        marks = "".join(map(identity.document, documents)) + repr((*self._by, self._limits))
        name = f"timeline-{sha256(marks.encode()).hexdigest()[:32]}"
        future = self._client.submit(
            extracted, documents, self._extract, self._by, self._limits, key=name, retries=0, pure=True
        )
        return documents, future

    def result(self, given: _Shard) -> Iterator[Told]:
        """What came of the documents of a shard, in their order."""
        from distributed import CancelledError, KilledWorker

        documents, future = given
        try:
            found = future.result()
        except KilledWorker:
            yield from self._told_here(documents)
            return
        except CancelledError as error:
            cure = "Start the cluster, and the command again: it goes on where it was."
            raise UsageError("the cluster", "lost the work it was given", cure) from error
        finally:
            future.release()
        if isinstance(found, str):
            raise UsageError("--cluster", found, "Install the same Timeline on all machines.")
        yield from found

    def _told_here(self, documents: list[Article]) -> Iterator[Told]:
        """Where several workers have died over a shard: each document alone, in a child of this process."""
        try:
            for article in documents:
                yield _asked(self._extract, self._by, self._limits, article)
        finally:
            _stop()


def extracted(documents: Sequence[Article], extract: Extract, by: _By, limits: _Limits) -> list[Told] | str:
    """The task, as a worker runs it: each document with its events; or why this worker cannot do that."""
    own = identity.extractor(), identity.installed()
    if own != by[:2]:
        return f"a worker has {own[0]} ({own[1][:8]}), here is {by[0]} ({by[1][:8]})"
    return [_asked(extract, by, limits, article) for article in documents]


def _asked(extract: Extract, by: _By, limits: _Limits, article: Article) -> Told:
    """What the child of this thread says of an article; a new child where there is none that can."""
    if not article.text:
        return article, ()
    if getattr(_here, "reads", None) != (by, limits):
        _stop()
        _here.reads = by, limits
    child: Child | None = getattr(_here, "child", None)
    if child is None or not child.alive:
        child = _here.child = Child.start(extract, limits[1])
    child.give(article, limits[0])
    while (answer := child.result(wait=0.2)) is None:
        pass
    return answer


def _stop() -> None:
    """End the child of this thread, if it has one."""
    child: Child | None = getattr(_here, "child", None)
    if child is not None and child.alive:
        child.stop()
