"""Builds outlines.json, the coasts and borders of the map, from Natural Earth (public domain).

Run by hand when borders have moved; the software itself only reads the result:

    npm install world-atlas@2.0.2
    python .ci/data/outlines.py node_modules/world-atlas/countries-50m.json

Kept: coasts and borders at 1:50 million, thinned to what a picture of one continent shows, without
Antarctica. Borders are those of the source, which draws them as they are held, not as anyone claims them; but
Crimea stands with Ukraine, as resolution 68/262 of the General Assembly of the United Nations has it.

The file, much as TopoJSON: `unit` (degrees), `arcs` (stretches of coast or border: x, y, then steps, in
units), `shared` (numbers of the arcs between two countries) and `countries` (ISO 3166-1 alpha-3, or a name
where there is none, to polygons; a polygon is a list of rings, a ring one of arcs; arc ~n is n backwards).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

UNIT = 0.02  # degrees
TOLERANCE = 0.05  # degrees; a thinned line stays this near to the true one
SMALLEST = 0.02  # square degrees; smaller islands are left out, but never a whole country
LEFT_OUT = {"010"}
CRIMEA = (32.3, 44.2, 36.8, 46.3)  # west, south, east, north

Point = tuple[float, float]
Ring = list[int]


def main() -> None:
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [_points(arc, source["transform"]) for arc in source["arcs"]]
    countries: dict[str, list[list[Ring]]] = {}
    for shape in source["objects"]["countries"]["geometries"]:
        if shape.get("id") in LEFT_OUT or not shape.get("type"):
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        polygons.sort(key=lambda rings: -_area(rings[0], arcs))
        kept = polygons[:1] + [rings for rings in polygons[1:] if _area(rings[0], arcs) > SMALLEST]
        countries[_code(shape)] = kept
    apart = [polygon for polygon in countries["RUS"] if _within(polygon[0], arcs, CRIMEA)]
    countries["RUS"] = [polygon for polygon in countries["RUS"] if polygon not in apart]
    countries["UKR"] += apart
    uses: dict[int, set[str]] = defaultdict(set)
    for code, polygons in countries.items():
        for arc in (arc for polygon in polygons for ring in polygon for arc in ring):
            uses[_own(arc)].add(code)
    numbers = {old: new for new, old in enumerate(sorted(uses))}
    thin = [_steps(_thinned(arcs[old])) for old in numbers]
    result: dict[str, Any] = {
        "source": "Natural Earth 4.1.0, 1:50m Admin 0 countries, public domain",
        "unit": UNIT,
        "arcs": thin,
        "shared": [numbers[old] for old in sorted(uses) if len(uses[old]) > 1],
        "countries": {
            code: [[[_renumbered(arc, numbers) for arc in ring] for ring in rings] for rings in shape]
            for code, shape in sorted(countries.items())
        },
    }
    target = Path(__file__).parents[2] / "data" / "outlines.json"
    target.write_text(json.dumps(result, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    points = sum(len(arc) // 2 for arc in thin)
    print(f"{target.name}: {len(thin)} arcs, {points} points, {target.stat().st_size} bytes")


def _code(shape: dict[str, Any]) -> str:
    """Alpha-3 from the number of ISO 3166-1, by the aliases of CLDR."""
    aliases = get_global("territory_aliases")
    number = str(shape.get("id") or "").zfill(3)
    short = (aliases.get(number) or [""])[0]
    three = [code for code, to in aliases.items() if len(code) == 3 and code.isalpha() and to == [short]]
    current = [code for code in three if code not in FORMER]
    return current[0] if len(current) == 1 else str(shape["properties"]["name"])


FORMER = {"BUR", "DDR", "FXX", "QUU", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR", "NTZ", "PCZ", "ROM", "ANT"}


def _points(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def _own(arc: int) -> int:
    return ~arc if arc < 0 else arc


def _renumbered(arc: int, numbers: dict[int, int]) -> int:
    return ~numbers[~arc] if arc < 0 else numbers[arc]


def _area(ring: Ring, arcs: list[list[Point]]) -> float:
    points = [p for arc in ring for p in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(points))) / 2


def _within(ring: Ring, arcs: list[list[Point]], box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    points = [point for arc in ring for point in arcs[_own(arc)]]
    return all(west <= x <= east and south <= y <= north for x, y in points)


def _thinned(points: list[Point]) -> list[Point]:
    """Douglas and Peucker's thinning; a closed line keeps the point farthest from its ends."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        (x0, y0), (x1, y1) = points[first], points[last]
        far, at = 0.0, -1
        long = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        for i in range(first + 1, last):
            x, y = points[i]
            away = (
                abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / long
                if long
                else ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
            )
            if away > far:
                far, at = away, i
        if far > TOLERANCE or (at > 0 and not long and len(points) > 3):
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def _steps(points: list[Point]) -> list[int]:
    whole = [(round(x / UNIT), round(y / UNIT)) for x, y in points]
    steps = [*whole[0]]
    for (x0, y0), (x1, y1) in pairwise(whole):
        if (x0, y0) != (x1, y1):
            steps += [x1 - x0, y1 - y0]
    return steps


if __name__ == "__main__":
    main()
