"""Every format gives the article's text, its title and date, and says in one line what it cannot read."""

from __future__ import annotations

import json
import re
import struct
import time
import zipfile
from datetime import date
from io import BytesIO

import pytest

from tests.making import STORY, archive, assembled, page, pdf, stream, word
from timeline import read
from timeline.model import Article
from timeline.read import child
from timeline.read.document import File
from timeline.read.formats import FORMATS, SUFFIXES

TODAY = date(2024, 6, 1)


def one(name: str, data: bytes | str, **options: str) -> Article:
    found = many(name, data, **options)
    assert len(found) == 1, found
    return found[0]


def many(name: str, data: bytes | str, **options: str) -> list[Article]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read.read_bytes(name, raw, today=TODAY, **options))


def refused(article: Article, status: str, why: str) -> None:
    """One clear line: what, why, what to do."""
    assert (article.status, article.text) == (status, "")
    assert article.reason is not None
    assert "\n" not in article.reason
    assert why in article.reason
    assert article.reason.endswith(".")
    assert article.reason.count(". ") >= 1


# ------------------------------------------------------------------ text, pages


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "A.TXT"])
def test_text_is_taken_as_it_is(name: str) -> None:
    text = "# Talks resume\n\nThe envoys  met on Friday.\r\n They parted.\n"
    article = one(name, text, published="2023-05-02")
    assert article.text == text
    assert (article.title, article.language, article.status) == ("Talks resume", "en", "ok")
    assert (article.published, article.published_from) == ("2023-05-02", "given")


def test_a_page_gives_its_article_without_menu_and_foot() -> None:
    head = '<meta property="article:published_time" content="2023-07-28T10:00:00+02:00">'
    head += (
        '<meta property="og:site_name" content="Exemple"><link rel="canonical" href="https://example.org/a">'
    )
    article = one("page.html", page(head))
    assert all(paragraph in article.text for paragraph in STORY)
    assert "Accueil" not in article.text
    assert "droits" not in article.text
    assert (article.title, article.language, article.source) == ("Rencontre à Genève", "fr", "Exemple")
    assert (article.published, article.published_from) == ("2023-07-28T10:00:00+02:00", "metadata")
    assert (article.url, article.status) == ("https://example.org/a", "ok")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2023-01-01"}]}</script>',
        '<meta itemprop="datePublished" content="2023-01-01">',
        '<meta name="DC.date.issued" content="2023-01-01">',
    ],
)
def test_a_first_of_january_is_believed_where_the_page_marks_it(head: str) -> None:
    assert one("page.html", page(head)).published == "2023-01-01"


@pytest.mark.parametrize(
    "body",
    ["<p>Publicado el 28 de julio de 2023</p>", "<p>Опубликовано 28 июля 2023</p>", "<p>Bilan 2023</p>"],
)
def test_no_first_of_january_is_made_of_a_bare_year(body: str) -> None:
    published = one("page.html", page(body=body)).published
    assert published is None or published.startswith("2023-07-28")


def test_a_page_in_an_old_encoding_is_read_as_it_declares() -> None:
    html = page().replace('charset="utf-8"', 'charset="windows-1252"')
    assert STORY[0] in one("page.html", html.encode("cp1252")).text


@pytest.mark.parametrize(
    "html", ["<div>" * 100_000 + "word " * 200, "<p " + "a" * 5_000_000 + ">x", "<b>" * 39_000, "<" * 39_000]
)
def test_a_hostile_page_ends_in_one_line_or_in_text(html: str) -> None:
    began = time.perf_counter()
    article = one("page.html", f"<html>{html}")
    assert article.status in ("ok", "partial", "empty", "corrupt", "too_large")
    assert time.perf_counter() - began < 60  # a hang guard: measured below 3 s


def test_a_page_larger_than_any_article_is_refused() -> None:
    refused(one("page.html", "<html>" + "<p>a</p>" * 60_000), "too_large", "larger than any article")
    refused(one("page.html", "<html><body></body></html>"), "empty", "no article was found")


# ------------------------------------------------------------------ PDF, Word


def test_a_pdf_gives_flowing_paragraphs_without_running_heads() -> None:
    body = (
        "The Daily Example - page {}\n"
        "On {} the envoys met in a hotel by the lake and spoke about the pri-\n"
        "soners that both sides want to exchange before the {} of the month. No\n"
        "date was set for {}, which may be held elsewhere."
    )
    words = [("Monday", "end", "a new round"), ("Friday", "middle", "more"), ("Sunday", "start", "the third")]
    pages = [body.format(number, *each) for number, each in enumerate(words, 1)]
    article = one("a.pdf", pdf(*pages, title="Talks", packed=1))
    assert article.title == "Talks"
    assert "The Daily Example" not in article.text
    assert article.text.count("spoke about the prisoners that both sides want to exchange") == 3
    assert (article.language, article.status) == ("en", "partial")


