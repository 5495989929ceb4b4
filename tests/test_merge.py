"""Reports of one event become one story; what only looks alike stays apart; contradictions are shown."""

from __future__ import annotations

from itertools import count
from random import Random
from typing import Any

import pandas as pd
import pytest

from timeline import frame, merge
from timeline.meeting import meetings
from timeline.reports import reports_of
from timeline.stories import STORY_COLUMNS, stories

_number = count()


def report(article: str, day: str, **told: Any) -> dict[str, Any]:
    """One report of a meeting in Ankara, unless told otherwise."""
    return {
        "event_id": f"{next(_number):06d}",
        "article_id": article,
        "source": f"{article} news",
        "published": "2022-11-15",
        "start": day,
        "end": day,
        "date_edtf": day,
        "date_basis": "explicit",
        "kind": "CONSULT",
        "actor_ids": ["william-burns", "sergey-naryshkin"],
        "actors": ["William Burns", "Sergey Naryshkin"],
        "place": "Ankara",
        "country": "TUR",
        "status": "happened",
        "quote": f"William Burns met Sergey Naryshkin in Ankara, {article} reports",
        "language": "en",
        "confidence": 0.8,
        **told,
    }


def told(*reports: dict[str, Any], **choices: Any) -> pd.DataFrame:
    return merge.merged(frame.from_rows(list(reports)), **choices)


def test_two_articles_in_two_languages_tell_one_story() -> None:
    french = report("b", "2022-11-14", language="fr", quote="Burns a rencontré Sergueï Narychkine à Ankara")
    assert told(report("a", "2022-11-14"), french)["story_id"].nunique() == 1


def test_the_same_people_on_another_day_are_another_story() -> None:
    assert told(report("a", "2022-11-14"), report("b", "2023-06-30"))["story_id"].nunique() == 2


def test_the_same_day_with_other_people_elsewhere_is_another_story() -> None:
    other = report(
        "b",
        "2022-11-14",
        actor_ids=["xi-jinping"],
        actors=["Xi Jinping"],
        place="Bali",
        country="IDN",
        quote="Bali",
    )
    assert told(report("a", "2022-11-14"), other)["story_id"].nunique() == 2


def test_one_article_never_tells_a_story_twice() -> None:
    assert told(report("a", "2022-11-14"), report("a", "2022-11-14"))["story_id"].nunique() == 2


def test_a_vague_date_joins_a_precise_one_where_all_else_fits() -> None:
    vague = report("b", "2022-11-11", end="2022-11-20", date_edtf="2022-11-11/2022-11-20")
    rows = told(report("a", "2022-11-14"), vague)
    assert rows["story_id"].nunique() == 1
    assert stories(rows).iloc[0]["date_edtf"] == "2022-11-14"


SHOP = "and opened the Halcyon Melody Store, a shop for songs"
NOBODY: dict[str, Any] = {"actor_ids": [], "actors": [], "place": None, "country": None, "kind": "OTHER"}


def test_a_report_dated_by_its_year_joins_a_day_by_what_both_name() -> None:
    vague = {"end": "2003-12-31", "date_edtf": "2003"}
    owner = {"actor_ids": ["halcyon"], "actors": ["Halcyon Company"]}
    rows = told(
        report("a", "2003-04-28", **{**NOBODY, "quote": f"the player {SHOP}"}),
        report("b", "2003-01-01", **{**NOBODY, **owner, **vague, "quote": SHOP}),
    )
    assert rows["story_id"].nunique() == 1
    assert stories(rows).iloc[0]["date_edtf"] == "2003-04-28"


@pytest.mark.parametrize(
    "other",
    [
        {"date_edtf": "2004", "start": "2004-01-01", "end": "2004-12-31"},
        {"quote": "and closed its Halcyon office in the north after a long strike"},
    ],
)
def test_a_report_dated_by_its_year_stays_apart_where_year_or_words_are_others(other: dict[str, Any]) -> None:
    vague = report("b", "2003-01-01", **{**NOBODY, "end": "2003-12-31", "date_edtf": "2003", "quote": SHOP})
    rows = told(report("a", "2003-04-28", **{**NOBODY, "quote": f"the player {SHOP}"}), vague | other)
    assert rows["story_id"].nunique() == 2


def test_the_order_of_the_rows_does_not_matter() -> None:
    reports = [
        report(name, day) for name, day in zip("abcdef", ["2022-11-14"] * 3 + ["2022-11-15"] * 3, strict=True)
    ]
    forth, back = told(*reports), told(*reversed(reports))
    assert dict(zip(forth["event_id"], forth["story_id"], strict=True)) == dict(
        zip(back["event_id"], back["story_id"], strict=True)
    )


