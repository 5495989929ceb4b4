"""The page of the briefing: what its reader says stands on the sheet, in the address and in every file."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest
from test_app import _html, _open, collection, filled
from test_export_data import HOSTILE, one

from timeline import cli
from timeline.dashboard.presented import Presented, read, resolved, written
from timeline.export import Sheet, formatted
from timeline.export.pages import briefing
from timeline.store import Store

__all__ = ["collection", "filled"]  # fixtures
LINK = "http://127.0.0.1:8501/briefing?"


def _state(at: AppTest) -> str:
    [code] = [
        found[1] for caption in at.caption if (found := re.match(r"State ([0-9a-f]{8})", caption.value))
    ]
    return code


def _names(at: AppTest) -> list[str]:
    return [field.value for field in at.text_input if str(field.key).startswith("briefing_name_")]


def test_the_sheet_stands_on_the_page_with_what_it_proposes(filled: Store) -> None:
    at = _open("briefing")
    assert '<img class="tl-sheet" src="data:image/svg+xml;base64,' in _html(at)
    assert len(_names(at)) == 12
    assert at.text_input(key="briefing_title").value.startswith("Russia, Ukraine: ")


def test_a_title_that_is_written_stands_on_the_sheet_and_clearing_it_brings_the_proposal_back(
    filled: Store,
) -> None:
    at = _open("briefing")
    proposed, code = at.text_input(key="briefing_title").value, _state(at)
    at.text_input(key="briefing_title").set_value("Talks went on while the war did").run()
    assert at.session_state["view"].sheet.title == "Talks went on while the war did"
    assert _state(at) != code
    assert at.query_params["bt"] == "Talks went on while the war did"
    at.text_input(key="briefing_title").set_value("").run()
    assert at.text_input(key="briefing_title").value == proposed
    assert _state(at) == code
    assert "bt" not in at.query_params


def test_events_are_removed_moved_renamed_and_added(filled: Store) -> None:
    at = _open("briefing")
    before = _names(at)
    at.button(key="briefing_remove_0").click().run()
    assert _names(at) == before[1:]
    at.button(key="briefing_down_0").click().run()
    assert _names(at)[:2] == [before[2], before[1]]
    field = next(f for f in at.text_input if str(f.key).startswith("briefing_name_"))
    field.set_value("As we would put it").run()
    assert _names(at)[0] == "As we would put it"
    [adding] = [box for box in at.selectbox if str(box.key).startswith("briefing_add_")]
    adding.set_value(_other(at, filled)).run()
    assert len(_names(at)) == 12
    at.button(key="briefing_again").click().run()
    assert _names(at) == before


def _other(at: AppTest, store: Store) -> str:
    """The id of a dated event that is not on the sheet."""
    events = store.events()
    dated = events["event_id"][events["start"].notna()]
    return next(event for event in dated if event not in at.session_state["view"].sheet.events)


def test_the_link_gives_the_command_line_the_same_sheet(filled: Store, tmp_path: Path) -> None:
    at = _open("briefing", a="russia")
    at.text_input(key="briefing_title").set_value("A finding").run()
    at.text_input(key="briefing_marking").set_value("INTERNAL").run()
    at.button(key="briefing_remove_1").click().run()
    link = LINK + urlencode(at.query_params)
    out = tmp_path / "sheet.pptx"
    assert cli.main(["export", "--db", str(filled.name), "--link", link, "-o", str(out)]) == 0
    [slide] = Presentation(io.BytesIO(out.read_bytes())).slides
    assert slide.shapes.title is not None
    assert slide.shapes.title.text_frame.text == "A finding"
    words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert any(f"State {_state(at)}" in text for text in words)
    assert words.count("INTERNAL") == 2
    again = tmp_path / "again.pptx"
    cli.main(["export", "--db", str(filled.name), "--link", link, "-o", str(again)])
    assert again.read_bytes() == out.read_bytes()


def test_a_link_that_names_what_is_not_there_is_refused_by_the_command_line(
    filled: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = LINK + "v=1&a=atlantis"
    code = cli.main(["export", "--db", str(filled.name), "--link", link, "-o", str(tmp_path / "x.csv")])
    assert code == 2
    assert "atlantis" in capsys.readouterr().err
    assert not (tmp_path / "x.csv").exists()


def test_no_dated_event_gives_a_word_and_no_sheet(filled: Store) -> None:
    assert "No dated event to present" in _html(_open("briefing", q="nothing-has-this-word"))


def test_what_is_said_of_a_sheet_survives_its_address() -> None:
    said = Presented().saying(
        title="Ça ~ va & bien=1", marking="X", events=("639ae7e22bf02144", "0123456789abcdef")
    )
    said = said.naming("639ae7e22bf02144", "Named ~ anew")
    found, dropped = read(written(said))
    assert not dropped
    assert resolved(found, {"639ae7e22bf02144": 0, "0123456789abcdef": 1}) == (said, [])


def test_an_event_that_is_gone_is_dropped_and_named() -> None:
    found, _ = read({"be": "639ae7e22b~ffffffffff", "bn.ffffffffff": "x", "bd": "2023-13-45"})
    assert read({"bd": "2023-13-45"})[1] == [("as_of", "2023-13-45")]
    settled, dropped = resolved(found, {"639ae7e22bf02144": 0})
    assert settled.events == ("639ae7e22bf02144",)
    assert not settled.names
    assert dropped == [("sheet_events", "ffffffffff")]


def test_the_chronology_as_formatted_text_holds_no_markup_of_an_article() -> None:
    rows = one(title=HOSTILE, quote=HOSTILE, source=HOSTILE, url="javascript:alert(1)", article_title=HOSTILE)
    said = briefing(rows, Sheet(title=HOSTILE, words=HOSTILE, options={"marking": HOSTILE}))
    page = formatted.page(said)
    assert "<script" not in page and "<b onx" not in page and "href" not in page
    assert "1.\t1 May 2023\t" in formatted.plain_text(said)
    linked = formatted.page(briefing(one(url="https://example.org/a?b=1&c=2"), Sheet()))
    assert '<a href="https://example.org/a?b=1&amp;c=2">' in linked
