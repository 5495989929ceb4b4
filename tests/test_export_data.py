"""What leaves for other programs is what those programs read: each file is read back by one of its kind."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pandas as pd
import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from pyld import jsonld
from sample_rows import sample_frame, sample_pairs

from timeline import frame
from timeline.errors import ExportError
from timeline.export import EXPORTERS, Sheet, xlsx

HOSTILE = (
    "<script>alert(1)</script> </script> <b onx=1> [a](javascript:alert(1)) ![x](http://h/p.png) | ` $x$ "
    "www.evil.example http://evil.example \\ _so_ **so** end\r\nEND:VEVENT\r\nBEGIN:VEVENT; a,b"
)
DATA = [name for name, exporter in EXPORTERS.items() if not exporter.picture]


def rows(given: pd.DataFrame | None = None) -> list[dict[str, Any]]:
    return list(frame.rows(sample_frame() if given is None else given))


def dated() -> list[dict[str, Any]]:
    return [row for row in rows() if row["start"] or row["end"]]


def one(**given: Any) -> pd.DataFrame:
    day = date(2023, 5, 1)
    known = {"event_id": "a", "article_id": "x", "title": "Talks", "quote": "Talks.", "kind": "CONSULT"}
    dates = {"date_edtf": "2023-05-01", "start": day, "end": day, "precision": "day", "status": "happened"}
    return frame.from_rows([known | dates | given])


def written(name: str, given: pd.DataFrame | None = None, **sheet: Any) -> bytes:
    return EXPORTERS[name].write(sample_frame() if given is None else given, Sheet(**sheet))


def excel(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def page(data: bytes) -> str:
    """Markdown as a reader's program shows it."""
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False}).use(footnote_plugin)
    return str(reader.render(data.decode("utf-8")))


@pytest.mark.parametrize("name", DATA)
def test_the_same_rows_give_the_same_bytes_and_no_rows_give_a_file(name: str) -> None:
    assert written(name, words="All") == written(name, words="All")
    empty = written(name, frame.from_rows([]))
    assert empty or name in ("jsonl", "timesketch_jsonl")


@pytest.mark.parametrize("name", [name for name in EXPORTERS if not EXPORTERS[name].undated])
def test_a_format_without_undated_events_has_all_others(name: str) -> None:
    data = written(name).decode("utf-8")
    unfolded = data.replace("\r\n ", "")
    assert all(row["event_id"] in unfolded for row in dated())
    assert not any(row["event_id"] in unfolded for row in rows() if not (row["start"] or row["end"]))


def test_excel_shows_every_row_typed() -> None:
    read = excel(written("xlsx", words="Actor: Russia"))
    table = list(read["Events"].iter_rows(values_only=True))
    assert table[0] == tuple(frame.COLUMNS)
    for given, got in zip(rows(), table[1:], strict=True):
        cells = dict(zip(frame.COLUMNS, got, strict=True))
        assert cells["title"] == given["title"]
        assert cells["quote"] == given["quote"]
        assert cells["confidence"] == given["confidence"]
        assert cells["quote_start"] == given["quote_start"]
        assert (cells["actors"] or "") == "; ".join(given["actors"])
        start = cells["start"]
        assert (start.date().isoformat() if isinstance(start, datetime) else start) == given["start"]
        assert given["start"] is None or isinstance(start, datetime) == (given["start"] > "1900-02")
    about = [cell for (cell,) in read["About"].iter_rows(values_only=True)]
    assert "Actor: Russia" in about
    assert any("0 of 42 events reviewed" in cell for cell in about)


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-2 morts", "@SUM(A1)", "\tx", " =1", "＝1", '=HYPERLINK("http://h")']
)
def test_excel_holds_no_formula_and_marks_what_would_become_one(title: str) -> None:
    for raw in (False, True):
        cell = excel(written("xlsx", one(title=title), raw=raw))["Events"].cell(2, 5)
        assert (cell.data_type, cell.value) == ("s", title)
        assert bool(cell.quotePrefix) is not raw
    with zipfile.ZipFile(io.BytesIO(written("xlsx", one(title=title)))) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_excel_takes_what_no_cell_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    cell = excel(written("xlsx", one(title="a\x00b\ufffe" + "x" * 40_000)))["Events"].cell(2, 5)
    assert len(str(cell.value)) == 32_767
    assert str(cell.value).startswith("a\ufffdb\ufffdx")
    monkeypatch.setattr(xlsx, "MOST", 3)
    with pytest.raises(ExportError, match="holds 3 rows"):
        written("xlsx")


