"""A language without a file: dates with digits and names of months are found, and say who settled them."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.when import moments
from timeline.when.unlisted import unlisted

WRITTEN_ON = date(2024, 3, 12)


@pytest.mark.parametrize(
    ("code", "text", "words", "value"),
    [
        ("pl", "Spotkanie odbyło się 12 marca 2022 w Warszawie.", "12 marca 2022", "2022-03-12"),
        ("pl", "Umowę podpisano 5.04.2023 rano.", "5.04.2023", "2023-04-05"),
        ("nl", "Hij kwam in juni 2012 terug.", "juni 2012", "2012-06"),
        ("tr", "Darbe girişimi 15 Temmuz 2016 gecesi oldu.", "15 Temmuz 2016", "2016-07-15"),
        ("ja", "2011年3月11日に地震があった。", "2011年3月11日", "2011-03-11"),
        ("el", "Στις 12 Μαρτίου 2022 ήρθε.", "12 Μαρτίου 2022", "2022-03-12"),
        ("xx", "qwerty 2022-02-24 qwerty", "2022-02-24", "2022-02-24"),
        (None, "qwerty 24/02/2022 qwerty", "24/02/2022", "2022-02-24"),
    ],
)
def test_a_date_is_found_and_says_who_settled_it(code: str | None, text: str, words: str, value: str) -> None:
    (moment,) = unlisted(text, code, WRITTEN_ON)
    assert (moment.text, moment.value, moment.rule) == (words, value, "dateparser")
    assert text[moment.start : moment.end] == words


def test_without_a_language_the_text_is_still_read() -> None:
    assert [moment.value for moment in moments("qwerty 2022-02-24", None, None)] == ["2022-02-24"]


def test_what_needs_the_day_of_publication_is_left_out_without_it() -> None:
    assert unlisted("Hij kwam maandag.", "nl", None) == []


@pytest.mark.parametrize("text", ["1 234 567", "192.168.10.12", "12,5 %", "A4 20/30", "0048 22 123 45 67"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert unlisted(text, "pl", WRITTEN_ON) == []