def test_a_word_file_gives_paragraphs_and_tables_in_order() -> None:
    article = one("a.docx", word("Talks", "The envoys met.", title="Grain", table=[["Monday", "arrival"]]))
    assert article.text == "Talks\n\nThe envoys met.\n\nMonday\tarrival"
    assert article.title == "Grain"


def test_what_bytes_show_counts_before_the_name() -> None:
    assert "The envoys met" in one("a.txt", pdf("The envoys met on Friday.")).text
    assert "The envoys met" in one("noname", word("The envoys met.")).text
    refused(one("a.pdf", "plain text"), "unsupported", "not the PDF file its name says")
    refused(one("a.docx", "plain text"), "unsupported", "not the DOCX file its name says")


LOOPED = assembled(
    [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", b"<< >>"]
)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.4 rubbish", pdf("x")[:200], b"%PDF-1.7\n" + b"\xff" * 5000, LOOPED],
    ids=["rubbish", "cut off", "noise", "looped pages"],
)
def test_a_corrupt_pdf_is_one_line(data: bytes) -> None:
    article = one("broken.pdf", data)
    assert article.status in ("corrupt", "empty")
    refused(article, article.status, "broken.pdf: ")


def test_a_pdf_of_pictures_says_that_it_has_no_text() -> None:
    refused(one("scan.pdf", pdf("")), "empty", "no text")


def test_a_pdf_bomb_ends_within_its_limits() -> None:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        stream(b"0 " * 200_000_000, 2),
        b"<< >>",
    ]
    article = one("bomb.pdf", assembled(objects))
    assert article.status in ("corrupt", "timeout", "too_large", "empty")


def test_a_parser_that_hangs_is_killed(tmp_path: object) -> None:
    endless = pdf("word " * 200_000)
    with pytest.raises(Exception, match="not read within 0 seconds") as caught:
        list(child.documents("pdf", File("slow.pdf", endless), seconds=0.05))
    assert caught.value.status == "timeout"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04word/ rubbish", word("x")[:800], archive({"word/document.xml": b"<broken"})],
    ids=["rubbish", "cut off", "broken inside"],
)
def test_a_corrupt_word_file_is_one_line(data: bytes) -> None:
    refused(one("broken.docx", data), "corrupt", "broken.docx: not a readable Word file")


def test_a_word_bomb_stops_at_the_cap() -> None:
    bomb = archive({"[Content_Types].xml": b"", "word/document.xml": b" " * (60 * 2**20)})
    refused(one("bomb.docx", bomb), "too_large", "unpacks to more than 50 MB")


# ------------------------------------------------------------------ JSON, CSV


RECORD = {
    "id": "a1",
    "lang": "fr",
    "published": "2023-07-28 12:47:25",
    "title": "Rencontre",
    "url": "https://example.org/a1",
    "source": "Exemple",
    "text": "  Ils se sont vus.\n",
}


@pytest.mark.parametrize("shape", ["one", "many", "named", "lines", "nameless", "utf-16"])
def test_json_articles_keep_what_they_say(shape: str) -> None:
    data = {
        "one": json.dumps(RECORD),
        "many": json.dumps([RECORD]),
        "named": json.dumps({"articles": [RECORD]}, indent=1),
        "lines": f"\n{json.dumps(RECORD)}\n\n",
        "nameless": json.dumps(RECORD),
        "utf-16": json.dumps(RECORD).encode("utf-16"),
    }[shape]
    article = one({"lines": "a.jsonl", "nameless": "standard input"}.get(shape, "a.json"), data)
    assert article.text == RECORD["text"]
    assert (article.id, article.language, article.title) == ("a1", "fr", "Rencontre")
    assert (article.published, article.published_from) == ("2023-07-28T12:47:25", "given")
    assert (article.url, article.source, article.status) == ("https://example.org/a1", "Exemple", "ok")


def test_json_may_hold_a_page() -> None:
    article = one("a.json", json.dumps({"id": 7, "html": page(), "published": "2023-07-28"}))
    assert article.id == "7"
    assert STORY[0] in article.text


def test_a_wrong_record_costs_only_itself() -> None:
    good, last = '{"id": 1, "text": "They met."}', '{"id": 6, "text": "Then."}'
    lines = [good, "{broken", '{"id": 3}', '{"id": 4, "text": " "}', "[]", last]
    found = many("a.jsonl", "\n".join(lines))
    assert [article.status for article in found] == [
        "partial",
        "corrupt",
        "unsupported",
        "empty",
        "unsupported",
        "partial",
    ]
    refused(found[1], "corrupt", "a.jsonl, line 2: not valid JSON")
    refused(found[2], "unsupported", 'neither "text" nor "html"')
    assert len({article.id for article in found}) == 6