def test_a_calendar_has_every_dated_event_on_its_days() -> None:
    read = events(written("ics"))
    assert [str(event["uid"]) for event in read] == [f"{row['event_id']}@timeline" for row in dated()]
    for given, got in zip(dated(), read, strict=True):
        first, last = given["start"] or given["end"], given["end"] or given["start"]
        assert got.decoded("dtstart") == date.fromisoformat(first)
        assert got.decoded("dtend") == date.fromisoformat(last) + timedelta(days=1)
        assert given["precision"] in got["description"]
        assert given["quote"] in got["description"]
        assert given["date_edtf"] in got["description"]
        assert got["summary"]
    assert "2 undated" in Calendar.from_ical(written("ics"))["x-wr-caldesc"]


def test_a_calendar_is_folded_at_octets_and_ends_its_lines_properly() -> None:
    title = "Переговори про зерно 🌾, " * 20
    data = written("ics", one(title=title, quote=title))
    assert data.count(b"\n") == data.count(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    [event] = events(data)
    assert event["summary"] == title.strip()


def test_words_cannot_end_an_event_of_a_calendar() -> None:
    [event] = events(written("ics", one(quote=HOSTILE, place=HOSTILE, source=HOSTILE), title=HOSTILE))
    assert event["location"] == HOSTILE.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "//evil", r"\\h\s", "data:text/html,x"]
)
@pytest.mark.parametrize("name", ["ics", "timelinejs", "markdown", "jsonld"])
def test_only_addresses_of_the_web_become_links(name: str, url: str) -> None:
    assert url not in written(name, one(url=url)).decode("utf-8")
    good = "https://example.org/a?b=1"
    unfolded = written(name, one(url=good)).decode("utf-8").replace("\r\n ", "")
    assert good in unfolded


def test_the_last_day_of_time_has_its_place_in_a_calendar() -> None:
    [event] = events(written("ics", one(start=date(9999, 12, 31), end=date(9999, 12, 31))))
    assert event.decoded("dtstart") == date(9999, 12, 31)


def test_timelinejs_has_every_dated_event_as_its_form_asks() -> None:
    read = json.loads(written("timelinejs", title="Talks", words="Actor: Russia"))
    assert read["title"]["text"]["headline"] == "Talks"
    assert "2 undated" in read["title"]["text"]["text"]
    for given, slide in zip(dated(), read["events"], strict=True):
        assert slide["unique_id"] == given["event_id"]
        start = slide["start_date"]
        known = given["start"] or given["end"]
        assert date(start["year"], start["month"], start["day"]).isoformat() == known
        assert ("end_date" in slide) == bool(
            given["start"] and given["end"] and given["start"] < given["end"]
        )
        assert slide["display_date"]
        assert isinstance(slide.get("group", ""), str)
    months = next(
        slide for row, slide in zip(dated(), read["events"], strict=True) if row["precision"] == "month"
    )
    assert months["display_date"] == "November 1985"


@pytest.mark.parametrize("lanes", ["actor", "kind", "place", "source", "language", "none"])
def test_timelinejs_groups_as_the_lanes(lanes: str) -> None:
    slides = json.loads(written("timelinejs", options={"lanes": lanes}))["events"]
    assert any("group" in slide for slide in slides) is (lanes != "none")


@pytest.mark.parametrize("name", ["timelinejs", "jsonld"])
def test_words_cannot_leave_a_page_that_json_stands_in(name: str) -> None:
    data = written(name, one(title=HOSTILE, quote=HOSTILE, source=HOSTILE), title=HOSTILE, words=HOSTILE)
    assert not set(b"<>&") & set(data)


def test_the_html_of_timelinejs_holds_no_markup_of_an_article() -> None:
    slides = json.loads(written("timelinejs", one(title=HOSTILE, quote=HOSTILE, source=HOSTILE)))["events"]
    text = slides[0]["text"]
    assert "<" not in text["headline"]
    assert "<script" not in text["text"]
    assert "<b " not in text["text"]


