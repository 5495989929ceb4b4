"""An article's words reach the page as words, never as markup, link, formula or icon."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dashboard import safe
from timeline.model import Span

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "</style><svg onload=alert(1)>",
    "&lt;b&gt; & &amp;",
    '" onmouseover="alert(1)',
]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _parsed(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_an_article_is_shown_not_obeyed(text: str) -> None:
    parsed = _parsed(f"<p title='{safe.text(text)}'>{safe.text(text)}</p>")
    assert parsed.tags == ["p"]
    assert "".join(parsed.words) == text


@given(st.text(alphabet=st.characters(codec="utf-8")), st.integers(0, 40), st.integers(0, 40))
def test_an_excerpt_holds_only_marks_and_breaks(whole: str, first: int, length: int) -> None:
    span = Span(min(first, len(whole)), min(first + length, len(whole)))
    parsed = _parsed(safe.excerpt(whole, Span(0, len(whole)), [(span, "quote")]))
    assert set(parsed.tags) <= {"mark", "br"}


def test_the_marked_words_are_those_of_the_span() -> None:
    whole = "Sie trafen sich <gestern> in Genf."
    start = whole.index("<gestern>")
    html = safe.excerpt(whole, Span(0, len(whole)), [(Span(start, start + 9), "when")])
    assert html == 'Sie trafen sich <mark class="when">&lt;gestern&gt;</mark> in Genf.'


def test_overlapping_marks_do_not_tear_the_text() -> None:
    whole = "one two three four"
    html = safe.excerpt(
        whole, Span(4, 18), [(Span(0, 9), "quote"), (Span(8, 13), "when"), (Span(14, 99), "quote")]
    )
    assert "".join(_parsed(html).words) == "two three four"


def test_text_that_reorders_or_hides_itself_is_laid_bare() -> None:
    assert safe.text("a\u202eb\u2066c\u200bd\x00e\U000e0041f") == "abcdef"


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//evil.example", False),
        ("\\\\host\\share", False),
        ("https://user@evil.example/", False),
        ("https://exa\u202emple.org", False),
        ("https://", False),
        ("https://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, opens: bool) -> None:
    assert (safe.link(address) is not None) is opens


def test_labels_escape_every_character_markdown_knows() -> None:
    assert safe.label("*a* [b](c) $d$ `e` <f>") == r"\*a\* \[b\]\(c\) \$d\$ \`e\` \<f\>"
    assert ":\u2060red" in safe.label(":red[x]")
    assert "\n" not in safe.label("a\nb")


def test_no_address_in_an_articles_words_becomes_a_link_in_a_label() -> None:
    """Streamlit looks for addresses after it took the escapes off; what it would find is parted."""
    for address in (
        "http://evil.test",
        "www.evil.test",
        "WWW.evil.test",
        "me@evil.test",
        "mailto:me@evil.test",
    ):
        bare = safe.label(address).replace("\\", "")
        assert not re.search(r"(?i)https?://|www\.|[-.\w+]@[-\w]", bare), address
        assert bare.replace("\u2060", "") == address
