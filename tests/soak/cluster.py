"""A long trial of the cluster: `python tests/soak/cluster.py [--articles N] [--workers N] [--every SECONDS]`.

Adds shuffled articles, five of which are poison, over a Dask cluster on this machine while a worker is killed
every few seconds; kills the command itself half-way and starts it again; and compares the collection with
that of one process, byte for byte. The exit code is 1 where they differ.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import distributed

sys.path[:0] = [str(Path(__file__).parent.parent)]

import poison  # noqa: E402  stands beside the other tests

from timeline import frame  # noqa: E402
from timeline.model import Article  # noqa: E402
from timeline.scale.filling import fill  # noqa: E402
from timeline.store import Store  # noqa: E402

POISON = ("raise", "kill", "abort", "memory", "hang")


def articles(count: int) -> list[Article]:
    """As many, shuffled, the poison among them."""
    texts = [f"The envoys met in Oslo on {n % 28 + 1} May 2021 to talk of plan {n}." for n in range(count)]
    for number, text in enumerate(POISON):
        texts[(number + 1) * count // 6] = text
    given = [Article(f"a{n:06}", text, None, "en", "2021-06-01", "given") for n, text in enumerate(texts)]
    return random.Random(count).sample(given, count)


def add(kept: Path, count: int, address: str | None) -> None:
    """What a run does: keep all of them."""
    with Store(kept) as store:
        for _ in fill(store, articles(count), extract=poison.real, cluster=address, workers=1, patience=10.0):
            pass


def table(kept: Path) -> bytes:
    """All that is kept, but for the moments, in the order of ids."""
    with Store(kept) as store:
        known = store.articles().sort_values("id")
        lines = [*frame.rows(known), *frame.rows(store.events())]
    return "\n".join(map(frame.json_line, lines)).encode()


def killing(
    running: distributed.LocalCluster, workers: int, every: float, stop: threading.Event, killed: list[int]
) -> None:
    """Kill one worker after the other, as long as most are there."""
    draw = random.Random(1)
    while not stop.wait(every):
        nannies = [nanny for nanny in list(running.workers.values()) if nanny.pid]
        if nannies and 2 * len(running.scheduler.workers) > workers:  # most are there
            nanny = draw.choice(nannies)
            os.kill(nanny.pid, signal.SIGKILL)
            killed.append(nanny.pid)


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=5000)
    options.add_argument("--workers", type=int, default=4)
    options.add_argument("--every", type=float, default=2.0)
    options.add_argument("--run", nargs=2, metavar=("FILE", "ADDRESS"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.run:
        add(Path(chosen.run[0]), chosen.articles, chosen.run[1])
        return 0
    with tempfile.TemporaryDirectory() as folder:
        whole, kept = Path(folder) / "whole.sqlite", Path(folder) / "kept.sqlite"
        with distributed.LocalCluster(
            n_workers=chosen.workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as running:
            stop, killed = threading.Event(), list[int]()
            given = running, chosen.workers, chosen.every, stop, killed
            killer = threading.Thread(target=killing, args=given)
            killer.start()
            began = time.perf_counter()
            command = [sys.executable, __file__, "--articles", str(chosen.articles)]
            command += ["--run", str(kept), running.scheduler_address]
            first = subprocess.Popen(command)
            with Store(kept) as store:
                while first.poll() is None and len(list(store.ledger())) < chosen.articles // 2:
                    time.sleep(0.2)
                first.kill()
                first.wait()
                print(f"the run was killed after {len(list(store.ledger()))} documents", flush=True)
            again = subprocess.run(command, check=False).returncode
            stop.set()
            killer.join()
            passed = time.perf_counter() - began
        if again:
            print(f"the run after that ended with {again}")
            return 1
        add(whole, chosen.articles, None)
        same = table(whole) == table(kept)
        with Store(kept) as store:
            known = store.articles()
            statuses = known["status"].value_counts().to_dict()
            texts = {article.id: article.text for article in articles(chosen.articles)}
            for line in known[known["status"] != "ok"].head(20).to_dict("records"):
                print(f"{line['status']}: {texts[line['id']]} ({line['reason']})")
    print(
        f"{chosen.articles} articles, {statuses}, {len(killed)} workers killed in {passed:.0f} s: "
        f"{'the same, byte for byte,' if same else 'NOT THE SAME'} as of one process"
    )
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
