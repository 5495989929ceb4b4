"""Pictures and papers name actors as their reader's language does; data keeps the canonical names."""

from __future__ import annotations

import pandas as pd
import pytest
from sample_rows import sample_frame, sample_pairs

from timeline import frame, selection
from timeline.called import called, worded
from timeline.export import EXPORTERS, Sheet

FRENCH = {"russia": "Russie", "turkey": "Turquie", "ukraine": "l'Ukraine"}


@pytest.fixture
def actors() -> pd.DataFrame:
    known = frame.actors_frame(event for _, events in sample_pairs() for event in events)
    labels = [[("fr", FRENCH[actor])] if actor in FRENCH else [] for actor in known["actor_id"]]
    return known.assign(labels=pd.Series(labels, index=known.index, dtype=known["labels"].dtype))


@pytest.mark.parametrize("name", ["svg", "sheet_svg", "html"])
def test_a_picture_in_french_names_actors_in_french(actors: pd.DataFrame, name: str) -> None:
    drawn = {}
    for language in ("en", "fr"):
        rows, sheet = selection.select(sample_frame(), actors, names=["russia"], language=language)
        drawn[language] = EXPORTERS[name].write(rows, sheet).decode("utf-8")
    assert ">Russia<" in drawn["en"]
    assert ">Russie<" not in drawn["en"]
    assert ">Russie<" in drawn["fr"]
    assert ">Russia<" not in drawn["fr"]


def test_data_keeps_the_canonical_names(actors: pd.DataFrame) -> None:
    written = []
    for language in ("en", "fr"):
        rows, sheet = selection.select(sample_frame(), actors, names=["russia"], language=language)
        written.append(EXPORTERS["jsonl"].write(rows, sheet))
    assert written[0] == written[1]


def test_a_label_is_said_in_the_language_and_no_place_twice() -> None:
    rows = sample_frame().head(1)
    one = {"actor_ids": [["russia"]], "actors": [["Russia"]], "kind": ["RETREAT"], "place": ["Russia"]}
    for column, value in one.items():
        rows[column] = pd.Series(value, index=rows.index, dtype=rows[column].dtype)
    said = called(rows, FRENCH, "fr")
    assert said["label"].tolist() == ["Retrait : Russie"]
    assert list(said["actors"].iloc[0]) == ["Russie"]
    assert called(rows, FRENCH, "en") is rows, "the columns are English"


def _told_twice() -> tuple[pd.DataFrame, pd.DataFrame]:
    """A story told first in German, then in English; and its reports."""
    reports = sample_frame().head(2).reset_index(drop=True)
    said = {
        "story_id": ["s", "s"], "language": ["de", "en"], "kind": ["AGREE", "AGREE"],
        "title": ["Sie haben unterzeichnet", "They signed it"], "label": ["Agreement: one", "Agreement: two"],
    }  # fmt: skip
    for column, values in said.items():
        reports[column] = pd.Series(values, index=reports.index, dtype=reports[column].dtype)
    story = reports.head(1).assign(event_ids=[list(reports["event_id"])])
    return story, reports


@pytest.mark.parametrize("name", ["svg", "html", "markdown", "ics", "timelinejs"])
def test_every_file_calls_an_event_as_a_report_in_the_readers_language_does(name: str) -> None:
    story, reports = _told_twice()
    written = EXPORTERS[name].write(story, Sheet(options={"reports": reports})).decode("utf-8")
    assert "They signed it" in written
    assert "Agreement: one" not in written.replace('"label": "Agreement: one"', "")


def test_where_no_report_is_in_the_readers_language_a_story_keeps_its_own_words() -> None:
    story, reports = _told_twice()
    assert worded(story, reports, "fr")["title"].tolist() == ["Sie haben unterzeichnet"]
    assert worded(story, None, "en")["title"].tolist() == ["Sie haben unterzeichnet"]
    assert worded(story, reports, "en")[["title", "label", "language"]].values.tolist() == [
        ["They signed it", "Agreement: two", "en"]
    ]
