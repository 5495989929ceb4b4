"""Coasts and borders, from the outlines that ship with the product: nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import cos, radians

import numpy as np
import numpy.typing as npt

from timeline import resources

__all__ = ["NORTH", "SOUTH", "Chart", "Points", "borders", "shapes"]

SOUTH, NORTH = -58.0, 84.0  # what a map of the inhabited world shows

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chart:
    """Degrees to pixels, true to scale at the middle latitude."""

    west: float
    north: float
    across: float  # degrees of longitude
    width: float
    height: float
    middle: float

    @classmethod
    def around(cls, longitude: float, latitude: float, across: float, width: float, height: float) -> Chart:
        """`across` degrees of longitude about a point."""
        across = min(across, 360.0)
        stretch = 1 / cos(radians(latitude))
        tall = across * height / width / stretch
        north = latitude + tall / 2
        return cls(longitude - across / 2, north, across, width, height, latitude)

    @property
    def degree(self) -> float:
        """Pixels a degree of longitude."""
        return self.width / self.across

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        tall = self.height / self.degree * cos(radians(self.middle))
        return self.west, self.north - tall, self.west + self.across, self.north

    def place(self, points: Points) -> Points:
        """Pixels of points given as longitude, latitude."""
        down = self.degree / cos(radians(self.middle))
        return np.column_stack([(points[:, 0] - self.west) * self.degree, (self.north - points[:, 1]) * down])


@dataclass(frozen=True, slots=True)
class _Outlines:
    arcs: tuple[Points, ...]
    shared: tuple[int, ...]
    countries: dict[str, list[list[list[int]]]]

    def ring(self, arcs: list[int]) -> Points:
        parts = [self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1] for arc in arcs]
        line = np.concatenate(parts)
        return np.column_stack([np.unwrap(line[:, 0], period=360), line[:, 1]])  # over the edge of the world


@cache
def _outlines() -> _Outlines:
    given = json.loads(resources.text("outlines.json"))
    arcs = tuple(
        np.cumsum(np.array(arc, dtype=float).reshape(-1, 2), axis=0) * given["unit"] for arc in given["arcs"]
    )
    return _Outlines(arcs, tuple(given["shared"]), given["countries"])


def shapes(chart: Chart) -> Iterator[tuple[str, Points]]:
    """(country, ring) of all land in view, in pixels. The country is ISO 3166-1 alpha-3 where it has one."""
    for country, rings in _rings():
        for ring in rings:
            yield from ((country, line) for line in _seen(ring, chart, 3))


def borders(chart: Chart) -> Iterator[Points]:
    """The lines between countries in view, in pixels."""
    outlines = _outlines()
    for number in outlines.shared:
        yield from _seen(outlines.arcs[number], chart, 2)


@cache
def _rings() -> list[tuple[str, list[Points]]]:
    outlines = _outlines()
    return [
        (country, [outlines.ring(polygon[0]) for polygon in polygons])
        for country, polygons in outlines.countries.items()
    ]


def _seen(line: Points, chart: Chart, fewest: int) -> Iterator[Points]:
    """The line in pixels, with no more points than can be told apart, if any of it is in view."""
    west, south, east, north = chart.bounds
    (x0, y0), (x1, y1) = line.min(axis=0), line.max(axis=0)
    if y1 < south or y0 > north or y1 < SOUTH:
        return
    for turn in (-360.0, 0.0, 360.0):  # the world goes on beyond its edge
        if x1 + turn < west or x0 + turn > east:
            continue
        placed = np.round(chart.place(line + np.array([turn, 0.0])) * 2) / 2
        moved = np.abs(np.diff(placed, axis=0)).sum(axis=1) > 0
        kept = placed[np.concatenate([[True], moved])]
        if len(kept) >= fewest:
            yield kept