def test_an_article_about_something_else_changes_no_story() -> None:
    reports = [report("a", "2022-11-14"), report("b", "2022-11-14")]
    other = report("c", "2023-01-01", actor_ids=["x"], actors=["X"], place=None, country=None, quote="Else")
    before = told(*reports).set_index("event_id")["story_id"]
    after = told(*reports, other).set_index("event_id")["story_id"]
    assert before.to_dict() == after.loc[before.index].to_dict()


def test_what_a_person_parts_or_joins_stays_so() -> None:
    one, other, third = report("a", "2022-11-14"), report("b", "2022-11-14"), report("c", "2023-03-01")
    ids = [row["event_id"] for row in (one, other, third)]
    assert told(one, other, apart=[(ids[0], ids[1])])["story_id"].nunique() == 2
    assert told(one, other, third, together=[(ids[0], ids[2])])["story_id"].nunique() == 1


def test_contradicting_dates_stand_side_by_side_and_are_never_averaged() -> None:
    late = report("c", "2022-11-15")
    story = stories(told(report("a", "2022-11-14"), report("b", "2022-11-14"), late)).iloc[0]
    assert story["date_edtf"] == "2022-11-14"
    assert story["conflicts"] == [{"field": "date", "value": "2022-11-15", "event_ids": [late["event_id"]]}]
    assert len(story["event_ids"]) == 3


def test_copies_of_one_text_count_as_one_source() -> None:
    copied = [
        report(name, "2022-11-14", quote="William Burns met Sergey Naryshkin in Ankara") for name in "ab"
    ]
    assert stories(told(*copied)).iloc[0]["publishers"] == ["a news"]


def test_a_story_says_who_reported_it_first_and_unites_its_actors() -> None:
    early = report("b", "2022-11-14", published="2022-11-14", actor_ids=["cia", "william-burns"],
                   actors=["CIA", "William Burns"])  # fmt: skip
    story = stories(told(report("a", "2022-11-14"), early)).iloc[0]
    assert (story["first_reported_by"], story["first_reported_on"]) == ("b news", "2022-11-14")
    assert set(story["actors"]) == {"CIA", "William Burns", "Sergey Naryshkin"}


@pytest.mark.parametrize("rows", [[], [report("a", "2022-11-14")]])
def test_stories_keep_the_columns_of_rows(rows: list[dict[str, Any]]) -> None:
    plain = frame.from_rows(rows)
    made = stories(merge.merged(plain))
    assert list(made.columns) == [*plain.columns, *STORY_COLUMNS]
    assert made[list(plain.columns)].dtypes.to_dict() == plain.dtypes.to_dict()


