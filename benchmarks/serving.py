"""Servers for a measurement, on ports of their own: the dashboard on a collection, or a Streamlit script."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

__all__ = ["served", "streamlit"]


@contextmanager
def served(db: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = _free()
    command = [
        sys.executable,
        "-m",
        "timeline",
        "serve",
        "--db",
        str(db),
        "--no-browser",
        "--port",
        str(port),
    ]
    with _running(command, port) as server:
        yield port, server


@contextmanager
def streamlit(folder: Path, script: str) -> Iterator[int]:
    path, port = folder / "peer.py", _free()
    path.write_text(script, encoding="utf-8")
    flags = ["--server.headless=true", "--browser.gatherUsageStats=false", f"--server.port={port}"]
    with _running([sys.executable, "-m", "streamlit", "run", str(path), *flags], port):
        yield port


@contextmanager
def _running(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, stdout=quiet, stderr=quiet, env={**os.environ, "TIMELINE_DEMO": ""})
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
                break
            except (URLError, OSError):
                time.sleep(0.2)
        yield server
    finally:
        server.terminate()
        server.wait(20)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
