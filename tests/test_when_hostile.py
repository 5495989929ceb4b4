"""Dates in hostile texts: time grows with size, nothing crashes, every offset quotes the text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from time import process_time

import pytest

from timeline import language
from timeline.when import moments

WRITTEN_ON = date(2024, 3, 12)
REPEATED = {
    "numbers and commas": "1,",
    "digits": "9",
    "dates": "12/03/2022 ",
    "spaces": " ",
    "question marks": "?",
    "blank lines": "\n",
    "times": "1:2",
    "years and dashes": "2011 - ",
    "dashes": "1-",
    "words": "a two of the ",
    "letters": "d",
}
STRANGE = [
    "30 Feb 2022", "31.11.2022", "00/00/0000", "0000-00-00", "99999", "1601", "44 BC", "12:61", "24:30",
    "99:99", "9999-12-31",
    "0001-01-01", "31/12/9999", "in 99999999999 years", "99999999 years ago",
    "999999999999999999999 days later", "١٥/٠٣/٢٠٢٢",
    "१५/०३/२०२२", "２０２２/０３/１５", "²022", "½", "İstanbul 2011", "\ud800 2011", "\x00 2011",
    "e\u0301te\u0301 2011", "2011" * 50, "",
    " ", "\ufeff2011", "Monday\u200b 5", "15\u202f000 days", "the 32nd of May", "13/13/2013", "00:00",
    "2011-02-29", "February 29, 2023", "12 May \u0300", "12/03/30", "on 5 May '99",
    "le 3 et 4 mai - le 3 et 4 mai",
]  # fmt: skip
SIZE = 40_000
HANG = 20.0  # seconds; the measured time is under two


def seconds(text: str, code: str) -> float:
    began = process_time()
    moments(text, language.load(code), WRITTEN_ON)
    return process_time() - began


@pytest.mark.parametrize("code", language.codes())
@pytest.mark.parametrize("name", REPEATED)
def test_hostile_text_ends(code: str, name: str) -> None:
    unit = REPEATED[name]
    assert seconds(unit * (SIZE // len(unit)), code) < HANG


@pytest.mark.parametrize("code", [*language.codes(), "xx"])
@pytest.mark.parametrize("text", STRANGE)
def test_strange_dates_crash_nothing_and_are_quoted(code: str, text: str) -> None:
    for anchor in (WRITTEN_ON, None, date.min, date.max):
        for moment in moments(text, language.load(code), anchor):
            assert moment.text == text[moment.start : moment.end]
            assert moment.first is None or moment.last is None or moment.first <= moment.last


@pytest.mark.parametrize("text", ["30 February 2022", "31.11.2022", "2022-13-45"])
def test_a_day_that_does_not_exist_is_never_made_up(text: str) -> None:
    found = moments(text, language.load("en"), WRITTEN_ON)
    assert all(moment.precision != "day" for moment in found), found


def test_offsets_hold_across_blocks_and_folding() -> None:
    text = "Été İ ’ 24\u00a0février\u202f2022. " * 6000
    found = moments(text, language.load("fr"), WRITTEN_ON)
    assert len(found) == 6000
    assert all(
        text[moment.start : moment.end] == moment.text == "24\u00a0février\u202f2022" for moment in found
    )
    assert all(before.end <= after.start for before, after in pairwise(found))
