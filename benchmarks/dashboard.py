"""How fast the dashboard draws and filters, beside its peers, in real headless Chromium; ten readers at once.

    python benchmarks/dashboard.py [--sizes 200 10000 100000] [--keep FOLDER] [--no-peers] [--no-readers]

Seconds, the middle of RUNS. `opened`: what the first reader after the start of the server waits, who has the
collection read. `drawn`: from navigation to the picture, for everybody else, in a window of its own.
`filtered`: from a click on a filter to the picture that follows. The bare page is Streamlit's own, one word.
Peers, in the same run: plotly.express.timeline in Streamlit, and vis-timeline (from npm, installed into a
temporary folder) in a bare page. A peer that has not answered within PATIENCE is given up.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import generated
from protocol import Reader
from serving import served, streamlit

from timeline.export import picture

RUNS = 3
PATIENCE = 90.0
READERS, PAUSE, TURNS = 10, 5.0, 8
BARE = "import streamlit as st\nst.title('bare')\n"
PLAIN = """
import pandas as pd, plotly.express as px, streamlit as st
rows = st.cache_resource(pd.read_parquet)({path!r})
kind = st.segmented_control("Kind", ["AGREE", "CONSULT"], key="kind")
shown = rows[rows["kind"] == kind] if kind else rows
st.plotly_chart(px.timeline(shown, x_start="start", x_end="end", y="actor", hover_name="title", height=700))
"""
VIS = """<!doctype html><meta charset="utf-8"><button id="filter">AGREE</button><div id="room"></div>
<script src="vis.js"></script><script>
const items = new vis.DataSet(ITEMS)
let kind = null
const view = new vis.DataView(items, { filter: (item) => !kind || item.kind === kind })
const drawn = new vis.Timeline(document.getElementById("room"), view, { maxHeight: 700 })
drawn.on("changed", () => { window.changes = (window.changes ?? 0) + 1 })
document.getElementById("filter").onclick = () => { kind = "AGREE"; view.refresh() }
</script>"""
# What a picture shows, in few letters: another picture, other letters.
PICTURE = """() => {
  const rooms = [...document.querySelectorAll(".st-key-picture *")].map((e) => e.shadowRoot).filter(Boolean)
  const ours = rooms.map((room) => room.querySelector("[data-drawn]")?.dataset.drawn ?? "").join("")
  if (ours) return ours
  const plots = [...document.querySelectorAll(".js-plotly-plot")].filter((p) => p.querySelector(".trace"))
  const told = (t) => [t.x?.length, Array.from(t.x ?? t.base ?? []).slice(0, 40), t.customdata?.slice?.(0, 9)]
  return plots.map((p) => JSON.stringify(p.data.map(told))).join()
}"""
WAIT = """([before, picture, patience]) => new Promise((done, fail) => {
  const seen = eval(picture), end = performance.now() + 1000 * patience
  const look = () => {
    const now = seen()
    if (performance.now() > end) return fail(new Error("timeout"))
    if (now && now !== before) requestAnimationFrame(() => done(performance.now()))
    else requestAnimationFrame(look)
  }
  look()
})"""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--sizes", type=int, nargs="+", default=[200, 10_000, 100_000])
    options.add_argument("--keep", type=Path)
    options.add_argument("--no-peers", action="store_true")
    options.add_argument("--no-readers", action="store_true")
    given = options.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="timeline-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _measure(given, folder)
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)


def _measure(given: argparse.Namespace, folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    for size in given.sizes:
        if not (path := folder / f"{size}.sqlite").exists():
            generated.collection(path, size)
    with sync_playwright() as driver:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = driver.chromium.launch(executable_path=picture.browser(), args=sandbox)
        with streamlit(folder, BARE) as port:
            _said("bare Streamlit page", 0, drawn=_middle(lambda: _opened(browser, port, "h1")))
        for size in given.sizes:
            _ours(browser, folder, size)
            if not given.no_peers:
                _plain(browser, folder, size)
                _vis(browser, folder, size)
        browser.close()
    if not given.no_readers:
        _readers(folder, max(given.sizes))


def _said(what: str, size: int, **figures: float | None) -> None:
    told = ", ".join(f"{name} {'given up' if f is None else f'{f:.2f} s'}" for name, f in figures.items())
    print(f"{what:28s} {size:>8,}: {told}", flush=True)


def _middle(measure: Callable[[], float | None]) -> float | None:
    found = []
    for _ in range(RUNS):
        if (one := measure()) is None:
            return None
        found.append(one)
    return statistics.median(found)


def _ours(browser: Any, folder: Path, size: int) -> None:
    with served(folder / f"{size}.sqlite") as (port, _):
        opened = _picture(browser, port)[0]
        found = [_picture(browser, port, ".st-key-chips_most button") for _ in range(RUNS)]
        drawn, filtered = (statistics.median(f[i] for f in found) for i in (0, 1))  # type: ignore[type-var]
        _said("Timeline", size, opened=opened, drawn=drawn, filtered=filtered)


def _plain(browser: Any, folder: Path, size: int) -> None:
    rows = folder / f"{size}.parquet"
    _table(rows, size)
    button = '[data-testid="stButtonGroup"] button'

    def once(part: int) -> float | None:
        try:
            return _picture(browser, port, button if part else "", PATIENCE)[part]
        except Exception as error:  # a peer may fail in any way of its own
            if "imeout" not in str(error):
                raise
            return None

    with streamlit(folder, PLAIN.format(path=str(rows))) as port:
        drawn = once(0) and _middle(lambda: once(0))
        _said("plotly.express in Streamlit", size, drawn=drawn, filtered=drawn and _middle(lambda: once(1)))


def _vis(browser: Any, folder: Path, size: int) -> None:
    page_folder = folder / "vis"
    script = page_folder / "node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"
    if not script.exists():
        if not shutil.which("npm"):
            print("vis-timeline: needs npm")
            return
        command = ["npm", "install", "--silent", "--prefix", str(page_folder), "vis-timeline@7"]
        subprocess.run(command, check=True, capture_output=True)
    shutil.copy(script, page_folder / "vis.js")
    path = page_folder / f"{size}.html"
    path.write_text(VIS.replace("ITEMS", json.dumps(list(_items(size)))), encoding="utf-8")

    def once(click: bool) -> float | None:
        return _within(browser, path.as_uri(), "() => window.changes ? String(window.changes) : ''", click)

    drawn = _middle(lambda: once(False))
    _said("vis-timeline, bare page", size, drawn=drawn, filtered=drawn and _middle(lambda: once(True)))


def _within(browser: Any, url: str, picture: str, click: bool) -> float | None:
    """Seconds to the first picture, or from a click on #filter to the next."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(url, wait_until="commit")
        drawn = page.evaluate(WAIT, ["", picture, PATIENCE]) / 1000
        if not click:
            return float(drawn)
        page.wait_for_timeout(1500)
        return _clicked(page, "#filter", picture)
    except Exception as error:  # a peer may fail in any way of its own
        if "imeout" not in str(error):
            raise
        return None
    finally:
        context.close()


