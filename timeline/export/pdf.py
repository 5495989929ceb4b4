"""PDF: the briefing sheet, and after it the full sourced chronology. Vectors and text, fonts embedded.

Needs no browser and no network. Every letter stands where the page's layout puts it; text can be searched and
copied. The file's own date is the briefing's as-of date, so the same state gives the same bytes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pandas as pd

from timeline.briefing import Briefing
from timeline.export.face import Exporter, Sheet
from timeline.export.fonts import OWN, bold, fallbacks, own
from timeline.export.pages import pages
from timeline.view.items import Item, Line, Rectangle, Symbol, Words
from timeline.view.outlines import outline
from timeline.view.sheet import Page
from timeline.view.style import plain

__all__ = ["EXPORTER", "document", "write"]

POINT = 0.6  # points a pixel: 1600 by 900 pixels are a slide of 13.33 by 7.5 inches
BASELINE = 0.35  # of the size, below a line's middle: as in every picture
CELL = 0.3  # what the library itself puts a baseline below the middle of a cell


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """The sheet as first page, the chronology as those after it."""
    said, drawn = pages(rows, sheet, full=True)
    return document(said, drawn)


def document(said: Briefing, drawn: list[Page]) -> bytes:
    """Pages as a PDF document."""
    from fpdf import FPDF

    words = [item for page in drawn for item in page.items if isinstance(item, Words)]
    pdf: Any = FPDF(unit="pt", format=(drawn[0].width * POINT, drawn[0].height * POINT))
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    for name, style in zip(OWN, ("", "B"), strict=True):
        pdf.add_font("own", style, own(name))
    others = fallbacks(c for item in words for c in item.text)
    heavy = fallbacks(c for item in words if item.bold for c in item.text)
    for number, (path, face) in enumerate(others):
        for style in ("", "B") if (path, face) in heavy else ("",):
            name = bold(path) if style else path
            pdf.add_font(f"other{number}", style, name, collection_font_number=face)
    pdf.set_fallback_fonts([f"other{number}" for number in range(len(others))], exact_match=False)
    pdf.set_text_shaping(True)
    known = said.as_of or datetime(2000, 1, 1, tzinfo=UTC).date()
    pdf.set_creation_date(datetime(known.year, known.month, known.day, tzinfo=UTC))
    pdf.set_title(plain(said.title))
    pdf.set_producer("Timeline")
    pdf.set_lang(said.tell.language)
    for page in drawn:
        pdf.add_page()
        for item in page.items:
            _draw(pdf, item)
    return bytes(pdf.output())


def _draw(pdf: Any, item: Item) -> None:
    match item:
        case Rectangle():
            pdf.set_fill_color(item.colour)
            pdf.rect(item.x * POINT, item.y * POINT, item.width * POINT, item.height * POINT, style="F")
        case Line(dashed=False):  # all are upright or level; as areas they end where they end
            half = item.width / 2
            across, down = (half, 0.0) if item.x0 == item.x1 else (0.0, half)
            left, right = sorted((item.x0, item.x1))
            top, bottom = sorted((item.y0, item.y1))
            pdf.set_fill_color(item.colour)
            wide, high = right - left + 2 * across, bottom - top + 2 * down
            pdf.rect((left - across) * POINT, (top - down) * POINT, wide * POINT, high * POINT, style="F")
        case Line():
            pdf.set_draw_color(item.colour)
            pdf.set_line_width(item.width * POINT)
            pdf.set_dash_pattern(2 * POINT, 3 * POINT)
            pdf.line(item.x0 * POINT, item.y0 * POINT, item.x1 * POINT, item.y1 * POINT)
        case Symbol():
            _symbol(pdf, item)
        case Words():
            _words(pdf, item)


def _symbol(pdf: Any, item: Symbol) -> None:
    hollow = item.shape.endswith("-open") or item.shape == "ring"
    pdf.set_fill_color(item.fill if hollow else item.colour)
    pdf.set_draw_color(item.colour)
    pdf.set_dash_pattern()
    pdf.set_line_width(item.size * 0.17 * POINT)
    style = "DF" if hollow else "F"
    corners = outline(item.shape, item.size / 2)
    if corners:
        pdf.polygon([((item.x + x) * POINT, (item.y + y) * POINT) for x, y in corners], style=style)
    else:
        pdf.circle(item.x * POINT, item.y * POINT, item.size / 2 * POINT, style=style)


def _words(pdf: Any, item: Words) -> None:
    text = plain(item.text)
    if not text:
        return
    pdf.set_text_color(item.colour)
    pdf.set_font("own", "B" if item.bold else "", item.size * POINT)
    wide = pdf.get_string_width(text)
    left = item.x * POINT - {"start": 0.0, "middle": wide / 2, "end": wide}[item.anchor]
    pdf.set_xy(left, (item.y + (BASELINE - CELL) * item.size) * POINT)
    pdf.cell(w=wide, h=0, text=text)


EXPORTER = Exporter("pdf", "PDF briefing", ".pdf", "application/pdf", write, picture=True, briefing=True)
