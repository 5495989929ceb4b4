"""Every format says the same rows; none is dangerous to open; none is ever half there."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet
from sample_rows import sample_frame

from timeline import frame
from timeline.errors import ExportError, UsageError
from timeline.export import EXPORTERS, Sheet, for_path, save


def cells(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def with_title(title: str) -> pd.DataFrame:
    return frame.from_rows([{"event_id": "a", "article_id": "x", "title": title}])


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_has_the_same_face(name: str) -> None:
    exporter = EXPORTERS[name]
    assert exporter.name == name
    assert for_path(f"sheet{exporter.suffix.upper()}") is exporter
    data = exporter.write(sample_frame(), Sheet(title="Talks", words="Actor: Russia"))
    assert isinstance(data, bytes)
    assert data


def test_an_unknown_suffix_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"\.xyz.*\.csv.*\.jsonl.*\.parquet"):
        for_path("sheet.xyz")


def test_json_lines_come_back_as_the_same_frame() -> None:
    lines = EXPORTERS["jsonl"].write(sample_frame(), Sheet()).decode("utf-8").splitlines()
    pd.testing.assert_frame_equal(frame.from_rows(map(json.loads, lines)), sample_frame())
    assert EXPORTERS["jsonl"].write(frame.from_rows([]), Sheet()) == b""


def test_csv_has_the_rows_columns_with_lists_as_json() -> None:
    data = EXPORTERS["csv"].write(sample_frame(), Sheet())
    assert data.decode("utf-8").count("\r\n") == len(sample_frame()) + 1
    read = cells(data)
    assert list(read[0]) == list(frame.COLUMNS)
    for given, got in zip(frame.rows(sample_frame()), read, strict=True):
        assert json.loads(got["actors"]) == given["actors"]
        assert json.loads(got["actor_mentions"]) == given["actor_mentions"]
        assert got["start"] == (given["start"] or "")
        assert got["quote"] == given["quote"]


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-2 morts", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "＝1", "\u00a0=1", "＠x"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_plain_text(title: str) -> None:
    assert cells(EXPORTERS["csv"].write(with_title(title), Sheet()))[0]["title"] == f"'{title}"
    assert cells(EXPORTERS["csv"].write(with_title(title), Sheet(raw=True)))[0]["title"] == title


@pytest.mark.parametrize("title", ["Talks", "1+1=2", 'She said "no", twice', "two\r\nlines", "a;b,c", "«Да»"])
def test_other_cells_are_left_as_they_are(title: str) -> None:
    assert cells(EXPORTERS["csv"].write(with_title(title), Sheet()))[0]["title"] == title


def test_numbers_below_zero_stay_numbers() -> None:
    south = frame.from_rows([{"event_id": "a", "article_id": "x", "latitude": -33.9}])
    assert cells(EXPORTERS["csv"].write(south, Sheet()))[0]["latitude"] == "-33.9"


def test_parquet_is_typed_and_an_empty_one_has_the_same_schema() -> None:
    full = parquet.read_table(io.BytesIO(EXPORTERS["parquet"].write(sample_frame(), Sheet())))
    empty = parquet.read_table(io.BytesIO(EXPORTERS["parquet"].write(frame.from_rows([]), Sheet())))
    assert full.schema == empty.schema
    assert full.schema.names == list(frame.COLUMNS)
    assert full.schema.field("start").type == pa.date32()
    assert full.schema.field("actors").type == pa.list_(pa.string())
    for given, got in zip(frame.rows(sample_frame()), full.to_pylist(), strict=True):
        assert got["actors"] == given["actors"]
        assert got["start"] == (given["start"] and date.fromisoformat(given["start"]))
        assert got["place"] == given["place"]
        assert [mention["text"] for mention in got["actor_mentions"]] == [
            mention["text"] for mention in given["actor_mentions"]
        ]


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "sheet.csv"
    save(target, b"old")
    save(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.csv"]


def test_an_interrupted_export_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "sheet.csv"
    save(target, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match=r"sheet\.csv.*No space left"):
        save(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.csv"]


def test_a_folder_that_is_not_there_gives_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Choose a folder that exists"):
        save(tmp_path / "missing" / "sheet.csv", b"")
