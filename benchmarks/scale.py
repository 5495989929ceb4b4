"""What many articles cost: documents a second with 1 and 2 processes, memory as they go by, and ten millions.

python benchmarks/scale.py [--speed N] [--memory N]        default: 2000 and 100000 documents

Articles are made from templates of our own, of some 2,500 characters for speed and of two sentences for
memory; they are read from JSON Lines and kept in a collection, as `timeline add` does. Memory is that of the
parent and of its largest child, and is printed at every tenth of the way.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from timeline.read import read
from timeline.scale.filling import fill
from timeline.store import Store

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


def article(number: int, sentences: int) -> dict[str, str]:
    """One article; the same one for the same number."""
    draw = random.Random(number)
    published = FIRST + timedelta(days=draw.randrange(3650))
    lines = []
    for _ in range(sentences):
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


def written(path: Path, count: int, sentences: int) -> Path:
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(json.dumps(article(number, sentences)) + "\n")
    return path


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--speed", type=int, default=2000, metavar="N")
    options.add_argument("--memory", type=int, default=100_000, metavar="N")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = written(Path(folder) / "speed.jsonl", chosen.speed, 28)
        for workers in (1, 2):
            each = speed(source, Path(folder) / f"{workers}.sqlite", workers)
        print(on_paper(each, size(Path(folder) / "2.sqlite") / chosen.speed))
        memory(written(Path(folder) / "memory.jsonl", chosen.memory, 2), Path(folder), chosen.memory)


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


def memory(source: Path, folder: Path, count: int) -> None:
    started = time.perf_counter()
    with Store(folder / "memory.sqlite") as store:
        for number, _ in enumerate(fill(store, read(str(source)), workers=2), 1):
            if number % max(count // 10, 1) == 0:
                print(
                    f"{number:>9,} documents: {resident():4.0f} MB here, {children():4.0f} MB in the largest "
                    f"child, {number / (time.perf_counter() - started):.0f} a second",
                    flush=True,
                )
    again = time.perf_counter()
    with Store(folder / "memory.sqlite") as store:
        known = sum(one.known for one in fill(store, read(str(source)), workers=2))
    print(f"the same again: {known:,} known, {known / (time.perf_counter() - again):,.0f} a second")


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


def resident() -> float:
    """MB that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def children() -> float:
    """MB that the largest of its children holds now."""
    found = [0]
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            found.append(int(fields[21]))
    return max(found) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
