"""What a date written by hand as EDTF means."""

from __future__ import annotations

from datetime import date

import pytest

from timeline import edtf
from timeline.errors import UsageError

MEANINGS = [
    ("2023-04-21", "2023-04-21", "2023-04-21", "day"),
    ("2023-04", "2023-04-01", "2023-04-30", "month"),
    ("2024-02", "2024-02-01", "2024-02-29", "month"),
    ("2023", "2023-01-01", "2023-12-31", "year"),
    ("2023-22", "2023-06-01", "2023-08-31", "season"),
    ("2023-24", "2023-12-01", "2024-02-29", "season"),
    ("201X", "2010-01-01", "2019-12-31", "decade"),
    ("19XX", "1900-01-01", "1999-12-31", "century"),
    ("2023-04-XX", "2023-04-01", "2023-04-30", "month"),
    ("2023-04~", "2023-04-01", "2023-04-30", "month"),
    ("2023?", "2023-01-01", "2023-12-31", "year"),
    ("2023-04-21/2023-04-30", "2023-04-21", "2023-04-30", "interval"),
    ("2023-04/2023-06", "2023-04-01", "2023-06-30", "interval"),
    ("2023-04/..", "2023-04-01", None, "interval"),
    ("/2023-04", None, "2023-04-30", "interval"),
    (" 0044-03-15 ", "0044-03-15", "0044-03-15", "day"),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), MEANINGS, ids=[m[0] for m in MEANINGS])
def test_a_date_means_its_bounds_and_no_more(
    text: str, start: str | None, end: str | None, precision: str
) -> None:
    read = edtf.read(text)
    assert read.start == (date.fromisoformat(start) if start else None)
    assert read.end == (date.fromisoformat(end) if end else None)
    assert read.precision == precision


def test_what_is_kept_is_what_was_written_with_open_sides_as_dots() -> None:
    assert edtf.read("2023-04~").edtf == "2023-04~"
    assert edtf.read("/2023-04").edtf == "../2023-04"


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2023-13", "2023-02-30", "2023-4-1", "../..", "/", "20-04-2023", "201X-04", "1/2/2023",
     "٢٠٢٣", "2023-04-21T10:00", "0000", "9999-24"],
)  # fmt: skip
def test_what_is_no_date_says_how_to_write_one(text: str) -> None:
    with pytest.raises(UsageError, match="Write a day, month or year"):
        edtf.read(text)


def test_an_interval_that_ends_before_it_begins_is_told() -> None:
    with pytest.raises(UsageError, match="ends before it begins"):
        edtf.read("2023-06/2023-04")
