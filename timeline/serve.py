"""The dashboard from the command line: the bundled app with the bundled settings, on this machine only."""

from __future__ import annotations

import os
import runpy
import socket
import sys
import threading
import time
import tomllib
import webbrowser
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from timeline.errors import DataError, UsageError

__all__ = ["app", "flags", "run"]

HOST = "127.0.0.1"
PORT = 8501
PATIENCE = 60  # seconds until the browser is no longer opened


def run(db: str | None, *, demo: bool, port: int | None, browser: bool) -> int:
    """Serve until interrupted. Prints the address first; returns the exit code."""
    script = app()
    port = _free_port(port)
    address = f"http://{HOST}:{port}"
    if db:
        os.environ["TIMELINE_DB"] = db
    os.environ["TIMELINE_DEMO"] = "1" if demo else ""
    print(f"Timeline is at {address}  (Ctrl+C ends it)", flush=True)
    if browser:
        threading.Thread(target=_open_browser, args=(address,), daemon=True).start()
    quiet = ["--logger.hideWelcomeMessage=true", "--logger.level=warning"]  # the address is printed already
    sys.argv = ["streamlit", "run", str(script), *flags(script), *quiet, f"--server.port={port}"]
    try:
        runpy.run_module("streamlit", run_name="__main__")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def app() -> Path:
    """The entry script: inside the package where that is installed, beside it in a checkout."""
    package = Path(str(files("timeline")))
    for folder in (package / "bundled", package.parent):
        if (folder / "app.py").is_file():
            return folder / "app.py"
    raise DataError("app.py", "not found in the installed package", "Install Timeline again.")


def flags(script: Path) -> list[str]:
    """The settings beside the script as options, which win over any other settings on this machine."""
    settings = tomllib.loads((script.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return [
        f"--{name}={str(item).lower() if isinstance(item, bool) else item}"
        for name, value in _flat(settings)
        for item in (value if isinstance(value, list) else [value])
    ]


def _flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _free_port(wanted: int | None) -> int:
    if wanted is not None and not 0 < wanted < 65536:
        raise UsageError(f"port {wanted}", "ports are 1 to 65535", "Choose another with --port.")
    for port in [wanted] if wanted else range(PORT, PORT + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise UsageError(f"port {wanted or PORT}", "is taken or not allowed", "Choose another with --port.")


def _open_browser(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):
                webbrowser.open(address)
                return
        except OSError:
            time.sleep(0.3)
