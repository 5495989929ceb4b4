"""How the lanes share the height: as many rows for each as it can use and all can have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from timeline.view.canvas import Canvas, ink
from timeline.view.marks import Fact
from timeline.view.packing import Packed, Room
from timeline.view.style import FINE, LINE, SMALL, TEXT

__all__ = ["allot", "crowded", "rows_height"]

MOST_ROWS = 120
FEW = 2
GROWTH = 1.45
FULL, CROWD = 0.6, 400  # of the rows' length; marks, below which each is worth drawing
HALF = 0.55  # of the rows' length: with coarse marks so full, not all would find room beside their labels


def crowded(lanes: Sequence[Sequence[Fact]], canvas: Canvas) -> bool:
    """Whether even fine marks would fill the lanes to the point where nothing is seen."""
    if sum(map(len, lanes)) < CROWD:
        return False
    fine = replace(canvas, grain=FINE)
    height = canvas.height - len(lanes) * canvas.lane(0.0, 0)
    filled = sum(mark.x1 - mark.x0 + 2 for facts in lanes for mark in (ink(fact, fine) for fact in facts))
    rows = max(height / (FINE.row * canvas.size), len(lanes))
    return filled > FULL * rows * (canvas.scale.right - canvas.scale.left)


def rows_height(packed: Packed, canvas: Canvas) -> float:
    """Pixels of a lane's rows, and of the line of numbers for those that found none."""
    chips = SMALL * LINE * canvas.size if packed.more else 0.0
    return packed.rows * canvas.grain.row * canvas.size + chips


def allot(
    lanes: Sequence[Sequence[Fact]], name_lines: Sequence[int], canvas: Canvas
) -> tuple[list[Packed], Canvas]:
    """Each lane packed, and the canvas with the grain that shows the most events: coarse if it shows all."""
    fine = replace(canvas, grain=FINE)
    symbols = sum(map(len, lanes)) * (canvas.grain.symbol + 2) * canvas.size
    rows = canvas.height / (canvas.grain.row * canvas.size)
    if symbols > HALF * rows * (canvas.scale.right - canvas.scale.left):
        return _shared(lanes, name_lines, fine), fine
    packed = _shared(lanes, name_lines, canvas)
    if any(lane.hidden for lane in packed):
        smaller = _shared(lanes, name_lines, fine)
        if sum(lane.hidden for lane in smaller) < sum(lane.hidden for lane in packed):
            return smaller, fine
    return packed, canvas


def _shared(lanes: Sequence[Sequence[Fact]], name_lines: Sequence[int], canvas: Canvas) -> list[Packed]:
    def height(packed: Sequence[Packed]) -> float:
        return sum(
            canvas.lane(rows_height(lane, canvas), lines)
            for lane, lines in zip(packed, name_lines, strict=True)
        )

    rooms = [Room(facts, canvas) for facts in lanes]
    # The same greatest number of rows for all, as many as fit; few are tried first, since many take long…
    low, high = 1, max(1, min(MOST_ROWS, int(canvas.height / (canvas.grain.row * canvas.size))))
    best = [room.pack(low) for room in rooms]
    likely = max(2, high // max(len(lanes), 1))
    while low < high:
        middle = min(likely, high) if likely else (low + high + 1) // 2
        tried = [room.pack(middle) for room in rooms]
        if height(tried) <= canvas.height:
            low, best, likely = middle, tried, 2 * likely
        else:
            high, likely = middle - 1, 0
    # … and what is left to those that hide a mark, to those without a label, then to those that want it most,
    # a line at a time.
    rows = [low] * len(lanes)
    step = ceil(LINE * TEXT / canvas.grain.row)  # a line of words
    asking = {i for i, lane in enumerate(best) if lane.wanting}
    while asking:
        i = max(asking, key=lambda i: (best[i].hidden > 0, not best[i].named, best[i].wanting / rows[i], -i))
        rows[i] += step
        again = rooms[i].pack(rows[i])
        if rows[i] > MOST_ROWS or height([*best[:i], again, *best[i + 1 :]]) > canvas.height:
            asking.discard(i)
            continue
        best[i] = again
        if not again.wanting:
            asking.discard(i)
    if not canvas.fixed:  # then it grows a little, to show every mark and to name what stands almost alone
        for i, facts in enumerate(lanes):
            while best[i].hidden and height(best) < GROWTH * canvas.height:
                rows[i] += step
                best[i] = rooms[i].pack(rows[i])
            if len(facts) <= FEW and best[i].wanting:
                best[i] = rooms[i].pack(FEW * (1 + canvas.lines))
    return best
