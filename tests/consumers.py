"""Programs of others that read what we write. Where one is not here, its tests are skipped, saying so."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

__all__ = ["converted", "needs_office", "needs_timelinejs", "timelinejs"]

OFFICE = shutil.which("soffice")
CACHE = Path(os.environ.get("TIMELINE_PROGRAMS") or Path.home() / ".cache" / "timeline-programs")
TIMELINEJS = CACHE / "node_modules" / "@knight-lab" / "timelinejs" / "dist"

needs_office = pytest.mark.skipif(
    OFFICE is None,
    reason="needs LibreOffice (on Debian: apt install libreoffice-{impress,writer,calc})",
)
needs_timelinejs = pytest.mark.skipif(
    not TIMELINEJS.is_dir(), reason="needs TimelineJS from npm: run .ci/programs where npm is"
)


def converted(data: bytes, name: str, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a file."""
    (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / name)], check=True, capture_output=True, timeout=300)
    made = (folder / name).with_suffix(".pdf")
    if not made.exists():
        pytest.skip(f"this LibreOffice lacks the part that opens {Path(name).suffix}")
    return made


def timelinejs(name: str) -> Path:
    """A file of TimelineJS's own build."""
    [found] = TIMELINEJS.rglob(name)
    return found
