"""A copied link shows the same view; an old or broken one shows what still makes sense and says the rest."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from timeline.dashboard.state import (
    FACETS,
    LANES,
    MATCHES,
    ORDERS,
    Dropped,
    View,
    decode,
    encode,
    settle,
    slug,
)

KNOWN = {
    "actor_ids": ["russia", "ukraine", "united-nations", "wladimir-klitschko"],
    "kind": ["AGREE", "CONSULT"],
    "status": ["happened", "planned"],
    "place": ["New York", "Kyiv", "Запоріжжя"],
    "source": ["NBC News", "Gazette témoin", "gazette.example"],
    "language": ["fr", "en"],
    "precision": ["day", "month"],
    "review": ["extracted"],
    "article_id": ["grain", "NBC News:42"],
    "event_id": ["639ae7e22bf02144"],
}


def _subset(column: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(KNOWN[column]), unique=True, max_size=3).map(tuple)


views = st.builds(
    View,
    demo=st.booleans(),
    match=st.sampled_from(MATCHES),
    since=st.none() | st.dates(max_value=date(2022, 12, 31)),
    until=st.none() | st.dates(min_value=date(2023, 1, 1)),
    text=st.text(max_size=60).map(lambda text: " ".join(text.replace("\0", " ").split())),
    lanes=st.sampled_from(LANES),
    order=st.sampled_from(ORDERS),
    event=st.none() | st.sampled_from(KNOWN["event_id"]),
    **{facet.field: _subset(facet.column) for facet in FACETS},
)


@given(views)
def test_a_link_gives_back_the_view_it_was_copied_from(view: View) -> None:
    read, malformed = decode(encode(view))
    settled, unknown = settle(read, KNOWN)
    if not view.actors:  # the switch between any and all means nothing without actors, so no link carries it
        settled = View(**{**_fields(settled), "match": view.match})
    assert settled == view
    assert malformed == unknown == []


@given(st.dictionaries(st.sampled_from(["v", "a", "m", "from", "to", "q", "by", "e", "k", "zz"]), st.text()))
def test_no_address_breaks_the_page(parameters: dict[str, str]) -> None:
    settled, _ = settle(decode(parameters)[0], KNOWN)
    assert set(settled.actors) <= set(KNOWN["actor_ids"])
    assert settled.lanes in LANES


def test_an_old_link_keeps_what_makes_sense_and_names_the_rest() -> None:
    read, malformed = decode(
        {"a": "russia~soviet-union", "from": "2023-02-30", "by": "colour", "to": "2023-07-31"}
    )
    settled, unknown = settle(read, KNOWN)
    assert settled == View(actors=("russia",), until=date(2023, 7, 31))
    assert malformed == [Dropped("lanes", "colour"), Dropped("since", "2023-02-30")]
    assert unknown == [Dropped("actors", "soviet-union", unknown=True)]


def test_a_link_survives_a_renamed_actor() -> None:
    read, _ = decode({"a": "vladimir-klichko"})
    settled, unknown = settle(read, KNOWN, former={"vladimir-klichko": "wladimir-klitschko"})
    assert settled.actors == ("wladimir-klitschko",)
    assert unknown == []


def test_reversed_dates_in_a_link_are_put_right() -> None:
    view, _ = decode({"from": "2023-07-31", "to": "2023-04-01"})
    assert (view.since, view.until) == (date(2023, 4, 1), date(2023, 7, 31))


def test_links_are_short_and_readable() -> None:
    view = View(
        actors=("russia", "ukraine"),
        match="all",
        since=date(2023, 4, 1),
        until=date(2023, 7, 31),
        places=("New York",),
    )
    assert urlencode(encode(view)) == "v=1&a=russia~ukraine&p=new-york&m=all&from=2023-04-01&to=2023-07-31"


def test_an_untouched_view_leaves_the_address_bare() -> None:
    assert encode(View()) == {"v": "1"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("New York", "new-york"),
        ("Gazette témoin", "gazette-témoin"),
        ("Запоріжжя", "запоріжжя"),
        ("example.org/news", "example-org-news"),
    ],
)
def test_slugs_are_lower_case_words_of_any_script(value: str, expected: str) -> None:
    assert slug(value) == expected


def test_parts_of_the_filter_can_be_taken_away_one_by_one() -> None:
    view = View(actors=("russia", "ukraine"), text="grain", since=date(2023, 1, 1))
    assert view.removing("actors", "russia").actors == ("ukraine",)
    assert view.removing("text").text == ""
    assert not view.cleared().filtered
    assert view.adding("actors", "russia") == view


def _fields(view: View) -> dict[str, object]:
    return {name: getattr(view, name) for name in view.__slots__}


def test_a_choice_that_a_control_has_lost_changes_nothing() -> None:
    def page() -> None:
        import streamlit as st

        from timeline.dashboard import session

        session.begin()
        session.update(lanes="kind", event="one")
        session.update(lanes=None, event=None)
        st.text(f"{session.view().lanes} {session.view().event}")

    shown = AppTest.from_function(page).run()
    assert not shown.exception
    assert shown.text[0].value == "kind None"
