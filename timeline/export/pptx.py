"""PPTX: the briefing sheet as a slide of native shapes and text, each of them editable.

Every shape stands where the sheet's layout puts it. A label is one text box however many lines it has, a fade
one shape with a gradient, a symbol a shape that says its event. The slide's notes hold the passages and
sources of the numbered events. File dates are fixed: the same state gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pandas as pd

from timeline.briefing import Briefing
from timeline.export.face import Exporter, Sheet
from timeline.export.groups import Group, groups
from timeline.export.pages import pages, undated_zip
from timeline.view.items import Line, Rectangle, Symbol, Words
from timeline.view.outlines import outline
from timeline.view.style import plain
from timeline.view.text import measure

__all__ = ["EMU", "EXPORTER", "clean", "made", "write"]

EMU = 7620  # a pixel: 1600 of them are 13.33 inches
FONT = "Arial"  # on every machine that shows slides, and never wider than what was measured
POINT = 0.6  # points a pixel
ROOM = 1.04  # of a text box beside what was measured
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MADE = datetime(2000, 1, 1)  # noqa: DTZ001  (the format has no zone)


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """A presentation of one slide."""
    from pptx import Presentation

    said, [page] = pages(rows, sheet)
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = round(page.width * EMU), round(page.height * EMU)
    slide = deck.slides.add_slide(deck.slide_layouts[5])  # a title and nothing else
    names = {event.event_id: f"Event {event.number}" for event in said.events}
    ground, *ink = page.items
    assert isinstance(ground, Rectangle)
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _rgb(ground.colour)
    largest = max(item.size for item in ink if isinstance(item, Words))
    for group in groups(ink):
        if isinstance(group[0], Words) and group[0].size == largest:
            _title(slide, group)
        else:
            _add(slide.shapes, group, names)
    slide.notes_slide.notes_text_frame.text = "\n".join(map(clean, _notes(said)))
    about = deck.core_properties
    about.title, about.subject, about.author = plain(page.title)[:250], said.words[:250], "Timeline"
    about.created = about.modified = made(said)
    about.last_modified_by = "Timeline"
    out = io.BytesIO()
    deck.save(out)
    return undated_zip(out.getvalue())


def _add(shapes: Any, group: Group, names: dict[str, str]) -> None:
    match group[0]:
        case Rectangle() as item:
            _area(shapes, item.x, item.y, item.width, item.height, item.colour)
        case Line() as item if len(group) > 1:
            _fade(shapes, [part for part in group if isinstance(part, Line)])
        case Line() as item if item.width > 2:
            half = item.width / 2
            if item.y0 == item.y1:
                _area(shapes, item.x0, item.y0 - half, item.x1 - item.x0, item.width, item.colour)
            else:
                top, bottom = sorted((item.y0, item.y1))
                _area(shapes, item.x0 - half, top, item.width, bottom - top, item.colour)
        case Line() as item:
            _line(shapes, item)
        case Symbol() as item:
            _symbol(shapes, item, names)
        case Words():
            words = [part for part in group if isinstance(part, Words)]
            left, top, width, height = _frame(words)
            box = shapes.add_textbox(left, top, width, height)
            box.name = names.get(words[0].event_id, "Text")
            _say(box.text_frame, words)


def _area(shapes: Any, x: float, y: float, width: float, height: float, colour: str) -> Any:
    from pptx.enum.shapes import MSO_SHAPE

    at = (round(v * EMU) for v in (x, y, max(width, 0.1), max(height, 0.1)))
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *at)
    _paint(shape, colour)
    return shape


def _paint(shape: Any, fill: str, line: str | None = None, width: float = 0.0) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(fill)
    if line is None:
        shape.line.fill.background()
    else:
        shape.line.color.rgb = _rgb(line)
        shape.line.width = round(width * EMU)
    _bare(shape)


def _bare(shape: Any) -> None:
    """Without the shadow and effects of the theme."""
    for style in shape._element.findall("{http://schemas.openxmlformats.org/presentationml/2006/main}style"):
        shape._element.remove(style)


def _fade(shapes: Any, steps: list[Line]) -> None:
    first, last = steps[0], steps[-1]
    shape = _area(shapes, first.x0, first.y0 - first.width / 2, last.x1 - first.x0, first.width, first.colour)
    shape.fill.gradient()
    shape.fill.gradient_angle = 0
    for stop, step in zip(shape.fill.gradient_stops, (first, last), strict=True):
        stop.color.rgb = _rgb(step.colour)
    shape.name = "Fade"


def _line(shapes: Any, item: Line) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.enum.shapes import MSO_CONNECTOR

    at = (round(v * EMU) for v in (item.x0, item.y0, item.x1, item.y1))
    line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *at)
    line.line.color.rgb = _rgb(item.colour)
    line.line.width = round(item.width * EMU)
    if item.dashed:
        line.line.dash_style = MSO_LINE.SQUARE_DOT
    _bare(line)


def _symbol(shapes: Any, item: Symbol, names: dict[str, str]) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    r = item.size / 2
    corners = outline(item.shape, r)
    if corners:
        (x, y), *others = ((item.x + dx, item.y + dy) for dx, dy in corners)
        builder = shapes.build_freeform(round(x * EMU), round(y * EMU), scale=1.0)
        builder.add_line_segments([(round(x * EMU), round(y * EMU)) for x, y in others], close=True)
        shape = builder.convert_to_shape()
    else:
        at = (round(v * EMU) for v in (item.x - r, item.y - r, item.size, item.size))
        shape = shapes.add_shape(MSO_SHAPE.OVAL, *at)
    hollow = item.shape.endswith("-open") or item.shape == "ring"
    if hollow:
        _paint(shape, item.fill, item.colour, item.size * 0.17)
    else:
        _paint(shape, item.colour)
    if item.event_id:
        shape.name = names.get(item.event_id, "Event")
        shape._element._nvXxPr.cNvPr.set("descr", clean(item.told) or shape.name)


def _frame(words: list[Words]) -> tuple[int, int, int, int]:
    """Left, top, width and height in EMU of the box round lines of words."""
    head = words[0]
    leading = words[1].y - head.y if len(words) > 1 else head.size * 1.25
    wide = max(measure(line.text, line.size, line.bold) for line in words) * ROOM
    left = head.x - {"start": 0.0, "middle": wide / 2, "end": wide}[head.anchor]
    top = head.y - leading / 2
    return round(left * EMU), round(top * EMU), round(wide * EMU), round(leading * len(words) * EMU)


def _say(frame: Any, words: list[Words]) -> None:
    """Lines as one paragraph that breaks where the layout broke it."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Pt

    head = words[0]
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = False
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = frame.paragraphs[0]
    paragraph.text = "\v".join(clean(line.text) for line in words)
    paragraph.alignment = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}[
        head.anchor
    ]
    leading = words[1].y - head.y if len(words) > 1 else head.size * 1.25
    paragraph.line_spacing = Pt(round(leading * POINT, 2))
    for run in paragraph.runs:
        run.font.name, run.font.bold = FONT, head.bold
        run.font.size = Pt(round(head.size * POINT, 2))
        run.font.color.rgb = _rgb(head.colour)


