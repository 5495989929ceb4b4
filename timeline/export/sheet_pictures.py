"""The briefing sheet as a picture, without a browser: SVG written from its ink, PNG drawn from its PDF."""

from __future__ import annotations

import io

import pandas as pd

from timeline.errors import UsageError
from timeline.export import pdf, svg
from timeline.export.face import Exporter, Sheet
from timeline.export.pages import pages

__all__ = ["PNG", "SVG", "write_png", "write_svg"]

LARGEST = 8.0


def write_svg(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """The sheet as SVG: text stays text, events carry their event_id in `data-event`."""
    _, [page] = pages(rows, sheet)
    return svg.document(page.items, page.width, page.height, page.alt).encode("utf-8")


def write_png(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """The sheet as PNG, 1600 by 900 pixels times the option `scale`."""
    import pypdfium2 as pdfium

    scale = float(sheet.options.get("scale") or 1.0)
    if not 0 < scale <= LARGEST:
        raise UsageError(
            f"scale {scale}", f"a picture is at most {LARGEST:g} times as large", "Use SVG or PDF."
        )
    said, drawn = pages(rows, sheet)
    document = pdfium.PdfDocument(pdf.document(said, drawn))
    try:
        image = document[0].render(scale=scale / pdf.POINT).to_pil()
        out = io.BytesIO()
        image.save(out, "PNG", dpi=(96 * scale, 96 * scale))
        return out.getvalue()
    finally:
        document.close()


PNG = Exporter("sheet_png", "Sheet as PNG", ".sheet.png", "image/png", write_png, picture=True, briefing=True)
SVG = Exporter(
    "sheet_svg", "Sheet as SVG", ".sheet.svg", "image/svg+xml", write_svg, picture=True, briefing=True
)
