"""What a reader may type where a date is asked for."""

from __future__ import annotations

import pytest

from timeline.dashboard.datefield import edtf_of
from timeline.errors import UsageError

TYPED = [
    ("21 April 2023", "2023-04-21"),
    ("April 21, 2023", "2023-04-21"),
    ("21st April 2023", "2023-04-21"),
    ("21 Apr 2023", "2023-04-21"),
    ("21/04/2023", "2023-04-21"),
    ("21.4.2023", "2023-04-21"),
    ("4/2023", "2023-04"),
    ("April 2023", "2023-04"),
    ("2023", "2023"),
    ("1er avril 2023", "2023-04-01"),
    ("21. Mai 2023", "2023-05-21"),
    ("5 de mayo de 2021", "2021-05-05"),
    ("17 травня 2022 р.", "2022-05-17"),
    ("août 2023", "2023-08"),
    ("janv. 2024", "2024-01"),
    ("21–30 April 2023", "2023-04-21/2023-04-30"),
    ("21-30 avril 2023", "2023-04-21/2023-04-30"),
    ("April–July 2023", "2023-04/2023-07"),
    ("28 December 2022 – 3 January 2023", "2022-12-28/2023-01-03"),
    ("28 June – 3 July 2023", "2023-06-28/2023-07-03"),
    ("2023-04~", "2023-04~"),
    ("2023-04-21/2023-04-30", "2023-04-21/2023-04-30"),
    ("2023-04/..", "2023-04/.."),
    ("  ", ""),
]


@pytest.mark.parametrize(("typed", "meant"), TYPED, ids=[typed for typed, _ in TYPED])
def test_a_date_may_be_typed_as_it_is_said(typed: str, meant: str) -> None:
    assert edtf_of(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["tomorrow", "31 April 2023", "12 13 2023", "21 April", "April", "32/01/2023", "1 2 3", "21 foo 2023",
     "x" * 10_000, "1–2–3 April 2023", "2023-04-21 14:00"],
)  # fmt: skip
def test_what_is_no_date_is_told_and_never_guessed(typed: str) -> None:
    with pytest.raises(UsageError):
        edtf_of(typed)
