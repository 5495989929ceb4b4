"""Files are whole or not there: written beside, synced, then renamed into place."""

from __future__ import annotations

import os
from pathlib import Path

from timeline.errors import ExportError

__all__ = ["save"]


def save(path: str | Path, data: bytes) -> None:
    """Write a file so that an interruption leaves the old one or the new one, never half of it."""
    target = Path(path)
    beside = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():  # a pipe or device can only be written to
            target.write_bytes(data)
            return
        try:
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target.resolve())
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        cure = "Choose a folder that exists and may be written."
        raise ExportError(f"cannot write {target}", error.strerror or str(error), cure) from error
