"""The dialogue that opens a chronology made elsewhere, on the page of articles."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest
from test_app import _html, _open, collection, filled

from timeline.store import Store

__all__ = ["collection", "filled"]  # fixtures
TALKS = b"Wann;Was;Wer\n21. Mai 2023;Gipfel in Hiroshima;Japan\nirgendwann;Zweites;\n"


def _given(data: bytes, name: str = "talks.csv") -> AppTest:
    at = _open("articles")
    [box] = [box for box in at.file_uploader if str(box.key).startswith("import_file")]
    box.upload(name, data, "text/csv").run()
    assert not at.exception
    return at


def _field(at: AppTest, name: str) -> object:
    [box] = [box for box in at.selectbox if str(box.key).startswith(f"import_{name}_")]
    return box


def test_the_columns_are_proposed_and_every_row_is_kept_or_named(collection: Store) -> None:
    at = _given(TALKS)
    assert _field(at, "date").value == "Wann"
    assert _field(at, "title").value == "Was"
    assert _field(at, "actors").value == "Wer"
    assert _field(at, "place").value is None
    at.button(key="import_go").click().run()
    assert "2 rows added, 0 already there" in _html(at)
    assert "row 3: its date “irgendwann” could not be read: kept undated" in _html(at)
    rows = collection.events()
    assert list(rows["title"]) == ["Gipfel in Hiroshima", "Zweites"]
    assert list(rows["source"]) == ["talks", "talks"]


def test_a_column_can_be_told_to_be_another(collection: Store) -> None:
    at = _given(b"a;b\n2023-04;They met\n")
    assert at.button(key="import_go").disabled, "nothing says what happened"
    _field(at, "date").set_value("a")
    _field(at, "title").set_value("b").run()
    at.button(key="import_go").click().run()
    assert list(collection.events()["date_edtf"]) == ["2023-04"]


def test_a_file_that_is_none_is_refused_in_one_line(collection: Store) -> None:
    at = _given(b"%PDF-1.4 not a table")
    assert any("it is no CSV or JSON" in error.value for error in at.error)
