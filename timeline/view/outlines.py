"""The outlines of symbols, once for every format: of Plotly's proportions, so that all pictures agree."""

from __future__ import annotations

from math import sqrt

__all__ = ["outline"]


def outline(shape: str, r: float) -> tuple[tuple[float, float], ...]:
    """Corners of a symbol of radius `r` round 0,0, clockwise, y downwards; none for a circle or a ring."""
    match shape.removesuffix("-open"):
        case "triangle-right":
            tall = r * 2 / sqrt(3)
            return (-r / 2, -tall), (-r / 2, tall), (r, 0.0)
        case "diamond":
            d = r * 1.3
            return (d, 0.0), (0.0, d), (-d, 0.0), (0.0, -d)
        case "square":
            return (-r, -r), (r, -r), (r, r), (-r, r)
        case "x":
            d = r * 0.8 / sqrt(2)
            return (
                (0.0, d), (d, 2 * d), (2 * d, d), (d, 0.0), (2 * d, -d), (d, -2 * d),
                (0.0, -d), (-d, -2 * d), (-2 * d, -d), (-d, 0.0), (-2 * d, d), (-d, 2 * d),
            )  # fmt: skip
    return ()