@pytest.mark.parametrize("data", ["{", "[" * 200_000, '{"text": ' * 100_000, "[1" + "0" * 5000 + "]", "[]"])
def test_broken_json_is_one_line(data: str) -> None:
    for article in many("a.json", data):
        assert article.status in ("corrupt", "unsupported", "empty")
        refused(article, article.status, "a.json")


def test_text_given_keeps_its_offsets_even_where_characters_cannot_be_kept() -> None:
    article = one("a.json", '{"text": "Talks\\u0000 in \\ud800 Rome."}')
    assert article.text == "Talks� in � Rome."
    article.text.encode()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_gives_an_article_a_row(separator: str) -> None:
    rows = 'id,published,"text"\r\n1,2023-05-02,"They met,\nthen left."\r\n'
    article = one("a.csv", "\ufeff" + rows.replace(",", separator))
    assert (article.id, article.published, article.text) == (
        "1",
        "2023-05-02",
        f"They met{separator}\nthen left.",
    )


def test_a_table_without_text_says_so() -> None:
    refused(one("a.csv", "id,body\n1,x"), "unsupported", 'no column is called "text" or "html"')
    refused(one("a.csv", "id,text\n"), "empty", "no article")
    assert [each.status for each in many("a.csv", "id,text\n1,\n2,They met.\n")] == ["unsupported", "partial"]


# ------------------------------------------------------------------ mail, feeds, archives

MAIL = (
    b"From: Newsdesk <desk@example.org>\r\nTo: reader@example.org\r\nSubject: =?utf-8?q?R=C3=A9union?=\r\n"
    b"Date: Fri, 28 Jul 2023 12:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: %s\r\n\r\n%s"
)


def test_a_mail_gives_its_text_dated_by_its_header() -> None:
    article = one("a.eml", MAIL % (b"text/plain; charset=utf-8", "Le ministre est arrivé.".encode()))
    assert (article.text, article.title, article.source) == ("Le ministre est arrivé.", "Réunion", "Newsdesk")
    assert (article.published, article.published_from) == ("2023-07-28T12:00:00+02:00", "metadata")
    html = one(
        "a.eml", MAIL % (b"text/html; charset=latin-1", "<p>Arrivé<br>hier.</p><p>Puis.".encode("latin-1"))
    )
    assert html.text == "Arrivé\nhier.\nPuis."


def test_articles_attached_to_a_mail_are_read_too() -> None:
    body = (
        b"--b\r\nContent-Type: text/plain\r\n\r\nSee attached.\r\n--b\r\nContent-Type: text/plain\r\n"
        b'Content-Disposition: attachment; filename="../a.txt"\r\n\r\nThe envoys met.\r\n--b--\r\n'
    )
    found = many("a.eml", MAIL % (b'multipart/mixed; boundary="b"', body))
    assert [article.text.strip() for article in found] == ["See attached.", "The envoys met."]