@pytest.mark.parametrize("name", ["timesketch", "timesketch_jsonl"])
def test_timesketch_finds_its_three_columns_in_every_line(name: str) -> None:
    data = written(name).decode("utf-8")
    read = (
        [json.loads(line) for line in data.splitlines()]
        if name.endswith("l")
        else list(csv.DictReader(io.StringIO(data)))
    )
    for given, got in zip(dated(), read, strict=True):
        assert got["message"]
        known = datetime.fromisoformat(got["datetime"])
        assert known.tzinfo is not None
        assert known.date().isoformat() == (given["start"] or given["end"])
        assert f"({given['precision']} precision)" in got["timestamp_desc"]
        side = "date" if given["start"] and given["end"] else "start" if given["start"] else "end"
        assert got["timestamp_desc"].startswith(f"event {side} ")
        assert got["event_id"] == given["event_id"]


def test_timesketch_gets_no_formula_and_no_text_that_is_too_long_for_it() -> None:
    [line] = list(
        csv.DictReader(io.StringIO(written("timesketch", one(title="=1+1", quote="é" * 40_000)).decode()))
    )
    assert line["message"] == "'=1+1"
    assert len(line["quote"].encode()) <= 32_766


def test_linked_data_says_the_events_and_their_passages_without_asking_anybody() -> None:
    def refuse(url: str, options: Any) -> Any:
        pytest.fail(f"asked for {url}")

    [graph] = [jsonld.flatten(json.loads(written("jsonld")), options={"documentLoader": refuse})]
    schema, oa = "https://schema.org/", "http://www.w3.org/ns/oa#"
    nodes = {node["@id"]: node for node in graph}

    def kind(name: str) -> list[dict[str, Any]]:
        return [node for node in graph if name in node.get("@type", [])]

    assert len(kind(f"{schema}Event")) == len(rows())
    assert len(kind(f"{schema}NewsArticle")) == len(sample_pairs())
    texts = {article.id: article.readable for article, _ in sample_pairs()}
    for note in kind(f"{oa}Annotation"):
        event = nodes[note[f"{oa}hasBody"][0]["@id"]]
        target = nodes[note[f"{oa}hasTarget"][0]["@id"]]
        article = nodes[target[f"{oa}hasSource"][0]["@id"]]
        selectors = [nodes[part["@id"]] for part in target[f"{oa}hasSelector"]]
        exact = next(s[f"{oa}exact"][0]["@value"] for s in selectors if f"{oa}exact" in s)
        place = next(s for s in selectors if f"{oa}start" in s)
        start, end = (place[f"{oa}{side}"][0]["@value"] for side in ("start", "end"))
        text = texts[article[f"{schema}identifier"][0]["@value"]]
        assert exact == event[f"{schema}description"][0]["@value"] == text[start:end]
    given = {row["event_id"]: row for row in rows()}
    for event in kind(f"{schema}Event"):
        row = given[event[f"{schema}identifier"][0]["@value"]]
        assert [day["@value"] for day in event.get(f"{schema}startDate", [])] == [row["start"]] * bool(
            row["start"]
        )
        assert [edtf["@value"] for edtf in event.get("urn:timeline:date_edtf", [])] == [
            row["date_edtf"]
        ] * bool(row["date_edtf"])


def test_markdown_is_a_table_whose_footnotes_hold_the_passages() -> None:
    read = page(written("markdown", title="Talks", words="Actor: Russia"))
    assert read.count("<tr>") == len(rows()) + 1
    assert read.count('class="footnote-item"') == len(rows())
    assert read.count('class="footnote-ref"') == len(rows())
    for row in rows():
        assert row["quote"].replace("&", "&amp;") in read
    assert "November 1985" in read
    assert "undated" in read


def test_markdown_shows_an_articles_words_and_obeys_none() -> None:
    given = one(title=HOSTILE, quote=HOSTILE, source=HOSTILE, place=HOSTILE, actors=[HOSTILE])
    read = page(written("markdown", given, title=HOSTILE, words=HOSTILE))
    assert read.count("<tr>") == 2
    for tag in (
        "<script",
        "<b ",
        "<img",
        '<a href="javascript',
        '<a href="http',
        "<em>",
        "<strong>",
        "<code>",
    ):
        assert tag not in read
    assert "&lt;script&gt;" in read
    linked = (
        MarkdownIt("gfm-like", {"linkify": False})
        .use(footnote_plugin)
        .parse(written("markdown", given).decode("utf-8"))
    )
    inner = [child for token in linked for child in token.children or [] if child.type == "link_open"]
    assert not inner
