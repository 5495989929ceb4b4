"""A chronology made elsewhere is opened and continued; what cannot be read is said row by row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_rows import sample_frame
from test_export_data import HOSTILE

from timeline import byhand, cli, frame
from timeline.byhand import written
from timeline.errors import ReadError, UsageError
from timeline.export import EXPORTERS, Sheet
from timeline.frame import events_frame
from timeline.imports import Told, imported, keep, mapping, table
from timeline.store import Store
from timeline.told import Teller

SAME = ("title", "kind", "date_edtf", "start", "end", "precision", "actors", "place", "status", "quote")


def told(name: str, data: bytes, *said: str) -> list[Told]:
    found = table(name, data)
    fields = {} if found.fixed else mapping(said, found.columns)
    return list(imported(found, fields, "their list"))


def rows(each: list[Told]) -> list[dict[str, Any]]:
    pairs = [(one.article, [one.event]) for one in each if one.article and one.event]
    return list(frame.rows(events_frame(pairs)))


def one(data: str, *said: str) -> dict[str, Any]:
    [row] = rows(told("talks.csv", data.encode("utf-8"), *said))
    return row


@pytest.mark.parametrize("name", ["csv", "jsonl", "timelinejs", "timesketch", "timesketch_jsonl"])
def test_what_was_exported_comes_back_as_it_was(name: str) -> None:
    exporter = EXPORTERS[name]
    given = [row for row in frame.rows(sample_frame()) if exporter.undated or row["start"] or row["end"]]
    back = {
        row["event_id"]: row
        for row in rows(told(f"x{exporter.suffix}", exporter.write(sample_frame(), Sheet())))
    }
    assert len(back) == len(given)
    named = SAME if "timesketch" not in name else tuple(column for column in SAME if column != "title")
    for row in given:
        got = back[row["event_id"]]
        for column in (*named, "source", "url", "attributed_to"):
            want = row[column].strip() if isinstance(row[column], str) else row[column]
            assert got[column] == want, column
        assert got["quote"] == row["quote"]


def test_an_imported_row_and_one_by_hand_say_how_they_came() -> None:
    assert {row["extractor"] for row in rows(told("a.csv", b"date,title\n2023-05-02,Talks"))} == {"imported"}
    pair = byhand.told("Talks", "2023-05-02", source="A letter")
    assert [row["extractor"] for row in frame.event_rows(pair[0], [pair[1]])] == ["by hand"]


def test_every_imported_row_quotes_its_own_article() -> None:
    for each in told("x.csv", EXPORTERS["csv"].write(sample_frame(), Sheet())):
        assert each.article and each.event
        assert written(each.article.id), "no reader goes over it again"
        event, text = each.event, each.article.text
        assert event.quote == text[event.quote_start : event.quote_end]
        for mention in event.mentions:
            assert mention.end == 0 or text[mention.start : mention.end] == mention.text


def test_columns_are_known_by_their_names_in_several_languages() -> None:
    row = one("Datum;Ereignis;Ort;Akteure;Quelle\n21. Mai 2023;Gipfel in Hiroshima;Hiroshima;Japan;Blatt\n")
    assert (row["date_edtf"], row["title"], row["place"], row["source"]) == (
        "2023-05-21", "Gipfel in Hiroshima", "Hiroshima", "Blatt",
    )  # fmt: skip
    assert row["actor_ids"] == ["japan"]


def test_columns_can_be_told_apart_by_hand() -> None:
    data = "a,b,c\n2023-04,They met,Lavrov; Haass\n"
    row = one(data, "date=a", "title=b", "actors=c")
    assert (row["date_edtf"], row["precision"], row["title"]) == ("2023-04", "month", "They met")
    assert len(row["actors"]) == 2
    with pytest.raises(UsageError, match="no column is called 'x'"):
        told("t.csv", data.encode(), "date=x")
    with pytest.raises(UsageError, match="no field is called 'day'"):
        told("t.csv", data.encode(), "day=a")


@pytest.mark.parametrize(
    ("start", "end", "edtf", "precision"),
    [
        ("2023-04-21", "", "2023-04-21", "day"),
        ("2023-04-21T10:00:00Z", "", "2023-04-21", "day"),
        ("avril 2023", "", "2023-04", "month"),
        ("2023-04-21", "2023-04-23", "2023-04-21/2023-04-23", "interval"),
        ("", "2023", "../2023", "interval"),
        ("2023-04~", "", "2023-04~", "month"),
        ("", "", None, "undated"),
    ],
)
def test_dates_come_as_they_are_and_no_more_exact(
    start: str, end: str, edtf: str | None, precision: str
) -> None:
    row = one(f"date,end,title\n{start},{end},They met\n")
    assert (row["date_edtf"], row["precision"]) == (edtf, precision)


def test_a_date_that_cannot_be_read_is_said_and_the_row_kept_undated() -> None:
    [each] = told("t.csv", b"date,title\nsome day,They met\n")
    assert each.where == "row 2"
    assert each.note == "its date “some day” could not be read: kept undated"
    assert each.event is not None and each.event.precision == "undated"


def test_a_row_with_nothing_to_say_is_named_and_the_others_come() -> None:
    first, second = told("t.csv", b"date,title\n2023-04-21,\n2023-04-22,They met\n")
    assert (first.event, first.note) == (None, "it has neither a title nor a text")
    assert second.event is not None
    lines = told("t.jsonl", b'{"date": "2023", "title": "A"}\nnot json\n[1]\n')
    assert [bool(each.event) for each in lines] == [True, False, False]
    assert all(each.note for each in lines[1:])


def test_a_timeline_of_timelinejs_made_by_others_is_read() -> None:
    slides = {
        "title": {"text": {"headline": "All"}},
        "events": [
            {
                "start_date": {"year": "1985", "month": "11", "day": "19"},
                "end_date": {"year": 1985, "month": 11, "day": 21},
                "text": {"headline": "Summit &amp; walk", "text": "<p>They <b>met</b> at a lake.</p>"},
                "media": {"url": "https://example.org/p.jpg", "credit": "An archive"},
                "group": "Summits",
            },
            {"start_date": {"year": 1985, "month": 11}, "text": {"headline": "November"}},
            {"start_date": {"year": -44}, "text": {"headline": "Ides of March"}},
        ],
    }
    summit, month, ides = told("t.json", json.dumps(slides).encode())
    assert summit.event is not None and summit.article is not None
    assert (summit.event.title, summit.event.date_edtf) == ("Summit & walk", "1985-11-19/1985-11-21")
    assert summit.article.text == "They met at a lake."
    assert summit.article.source == "An archive"
    assert month.event is not None and month.event.precision == "month"
    assert ides.event is not None and "could not be read" in ides.note


def test_an_imported_chronology_is_continued_and_twice_changes_nothing(tmp_path: Path) -> None:
    data = EXPORTERS["jsonl"].write(sample_frame(), Sheet())
    with Store(tmp_path / "c.sqlite") as store:
        kept = keep(store, told("x.jsonl", data), "ada")
        assert (kept.added, kept.same) == (42, 0)
        again = keep(store, told("x.jsonl", data), "ada")
        assert (again.added, again.same) == (0, 42)
        assert len(store.events()) == 42


def test_what_somebody_had_confirmed_or_rejected_stays_so(tmp_path: Path) -> None:
    data = b"title,date,review\nA thing,2023,confirmed\nNo thing,2023,rejected\nAnother,2023,extracted\n"
    with Store(tmp_path / "c.sqlite") as store:
        keep(store, told("x.csv", data), "ada")
        said = {row["title"]: row["review"] for row in frame.rows(store.events())}
    assert said == {"A thing": "confirmed", "No thing": "rejected", "Another": "extracted"}


def test_the_command_says_what_came_of_every_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, db = tmp_path / "talks.csv", str(tmp_path / "c.sqlite")
    file.write_text("Wann,Was\n2023-04-21,They met\nsome day,They parted\n", encoding="utf-8")
    assert cli.main(["import", str(file), "--db", db, "--source", "Desk"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("2 added, 0 already there")
    assert "talks.csv, row 3: its date “some day” could not be read" in said.err
    assert cli.main(["import", str(tmp_path / "none.csv"), "--db", db]) == 1
    (tmp_path / "empty.csv").write_bytes(b"")
    assert cli.main(["import", str(tmp_path / "empty.csv"), "--db", db]) == 1
    assert cli.main(["import", str(file), "--db", db, "--map", "date=Wo"]) == 2


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04xx", b"%PDF-1.4", b'{"events": []}', b"\xff\xfe"])
def test_a_file_that_is_no_chronology_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        told("x.csv", data)
    assert "\n" not in str(refused.value)


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    cell = json.dumps(
        {
            "title": HOSTILE,
            "quote": HOSTILE,
            "date": "2023",
            "url": "javascript:alert(1)",
            "actors": [HOSTILE],
        }
    )
    with Store(tmp_path / "c.sqlite") as store:
        keep(store, told("x.jsonl", cell.encode()), "ada")
        page = EXPORTERS["html"].write(store.events(), Sheet()).decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_whatever_a_file_holds_nothing_breaks(text: str) -> None:
    try:
        for each in told("x.csv", text.encode("utf-8", "replace")):
            assert each.event or each.note
    except ReadError as refused:
        assert "\n" not in str(refused)


def test_a_sheet_does_not_call_extracted_what_people_wrote() -> None:
    said = Teller("en").extracted
    given = list(frame.rows(sample_frame()))
    assert said(given).startswith("Extracted by machine (timeline")
    assert said([row | {"extractor": "imported"} for row in given[:3]]).startswith("3 imported; 0 of 3")
    mixed = said([given[0], given[1] | {"extractor": "by hand"}])
    assert mixed.startswith("Extracted by machine (timeline")
    assert "1 by hand" in mixed
