"""HTML: a page of its own, the picture and the list as its twin. It works from a USB stick, with no network.

Everything is in the one file: the picture as SVG, the look, a short script that filters and joins picture and
list. The page's own policy forbids any other script, style or request. An article's words reach it through
`dashboard.safe.text` alone, its addresses through `safe.link`. Without scripts the list still opens.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from typing import Any

import pandas as pd

from timeline import frame
from timeline.briefing import Briefing, Story, with_reports, worded
from timeline.called import renamed
from timeline.dashboard.safe import element, link, text
from timeline.export.face import Exporter, Sheet
from timeline.export.pages import briefing
from timeline.export.sheet import laid_out
from timeline.export.svg import drawn
from timeline.told import Row, Teller

__all__ = ["EXPORTER", "write"]

WIDTH, SIZE = 1240, 1.0  # pixels of the picture, size of its type
MOST_ACTORS = 200  # in the menu, by number of events


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """The page of `rows`, in the order given; the picture as `sheet.options` say, the list with all rows."""
    tell = Teller(sheet.language)
    rows, options = renamed(rows, sheet.options, sheet.language)
    known = list(frame.rows(rows))
    reports = options.get("reports")
    stories = [(row,) for row in known] if reports is None else with_reports(known, reports)
    said = briefing(rows, sheet)
    style, script = _file("html.css"), _file("html.js")
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    )
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{text(tell.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{text(policy)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            element("title", said.title),
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *_head(said),
            f'<div class="picture" role="group" aria-label="{text(tell("contents"))}">',
            _picture(rows, sheet),
            "</div>",
            *_tools(known, tell),
            "<main><ol>",
            *(_line(number, story, said) for number, story in enumerate(stories, 1)),
            "</ol></main>",
            *_foot(said),
            f"<script>{script}</script>",
            "</body>",
            "</html>\n",
        )
    ).encode("utf-8")


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode('utf-8')).digest()).decode()}"


def _picture(rows: pd.DataFrame, sheet: Sheet) -> str:
    """The picture under the page's own heading, as tall as it needs to be."""
    options = {"width": WIDTH, "size": SIZE, **sheet.options, "height": None}
    svg = drawn(laid_out(rows, Sheet(language=sheet.language, options=options)))
    return svg[svg.index("<svg") :]


def _head(said: Briefing) -> Iterator[str]:
    yield "<header>"
    if said.marking:
        yield element("p", said.marking, look="marking")
    yield element("h1", said.title)
    if said.bluf:
        yield element("p", said.bluf, look="bluf")
    if said.words:
        yield element("p", said.words, look="words")
    yield "</header>"


def _tools(known: list[dict[str, Any]], tell: Teller) -> Iterator[str]:
    named = Counter(key for row in known for key in row["actor_ids"])
    names = {key: name for row in known for key, name in zip(row["actor_ids"], row["actors"], strict=False)}
    search, everybody = text(tell("search")), element("option", tell("all_actors"), value="")
    yield '<div class="tools" hidden>'
    yield f'<input id="search" type="search" placeholder="{search}" aria-label="{search}">'
    yield f'<select id="actor" aria-label="{text(tell("actors"))}">{everybody}'
    for key, count in named.most_common(MOST_ACTORS):
        yield element("option", f"{names.get(key, key)} ({count})", value=key)
    yield "</select>"
    yield f'<output id="found" data-form="{text(tell("found", n="{n}", total="{total}"))}"></output>'
    yield "</div>"


def _line(number: int, story: Story, said: Briefing) -> str:
    """A story as one line that opens: date, headline, status; then facts, and passages with their sources."""
    row, tell = story[0], said.tell
    headline = said.labels.get(row["event_id"]) or tell.headline(worded(story, tell.language))
    summary = "".join(
        (
            element("span", number, look="number"),
            element("span", tell.when(row), look="when"),
            element("span", headline, look="event", dir="auto"),
            element(
                "span", " · ".join(filter(None, (tell.standing(row), said.grade_of(story)))), look="status"
            ),
        )
    )
    actors = text(" ".join(row["actor_ids"]))
    event = text(row["event_id"])
    told = "".join(f"{_passage(report)}{_source(report, tell)}" for report in story)
    return (
        f'<li id="{event}" data-event="{event}" data-actors="{actors}"><details><summary>{summary}</summary>'
        f'<div class="told">{_facts(row, tell)}{told}</div></details></li>'
    )


def _passage(row: Row) -> str:
    """The passage with the words of the date marked in it."""
    if not row["quote"]:
        return ""
    offset, words = row["quote_start"], row["date_text"]
    start = -1
    if words and offset is not None and row["date_start"] is not None:
        start = row["date_start"] - offset
    quote = row["quote"]
    inside = start >= 0 and quote[start : start + len(words or "")] == words
    told = (
        f"{text(quote[:start])}{element('mark', words)}{text(quote[start + len(words) :])}"
        if inside
        else text(quote)
    )
    return f'<blockquote dir="auto" lang="{text(row["language"] or "")}">{told}</blockquote>'


def _facts(row: Row, tell: Teller) -> str:
    facts = [", ".join(row["actors"]), row["place"] or ""]
    confidence = row["confidence"]
    if confidence is not None:
        facts.append(f"{tell('confidence')}: {confidence:.0%}")
    return element("p", " · ".join(filter(None, facts)), look="meta", dir="auto")


def _source(row: Row, tell: Teller) -> str:
    source, address = text(tell.source(row)), link(row["url"])
    if address:
        source += f' · <a href="{text(address)}" rel="noreferrer noopener">{text(tell("open"))}</a>'
    return f'<p class="meta" dir="auto">{source}</p>'


def _foot(said: Briefing) -> Iterator[str]:
    tell = said.tell
    lines = [said.extracted]
    if said.as_of:
        lines.append(tell("as_of", date=tell.date(said.as_of, said.as_of)) + ".")
    if said.grades:
        lines.append(tell("grades") + ".")
    lines.append(tell("state", code=said.state) + ".")
    address = link(said.link)
    where = f' <a href="{text(address)}">{text(address)}</a>' if address else ""
    marking = element("p", said.marking, look="marking") if said.marking else ""
    yield f"<footer><p>{text(' '.join(lines))}{where}</p>{marking}</footer>"


EXPORTER = Exporter("html", "HTML page", ".html", "text/html", write, picture=True, briefing=True)
