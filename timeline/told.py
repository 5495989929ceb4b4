"""A row in words, for every file that a person reads: date, headline, source, in the reader's language."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from timeline.dashboard.dates import said
from timeline.dashboard.strings import preferred, speak
from timeline.frame import WRITTEN
from timeline.view.style import plain
from timeline.view.words import KIND_NAMES

__all__ = ["Teller", "as_of", "day"]

Row = Mapping[str, Any]

_SAID: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Chronology",
        "number": "No.",
        "when": "When",
        "event": "Event",
        "actors": "Actors",
        "place": "Place",
        "status": "Status",
        "source": "Source",
        "passage": "Passage",
        "according": "according to {name}",
        "published": "published {date}",
        "unknown_source": "source not named",
        "sources": "Sources",
        "as_of": "As of {date}",
        "extracted": "{ways}; {reviewed} of {total} events reviewed.",
        "by_machine": "extracted by machine ({by})",
        "by_hand": "{n} by hand",
        "imported": "{n} imported",
        "left_out": "{n} undated not included.",
        "undated": "Undated",
        "shown": "{shown} of {total} events shown",
        "page": "{page} / {pages}",
        "state": "State {code}",
        "search": "Search these events",
        "found": "{n} of {total}",
        "all_actors": "All actors",
        "close": "Close",
        "confidence": "Confidence of the extraction",
        "words": "Words of the date",
        "open": "Open the article",
        "contents": "Timeline; each event opens its passage",
        "finding": "{actors}: {n} events, {span}",
        "finding_plain": "{n} events, {span}",
        "chronology": "Sourced chronology",
        "also": "also {names}",
        "differ": "reports differ on {fields}",
        "differ_date": "the date",
        "differ_place": "the place",
        "differ_status": "its status",
        "more_sources": "and {n} more, in the full chronology",
        "peak": "Most in {month}: {n} of the {total} events whose day is known.",
        "corroborated": "{n} of {total} events told by more than one source.",
        "alone": "Each event rests on one source.",
        "independent": "{n} sources",
        "grades": "Grades: outlet's reliability A to F, event's credibility 1 to 6; F6 is not judged",
        "grade": "Grade",
    },
    "fr": {
        "title": "Chronologie",
        "number": "N°",
        "when": "Quand",
        "event": "Événement",
        "actors": "Acteurs",
        "place": "Lieu",
        "status": "Statut",
        "source": "Source",
        "passage": "Passage",
        "according": "selon {name}",
        "published": "publié le {date}",
        "unknown_source": "source non nommée",
        "sources": "Sources",
        "as_of": "Au {date}",
        "extracted": "{ways} ; événements revus : {reviewed} sur {total}.",
        "by_machine": "extrait par machine ({by})",
        "by_hand": "{n} à la main",
        "imported": "{n} importés",
        "left_out": "{n} sans date, non inclus.",
        "undated": "Sans date",
        "shown": "{shown} événements montrés sur {total}",
        "page": "{page} / {pages}",
        "state": "État {code}",
        "search": "Chercher dans ces événements",
        "found": "{n} sur {total}",
        "all_actors": "Tous les acteurs",
        "close": "Fermer",
        "confidence": "Confiance de l’extraction",
        "words": "Mots de la date",
        "open": "Ouvrir l’article",
        "contents": "Chronologie ; chaque événement ouvre son passage",
        "finding": "{actors} : {n} événements, {span}",
        "finding_plain": "{n} événements, {span}",
        "chronology": "Chronologie sourcée",
        "also": "aussi {names}",
        "differ": "les récits divergent sur {fields}",
        "differ_date": "la date",
        "differ_place": "le lieu",
        "differ_status": "son statut",
        "more_sources": "et {n} de plus, dans la chronologie complète",
        "peak": "Le plus en {month} : {n} des {total} événements dont le jour est connu.",
        "corroborated": "{n} événements sur {total} racontés par plus d’une source.",
        "alone": "Chaque événement repose sur une seule source.",
        "independent": "{n} sources",
        "grades": "Cotes : source de A à F, crédibilité de l’événement de 1 à 6 ; F6 n’est pas jugé",
        "grade": "Cote",
    },
}


class Teller:
    """Says rows (plain Python, as `frame.rows` gives them) in a language; English where it has no words."""

    def __init__(self, language: str) -> None:
        self.language = preferred(language)
        self._strings = speak(self.language)
        self._said = _SAID[self.language]
        self._kinds = KIND_NAMES[self.language]

    def __call__(self, key: str, /, **given: object) -> str:
        return self._said[key].format(**given) if given else self._said[key]

    def date(self, start: dt.date | None, end: dt.date | None) -> str:
        """Inclusive bounds as words."""
        return said(start, end, "interval", None, self._strings)

    def month(self, known: dt.date) -> str:
        """The month of a day, as "September 2022"."""
        return self.date(known.replace(day=1), known.replace(day=monthrange(known.year, known.month)[1]))

    def when(self, row: Row) -> str:
        """The date of an event, no more precise than it is."""
        return said(day(row["start"]), day(row["end"]), row["precision"], row["date_edtf"], self._strings)

    def kind(self, row: Row) -> str:
        return self._kinds.get(row["kind"], str(row["kind"] or ""))

    def headline(self, row: Row) -> str:
        """The title; where it is in another language, what is known of the event in the reader's."""
        title = plain(row["title"] or row["label"] or row["quote"] or "")
        if row["language"] in (None, self.language) or row["kind"] in (None, "OTHER"):
            return title or self.kind(row)
        who = self._strings("join.comma").join(map(plain, row["actors"]))
        named = self._strings("join.colon").join(part for part in (self.kind(row), who) if part)
        where = plain(row["place"] or "")
        return " · ".join(
            part for part in (named, "" if where in map(plain, row["actors"]) else where) if part
        )

    def status(self, row: Row) -> str:
        """The status, and who says so where the article keeps its distance."""
        status = str(row["status"] or "")
        known = self._strings.has(f"status.{status}")
        words = self._strings(f"status.{status}") if known else status
        if not row["attributed_to"]:
            return words
        return self._strings("join.comma").join((words, self("according", name=plain(row["attributed_to"]))))

    def standing(self, row: Row) -> str:
        """What is to be known beyond that it happened: another status, who says so, what is disputed."""
        said = []
        if row["status"] != "happened":
            said.append(self.status(row))
        elif row["attributed_to"]:
            said.append(self("according", name=plain(row["attributed_to"])))
        fields = dict.fromkeys(conflict["field"] for conflict in row.get("conflicts") or [])
        if fields:
            said.append(self("differ", fields=", ".join(self(f"differ_{field}") for field in fields)))
        return self._strings("join.comma").join(filter(None, said))

    def quoted(self, text: str) -> str:
        return self._strings("join.quoted", text=plain(text))

    def source(self, row: Row) -> str:
        """Publisher, title of the article and its date, as far as they are known."""
        publisher, title, when = self.source_parts(row)
        named = self.quoted(title) if title else ""
        return self._strings("join.comma").join(filter(None, (publisher, named, when)))

    def source_parts(self, row: Row) -> tuple[str, str, str]:
        """Publisher, title of the article, and its date; "" for what is not known."""
        published = day(row["published"])
        return (
            plain(row["source"]) if row["source"] else self("unknown_source"),
            plain(row["article_title"] or ""),
            self.date(published, published) if published else "",
        )

    def sources(self, row: Row) -> str:
        """The source, and who else tells the story, where the row is one."""
        others = [plain(name) for name in row.get("publishers") or [] if name != row["source"]]
        also = [self("also", names=", ".join(others))] if others else []
        return self._strings("join.comma").join((self.source(row), *also))

    def extracted(self, rows: Iterable[Row]) -> str:
        """Who made the rows, and how many of them a person has looked at."""
        known = list(rows)
        made = Counter(str(row["extractor"] or "Timeline") for row in known)
        people = [how for how in WRITTEN.values() if how in made]
        others = [self(how.replace(" ", "_"), n=made.pop(how)) for how in people]
        by = [self("by_machine", by=", ".join(sorted(made)))] if made or not others else []
        reviewed = sum(row["review"] in ("confirmed", "edited") for row in known)
        ways = self._strings("join.comma").join((*by, *others))
        return self("extracted", ways=ways[:1].upper() + ways[1:], reviewed=reviewed, total=len(known))


def day(text: str | None) -> date | None:
    """The day that an ISO date or time begins with; None where it is none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def as_of(rows: Iterable[Row]) -> date | None:
    """The latest day on which an article was retrieved or published: what the rows can know of."""
    days = [day(row["retrieved"]) or day(row["published"]) for row in rows]
    return max((known for known in days if known), default=None)
