"""From the frame to a picture, in three steps that know nothing of each other's tools.

`layout` computes where everything stands, in pixels, from the frame alone: which days are shown (`axis`),
in which lanes (`lanes`), in what form (`marks`), with which labels where (`packing`, `fitting`), and what
stands around them (`margins`). `scene` turns a layout into ink (`items`) in the colours of a `style`.
`figure` hands that ink to Plotly, the exporters hand it to their formats, the dashboard to the browser: all
pictures of a view are one picture.

Above `MOST_MARKS` events, or where they would fill the lanes, a layout holds bars of `density` for marks.
"""

from __future__ import annotations

from timeline.view.axis import focus
from timeline.view.figure import figure
from timeline.view.layout import MOST_MARKS, Layout, layout
from timeline.view.style import CONFIG, safe

__all__ = ["CONFIG", "MOST_MARKS", "Layout", "figure", "focus", "layout", "safe"]