def _title(slide: Any, group: Group) -> None:
    """The slide's own title, so that outlines and readers of screens find it."""
    words = [part for part in group if isinstance(part, Words)]
    box = slide.shapes.title
    box.left, box.top, box.width, box.height = _frame(words)
    _say(box.text_frame, words)


def _notes(said: Briefing) -> Iterator[str]:
    tell = said.tell
    yield said.title
    yield from filter(None, (said.bluf, said.words, said.extracted))
    if said.as_of:
        yield tell("as_of", date=tell.date(said.as_of, said.as_of))
    yield tell("state", code=said.state) + (f" {said.link}" if said.link else "")
    for event in said.events:
        yield ""
        status = f" ({event.status})" if event.status else ""
        yield f"{event.number}. {event.when}: {event.headline}{status}"
        for row in event.rows:
            number = said.source_of[f"{row['article_id']} {row['article_version']}"]
            yield f"{tell.quoted(row['quote'] or '')} [{number}]"
    cited = {number for event in said.events for number in event.sources}
    yield ""
    yield tell("sources")
    for source in said.sources:
        if source.number in cited:
            yield f"[{source.number}] {source.text}" + (f", {source.url}" if source.url else "")


def made(said: Briefing) -> datetime:
    """The date of the file: the day the briefing stands for."""
    known = said.as_of
    return datetime(known.year, known.month, known.day) if known else MADE  # noqa: DTZ001


def clean(text: str) -> str:
    """One line of an article's words without what XML cannot hold."""
    return UNFIT.sub(" ", plain(text))


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(colour.lstrip("#")))  # type: ignore[no-untyped-call]


EXPORTER = Exporter(
    "pptx",
    "PowerPoint",
    ".pptx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    write,
    picture=True,
    briefing=True,
)
