"""Pictures and papers name actors as their reader's language does; data keeps the canonical names."""

from __future__ import annotations

import pandas as pd
import pytest
from sample_rows import sample_frame, sample_pairs

from timeline import frame, selection
from timeline.called import called
from timeline.export import EXPORTERS

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
