"""The room that lanes have, and how big things are in it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.view.axis import Scale
from timeline.view.style import COARSE, LINE, TEXT, Grain

__all__ = ["PAD", "Canvas"]

PAD = 7.0  # above and below the rows of a lane
WIDEST = 250.0  # of a label


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
        return min(WIDEST * self.size, 0.55 * (self.scale.right - self.scale.left))

    def head(self, name_lines: int) -> float:
        """What a lane's name takes above its rows."""
        return (TEXT * LINE * name_lines + 4.0) * self.size if self.narrow and name_lines else 0.0

    def lane(self, rows: float, name_lines: int) -> float:
        """The least height of a lane whose rows take `rows` pixels."""
        names = 0.0 if self.narrow else name_lines * TEXT * LINE * self.size
        return max(rows, names) + 2 * PAD * self.size + self.head(name_lines)
