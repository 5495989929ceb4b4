"""The briefing sheet: one layout, and every format stands to it within a pixel."""

from __future__ import annotations

import ctypes
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pypdfium2 as pdfium
import pytest
from consumers import converted, needs_office
from PIL import Image, ImageChops
from pptx import Presentation
from sample_rows import sample_frame
from similarity import ssim
from test_export_data import HOSTILE, one

from timeline import frame
from timeline.export import EXPORTERS, Sheet
from timeline.export.pages import pages
from timeline.view.items import Symbol, Words
from timeline.view.sheet import HEIGHT, MARGIN, WIDTH, Page
from timeline.view.style import plain
from timeline.view.text import measure

FORMATS = ("pptx", "pdf", "sheet_png", "sheet_svg")
GIVEN = Sheet(words="42 events naming Russia or Ukraine", options={"marking": "INTERNAL"})
POINT, EMU = 0.6, 7620
PIXEL = 1.0


@pytest.fixture(scope="module")
def page() -> Page:
    return pages(sample_frame(), GIVEN)[1][0]


def written(name: str, given: pd.DataFrame | None = None, sheet: Sheet = GIVEN) -> bytes:
    return EXPORTERS[name].write(sample_frame() if given is None else given, sheet)


def words(page: Page) -> list[Words]:
    return [item for item in page.items if isinstance(item, Words)]


def edges(item: Words) -> tuple[float, float]:
    wide = measure(item.text, item.size, item.bold)
    left = item.x - {"start": 0.0, "middle": wide / 2, "end": wide}[item.anchor]
    return left, left + wide


def origin(textpage: Any, index: int, height: float) -> tuple[float, float]:
    """Where a character of a PDF page stands on its baseline, in pixels from the top left."""
    x, y = ctypes.c_double(), ctypes.c_double()
    assert pdfium.raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    return x.value / POINT, (height - y.value) / POINT


def views() -> Iterator[tuple[str, Sheet, pd.DataFrame]]:
    whole = sample_frame()
    some = whole[whole["article_id"] == "sample:grain"].reset_index(drop=True)
    for lanes in ("actor", "kind", "place", "none"):
        yield lanes, Sheet(words="All", options={"lanes": lanes}), whole
    yield (
        "few",
        Sheet(title="A title that is long enough to take two lines of the sheet " * 3, words="All"),
        some,
    )
    yield (
        "french",
        Sheet(words="Tous", language="fr", options={"bluf": "Une ligne. " * 20, "marking": "INTERNE"}),
        whole,
    )


@pytest.mark.parametrize(("given", "rows"), [pytest.param(s, r, id=n) for n, s, r in views()])
def test_no_words_touch_others_or_leave_the_page(given: Sheet, rows: pd.DataFrame) -> None:
    _, [page] = pages(rows, given)
    boxes = [
        (*edges(item), item.y - item.size * 0.5, item.y + item.size * 0.5, item.text) for item in words(page)
    ]
    for left, right, top, bottom, text in boxes:
        assert left >= 0 and right <= WIDTH and top >= 0 and bottom <= HEIGHT, text
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            apart = a[1] <= b[0] + 0.5 or b[1] <= a[0] + 0.5 or a[3] <= b[2] + 0.5 or b[3] <= a[2] + 0.5
            assert apart, f"{a[4]!r} touches {b[4]!r}"


def test_the_sheet_says_what_a_briefing_needs(page: Page) -> None:
    text = " ".join(item.text for item in words(page))
    for said in (
        "Russia, Ukraine: 34 events", "Each event rests on one source", "42 events naming Russia or Ukraine",
        "12 of 42 events", "As of 28 July 2023", "Extracted by machine", "0 of 42 events reviewed",
        "State ", "1 / 1", "[1] Sample Observer", "18 July 2023", "day known", "cooperation",
    ):  # fmt: skip
        assert said in text
    assert text.count("INTERNAL") == 2
    for number in range(1, 13):
        assert any(item.text == str(number) and item.bold for item in words(page))


def test_every_numbered_event_has_a_mark_and_its_number_beside_it(page: Page) -> None:
    said, _ = pages(sample_frame(), GIVEN)
    marks = {item.event_id for item in page.items if isinstance(item, Symbol) and item.event_id}
    assert marks == {event.event_id for event in said.events}
    for event in said.events:
        beside = [item.text for item in words(page) if item.event_id == event.event_id and not item.bold]
        assert any(text == str(event.number) or text.startswith(f"{event.number}. ") for text in beside)


