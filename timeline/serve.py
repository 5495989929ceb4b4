"""The dashboard from the command line: the bundled app with the bundled settings.

It listens to this machine only, unless it is told to be public; then somebody must have said who may come in.
"""

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
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from timeline import access
from timeline.errors import DataError, UsageError

__all__ = ["Public", "app", "flags", "public", "run"]

HOST = "127.0.0.1"
PORT = 8501
PATIENCE = 60  # seconds until the browser is no longer opened


@dataclass(frozen=True)
class Public:
    """A dashboard that other machines reach: where it listens, under which names, and who may come in.
    Without an access file everybody who reaches it may read and change everything."""

    listen: str
    names: tuple[str, ...]
    access_file: str | None

    @property
    def warning(self) -> str:
        """What this opens, said before it is opened."""
        where = f"Open to every machine that reaches {self.listen}, as {', '.join(self.names)}"
        if self.access_file is None:
            return f"{where}. NO LOGIN: everybody there may read, change and delete everything."
        who = access.load(self.access_file)
        return (
            f"{where}, after a login. May change: {', '.join(who.editors) or 'nobody'}. "
            f"May read: {', '.join(who.readers) or 'nobody else'}. Traffic is not encrypted by Timeline: "
            f"put it behind a proxy that speaks https."
        )


def public(auth: str | None, listen: str, names: list[str]) -> Public:
    """What `--public` asks for, checked: an explicit choice of who may come in, and the names it has."""
    if not auth:
        cure = "Give --auth FILE (who may log in; see SECURITY.md), or --auth none for no login at all."
        raise UsageError("--public", "says nothing of who may come in", cure)
    if auth == "none":
        if not names:
            cure = "Give the name browsers use, as --host timeline.lan."
            raise UsageError("--public --auth none", "needs a name it answers to", cure)
        return Public(listen, tuple(names), None)
    if find_spec("authlib") is None:
        raise UsageError("--auth", "the login needs a library", "pip install 'timeline-chronology[login]'")
    path = os.path.abspath(auth)
    return Public(listen, tuple(dict.fromkeys([access.load(path).host, *names])), path)


def run(db: str | None, *, demo: bool, port: int | None, browser: bool, opened: Public | None = None) -> int:
    """Serve until interrupted. Prints the address first; returns the exit code."""
    script = app()
    port = _free_port(port, opened.listen if opened else HOST)
    address = f"http://{opened.names[0] if opened else HOST}:{port}"
    if db:
        os.environ["TIMELINE_DB"] = db
    os.environ["TIMELINE_DEMO"] = "1" if demo else ""
    os.environ["TIMELINE_PUBLIC"] = "1" if opened else ""
    os.environ["TIMELINE_AUTH"] = opened.access_file or "" if opened else ""
    print(f"Timeline is at {address}  (Ctrl+C ends it)", flush=True)
    if opened:
        print(opened.warning, flush=True)
    elif browser:
        threading.Thread(target=_open_browser, args=(address,), daemon=True).start()
    quiet = ["--logger.hideWelcomeMessage=true", "--logger.level=warning"]  # the address is printed already
    given = [*flags(script, opened), *quiet, f"--server.port={port}"]
    sys.argv = ["streamlit", "run", str(script), *given]
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


def flags(script: Path, opened: Public | None = None) -> list[str]:
    """The settings beside the script as options, which win over any other settings on this machine."""
    settings = tomllib.loads((script.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    if opened:
        settings["server"] |= {"address": opened.listen, "allowedHosts": list(opened.names)}
        if opened.access_file:
            settings["secrets"] = {"files": [opened.access_file]}
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


def _free_port(wanted: int | None, listen: str) -> int:
    if wanted is not None and not 0 < wanted < 65536:
        raise UsageError(f"port {wanted}", "ports are 1 to 65535", "Choose another with --port.")
    for port in [wanted] if wanted else range(PORT, PORT + 100):
        with socket.socket(socket.AF_INET6 if ":" in listen else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((listen, port))
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
