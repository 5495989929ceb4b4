"""What leaves Timeline: one module per format, all with the same face.

An exporter turns rows, in the order given, and the `Sheet` round them into the bytes of a file. The command
line, the page and the tests loop over `EXPORTERS`. To add a format: a module with an `EXPORTER`, a line in
the table below, a line in the README.
"""

from __future__ import annotations

from pathlib import Path

from timeline.errors import UsageError
from timeline.export import (
    csv,
    docx,
    html,
    ics,
    jsonl,
    jsonld,
    markdown,
    parquet,
    pdf,
    png,
    pptx,
    sheet_pictures,
    svg,
    timelinejs,
    timesketch,
    xlsx,
)
from timeline.export.face import Exporter, Sheet
from timeline.export.file import save

__all__ = ["EXPORTERS", "Exporter", "Sheet", "for_path", "save"]

EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        csv.EXPORTER,
        xlsx.EXPORTER,
        jsonl.EXPORTER,
        parquet.EXPORTER,
        markdown.EXPORTER,
        ics.EXPORTER,
        timelinejs.EXPORTER,
        timesketch.EXPORTER,
        timesketch.EXPORTER_LINES,
        jsonld.EXPORTER,
        pptx.EXPORTER,
        pdf.EXPORTER,
        docx.EXPORTER,
        sheet_pictures.PNG,
        sheet_pictures.SVG,
        html.EXPORTER,
        png.EXPORTER,
        svg.EXPORTER,
    )
}


def for_path(path: str | Path) -> Exporter:
    """The exporter whose suffix a file has, the longest that fits; `UsageError` names those there are."""
    name = Path(path).name.lower()
    fitting = [exporter for exporter in EXPORTERS.values() if name.endswith(exporter.suffix)]
    if fitting:
        return max(fitting, key=lambda exporter: len(exporter.suffix))
    known = ", ".join(exporter.suffix for exporter in EXPORTERS.values())
    suffix = Path(path).suffix.lower()
    raise UsageError(f"'{path}'", f"no format has the suffix '{suffix}'", f"Known are {known}.")
