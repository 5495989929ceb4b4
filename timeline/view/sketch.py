"""The ink of the map and of the table of meetings, and what in them can be chosen: pixels, y downwards."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.view.items import Line, Rectangle, Symbol, Words

__all__ = ["Area", "Disc", "Ink", "Sketch", "Target"]


@dataclass(frozen=True, slots=True)
class Area:
    """Closed outlines, as an SVG path, filled; or lines where there is no colour to fill with."""

    path: str
    colour: str
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle; `fill` is empty where one sees through it."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str = ""
    width: float = 1.0
    dashed: bool = False


Ink = Area | Disc | Line | Rectangle | Symbol | Words


@dataclass(frozen=True, slots=True)
class Target:
    """What can be chosen: its key, what is said of it, the box it fills."""

    key: str
    told: str
    x: float
    y: float
    width: float
    height: float
    round: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture: ink back to front, and its targets in the order in which keys go through them."""

    width: float
    height: float
    ink: tuple[Ink, ...]
    targets: tuple[Target, ...]
