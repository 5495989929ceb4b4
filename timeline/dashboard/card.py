"""The event card: what, when and how we know, who, where, and the passages that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from timeline import frame as frames
from timeline.dashboard import (
    copying,
    credibility,
    editing,
    joining,
    marked_text,
    review,
    safe,
    session,
    telling,
)
from timeline.dashboard.collection import Contents
from timeline.dashboard.filters import Selection
from timeline.dashboard.state import View
from timeline.dashboard.words import Wording
from timeline.grades import Grades
from timeline.store import Store

__all__ = ["show"]


def show(contents: Contents, store: Store, view: View, selection: Selection, wording: Wording) -> None:
    """Draw the card of the view's event, which the contents hold."""
    say, index = wording.strings, contents.index
    order = [*selection.dated.tolist(), *selection.undated.tolist()]
    position = index.position[view.event or ""]
    row = next(frames.rows(index.worded([position], say.language)))
    reports = telling.reports(row, index.told([position]))
    _bar(order, position, row, reports, contents, wording)
    if position not in order:
        st.caption(say("card.hidden"))
    case = review.Case(row, reports, contents, store, selection, wording)
    doing = review.mode(case)
    conflicts = telling.conflicts(row, reports, wording)
    st.html(_head(row, reports, wording) + ("" if doing else conflicts))
    if not doing:
        _chips(row, view, wording)
    review.show(case)
    if doing:
        with st.container(key="reviewing"):
            {"edit": editing.show, "join": joining.join, "split": joining.split}[doing](case)
    facts = _facts(row, reports, contents.grades, wording)
    st.html((conflicts if doing else "") + facts + telling.told(reports, contents.articles, view.event, say))
    report = next((one for one in reports if one["event_id"] == view.event), reports[0])
    st.button(
        say("card.to_article"),
        key="card_article",
        icon=":material/article:",
        type="tertiary",
        on_click=marked_text.open_at,
        args=(report["article_id"], report["event_id"]),
    )


def _bar(
    order: list[int],
    position: int,
    row: Mapping[str, Any],
    reports: Sequence[Mapping[str, Any]],
    contents: Contents,
    wording: Wording,
) -> None:
    """Previous, next, copy, close."""
    say = wording.strings
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
            say("card.copy"),
            icon=":material/content_copy:",
            type="tertiary",
            help=say("card.copy_help"),
            key="card_copy",
            on_change="rerun",
        ) as box:
            if box.open:
                copying.words("card_words", telling.written(row, reports, wording), session.address(), say)
        st.button(
            say("card.close"),
            key="card_close",
            icon=":material/close:",
            type="tertiary",
            help=say("card.close"),
            on_click=session.update,
            kwargs={"event": None},
        )


def _head(row: Mapping[str, Any], reports: Sequence[Mapping[str, Any]], wording: Wording) -> str:
    """Date and title; how the words of its only report became the date, or who else reports it."""
    say = wording.strings
    title, other = wording.headline(row)
    alone = len(reports) == 1
    how = telling.resolution(row, say) if alone else telling.corroboration(row, reports, say)
    original = (
        f'<p class="original" lang="{safe.text(row["language"])}" dir="auto">{safe.text(other)}</p>'
        if other
        else ""
    )
    return (
        f'<header class="tl-card"><p class="date">{safe.text(telling.said(row, say))}</p>'
        f"<h2>{safe.text(title)}</h2>{original}"
        f'<p class="how">{safe.text(how)}</p></header>'
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


def _facts(
    row: Mapping[str, Any], reports: Sequence[Mapping[str, Any]], grades: Grades, wording: Wording
) -> str:
    say = wording.strings
    ids = tuple(report["event_id"] for report in reports)
    status = say("join.comma").join([wording.kind(row["kind"]), wording.status(row["status"])])
    pairs = [
        ("card.what", safe.text(status)),
        ("card.in_text", "<br>".join(safe.text(line) for line in telling.doubtful(reports, wording))),
        ("card.where", safe.text(row["place"] or "")),
        ("card.said", safe.text(row["attributed_to"] or "")),
        ("card.things", safe.text(say("join.comma").join(row["things"]))),
        ("card.source", telling.source(row, say) if len(reports) == 1 else ""),
        (
            "card.confidence",
            safe.text(f"{round(row['confidence'] * 100)} %" if row["confidence"] is not None else ""),
        ),
        ("card.grade", safe.text(credibility.graded(row["source"], ids, grades, say))),
        ("card.review", safe.text(wording.review(row["review"])) if row["review"] != "extracted" else ""),
    ]
    lines = [f"<dt>{safe.text(say(key))}</dt><dd>{value}</dd>" for key, value in pairs if value]
    return f'<dl class="tl-card">{"".join(lines)}</dl>'
