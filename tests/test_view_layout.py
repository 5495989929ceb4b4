"""Nothing in the picture overlaps, nothing is hidden unsaid, no uncertain date looks like a certain one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product
from random import Random
from typing import Any

import pandas as pd
import pytest
from sample_rows import sample_frame

from timeline import frame
from timeline.errors import UsageError
from timeline.view import Layout, focus, layout
from timeline.view.axis import Scale, ticks
from timeline.view.bands import Mark
from timeline.view.marks import form
from timeline.view.text import measure, wrap
from timeline.view.words import words

ACTORS = [
    (f"actor-{i}", name) for i, name in enumerate(("Russia", "Ukraine", "United Nations", "CIA", "Türkiye"))
]
TITLES = (
    "Talks in Geneva",
    "Delegations hold another round of negotiations on access to the plant and to the corridor",
    "Письмо о продлении зерновой сделки",
    "俄罗斯与乌克兰在伊斯坦布尔签署黑海粮食协议",
    "وزير الخارجية يلتقي نظيره في أنقرة",
)


def row(number: int, day: date, **given: Any) -> dict[str, Any]:
    known = {
        "event_id": f"e{number:05}",
        "article_id": "x",
        "title": TITLES[number % len(TITLES)],
        "kind": "CONSULT",
        "date_edtf": day.isoformat(),
        "start": day,
        "end": day,
        "precision": "day",
        "actors": ["Russia"],
        "actor_ids": ["actor-0"],
        "status": "happened",
        "confidence": 0.5,
        "language": "en",
    }
    return known | given


def many(count: int, days: int, seed: int = 7) -> pd.DataFrame:
    """Events of all forms over `days` days from 1 January 2022, in up to three lanes each."""
    random = Random(seed)
    rows = []
    for number in range(count):
        day = date(2022, 1, 1) + timedelta(days=random.randrange(days))
        called = random.sample(ACTORS, random.choice((1, 1, 2, 3)))
        given: dict[str, Any] = {
            "actors": [name for _, name in called],
            "actor_ids": [key for key, _ in called],
            "confidence": random.random(),
            "status": random.choice(("happened", "happened", "planned", "denied", "alleged", "ongoing")),
        }
        match random.randrange(8):
            case 0:
                given |= {"start": day.replace(day=1), "end": day.replace(day=28), "precision": "month"}
            case 1:
                given |= {"end": day + timedelta(days=17), "precision": "interval"}
            case 2:
                given |= {"end": None, "precision": "interval"}
        rows.append(row(number, day, **given))
    return frame.ordered(frame.from_rows(rows))


def boxes(picture: Layout) -> list[tuple[str, float, float, float, float]]:
    """What each event's mark and each line of its label occupy: whose, x0, y0, x1, y1."""
    size, grain = picture.size, picture.grain
    found = []
    for number, mark in enumerate(picture.marks):
        owner = f"{mark.lane} {number}"
        half = (5.0 if mark.form == "more" else grain.symbol / 2 - 0.5) * size
        found.append((owner, mark.x0, mark.y - half, mark.x1, mark.y + half))
        if mark.label:
            for i, line in enumerate(mark.label.lines):
                y = mark.label.y + i * mark.label.leading
                wide = measure(line, 13.0 * size, mark.selected)
                x = mark.label.x + mark.label.indent
                if mark.label.before:
                    x = mark.label.x + mark.label.width - mark.label.indent - wide
                if mark.label.sign and i == 0:
                    wide += mark.label.indent
                    x -= 0.0 if mark.label.before else mark.label.indent
                found.append((owner, x, y - 6 * size, x + wide, y + 6 * size))
    return found


def overlaps(picture: Layout) -> list[tuple[str, str]]:
    drawn = boxes(picture)
    return [
        (a[0], b[0])
        for a, b in product(drawn, drawn)
        if a[0] < b[0]
        and a[1] < b[3] - 0.01
        and b[1] < a[3] - 0.01
        and a[2] < b[4] - 0.01
        and b[2] < a[4] - 0.01
    ]


