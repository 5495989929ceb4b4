"""What holds for every input, however it was made: checks shared by the property tests and the fuzzer.

Each check takes what a stranger controls, and fails with an assertion where a promise is broken. An exception
that is not one of ours breaks a promise too: it is not caught here.
"""

from __future__ import annotations

from hypothesis import strategies as st

from timeline import edtf, frame, language, pipeline, read, who
from timeline.errors import ReadError
from timeline.model import Article

CODES = (*language.codes(), "pl", None)

# Pieces that meet the grammars half-way: dates and bits of dates, names, verbs, marks, what hides itself.
PIECES = (
    "on 12 May 2023", "12/03/2022", "30.02.2022", "2023-13-45", "le 3 et 4 mai", "fin avril 2023",
    "vor drei Tagen", "позавчора", "в мае 2023 года", "hace un año y medio", "il 1º maggio",
    "em 5 de abril", "last", "next", "ago", "two days later", "the previous week", "in the 1990s",
    "XIXe siècle", "99999999999 years ago", "24:61", "１２", "١٥/٠٣/٢٠٢٢", "Emmanuel Macron", "МИД России",
    "the director of the CIA", "Moscow", "Київ", "Washington", "EU", "met", "a rencontré", "sagte",
    "заявив", "встретился", "signed", "attacked", "would have", "reportedly", "not", "said that",
    "according to", "selon", "«", "»", "“", "”", '"', "(", ")", "[", "—", "-", ":", ";", ",", ".", "...",
    "\n", "\n\n", "\t", "\u00a0", "\u202f", "\u200b", "\u202e", "\u2066", "\ufeff", "\x00", "\ud800",
    "e\u0301", "İ", "ß", "ﬁ", "🌾", "𝟚𝟘𝟚𝟛", "²", "½", "and", "et", "und", "та", "the", "of", "who", "which",
    "that", "if",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=40).map(" ".join)
codes = st.sampled_from(CODES)
published = st.sampled_from((None, "2023-07-28", "0001-01-01", "9999-12-31", "2024-02-29T23:59:59+14:00"))


def rows_keep_their_promises(text: str, code: str | None, day: str | None) -> None:
    """Every row quotes its article, lies inside it, and has bounds that its EDTF says too."""
    article = Article("a", text, language=code, published=day)
    events = pipeline.extract(article)
    assert events == pipeline.extract(article)
    assert len({event.event_id for event in events}) == len(events)
    for event in events:
        spans = [
            (event.quote, event.quote_start, event.quote_end),
            (event.trigger, event.trigger_start, event.trigger_end),
            *((mention.text, mention.start, mention.end) for mention in event.mentions),
        ]
        if event.date_text is not None:
            assert event.date_start is not None and event.date_end is not None
            spans.append((event.date_text, event.date_start, event.date_end))
        for words, start, end in spans:
            assert 0 <= start <= end <= len(text)
            assert words == text[start:end]
        assert 0 < len(event.title) <= 90
        assert 0 <= event.confidence <= 1
        assert event.start is None or event.end is None or event.start <= event.end
        if event.date_edtf is not None:
            written = edtf.read(event.date_edtf)
            assert (written.start, written.end) == (event.start, event.end), event.date_edtf
    assert len(frame.events_frame([(article, events)])) == len(events)


def moments_keep_their_promises(text: str, code: str | None, day: str | None) -> None:
    """Time expressions stand in order, do not overlap, are quoted, and end after they begin."""
    before = 0
    for moment in pipeline.moments(Article("a", text, language=code, published=day)):
        assert before <= moment.start < moment.end <= len(text)
        assert moment.text == text[moment.start : moment.end]
        assert moment.first is None or moment.last is None or moment.first <= moment.last
        before = moment.end


def bytes_become_articles_or_one_line(data: bytes, name: str) -> None:
    """A file of any bytes gives articles with a status; what could not be read has a reason of one line."""
    try:
        articles = list(read.read_bytes(name, data))
    except ReadError as error:  # the whole file, as a source
        assert len(str(error).splitlines()) == 1
        return
    assert articles
    for article in articles:
        assert article.status
        assert article.text or article.reason
        assert len((article.reason or "").splitlines()) <= 1
        assert "\x00" not in article.text
        article.text.encode("utf-8")


def segments_cover_the_text(text: str) -> None:
    """Whatever language it is taken for, paragraphs and sentences stand in order inside the text."""
    spoken = language.detect(text)
    for code in (spoken, *language.codes()):
        loaded = language.load(code) if code in language.codes() else None
        before = 0
        for paragraph in language.segment(text, loaded):
            assert before <= paragraph.start <= paragraph.end <= len(text)
            inside = paragraph.start
            for sentence in paragraph.sentences:
                assert inside <= sentence.start <= sentence.end <= paragraph.end
                inside = sentence.end
            before = paragraph.end


def mentions_keep_their_promises(text: str, code: str | None) -> None:
    """Names stand in order, do not overlap, and are quoted."""
    spoken = language.load(code) if code in language.codes() else None
    mentions, things = who.mentions(text, spoken, language.segment(text, spoken), lambda _: None)
    before = 0
    for mention in mentions:
        assert before <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        before = mention.end
    assert all(0 <= thing.start < thing.end <= len(text) for thing in things)
