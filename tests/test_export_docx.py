"""The chronology as a Word document: a table, and footnotes that hold the passages and sources."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pypdfium2 as pdfium
import pytest
from consumers import converted, needs_office
from docx import Document
from sample_rows import sample_frame
from test_export_data import HOSTILE, one

from timeline import frame
from timeline.export import EXPORTERS, Sheet
from timeline.grades import Grades

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GIVEN = Sheet(title="Talks", words="All events", options={"marking": "INTERNAL", "bluf": "They met."})


def written(given: pd.DataFrame | None = None, sheet: Sheet = GIVEN) -> bytes:
    return EXPORTERS["docx"].write(sample_frame() if given is None else given, sheet)


def footnotes(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        root = ElementTree.fromstring(parts.read("word/footnotes.xml"))
    return {
        str(note.get(f"{W}id")): "".join(text.text or "" for text in note.iter(f"{W}t"))
        for note in root.iter(f"{W}footnote")
    }


def table(data: bytes) -> list[list[str]]:
    [found] = Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_every_event_is_a_line_and_its_footnote_holds_its_passage_and_source() -> None:
    data = written()
    rows, notes = list(frame.rows(sample_frame())), footnotes(data)
    lines = table(data)
    assert lines[0] == ["No.", "When", "Event"]
    assert len(lines) == 1 + len(rows)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = ElementTree.fromstring(parts.read("word/document.xml"))
    referred = [str(note.get(f"{W}id")) for note in body.iter(f"{W}footnoteReference")]
    assert referred == [str(number) for number in range(1, len(rows) + 1)]
    told = " ".join(notes.values())
    for row in rows:
        assert row["quote"] in told
    for number, line in enumerate(lines[1:], 1):
        assert line[0] == str(number)
        assert line[1]
        assert any(name in notes[str(number)] for name in ("Sample", "Gazette", "газета"))


def test_title_line_marking_and_state_stand_in_it() -> None:
    document = Document(io.BytesIO(written()))
    text = [paragraph.text for paragraph in document.paragraphs]
    assert text[:3] == ["Talks", "They met.", "All events"]
    assert any("Extracted by machine" in line for line in text)
    [section] = document.sections
    assert section.header.paragraphs[0].text == "INTERNAL"
    assert section.footer.paragraphs[0].text == "INTERNAL"
    assert "State " in section.footer.paragraphs[1].text


def test_grades_have_a_column_only_where_they_are_in_use() -> None:
    events = sample_frame()
    grades = Grades({"Sample Gazette": "B"}, {events["event_id"][0]: 3})
    lines = table(written(sheet=Sheet(options={"grades": grades})))
    assert lines[0][-1] == "Grade"
    said = {line[-1] for line in lines[1:]}
    assert "F3" in said and "B6" in said and "F6" in said


def test_the_same_state_gives_the_same_document() -> None:
    assert written() == written()


def test_an_articles_words_have_no_power_in_it() -> None:
    data = written(one(title=HOSTILE, quote=HOSTILE + "\x00\x0b", source=HOSTILE, url="javascript:alert(1)"))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.namelist():
            if part.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(part))
        for part in parts.namelist():
            assert b"<w:hyperlink" not in parts.read(part)
            assert b'Target="javascript' not in parts.read(part)


@needs_office
def test_libreoffice_opens_it_clean(tmp_path: Path) -> None:
    pages: Any = pdfium.PdfDocument(converted(written(), "chronology.docx", tmp_path))
    text = " ".join("".join(page.get_textpage().get_text_range() for page in pages).split())
    assert "Talks" in text and "INTERNAL" in text
    for row in frame.rows(sample_frame()):
        assert " ".join(row["quote"].split()[:3]) in text


@pytest.mark.parametrize("title", ["Переговори", "محادثات السلام", "和平谈判"])
def test_titles_in_every_script_are_in_it(title: str) -> None:
    assert title in table(written(one(title=title, kind="OTHER")))[1][2]
