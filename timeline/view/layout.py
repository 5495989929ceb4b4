"""The one computation of where everything stands: lanes, marks, labels, axis, legend, in pixels.

Every picture, on screen or in a file, is drawn from this. Same frame and options, same layout. x counts from
the picture's left edge, y from the top of the body: the caption's `top` pixels stand above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from timeline.errors import UsageError
from timeline.view.allot import crowded
from timeline.view.axis import Scale, Tick, span, ticks
from timeline.view.bands import Lane, Mark, bands_of_marks, column
from timeline.view.bars import Bar, bands_of_bars, tally
from timeline.view.canvas import Canvas
from timeline.view.gaps import Gap, gaps
from timeline.view.lanes import GROUPINGS, groups
from timeline.view.margins import Entry, Note, Reference, foot, references
from timeline.view.marks import days, facts
from timeline.view.style import CAPTION, COARSE, LINE, TEXT, TITLE, Grain, plain
from timeline.view.text import wrap
from timeline.view.words import words

__all__ = ["MOST_MARKS", "Layout", "layout"]

MOST_MARKS = 2000  # events; beyond, the picture shows density
NARROW = 640  # pixels; below, lane names stand above their lane
AXIS, AXIS_YEARS = 46.0, 28.0  # with two rows of words, with one
EDGE = 16.0
TALLEST, TALLEST_NARROW = 760.0, 1500.0  # the lanes of a picture whose height is not fixed
A_LANE = 76.0  # and more where there are many
NARROWEST = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole picture. `shown` events of the frame stand in it; `earlier`, `later`, `undated` do not.

    The lanes reach from `axis_y` to `bottom`; what follows has its y counted from `bottom`: `notes`, `legend`
    and the words of `references` at `reference_y`.
    """

    width: float
    height: float
    top: float
    size: float
    language: str
    title: tuple[str, ...]
    caption: tuple[str, ...]
    scale: Scale
    grain: Grain
    narrow: bool
    edge: float
    axis_y: float
    bottom: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    references: tuple[Reference, ...]
    reference_y: float
    gaps: tuple[Gap, ...]
    notes: tuple[Note, ...]
    legend: tuple[Entry, ...]
    message: str
    shown: int
    earlier: int
    later: int
    undated: int

    @property
    def dense(self) -> bool:
        """Whether bars of density stand for the marks."""
        return bool(self.bars)

    @property
    def range(self) -> tuple[date, date]:
        """First and last day shown."""
        return date.fromordinal(self.scale.first), date.fromordinal(self.scale.last)

    def captioned(self, caption: str) -> Layout:
        """The same picture under another sentence."""
        lines = _caption(caption, bool(self.title), self.width, self.edge, self.size)
        top = _top(self.title, lines, self.size)
        return replace(self, caption=lines, top=top, height=self.height - self.top + top)


def layout(
    frame: pd.DataFrame,
    *,
    lanes: str = "actor",
    range: tuple[date | None, date | None] | None = None,
    width: int = 1200,
    height: int | None = None,
    size: float = 1.0,
    lane_order: str | Sequence[str] = "count",
    max_lanes: int = 12,
    max_marks: int = MOST_MARKS,
    selected: str | None = None,
    language: str = "en",
    title: str = "",
    caption: str = "",
    today: date | None = None,
) -> Layout:
    """Where everything of `frame` stands in a picture `width` pixels wide.

    `range` is inclusive; None, or None on a side, shows what `focus` finds there. `height` in pixels fixes
    the picture's; else it is as tall as its lanes need. `size` scales all type. `selected` is an event_id.
    `title` says what the picture shows, `caption` how it was chosen: the filter in words.
    """
    if lanes not in GROUPINGS:
        raise UsageError(f"lanes by {lanes!r}", "no such grouping", f"Choose one of {', '.join(GROUPINGS)}.")
    said = words(language)
    width = max(width, NARROWEST)
    edge = EDGE * size
    heading = wrap(plain(title), TITLE * size, width - 2 * edge, 2, bold=True)
    lines = _caption(caption, bool(heading), width, edge, size)
    top = _top(heading, lines, size)
    bounds = days(frame)
    first, last = span(bounds, range)
    early = bounds.dated & (bounds.last < first) & ~bounds.open_end
    late = bounds.dated & (bounds.first > last) & ~bounds.open_start
    seen = frame[bounds.dated & ~early & ~late]
    undated = int((~bounds.dated).sum())
    grouped, members = groups(seen, lanes, lane_order, max_lanes, said)
    narrow = width < NARROW * size
    names = 0.0 if narrow or lanes == "none" else column(grouped, width, size)
    scale = Scale(first, last, edge + names, width - edge)
    written = ticks(scale, said, size)
    axis = (AXIS if any(tick.major for tick in written) else AXIS_YEARS) * size
    tallest = max(TALLEST_NARROW if narrow else TALLEST, A_LANE * len(grouped)) * size
    canvas = Canvas(scale, size, narrow, axis, float(height or tallest), height is not None, selected)
    told = facts(seen, said, language, members.keys(grouped)) if len(seen) <= max_marks else []
    if crowded([[fact for fact in told if group.key in fact.lanes] for group in grouped], canvas):
        told = []
    tallied = None if told else tally(grouped, members, seen, scale, size)
    marked = references(seen["published"], scale, said, today, size)
    below = foot(
        told,
        marked,
        scale,
        said,
        edge=edge,
        width=width,
        size=size,
        earlier=(int(early.sum()), int(bounds.first[early].min(initial=first))),
        later=(int(late.sum()), int(bounds.last[late].max(initial=last))),
        undated=undated,
        dense=len(seen) if tallied else 0,
        peaks=(round(tallied.peak), round(tallied.peak_of_others)) if tallied else (0, 0),
    )
    if height is not None:
        canvas = replace(canvas, height=max(height - top - axis - below.height - edge, 40.0 * size))
    laid: tuple[Lane, ...] = ()
    marks: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()
    grain = COARSE
    if tallied is None:
        laid, marks, grain = bands_of_marks(grouped, told, canvas)
    elif len(seen):
        laid, bars = bands_of_bars(grouped, tallied, canvas)
    empty = canvas.height if canvas.fixed else 160.0 * size
    bottom = laid[-1].y + laid[-1].height if laid else axis + empty
    return Layout(
        width=float(width),
        height=float(height) if height else top + bottom + below.height + edge,
        top=top,
        size=size,
        language=language,
        title=heading,
        caption=lines,
        scale=scale,
        grain=grain,
        narrow=narrow,
        edge=edge,
        axis_y=axis,
        bottom=bottom,
        lanes=laid,
        marks=marks,
        bars=bars,
        ticks=written,
        references=marked,
        gaps=gaps(laid, marks, scale, said, size),
        reference_y=below.reference_y,
        notes=below.notes,
        legend=below.legend,
        message="" if len(seen) else said.say("empty"),
        shown=len(seen),
        earlier=int(early.sum()),
        later=int(late.sum()),
        undated=undated,
    )


def _caption(caption: str, titled: bool, width: float, edge: float, size: float) -> tuple[str, ...]:
    """The caption's lines: smaller under a title."""
    font = (TEXT if titled else CAPTION) * size
    return wrap(plain(caption), font, width - 2 * edge, 3, bold=not titled)


def _top(title: tuple[str, ...], caption: tuple[str, ...], size: float) -> float:
    """The height that title and caption take."""
    below = (TEXT if title else CAPTION) * LINE * len(caption)
    head = TITLE * LINE * len(title) + below
    return (head + 20.0) * size if head else 4.0 * size
