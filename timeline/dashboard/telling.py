"""What the reports of an event say: who told it first, in which words, where they differ. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from timeline import frame as frames
from timeline import language as languages
from timeline.dashboard import dates, safe
from timeline.dashboard.strings import Strings
from timeline.dashboard.words import Wording
from timeline.model import Span

__all__ = [
    "conflicts", "corroboration", "doubtful", "reports", "resolution", "said", "source", "told", "written",
]  # fmt: skip

LONGEST = 800  # characters of context on each side of the passage

Row = Mapping[str, Any]


def reports(story: Row, rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The reports of a story, first published first."""
    known = {row["event_id"]: row for row in frames.rows(rows)}
    return [known[event] for event in story["event_ids"]]


def corroboration(story: Row, told_by: Sequence[Row], say: Strings) -> str:
    """How many independent sources there are, which was first, and how long after the event."""
    publishers = story["publishers"]
    if len(publishers) == 1:
        return say("card.told_by_one", n=say.number(len(told_by)), source=publishers[0])
    first = _day(story["first_reported_on"])
    day = say("card.told_on", date=dates.span(first, first, say)) if first else ""
    ended = _day(story["end"])
    if first and ended and (late := (first - ended).days) > 0:
        day += say.count("card.told_after", late)
    return say("card.told_by", n=say.number(len(publishers)), source=story["first_reported_by"], day=day)


def conflicts(story: Row, told_by: Sequence[Row], wording: Wording) -> str:
    """What the reports contradict each other in, all versions side by side, as HTML; "" where nothing."""
    if not story["conflicts"]:
        return ""
    say = wording.strings
    lines = [safe.element("p", say("card.disputed"), look="title")]
    for field in dict.fromkeys(conflict["field"] for conflict in story["conflicts"]):
        other = [conflict for conflict in story["conflicts"] if conflict["field"] == field]
        against = {event for conflict in other for event in conflict["event_ids"]}
        own = [row for row in told_by if row["event_id"] not in against and _agrees(row, story, field)]
        versions = [own or [story], *([r for r in told_by if r["event_id"] in c["event_ids"]] for c in other)]
        for version in versions:
            sources = say("join.comma").join(dict.fromkeys(_publisher(row) for row in version))
            value, according = _version(version[0], field, wording), say("card.according", sources=sources)
            lines.append(f"<p>{safe.element('strong', value)} {safe.text(according)}</p>")
    return f'<section class="tl-card tl-disputed">{"".join(lines)}</section>'


def told(told_by: Sequence[Row], articles: pd.DataFrame, chosen: str | None, say: Strings) -> str:
    """The passages, as HTML: one as it is; of several, one opened and the others a click away."""
    if len(told_by) == 1:
        return _passage(told_by[0], articles, say)
    opened = chosen if any(row["event_id"] == chosen for row in told_by) else told_by[0]["event_id"]
    parts = [safe.element("h3", say("card.reports"), look="tl-small")]
    for row in told_by:
        name = safe.element("span", _publisher(row), look="name")
        how = safe.element("span", resolution(row, say), look="words", dir="auto")
        parts.append(
            f'<details class="tl-report"{" open" if row["event_id"] == opened else ""}>'
            f"<summary>{name}{how}</summary>{_passage(row, articles, say)}"
            f'<p class="from">{source(row, say)}</p></details>'
        )
    return "".join(parts)


def doubtful(told_by: Sequence[Row], wording: Wording) -> list[str]:
    """The names in the text that do not say by themselves whom they mean, each with why, as plain text."""
    say = wording.strings
    lines: dict[str, None] = {}
    for mention in (one for row in told_by for one in row["actor_mentions"] if one.get("flag")):
        why = "office" if mention["flag"].startswith("office") else "alphabets"
        words, name = " ".join(mention["text"].split()), wording.actor(mention["actor_id"])
        lines[say(f"doubt.{why}", text=words, name=name)] = None
    return list(lines)


def written(story: Row, told_by: Sequence[Row], wording: Wording) -> str:
    """An event as plain text to be pasted elsewhere: date and headline, then each passage with its source."""
    say = wording.strings
    lines = [say("join.colon").join([said(story, say), wording.headline(story)[0]])]
    for row in told_by:
        day = _day((row["published"] or "")[:10])
        published = say("card.published", date=dates.span(day, day, say)) if day else ""
        parts = (row["source"], row["article_title"], published, safe.link(row["url"]))
        quote = say("join.quoted", text=" ".join(row["quote"].split()))
        lines.append(f"{quote} ({say('join.comma').join(str(part) for part in parts if part)})")
    return "\n".join(lines)