def crowded(count: int) -> list[dict[str, Any]]:
    """Reports of many events, all on one day and by one actor, three of each event in words of its own."""
    return [
        report(
            f"{number}",
            "2022-11-14",
            place=None,
            country=None,
            actor_ids=["russia"],
            actors=["Russia"],
            quote="officials spoke with reporters about {0}plan, {0}budget and {0}staff".format(
                "".join(chr(97 + int(digit)) for digit in str(1000 + number // 3))
            ),
        )
        for number in range(count)
    ]


def test_time_grows_with_the_rows_however_many_reports_share_a_day_and_an_actor() -> None:
    few, many = (len(list(meetings(reports_of(frame.from_rows(crowded(n)))))) for n in (500, 2000))
    assert many <= 4.5 * few
    assert many <= 100 * 2000


def test_on_a_crowded_day_too_the_order_of_the_rows_does_not_matter() -> None:
    reports = crowded(300)
    forth = told(*reports).set_index("event_id")["story_id"]
    back = told(*Random(7).sample(reports, len(reports))).set_index("event_id")["story_id"]
    assert forth.to_dict() == back.loc[forth.index].to_dict()


def test_on_a_day_when_all_speak_of_somebody_his_name_is_not_enough_to_be_one_story() -> None:
    alone = {"place": None, "country": None, "kind": "OTHER", "actor_ids": ["russia"], "actors": ["Russia"]}
    words = ["barlin", "tomek", "sudora", "felka", "norimu", "dasti", "golnet", "pirasu", "vemko", "hudrak"]
    reports = [
        report(word, "2022-11-14", **alone, language=("en", "fr", "de")[number % 3], quote=f"{word} news")
        for number, word in enumerate(words)
    ]
    assert told(*reports)["story_id"].nunique() == len(words)
    assert told(*reports[:2])["story_id"].nunique() == 1


def test_the_reports_of_one_day_and_actor_are_told_apart_by_their_words() -> None:
    quotes = (
        "Drones struck a depot near the harbour at night, sirens sounded",
        "A depot near the harbour was struck by drones late at night",
        "Officials announced stricter rules for grain exports and winter supplies",
    )
    rows = told(
        *(
            report(
                f"{number}", "2022-11-14", place=None, quote=quote, actor_ids=["russia"], actors=["Russia"]
            )
            for number, quote in enumerate(quotes)
        )
    ).sort_values("article_id")
    first, same, other = rows["story_id"]
    assert first == same != other


def test_a_country_may_stand_in_for_a_place_within_it() -> None:
    country = report("b", "2022-11-14", place="Turkey", kind="OTHER")
    assert told(report("a", "2022-11-14"), country)["story_id"].nunique() == 1


def test_a_town_named_in_the_passage_is_the_place_of_the_palace_in_it() -> None:
    palace = report(
        "b",
        "2022-11-14",
        language="fr",
        place="Dolmabahçe Palace",
        country=None,
        actor_ids=["william-burns"],
        actors=["William Burns"],
        quote="Hier, à Ankara, William Burns était attendu au palais",
    )
    assert told(report("a", "2022-11-14"), palace)["story_id"].nunique() == 1


def test_what_began_on_a_day_and_goes_on_is_what_happened_on_that_day() -> None:
    since = report("b", "2022-11-14", end=None, date_edtf="2022-11-14/..")
    assert told(report("a", "2022-11-14"), since)["story_id"].nunique() == 1


def test_one_article_tells_a_story_twice_only_in_one_passage() -> None:
    lead, rest = (
        report("a", "2022-11-14", quote_start=start, quote_end=end) for start, end in ((0, 60), (10, 60))
    )
    later = report("a", "2022-11-14", quote_start=200, quote_end=260)
    assert told(lead, rest)["story_id"].nunique() == 1
    assert told(lead, later)["story_id"].nunique() == 2


@pytest.mark.parametrize(
    "names", [("Narychkine", "Naryshkin", "Наришкін"), ("Zelensky", "Selenskyj", "Зеленський")]
)
def test_a_name_is_known_by_its_sound_in_any_spelling(names: tuple[str, ...]) -> None:
    rows = frame.from_rows(
        [report(name, "2022-11-14", quote=f"He saw {name}", actors=[], actor_ids=[]) for name in names]
    )
    assert len({one.names for one in reports_of(rows)}) == 1


# Reports of one day that share no word: whom and what they name must bring them together.
BARE: dict[str, Any] = {"place": None, "country": None, "actors": [], "actor_ids": [], "language": "ru"}


def test_a_person_in_another_alphabet_is_the_same_person() -> None:
    latin = report(
        "de", "2020-06-22", **BARE | {"actors": ["Markus Braun"], "actor_ids": ["braun"], "language": "de"}
    )
    quote = "Вчера его задержали в городе"
    for name, count_of in {"Маркус Браун": 1, "Мартин Браун": 2}.items():
        named = {"actors": [name], "actor_ids": [name], "quote": quote}
        assert told(latin, report("ru", "2020-06-22", **BARE | named))["story_id"].nunique() == count_of


def test_whoever_is_named_in_the_passage_alone_may_be_the_actor_of_the_other_report() -> None:
    latin = report(
        "it",
        "2021-01-17",
        **BARE | {"actors": ["Alexei Navalny"], "actor_ids": ["navalny"], "language": "it"},
    )
    for name, count_of in {"Навального": 1, "политика": 2}.items():
        quote = f"Вчера {name} задержали в аэропорту"
        other = report("ru", "2021-01-17", **BARE | {"quote": quote})
        assert told(latin, other)["story_id"].nunique() == count_of


def test_a_place_in_another_alphabet_is_the_same_place() -> None:
    latin = report("de", "2021-01-17", **BARE | {"place": "Scheremetjewo Airport", "language": "de"})
    quote = "Вчера его задержали в аэропорту"
    for place, count_of in {"Шереметьево Airport": 1, "Домодедово Airport": 2}.items():
        other = report("ru", "2021-01-17", **BARE | {"place": place, "quote": quote})
        assert told(latin, other)["story_id"].nunique() == count_of
