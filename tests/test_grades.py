"""Admiralty grades: given by people, shown only where they are in use, and never guessed."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from sample_rows import sample_frame
from test_app import _html, _open, collection, filled

from timeline import cli
from timeline.export import EXPORTERS, Sheet
from timeline.export.pages import pages
from timeline.grades import UNJUDGED, Grades
from timeline.store import Store
from timeline.view.items import Words

__all__ = ["collection", "filled"]  # fixtures


def _words(grades: Grades | None) -> str:
    _, [page] = pages(sample_frame(), Sheet(options={"grades": grades} if grades is not None else {}))
    return "\n".join(item.text for item in page.items if isinstance(item, Words))


def test_nothing_is_guessed() -> None:
    row = {"source": "Sample Gazette", "event_id": "a"}
    assert Grades({"Another": "A"}, {"b": 1}).of(row) == UNJUDGED == "F6"
    assert Grades({"Sample Gazette": "B"}, {"a": 2}).of(row) == "B2"


def test_the_number_of_an_event_is_that_of_any_of_its_reports() -> None:
    grades = Grades({}, {"second": 3})
    assert grades.event(("first", "second")) == 3
    assert grades.of({"source": None, "event_id": "first", "event_ids": ["first", "second"]}) == "F3"


@pytest.mark.parametrize("grades", [None, Grades()])
def test_grades_that_nobody_gave_stand_nowhere(grades: Grades | None) -> None:
    assert "F6" not in _words(grades)
    assert "Grades" not in _words(grades)


def test_grades_that_somebody_gave_stand_on_the_sheet_with_what_they_mean() -> None:
    said = _words(Grades({"Sample Observer": "B"}))
    assert "] B6" in said and "] F6" in said
    assert "[2] B · Sample Observer" in said
    assert "outlet's reliability A to F, event's credibility 1 to 6; F6 is not judged" in said.replace(
        "\n", " "
    )


def test_the_same_rows_with_other_grades_are_another_state() -> None:
    first, second = (
        pages(sample_frame(), Sheet(options={"grades": g}))[0]
        for g in (Grades({"Sample Observer": "B"}), Grades({"Sample Observer": "C"}))
    )
    assert first.state != second.state


def test_every_file_that_a_person_reads_has_them_where_they_are_in_use() -> None:
    used, unused = (Sheet(options={"grades": Grades(given)}) for given in ({"Sample Observer": "B"}, {}))
    for name in ("html", "markdown", "sheet_svg"):
        assert "B6" in EXPORTERS[name].write(sample_frame(), used).decode("utf-8")
        assert "not judged" not in EXPORTERS[name].write(sample_frame(), unused).decode("utf-8")
    heads = [_heads(EXPORTERS["xlsx"].write(sample_frame(), sheet)) for sheet in (used, unused)]
    assert [head[-1] for head in heads] == ["grade", "extractor"]


def _heads(data: bytes) -> list[object]:
    return [cell.value for cell in openpyxl.load_workbook(io.BytesIO(data))["Events"][1]]


def test_an_event_judged_on_its_card_has_its_grade_there_and_in_the_export(
    filled: Store, tmp_path: Path
) -> None:
    event = filled.events()["event_id"].iloc[5]
    at = _open(e=event)
    assert "<dt>Grade</dt>" not in _html(at)
    [box] = [box for box in at.selectbox if str(box.key).startswith("credibility_")]
    box.set_value(2).run()
    assert set(filled.credibility().values()) == {2}
    assert "<dt>Grade</dt><dd>F2: cannot be judged; probably true</dd>" in _html(at)
    out = tmp_path / "x.pptx"
    assert cli.main(["export", "--db", str(filled.name), "--event", event, "-o", str(out)]) == 0
    [slide] = Presentation(io.BytesIO(out.read_bytes())).slides
    words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert any(text.endswith("] F2") for text in words)
