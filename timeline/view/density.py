"""How many events there are over time: the overview strip, and lanes too full for marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.view.axis import span
from timeline.view.marks import Days, days

if TYPE_CHECKING:
    pass

__all__ = ["Density", "counts", "density"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Density:
    """Counts per stretch of days: stretch i reaches from `edges[i]` up to the day before `edges[i + 1]`."""

    edges: tuple[date, ...]
    counts: tuple[float, ...]


def counts(bounds: Days, chosen: npt.NDArray[Any], edges: npt.NDArray[Any]) -> Floats:
    """Events between each pair of `edges` (day ordinals, ascending). One of a month counts as one, spread
    evenly over that month; an open side adds nothing beyond the day that is known."""
    edges = edges.astype(float)
    origin = edges[0]  # counting from here keeps the numbers small and their sums exact
    first = bounds.first[chosen] - origin
    last = bounds.last[chosen] + 1 - origin
    edges = edges - origin
    # The count up to day e is the sum over events of the share that lies before e: a piecewise line in e
    # whose slope changes at every first and last. Sorting those once answers all edges.
    slope = 1 / (last - first)
    at = np.concatenate([first, last])
    change = np.concatenate([slope, -slope])
    offset = np.concatenate([-first * slope, last * slope])
    order = np.argsort(at, kind="stable")
    steps = np.searchsorted(at[order], edges, side="right")
    slopes = np.concatenate([[0.0], np.cumsum(change[order])])[steps]
    offsets = np.concatenate([[0.0], np.cumsum(offset[order])])[steps]
    found: Floats = np.maximum(np.round(np.diff(slopes * edges + offsets), 5), 0.0)
    return found


def density(
    frame: pd.DataFrame, range: tuple[date | None, date | None] | None = None, *, bins: int = 120
) -> Density:
    """Counts over `range` (None: what `focus` finds) in at most `bins` stretches of whole days."""
    bounds = days(frame)
    first, last = span(bounds, range)
    step = max(1, -(-(last + 1 - first) // bins))
    edges = np.append(np.arange(first, last + 1, step), last + 1)
    found = counts(bounds, bounds.dated, edges)
    return Density(
        tuple(date.fromordinal(min(int(edge), date.max.toordinal())) for edge in edges),
        tuple(float(value) for value in found),
    )
