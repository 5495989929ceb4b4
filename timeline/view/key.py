"""The key: the legend's entries in two columns, for beside the picture rather than below it."""

from __future__ import annotations

from dataclasses import replace

from timeline.view.items import Item
from timeline.view.layout import Layout
from timeline.view.margins import KEY
from timeline.view.scene import samples
from timeline.view.style import SMALL, Theme
from timeline.view.text import measure

__all__ = ["key"]

PITCH = 21.0


def key(layout: Layout, theme: Theme, width: float) -> tuple[list[Item], float]:
    """The ink of the key from 0, 0 down, and its height: forms, shapes, hues and signs, kind by kind."""
    half, placed = width / 2, []
    row, column, before = -1, 1, ""
    for entry in layout.legend:
        wide = KEY + measure(entry.text, SMALL) > half
        if entry.kind != before or column or wide:
            row, column = row + 1, 0
        else:
            column = 1
        placed.append(replace(entry, x=column * half, y=(row + 0.5) * PITCH))
        before = entry.kind
        if wide:
            column = 1
    alone = replace(layout, legend=tuple(placed), top=0.0, bottom=0.0, size=1.0)
    return samples(alone, theme), PITCH * (row + 1)
