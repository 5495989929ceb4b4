"""The whole flow: an article's events are verbatim, in order, stable and the same each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import process_time

import pytest

from timeline import language, pipeline
from timeline.model import BASES, KINDS, PRECISIONS, STATUSES, Article, Span

TEXT = """Talks in Geneva end without a deal

GENEVA, May 10 (Agency) – Envoys of Armenia and Azerbaijan met in Geneva on Tuesday, diplomats said.
They had agreed in March 2023 to exchange prisoners, and the next meeting will be held in Brussels next week.

Share this article
On 2 May 2023, the two presidents spoke by phone. Azerbaijan denied on Monday that it had closed the road.
The road has been blocked since December. Analysts expect little."""


def _article(**changes: object) -> Article:
    at = TEXT.index("Share this article")
    furniture = (Span(at, at + len("Share this article")),)
    article = Article(id="geneva", text=TEXT, language="en", published="2023-05-10", furniture=furniture)
    return replace(article, **changes)  # type: ignore[arg-type]


def test_the_same_article_gives_the_same_rows() -> None:
    assert pipeline.extract(_article()) == pipeline.extract(_article())


def test_every_quote_date_and_trigger_is_in_the_article_word_for_word() -> None:
    events = pipeline.extract(_article())
    assert len(events) >= 5
    for event in events:
        assert event.quote == TEXT[event.quote_start : event.quote_end]
        assert event.trigger == TEXT[event.trigger_start : event.trigger_end]
        if event.date_text is not None:
            assert event.date_text == TEXT[event.date_start : event.date_end]
        for mention in event.mentions:
            assert mention.text == TEXT[mention.start : mention.end]


def test_rows_stand_in_the_order_of_the_text_and_speak_the_model_s_words() -> None:
    events = pipeline.extract(_article())
    assert [e.quote_start for e in events] == sorted(e.quote_start for e in events)
    for event in events:
        assert event.kind in KINDS and event.status in STATUSES
        assert event.precision in PRECISIONS and event.date_basis in BASES
        assert 0 <= event.confidence <= 1 and 0 < len(event.title) <= 120


def test_the_events_of_the_article_come_out_with_their_dates() -> None:
    told = {(e.kind, e.status, e.start) for e in pipeline.extract(_article())}
    assert ("CONSULT", "happened", date(2023, 5, 9)) in told  # met on Tuesday
    assert ("CONSULT", "happened", date(2023, 5, 2)) in told  # spoke by phone
    assert ("REJECT", "denied", date(2023, 5, 8)) in told  # denied on Monday
    assert any(status == "planned" and start > date(2023, 5, 10) for _, status, start in told if start)


@pytest.mark.parametrize(
    ("code", "text", "shown"),
    [
        ("de", "Die Polizei hat vor drei Tagen den Verdächtigen festgenommen.", "vor drei Tagen"),
        ("de", "Das Gericht wird in zwei Wochen das Urteil verkünden.", "in zwei Wochen"),
        ("en", "The court will rule in two weeks.", "in two weeks"),
        ("es", "La policía detuvo hace tres días al sospechoso.", "hace tres días"),
        ("fr", "Le président Macron a démissionné il y a trois jours.", "il y a trois jours"),
        ("it", "La polizia ha arrestato tre giorni fa il sospetto.", "tre giorni fa"),
        ("pt", "A polícia deteve há três dias o suspeito.", "há três dias"),
        ("ru", "Три дня назад полиция задержала подозреваемого.", "Три дня назад"),
        ("uk", "Три дні тому поліція затримала підозрюваного.", "Три дні тому"),
    ],
)
def test_the_words_of_a_date_say_which_way_it_counts(code: str, text: str, shown: str) -> None:
    (event,) = pipeline.extract(Article(id="a", text=text, language=code, published="2024-03-12"))
    assert event.date_text == shown == text[event.date_start : event.date_end]
    assert event.quote_start <= (event.date_start or 0)


def test_an_event_keeps_its_id_when_the_text_around_it_moves() -> None:
    before = {e.event_id for e in pipeline.extract(_article())}
    moved = _article(text="New: a line on top.\n\n" + TEXT, furniture=())
    assert before <= {e.event_id for e in pipeline.extract(moved)}
    other = {e.event_id for e in pipeline.extract(_article(id="elsewhere"))}
    assert not before & other


def test_furniture_tells_no_events() -> None:
    at = TEXT.index("On 2 May 2023")
    hidden = _article(furniture=(Span(at, at + len("On 2 May 2023, the two presidents spoke by phone.")),))
    assert date(2023, 5, 2) not in {e.start for e in pipeline.extract(hidden)}


def test_without_a_day_of_publication_nothing_is_dated_by_it() -> None:
    events = pipeline.extract(_article(published=None))
    assert all(e.date_basis != "published" for e in events)
    met = next(e for e in events if "met in Geneva" in e.quote)
    assert (met.date_text, met.precision, met.start, met.end) == ("Tuesday", "undated", None, None)


@pytest.mark.parametrize("text", ["", " \n", "12:30", "?!", "Ein Wort", "\ud800", "a" * 5000])
def test_text_without_events_gives_no_rows(text: str) -> None:
    assert pipeline.extract(_article(text=text, furniture=())) == []
    assert pipeline.moments(_article(text=text, furniture=())) == [] or text == "12:30"


def test_a_language_without_a_file_still_gives_dated_rows() -> None:
    text = "Spotkanie odbyło się 3 maja 2023 w Warszawie. Rozmowy trwały długo i nie przyniosły wyniku."
    events = pipeline.extract(_article(text=text, language="pl", furniture=()))
    assert [(e.start, e.quote) for e in events] == [
        (date(2023, 5, 3), "Spotkanie odbyło się 3 maja 2023 w Warszawie")
    ]


def test_in_a_language_without_a_file_every_date_of_a_sentence_is_a_row_and_a_bare_date_is_none() -> None:
    text = "3 maja 2023\n\nRozmowy zaczęły się 3 maja 2023 w Warszawie i skończyły się 5 maja 2023."
    events = pipeline.extract(_article(text=text, language="pl", furniture=()))
    assert [e.start for e in events] == [date(2023, 5, 3), date(2023, 5, 5)]


def test_moments_are_those_that_date_the_rows() -> None:
    spans = {(m.start, m.end) for m in pipeline.moments(_article())}
    dated = {(e.date_start, e.date_end) for e in pipeline.extract(_article()) if e.date_start is not None}
    assert dated <= spans


@pytest.mark.parametrize("code", language.codes())
def test_words_without_a_full_stop_do_not_hang(code: str) -> None:
    began = process_time()
    pipeline.extract(
        Article(id="x", text="took said and met in Paris on Monday, " * 400, language=code, published=None)
    )
    assert process_time() - began < 60


@pytest.mark.parametrize("published", ["0001-01-01", "0001-01-03", "9999-12-30", "9999-12-31"])
@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "President Macron met Merkel in Berlin on Tuesday. Two weeks ago he signed a law in Paris."),
        ("fr", "Le président Macron a rencontré Merkel à Berlin mardi. La veille, il avait signé une loi."),
        ("de", "Präsident Macron traf Merkel am Dienstag in Berlin. Vor zwei Wochen unterzeichnete er es."),
    ],
)
def test_at_the_ends_of_the_calendar_an_article_is_read_like_any_other(
    code: str, text: str, published: str
) -> None:
    for event in pipeline.extract(Article("a", text, language=code, published=published)):
        assert text[event.quote_start : event.quote_end] == event.quote