def shown_ids(picture: Layout) -> set[str]:
    return {event_id for mark in picture.marks for event_id in mark.event_ids}


def of(picture: Layout, event_id: str) -> Mark:
    return next(mark for mark in picture.marks if event_id in mark.event_ids)


@pytest.mark.parametrize("width", [390, 900, 1440, 3800])
@pytest.mark.parametrize("count", [1, 12, 60, 212])
def test_no_mark_or_label_overlaps_another(count: int, width: int) -> None:
    picture = layout(many(count, 500), width=width, selected="e00000")
    assert not overlaps(picture)
    assert shown_ids(picture) == {f"e{number:05}" for number in range(count)}


@pytest.mark.parametrize("lanes", ["actor", "kind", "place", "source", "language", "none"])
def test_the_sample_is_clean_in_every_grouping_and_format(lanes: str) -> None:
    for given in ({"width": 1600, "height": 900, "size": 1.15}, {"width": 390}, {"width": 1100}):
        picture = layout(sample_frame(), lanes=lanes, **given)  # type: ignore[arg-type]
        assert not overlaps(picture)
        for _, x0, y0, x1, y1 in boxes(picture):
            assert x0 >= 0 and x1 <= picture.width
            assert picture.axis_y <= y0 and y1 <= picture.bottom


def test_many_events_on_one_day_all_have_their_own_mark_and_label() -> None:
    picture = layout(frame.from_rows([row(number, date(2023, 5, 1)) for number in range(15)]))
    assert len(picture.marks) == 15
    assert all(mark.label and mark.form == "point" for mark in picture.marks)
    assert len({mark.x for mark in picture.marks}) == 1
    assert not overlaps(picture)


def test_where_marks_find_no_room_their_number_is_said() -> None:
    picture = layout(frame.from_rows([row(n, date(2023, 5, 1)) for n in range(90)]), width=900, height=260)
    chips = [mark for mark in picture.marks if mark.form == "more"]
    assert chips
    assert [chip.text for chip in chips] == [f"+{len(chip.event_ids)}" for chip in chips]
    assert len(shown_ids(picture)) == 90
    assert not overlaps(picture)


def test_the_same_frame_gives_the_same_layout() -> None:
    assert layout(many(120, 400)) == layout(many(120, 400))


def test_a_fixed_height_is_kept() -> None:
    for count in (0, 1, 12, 212, 2500):
        picture = layout(many(count, 500), width=1600, height=900, size=1.15, caption="All events")
        assert picture.height == 900
        assert picture.top + picture.bottom < 900 - picture.edge


