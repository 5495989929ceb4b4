"""An article's date: as given, else as the page says, else from a dateline, else unknown and said so."""

from __future__ import annotations

from datetime import date

import pytest

from timeline import read
from timeline.model import Article
from timeline.read.published import dateline, iso

TODAY = date(2024, 6, 1)
BODY = "The envoys met in a hotel by the lake and spoke for two hours about the exchange of prisoners."


def article(text: str, **options: str) -> Article:
    return read.read_text(text, today=TODAY, **options)


@pytest.mark.parametrize(
    ("stamp", "means"),
    [
        ("2023-07-28", "2023-07-28"),
        ("2023-07-28T12:47:25Z", "2023-07-28T12:47:25+00:00"),
        ("2023-07-28 12:47:25", "2023-07-28T12:47:25"),
        ("20230728", "2023-07-28"),
        ("2023/07/28", "2023-07-28"),
        ("Fri, 28 Jul 2023 12:00:00 +0200", "2023-07-28T12:00:00+02:00"),
        ("28 July 2023", "2023-07-28"),
        ("1690541794", "2023-07-28T10:56:34+00:00"),
        ("2023-02-30", None),
        ("0000-00-00", None),
        ("1066-10-14", None),
        ("99999-01-01", None),
        ("٢٠٢٣", None),
        ("soon", None),
        ("9" * 5000, None),
    ],
)
def test_a_date_is_read_in_the_usual_forms(stamp: str, means: str | None) -> None:
    assert iso(stamp) == means


@pytest.mark.parametrize(
    ("code", "line", "means"),
    [
        ("fr", "2023-07-28 12:47:25", "2023-07-28T12:47:25"),
        ("fr", "Publié le 28 juillet 2023 à 12h47", "2023-07-28T12:47:00"),
        ("fr", "vendredi 1er septembre 2023", "2023-09-01"),
        ("fr", "Par Anne Martin | Genève | 28 juil. 2023 | 4 min", "2023-07-28"),
        ("en", "Published: Friday, July 28, 2023 12:47 GMT", "2023-07-28T12:47:00"),
        ("en", "28th July 2023", "2023-07-28"),
        ("en", "By Anne Martin, July 28, 2023", "2023-07-28"),
        ("es", "Publicado el 28 de julio de 2023", "2023-07-28"),
        ("de", "Genf, 28. Juli 2023, 12:47 Uhr", "2023-07-28T12:47:00"),
        ("de", "28.07.2023", "2023-07-28"),
        ("it", "Pubblicato il 28 luglio 2023", "2023-07-28"),
        ("pt", "Publicado em 28 de julho de 2023", "2023-07-28"),
        ("uk", "Опубліковано 28 липня 2023 року", "2023-07-28"),
        ("ru", "28 июля 2023, 12:47", "2023-07-28T12:47:00"),
        ("pl", "28 lipca 2023", "2023-07-28"),
        ("zh", "2023年7月28日", "2023-07-28"),
    ],
)
def test_a_dateline_under_the_headline_dates_the_article(code: str, line: str, means: str) -> None:
    assert dateline(f"Rencontre\n\n{line}\n\n{BODY}", code, TODAY) == means


@pytest.mark.parametrize(
    "opening",
    ["KYIV, July 17, 2023 (Agency) - ", "GENEVA, 17 July 2023 — ", "LONDON | Mon Jul 17 , 2023 5:07 pm BST "],
)
def test_an_agency_opening_dates_the_article(opening: str) -> None:
    found = dateline(f"{opening}LONDON {BODY}", "en", TODAY)
    assert found is not None
    assert found.startswith("2023-07-17")


def test_a_label_at_the_end_dates_the_article_too() -> None:
    assert dateline(f"{BODY}\n" * 60 + "Published on 28 July 2023", "en", TODAY) == "2023-07-28"


def test_a_publication_counts_before_an_update() -> None:
    both = f"Rencontre\nUpdated on 30 July 2023\nPublished on 28 July 2023\n{BODY}"
    assert dateline(both, "en", TODAY) == "2023-07-28"
    assert dateline(both.replace("Published on 28 July 2023\n", ""), "en", TODAY) == "2023-07-30"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", f"Talks\n\nThe report of 5 May 2022 said otherwise.\n{BODY}"),
        ("fr", f"Attentat du 13 novembre 2015\n\n{BODY}"),
        ("en", f"KYIV, July 17 (Agency) - {BODY}"),
        ("en", f"Talks\n\n07/08/2023\n\n{BODY}"),
        ("en", f"Talks\n\n31.11.2023\n\n{BODY}"),
        ("en", f"Talks\n\n1 May 2031\n\n{BODY}"),
        ("en", "\n".join(f"{day} May 2022\n{BODY}" for day in range(1, 6))),
        ("fr", f"Titre\n{BODY}\n" * 40 + "Le 5 mai 2022\n" + BODY),
    ],
    ids=[
        "in a sentence",
        "headline",
        "no year",
        "two readings",
        "impossible",
        "future",
        "chronology",
        "deep",
    ],
)
def test_other_dates_do_not_date_the_article(code: str, text: str) -> None:
    assert dateline(text, code, TODAY) is None


def test_what_the_user_gives_counts_first_then_the_record_then_the_page_then_the_text() -> None:
    text = f"Talks\n\n28 July 2023\n\n{BODY}"
    assert (article(text).published, article(text).published_from) == ("2023-07-28", "dateline")
    record = f'{{"text": "{BODY} Then 28 July 2023.", "published": "2023-05-01"}}'.encode()
    (stated,) = read.read_bytes("a.json", record, today=TODAY)
    (given,) = read.read_bytes("a.json", record, today=TODAY, published="2023-06-01")
    assert (stated.published, stated.published_from) == ("2023-05-01", "given")
    assert (given.published, given.published_from) == ("2023-06-01", "given")
    dated = article(BODY, url="https://example.org/2023/07/28/talks")
    assert (dated.published, dated.published_from) == ("2023-07-28", "metadata")


def test_without_any_date_the_row_says_so() -> None:
    found = article(BODY)
    assert (found.published, found.published_from) == (None, "unknown")
    assert (found.status, found.reason) == ("partial", "no publication date")


@pytest.mark.parametrize(
    ("published", "why"),
    [
        ("2031-01-01", "its publication date 2031-01-01 lies in the future"),
        ("31 November 2022", "its publication date '31 November 2022' is not a date"),
    ],
)
def test_a_date_that_cannot_be_is_not_believed_and_the_row_says_so(published: str, why: str) -> None:
    record = f'{{"text": "{BODY}", "published": "{published}"}}'.encode()
    (found,) = read.read_bytes("a.json", record, today=TODAY)
    assert (found.published, found.status, found.reason) == (None, "partial", why)


def test_tomorrow_is_already_today_somewhere() -> None:
    assert article(BODY, published="2024-06-02").published == "2024-06-02"
    assert article(BODY, published="2024-06-03").published is None


@pytest.mark.parametrize("unit", ["1,", "9", "12/03/2022 ", " ", "12.", "May 12, ", "2023-01-"])
def test_dates_are_looked_for_in_time_that_grows_with_length_only(unit: str) -> None:
    import time

    began = time.perf_counter()
    dateline(unit * (100_000 // len(unit)), "en", TODAY)
    iso(unit * (100_000 // len(unit)))
    assert time.perf_counter() - began < 10  # a hang guard: measured below 0.1 s
