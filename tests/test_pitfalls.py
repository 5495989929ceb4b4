"""What pictures elsewhere stumble over, a test each: colours, clouds, addresses, browsers, fonts, markup.

The engine itself (one browser, never another's picture, no formulas, a sandbox) is tried in `test_picture`.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import plotly.io
import pytest
from sample_rows import sample_frame
from streamlit.testing.v1 import AppTest
from test_app import _html, _open, _picture, collection, filled
from test_export_data import HOSTILE, one

from timeline.export import EXPORTERS, Sheet, picture
from timeline.store import Store
from timeline.view import CONFIG, figure, layout

__all__ = ["collection", "filled"]  # fixtures
NOWHERE = "/nowhere/chrome"
PACKAGE = Path(__file__).parent.parent / "timeline"
ADDRESS = re.compile(rb"(?:https?:)?//[\w.-]+\.[a-z]{2,}", re.IGNORECASE)
NAMES = (  # of vocabularies and file formats: never asked for anything
    b"schema.org", b"www.w3.org", b"schemas.openxmlformats.org", b"schemas.microsoft.com", b"purl.org",
    b"example.org", b"ns.adobe.com", b"www.apple.com",
)  # fmt: skip


def _parts(data: bytes) -> list[bytes]:
    """A file's bytes; of an archive, those of what is in it."""
    if not data.startswith(b"PK"):
        return [data]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_6_no_colour_is_a_placeholder_that_only_one_page_can_fill(monkeypatch: pytest.MonkeyPatch) -> None:
    import streamlit  # noqa: F401  (it sets Plotly's template)

    monkeypatch.setattr(plotly.io.templates, "default", "streamlit", raising=False)
    assert not re.search(r"#0000[01]\d", figure(layout(sample_frame())).to_json())


def test_7_no_picture_offers_to_send_itself_to_a_cloud() -> None:
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["plotlyServerURL"] == ""
    for name in ("html", "svg"):
        assert b"plot.ly" not in EXPORTERS[name].write(sample_frame(), Sheet())


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name != "png"])
def test_8_no_file_asks_another_machine_for_a_part_of_itself(name: str) -> None:
    for part in _parts(EXPORTERS[name].write(sample_frame(), Sheet(title="Talks", words="All"))):
        strange = {found for found in ADDRESS.findall(part) if not found.split(b"//")[1].endswith(NAMES)}
        assert not strange


def test_8_no_module_takes_plotly_from_a_server() -> None:
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "cdn.plot" not in text and "include_plotlyjs" not in text, path


def _without_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", NOWHERE)
    assert not picture.available()


@pytest.mark.parametrize("name", ["svg", "html", "pptx", "pdf", "docx", "sheet_png", "sheet_svg"])
def test_9_without_a_browser_on_the_server_the_other_pictures_are_made(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _without_browser(monkeypatch)
    assert len(EXPORTERS[name].write(sample_frame(), Sheet())) > 5_000


def test_9_without_a_browser_the_page_says_what_is_missing_and_offers_its_own_picture(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _without_browser(monkeypatch)
    at = _open()
    assert any("no Chrome or Chromium" in info.value for info in at.info)
    assert _disabled(at) == {"PNG"}
    assert _picture(at)["save"] == "PNG"


def test_9_without_a_browser_the_briefing_is_whole(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_browser(monkeypatch)
    at = _open("briefing")
    assert 'class="tl-sheet"' in _html(at)
    assert not _disabled(at)


def _disabled(at: AppTest) -> set[str]:
    return {button.proto.label for button in at.get("download_button") if button.proto.disabled}


def test_10_words_between_dollars_are_no_formula() -> None:
    drawn = figure(layout(one(title="$x$ and $y$"))).to_json()
    assert "$x$" not in drawn
    assert CONFIG["typesetMath"] is False


def test_11_and_13_an_articles_words_reach_no_browser_as_markup() -> None:
    given = one(title=HOSTILE, quote=HOSTILE, source=HOSTILE, place=HOSTILE)
    assert "<script" not in figure(layout(given)).to_json()
    for name in ("svg", "sheet_svg", "html"):
        data = EXPORTERS[name].write(given, Sheet(title=HOSTILE, words=HOSTILE)).decode("utf-8")
        assert "<script>alert" not in data
        assert "<b onx" not in data


@pytest.mark.parametrize("words", ["Переговори", "محادثات السلام", "和平谈判"])
def test_12_every_picture_names_fonts_that_have_the_letters(words: str) -> None:
    for name in ("svg", "sheet_svg", "html"):
        data = EXPORTERS[name].write(one(title=words), Sheet()).decode("utf-8")
        assert words in data
        assert "Noto Sans Arabic" in data and "Noto Sans CJK SC" in data