def test_the_list_says_headlines_whole_before_the_picture_says_them_at_all() -> None:
    long = "Ministers of forty states met for talks on how the fighting could be brought to its end"
    shown = [event.event_id for event in pages(sample_frame(), GIVEN)[0].events]
    labels = {event: f"{long} {number}" for number, event in enumerate(shown, 1)}
    _, [page, *_] = pages(sample_frame(), replace(GIVEN, options={"labels": labels}))
    text = " ".join(item.text for item in words(page))
    for headline in labels.values():
        assert headline in text


def test_an_event_of_two_actors_stands_in_both_lanes(page: Page) -> None:
    said, _ = pages(sample_frame(), GIVEN)
    both = next(event for event in said.events if event.rows[0]["actor_ids"][:2] == ["russia", "ukraine"])
    assert sum(isinstance(item, Symbol) and item.event_id == both.event_id for item in page.items) >= 2


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_state_gives_the_same_bytes(name: str) -> None:
    assert written(name) == written(name)
    assert written(name) != written(name, sheet=Sheet(title="Another"))


@pytest.mark.parametrize("name", FORMATS)
def test_no_events_give_a_sheet_that_says_so(name: str) -> None:
    assert written(name, frame.from_rows([]))


def test_the_svg_stands_to_the_layout(page: Page) -> None:
    root = ElementTree.fromstring(written("sheet_svg"))
    drawn = [
        (node.text, float(node.get("x", 0)), float(node.get("y", 0)))
        for node in root.iter("{http://www.w3.org/2000/svg}text")
    ]
    expected = [(plain(item.text), item.x, item.y + 0.35 * item.size) for item in words(page)]
    assert len(drawn) == len(expected)
    for got, want in zip(drawn, expected, strict=True):
        assert got[0] == want[0]
        assert got[1:] == pytest.approx(want[1:], abs=PIXEL)


def test_the_pdf_stands_to_the_layout_and_its_text_can_be_read() -> None:
    said, [page, *after] = pages(sample_frame(), GIVEN, full=True)
    document = pdfium.PdfDocument(written("pdf"))
    assert len(document) == 1 + len(after)
    textpage = document[0].get_textpage()
    for item in words(page):
        search = textpage.search(plain(item.text), match_case=True)
        places = []
        while found := search.get_next():
            left, baseline = origin(textpage, found[0], document[0].get_height())
            right = textpage.get_charbox(sum(found) - 1, loose=True)[2] / POINT
            x = {"start": left, "middle": (left + right) / 2, "end": right}[item.anchor]
            places.append((x, baseline))
        assert any(
            place == pytest.approx((item.x, item.y + 0.35 * item.size), abs=PIXEL) for place in places
        ), item
    chronology = plain(" ".join(document[i].get_textpage().get_text_range() for i in range(1, len(document))))
    for row in frame.rows(sample_frame()):
        assert row["quote"][:40] in chronology
    assert said.sources[0].text in chronology


def test_the_fonts_of_the_pdf_are_in_it() -> None:
    data = written("pdf")
    assert data.count(b"/FontFile2") >= 2
    assert b"NotoSans" in data


def test_the_slide_stands_to_the_layout_in_native_shapes(page: Page) -> None:
    deck = Presentation(io.BytesIO(written("pptx")))
    assert (deck.slide_width, deck.slide_height) == (WIDTH * EMU, HEIGHT * EMU)
    [slide] = deck.slides
    assert not [shape for shape in slide.shapes if shape.shape_type == 13], "no picture stands for shapes"
    lines: list[tuple[str, float, float]] = []
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text:
            told = shape.text_frame.paragraphs[0].text.split("\v")
            pitch = shape.height / len(told)
            edge = {None: 0.0, 1: 0.0, 2: 0.5, 3: 1.0}[shape.text_frame.paragraphs[0].alignment]
            for i, text in enumerate(told):
                at = (shape.left + edge * shape.width) / EMU, (shape.top + (i + 0.5) * pitch) / EMU
                lines.append((text, *at))
    for item in words(page):
        places = [line[1:] for line in lines if line[0] == plain(item.text)]
        assert any(place == pytest.approx((item.x, item.y), abs=PIXEL) for place in places), item
    shapes = [
        ((shape.left + shape.width / 2) / EMU, (shape.top + shape.height / 2) / EMU)
        for shape in slide.shapes
        if shape.name.startswith("Event ")
    ]
    for symbol in page.items:
        if isinstance(symbol, Symbol) and symbol.event_id:
            assert any(place == pytest.approx((symbol.x, symbol.y), abs=3.0) for place in shapes)


