"""The filter in words: the sentence above the picture and inside every exported one. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from timeline.dashboard import dates
from timeline.dashboard.filters import ActorCard, Index, Selection
from timeline.dashboard.state import FACETS, Dropped, View
from timeline.dashboard.strings import Strings
from timeline.view.words import KIND_NAMES

__all__ = ["Token", "Wording", "dropped_words", "sentence", "sentence_text"]


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the sentence. `removes` names the filter, and the value in it, that it stands for;
    `before` is what parts it from the words before it."""

    text: str
    removes: tuple[str, str | None] | None = None
    before: str = " "


@dataclass(frozen=True)
class Wording:
    """How values are called in the reader's language."""

    strings: Strings
    index: Index

    def actor(self, actor_id: str) -> str:
        card = self.index.actors.get(actor_id, ActorCard(actor_id, actor_id))
        return card.labels.get(self.strings.language, card.name)

    def actor_apart(self, actor_id: str) -> str:
        """An actor's name, and the state it belongs to where that is another."""
        card = self.index.actors.get(actor_id)
        state = self.index.state_of(card) if card else None
        if state is None or state == actor_id:
            return self.actor(actor_id)
        return f"{self.actor(actor_id)} · {self.actor(state)}"

    def kind(self, kind: str) -> str:
        return KIND_NAMES.get(self.strings.language, KIND_NAMES["en"]).get(kind, kind)

    def status(self, status: str) -> str:
        return self._named("status", status)

    def precision(self, precision: str) -> str:
        return self._named("precision", precision)

    def review(self, review: str) -> str:
        return self._named("review", review)

    def language(self, code: str) -> str:
        return str(self.strings.locale.languages.get(code, code))

    def article(self, article_id: str) -> str:
        return self.strings("join.quoted", text=self.index.article_titles.get(article_id) or article_id)

    def headline(self, row: Mapping[str, Any]) -> tuple[str, str]:
        """What a row is called, and under it its title where that is in another language than the reader's.

        A kind that says nothing makes no name: then the title leads, whatever its language.
        """
        title = row["title"] or ""
        if row["language"] == self.strings.language or row["kind"] == "OTHER":
            return title, ""
        actors = self.strings("join.comma").join(self.actor(actor) for actor in row["actor_ids"])
        named = self.strings("join.colon").join(part for part in (self.kind(row["kind"]), actors) if part)
        canonical = {
            self.index.actors[actor].name for actor in row["actor_ids"] if actor in self.index.actors
        }
        where = row["place"] if row["place"] not in canonical else ""
        return " · ".join(part for part in (named, where) if part), title

    def as_is(self, value: str) -> str:
        return value

    def of(self, field: str) -> Callable[[str], str]:
        """The namer of one filter's values."""
        return {
            "actors": self.actor,
            "without": self.actor,
            "kinds": self.kind,
            "statuses": self.status,
            "precisions": self.precision,
            "reviews": self.review,
            "languages": self.language,
            "articles": self.article,
        }.get(field, self.as_is)

    def _named(self, group: str, value: str) -> str:
        key = f"{group}.{value}"
        return self.strings(key) if self.strings.has(key) else value


def sentence(view: View, selection: Selection, wording: Wording) -> list[Token]:
    """ "12 of 212 events", "naming both", "Russia", "and", "Ukraine", "April–July 2023", "3 of them …".

    The number counts all events shown, the undated among them, as the list, the card and the files do.
    Tokens of one filter stand together; those with `removes` can be taken away one by one.
    """
    strings = wording.strings
    shown = len(selection.dated) + len(selection.undated)
    tokens = [
        Token(strings.count("count.events", shown))
        if shown == selection.total and not view.filtered
        else Token(strings.count("count.of", shown, total=strings.number(selection.total)))
    ]
    clauses = [_clause(view, facet.field, wording) for facet in FACETS]
    if view.text:
        quoted = strings("join.quoted", text=view.text)
        clauses.append([Token(strings("sentence.text")), Token(quoted, ("text", None))])
    if view.confidence:
        percent = f"{view.confidence}\u202f%"
        clauses.append([Token(strings("sentence.confidence")), Token(percent, ("confidence", None))])
    if view.since or view.until:
        clauses.append([Token(dates.span(view.since, view.until, strings), ("range", None), ", ")])
    for number, (first, *others) in enumerate(filter(None, clauses)):
        tokens += [replace(first, before=", ") if number else first, *others]
    if len(selection.undated):
        tokens.append(
            Token(strings.count("count.undated", len(selection.undated)), before=strings("join.semicolon"))
        )
    return tokens


def sentence_text(tokens: Sequence[Token]) -> str:
    """The sentence as one line of plain text."""
    return "".join((token.before if number else "") + token.text for number, token in enumerate(tokens))


def dropped_words(dropped: Sequence[Dropped], strings: Strings) -> str:
    """One line that says what of a link could not be kept."""
    said = [
        strings(
            "dropped.unknown" if part.unknown else "dropped.malformed",
            field=_field_name(part.field, strings),
            value=part.value,
        )
        for part in dropped
    ]
    return strings("dropped.intro") + strings("join.colon") + strings("join.comma").join(said) + "."


def _field_name(field: str, strings: Strings) -> str:
    for key in (f"filter.{field}", f"{field}.label"):
        if strings.has(key):
            return strings(key)
    return field


def _clause(view: View, field: str, wording: Wording) -> list[Token]:
    """One filter: its lead, then its values joined by "or", or by "and" where all are asked for."""
    values = view.values(field)
    if not values:
        return []
    strings, name = wording.strings, wording.of(field)
    together = field == "actors" and view.match == "all" and len(values) > 1
    lead = f"sentence.{field}"
    if field == "actors":
        lead = "sentence.actors_any"
        if together:
            lead = "sentence.actors_all" if len(values) == 2 else "sentence.actors_every"
    word = strings("join.and" if together else "join.or")
    tokens = [Token(strings(lead))]
    for number, value in enumerate(values):
        if number and number == len(values) - 1:
            tokens.append(Token(word))
        comma = 0 < number < len(values) - 1
        tokens.append(Token(name(value), (field, value), strings("join.comma") if comma else " "))
    return tokens
