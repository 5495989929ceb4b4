"""The map: where the events of a frame happened, as marks whose area is their number.

Marks too near to be told apart are one, named after the greatest of them. A mark is filled as far as its
events are told as fact: a single event has the symbol of its status, as on the timeline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sqrt
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.view.land import NORTH, SOUTH, Chart, Points
from timeline.view.style import TONES, tone

__all__ = ["FACTS", "NEAREST", "WORLD", "Atlas", "Centre", "Spot", "atlas"]

FACTS = ("happened", "ongoing")
LEAST, MOST = 5.0, 26.0  # radius in pixels of a mark of one event, of the greatest
FEW, FAR = 0.24, 2.5  # the part of the events that may lie outside the view; how much it must then gain
NEAREST, WORLD = 3.0, 360.0  # degrees across, of the closest view and the widest
NARROW = 640

NONE: Mapping[tuple[str, str], str] = MappingProxyType({})

Centre = tuple[float, float, float]  # longitude, latitude, degrees across
WHOLE: Centre = (12.0, 25.0, WORLD)


@dataclass(frozen=True, slots=True)
class Spot:
    """The events of one place, or of several too near to be told apart. `reach` is west, south, east, north;
    `wide` says that it is a country or region."""

    places: tuple[str, ...]
    x: float
    y: float
    radius: float
    count: int
    facts: int
    tone: str
    status: str
    wide: bool
    reach: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Atlas:
    """A map: its view, its marks from the greatest to the least, how many events lie `beyond` it, and how
    many are `elsewhere`: of no known place."""

    chart: Chart
    spots: tuple[Spot, ...]
    wide: frozenset[str]  # countries that are places themselves
    elsewhere: int
    beyond: int
    whole: Centre  # a view that holds all of them
    language: str

    @property
    def centre(self) -> Centre:
        """The view as longitude, latitude and degrees across."""
        west, south, east, north = self.chart.bounds
        return (west + east) / 2, (south + north) / 2, self.chart.across


def atlas(
    frame: pd.DataFrame,
    *,
    width: int,
    centre: Centre | None = None,
    wide: Mapping[tuple[str, str], str] = NONE,
    language: str = "en",
) -> Atlas:
    """The map of the events of `frame`, `width` pixels wide. `centre` is the view, None one that shows all.

    `wide` are the places, with their country, that are a whole "country" or "region": what happened there is
    not known to the town.
    """
    height = round(width * (0.95 if width < NARROW else 0.56))
    placed = frame["latitude"].notna() & frame["longitude"].notna() & frame["place"].notna()
    seen = frame[placed]
    points = seen[["longitude", "latitude"]].to_numpy(dtype=float)
    chart = Chart.around(*(centre or _fitting(points, width, height)), width, height)
    whole = _holding(points, width, height)
    spots, beyond = _spots(seen, chart, wide, MOST if width >= NARROW else 18.0)
    pairs = zip(seen["place"], seen["country"].fillna(""), strict=True)
    countries = {country for place, country in set(pairs) if wide.get((place, country)) == "country"}
    return Atlas(chart, spots, frozenset(countries), int((~placed).sum()), beyond, whole, language)


def _fitting(points: Points, width: float, height: float) -> Centre:
    """A view that holds the points with air around them; where a few lie so far off that the rest would be
    one heap, a view of the rest."""
    everything = _holding(points, width, height)
    if len(points) < 2:
        return everything
    core = points[_near(points[:, 0]) & _near(points[:, 1])]
    if len(core) < 2:
        return everything
    dense = _holding(core, width, height)
    return dense if FAR * dense[2] < everything[2] else everything


def _near(values: Points) -> npt.NDArray[np.bool_]:
    low, high = np.quantile(values, [FEW / 2, 1 - FEW / 2])
    found: npt.NDArray[np.bool_] = (values >= low) & (values <= high)
    return found


def _holding(points: Points, width: float, height: float) -> Centre:
    if not len(points):
        return WHOLE
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    middle = (south + north) / 2
    stretch = 1 / cos(radians(min(abs(middle), 70.0)))
    tall = (north - south) * stretch * width / height
    across = min(max(1.25 * (east - west), 1.35 * tall, 12.0), WORLD)
    if across == WORLD:
        return WHOLE
    half = across * height / width / stretch / 2
    middle = min(max(middle, SOUTH + half), NORTH - half) if 2 * half < NORTH - SOUTH else (SOUTH + NORTH) / 2
    return (west + east) / 2, middle, across


def _spots(
    seen: pd.DataFrame, chart: Chart, wide: Mapping[tuple[str, str], str], most: float
) -> tuple[tuple[Spot, ...], int]:
    """The marks in view, greatest first, and the number of events beyond it."""
    if seen.empty:
        return (), 0
    told = pd.DataFrame(
        {
            "place": seen["place"].astype(object),
            "country": seen["country"].fillna("").astype(object),
            "x": seen["longitude"],
            "y": seen["latitude"],
            "fact": seen["status"].isin(FACTS),
            "status": seen["status"].astype(object),
            **{name: seen["kind"].fillna("OTHER").map(tone) == name for name in TONES},
        }
    )
    grouped = told.groupby(["place", "country", "x", "y"], sort=True).agg(
        number=("fact", "size"),
        facts=("fact", "sum"),
        status=("status", "first"),
        **{name: (name, "sum") for name in TONES},
    )
    lines = grouped.reset_index().sort_values(["number", "place"], ascending=[False, True], kind="stable")
    placed = chart.place(lines[["x", "y"]].to_numpy(dtype=float))
    inside = np.asarray(((placed >= 0) & (placed <= (chart.width, chart.height))).all(axis=1))
    beyond = int(lines["number"].to_numpy()[~inside].sum())
    every: list[Any] = list(lines.itertuples(index=False))
    rows = [row for row, shown in zip(every, inside.tolist(), strict=True) if shown]
    placed = placed[inside]
    greatest = max([4, *(row.number for row in rows)])
    kept: list[list[int]] = []
    radius = [_radius(row.number, greatest, most) for row in rows]
    for i, (x, y) in enumerate(placed):
        for members in kept:
            mx, my = placed[members[0]]
            if hypot(x - mx, y - my) < max(radius[members[0]] + 0.35 * radius[i], 9.0):
                members.append(i)
                break
        else:
            kept.append([i])
    sums = [sum(rows[i].number for i in members) for members in kept]
    greatest = max([4, *sums])
    spots = [
        _spot([rows[i] for i in members], placed[members[0]], _radius(total, greatest, most), wide)
        for members, total in zip(kept, sums, strict=True)
    ]
    return tuple(sorted(spots, key=lambda spot: (-spot.count, spot.places))), beyond


def _radius(count: int, greatest: int, most: float) -> float:
    return max(LEAST, most * sqrt(count / greatest))


def _spot(rows: Sequence[Any], at: Points, radius: float, wide: Mapping[tuple[str, str], str]) -> Spot:
    tones = {name: sum(getattr(row, name) for row in rows) for name in TONES}
    total = sum(row.number for row in rows)
    leading = max(TONES, key=lambda name: tones[name])
    xs, ys = [row.x for row in rows], [row.y for row in rows]
    return Spot(
        places=tuple(row.place for row in rows),
        x=float(at[0]),
        y=float(at[1]),
        radius=radius,
        count=int(total),
        facts=int(sum(row.facts for row in rows)),
        tone=leading if 2 * tones[leading] > total else "other",
        status=rows[0].status if total == 1 else "",
        wide=(rows[0].place, rows[0].country) in wide,
        reach=(min(xs), min(ys), max(xs), max(ys)),
    )
