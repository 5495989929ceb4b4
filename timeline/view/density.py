"""How many events there are over time, where they are too many to be drawn one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from timeline.view.marks import Days

__all__ = ["Floats", "counts"]

Floats = npt.NDArray[np.float64]


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
    found: Floats = np.maximum(np.round(np.diff(slopes * edges + offsets), 6), 0.0)
    return found
