"""What of a lane's rows is taken and the first with room for a label: a bit for each quarter of a pixel."""

from __future__ import annotations

from math import ceil, floor
from typing import NamedTuple

__all__ = ["Wish", "bits", "lowest"]


def bits(x0: float, x1: float) -> int:
    """The quarters of a pixel that a stretch touches, a bit each: so that a row is tried in one step."""
    first, last = max(floor(x0 * 4), 0), max(ceil(x1 * 4), 0)
    return ((1 << max(last - first, 0)) - 1) << first


class Wish(NamedTuple):
    """A place for a label: what it takes of its first `heads` rows, which it shares with the mark, and of the
    others down to `depth`; the text begins `below` rows under the mark."""

    text: tuple[str, ...]
    width: float
    x: float
    below: int
    head: int
    heads: int
    words: int
    depth: int
    before: bool


def lowest(wish: Wish, taken: list[int], limit: int) -> int | None:
    """The first row, of those before `limit`, from which on all that a label takes is free."""
    _, _, _, _, head, heads, words, depth, _ = wish
    last = min(len(taken) - depth, limit - 1)
    row = 0
    while row <= last:
        k, middle = row + depth - 1, row + heads
        while k >= middle and not taken[k] & words:
            k -= 1
        if k < middle:
            while k >= row and not taken[k] & head:
                k -= 1
            if k < row:
                return row
            row = k + 1
        elif k - heads >= row:  # what is taken there may stand beside the mark, but not beside the words
            row = k - heads + 1
        else:
            row += 1
    return None
