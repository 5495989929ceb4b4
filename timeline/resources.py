"""The only door to `data/`.

In a checkout the folder stands beside the package; in an installed wheel inside it.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from timeline.errors import DataError

__all__ = ["folder", "names", "path", "text"]


def folder() -> Traversable:
    """The data folder, wherever the package is installed."""
    package = files("timeline")
    inside = package / "data"
    if inside.is_dir():
        return inside
    beside = Path(str(package)).parent / "data"
    if beside.is_dir():
        return beside
    raise DataError("data folder", "not found in the installed package", "Install Timeline again.")


def text(path: str) -> str:
    """The text of one file, named relative to the data folder: `languages/fr.toml`."""
    try:
        return folder().joinpath(path).read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"data/{path}", "cannot be read", "Install Timeline again.") from error


def path(name: str) -> Path:
    """Where one file lies, named relative to the data folder, for libraries that open files themselves."""
    found = Path(str(folder().joinpath(name)))
    if not found.is_file():
        raise DataError(f"data/{name}", "cannot be read", "Install Timeline again.")
    return found


def names(path: str, suffix: str) -> list[str]:
    """Sorted names of the files of one folder that end in `suffix`, without it."""
    return sorted(
        item.name.removesuffix(suffix)
        for item in folder().joinpath(path).iterdir()
        if item.name.endswith(suffix)
    )
