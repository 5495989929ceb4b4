"""The room that lanes have, how big things are in it, and where on it a mark's ink falls."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.view.axis import Scale
from timeline.view.marks import Fact
from timeline.view.style import COARSE, LINE, TEXT, Grain

__all__ = ["PAD", "Canvas", "Ink", "cut", "ink"]

PAD = 7.0  # above and below the rows of a lane
WIDEST, PART = 250.0, 0.13  # of a label: pixels; more where that is a small part of the picture


@dataclass(frozen=True, slots=True)
class Canvas:
    """`height` is that of all lanes together, exact if `fixed`; `top` is where they begin.

    `size` scales type. `narrow`: lane names stand above their lane, and labels may take three lines.
    """

    scale: Scale
    size: float
    narrow: bool
    top: float
    height: float
    fixed: bool
    selected: str | None = None
    grain: Grain = COARSE

    @property
    def lines(self) -> int:
        """The most lines of a label."""
        return 3 if self.narrow else 2

    @property
    def widest(self) -> float:
        """The most pixels of a label's line."""
        across = self.scale.right - self.scale.left
        return min(max(WIDEST * self.size, PART * across), 0.55 * across)

    def head(self, name_lines: int) -> float:
        """What a lane's name takes above its rows."""
        return (TEXT * LINE * name_lines + 4.0) * self.size if self.narrow and name_lines else 0.0

    def lane(self, rows: float, name_lines: int) -> float:
        """The least height of a lane whose rows take `rows` pixels."""
        names = 0.0 if self.narrow else name_lines * TEXT * LINE * self.size
        return max(rows, names) + 2 * PAD * self.size + self.head(name_lines)


@dataclass(frozen=True, slots=True)
class Ink:
    """Where a mark's ink falls: x of its symbol, and the stretch x0–x1 it covers, within the view."""

    x: float
    x0: float
    x1: float


def cut(length: float, size: float) -> float:
    """How much of a bar of `length` pixels fades where it leaves the view."""
    return min(24.0 * size, 0.35 * length)


def ink(fact: Fact, canvas: Canvas) -> Ink:
    """A day's symbol stands at its noon, that of an uncertain day in the middle of what is known, that of a
    duration at its start."""
    scale, grain = canvas.scale, canvas.grain
    radius = (grain.symbol if fact.form in ("point", "duration") else grain.vague) * canvas.size / 2
    left, right = scale.left + radius, scale.right - radius
    if fact.form == "point" and fact.first is not None:
        x = min(max(scale.x(fact.first + 0.5), left), right)
        return Ink(x, x - radius, x + radius)
    x0 = scale.left if fact.first is None else max(scale.x(fact.first), scale.left)
    x1 = scale.right if fact.last is None else min(scale.x(fact.last + 1), scale.right)
    match fact.form:
        case "open" if fact.first is None:
            x = x1 - radius
        case "duration" | "open":
            hidden = fact.first is not None and fact.first < scale.first
            x = x0 + radius + (cut(x1 - x0, canvas.size) if hidden else 0.0)
        case _:
            middle = ((fact.first or 0) + (fact.last or 0) + 1) / 2
            x = scale.x(middle)
    x = min(max(x, left), right)
    return Ink(x, min(x0, x - radius), max(x1, x + radius))
