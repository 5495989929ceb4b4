"""Marks for which a lane has no row left: counted together, each count where its marks would stand."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.view.canvas import Canvas, Ink

__all__ = ["chips"]

ROOM = 30.0  # for a "+12"


def chips(
    positions: Sequence[int], inks: Sequence[Ink], canvas: Canvas
) -> tuple[tuple[float, tuple[int, ...]], ...]:
    """x of each count and the positions it stands for: together where their numbers would touch."""
    room = ROOM * canvas.size
    left, right = canvas.scale.left + room / 2, canvas.scale.right - room / 2
    groups: list[tuple[float, list[int]]] = []
    for i in sorted(positions, key=lambda i: (inks[i].x, i)):
        x = min(max(inks[i].x, left), right)
        if groups and x - groups[-1][0] < room:
            groups[-1][1].append(i)
        else:
            groups.append((x, [i]))
    return tuple((x, tuple(members)) for x, members in groups)