def test_the_slide_has_a_title_notes_and_names_for_its_shapes() -> None:
    deck = Presentation(io.BytesIO(written("pptx")))
    [slide] = deck.slides
    assert slide.shapes.title is not None
    assert slide.shapes.title.text_frame.text == "Russia, Ukraine: 34 events, September 2021 – August 2023"
    notes = slide.notes_slide.notes_text_frame.text
    said, _ = pages(sample_frame(), GIVEN)
    for event in said.events:
        assert str(event.rows[0]["quote"]) in notes
    assert "[1] Sample Observer" in notes
    assert "https://example.org/en/10" in notes
    assert {f"Event {number}" for number in range(1, 13)} <= {shape.name for shape in slide.shapes}
    assert deck.core_properties.created.date() == date(2023, 7, 28)


def test_a_fade_is_one_shape_with_a_gradient() -> None:
    day = date(2023, 5, 1)
    rows = one(date_edtf="2023-05-01/..", end=None, start=day, precision="interval", status="ongoing")
    [slide] = Presentation(io.BytesIO(written("pptx", rows))).slides
    fades = [shape for shape in slide.shapes if shape.name == "Fade"]
    assert fades
    assert len(slide.shapes) < 70
    assert all(shape.fill.gradient_stops is not None for shape in fades)


@pytest.mark.parametrize("name", FORMATS)
def test_an_articles_words_have_no_power_in_a_sheet(name: str) -> None:
    rows = one(
        title=HOSTILE,
        quote=HOSTILE + "\x00\x0b",
        source=HOSTILE,
        actors=[HOSTILE],
        actor_ids=["x"],
        url="javascript:alert(1)",
    )
    data = written(
        name, rows, Sheet(title=HOSTILE, words=HOSTILE, options={"marking": HOSTILE, "bluf": HOSTILE})
    )
    if name == "pptx":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            text = b"".join(parts.read(part) for part in parts.namelist()).decode("utf-8", "ignore")
            for part in parts.namelist():
                if part.endswith((".xml", ".rels")):
                    ElementTree.fromstring(parts.read(part))
        assert "hlinkClick" not in text
        assert "<script" not in text
    elif name == "sheet_svg":
        tags = {node.tag.rpartition("}")[2] for node in ElementTree.fromstring(data).iter()}
        assert tags <= {"svg", "title", "rect", "line", "path", "text"}
    elif name == "pdf":
        assert not re.search(rb"/(JavaScript|JS|URI|Launch)\b", data)


@pytest.mark.parametrize(
    "title",
    [
        "Переговори у Стамбулі",
        "Ο διάλογος",
        "محادثات السلام في إسطنبول",
        "和平谈判在伊斯坦布尔举行",
        "שיחות שלום",
        "🌾 grain",
    ],
)
def test_titles_in_every_script_are_drawn(title: str) -> None:
    sheet = Sheet(title=title)
    image = Image.open(io.BytesIO(written("sheet_png", one(), sheet))).convert("L")
    blank = Image.open(io.BytesIO(written("sheet_png", one(), Sheet(title=".")))).convert("L")
    box = (0, 20, int(WIDTH), 70)
    assert ImageChops.difference(image.crop(box), blank.crop(box)).getbbox() is not None
    [slide] = Presentation(io.BytesIO(written("pptx", one(), sheet))).slides
    assert slide.shapes.title is not None
    assert slide.shapes.title.text_frame.text == title


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0])
def test_the_png_is_the_sheet_at_its_size(scale: float) -> None:
    image = Image.open(io.BytesIO(written("sheet_png", sheet=Sheet(options={"scale": scale}))))
    assert image.size == (WIDTH * scale, HEIGHT * scale)
    assert len(image.convert("RGB").getcolors(1 << 24) or []) > 100


@needs_office
def test_libreoffice_shows_the_slide_as_the_sheet(tmp_path: Path) -> None:
    [shown] = pdfium.PdfDocument(converted(written("pptx"), "briefing.pptx", tmp_path))
    theirs: Any = shown.render(scale=WIDTH / shown.get_width()).to_pil()
    ours = Image.open(io.BytesIO(written("sheet_png")))
    small = (800, 450)  # where its Arial and our Noto Sans look alike, and a word out of place does not
    alike = ssim(ours.resize(small), theirs.resize(small))
    shifted = ssim(ours.resize(small), ImageChops.offset(theirs, 24, 24).resize(small))
    print(f"structural similarity to LibreOffice's picture: {alike:.3f}; shifted by 24 pixels: {shifted:.3f}")
    assert alike > 0.75 > shifted
    assert "Russia, Ukraine: 34 events" in shown.get_textpage().get_text_range()


def test_the_sheet_has_its_margins(page: Page) -> None:
    assert min(edges(item)[0] for item in words(page)) >= MARGIN - 1
    assert max(edges(item)[1] for item in words(page)) <= WIDTH - MARGIN + 1
