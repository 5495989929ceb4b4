"""Programs of others read what we write: TimelineJS itself in Chromium, LibreOffice."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from consumers import converted, needs_office, needs_timelinejs, timelinejs
from sample_rows import sample_frame
from test_export_data import HOSTILE, dated, one

from timeline import frame
from timeline.export import EXPORTERS, Sheet

TITLE = Sheet(title="Talks and war", words="All events")


def _shown(chromium: Any, tmp_path: Path, data: bytes) -> tuple[Any, list[str]]:
    """TimelineJS's page of our JSON, with every way to the network cut; and what it said went wrong."""
    style, script = timelinejs("timeline.css").as_uri(), timelinejs("timeline.js").as_uri()
    options = "{ga_measurement_id: null}"
    page = (
        f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{style}">'
        f'<script src="{script}"></script><div id="here" style="width:1200px;height:700px"></div>'
        f"<script>window.line = new TL.Timeline('here', {data.decode('utf-8')}, {options})</script>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    faults: list[str] = []
    context.route(
        "**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort()
    )
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    opened.goto((tmp_path / "page.html").as_uri())
    opened.wait_for_selector(".tl-timemarker", state="attached", timeout=60_000)
    return opened, faults


@pytest.mark.browser
@needs_timelinejs
def test_timelinejs_shows_every_dated_event_with_its_date_as_told(chromium: Any, tmp_path: Path) -> None:
    page, faults = _shown(chromium, tmp_path, EXPORTERS["timelinejs"].write(sample_frame(), TITLE))
    assert page.locator(".tl-timemarker").count() == len(dated())
    shown = page.evaluate("() => [...document.querySelectorAll('.tl-slide')].map(s => s.textContent)")
    assert len(shown) == 1 + len(dated())
    assert "Talks and war" in shown[0]
    for row in dated():
        assert any(" ".join(row["quote"].split()) in " ".join(text.split()) for text in shown), row["quote"]
    assert any("November 1985" in text for text in shown)
    assert page.locator(".tl-timegroup-message").count() > 1, "the lanes are its groups"
    assert not faults
    assert page.screenshot(path=str(tmp_path / "timelinejs.png"))


@pytest.mark.browser
@needs_timelinejs
def test_an_articles_words_have_no_power_in_timelinejs(chromium: Any, tmp_path: Path) -> None:
    data = EXPORTERS["timelinejs"].write(
        one(title=HOSTILE, quote=HOSTILE, source=HOSTILE), Sheet(title=HOSTILE)
    )
    page, faults = _shown(chromium, tmp_path, data)
    assert not faults
    assert page.locator(".tl-slide script").count() == 0
    assert "<script>alert(1)</script>" in page.locator(".tl-slide blockquote").first.text_content()


@needs_office
@pytest.mark.parametrize(("name", "pages"), [("pptx", 1), ("xlsx", None)])
def test_libreoffice_opens_the_file_with_all_that_it_says(
    name: str, pages: int | None, tmp_path: Path
) -> None:
    exporter = EXPORTERS[name]
    shown = pdfium.PdfDocument(
        converted(exporter.write(sample_frame(), TITLE), f"x{exporter.suffix}", tmp_path)
    )
    assert pages in (None, len(shown))
    text = " ".join(page.get_textpage().get_text_range() for page in shown)
    assert "Talks and war" in text
    assert "Err:" not in text and "#NAME?" not in text


@pytest.mark.parametrize("name", ["timesketch", "timesketch_jsonl"])
def test_timesketch_would_take_every_line(name: str) -> None:
    """Its own rules: three columns first, none of them empty; a time that it can read, with its zone; a
    keyword of at most 32,766 bytes; one type a column."""
    text = EXPORTERS[name].write(sample_frame(), TITLE).decode("utf-8")
    lines: list[dict[str, Any]] = (
        list(csv.DictReader(io.StringIO(text)))
        if name == "timesketch"
        else [json.loads(line) for line in text.splitlines()]
    )
    assert len(lines) == len(dated())
    for line in lines:
        assert list(line)[:3] == ["message", "datetime", "timestamp_desc"]
        assert line["message"].strip() and line["timestamp_desc"].strip()
        moment = datetime.fromisoformat(line["datetime"])
        assert moment.utcoffset() is not None and 1 <= moment.year <= 9999
        assert all(len(str(value).encode()) <= 32_766 for value in line.values())
    for column in lines[0] if name != "timesketch" else ():
        kinds = {type(line[column]) for line in lines if line[column] is not None}
        assert len(kinds - {int, float}) <= 1, column


def test_the_sample_has_dates_of_every_kind() -> None:
    assert {row["precision"] for row in frame.rows(sample_frame())} >= {
        "day",
        "week",
        "month",
        "year",
        "interval",
    }
