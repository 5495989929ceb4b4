"""The kinds of ink: every picture, in whatever format, is made of these four. Pixels, y downwards."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Item", "Line", "Rectangle", "Symbol", "Words"]


@dataclass(frozen=True, slots=True)
class Rectangle:
    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    x0: float
    y0: float
    x1: float
    y1: float
    colour: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Symbol:
    """`shape` is one of style.SYMBOLS' values or "ring"; `fill` is what shows inside a hollow one; `told` is
    what is said of it when pointed at, where no label beside it says it whole."""

    x: float
    y: float
    shape: str
    size: float
    colour: str
    fill: str
    event_id: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; y is its middle; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: str = "start"
    event_id: str = ""


Item = Rectangle | Line | Symbol | Words
