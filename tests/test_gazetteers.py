"""The tables: who is known, who held which office when. Dates possible, seats held by one at a time."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from timeline import resources
from timeline.model import ACTOR_KINDS
from timeline.who import gazetteer, offices

LANGUAGES = ("fr", "es", "de", "it", "pt", "uk", "ru")


def _rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(resources.text(path))))


def test_an_actor_has_one_line_a_kind_and_a_source() -> None:
    rows = _rows("actors.csv")
    assert not [slug for slug, n in Counter(row["actor_id"] for row in rows).items() if n > 1]
    assert {row["kind"] for row in rows} <= set(ACTOR_KINDS)
    assert all(row["name"] and row["source"] for row in rows)


def test_a_wikidata_id_looks_like_one_and_is_nobody_elses() -> None:
    ids = [row["wikidata"] for row in _rows("actors.csv") if row["wikidata"]]
    assert all(qid[0] == "Q" and qid[1:].isdigit() for qid in ids)
    assert not [qid for qid, n in Counter(ids).items() if n > 1]


def test_states_are_named_in_every_language() -> None:
    states = [
        record.actor for record in gazetteer.actors() if record.actor.kind == "state" and record.actor.state
    ]
    assert len(states) >= 195
    for actor in states:
        assert {code for code, _ in actor.labels} >= set(LANGUAGES), actor.name


def test_no_spelling_belongs_to_two_actors_of_one_language() -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for record in gazetteer.actors():
        for code, words in record.forms:
            if record.actor.kind != "person":
                owners.setdefault((code, words), set()).add(record.actor.actor_id)
    shared = {key: ids for key, ids in owners.items() if len(ids) > 1}
    assert len(shared) <= 12, shared


def test_every_office_has_a_known_holder_a_seat_and_a_source() -> None:
    known = gazetteer.by_id()
    states = {actor.state for actor in known.values() if actor.kind == "state"}
    for row in _rows("roles.csv"):
        assert row["holder"] in known, row
        assert row["of"] in states or row["of"] in known, row
        assert row["source"], row


def test_dates_of_offices_are_possible() -> None:
    for terms in offices.holders().values():
        for term in terms:
            assert date(1940, 1, 1) < term.since <= date(2026, 11, 30), term
            assert term.until is None or term.since < term.until, term


def test_no_seat_has_two_holders_at_once() -> None:
    for seat, terms in offices.holders().items():
        for one, following in pairwise(terms):
            assert one.until is not None, (seat, one, following)
            assert one.until <= following.since, (seat, one, following)


@pytest.mark.parametrize(
    ("role", "of", "day", "name"),
    [
        ("head_of_state", "USA", date(2010, 5, 1), "Barack Obama"),
        ("head_of_state", "RUS", date(2010, 5, 1), "Dmitry Medvedev"),
        ("foreign_minister", "RUS", date(2023, 6, 1), "Sergey Lavrov"),
        ("head_of_government", "DEU", date(2015, 9, 1), "Angela Merkel"),
        ("head", "cia", date(2023, 6, 30), "William Burns"),
        ("head", "united-nations", date(2008, 1, 1), "Ban Ki-moon"),
        ("head_of_state", "FRA", date(2006, 1, 1), "Jacques Chirac"),
        ("head_of_government", "GBR", date(2003, 3, 20), "Tony Blair"),
    ],
)
def test_known_holders_are_found(role: str, of: str, day: date, name: str) -> None:
    found = offices.holder(role, of, day)
    assert found is not None
    assert found[0].actor.name == name


def test_nobody_is_in_office_long_after_the_last_report() -> None:
    term = max(
        (terms[-1] for terms in offices.holders().values() if terms[-1].until is None), key=lambda t: t.as_of
    )
    assert offices.holder(term.role, term.of, date(2090, 1, 1)) is None
