"""The largest texts that are taken are read in time that goes with their size; larger ones are refused."""

from __future__ import annotations

import time

import pytest

from timeline import pipeline, read
from timeline.model import Article

HANG = 120.0  # seconds, a guard against hanging: the slowest below takes under ten on a quiet machine
STORY = "On 5 May 2023 Emmanuel Macron met Olaf Scholz in Berlin. "


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "\n" * 200_000, " " * 200_000, "(" * 60_000, '"' * 60_000, "A. " * 15_000,
     STORY * 500, STORY.replace(".", ",") * 500, "and " * 15_000, "Macron " * 8_000, "5 May " * 8_000],
    ids=["one word", "blank lines", "blanks", "brackets", "quotes", "initials", "one line", "one sentence",
         "ands", "names", "dates"],
)  # fmt: skip
@pytest.mark.parametrize("code", ["en", "uk"])
def test_a_text_that_is_all_of_one_kind_ends(text: str, code: str) -> None:
    began = time.process_time()
    pipeline.extract(Article("a", text, language=code, published="2023-05-06"))
    assert time.process_time() - began < HANG


def test_a_file_larger_than_any_article_is_refused_by_its_size() -> None:
    [article] = read.read_bytes("a.txt", b"a " * 30_000_000)
    assert article.status == "too_large"
    assert not article.text


@pytest.mark.parametrize("data", [b"MZ\x90\x00" + bytes(range(256)) * 40, b"\x7fELF" + b"\x00" * 900])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.docx", "a.json"])
def test_a_program_with_the_name_of_an_article_is_refused(name: str, data: bytes) -> None:
    [article] = read.read_bytes(name, data)
    assert article.status in ("unsupported", "corrupt", "empty")
    assert not article.text