def _clicked(page: Any, button: str, picture: str) -> float:
    before = page.evaluate(picture)
    began = page.evaluate("b => { document.querySelector(b).click(); return performance.now() }", button)
    return float((page.evaluate(WAIT, [before, picture, PATIENCE]) - began) / 1000)


def _picture(browser: Any, port: int, button: str = "", patience: float = 600.0) -> tuple[float, float]:
    """Seconds from navigation to the picture, and from a click on the button to the next one."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.set_default_timeout(patience * 1000)
        page.goto(f"http://127.0.0.1:{port}", wait_until="commit")
        drawn = page.evaluate(WAIT, ["", PICTURE, patience]) / 1000
        if not button:
            return drawn, 0.0
        page.wait_for_selector(button)
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        page.wait_for_timeout(1500)
        return drawn, _clicked(page, button, PICTURE)
    finally:
        context.close()


def _opened(browser: Any, port: int, selector: str) -> float:
    context = browser.new_context()
    page = context.new_page()
    began = time.perf_counter()
    page.goto(f"http://127.0.0.1:{port}", wait_until="commit")
    page.wait_for_selector(selector)
    taken = time.perf_counter() - began
    context.close()
    return taken


def _table(path: Path, size: int) -> None:
    import pandas as pd

    pd.DataFrame(_items(size)).rename(columns={"content": "title", "group": "actor"}).to_parquet(path)


def _items(size: int) -> Iterator[dict[str, Any]]:
    """The dated events as a peer takes them, a day long at least, since some draw nothing shorter."""
    for _, events in generated.pairs(size):
        for event in events:
            if event.start and event.end:
                end = f"{event.end}T23:59:59"
                yield {
                    "id": event.event_id, "content": event.title, "start": f"{event.start}", "end": end,
                    "group": event.actors[0].name, "kind": event.kind,
                }  # fmt: skip


def _readers(folder: Path, size: int) -> None:
    """One reader alone, then ten, each choosing another actor every few seconds."""
    with served(folder / f"{size}.sqlite") as (port, server):
        alone = asyncio.run(_reading(port, 1))
        many = asyncio.run(_reading(port, READERS))
        lines = Path(f"/proc/{server.pid}/status").read_text().splitlines()
        memory = [int(line.split()[1]) // 1024 for line in lines if line.startswith(("VmHWM", "VmRSS"))]
    one, ten = statistics.median(alone), statistics.median(many)
    print(f"1 reader,   {size:,}: median {one:.2f} s")
    print(
        f"{READERS} readers, {size:,}: median {ten:.2f} s ({ten / one:.1f} x), greatest {max(many):.2f} s, "
        f"{memory[1]:,} MB ({memory[0]:,} at most)"
    )


async def _reading(port: int, readers: int) -> list[float]:
    taken: list[float] = []

    async def read(number: int) -> None:
        async with Reader(port) as reader:
            await asyncio.sleep(PAUSE * number / readers)
            for turn in range(TURNS):
                actor = (number * 7 + turn * 13) % 60
                spent = await reader.show(f"v=1&a=actor-{actor}")
                taken.append(spent)
                await asyncio.sleep(max(PAUSE - spent, 0))
            assert reader.pictures >= TURNS, "a page without a picture is no answer"

    await asyncio.gather(*(read(number) for number in range(readers)))
    return taken


if __name__ == "__main__":
    main()
