"""From the map and from who meets whom back to the timeline, by pointer and by keys, in a real Chromium."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import drawn, sentence, settled

pytestmark = pytest.mark.browser

MARK = ".st-key-picture .target"


def _see(visit: Any, path: str, **options: Any) -> Any:
    page = visit(path, **options)
    page.wait_for_selector(MARK, state="attached")
    settled(page)
    return page


def test_a_click_on_a_place_shows_its_events_on_the_timeline(visit: Any) -> None:
    page = _see(visit, "/?v=1&show=map")
    mark = page.locator(MARK).filter(has_text=re.compile("^Kyiv:")).first
    told = str(mark.get_attribute("aria-label"))
    mark.click()
    page.wait_for_url(re.compile("p=kyiv"))
    drawn(page)
    assert "show=map" not in page.url
    assert " at Kyiv" in sentence(page)
    count = re.search(r": (\d+) event", told)
    assert count is not None
    undated = re.search(r"(\d+) undated", sentence(page))
    shown = int(sentence(page).split()[0]) + (int(undated[1]) if undated else 0)
    assert shown == int(count[1]), "as many as the map said"


def test_a_click_on_a_pair_shows_the_events_that_name_both(visit: Any) -> None:
    page = _see(visit, "/?v=1&show=meetings")
    page.locator(MARK).filter(has_text=re.compile("Ukraine and Russia|Russia and Ukraine")).first.click()
    page.wait_for_url(re.compile("m=all"))
    drawn(page)
    assert "naming both" in sentence(page)
    assert {"Russia", "Ukraine"} <= set(re.findall(r"\w+", sentence(page)))


def test_both_pictures_and_their_lists_can_be_used_by_keys_alone(visit: Any) -> None:
    page = _see(visit, "/?v=1&show=map")
    page.locator(".st-key-list button").filter(has_text="Istanbul").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("p=istanbul"))
    page = _see(visit, "/?v=1&show=meetings")
    page.locator(MARK).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("m=all"))


def test_the_map_is_moved_by_dragging_and_the_link_shows_the_same_part(visit: Any) -> None:
    page = _see(visit, "/?v=1&show=map")
    box = page.locator(".st-key-picture svg").last.bounding_box()
    x, y = box["x"] + 60, box["y"] + box["height"] - 120
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 200, y - 40, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile(r"at=[-\d.]+%2C|at=[-\d.]+,"))
    settled(page)
    where = page.locator(MARK).evaluate_all("all => all.map(m => m.getAttribute('aria-label'))")
    other = _see(visit, page.url)
    assert other.locator(MARK).evaluate_all("all => all.map(m => m.getAttribute('aria-label'))") == where


def test_a_view_is_saved_under_a_name_and_opened_in_another_window(visit: Any) -> None:
    page = visit("/?v=1&a=turkey")
    drawn(page)
    page.get_by_role("button", name="Views").click()
    page.get_by_label("Save this view as").fill("What Turkey did")
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-view_open_0")
    other = visit("/")
    drawn(other)
    other.get_by_role("button", name="Views").click()
    other.get_by_role("button", name="What Turkey did", exact=True).first.click()
    other.wait_for_url(re.compile("a=turkey"))
    settled(other)
    assert "naming Turkey" in sentence(other)


def test_the_map_fits_a_phone(visit: Any) -> None:
    page = _see(visit, "/?v=1&show=map", viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_two_fingers_draw_the_map_closer(visit: Any) -> None:
    page = visit("/?v=1&show=map", viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page.wait_for_selector("[data-drawing] svg")
    settled(page)
    page.locator("[data-drawing] svg").scroll_into_view_if_needed()
    box = page.locator("[data-drawing] svg").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 90
    hand = page.context.new_cdp_session(page)
    for kind, apart in (("touchStart", 30), ("touchMove", 60), ("touchMove", 90)):
        fingers = [{"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_url(re.compile("at="))
