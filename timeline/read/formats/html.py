"""HTML: the article inside the page, and what the page says about it; its date where it is marked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from timeline.errors import Corrupt, Empty, TooLarge
from timeline.read.document import MEGABYTE, Document, File, bounded, printable
from timeline.read.encoding import decode

__all__ = ["documents", "page", "plain"]

LARGEST_PAGE = 10 * MEGABYTE
MOST_TAGS = 40_000  # about five seconds of work; long pages have a third of it
CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})|encoding=["']([\w.:-]{2,40})["']""", re.I
)
MARKED = re.compile(
    r"(?:article:|og:)?published_?time|datepublished|(?:dc\.|dcterms\.)?date(?:\.issued|\.created)?|dcterms\.issued"
    r"|pubdate|publish[-_]?date|(?:sailthru|parsely|cxenseparse:recs|article)[.:-](?:date|pub-date|publishtime|published)"
    r"|citation_publication_date|creation_date|publication_date",
    re.I,
)
WHOLE = re.compile("<(?:html|body)\\b", re.I)
BLOCKS = re.compile(
    "address|article|aside|blockquote|br|d[dlt]|div|figcaption|footer|h[1-6r]|header|li|main|nav|[ou]l|p|pre"
    "|section|table|t[dhr]"
)
UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "title"))


def documents(file: File) -> Iterator[Document]:
    declared = CHARSET.search(file.data[:4096])
    charset = file.charset or (declared and (declared[1] or declared[2]).decode("ascii"))
    yield page(decode(file.data, file.name, charset or None), file.name, file.url)


def page(html: str, name: str, url: str | None = None) -> Document:
    """The article of one page. Raises `TooLarge`, `Corrupt`, or `Empty` where no article is found."""
    name = printable(name)
    if len(html) > LARGEST_PAGE or html.count("<") > MOST_TAGS:
        raise TooLarge(name, "the page is larger than any article's", "Give the article's text instead.")
    import trafilatura
    from lxml.etree import LxmlError

    try:
        tree = trafilatura.load_html(html)
        dated = _dated(tree) if tree is not None else None
        found = _article(tree, url) if tree is not None else None
    except (LxmlError, ValueError, RecursionError, AssertionError) as error:
        raise Corrupt(name, "the page cannot be read", "Give the article's text instead.") from error
    text = (found.text or "").strip() if found else ""
    if not text and not WHOLE.search(html):
        text = plain(html)  # a fragment, as records and mails hold them
    if not any(map(str.isalnum, text)):
        raise Empty(name, "no article was found in the page", "Open it in a browser and copy the text.")
    guess = found.date if found else None
    return Document(
        text=bounded(text, name),
        title=(found.title or None) if found else None,
        # htmldate makes a first of January of a bare year
        dated=dated or (guess if guess and not guess.endswith("-01-01") else None),
        url=url or (found.url if found else None),
        source=(found.sitename or found.hostname or None) if found else None,
    )


def _article(tree: Any, url: str | None) -> Any:
    """What trafilatura finds: without teasers and asides where it can, else all it takes for the article."""
    import trafilatura
    from lxml import html as lxml_html

    html = lxml_html.tostring(tree, encoding="unicode")
    for precise in (True, False):
        found = trafilatura.bare_extraction(
            html, url=url, favor_precision=precise, with_metadata=True, include_comments=False
        )
        if found is not None and any(map(str.isalnum, found.text or "")):  # type: ignore[union-attr]
            return found
    return None


def _dated(tree: Any) -> str | None:
    """The date of publication as the page marks it: JSON-LD first, then meta tags, then <time>."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        if found := _published(_loaded(script.text), depth=0):
            return found
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        if MARKED.fullmatch(name) and (content := (tag.get("content") or "").strip()):
            return str(content)
    for tag in tree.iter("time"):
        marked = tag.get("pubdate") is not None or MARKED.fullmatch(tag.get("itemprop") or "")
        if marked and (stamp := (tag.get("datetime") or "").strip()):
            return str(stamp)
    return None


def _loaded(text: str | None) -> object:
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None


def _published(data: object, depth: int) -> str | None:
    """The first `datePublished` of a JSON-LD graph."""
    if depth > 6:
        return None
    if isinstance(data, dict):
        stamp = data.get("datePublished")
        if isinstance(stamp, str) and stamp.strip():
            return stamp.strip()
        data = [data.get("@graph"), data.get("mainEntity"), data.get("mainEntityOfPage")]
    if isinstance(data, list):
        return next((found for each in data[:50] if (found := _published(each, depth + 1))), None)
    return None


def plain(fragment: str) -> str:
    """The words of a piece of HTML, a block a line: for feeds and mails, where no page surrounds them."""
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.fromstring(f"<div>{fragment}</div>", parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if BLOCKS.fullmatch(element.tag):
            parts.append("\n")
        if event == "start":
            parts.append("" if element.tag in UNSEEN else element.text or "")
        else:
            parts.append(element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(filter(None, lines))
