"""A headless Chromium and a served page, for the tests that look at the dashboard as a reader does."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from timeline.export import picture

PATIENCE = 60_000  # milliseconds, a guard against hanging
PICTURE = ".st-key-picture [data-picture]"
DRAWN = f"{PICTURE} svg"


@contextmanager
def launched() -> Iterator[Any]:
    """A headless Chromium; the test is skipped, saying why, where there is none."""
    if picture.browser() is None:
        pytest.skip(picture.reason())
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
    with playwright.sync_playwright() as driver:
        sandbox = [] if getattr(os, "geteuid", lambda: 1)() else ["--no-sandbox"]
        browser = driver.chromium.launch(executable_path=picture.browser(), args=sandbox)
        yield browser
        browser.close()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(log: Path, *options: str, port: int | None = None, **environment: str) -> Iterator[str]:
    """The address of a dashboard, served as a user serves it; what it says goes to the file `log`."""
    port = port or free_port()
    command = [sys.executable, "-m", "timeline", "serve", *options, "--no-browser", "--port", str(port)]
    with log.open("wb") as out:
        given = {**os.environ, "TIMELINE_DB": "", **environment}
        server = subprocess.Popen(command, stdout=out, stderr=out, env=given)
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')}")


def leaves(url: str) -> bool:
    """Whether a request goes to another machine."""
    return not re.match(r"(https?|wss?)://127\.0\.0\.1:|data:|blob:|about:", url)


def drawn(page: Any) -> None:
    """The picture stands."""
    page.wait_for_selector(DRAWN, state="attached")
    settled(page)


def settled(page: Any) -> None:
    """Streamlit has answered and drawn."""
    page.wait_for_timeout(300)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(500)


def sentence(page: Any) -> str:
    """The filter in words."""
    said: str = page.evaluate(
        """() => {
            const words = document.querySelector('.st-key-sentence').cloneNode(true)
            words.querySelectorAll('.stMarkdownColoredText, [aria-hidden]').forEach(unseen => unseen.remove())
            const texts = document.createTreeWalker(words, NodeFilter.SHOW_TEXT), found = []
            while (texts.nextNode()) found.push(texts.currentNode.textContent)
            return found.join(' ')
        }"""
    )
    return " ".join(said.split())


def card(page: Any) -> str:
    """The headline of the open event."""
    return str(page.locator(".st-key-card h2").first.inner_text())


def listed(page: Any) -> list[str]:
    """The events of the list, in its order."""
    found: list[str] = page.locator("tr[data-event]").evaluate_all(
        "rows => rows.map(row => row.dataset.event)"
    )
    return found