def resolution(row: Mapping[str, Any], say: Strings) -> str:
    """How the words of the date became the date, in one line of plain text."""
    words, anchor = row["date_text"], row["anchor"]
    when = said(row, say)
    dated = row["start"] or row["end"]
    if row["date_basis"] == "user":
        return say("when.user", date=when)
    if words is None:
        if not dated:
            return say("when.undated")
        return say("when.published", date=when) if row["date_basis"] == "published" else when
    if not dated:
        return say("when.unplaced" if row["published"] else "when.unresolved", words=words)
    how = ""
    if anchor:
        how = say("when.relative", anchor=dates.span(_day(anchor), _day(anchor), say))
    elif row["date_basis"] == "context":
        how = say("when.context")
    return say("when.resolved", words=words, how=how, date=when)


def said(row: Mapping[str, Any], say: Strings) -> str:
    """The date of a row, and its time of day."""
    text = dates.said(_day(row["start"]), _day(row["end"]), row["precision"], row["date_edtf"], say)
    return say("when.at", date=text, time=row["time"]) if row["time"] else text


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _t(say: Strings, key: str, **values: object) -> str:
    return safe.text(say(key, **values))


def _agrees(row: Row, story: Row, field: str) -> bool:
    """Whether a report says of a field what the story says."""
    if field == "date":
        return (row["start"], row["end"]) == (story["start"], story["end"])
    return bool(row[field] == story[field])


def _version(row: Row, field: str, wording: Wording) -> str:
    if field == "date":
        return said(row, wording.strings)
    return wording.status(row["status"]) if field == "status" else str(row["place"])


def _publisher(row: Row) -> str:
    return str(row["source"] or row["article_title"] or row["article_id"])


def source(row: Mapping[str, Any], say: Strings) -> str:
    """Publisher, article, date of publication and link, as HTML."""
    parts = [safe.text(part) for part in (row["source"], row["article_title"]) if part]
    if row["published"]:
        day = _day(row["published"][:10])
        parts.append(_t(say, "card.published", date=dates.span(day, day, say)))
    if address := safe.link(row["url"]):
        parts.append(
            safe.element("a", say("card.open"), href=address, target="_blank", rel="noopener noreferrer")
        )
    return ", ".join(parts)


def _passage(row: Mapping[str, Any], articles: pd.DataFrame, say: Strings) -> str:
    """The paragraph with the passage marked, the words of the date and the trigger marked inside it."""
    found = articles[(articles["id"] == row["article_id"]) & (articles["version"] == row["article_version"])]
    language = safe.text(row["language"] or "")
    open_tag = f'<blockquote class="tl-card" lang="{language}" dir="auto">'
    quote = Span(row["quote_start"], row["quote_end"])
    whole = str(found["text"].iloc[0]) if len(found) else ""
    if whole[quote.start : quote.end] != row["quote"]:
        return f"{open_tag}{safe.text(row['quote'])}</blockquote><p>{_t(say, 'card.missing')}</p>"
    around = _around(whole, quote, row["language"])
    marked = [(quote, "quote")]
    if row["date_start"] is not None:
        words = Span(row["date_start"], row["date_end"])
        before = Span(quote.start, max(quote.start, min(words.start, quote.end)))
        after = Span(min(quote.end, max(words.end, quote.start)), quote.end)
        marked = [(before, "quote"), (words, "when"), (after, "quote")]
    return f"{open_tag}{safe.excerpt(whole, around, marked)}</blockquote>"


def _around(whole: str, quote: Span, code: str | None) -> Span:
    """The paragraph of the passage, cut to what can be read at a glance."""
    first = max(0, quote.start - LONGEST)
    window = whole[first : quote.end + LONGEST]
    start, end = quote.start, quote.end
    for paragraph in languages.segment(window, languages.load(code) if code else None):
        if first + paragraph.start < quote.end and quote.start < first + paragraph.end:
            start, end = min(start, first + paragraph.start), max(end, first + paragraph.end)
    return Span(start, end)
