"""Whatever an article says, a file that leaves Timeline holds it as words: read back, it is what it was."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from pptx import Presentation
from pypdf import PdfReader

from timeline import frame
from timeline.cli.output import oneline
from timeline.export import EXPORTERS, Sheet

PIECES = [
    "<script>alert(1)</script>", "</script>", "<img src=x onerror=alert(1)>", "</style><svg onload=alert(1)>",
    "</text></svg>", "]]>", "<!--", "-->", "<![CDATA[", "&lt;b&gt;", "&#60;", '" onmouseover="x', "' x='",
    "=1+1", "+1", "-2", "@SUM(A1)", "＝1", "\t=1", "=HYPERLINK(\"http://evil.test\")", "=cmd|' /C calc'!A0",
    "[a](javascript:alert(1))", "![x](http://evil.test/p.png)", ":red[x]", "$x$", "|", "`", "#", "\\", "\\n",
    "\r\nEND:VEVENT\r\nBEGIN:VEVENT", ";", ",", "DTSTART:1", "\u202e", "\u2066", "\u200b", "\u2028", "\x00",
    "\x1b[31m", "\x07", "\ufffe", "\u0301", "🌾", "حوار", "переговори", "{{7*7}}", "${jndi:x}", "%s%n",
    "../../x", "C:\\x", "javascript:alert(1)", "http://evil.test", "www.evil.test", "me@evil.test",
    "'; DROP TABLE events;--",
]  # fmt: skip
hostile = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), min_size=1, max_size=5).map(" ".join)
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def row(words: str, *, url: str = "https://example.org/a") -> pd.DataFrame:
    """One event all of whose words a stranger wrote."""
    day = date(2023, 5, 1)
    known = {
        "event_id": "a", "article_id": "x", "kind": "CONSULT", "status": "happened", "title": words,
        "quote": words, "label": words, "source": words, "article_title": words, "place": words,
        "actors": [words], "actor_ids": [words], "things": [words], "attributed_to": words, "trigger": words,
        "date_text": words, "language": "en", "url": url, "date_edtf": "2023-05-01", "start": day, "end": day,
        "precision": "day",
    }  # fmt: skip
    return frame.from_rows([known])


def written(name: str, words: str, **more: Any) -> bytes:
    sheet = Sheet(title=words, words=words, options={"bluf": words, "marking": words})
    return EXPORTERS[name].write(row(words, **more), sheet)


class Tags(HTMLParser):
    """The elements of a page, the attributes that do something, and the words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.doing: set[str] = set()
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("href", "src", "action", "srcdoc", "style"):
                self.doing.add(f"{name}={value}" if name in ("href", "src") else name)

    def handle_data(self, data: str) -> None:
        self.words += data


def markdown(data: bytes) -> str:
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False}).use(footnote_plugin)
    return str(reader.render(data.decode("utf-8")))


PAGES: dict[str, Callable[[bytes], str]] = {"html": bytes.decode, "markdown": markdown}


@pytest.mark.parametrize("name", PAGES)
@given(words=hostile)
@example(words=" ".join(PIECES))
@few
def test_a_page_has_the_elements_it_has_without_the_strangers_words(name: str, words: str) -> None:
    plain, got = (Tags(PAGES[name](written(name, text))) for text in ("Talks", words))
    assert got.tags <= plain.tags | {"br"}
    assert {each for each in got.doing if "evil" in each or "script" in each} == set()
    assert {each.partition("=")[0] for each in got.doing} <= {each.partition("=")[0] for each in plain.doing}


@pytest.mark.parametrize("name", [each for each in EXPORTERS if EXPORTERS[each].suffix.endswith("svg")])
@given(words=hostile)
@example(words=" ".join(PIECES))
@few
def test_a_drawing_has_only_the_elements_it_draws_with(name: str, words: str) -> None:
    root = etree.fromstring(written(name, words), etree.XMLParser(resolve_entities=False))
    tags = {etree.QName(each).localname for each in root.iter(etree.Element)}
    drawn = (
        "svg title desc g rect line path text tspan circle polygon defs linearGradient stop style font-face"
    )
    assert tags <= set(drawn.split())
    for each in root.iter(etree.Element):
        assert not [name for name in each.attrib if str(name).startswith("on") or "href" in str(name)]


@given(words=hostile)
@example(words=" ".join(PIECES))
@few
def test_a_table_holds_no_formula_and_else_the_very_words(words: str) -> None:
    [line] = csv.DictReader(io.StringIO(written("csv", words).decode("utf-8"), newline=""))
    assert line["title"] in (words, f"'{words}")
    assert not re.match(r"[\t\r\n]|\s*[=+\-@＝＋－＠]", line["title"])
    data = written("xlsx", words)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for cells in book.worksheets:
        assert all(cell.data_type != "f" for line in cells.iter_rows() for cell in line)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            content = parts.read(name)
            assert b"<f>" not in content
            assert b"evil.test" not in content or not name.endswith(".rels")


@given(words=hostile)
@example(words=" ".join(PIECES))
@few
def test_json_gives_back_the_very_words_and_cannot_end_a_script(words: str) -> None:
    line, end = written("jsonl", words).decode("utf-8").split("\n")
    assert not end
    assert json.loads(line)["title"] == words
    for name in ("timelinejs", "jsonld"):
        data = written(name, words)
        json.loads(data)
        assert b"</script" not in data.lower() and b"<!--" not in data


@given(words=hostile)
@example(words=" ".join(PIECES))
@few
def test_a_calendar_has_one_event_whatever_its_words_say(words: str) -> None:
    calendar = Calendar.from_ical(written("ics", words))
    [event] = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == date(2023, 5, 1)
    assert str(event["uid"]) == "a@timeline"


@given(words=hostile)
@example(words=" ".join(PIECES))
@few
def test_slides_and_papers_open_and_lead_nowhere_but_to_the_article(words: str) -> None:
    data = written("pptx", words)
    for slide in Presentation(io.BytesIO(data)).slides:
        outside = {rel.target_ref for rel in slide.part.rels.values() if rel.is_external}
        assert outside <= {"https://example.org/a"}
    paper = PdfReader(io.BytesIO(written("pdf", words)))
    assert "/AA" not in paper.root_object and "/Names" not in paper.root_object
    assert isinstance(paper.root_object.get("/OpenAction", []), list)  # a place in the file, no action
    for page in paper.pages:
        for mark in page.get("/Annots") or []:
            action = mark.get_object().get("/A", {})
            assert action.get("/S") in (None, "/URI", "/GoTo")
            assert str(action.get("/URI", "https://example.org/a")).startswith("https://example.org/a")


@given(words=hostile)
@example(words=" ".join(PIECES))
@example(words="\x00")
@few
def test_a_terminal_is_told_one_line_that_it_cannot_obey(words: str) -> None:
    said = oneline(words)
    assert said.isprintable() and len(said.splitlines()) <= 1
    assert said or not any(c.isprintable() and not c.isspace() for c in words)
