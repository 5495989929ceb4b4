"""From the frame to a picture, in three steps that know nothing of each other's tools.

`layout` computes where everything stands, in pixels, from the frame alone: which days are shown (`axis`),
in which lanes (`lanes`), in what form (`marks`), with which labels where (`packing`), and what stands around
them (`margins`). `scene` turns a layout into ink: lines, symbols, words, colours of a `style`. `figure` hands
that ink to Plotly; the exporters hand it to their formats: all pictures of a view are one picture.

Above `MOST_MARKS` events a layout holds bars of density instead of marks. `density` counts events over time
for the overview strip, which `density_figure` draws.
"""

from __future__ import annotations

from timeline.view.axis import focus
from timeline.view.density import Density, density
from timeline.view.figure import density_figure, figure
from timeline.view.layout import MOST_MARKS, Layout, layout
from timeline.view.style import CONFIG, safe

__all__ = [
    "CONFIG",
    "MOST_MARKS",
    "Density",
    "Layout",
    "density",
    "density_figure",
    "figure",
    "focus",
    "layout",
    "safe",
]
