"""The page of the actors: who there is, how often and under which spellings; merged, split and renamed
everywhere, each with undo."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from timeline.actors import FORMER, ActorChange
from timeline.dashboard import acting, dates, safe, session
from timeline.dashboard.collection import Contents
from timeline.dashboard.filters import Index
from timeline.dashboard.folding import fold
from timeline.dashboard.strings import Strings
from timeline.dashboard.words import Wording
from timeline.errors import ConflictError
from timeline.store import Store

__all__ = ["show", "spellings"]

WIDTHS = {"name": 220, "kind": 110, "events": 70, "spellings": 420}  # pixels
ROW, TALLEST = 35, 635  # pixels of the table
MOST_SPELLINGS = 8  # of one actor in the table
MOST_CHANGES = 20


@dataclass(frozen=True)
class _Page:
    """What the parts of the page share."""

    contents: Contents
    store: Store
    say: Strings
    wording: Wording
    spelt: Mapping[str, Counter[str]]

    @property
    def index(self) -> Index:
        return self.contents.index


def show(contents: Contents, store: Store) -> None:
    """Draw the page."""
    say = session.strings()
    page = _Page(contents, store, say, Wording(say, contents.index), _spelt(contents.index))
    left, right = st.columns([8, 5], gap="large")
    with left:
        st.html(safe.element("h2", say("page.actors"), look="tl-heading"))
        chosen = _table(page)
    with right:
        acting.fault()
        if not chosen:
            st.caption(say("actors.choose"))
        elif acting.may():
            with st.container(key="naming", gap="small"):
                if len(chosen) == 1:
                    _one(chosen[0], page)
                else:
                    _merge(chosen, page)
        _changes(page)


def spellings(reports: pd.DataFrame) -> dict[str, Counter[str]]:
    """The words that stand for each actor in some reports, and how often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for mentions in reports["actor_mentions"]:
        for mention in mentions:
            found[mention["actor_id"]][" ".join(mention["text"].split())] += 1
    return found


def _spelt(index: Index) -> Mapping[str, Counter[str]]:
    """`spellings`, once for each state of the collection."""
    kept: tuple[int, Mapping[str, Counter[str]]] | None = st.session_state.get("spelt")
    if kept is None or kept[0] != index.edition:
        kept = st.session_state.spelt = index.edition, spellings(index.reports)
    return kept[1]


def _table(page: _Page) -> list[str]:
    """The actors that the words searched fit, most events first; those chosen."""
    say, index = page.say, page.index
    words = fold(st.text_input(say("actors.search"), key="actor_words", icon=":material/search:", width=420))
    counts = Counter(actor for row in index.frame["actor_ids"] for actor in row)
    ids = [actor for actor in counts if not words or words in _searched(actor, page)]
    ids.sort(key=lambda actor: (-counts[actor], page.wording.actor(actor).casefold()))
    table = pd.DataFrame(
        {
            "name": [page.wording.actor(actor) for actor in ids],
            "kind": [_kind(index.actors[actor].kind, say) for actor in ids],
            "events": [counts[actor] for actor in ids],
            "spellings": [_words(page.spelt.get(actor, Counter()), say) for actor in ids],
        }
    )
    picked = st.dataframe(
        table,
        key=f"actors_{st.session_state.setdefault('actors_changed', 0)}_{words}",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        lazy=False,
        alt=say("actors.table"),
        height=min(ROW * (len(ids) + 1) + 3, TALLEST),
        column_config={
            name: st.column_config.Column(say(f"actors.{name}"), width=width)
            for name, width in WIDTHS.items()
        },
    )
    return [ids[row] for row in picked.selection.rows if row < len(ids)]


def _searched(actor: str, page: _Page) -> str:
    card = page.index.actors[actor]
    names = [card.name, actor, *card.labels.values(), *page.spelt.get(actor, ())]
    return fold(" ".join(names))


def _kind(kind: str, say: Strings) -> str:
    return say(f"actor_kind.{kind}") if say.has(f"actor_kind.{kind}") else kind


def _words(found: Counter[str], say: Strings) -> str:
    shown = [f"{words} {say.number(n)}" for words, n in found.most_common(MOST_SPELLINGS)]
    return say("join.comma").join(shown) + (" …" if len(found) > MOST_SPELLINGS else "")


