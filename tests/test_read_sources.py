"""Whatever the user names, each document becomes an article or a row that says why not; nothing is lost."""

from __future__ import annotations

import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.making import archive, pdf
from timeline import read
from timeline.errors import UsageError
from timeline.read import seen, sources

TODAY = date(2024, 6, 1)


def test_sources_are_read_in_their_order_and_a_bad_one_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The envoys met on Friday.")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 rubbish")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "two.json").write_text('{"id": "2", "text": "Les envoyés sont partis."}')
    names = ["one.txt", "bad.pdf", "missing.txt", "empty.txt", "two.json"]
    found = list(read.read([str(tmp_path / name) for name in names], today=TODAY))
    assert [article.status for article in found] == ["partial", "corrupt", "error", "empty", "partial"]
    assert [article.language for article in found] == ["en", None, None, None, "fr"]
    assert all(article.reason and "\n" not in article.reason for article in found)
    assert "missing.txt: there is no such file or folder" in str(found[2].reason)
    assert len({article.id for article in found}) == 5


def test_a_folder_is_read_in_the_order_of_names_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/deep.txt", ".hidden.txt", "a/.git/x.txt"):
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The story of {path.name}.")
    (tmp_path / "outside.txt").write_text("Not to be read.")
    (tmp_path / "articles" / "link").symlink_to(tmp_path)
    found = list(read.read([str(tmp_path / "articles")], today=TODAY))
    assert [article.text for article in found] == ["The story of b.txt.", "The story of deep.txt."]


def test_an_empty_folder_and_a_pipe_inside_one_say_so(tmp_path: Path) -> None:
    (empty,) = read.read([str(tmp_path)], today=TODAY)
    assert (empty.status, "no file in the folder" in str(empty.reason)) == ("empty", True)
    os.mkfifo(tmp_path / "pipe.txt")
    (pipe,) = read.read([str(tmp_path)], today=TODAY)
    assert pipe.status == "unsupported"


@pytest.mark.parametrize(
    "data", [b"The envoys met.", b'{"text": "The envoys met."}', b"text\nThe envoys met.\n"]
)
def test_standard_input_is_recognised_by_its_bytes(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (article,) = read.read(["-"], today=TODAY)
    assert "The envoys met." in article.text
    assert article.status == "partial"


def test_the_id_given_is_kept_and_prefixed_only_where_two_sources_share_it(tmp_path: Path) -> None:
    records = [
        {"id": "1", "source": "North", "text": "The envoys met."},
        {"id": "1", "source": "South", "text": "The envoys parted."},
        {"id": "1", "source": "North", "text": "The envoys met. Corrected."},
        {"id": "2", "source": "South", "text": "The same."},
        {"id": "2", "source": "North", "text": "The same."},
    ]
    data = "\n".join(map(json.dumps, records)).encode()
    found = list(read.read_bytes("a.jsonl", data, today=TODAY))
    assert [article.id for article in found] == ["1", "South:1", "1", "2", "2"]


def test_ids_are_told_apart_also_where_more_were_read_than_memory_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seen, "FEW", 20)
    records = [{"id": str(n), "source": "North", "text": f"The envoys met {n} times."} for n in range(50)]
    others = [record | {"source": "South", "text": f"{record['text']} So we hear."} for record in records]
    data = "\n".join(map(json.dumps, [*records, *records, *others])).encode()
    ids = [article.id for article in read.read_bytes("a.jsonl", data, today=TODAY)]
    assert ids[:50] == ids[50:100] == [str(n) for n in range(50)]
    assert ids[100:] == [f"South:{n}" for n in range(50)]


def test_without_an_id_the_text_names_the_article() -> None:
    one, again, other = (
        read.read_text(text) for text in ("The envoys met.", "The envoys met.", "They parted.")
    )
    assert one.id == again.id == one.version
    assert other.id != one.id
    assert len(one.id) == 16


def test_a_language_without_a_file_is_read_and_says_so() -> None:
    article = read.read_text("Minister przyjechał wczoraj wieczorem do Warszawy.", published="2023-05-02")
    assert article.language == "pl"
    assert (article.status, article.reason) == ("partial", "no language file for pl")


def test_what_the_user_says_counts_before_what_is_detected() -> None:
    text = "The envoys met on Friday."
    assert read.read_text(text, language="fr-FR").language == "fr"
    (record,) = read.read_bytes("a.json", json.dumps({"text": text, "lang": "DE"}).encode())
    assert record.language == "de"
    (unclear,) = read.read_bytes("a.json", json.dumps({"text": text, "lang": "English"}).encode())
    assert unclear.language == "en"


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"language": "French"}, "language 'French': not a language code"),
        ({"published": "soon"}, "'soon': not a date"),
    ],
)
def test_an_option_that_cannot_be_is_refused_at_once(options: dict[str, str], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        read.read(["x"], **options)
    with pytest.raises(UsageError, match=why):
        read.read_text("x", **options)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org/a", False),
        ("\\\\host\\share", False),
        ("https://", False),
        ("http://[broken", False),
    ],
)
def test_only_an_address_of_the_web_ever_becomes_a_link(url: str, kept: bool) -> None:
    article = read.read_text("The envoys met.", url=url)
    assert article.url == (url if kept else None)


def test_pasted_text_is_taken_as_it_is_or_refused_in_one_line() -> None:
    text = "  The envoys met.\r\n\r\nThey parted.  "
    assert read.read_text(text, title="Talks", source="North").text == text
    assert read.read_text(" \n ").status == "empty"
    assert read.read_text("word " * 500_000).status == "too_large"
    assert read.read_text("a \ud800 b").text == "a � b"


def test_an_upload_is_never_written_nor_opened_as_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("../../x.txt", "C:\\x.txt", "\\\\h\\s.txt", "/etc/passwd", "CON", "x" * 300, "a\0b.txt"):
        (article,) = read.read_bytes(name, b"The envoys met.")
        assert article.text == "The envoys met."
    list(read.read_bytes("a.zip", archive({"b.txt": b"They met."})))
    assert list(tmp_path.iterdir()) == []


def test_a_parser_that_fails_in_a_way_nobody_thought_of_costs_only_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(file: object) -> object:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(sources, "recognise", lambda file: broken)
    (article,) = read.read_bytes("a.txt", b"The envoys met.")
    assert article.status == "error"
    assert article.reason == "a.txt: it cannot be read (ZeroDivisionError). Give the article's text."


def test_the_same_source_gives_the_same_articles(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("The envoys met on Friday."))
    (tmp_path / "b.txt").write_text("The envoys met.\n\nFacebook\n")
    assert list(read.read([str(tmp_path)], today=TODAY)) == list(read.read([str(tmp_path)], today=TODAY))
