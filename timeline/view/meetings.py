"""Who meets whom: a triangle like an atlas's table of distances; a name ends its row and heads its column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from timeline.view.items import Line, Rectangle, Words
from timeline.view.sketch import Ink, Sketch, Target
from timeline.view.style import LINE, SMALL, TEXT, THEMES, blend
from timeline.view.text import fit, measure, wrap
from timeline.view.words import words

__all__ = ["meetings"]

CELL, SMALLEST = 40.0, 26.0  # pixels
EDGE = 16.0
NARROW = 640

Counts = npt.NDArray[np.int64]


def meetings(
    names: Sequence[str],
    counts: Counts,
    *,
    width: int,
    theme: str,
    language: str,
    told: Callable[[int, int], str],
    hint: str,
) -> Sketch:
    """The triangle. `counts[i, j]` are the events that name both i and j; `told(i, j)` is read aloud.

    `hint` says how to read it, in the corner that the triangle leaves free.
    """
    colours = THEMES[theme]
    said = words(language)
    size = len(names)
    longest = max((measure(name, TEXT, bold=True) for name in names), default=0.0)
    cell = max(SMALLEST, min(CELL, (width - 2 * EDGE - min(longest, 0.45 * width) - 10) / max(size, 1)))
    ink: list[Ink] = []
    targets: list[Target] = []
    most = max(int(np.tril(counts, -1).max(initial=0)), 1)
    for i in range(size):
        y = EDGE + i * cell
        for j in range(i):
            x, count = EDGE + j * cell, int(counts[i, j])
            if not count:
                middle = (x + cell / 2, y + cell / 2)
                ink.append(Rectangle(middle[0] - 1, middle[1] - 1, 2, 2, colours.line))
                continue
            strength = 0.12 + 0.88 * (count / most) ** 0.5
            shade = blend(colours.tones["cooperation"], colours.paper, strength)
            ink.append(Rectangle(x + 1, y + 1, cell - 2, cell - 2, shade))
            ink.append(
                Words(
                    x + cell / 2, y + cell / 2, said.number(count), SMALL,
                    colours.paper if strength > 0.58 else colours.ink, strength > 0.58, "middle",
                )
            )  # fmt: skip
            targets.append(Target(f"{i} {j}", told(i, j), x + 1, y + 1, cell - 2, cell - 2))
        x = EDGE + i * cell + 7
        name = fit(names[i], TEXT, width - x - EDGE, bold=True)
        ink.append(Words(x, y + cell / 2, name, TEXT, colours.ink, True))
        if i:
            ink.append(Line(EDGE, y, EDGE + i * cell, y, blend(colours.line, colours.paper, 0.7)))
    bottom = EDGE + size * cell
    aside = width >= NARROW
    x, y = (max(0.5 * width, EDGE + 9 * cell), EDGE + cell / 2) if aside else (EDGE, bottom + 14)
    for line in wrap(hint, SMALL + 1, width - x - EDGE, 6):
        ink.append(Words(x, y, line, SMALL + 1, colours.muted))
        y += (SMALL + 1) * LINE + 2
    if targets:
        y += 8
        for step, strength in enumerate((0.12, 0.4, 0.7, 1.0)):
            shade = blend(colours.tones["cooperation"], colours.paper, strength)
            ink.append(Rectangle(x + step * 13, y - 6, 12, 12, shade))
        ink.append(Words(x + 60, y, said.say("shade"), SMALL, colours.muted))
    return Sketch(float(width), (bottom if aside else y) + 12, tuple(ink), tuple(targets))
