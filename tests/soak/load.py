"""Many at once: `python tests/soak/load.py [--minutes 5] [--events 100000] [--browsers 5] [--readers 15]`.

A server holds a collection of generated events. Browsers (headless Chromium) and readers that speak the
protocol without a browser filter it, each one action every few seconds, while another process adds articles.
Prints the actions, the slowest hundredth of them, errors, and the server's memory every half minute.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

from browsing import free_port, served  # noqa: E402
from generated import collection  # noqa: E402
from playwright.async_api import Browser, async_playwright  # noqa: E402
from protocol import Reader  # noqa: E402

from timeline.export import picture  # noqa: E402

PAUSE = 5.0  # seconds between two actions of one reader
ADDER = """
import sys, time
from sample_rows import sample_pairs
from dataclasses import replace
from timeline.store import Store
store = Store(sys.argv[1])
article, events = sample_pairs()[0]
for number in range(1_000_000):
    mine = replace(article, id=f"added-{number}")
    store.add(mine, [replace(event, event_id=f"{mine.id}{event.event_id}") for event in events])
    time.sleep(10)
"""


def query(draw: random.Random) -> str:
    """The address of some view."""
    year = draw.randrange(2012, 2025)
    return f"v=1&a=actor-{draw.randrange(200)}&from={year}-01&to={year + 1}-06"


async def reader(port: int, ends: float, seed: int, took: list[float], wrong: list[str]) -> None:
    """One reader without a browser."""
    draw = random.Random(seed)
    try:
        async with Reader(port) as one:
            while time.monotonic() < ends:
                took.append(await one.show(query(draw)))
                await asyncio.sleep(draw.uniform(0.5, 1.5) * PAUSE)
    except Exception as error:
        wrong.append(f"reader {seed}: {type(error).__name__}: {error}")


async def visitor(
    browser: Browser, address: str, ends: float, seed: int, took: list[float], wrong: list[str]
) -> None:
    """One reader with a browser: opens views and waits until the picture stands."""
    draw = random.Random(seed)
    page = await browser.new_page()
    page.set_default_timeout(120_000)  # milliseconds: what is slow is counted, not an error
    page.on("pageerror", lambda error: wrong.append(f"browser {seed}: {error}"))
    try:
        while time.monotonic() < ends:
            began = time.monotonic()
            await page.goto(f"{address}/?{query(draw)}")
            await page.wait_for_selector(".st-key-picture [data-picture] svg, .tl-empty", timeout=120_000)
            took.append(time.monotonic() - began)
            if await page.locator("[data-testid=stException], .tl-reason[role=alert]").count():
                wrong.append(f"browser {seed}: the page says that something failed")
            await asyncio.sleep(draw.uniform(0.5, 1.5) * PAUSE)
    except Exception as error:
        wrong.append(f"browser {seed}: {type(error).__name__}: {error}")
    finally:
        await page.close()


async def weighed(port: int, ends: float, held: list[float]) -> None:
    """What the server holds, every half minute."""
    while time.monotonic() < ends:
        await asyncio.sleep(30)
        held.append(memory(port))


async def crowd(
    address: str, given: argparse.Namespace, held: list[float]
) -> tuple[list[float], list[float], list[str]]:
    """Everybody at once until the time is over: seconds of readers, of browsers, and what went wrong."""
    ends = time.monotonic() + given.minutes * 60
    port = int(address.rpartition(":")[2])
    by_reader: list[float] = []
    by_browser: list[float] = []
    wrong: list[str] = []
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=picture.browser(), args=["--no-sandbox"])
        await asyncio.gather(
            *(reader(port, ends, n, by_reader, wrong) for n in range(given.readers)),
            *(visitor(browser, address, ends, 100 + n, by_browser, wrong) for n in range(given.browsers)),
            weighed(port, ends, held),
        )
        await browser.close()
    return by_reader, by_browser, wrong


def memory(port: int) -> float:
    """Megabytes that the server at a port holds."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().decode().split("\0")
            if "serve" in words and str(port) in words:
                found = re.search(r"VmRSS:\s+(\d+)", (process / "status").read_text())
                return int(found[1]) / 1024 if found else 0.0
        except OSError:
            continue
    return 0.0


def say(name: str, took: list[float]) -> None:
    """Median, the slowest hundredth, the slowest."""
    took = sorted(took)
    if took:
        slow = took[max(0, len(took) - max(1, len(took) // 100)) :]
        print(
            f"{name}: {len(took)} actions, median {took[len(took) // 2]:.2f} s, "
            f"slowest 1 %: {', '.join(f'{each:.2f}' for each in slow)} s"
        )


def main() -> int:
    """Serve, load, print; 1 where anything failed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--minutes", type=float, default=5)
    options.add_argument("--events", type=int, default=100_000)
    options.add_argument("--browsers", type=int, default=5)
    options.add_argument("--readers", type=int, default=15)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="timeline-load-") as folder:
        kept, log, port = (
            collection(Path(folder) / "kept.sqlite", given.events),
            Path(folder) / "log",
            free_port(),
        )
        with served(log, "--db", str(kept), port=port) as address:
            asyncio.run(_first(port))
            held = [memory(port)]
            adder = subprocess.Popen([sys.executable, "-c", ADDER, str(kept)], env=_path())
            by_reader, by_browser, wrong = asyncio.run(crowd(address, given, held))
            adder.kill()
            adder.wait()
        wrong += [line for line in log.read_text(encoding="utf-8").splitlines() if "Error" in line]
    say("readers", by_reader)
    say("browsers", by_browser)
    print(f"memory of the server every half minute, MB: {', '.join(f'{each:,.0f}' for each in held)}")
    print(f"{len(wrong)} errors" + "".join(f"\n  {line}" for line in wrong[:20]))
    return 1 if wrong else 0


async def _first(port: int) -> None:
    async with Reader(port) as one:
        await one.show("v=1")


def _path() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "tests")}


if __name__ == "__main__":
    sys.exit(main())
