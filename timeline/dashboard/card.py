"""The event card: what, when and how we know, who, where, and the passage in its paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from timeline import frame as frames
from timeline import language as languages
from timeline.dashboard import dates, safe, session, summary
from timeline.dashboard.collection import Contents
from timeline.dashboard.filters import Selection
from timeline.dashboard.state import View
from timeline.dashboard.strings import Strings
from timeline.dashboard.words import Wording
from timeline.model import Span

__all__ = ["resolution", "show"]

LONGEST = 800  # characters of context on each side of the passage


def show(contents: Contents, view: View, selection: Selection, wording: Wording) -> None:
    """Draw the card of the view's event, or how to choose one."""
    say, index = wording.strings, contents.index
    order = [*selection.dated.tolist(), *selection.undated.tolist()]
    position = index.position.get(view.event) if view.event else None
    if position is None:
        summary.show(index, view, selection, wording)
        return
    row = next(frames.rows(index.frame.iloc[[position]]))
    _bar(order, position, contents, say)
    if position not in order:
        st.caption(say("card.hidden"))
    st.html(_head(row, wording))
    _chips(row, view, wording)
    st.html(_facts(row, wording) + _passage(row, contents.articles, say))


def resolution(row: Mapping[str, Any], say: Strings) -> str:
    """How the words of the date became the date, in one line of plain text."""
    words, anchor = row["date_text"], row["anchor"]
    when = _said(row, say)
    dated = row["start"] or row["end"]
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


def _said(row: Mapping[str, Any], say: Strings) -> str:
    text = dates.said(_day(row["start"]), _day(row["end"]), row["precision"], row["date_edtf"], say)
    return say("when.at", date=text, time=row["time"]) if row["time"] else text


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _t(say: Strings, key: str, **values: object) -> str:
    return safe.text(say(key, **values))


def _bar(order: list[int], position: int, contents: Contents, say: Strings) -> None:
    """Previous, next, link, close."""
    ids = contents.index.frame["event_id"]
    place = order.index(position) if position in order else -1
    with st.container(key="card_bar", horizontal=True, vertical_alignment="center", gap="small"):
        for name, step, icon in (("previous", -1, "arrow_back"), ("next", 1, "arrow_forward")):
            to = place + step if place >= 0 else -1
            target = ids.iloc[order[to]] if 0 <= to < len(order) else None
            st.button(
                say(f"card.{name}"),
                key=f"card_{name}",
                icon=f":material/{icon}:",
                type="tertiary",
                disabled=target is None,
                help=say(f"card.{name}"),
                on_click=session.update,
                kwargs={"event": target},
            )
        if place >= 0:
            st.caption(say("card.place_in_view", k=say.number(place + 1), n=say.number(len(order))))
        st.space("stretch")
        with st.popover(
            say("card.link"), icon=":material/link:", type="tertiary", help=say("card.link_help")
        ):
            st.code(session.address(), language=None, wrap_lines=True)
        st.button(
            say("card.close"),
            key="card_close",
            icon=":material/close:",
            type="tertiary",
            help=say("card.close"),
            on_click=session.update,
            kwargs={"event": None},
        )


def _head(row: Mapping[str, Any], wording: Wording) -> str:
    """Title and date, which is the largest word on the card."""
    say = wording.strings
    title, other = wording.headline(row)
    original = (
        f'<p class="original" lang="{safe.text(row["language"])}" dir="auto">{safe.text(other)}</p>'
        if other
        else ""
    )
    return (
        f'<header class="tl-card"><p class="date">{safe.text(_said(row, say))}</p>'
        f"<h2>{safe.text(title)}</h2>{original}"
        f'<p class="how">{safe.text(resolution(row, say))}</p></header>'
    )


def _chips(row: Mapping[str, Any], view: View, wording: Wording) -> None:
    """The actors as buttons that narrow the view to them."""
    if not row["actor_ids"]:
        return
    say = wording.strings
    with st.container(key="card_chips", horizontal=True, gap="small"):
        for actor in row["actor_ids"]:
            name = wording.actor(actor)
            st.button(
                safe.label(name),
                key=f"chip_{actor}",
                help=safe.label(say("card.filter_by", name=name)),
                disabled=actor in view.actors,
                on_click=session.change,
                args=(view.adding("actors", actor),),
            )


def _facts(row: Mapping[str, Any], wording: Wording) -> str:
    say = wording.strings
    status = say("join.comma").join([wording.kind(row["kind"]), wording.status(row["status"])])
    pairs = [
        ("card.what", safe.text(status)),
        ("card.where", safe.text(row["place"] or "")),
        ("card.said", safe.text(row["attributed_to"] or "")),
        ("card.things", safe.text(say("join.comma").join(row["things"]))),
        ("card.source", _source(row, say)),
        (
            "card.confidence",
            safe.text(f"{round(row['confidence'] * 100)} %" if row["confidence"] is not None else ""),
        ),
        ("card.review", safe.text(wording.review(row["review"])) if row["review"] != "extracted" else ""),
    ]
    lines = [f"<dt>{_t(say, key)}</dt><dd>{value}</dd>" for key, value in pairs if value]
    return f'<dl class="tl-card">{"".join(lines)}</dl>'


def _source(row: Mapping[str, Any], say: Strings) -> str:
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
