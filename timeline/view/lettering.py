"""Labels beside marks on a plane: each finds a free box, or stands nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Box", "Lettering"]


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> Box:
        return cls(x - radius, y - radius, x + radius, y + radius)

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(slots=True)
class Lettering:
    """The boxes taken so far inside `room`."""

    room: Box
    taken: list[Box] = field(default_factory=list)

    def block(self, box: Box) -> None:
        self.taken.append(box)

    def beside(self, x: float, y: float, gap: float, width: float, height: float) -> Box | None:
        """The first free box for a label `width` by `height` beside a mark: right, left, above, below, or at
        a corner; None where none is free. It is taken from then on."""
        half, aside = height / 2, 0.7 * gap
        for left, top in (
            (x + gap, y - half),
            (x - gap - width, y - half),
            (x - width / 2, y - gap - height),
            (x - width / 2, y + gap),
            (x + aside, y - aside - height),
            (x + aside, y + aside),
            (x - aside - width, y - aside - height),
            (x - aside - width, y + aside),
        ):
            box = Box(left, top, left + width, top + height)
            if box.within(self.room) and not any(box.meets(other) for other in self.taken):
                self.taken.append(box)
                return box
        return None