def test_the_important_get_their_labels_first() -> None:
    rows = [
        row(n, date(2023, 5, 1) + timedelta(days=n // 8), confidence=0.9 if n == 77 else 0.2)
        for n in range(96)
    ]
    for n, given in enumerate(rows):
        given["title"] = f"Delegations meet in the capital, number {n}"
    picture = layout(frame.from_rows(rows), width=700, height=300)
    assert of(picture, "e00077").label
    chosen = layout(frame.from_rows(rows), width=700, height=300, selected="e00040")
    assert of(chosen, "e00040").label
    assert of(chosen, "e00040").selected


@pytest.mark.parametrize("count", [12, 40, 90])
def test_no_mark_stands_nameless_beside_room_for_its_name(count: int) -> None:
    picture = layout(many(count, 500), width=1056)
    drawn = boxes(picture)
    for number, mark in enumerate(picture.marks):
        if mark.label or mark.form != "point" or mark.x1 + 190 > picture.scale.right:
            continue
        right, top, bottom = mark.x1 + 190, mark.y - 8, mark.y + 8
        beside = [
            owner
            for owner, x0, y0, x1, y1 in drawn
            if owner != f"{mark.lane} {number}" and x0 < right and x1 > mark.x1 and y0 < bottom and y1 > top
        ]
        assert beside, mark.text


def test_a_long_title_wraps_and_ends_in_an_ellipsis() -> None:
    title = "Delegations " * 8
    label = layout(frame.from_rows([row(0, date(2023, 5, 1), title=title)])).marks[0].label
    assert label
    assert len(label.lines) == 2
    assert label.lines[-1].endswith("…")


def test_an_event_stands_in_the_lane_of_each_of_its_actors() -> None:
    picture = layout(sample_frame(), max_lanes=30)
    treaty = sample_frame().query("date_edtf == '2022-07-22'")
    assert len(treaty) >= 1
    event_id, actors = treaty.iloc[0]["event_id"], treaty.iloc[0]["actor_ids"]
    assert len(actors) > 1
    assert {mark.lane for mark in picture.marks if event_id in mark.event_ids} == set(actors)


def test_lanes_beyond_the_cap_fold_into_one_without_losing_an_event() -> None:
    whole, capped = layout(sample_frame(), max_lanes=50), layout(sample_frame(), max_lanes=4)
    assert len(whole.lanes) > 6
    assert len([lane for lane in capped.lanes if lane.key]) == 4
    assert shown_ids(capped) == shown_ids(whole)


def test_lanes_are_ordered_as_asked() -> None:
    def keys(order: Any) -> list[str]:
        return [lane.key for lane in layout(many(60, 300), lane_order=order).lanes]

    by_name = layout(many(60, 300), lane_order="name").lanes
    assert [lane.name for lane in by_name] == sorted((lane.name for lane in by_name), key=str.casefold)
    counts = [lane.count for lane in layout(many(60, 300)).lanes]
    assert counts == sorted(counts, reverse=True)
    assert keys(["actor-3", "actor-1"])[:2] == ["actor-3", "actor-1"]
    first = layout(many(60, 300), lane_order="first")
    starts = [min(mark.x0 for mark in first.marks if mark.lane == lane.key) for lane in first.lanes]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("precision", "edtf", "start", "end", "expected"),
    [
        ("day", "2023-05-01", (2023, 5, 1), (2023, 5, 1), "point"),
        ("month", "2023-05", (2023, 5, 1), (2023, 5, 31), "within"),
        ("year", "2023", (2023, 1, 1), (2023, 12, 31), "within"),
        ("interval", "2023-04-21/2023-04-30", (2023, 4, 21), (2023, 4, 30), "within"),  # late April
        ("interval", "2023-01/2023-03", (2023, 1, 1), (2023, 3, 31), "within"),  # early 2023
        ("interval", "2023-03-20/2023-03-22", (2023, 3, 20), (2023, 3, 22), "duration"),
        ("interval", "2023-04-28~/2023-07-28~", (2023, 4, 28), (2023, 7, 28), "about"),
        ("interval", "2022-02-24/..", (2022, 2, 24), None, "open"),
        ("interval", "../2022-02-24", None, (2022, 2, 24), "open"),
    ],
)
def test_each_precision_has_its_own_form(
    precision: str,
    edtf: str,
    start: tuple[int, int, int] | None,
    end: tuple[int, int, int] | None,
    expected: str,
) -> None:
    first = date(*start).toordinal() if start else None
    last = date(*end).toordinal() if end else None
    assert form(precision, edtf, first, last) == expected


def test_a_point_stands_on_its_day_and_a_month_covers_the_month() -> None:
    rows = [row(0, date(2023, 5, 9)), row(1, date(2023, 5, 1), end=date(2023, 5, 31), precision="month")]
    picture = layout(frame.from_rows(rows), range=(date(2023, 4, 1), date(2023, 6, 30)))
    assert picture.scale.date(of(picture, "e00000").x) == date(2023, 5, 9)
    month = of(picture, "e00001")
    assert month.x0 == pytest.approx(picture.scale.x(date(2023, 5, 1).toordinal()))
    assert month.x1 == pytest.approx(picture.scale.x(date(2023, 6, 1).toordinal()))


def test_what_leaves_the_view_fades_on_that_side() -> None:
    rows = [row(0, date(2022, 1, 1), end=date(2024, 12, 31), precision="interval")]
    picture = layout(frame.from_rows(rows), range=(date(2023, 4, 1), date(2026, 6, 30)))
    assert picture.marks[0].fades == (True, False)
    assert picture.marks[0].x0 == picture.scale.left


def test_events_out_of_range_and_undated_ones_are_counted_and_said() -> None:
    rows = [row(0, date(1993, 5, 1)), row(1, date(2023, 5, 1)), row(2, date(2031, 5, 1))]
    rows.append(row(3, date(2023, 5, 1), date_edtf=None, start=None, end=None, precision="undated"))
    picture = layout(frame.from_rows(rows), range=(date(2023, 1, 1), date(2023, 12, 31)))
    assert (picture.shown, picture.earlier, picture.later, picture.undated) == (1, 1, 1, 1)
    said = " ".join(note.text for note in picture.notes)
    assert "1 earlier, from 1993" in said
    assert "1 later, to 2031" in said
    assert "1 undated" in said


def test_an_outlier_does_not_squeeze_the_rest_but_is_announced() -> None:
    rows = [row(n, date(2022, 1, 1) + timedelta(days=9 * n)) for n in range(60)] + [row(99, date(1993, 5, 1))]
    picture = layout(frame.ordered(frame.from_rows(rows)))
    assert picture.range[0].year == 2021 or picture.range[0].year == 2022
    assert picture.earlier == 1
    found = focus(frame.from_rows(rows))
    assert found == (date(2022, 1, 1), date(2022, 1, 1) + timedelta(days=9 * 59))


def test_a_quarter_of_the_events_far_off_and_apart_are_outliers_still() -> None:
    near = [row(n, date(2022, 1, 1) + timedelta(days=20 * n)) for n in range(15)]
    far = [row(90 + n, date(1960 + 11 * n, 5, 1)) for n in range(5)]
    picture = layout(frame.ordered(frame.from_rows(near + far)))
    assert picture.earlier == 5
    assert picture.shown == 15


def test_without_outliers_everything_dated_is_shown() -> None:
    assert focus(many(0, 1)) is None
    for count, days in ((1, 1), (3, 9000), (15, 30), (200, 400)):
        picture = layout(many(count, days))
        assert (picture.earlier, picture.later) == (0, 0)


@pytest.mark.parametrize(
    "days",
    [
        (date(1, 1, 1), date(1, 1, 3)),
        (date(1, 1, 1), date(9999, 12, 31)),
        (date(9999, 12, 1), date(9999, 12, 31)),
        (date(2023, 7, 1), date(2023, 4, 1)),
        (date(2023, 7, 1), None),
        (None, date(1950, 1, 1)),
        (None, None),
    ],
)
def test_any_range_of_the_calendar_can_be_shown(days: tuple[date | None, date | None]) -> None:
    picture = layout(sample_frame(), range=days)
    assert picture.range[0] <= picture.range[1]
    assert not overlaps(picture)


@pytest.mark.parametrize("span", [1, 3, 10, 40, 100, 400, 900, 4000, 20000, 200000, 3000000])
@pytest.mark.parametrize("language", ["en", "fr", "uk"])
def test_ticks_are_dense_enough_to_read_and_never_touch(span: int, language: str) -> None:
    first = date(2022, 11, 17).toordinal() if span < 400000 else 1
    scale = Scale(first, first + span - 1, 100.0, 1400.0)
    written = ticks(scale, words(language), 1.0)
    minor = [tick for tick in written if not tick.major and tick.text]
    assert 1 <= len(minor) <= 60
    for before, after in pairwise(minor):
        assert before.x + measure(before.text, 11.0) < after.x
    major = [tick for tick in written if tick.major]
    for before, after in pairwise(major):
        assert before.x + measure(before.text, 13.0, bold=True) < after.x
    assert all(tick.x >= 100.0 and tick.x + measure(tick.text, 11.0) <= 1400.0 for tick in written)


def test_ticks_speak_the_readers_language() -> None:
    picture = layout(sample_frame(), language="fr", range=(date(2023, 1, 1), date(2023, 12, 31)))
    assert {"janv.", "avr.", "2023"} <= {tick.text for tick in picture.ticks}
    assert any(entry.text == "prévu" for entry in picture.legend)


def test_rows_in_another_language_than_the_readers_show_their_label() -> None:
    given = frame.from_rows([row(0, date(2023, 5, 1), language="fr", title="Rencontre", label="Meeting")])
    assert layout(given, language="en").marks[0].text == "Meeting"
    assert layout(given, language="fr").marks[0].text == "Rencontre"


def test_publication_dates_stand_as_quiet_lines_and_today_only_if_given() -> None:
    given = frame.from_rows([row(0, date(2023, 5, 1), published="2023-05-20T10:00:00+02:00")])
    days = date(2023, 4, 1), date(2023, 6, 30)
    lines = layout(given, range=days).references
    assert [(line.kind, line.line) for line in lines] == [("published", True)]
    lines = layout(given, range=days, today=date(2023, 6, 1)).references
    assert [line.kind for line in lines] == ["published", "today"]


def test_a_long_silence_in_a_lane_is_written_where_nothing_else_stands() -> None:
    days = [
        date(2021, 1, 5),
        date(2021, 1, 25),
        date(2021, 2, 7),
        date(2021, 2, 27),
        date(2023, 1, 3),
        date(2023, 1, 9),
    ]
    picture = layout(frame.from_rows([row(n, day, title="Talks") for n, day in enumerate(days)]), width=1400)
    (gap,) = picture.gaps
    assert gap.text == "nothing for 22 months"
    assert all(x1 <= gap.x0 or x0 >= gap.x1 for _, x0, _, x1, _ in boxes(picture))


def test_a_full_picture_shows_density_and_opens_up_as_the_range_narrows() -> None:
    given = many(2500, 700)
    picture = layout(given)
    assert picture.dense
    assert not picture.marks
    assert any("2,500 events" in note.text for note in picture.notes)
    near = layout(given, range=(date(2022, 3, 1), date(2022, 3, 20)))
    assert not near.dense
    assert near.marks


def test_an_empty_view_says_so() -> None:
    picture = layout(frame.from_rows([]))
    assert picture.message == "No event to draw here"
    assert layout(frame.from_rows([]), language="fr").message == "Aucun événement à dessiner ici"


def test_an_unknown_grouping_is_refused_in_one_line() -> None:
    with pytest.raises(UsageError, match=r"colour.*Choose one of actor"):
        layout(sample_frame(), lanes="colour")


def test_wrapping_loses_no_word_and_keeps_to_the_width() -> None:
    text = "The Organization for Security and Co-operation in Europe calls for access"
    for width in (60, 120, 240, 500):
        lines = wrap(text, 13.0, width, 20)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(measure(line, 13.0) <= width for line in lines)


def test_an_ellipsis_stands_where_reading_ends() -> None:
    assert wrap("Talks about the corridor", 13.0, 80, 1)[0].endswith("…")
    assert wrap("وزير الخارجية يلتقي نظيره", 13.0, 80, 1)[0].endswith("…\u200f")


def test_a_mark_says_how_many_sources_tell_it_and_whether_they_differ() -> None:
    told = sample_frame()
    told["publishers"] = [["a", "b", "c"] if i % 3 == 0 else ["a"] for i in range(len(told))]
    told["conflicts"] = [[{"field": "date"}] if i % 6 == 0 else [] for i in range(len(told))]
    picture = layout(told)
    signs = {mark.label.sign for mark in picture.marks if mark.label}
    assert signs == {"", "3", "3 ≠"}
    assert not overlaps(picture)
    legend = [entry.text for entry in picture.legend if entry.kind == "sign"]
    assert legend == ["number of independent sources", "sources disagree"]
    assert not [entry for entry in layout(sample_frame()).legend if entry.kind == "sign"]


def test_a_story_stands_in_the_lane_of_each_of_its_publishers() -> None:
    told = sample_frame().head(2)
    told["publishers"] = [["One", "Another"], ["One"]]
    picture = layout(told, lanes="source")
    assert {lane.key: lane.count for lane in picture.lanes} == {"One": 2, "Another": 1}
