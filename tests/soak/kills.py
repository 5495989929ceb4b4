"""Writers killed without warning: `python tests/soak/kills.py [--rounds 50] [--writers 3]`.

In every round some writers fill one collection, each saying a name once `Store.add` has returned; then all
are killed (SIGKILL) at a moment nobody chose. At the end the file must be whole, hold every article that was
said to be kept with all its events, and none without them. Prints kills, acknowledged articles, losses.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from timeline.store import Store

WRITER = """
import sys
from dataclasses import replace
from sample_rows import sample_pairs
from timeline.store import Store
store, who = Store(sys.argv[1]), sys.argv[2]
article, events = sample_pairs()[0]
for number in range(1_000_000):
    mine = replace(article, id=f"{who}-{number}")
    store.add(mine, [replace(event, event_id=f"{mine.id}{event.event_id}") for event in events])
    print(mine.id, len(events), flush=True)
"""


def killed(path: Path, rounds: int, writers: int, draw: random.Random) -> dict[str, int]:
    """What all writers said was kept: article and number of its events."""
    said: dict[str, int] = {}
    folder = str(Path(__file__).parent.parent)
    for number in range(rounds):
        running = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(path), f"w{number}.{each}"],
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": folder},
            )
            for each in range(writers)
        ]
        assert running[0].stdout is not None
        said.update([_line(running[0].stdout.readline())])  # all have begun by then, or soon will
        time.sleep(draw.uniform(0, 1))
        for process in running:
            process.send_signal(signal.SIGKILL)
        for process in running:
            said.update(_line(line) for line in process.communicate()[0].splitlines() if line.count(" ") == 1)
    return said


def _line(line: str) -> tuple[str, int]:
    name, count = line.split()
    return name, int(count)


def main() -> int:
    """Kill, look, print; 1 where anything was lost."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--rounds", type=int, default=50)
    options.add_argument("--writers", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="timeline-kills-") as folder:
        path = Path(folder) / "kept.sqlite"
        Store(path).close()
        said = killed(path, given.rounds, given.writers, random.Random(1))
        counts = Store(path).events()["article_id"].value_counts().to_dict()
        connection = sqlite3.connect(path)
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
        connection.close()
    lost = [name for name, count in said.items() if counts.get(name) != count]
    half = sorted(set(counts.values()) - set(said.values()))
    print(f"{given.rounds * given.writers} kills in {given.rounds} rounds, SQLite {sqlite3.sqlite_version}")
    print(f"{len(said):,} articles acknowledged, {len(lost)} lost, {len(half)} half; integrity: {whole}")
    return 1 if lost or half or whole != "ok" else 0


if __name__ == "__main__":
    sys.exit(main())
