"""PNG: the picture as shown, 1600 by 900 pixels unless the sheet says otherwise, always in the light theme.

Needs an installed Chrome or Chromium (see `picture`); the same view gives the same bytes on one machine.
"""

from __future__ import annotations

import pandas as pd

from timeline.export.face import Exporter, Sheet
from timeline.export.picture import draw
from timeline.export.sheet import laid_out
from timeline.view import figure

__all__ = ["EXPORTER", "write"]


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """The picture of `rows`; the option `scale` multiplies its pixels."""
    return draw(figure(laid_out(rows, sheet)), "png", float(sheet.options.get("scale") or 1.0))


EXPORTER = Exporter("png", "PNG", ".png", "image/png", write, picture=True)
