"""What many articles cost: documents a second with 1 and 2 processes, memory as they go by, and ten millions.

python benchmarks/scale.py [--speed N] [--memory N] [--workers N] [--samples FILE]

2,000 documents for speed and 100,000 for memory unless given, made from templates of our own: for speed of
some 2,500 characters in English, for memory of 500 to 1,500 in eight languages (`documents.py`). They are
read from JSON Lines and kept in a collection, for memory by the command `timeline add` itself; memory is that
of the command and of all its children.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import documents

from timeline.read import read
from timeline.scale.filling import fill
from timeline.store import Store

EVERY = 2.0  # seconds between two looks at memory
FIRST = date(2015, 1, 1)
NAMES = ("Lena Brandt", "Ivo Kovac", "Ana Ruiz", "Paul Meyer", "Irina Petrova", "Marta Silva", "Jan Novak")
TOWNS = ("Geneva", "Vienna", "Madrid", "Oslo", "Ankara", "Lisbon", "Prague", "Nairobi", "Lima", "Hanoi")
ACTS = (
    "{one} met {other} in {town} on {day}.",
    "On {day} the government of France signed an agreement with Spain in {town}.",
    "{one} said in {town} that Germany would send {number} trucks by {day}.",
    "Thousands protested in {town} on {day} against the budget, the police said.",
    "The company of {one} opened its {number}th office in {town} in {month}.",
    "Observers counted {number} ships in the port; no one had expected so many in a week of storms.",
    "The road to {town} is long, and the letters that {other} wrote about it are still read today.",
    "Two days later {other} rejected the offer and called for new talks in {town}.",
)


def article(number: int) -> dict[str, str]:
    """One article; the same one for the same number."""
    draw = random.Random(number)
    published = FIRST + timedelta(days=draw.randrange(3650))
    lines = []
    for _ in range(28):
        day = published - timedelta(days=draw.randrange(1, 40))
        one, other = draw.sample(NAMES, 2)
        lines.append(
            draw.choice(ACTS).format(
                one=one,
                other=other,
                town=draw.choice(TOWNS),
                number=draw.randrange(10, 900),
                day=f"{day.day} {day:%B %Y}",
                month=f"{day:%B %Y}",
            )
        )
    text = " ".join(lines)
    return {"id": f"a{number}", "lang": "en", "published": published.isoformat(), "text": text}


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--speed", type=int, default=2000, metavar="N")
    options.add_argument("--memory", type=int, default=100_000, metavar="N", help="0 leaves it out")
    options.add_argument("--workers", type=int, default=1, help="of the run for memory")
    options.add_argument(
        "--samples", type=Path, metavar="FILE", help="seconds, documents, MB, MB of children"
    )
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.speed:
            source = documents.written(Path(folder) / "speed.jsonl", chosen.speed, article)
            for workers in (1, 2):
                each = speed(source, Path(folder) / f"{workers}.sqlite", workers)
            print(on_paper(each, size(Path(folder) / "2.sqlite") / chosen.speed))
        if chosen.memory:
            memory(Path(folder), chosen.memory, chosen.workers, chosen.samples)


def speed(source: Path, kept: Path, workers: int) -> float:
    """Print documents a second; returns processor seconds a document."""
    started, before = time.perf_counter(), processor()
    with Store(kept) as store:
        told = [len(one.events) for one in fill(store, read(str(source)), workers=workers)]
    passed = time.perf_counter() - started
    each = (processor() - before) / len(told)
    print(
        f"{workers} {'process' if workers == 1 else 'processes'}: {len(told):,} documents, {sum(told):,} "
        f"events in {passed:.1f} s: {len(told) / passed:.1f} documents a second "
        f"({1 / each:.1f} a second of processor time)",
        flush=True,
    )
    return each


def memory(folder: Path, count: int, workers: int, samples: Path | None) -> None:
    """Run `timeline add` over `count` documents in several languages; print what it holds as they go by."""
    source = documents.written(folder / "memory.jsonl", count)
    command = [sys.executable, "-m", "timeline", "add", str(source), "--db", str(folder / "memory.sqlite")]
    running = subprocess.Popen([*command, "--workers", str(workers)], stdout=subprocess.DEVNULL)
    started, due, most, stream = time.perf_counter(), steps(count), [0.0, 0.0], None
    if samples:
        stream = samples.open("w", encoding="utf-8")
    while running.poll() is None:
        time.sleep(EVERY)
        held, done = holding(running.pid), kept(folder / "memory.sqlite")
        most = [max(one) for one in zip(most, held, strict=True)]
        passed = time.perf_counter() - started
        if stream:
            print(f"{passed:.0f}\t{done}\t{held[0]:.0f}\t{held[1]:.0f}", file=stream, flush=True)
        if due and done >= due[0] and running.poll() is None:
            print(
                f"{done:>9,} documents: {held[0]:4.0f} MB in the parent, {held[1]:4.0f} MB in its children "
                f"(at most {most[0]:.0f} and {most[1]:.0f} so far), {done / passed:.0f} a second",
                flush=True,
            )
            due = [step for step in due if step > done]
    if running.returncode:
        raise SystemExit(f"timeline add ended with {running.returncode}")
    print(
        f"{kept(folder / 'memory.sqlite'):>9,} documents in {time.perf_counter() - started:.0f} s; at most "
        f"{most[0]:.0f} MB in the parent, {most[1]:.0f} MB in its children",
        flush=True,
    )
    again = time.perf_counter()
    subprocess.run([*command, "--workers", str(workers)], check=True)
    print(f"the same again: {count / (time.perf_counter() - again):,.0f} a second")


def steps(count: int) -> list[int]:
    """After how many documents it is told."""
    return sorted({max(count // 100, 1), *(max(count * n // 10, 1) for n in range(1, 10)), count})


def kept(path: Path) -> int:
    """How many documents stand in the ledger of a collection."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
        try:
            return int(connection.execute("SELECT max(rowid) FROM ledger").fetchone()[0] or 0)
        except sqlite3.OperationalError:  # it is being made
            return 0


def holding(process: int) -> tuple[float, float]:
    """MB that a process and all its descendants together hold now."""
    parents: dict[int, int] = {}
    pages: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        number = int(path.parent.name)
        parents[number], pages[number] = int(fields[1]), int(fields[21])
    family, grown = {process}, True
    while grown:
        born = {child for child, parent in parents.items() if parent in family} - family
        family, grown = family | born, bool(born)
    each = os.sysconf("SC_PAGE_SIZE") / 2**20
    own = pages.get(process, 0)
    return own * each, sum(pages[one] for one in family if one in pages and one != process) * each


def on_paper(each: float, size: float) -> str:
    """What ten million articles take, from the cost of one."""
    hours = 1e7 * each / 3600
    return (
        f"10,000,000 such articles: {hours:,.0f} hours of one processor, {hours / 64:,.1f} hours of 64; "
        f"a collection of {1e7 * size / 2**30:,.0f} GB"
    )


def size(path: Path) -> int:
    return path.stat().st_size


def processor() -> float:
    """Processor seconds of this process and of its children that have ended."""
    own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


if __name__ == "__main__":
    main()
