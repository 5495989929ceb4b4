"""Stories a reader lives, in a real headless Chromium on the demo."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from browsing import PICTURE, card, drawn, listed, sentence, settled
from PIL import Image

pytestmark = pytest.mark.browser


def _choose_actor(page: Any, name: str) -> None:
    box = page.locator(".st-key-f_actors input")
    box.click()
    box.fill(name)
    page.get_by_role("option", name=re.compile(name)).first.click()
    page.keyboard.press("Escape")
    settled(page)


def _click_mark(page: Any, number: int = 0) -> str:
    """Click a mark of the picture; the event it stands for."""
    where = page.locator(PICTURE).evaluate(
        """(picture, number) => {
            const mark = picture.timeline.marks[number], box = picture.getBoundingClientRect()
            return [box.x + mark.x, box.y + mark.y, mark.event]
        }""",
        number,
    )
    page.mouse.move(where[0], where[1])
    page.wait_for_timeout(200)
    page.mouse.click(where[0], where[1])
    page.wait_for_url(re.compile(f"e={where[2]}"))
    settled(page)
    return str(where[2])


def test_filter_click_an_event_and_send_the_link(visit: Any) -> None:
    page = visit()
    drawn(page)
    before = sentence(page)
    assert re.match(r"\d+ events", before)
    _choose_actor(page, "Turkey")
    said = sentence(page)
    assert re.match(r"\d+ of \d+ events naming Turkey", said)
    event = _click_mark(page)
    assert page.locator("[data-rings] div").count() >= 1, "the open event is ringed in the picture"
    assert page.locator("tr.chosen").get_attribute("data-event") == event

    other = visit(page.url)
    drawn(other)
    other.wait_for_selector(".st-key-card blockquote")
    assert sentence(other) == said
    assert card(other) == card(page)
    assert listed(other) == listed(page)


def test_the_picture_can_be_saved_as_shown(visit: Any) -> None:
    page = visit("/?v=1&a=turkey")
    drawn(page)
    page.get_by_role("button", name="Save").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG", exact=True).click()
    image = Image.open(io.BytesIO(download.value.path().read_bytes()))
    assert image.format == "PNG"
    assert image.size == (1600, 900)
    colours = image.convert("RGB").getcolors(maxcolors=1_000_000)
    assert colours is not None
    assert len(colours) > 50, "a blank picture has one colour"
    assert max(count for count, _ in colours) < 0.97 * 1600 * 900


def test_rows_can_be_saved(visit: Any) -> None:
    page = visit("/?v=1&a=turkey")
    drawn(page)
    page.get_by_role("button", name="Save").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("event_id,story_id,article_id")
    assert len(lines) > len(listed(page))


def _told_by_several(page: Any) -> str:
    """An event beside whose mark stands the number of its sources."""
    found: str = page.locator(PICTURE).evaluate(
        """picture => {
            const signs = [...picture.querySelectorAll('text')].filter(t => /^[2-9] ?≠?$/.test(t.textContent))
            const sign = signs.find(t => t.closest('g').getAttribute('font-weight') === '600')
            const far = mark => Math.hypot(mark.x - sign.getAttribute('x'), mark.y - sign.getAttribute('y'))
            return picture.timeline.marks.reduce((a, b) => (far(a) < far(b) ? a : b)).event
        }"""
    )
    return found


def test_each_source_of_a_story_is_a_click_away_with_its_passage(visit: Any) -> None:
    page = visit()
    drawn(page)
    page.locator(f'tr[data-event="{_told_by_several(page)}"] button').click()
    settled(page)
    opened = page.locator(".st-key-card")
    assert "independent sources, first by" in opened.inner_text()
    reports = opened.locator("details")
    assert reports.count() > 1
    closed = reports.nth(1).locator("mark.quote").first
    assert not closed.is_visible()
    reports.nth(1).locator("summary").click()
    assert closed.is_visible()


def test_a_rejected_event_leaves_the_picture_until_that_is_taken_back(visit: Any) -> None:
    page = visit()
    drawn(page)
    before, event = sentence(page), _told_by_several(page)
    page.locator(f'tr[data-event="{event}"] button').click()
    settled(page)
    page.get_by_role("button", name="Reject").click()
    page.wait_for_selector(f'tr[data-event="{event}"]', state="detached")
    settled(page)
    assert sentence(page) != before
    page.reload()
    drawn(page)
    assert event not in listed(page), "kept, not only shown"
    page.get_by_role("button", name="Undo").click()
    page.wait_for_selector(f'tr[data-event="{event}"]', state="attached")
    settled(page)
    assert sentence(page) == before


def test_a_range_set_by_keys_stays_when_a_filter_changes(visit: Any) -> None:
    page = visit()
    drawn(page)
    page.get_by_role("slider", name=re.compile("Overview")).focus()
    page.keyboard.press("ArrowUp")
    page.wait_for_url(re.compile("from=.*to="))
    settled(page)
    chosen = dict(re.findall(r"(from|to)=([\d-]+)", page.url))
    _choose_actor(page, "Russia")
    assert dict(re.findall(r"(from|to)=([\d-]+)", page.url)) == chosen


def test_a_range_can_be_drawn_on_the_overview(visit: Any) -> None:
    page = visit()
    drawn(page)
    page.get_by_role("slider", name=re.compile("Overview")).press(
        "Home"
    )  # the whole span: drawing, not moving
    settled(page)
    box = page.locator("[data-overview] svg").bounding_box()
    page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 20, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("from=.*to="))


def test_a_part_of_the_filter_can_be_taken_away(visit: Any) -> None:
    page = visit("/?v=1&a=turkey~united-nations&m=all")
    drawn(page)
    page.locator(".st-key-sentence").get_by_role("button", name="Turkey").click()
    page.wait_for_url(re.compile(r"a=united-nations(&|$)"))
    settled(page)
    assert "naming United Nations" in sentence(page)
    left = page.locator(".st-key-f_actors").get_by_role("button", name=re.compile("^Remove "))
    assert left.count() == 1


def test_an_event_can_be_read_with_the_keyboard_alone(visit: Any) -> None:
    page = visit("/?v=1&a=turkey")
    drawn(page)
    lines = listed(page)
    page.locator("tr[data-event] button").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"e={lines[1]}"))
    page.wait_for_selector(".st-key-card blockquote mark")


def test_the_page_fits_a_phone(visit: Any) -> None:
    page = visit(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    drawn(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert page.locator(PICTURE).bounding_box()["width"] <= 400
    top = page.locator(PICTURE).bounding_box()["y"]
    assert top < 422, "the picture begins in the upper half"


def test_the_picture_is_above_the_fold(visit: Any) -> None:
    page = visit("/?v=1&a=russia~ukraine&m=all")
    drawn(page)
    assert page.locator(PICTURE).bounding_box()["y"] < 350
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 1440


def test_a_french_browser_reads_french(visit: Any) -> None:
    page = visit(locale="fr-FR")
    drawn(page)
    assert re.match(r"\d+ événements", sentence(page))


def test_a_pasted_article_is_read_and_its_markup_never_runs(visit: Any) -> None:
    page = visit("/articles")
    page.get_by_role("tab", name="Paste").click()
    text = (
        "Turkey and Russia signed an agreement in Ankara on 4 May 2023 <img src=x onerror=alert(1)>"
        " ![x](http://203.0.113.9/p.png) <script>alert(2)</script> $x^2$ :red[red] :smile:."
    )
    page.get_by_label("Text of the article").fill(text)
    page.get_by_label("Title (optional)").fill("<b>Pasted</b> *one* :material/close:")
    page.get_by_role("button", name="Read", exact=True).click()
    page.wait_for_selector(".tl-result")
    assert "<b>Pasted</b> *one* :material/close:" in page.locator(".tl-result").inner_text()
    settled(page)
    page.get_by_role("link", name="Timeline").first.click()
    drawn(page)
    page.get_by_role("searchbox", name="Search").fill("onerror")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=onerror"))
    settled(page)
    page.locator("tr[data-event] button").first.click()
    page.wait_for_selector(".st-key-card blockquote")
    assert "<script>alert(2)</script>" in page.locator(".st-key-card blockquote").inner_text()
    assert page.locator(".stMain img").count() == 0
