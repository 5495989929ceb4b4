"""A row is its own story, and says so."""

from __future__ import annotations

from sample_rows import sample_frame

from timeline import frame, merge


def test_every_row_is_its_own_story_until_reports_are_recognised_as_one() -> None:
    rows = merge.merged(sample_frame())
    assert list(rows["story_id"]) == list(rows["event_id"])
    assert rows.dtypes.to_dict() == sample_frame().dtypes.to_dict()


def test_a_story_given_before_is_kept() -> None:
    rows = frame.from_rows([{"event_id": "a", "story_id": "s"}, {"event_id": "b"}])
    assert list(merge.merged(rows)["story_id"]) == ["s", "b"]
    assert merge.merged(frame.from_rows([])).empty
