"""DOCX: the chronology as a table, each event with a numbered footnote that holds its passages and sources.

Footnotes are Word's own, so that they stay with their event when rows are moved or cut. Marking and state
stand in header and footer. File dates are fixed: the same state gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd

from timeline.briefing import Briefing, worded
from timeline.dashboard.safe import link
from timeline.export.face import Exporter, Sheet
from timeline.export.pages import briefing, undated_zip
from timeline.export.pptx import clean, made
from timeline.proposal import Story

__all__ = ["EXPORTER", "write"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NOTES_OF = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
WIDTHS = (1.0, 3.8, 12.2)  # centimetres of number, date, event: an A4 page without its margins
GRADE = 1.4  # of the grade, taken from the event
FONT, SIZE, SMALL = "Arial", 10, 8.5


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """A document: title, line, filter, then every event in the order given."""
    from docx import Document

    said = briefing(rows, sheet)
    document: Any = Document()
    _page(document, said)
    _head(document, said)
    _table(document, said)
    document.add_paragraph()
    for remark in _remarks(said):
        _small(document.add_paragraph(), remark)
    _footnotes(document, [tuple(_passages(story, said)) for story in said.stories])
    about = document.core_properties
    about.title, about.author, about.last_modified_by = clean(said.title)[:250], "Timeline", "Timeline"
    about.comments, about.language = "", said.tell.language
    about.created = about.modified = made(said)
    out = io.BytesIO()
    document.save(out)
    return undated_zip(out.getvalue())


def _page(document: Any, said: Briefing) -> None:
    """A4, one plain font, the marking above and below, the page's number."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    normal.paragraph_format.space_after = Pt(4)
    [section] = document.sections
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    foot = section.footer.paragraphs[0]
    if said.marking:
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        head.add_run(clean(said.marking)).bold = True
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run(clean(said.marking)).bold = True
        foot = section.footer.add_paragraph()
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _small(foot, said.tell("state", code=said.state))
    foot.add_run(" · ").font.size = Pt(SMALL)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = foot.add_run()
        run.font.size = Pt(SMALL)
        element = run._r.makeelement(qn("w:fldChar" if kind else "w:instrText"), {})
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = words or None
        run._r.append(element)


def _head(document: Any, said: Briefing) -> None:
    from docx.shared import Pt, RGBColor

    title = document.add_heading(clean(said.title), level=1)
    for run in title.runs:
        run.font.name, run.font.size = FONT, Pt(16)
        run.font.color.rgb = RGBColor(0x1B, 0x20, 0x26)
    if said.bluf:
        document.add_paragraph().add_run(clean(said.bluf)).bold = True
    if said.words:
        document.add_paragraph(clean(said.words))


def _table(document: Any, said: Briefing) -> None:
    """A line an event; the head of the table stands on every page, and no line is torn in two."""
    from docx.oxml.ns import qn
    from docx.shared import Cm

    tell = said.tell
    graded = any(said.grade_of(story) for story in said.stories)
    widths = [*WIDTHS[:2], WIDTHS[2] - GRADE, GRADE] if graded else list(WIDTHS)
    names = ["number", "when", "event", *(["grade"] if graded else [])]
    table = document.add_table(rows=1, cols=len(widths))
    table.autofit = False
    table._tbl.tblPr.append(_rules(table._tbl.tblPr))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        cell.paragraphs[0].add_run(tell(name)).bold = True
    for number, story in enumerate(said.stories, 1):
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(str(number))
        cells[1].paragraphs[0].add_run(clean(tell.when(story[0])))
        _event(cells[2], number, story, said)
        if graded:
            cells[3].paragraphs[0].add_run(said.grade_of(story))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(row._tr.makeelement(qn("w:cantSplit"), {}))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    head = table.rows[0]._tr
    head.get_or_add_trPr().append(head.makeelement(qn("w:tblHeader"), {}))


def _rules(properties: Any) -> Any:
    """Thin rules between the lines and none between the columns."""
    from docx.oxml.ns import qn

    borders = properties.makeelement(qn("w:tblBorders"), {})
    for side in ("top", "bottom", "insideH"):
        look = {"val": "single", "sz": "4", "space": "0", "color": "C9CDD4"}
        borders.append(borders.makeelement(qn(f"w:{side}"), {qn(f"w:{k}"): v for k, v in look.items()}))
    return borders


def _event(cell: Any, number: int, story: Story, said: Briefing) -> None:
    """Headline with its footnote; who, where and how it stands below."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    tell, row = said.tell, story[0]
    words = cell.paragraphs[0]
    words.paragraph_format.space_after = Pt(0)
    words.add_run(
        clean(said.labels.get(row["event_id"]) or tell.headline(worded(story, tell.language)))
    ).bold = True
    note = words.add_run()
    note.font.superscript = True
    reference = note._r.makeelement(qn("w:footnoteReference"), {qn("w:id"): str(number)})
    note._r.append(reference)
    facts = [", ".join(row["actors"]), row["place"] or "", tell.standing(row)]
    if told := " · ".join(clean(fact) for fact in facts if fact):
        _small(cell.add_paragraph(), told)


def _passages(story: Story, said: Briefing) -> Iterator[str]:
    """What each report says, and where."""
    tell = said.tell
    for row in story:
        passage = f"{tell.quoted(row['quote'])} " if row["quote"] else ""
        where = f", {address}" if (address := link(row["url"])) else ""
        yield clean(f"{passage}{tell.source(row)}{where}")


def _footnotes(document: Any, notes: Iterable[Iterable[str]]) -> None:
    """The footnotes as a part of their own; the first two are the lines that Word draws above them."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    look = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/><w:sz w:val="{2 * SMALL:.0f}"/>'
    small, raised = f"<w:rPr>{look}</w:rPr>", f'<w:rPr>{look}<w:vertAlign w:val="superscript"/></w:rPr>'
    mark = f"<w:r>{raised}<w:footnoteRef/></w:r>"
    said = [
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    ]
    for number, passages in enumerate(notes, 1):
        lines = [
            f"<w:p>{'' if place else mark}<w:r>{small}"
            f'<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p>'
            for place, text in enumerate(passages)
        ]
        said.append(f'<w:footnote w:id="{number}">{"".join(lines)}</w:footnote>')
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    xml = f'{head}<w:footnotes xmlns:w="{W}">{"".join(said)}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), NOTES, xml.encode("utf-8"), document.part.package)
    document.part.relate_to(part, NOTES_OF)


def _remarks(said: Briefing) -> Iterator[str]:
    tell = said.tell
    if said.as_of:
        yield tell("as_of", date=tell.date(said.as_of, said.as_of))
    yield said.extracted
    if any(said.grade_of(story) for story in said.stories):
        yield tell("grades")
    yield said.link


def _small(paragraph: Any, words: str) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.add_run(clean(words)).font.size = Pt(SMALL)


EXPORTER = Exporter(
    "docx",
    "Word",
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write,
    picture=True,
    briefing=True,
)
