"""Untrusted text made fit to show: the only door from an article's words to HTML and to labels."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from timeline.model import Span

__all__ = ["element", "excerpt", "label", "link", "pieces", "text"]

# Controls that are no white space, and the marks that reorder text or hide in it.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&^=\"'/@])")
# What still means something once its escapes are taken off: a colon opens directives and emoji, an @ or a
# www makes a link. A joiner of no width behind it keeps it what it is.
_AFTER_ESCAPES = re.compile(r"(:|@|www(?=\\\.))", re.IGNORECASE)


def text(value: object) -> str:
    """Text as HTML that shows it literally, without what reorders or hides it."""
    return html.escape(_UNSEEN.sub("", str(value)), quote=True)


def element(tag: str, words: object, **attributes: object) -> str:
    """An element that shows text literally; `look` is its class."""
    named = {"class" if name == "look" else name: value for name, value in attributes.items()}
    given = "".join(f' {name}="{text(value)}"' for name, value in named.items())
    return f"<{tag}{given}>{text(words)}</{tag}>"


def label(value: object) -> str:
    """Text as Streamlit Markdown that shows it literally: no link, formula, colour, icon or emoji."""
    line = " ".join(_UNSEEN.sub("", str(value)).split())
    return _AFTER_ESCAPES.sub("\\1\u2060", _MARKDOWN.sub(r"\\\1", line))


def link(address: object) -> str | None:
    """The address if a browser may open it: http or https with a host, nothing hidden in it."""
    value = str(address or "")
    if _UNSEEN.search(value) or re.search(r"[\s\\]", value):
        return None
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        return None
    return value if parts.scheme in ("http", "https") and host and not parts.username else None


def excerpt(whole: str, around: Span, marked: list[tuple[Span, str]]) -> str:
    """A stretch of an article as HTML, line ends kept, with `marked` spans inside <mark class="…">."""
    parts = (
        text(words) if name is None else f'<mark class="{text(name)}">{text(words)}</mark>'
        for words, name in pieces(whole, around, marked)
    )
    return "".join(parts).replace("\n", "<br>")


def pieces(whole: str, around: Span, marked: list[tuple[Span, str]]) -> Iterator[tuple[str, str | None]]:
    """A stretch of an article in its pieces, each with the name of the `marked` span that it is, None between
    them; without what reorders or hides text.

    Spans that overlap an earlier one, or leave the stretch, are cut to what remains.
    """
    done = around.start
    for span, name in sorted(marked, key=lambda pair: (pair[0].start, -pair[0].end)):
        start, end = max(span.start, done), min(span.end, around.end)
        if start >= end:
            continue
        if done < start:
            yield _UNSEEN.sub("", whole[done:start]), None
        yield _UNSEEN.sub("", whole[start:end]), name
        done = end
    if done < around.end:
        yield _UNSEEN.sub("", whole[done : around.end]), None
