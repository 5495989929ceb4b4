"""Any text gives rows that keep their promises; any file an article, or one line that says why not."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from promises import (
    bytes_become_articles_or_one_line,
    codes,
    moments_keep_their_promises,
    published,
    rows_keep_their_promises,
    texts,
)

often = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
seldom = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SIGNATURES = (
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<html><p>",
    b"{",
    b"[",
    b"\xff\xfe",
    b"From: a\n\n",
    b"<?xml ",
)


@given(texts, codes, published)
@example("", None, None)
@often
def test_rows_of_any_text_quote_it_and_have_bounds_that_fit(
    text: str, code: str | None, day: str | None
) -> None:
    rows_keep_their_promises(text, code, day)


@given(texts, codes, published)
@often
def test_time_expressions_of_any_text_are_quoted_in_order(
    text: str, code: str | None, day: str | None
) -> None:
    moments_keep_their_promises(text, code, day)


@given(
    st.sampled_from(SIGNATURES),
    st.binary(max_size=400),
    st.sampled_from(("a.txt", "a.json", "a.jsonl", "a.csv")),
)
@often
def test_any_bytes_give_an_article_or_one_line(start: bytes, rest: bytes, name: str) -> None:
    bytes_become_articles_or_one_line(start + rest, name)


@given(
    st.sampled_from(SIGNATURES),
    st.binary(max_size=400),
    st.sampled_from(("a.html", "a.pdf", "a.docx", "a.zip", "a.eml", "a.xml")),
)
@seldom
def test_any_bytes_give_an_article_or_one_line_from_the_parsers_in_a_box(
    start: bytes, rest: bytes, name: str
) -> None:
    bytes_become_articles_or_one_line(start + rest, name)
