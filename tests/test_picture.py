"""The picture as a file: right size, not blank, the same each time, in every script, and never another's."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from sample_rows import sample_frame

from timeline import frame
from timeline.errors import ExportError, UsageError
from timeline.export import EXPORTERS, Sheet, picture
from timeline.export.svg import drawn
from timeline.view import figure, layout
from timeline.view.text import measure

needs_browser = pytest.mark.skipif(not picture.available(), reason=picture.reason() or "a browser is there")


@pytest.fixture(scope="module")
def engine() -> Iterator[picture.Engine]:
    started = picture.Engine()
    yield started
    started.close()


def one(title: str) -> pd.DataFrame:
    day = date(2023, 5, 1)
    given = {
        "event_id": "a",
        "article_id": "x",
        "title": title,
        "date_edtf": "2023-05-01",
        "precision": "day",
    }
    return frame.from_rows([given | {"start": day, "end": day, "status": "happened", "kind": "CONSULT"}])


def opened(data: bytes) -> tuple[tuple[int, int], int]:
    """Size and number of colours."""
    image = pytest.importorskip("PIL.Image").open(io.BytesIO(data)).convert("RGB")
    return image.size, len(image.getcolors(1 << 24))


@pytest.mark.browser
@needs_browser
def test_the_png_is_a_picture_of_the_right_size_that_is_not_blank() -> None:
    size, colours = opened(EXPORTERS["png"].write(sample_frame(), Sheet(words="All events")))
    assert size == (1600, 900)
    assert colours > 20
    options = {
        "width": 1000,
        "height": 600,
        "scale": 2,
        "lanes": "kind",
        "range": ("2022-01-01", "2022-12-31"),
    }
    size, colours = opened(EXPORTERS["png"].write(sample_frame(), Sheet(options=options)))
    assert size == (2000, 1200)
    assert colours > 20


@pytest.mark.browser
@needs_browser
def test_the_same_view_gives_the_same_png(engine: picture.Engine) -> None:
    made = figure(layout(sample_frame(), width=800))
    assert engine.draw(made, "png") == engine.draw(figure(layout(sample_frame(), width=800)), "png")


@pytest.mark.browser
@needs_browser
def test_many_callers_at_once_each_get_their_own_picture(engine: picture.Engine) -> None:
    def drawn_as(width: int) -> tuple[int, int]:
        return opened(engine.draw(figure(layout(one("Talks"), width=width, height=200)), "png"))[0]

    widths = list(range(300, 340, 5))
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(drawn_as, widths)) == [(width, 200) for width in widths]


@pytest.mark.browser
@needs_browser
def test_the_warm_engine_does_not_start_again(engine: picture.Engine) -> None:
    made = figure(layout(one("Talks"), width=400, height=200))
    engine.draw(made, "png")
    before = engine._kaleido
    started = time.monotonic()
    engine.draw(made, "png")
    assert engine._kaleido is before
    assert time.monotonic() - started < 10  # measured: 0.2 s


@pytest.mark.browser
@needs_browser
def test_a_hanging_browser_is_given_up_in_time_and_the_next_picture_works(
    engine: picture.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(*_: object, **__: object) -> bytes:
        await asyncio.sleep(3600)
        return b""

    made = figure(layout(one("Talks"), width=400, height=200))
    engine.draw(made, "png")
    stuck = engine._kaleido
    monkeypatch.setattr(stuck, "calc_fig", hang)
    monkeypatch.setattr(engine, "_drawing", 0.2)
    with pytest.raises(ExportError, match="took too long"):
        engine.draw(made, "png")
    monkeypatch.setattr(engine, "_drawing", 30.0)
    assert opened(engine.draw(made, "png"))[0] == (400, 200)
    assert engine._kaleido is not stuck


@pytest.mark.browser
@needs_browser
def test_the_drawing_page_knows_no_outside_address(engine: picture.Engine) -> None:
    engine.draw(figure(layout(one("Costs $5 and $6"), width=400, height=200)), "png")
    page = Path(engine._kaleido._index.removeprefix("file://")).read_text(encoding="utf-8")
    assert "mathjax" not in page.lower()
    assert "http:" not in page
    assert "https:" not in page
    assert picture.NO_WAY_OUT.endswith(":9")


@pytest.mark.browser
@needs_browser
def test_an_article_cannot_make_the_browser_call_out(engine: picture.Engine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(1.0)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/x.png"
        hostile = f'<img src="{address}"> <a href="{address}">x</a> url({address})'
        engine.draw(figure(layout(one(hostile), width=800, height=200), caption=hostile), "png")
        with pytest.raises(TimeoutError):
            listening.accept()


SCRIPTS = {
    "cyrillic": ("ru", "переговоры", "наступление"),
    "arabic": ("ar", "مفاوضات السلام", "وقف إطلاق النار"),
    "chinese": ("zh", "和平谈判", "停火协议"),
}


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_drawn_in_letters_not_boxes(engine: picture.Engine, script: str) -> None:
    language, word, other = SCRIPTS[script]
    listed = shutil.which("fc-list")
    fonts = (
        subprocess.run([listed, f":lang={language}"], capture_output=True, check=True).stdout
        if listed
        else b""
    )
    if not fonts:
        pytest.skip(f"no font for {script} found on this machine (on Debian: apt install fonts-noto)")
    same_length = min(len(word), len(other))
    words = word[:same_length], other[:same_length]
    drawings = {engine.draw(figure(layout(one(text), width=500, height=160)), "png") for text in words}
    assert len(drawings) == 2, "different words of one length look the same: boxes"
    made = figure(layout(one(word))).to_json()
    for font in ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC"):
        assert font in made


@pytest.mark.browser
@needs_browser
def test_words_are_no_wider_in_the_browser_than_the_layout_computed() -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    texts = [
        *sample_frame()["title"].dropna(),
        "Письмо Гутерриша Путину о продлении",
        "和平谈判在日内瓦举行",
        "وزير الخارجية يلتقي",
    ]
    given = pd.concat([one(text).assign(event_id=f"e{i}") for i, text in enumerate(texts)], ignore_index=True)
    document = drawn(layout(given, lanes="none", width=1400, height=2500))
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=picture.browser(), args=["--no-sandbox"])
        try:
            page = browser.new_page()
            page.set_content(document.partition("?>")[2])
            widths = page.evaluate(
                "[...document.querySelectorAll('text')].map(t =>"
                " [t.textContent, +t.getAttribute('font-size'), +t.getAttribute('font-weight') > 500,"
                " t.getComputedTextLength()])"
            )
        finally:
            browser.close()
    assert len(widths) > 40
    for text, size, bold, width in widths:
        assert width <= measure(text, size, bold) * 1.04 + 1, text


def test_where_no_browser_is_the_reason_names_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chrome")
    assert not picture.available()
    assert "/nowhere/chrome" in picture.reason()
    assert "Install Chrome or Chromium" in picture.reason()
    with pytest.raises(ExportError, match="Install Chrome or Chromium"):
        picture.Engine().draw(figure(layout(one("Talks"))), "png")
    assert EXPORTERS["svg"].write(sample_frame(), Sheet()).startswith(b"<?xml")


def test_a_chosen_browser_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = tmp_path / "my-chrome"
    chosen.write_text("#!/bin/sh\n")
    chosen.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(chosen))
    assert picture.browser() == str(chosen)


@pytest.mark.skipif(os.name != "posix", reason="a shell script plays the browser")
def test_a_browser_that_dies_at_once_gives_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "chrome"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(broken))
    engine = picture.Engine(starting=20.0)
    with pytest.raises(ExportError, match=r"^picture: the browser (failed|took too long)"):
        engine.draw(figure(layout(one("Talks"))), "png")
    engine.close()


def test_the_sandbox_is_tried_wherever_chrome_allows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert picture._may_sandbox()
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert not picture._may_sandbox()


def test_a_bad_date_in_the_options_is_one_clear_line() -> None:
    with pytest.raises(UsageError, match="'soon': is no date"):
        EXPORTERS["svg"].write(sample_frame(), Sheet(options={"range": ("soon", None)}))
