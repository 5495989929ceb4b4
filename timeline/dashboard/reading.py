"""A collection as it was read: whole at first, and from then on only where it has changed.

An article that comes, goes or is corrected has its own rows read again, and its stories told again with what
they meet; all else stays as it is. What changes no event (a saved view, a grade) leaves the events alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from timeline import corrections, rejoining
from timeline import frame as frames
from timeline import joined as joining
from timeline.actors import ActorChange
from timeline.corrections import Correction
from timeline.dashboard.filters import ActorCard, Index
from timeline.dashboard.state import View
from timeline.grades import NONE, Grades
from timeline.merge import states_of
from timeline.rejoining import Joined
from timeline.store import Store
from timeline.stories import stories

__all__ = ["Contents", "Read", "read"]

MOST = 500  # articles that are read by their numbers; where more have changed, all are read


@dataclass(frozen=True)
class Contents:
    """A collection at one revision: what pages read and never change. The index is of stories."""

    index: Index
    articles: pd.DataFrame
    corrections: Sequence[Correction] = ()
    grades: Grades = NONE
    former: Mapping[str, str] = field(default_factory=dict)  # who actors that are gone are today
    actors_seen: int = 0  # the last change of an actor that is laid over the rows

    @property
    def empty(self) -> bool:
        return self.articles.empty


@dataclass(frozen=True)
class Read:
    """What was read, and what is needed to see what has changed since."""

    contents: Contents
    shown: Mapping[int, tuple[str, str]]  # articles by number, see `Store.shown`
    renamed: Sequence[ActorChange]
    actors: Mapping[str, ActorCard]
    joined: Joined
    stories: pd.DataFrame


def read(store: Store, before: Read | None = None) -> Read:
    """The collection as it is now, given what was read of it before."""
    # What is asked first is never newer than what is asked later: nothing that comes meanwhile is missed.
    shown, said, renamed = store.shown(), store.corrections(), store.actor_changes()
    known = store.actors()
    cards = _cards(known)
    if before is None or _other_names(before, renamed, cards):
        touched = None
    else:
        touched = _touched(before, shown, said)
    if before is None or touched is None or len(touched) > MOST:
        articles, rows = store.articles(), store.events()
        ids = set(rows["article_id"]) | (set(before.joined.rows["article_id"]) if before else set())
    else:
        ids = touched
        articles, rows = _patched(store, before, shown, ids) if ids else _as_before(before)
    hand = corrections.pairs(rows, said)
    states = states_of(known)
    if before is None:
        joined = joining.joined(store, rows, states, **hand)
        told = stories(joined.rows)
    else:
        joined = _joined(before, rows, ids, states, hand)
        told = _told(before, joined, ids)
    if before and told is before.stories and cards == before.actors:
        index = before.contents.index
    else:
        index = Index(told, cards, joined.rows)
        index.known(), index.facets(View())  # so that the next reader need not wait for it
    assessed = [one for one in said if one.action == "assess"]
    judged = {event: int(one.values["credibility"]) for one, event in corrections.standing(rows, assessed)}
    grades = Grades(store.grades(), {event: grade for event, grade in judged.items() if grade != 6})
    last = max((one.number for one in renamed), default=0)
    contents = Contents(index, articles, said, grades, store.former_actors(), last)
    return Read(contents, shown, renamed, cards, joined, told)


def _cards(known: pd.DataFrame) -> dict[str, ActorCard]:
    return {
        row["actor_id"]: ActorCard(
            row["actor_id"], row["name"], row["kind"], row["state"], dict(row["labels"])
        )
        for row in frames.rows(known)
    }


def _other_names(before: Read, renamed: Sequence[ActorChange], cards: Mapping[str, ActorCard]) -> bool:
    """Whether actors of rows that are not touched themselves may be called otherwise than before."""
    if list(renamed) != list(before.renamed):
        return True
    standing = any(one.undone_at is None for one in renamed)
    return standing and any(cards.get(actor) != card for actor, card in before.actors.items())


def _touched(before: Read, shown: Mapping[int, tuple[str, str]], said: Sequence[Correction]) -> set[str]:
    """The ids of the articles of which anything may be other than before."""
    numbers = {
        number for number in {**shown, **before.shown} if shown.get(number) != before.shown.get(number)
    }
    ids = {known[number][0] for known in (shown, before.shown) for number in numbers & known.keys()}
    was, now = ({one.number: one for one in lines} for lines in (before.contents.corrections, said))
    lines = [
        line for known in (was, now) for number, line in known.items() if was.get(number) != now.get(number)
    ]
    if lines:
        ids |= {
            str(id) for one in lines for id in (one.article_id, one.values.get(corrections.OTHER[0])) if id
        }
        rows = before.joined.rows
        ids |= set(rows.loc[rows["event_id"].isin([one.event_id for one in lines]), "article_id"])
    return ids


def _as_before(before: Read) -> tuple[pd.DataFrame, pd.DataFrame]:
    return before.contents.articles, before.joined.rows


def _patched(
    store: Store, before: Read, shown: Mapping[int, tuple[str, str]], ids: Collection[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles and rows, of which only those of some articles are read again."""
    numbers = [number for number, (article, _) in shown.items() if article in ids]
    articles, rows = _as_before(before)
    articles = pd.concat([articles[~articles["id"].isin(ids)], store.articles(numbers)], ignore_index=True)
    order = {article: number for number, (article, _) in shown.items()}
    articles = articles.sort_values("id", key=lambda known: known.map(order), ignore_index=True)
    rows = pd.concat([rows[~rows["article_id"].isin(ids)], store.events(numbers)], ignore_index=True)
    return articles, frames.ordered(rows)


def _joined(
    before: Read,
    rows: pd.DataFrame,
    ids: Collection[str],
    states: Mapping[str, str],
    hand: Mapping[str, list[tuple[str, str]]],
) -> Joined:
    was = before.joined
    same = {name: frozenset(pairs) for name, pairs in hand.items()}
    if (
        rows is was.rows
        and states == was.states
        and (same["together"], same["apart"]) == (was.together, was.apart)
    ):
        return was
    mine = [known[known["article_id"].isin(ids)] for known in (was.rows, rows)]
    return rejoining.rejoined(was, rows, joining.changed(*mine), same["together"], same["apart"], states)


def _told(before: Read, joined: Joined, ids: Collection[str]) -> pd.DataFrame:
    """The stories, of which only those that rows have come to, gone from or changed in are told again."""
    if joined is before.joined:
        return before.stories
    was, now = (
        dict(zip(rows["event_id"], rows["story_id"], strict=True))
        for rows in (before.joined.rows, joined.rows)
    )
    anew: set[Any] = {
        known.get(event)
        for event in was.keys() | now.keys()
        if was.get(event) != now.get(event)
        for known in (was, now)
    }
    for rows in (before.joined.rows, joined.rows):
        anew |= set(rows.loc[rows["article_id"].isin(ids), "story_id"])
    if not anew:
        return before.stories
    kept = before.stories[~before.stories["story_id"].isin(anew)]
    return pd.concat([kept, stories(joined.rows[joined.rows["story_id"].isin(anew)])], ignore_index=True)
