"""The fonts a document carries: Noto Sans, which comes along, and this machine's for other scripts."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from timeline import resources

__all__ = ["OWN", "bold", "fallbacks", "own"]

OWN = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")

# Scripts beyond Latin, Greek and Cyrillic: the first of each line that is installed. A font in a collection
# is named with its number there.
WANTED: tuple[tuple[str, ...], ...] = (
    ("NotoSansArabic-Regular.ttf", "NotoNaskhArabic-Regular.ttf", "arial.ttf", "GeezaPro.ttc"),
    ("NotoSansHebrew-Regular.ttf", "arial.ttf", "Arial Hebrew.ttf"),
    ("NotoSansCJK-Regular.ttc#2", "NotoSansSC-Regular.ttf", "msyh.ttc#0", "PingFang.ttc#0"),
    ("NotoSansDevanagari-Regular.ttf", "Nirmala.ttf", "Nirmala.ttc#0"),
    ("NotoSansThai-Regular.ttf", "leelawui.ttf"),
    ("NotoSansGeorgian-Regular.ttf", "sylfaen.ttf"),
    ("NotoSansArmenian-Regular.ttf", "sylfaen.ttf"),
)
SIGNS = ("DejaVuSans.ttf", "seguisym.ttf", "Apple Symbols.ttf")


def own(name: str) -> Path:
    """A font that comes with Timeline."""
    return resources.path(f"fonts/{name}")


def fallbacks(text: Iterable[str]) -> list[tuple[str, int]]:
    """Paths of installed fonts, with their number in a collection, that between them write what Noto Sans
    does not; only those that are needed, in a fixed order."""
    missing = {ord(c) for c in text if ord(c) > 0x24F} - _letters(str(own(OWN[0])), 0)
    signs = {code for code in missing if unicodedata.category(chr(code))[0] in "SN"}
    found: list[tuple[str, int]] = []
    for wanted, choice in ((signs, SIGNS), *((missing, line) for line in WANTED), (missing, SIGNS)):
        for name, _, number in (font.partition("#") for font in choice):
            path = _installed().get(name.lower())
            if path is None or not wanted & missing:
                continue
            face = path, int(number or 0)
            if known := wanted & missing & _letters(*face):
                found += [face] * (face not in found)
                missing -= known
            break
    return found


def bold(path: str) -> str:
    """The bold face beside a regular one, where it is installed; else the regular one."""
    heavy = _installed().get(Path(path).name.lower().replace("-regular", "-bold"))
    return heavy or path


@cache
def _letters(path: str, number: int) -> frozenset[int]:
    """The characters that a font writes."""
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=number, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})


@cache
def _installed() -> dict[str, str]:
    """Font files of this machine by lower-case name; the first place wins."""
    found: dict[str, str] = {}
    for folder in _folders():
        for path in sorted(folder.rglob("*.tt[fc]")):
            found.setdefault(path.name.lower(), str(path))
    return found


def _folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
        return
    if sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
        return
    yield from (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    )
