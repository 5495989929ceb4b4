"""Every pen draws the same picture, the same each time, and obeys no word of an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from sample_rows import sample_frame

from timeline import frame
from timeline.export import EXPORTERS, Sheet
from timeline.export.svg import drawn
from timeline.view import CONFIG, figure, layout, safe
from timeline.view.density import counts
from timeline.view.items import Symbol, Words
from timeline.view.marks import days
from timeline.view.scene import scene
from timeline.view.style import SYMBOLS, THEMES, TONES

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<b>bold</b>",
    '<a href="javascript:alert(1)">link</a>',
    "<img src=x onerror=alert(1)>",
    "Costs $5 & earns $6",
    "&lt;i&gt; &amp;",
    "%{customdata}<extra></extra>",
    "</text><script>alert(1)</script>",
    "right\u202eto left\u202c, null\x00 and bell\x07",
    "]]> --> ' \" ` {{x}}",
)


def titled(*titles: str) -> pd.DataFrame:
    return frame.from_rows(
        {
            "event_id": f"e{number}",
            "article_id": "x",
            "title": title,
            "start": date(2023, 5, 1 + number),
            "end": date(2023, 5, 1 + number),
            "date_edtf": f"2023-05-{1 + number:02}",
            "precision": "day",
            "kind": "CONSULT",
            "status": "happened",
            "actors": [],
            "actor_ids": [],
        }
        for number, title in enumerate(titles)
    )


def drawn_points(made: dict[str, object]) -> Iterator[tuple[str, float, float]]:
    for trace in made["data"]:  # type: ignore[attr-defined]
        if trace.get("name") == "events":
            yield from zip(trace["customdata"], trace["x"], trace["y"], strict=True)


def test_the_figure_has_every_mark_where_the_layout_puts_it() -> None:
    picture = layout(sample_frame(), caption="All events")
    made = json.loads(figure(picture).to_json())
    assert made["layout"]["width"] == round(picture.width)
    assert made["layout"]["xaxis"]["range"] == [0, round(picture.width)]
    assert made["layout"]["yaxis"]["range"] == [round(picture.height), 0]
    expected = [(mark.event_id, mark.x, mark.y + picture.top) for mark in picture.marks]
    for (event_id, x, y), point in zip(expected, drawn_points(made), strict=True):
        assert point == (event_id, pytest.approx(x, abs=0.01), pytest.approx(y, abs=0.01))


def test_the_svg_has_every_word_and_symbol_where_the_scene_puts_it() -> None:
    picture = layout(sample_frame(), caption="All events", width=1600, height=900)
    root = ElementTree.fromstring(drawn(picture).encode())
    items = scene(picture, THEMES["light"])
    texts = root.findall(f"{SVG}text")
    words = [item for item in items if isinstance(item, Words)]
    for text, item in zip(texts, words, strict=True):
        assert text.text == item.text
        assert float(text.get("x", "")) == pytest.approx(item.x, abs=0.01)
        assert float(text.get("y", "")) == pytest.approx(item.y + 0.35 * item.size, abs=0.01)
    symbols = [item for item in items if isinstance(item, Symbol)]
    for path, symbol in zip(root.findall(f"{SVG}path"), symbols, strict=True):
        moved = re.match(r"translate\((\S+) (\S+)\)", path.get("transform", ""))
        assert moved
        assert float(moved[1]) == pytest.approx(symbol.x, abs=0.01)
        assert float(moved[2]) == pytest.approx(symbol.y, abs=0.01)


def test_every_event_can_be_clicked() -> None:
    made = figure(layout(sample_frame())).to_dict()
    clickable = {event_id for trace in made["data"] for event_id in trace.get("customdata") or ()}
    dated = sample_frame().dropna(subset=["start", "end"], how="all")
    picture = layout(sample_frame())
    assert clickable == {mark.event_id for mark in picture.marks}
    assert len(clickable) == len(dated) - picture.earlier - picture.later


def test_a_label_and_a_bar_can_be_clicked_anywhere() -> None:
    picture = layout(sample_frame())
    (targets,) = [t for t in json.loads(figure(picture).to_json())["data"] if t.get("name") == "targets"]
    spots = list(zip(targets["x"], targets["y"], targets["customdata"], strict=True))
    assert targets["marker"]["opacity"] == 0
    for mark in picture.marks:
        if label := mark.label:
            y = label.y + picture.top
            along = sorted(x for x, at, key in spots if key == mark.event_id and abs(at - y) < 1)
            assert max(b - a for a, b in pairwise([label.x - 11, *along, label.x + label.width + 11])) <= 44


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_same_view_gives_the_same_bytes(theme: str) -> None:
    first, second = (figure(layout(sample_frame()), theme=theme).to_json() for _ in range(2))
    assert first == second
    assert drawn(layout(sample_frame()), theme) == drawn(layout(sample_frame()), theme)


def test_the_caption_stands_in_the_picture() -> None:
    sentence = "12 of 42 events naming both Russia and Ukraine, April–July 2023"
    under = figure(layout(sample_frame()), caption=sentence)
    assert under.to_json() == figure(layout(sample_frame(), caption=sentence)).to_json()
    assert sentence in drawn(layout(sample_frame(), caption=sentence))
    sheet = Sheet(title="Talks went on", words=sentence)
    document = EXPORTERS["svg"].write(sample_frame(), sheet).decode()
    assert sentence in document
    assert ">Talks went on</text>" in document


def test_defaults_set_by_others_do_not_change_the_picture() -> None:
    import plotly.io as pio

    before = figure(layout(sample_frame())).to_json()
    kept = pio.templates.default
    try:
        import streamlit  # noqa: F401  (its import sets Plotly's default template)

        pio.templates.default = "plotly_dark"
        after = figure(layout(sample_frame())).to_json()
    finally:
        pio.templates.default = kept
    assert after == before
    assert not re.search(r"#0000\d\d", after), "a placeholder that only one page's script replaces"


def test_no_word_of_an_article_is_obeyed_by_plotly() -> None:
    made = json.loads(figure(layout(titled(*HOSTILE)), caption=HOSTILE[1]).to_json())
    texts = [text for trace in made["data"] for text in trace.get("text") or ()]
    texts += [text for trace in made["data"] for text in trace.get("hovertext") or ()]
    assert texts
    for text in texts:
        assert not re.search(r"[<>$]", text)
        assert not re.search(r"&(?!lt;|gt;|amp;|quot;|#x27;|#36;)", text)
        assert "\u202e" not in text
        assert text.isprintable()
    assert "hovertemplate" not in json.dumps(made)
    assert "texttemplate" not in json.dumps(made)


def test_no_word_of_an_article_becomes_svg() -> None:
    root = ElementTree.fromstring(drawn(layout(titled(*HOSTILE), caption=HOSTILE[6])).encode())
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "rect", "line", "path", "text"
    }  # fmt: skip
    shown = [text.text for text in root.findall(f"{SVG}text")]
    assert "<b>bold</b>" in shown
    assert "Costs $5 & earns $6" in shown


def test_safe_keeps_the_words() -> None:
    assert safe("Russia & Ukraine: <talks>") == "Russia &amp; Ukraine: &lt;talks&gt;"
    assert safe("two\nlines\u2028three") == "two lines three"
    assert safe("выборы 选举 انتخابات") == "выборы 选举 انتخابات"
    assert safe("\ud800") == ""


def test_nothing_of_the_figure_leaves_the_machine() -> None:
    page = figure(layout(sample_frame())).to_html(config=dict(CONFIG), include_plotlyjs=False)
    assert '"showSendToCloud": false' in page
    assert "plotly.com" not in page
    assert '"typesetMath": false' in page
    assert "http" not in drawn(layout(sample_frame())).replace("http://www.w3.org/2000/svg", "")


def test_status_is_told_by_shape_and_hues_are_few_and_strong_enough() -> None:
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)
    for theme in THEMES.values():
        assert len(set(theme.tones.values())) == len(TONES) <= 4
        for hue in theme.tones.values():
            assert contrast(hue, theme.paper) >= 3.0
            assert contrast(hue, theme.band) >= 3.0
        for words in (theme.ink, theme.muted):
            assert contrast(words, theme.paper) >= 4.5
            assert contrast(words, theme.band) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours."""
    lights = sorted(map(luminance, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    parts = (byte / 255 for byte in bytes.fromhex(colour[1:]))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_density_counts_every_event_once_and_spreads_a_month_over_its_days() -> None:
    given = titled("Talks", "Talks").assign(
        start=pd.Series(["2023-05-01", "2023-05-07"], dtype="datetime64[s]"),
        end=pd.Series(["2023-05-31", "2023-05-07"], dtype="datetime64[s]"),
    )
    first = date(2023, 5, 1).toordinal()
    found = counts(days(given), np.array([0, 1]), np.arange(first, first + 32))
    assert found.sum() == pytest.approx(2, abs=0.001)
    assert found[6] == pytest.approx(1 + 1 / 31, abs=0.001)
    assert np.delete(found, 6) == pytest.approx([1 / 31] * 30, abs=0.001)


def test_a_dense_picture_has_a_bar_wherever_there_are_events() -> None:
    picture = layout(sample_frame(), max_marks=5, width=1200)
    assert picture.dense
    assert {bar.lane for bar in picture.bars} == {lane.key for lane in picture.lanes}
    for bar in picture.bars:
        lane = next(lane for lane in picture.lanes if lane.key == bar.lane)
        assert lane.y < bar.y - bar.height < bar.y < lane.y + lane.height


def test_all_others_together_do_not_flatten_the_bars_of_the_lanes() -> None:
    picture = layout(sample_frame(), max_marks=5, max_lanes=4, width=1200)
    tallest = {lane.key: 0.0 for lane in picture.lanes}
    for bar in picture.bars:
        tallest[bar.lane] = max(tallest[bar.lane], bar.height)
    others = tallest.pop("*")
    assert max(tallest.values()) == pytest.approx(others)
    assert any("a scale of their own" in note.text for note in picture.notes)
