"""Ink that belongs together: the lines of one label, the steps of one fade. For formats people edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.view.items import Item, Line, Words

__all__ = ["Group", "groups"]

Group = tuple[Item, ...]


def groups(items: Iterable[Item]) -> Iterator[Group]:
    """Ink that belongs together: the lines of one label, the steps of one fade; else one item each."""
    held: list[Item] = []
    for item in items:
        if held and not _follows(held, item):
            yield tuple(held)
            held = []
        held.append(item)
    if held:
        yield tuple(held)


def _follows(held: list[Item], item: Item) -> bool:
    last = held[-1]
    if isinstance(last, Words) and isinstance(item, Words):
        alike = (last.x, last.size, last.colour, last.bold, last.anchor, last.event_id) == (
            item.x, item.size, item.colour, item.bold, item.anchor, item.event_id,
        )  # fmt: skip
        gap = item.y - last.y
        steady = len(held) == 1 or abs(gap - (last.y - held[-2].y)) < 0.01  # type: ignore[union-attr]
        return alike and 0 < gap <= 1.3 * item.size and steady
    if isinstance(last, Line) and isinstance(item, Line):
        level = last.y0 == last.y1 == item.y0 == item.y1 and last.width == item.width > 2
        joined = item.x0 - 0.01 <= last.x1 <= item.x0 + 1.0 and last.x1 - last.x0 < 30
        steps = len(held) == 1 or abs((item.x0 - last.x0) - (last.x0 - held[-2].x0)) < 0.01  # type: ignore[union-attr]
        return level and joined and steps and not item.dashed and last.colour != item.colour
    return False
