"""The page of the actors: merged, split and renamed everywhere, each with undo."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from test_app import _html, _listed, _open, collection, filled

from timeline.store import Store

__all__ = ["collection", "filled"]


def _choose(at: AppTest, *names: str) -> AppTest:
    table = at.dataframe[0].value
    rows = [int(table.index[table["name"] == name][0]) for name in names]
    version = at.session_state["actors_changed"]
    at.session_state[f"actors_{version}_"] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    return at.run()


def _click(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception, at.exception
    return at


def test_actors_are_listed_with_their_events_and_spellings(filled: Store) -> None:
    table = _open("actors").dataframe[0].value.set_index("name")
    assert table["events"].is_monotonic_decreasing
    assert table.loc["Russia", "kind"] == "state"
    assert "Russia" in table.loc["Russia", "spellings"]


def test_a_name_is_searched_in_every_spelling(filled: Store) -> None:
    at = _open("actors")
    at.text_input(key="actor_words").set_value("erdogan").run()
    assert [name for name in at.dataframe[0].value["name"] if "Erdo" in name]
    assert len(at.dataframe[0].value) < 3


def test_two_actors_become_one_everywhere_and_two_again(filled: Store) -> None:
    at = _choose(_open("actors"), "Turkey", "Saudi Arabia")
    at.selectbox(key="merge_into").set_value("turkey")
    _click(at, "merge_go")
    assert "Saudi Arabia" not in set(at.dataframe[0].value["name"])
    assert not [ids for ids in filled.events()["actor_ids"] if "saudi-arabia" in ids]
    old = _open(a="saudi-arabia")
    assert old.multiselect(key="f_actors").value == ["turkey"], "a link to the one that is gone still works"
    assert "Saudi Arabia is Turkey" in " ".join(caption.value for caption in at.caption)
    number = filled.actor_changes()[-1].number
    _click(at, f"actor_undo_{number}")
    assert "Saudi Arabia" in set(at.dataframe[0].value["name"])


def test_a_new_name_is_shown_everywhere_and_links_stay(filled: Store) -> None:
    at = _choose(_open("actors"), "Turkey")
    at.text_input(key="rename_turkey").set_value("Türkiye")
    _click(at, "rename_go")
    assert "Türkiye" in set(at.dataframe[0].value["name"])
    shown = _open(a="turkey")
    assert "naming Türkiye" in " ".join([_html(shown), *(b.label for b in shown.button)]) or any(
        "Türkiye" in button.label for button in shown.button
    )
    assert _listed(shown)


def test_spellings_are_split_off_as_somebody_else(filled: Store) -> None:
    at = _open("actors")
    table = at.dataframe[0].value
    several = table[table["spellings"].str.contains(", ")].iloc[0]
    at = _choose(at, several["name"])
    words = next(box for box in at.multiselect if "part_" in str(box.key))
    actor = str(words.key).removeprefix("part_")
    _click(at, "part_go")
    assert "Choose spellings" in at.warning[0].value
    spelling = words.options[0]
    at.multiselect(key=f"part_{actor}").set_value([spelling])
    at.text_input(key=f"part_name_{actor}").set_value("Somebody Else")
    _click(at, "part_go")
    assert "Somebody Else" in set(at.dataframe[0].value["name"])
    assert "somebody-else" in set(filled.actors()["actor_id"])


def test_who_renames_an_actor_that_somebody_just_renamed_is_told(filled: Store) -> None:
    at = _choose(_open("actors"), "Turkey")
    filled.rename_actor("turkey", "Republic of Türkiye", who="bob")
    at.text_input(key="rename_turkey").set_value("Türkiye")
    _click(at, "rename_go")
    assert "bob changed this actor meanwhile" in at.warning[0].value
    assert set(filled.actors().set_index("actor_id").loc[["turkey"], "name"]) == {"Republic of Türkiye"}


@pytest.mark.parametrize("page", ["actors", "articles"])
def test_a_reader_may_look_and_not_change(filled: Store, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setattr("timeline.dashboard.gate.may_edit", lambda: False)
    at = _open(page)
    assert not [button for button in at.button if str(button.key).startswith(("describe_", "merge", "hand"))]
    assert not at.get("file_uploader")