def test_an_empty_mail_says_so() -> None:
    refused(one("a.eml", MAIL % (b"text/plain", b"")), "empty", "no text")


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Exemple</title><item><title>Un</title><link>https://example.org/1</link><guid>g1</guid>
<pubDate>Fri, 28 Jul 2023 12:00:00 +0200</pubDate><description>court</description>
<content:encoded><![CDATA[<p>Ils se sont <b>vus</b> &amp; parlé.</p><!-- x --><p>Puis rien.</p>]]>
</content:encoded></item>
<item><title>Deux</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title><entry><title>One</title><id>e1</id>
<link href="https://example.org/1"/><updated>2023-07-28T12:00:00Z</updated>
<summary>They met in Rome.</summary>
</entry></feed>"""


def test_a_feed_gives_its_entries() -> None:
    first, second = many("a.xml", RSS)
    assert (first.text, first.title, first.source) == (
        "Ils se sont vus & parlé.\nPuis rien.",
        "Un",
        "Exemple",
    )
    assert (first.id, first.url, first.published) == (
        "g1",
        "https://example.org/1",
        "2023-07-28T12:00:00+02:00",
    )
    refused(second, "empty", "entry 2: the entry has no text")
    atom = one("feed", ATOM)
    assert (atom.id, atom.text, atom.published) == ("e1", "They met in Rome.", "2023-07-28T12:00:00+00:00")
    assert atom.url == "https://example.org/1"


ENTITY = "<!DOCTYPE rss [<!ENTITY x {}>]><rss><item><description>&x; text</description></item></rss>"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))


@pytest.mark.parametrize(
    "data",
    [
        ENTITY.format('SYSTEM "file:///etc/hostname"').encode(),
        ENTITY.format('SYSTEM "http://127.0.0.1:1/x"').encode(),
        ENTITY.format('"y"').encode("utf-16"),
        f'<!DOCTYPE rss [<!ENTITY a0 "ha">{LAUGHS}]><rss><item><title>&a8;</title></item></rss>'.encode(),
        ("<rss>" + "<a>" * 200_000).encode(),
        b"<rss><channel></channel></rss>",
    ],
    ids=["file", "address", "utf-16", "laughs", "deep", "no entries"],
)
def test_hostile_xml_opens_nothing_and_ends_in_one_line(data: bytes) -> None:
    began = time.perf_counter()
    article = one("a.xml", data)
    assert article.status in ("corrupt", "empty")
    refused(article, article.status, "a.xml")
    assert time.perf_counter() - began < 20  # a hang guard


def test_an_archive_gives_what_is_inside_and_says_what_it_refuses() -> None:
    inside = {
        "b/one.txt": b"They met.",
        "__MACOSX/._one.txt": b"x",
        "../out.txt": b"x",
        "in.zip": archive({"a": b""}),
    }
    inside |= {
        "big.txt": b"\0" * (60 * 2**20),
        "two.json": b'{"id": "2", "text": "Then left."}',
        "x.exe": b"MZ\0\0",
    }
    found = many("a.zip", archive(inside))
    assert [(article.status, article.text) for article in found] == [
        ("partial", "They met."),
        ("refused", ""),
        ("unsupported", ""),
        ("too_large", ""),
        ("partial", "Then left."),
        ("unsupported", ""),
    ]
    refused(found[1], "refused", "points outside the archive")
    refused(found[2], "unsupported", "archive inside another file")
    refused(found[3], "too_large", "more than 50 MB")


def test_encrypted_linked_cut_and_overlapping_archives_are_one_line_each() -> None:
    whole = archive({"a.txt": b"They met in Rome."})
    encrypted = bytearray(whole)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        encrypted[whole.index(mark) + place] |= 1
    refused(one("a.zip", bytes(encrypted)), "unsupported", "asks for a password")
    refused(one("a.zip", whole[:60]), "corrupt", "not a readable ZIP")

    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    refused(one("a.zip", out.getvalue()), "refused", "a link")

    double = bytearray(archive({"a.txt": b"x" * 50, "b.txt": b"y" * 50}))
    second = double.rindex(b"PK\x01\x02")
    double[second + 42 : second + 46] = struct.pack("<L", 0)
    refused(one("a.zip", bytes(double)), "corrupt", "overlap")


# ------------------------------------------------------------------ what cannot be an article


@pytest.mark.parametrize(
    ("name", "data", "status", "why"),
    [
        ("a.txt", b"", "empty", "the file is empty"),
        ("a.txt", b" \n\t ", "empty", "the file is empty"),
        ("a.txt", b"*** --- ***", "empty", "no text"),
        ("a.txt", bytes(range(256)) * 20, "unsupported", "binary data"),
        ("a.txt", b"MZ\x90\0\3\0\0\0" * 50, "unsupported", "a Windows program"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "unsupported", "Save it as DOCX"),
        ("a.png", b"\x89PNG\r\n" + b"\0" * 60, "unsupported", "a picture"),
        ("a.xlsx", archive({"xl/workbook.xml": b"x"}), "unsupported", "an Excel workbook"),
        ("a.py", b"print('hello')", "unsupported", "files ending in .py"),
        ("a.txt", b"A line of text that goes on. " * 360_000, "too_large", "the limit is 2,000,000"),
        ("a.txt", b"Facebook\nTwitter\nLeave a comment\n", "empty", ""),
    ],
)
def test_bad_input_ends_in_one_clear_line(name: str, data: bytes, status: str, why: str) -> None:
    article = one(name, data)
    assert article.status == status
    assert article.reason is not None
    assert why in article.reason
    assert "\n" not in article.reason


def test_a_hostile_name_stays_a_name() -> None:
    name = "a\u202e\n/../../" + "x" * 400 + ".txt\0"
    article = one(name, b"")
    assert article.reason is not None
    assert re.fullmatch(r"[^\x00-\x1f\u202e]{1,300}", article.reason)


def test_every_format_has_its_endings_and_one_face() -> None:
    assert set(SUFFIXES) >= {
        ".txt",
        ".md",
        ".html",
        ".pdf",
        ".docx",
        ".eml",
        ".json",
        ".jsonl",
        ".csv",
        ".zip",
    }
    assert all(reader.__name__ == "documents" for reader, _, _ in FORMATS.values())