def _one(actor: str, page: _Page) -> None:
    """Rename one actor, or part it from some of its spellings."""
    say, name = page.say, page.wording.actor(actor)
    st.html(safe.element("h2", name, look="tl-heading"))
    former = page.index.actors[actor].labels.get(FORMER)
    if former:
        st.caption(safe.label(say("actors.former", name=former)))
    st.button(
        say("actors.show"),
        key="actor_show",
        icon=":material/timeline:",
        on_click=_show,
        args=(actor,),
    )
    with st.form("rename", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(say("actors.rename"), name, key=f"rename_{actor}", max_chars=120, width=300)
        st.form_submit_button(
            say("actors.rename_go"), key="rename_go", on_click=_rename, args=(actor, name, page)
        )
    words = [spelling for spelling, _ in page.spelt.get(actor, Counter()).most_common()]
    if len(words) < 2:
        return
    with st.form("part", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.multiselect(say("actors.split"), words, key=f"part_{actor}", placeholder="", width=420)
        st.text_input(say("actors.split_name"), key=f"part_name_{actor}", max_chars=120, width=240)
        st.form_submit_button(say("actors.split_go"), key="part_go", on_click=_part, args=(actor, page))


def _merge(chosen: Sequence[str], page: _Page) -> None:
    """Say that several actors are one."""
    say = page.say
    names = say("join.comma").join(page.wording.actor(actor) for actor in chosen)
    st.html(safe.element("h2", names, look="tl-heading"))
    with st.form("merge", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(say("actors.merge"), chosen, key="merge_into", format_func=page.wording.actor, width=300)
        st.form_submit_button(
            say("actors.merge_go"), type="primary", key="merge_go", on_click=_unite, args=(chosen, page)
        )


def _changes(page: _Page) -> None:
    """What was said of actors, the last first, each to be taken back."""
    say = page.say
    standing = [one for one in page.store.actor_changes() if one.undone_at is None]
    if not standing:
        return
    st.html(safe.element("h2", say("actors.record"), look="tl-heading"))
    first = page.store.names_in_record(standing)
    for one in reversed(standing[-MOST_CHANGES:]):
        key = f"actor_said_{one.number}"
        with st.container(key=key, horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(safe.label(_line(one, first, page)))
            if acting.may():
                st.button(
                    say("review.undo"),
                    key=f"actor_undo_{one.number}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=_undo,
                    args=(one.number, page.store),
                )


def _line(one: ActorChange, first: Mapping[str, str], page: _Page) -> str:
    """One line of the record in the reader's words, of actors that were `first` called so."""
    day = date.fromisoformat(one.at[:10])
    called = first.get(one.actor_id) or page.wording.actor(one.actor_id)
    target = one.values.get("into", one.actor_id)
    known = page.wording.actor(target)
    into = one.values.get("name") or (known if known != target else first.get(target, target))
    words = page.say("join.comma").join(one.values.get("spellings", ()))
    what = page.say(f"actor_did.{one.action}", actor=called, name=into, words=words)
    return page.say("actors.by", what=what, who=one.who, date=dates.span(day, day, page.say))


def _rename(actor: str, name: str, page: _Page) -> None:
    given = " ".join(st.session_state[f"rename_{actor}"].split())
    if given and given != name:
        _write(lambda seen: page.store.rename_actor(actor, given, who=acting.who(), seen=seen), page)


def _part(actor: str, page: _Page) -> None:
    words, name = st.session_state[f"part_{actor}"], st.session_state[f"part_name_{actor}"].strip()
    if not words or not name:
        acting.refuse(page.say("actors.split_needs"))
        return
    _write(lambda seen: page.store.split_actor(actor, words, name, who=acting.who(), seen=seen), page)


def _unite(chosen: Sequence[str], page: _Page) -> None:
    into = st.session_state.merge_into
    _write(lambda seen: page.store.merge_actors(chosen, into, who=acting.who(), seen=seen), page)


def _undo(number: int, store: Store) -> None:
    if acting.write(lambda: store.undo_actors([number], who=acting.who())):
        _begin_anew()


def _write(act: Callable[[int], object], page: _Page) -> None:
    """Do it, unless somebody changed one of these actors since the page was drawn."""
    conflict: list[str] = []

    def told() -> None:
        try:
            act(page.contents.actors_seen)
        except ConflictError as error:
            conflict.append(str(getattr(error.by, "who", "?")))

    if acting.write(told):
        _begin_anew()
    if conflict:
        acting.refuse(page.say("actors.conflict", who=conflict[0]))


def _begin_anew() -> None:
    """The table begins anew, with nobody chosen."""
    st.session_state.actors_changed += 1


def _show(actor: str) -> None:
    session.change(type(session.view())(demo=session.view().demo, actors=(actor,)))
    st.session_state.go_to = "timeline"
