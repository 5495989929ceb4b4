"""A language file with a mistake in `[when]` is refused when it is loaded, with file, key and cure."""

from __future__ import annotations

from typing import Any

import pytest

from timeline.errors import LanguageDataError
from timeline.language import Language
from timeline.when.grammar import grammar_of


def loaded(**section: Any) -> None:
    phrases = {"holiday": ["{holiday}"]}
    grammar_of(Language("xx", "Example", True, {"when": {"phrases": phrases, **section}}))


@pytest.mark.parametrize(
    "formula",
    [
        "12-25", "2-29", "easter-2", "orthodox+0", "11 thu 4", "11 thu 4 +1", "5 mon -1", "islamic 9-1",
        "national Independence Day|National Day", "national Independence Day = 8-24",
    ],
)  # fmt: skip
def test_a_day_is_named_by_a_formula(formula: str) -> None:
    loaded(holidays={formula: ["Feast"]})


@pytest.mark.parametrize(
    "formula",
    [
        "25.12.", "13-01", "12-32", "2-30", "easter", "easter 2", "thu 4", "13 thu 4", "11 thu 6",
        "islamic 13-1",
        "christmas", "", "national ", "national A||B", "national Independence Day = 24 August",
    ],
)  # fmt: skip
def test_a_formula_that_names_no_day_is_told_with_file_key_and_cure(formula: str) -> None:
    with pytest.raises(LanguageDataError) as told:
        loaded(holidays={formula: ["Feast"]})
    message = str(told.value)
    assert "xx.toml" in message and "[when.holidays]" in message and "12-25" in message


@pytest.mark.parametrize("table", ["months", "weekdays", "habitual", "seasons", "units"])
def test_a_table_has_no_other_keys_than_the_calendar(table: str) -> None:
    with pytest.raises(LanguageDataError, match=table):
        loaded(**{table: {"99": ["word"]}})
