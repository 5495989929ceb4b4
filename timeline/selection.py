"""A filtered view of a collection, from words on the command line, from a link, or from the page: the same
events under the same words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from urllib.parse import parse_qsl, urlsplit

import pandas as pd

from timeline import frame
from timeline.dashboard.filters import ActorCard, Index
from timeline.dashboard.folding import fold
from timeline.dashboard.state import View, decode, settle, slug
from timeline.dashboard.strings import speak
from timeline.dashboard.words import Wording, dropped_words, sentence, sentence_text
from timeline.errors import UsageError
from timeline.export import Sheet
from timeline.grades import Grades
from timeline.stories import stories

__all__ = ["bounds", "event", "linked", "select", "shown"]

LISTED = ("kind", "status")  # of these, all that there are are told where one is not there
FEW = 12  # and of others, where there are few
FIELDS = {
    "kind": "kinds", "status": "statuses", "place": "places", "source": "sources", "review": "reviews",
}  # fmt: skip


def select(
    events: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    names: Sequence[str] = (),
    match: str = "any",
    values: Mapping[str, Sequence[str]] | None = None,
    text: str = "",
    since: str | None = None,
    until: str | None = None,
    rows: bool = False,
    language: str = "en",
    grades: Grades | None = None,
) -> tuple[pd.DataFrame, Sheet]:
    """The stories that a filter shows, dated ones first, and the sheet that says it in words.

    `events` are rows that know their story. With `rows` the single reports are chosen and shown instead.

    `names` are actors by id or by any of their names; `values` other filters by column (kind, status, place,
    source). A word that nothing in the collection answers to raises `UsageError` with the nearest there is.
    """
    index = _index(events, actors, rows)
    known = _names(index, actors)
    chosen = {FIELDS[column]: _chosen(index, column, words) for column, words in (values or {}).items()}
    view = View(
        actors=tuple(dict.fromkeys(_actor(name, known) for name in names)),
        match=match,
        text=text,
        since=bounds(since)[0] if since else None,
        until=bounds(until)[1] if until else None,
        **chosen,  # type: ignore[arg-type]
    )
    if view.since and view.until and view.since > view.until:
        raise UsageError(f"from {since} to {until}", "ends before it begins", "Swap the two.")
    return shown(index, view, language, grades=grades)


def linked(
    events: pd.DataFrame,
    actors: pd.DataFrame,
    link: str,
    *,
    rows: bool = False,
    language: str = "en",
    grades: Grades | None = None,
) -> tuple[pd.DataFrame, Sheet]:
    """What the page shows at an address, as `select` gives it, with what its reader said of the sheet.

    An address that names what this collection has not raises `UsageError`: fewer filters would show more.
    """
    query = urlsplit(link).query or link.rpartition("?")[2]
    if not urlsplit(link).scheme and "=" not in query:
        raise UsageError(f"--link {link}", "is no link of a page", "Copy it from Save on the page.")
    index = _index(events, actors, rows)
    view, malformed = decode(dict(parse_qsl(query)))
    view, unknown = settle(view, index.known())
    if dropped := [*malformed, *unknown]:
        why = dropped_words(dropped, speak("en")).rstrip(".")
        raise UsageError("--link", why, "Copy the link from the page of the same collection.")
    return shown(index, view, language, grades=grades, link=link if urlsplit(link).scheme else "")


def shown(
    index: Index, view: View, language: str, *, grades: Grades | None = None, link: str = ""
) -> tuple[pd.DataFrame, Sheet]:
    """The events of a view in the order of its list, and the sheet that says it. The page and the command
    line both ask here, so that they give the same."""
    selection = index.select(view)
    lines = [*selection.dated, *selection.undated]
    options: dict[str, object] = {"reports": index.told(lines), "lanes": view.lanes, **view.sheet.options()}
    if view.since or view.until:
        options["range"] = view.since, view.until
    if link:
        options["link"] = link
    if grades:
        options["grades"] = grades
    wording = Wording(speak(language), index)
    options["called"] = {actor: wording.actor(actor) for actor in index.actors}
    words = sentence_text(sentence(view, selection, wording))
    found = index.frame.iloc[lines].reset_index(drop=True)
    return found, Sheet(view.sheet.title, words=words, language=language, options=options)


def event(rows: pd.DataFrame, given: str) -> str:
    """The event that an id, or its beginning, stands for; `UsageError` where that is none or several."""
    known = {id: line for line, ids in zip(rows["event_id"], _ids(rows), strict=True) for id in ids}
    found = {known[given]} if given in known else {line for id, line in known.items() if id.startswith(given)}
    if len(found) != 1 or not given:
        why = "is none of the events shown" if not found else "begins the ids of several events"
        raise UsageError(f"event '{given}'", why, "Ids stand in the event_id of a CSV or JSON Lines export.")
    return str(found.pop())


def _ids(rows: pd.DataFrame) -> list[list[str]]:
    if "event_ids" in rows:
        return [[one, *more] for one, more in zip(rows["event_id"], rows["event_ids"], strict=True)]
    return [[one] for one in rows["event_id"]]


def bounds(text: str) -> tuple[date, date]:
    """First and last day of a day, month or year written as 2023-04-21, 2023-04 or 2023."""
    try:
        match [int(part) for part in text.split("-")]:
            case [year]:
                return date(year, 1, 1), date(year, 12, 31)
            case [year, month]:
                return date(year, month, 1), date(year, month, monthrange(year, month)[1])
            case [year, month, day]:
                return date(year, month, day), date(year, month, day)
    except ValueError:
        pass
    raise UsageError(f"'{text}' is no date", "", "Write a day, month or year: 2023-04-21, 2023-04 or 2023.")


def _index(events: pd.DataFrame, actors: pd.DataFrame, rows: bool) -> Index:
    cards = _cards(actors)
    return Index(events, cards) if rows else Index(stories(events), cards, events)


def _cards(actors: pd.DataFrame) -> dict[str, ActorCard]:
    return {
        row["actor_id"]: ActorCard(
            row["actor_id"], row["name"], row["kind"], row["state"], dict(row["labels"])
        )
        for row in frame.rows(actors)
    }


def _names(index: Index, actors: pd.DataFrame) -> dict[str, str]:
    """Every name an actor goes by, folded, and its id."""
    known = {fold(label): row["actor_id"] for row in frame.rows(actors) for _, label in row["labels"]}
    known |= {fold(card.name): actor for actor, card in index.actors.items()}
    return known | {actor: actor for actor in index.actors}


def _actor(name: str, known: Mapping[str, str]) -> str:
    found = known.get(name) or known.get(fold(name)) or known.get(slug(name))
    if found is None:
        raise _unknown("actor", name, fold(name), known)
    return found


def _chosen(index: Index, column: str, words: Iterable[str]) -> tuple[str, ...]:
    known = {fold(value): value for value in index.values(column)}
    for word in words:
        if fold(word) not in known:
            raise _unknown(column, word, fold(word), known)
    return tuple(dict.fromkeys(known[fold(word)] for word in words))


def _unknown(what: str, given: str, folded: str, known: Mapping[str, str]) -> UsageError:
    words = {word: name for name in sorted(known, reverse=True) for word in name.split()}
    near = get_close_matches(folded, known, n=3) or [words[w] for w in get_close_matches(folded, words, n=3)]
    cure = f"Did you mean {' or '.join(dict.fromkeys(known[name] for name in near))}?" if near else ""
    if what in LISTED or len(known) <= FEW:
        cure = f"{cure} There are {', '.join(sorted(known.values()))}.".strip() if known else cure
    if not cure:
        cure = "timeline actors lists them." if what == "actor" else "Look it up in the filters of the page."
    return UsageError(f"{what} '{given}'", "no event of this collection has it", cure)
