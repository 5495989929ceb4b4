"""Stories of people at work on a collection, in a real headless Chromium: correct, share, come back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import card, listed, sentence, settled

pytestmark = pytest.mark.browser

VIEW = "/?v=1&a=turkey"


def _shown(page: Any) -> None:
    page.wait_for_selector("tr[data-event]")
    settled(page)


def _open(page: Any, number: int) -> str:
    """Open the event of one line of the list; its id."""
    event = listed(page)[number]
    page.locator(f'tr[data-event="{event}"] button').click()
    page.wait_for_url(re.compile(f"e={event}"))
    page.wait_for_selector(".st-key-card blockquote", state="attached")
    settled(page)
    return event


def _correct(page: Any, **fields: str) -> None:
    page.get_by_role("button", name="Correct", exact=True).click()
    page.wait_for_selector(".st-key-edit_save")
    for label, words in fields.items():
        page.locator(".st-key-reviewing").get_by_label(re.compile(f"^{label}")).first.fill(words)


def _save(page: Any) -> None:
    page.locator(".st-key-edit_save button").click()
    settled(page)


def _date(page: Any) -> str:
    return str(page.locator(".st-key-card .date").first.inner_text())


def test_a_wrong_date_is_corrected_without_a_jump_and_seen_after_a_reload(visit: Any) -> None:
    page = visit(VIEW)
    _shown(page)
    event = _open(page, 1)
    page.locator(f'tr[data-event="{event}"]').scroll_into_view_if_needed()
    where = page.evaluate("document.querySelector('.stMain').scrollTop")
    _correct(page, Date="3–5 October 2022", Why="the article confuses two meetings")
    _save(page)
    page.wait_for_selector(".st-key-edit_save", state="detached")
    assert _date(page) == "3–5 October 2022"
    assert abs(page.evaluate("document.querySelector('.stMain').scrollTop") - where) < 40
    page.reload()
    _shown(page)
    assert f"e={event}" in page.url
    assert _date(page) == "3–5 October 2022"
    assert "the article confuses two meetings" in page.locator(".st-key-card").inner_text()
    page.locator(".st-key-undo_0 button").click()
    settled(page)
    assert _date(page) != "3–5 October 2022"


def test_of_two_windows_that_edit_one_event_the_second_is_told(visit: Any) -> None:
    one = visit(VIEW)
    _shown(one)
    event = _open(one, 2)
    other = visit(one.url)
    _shown(other)
    _correct(one, Title="What the first wrote")
    _correct(other, Title="What the second wrote")
    _save(one)
    one.wait_for_selector(".st-key-edit_save", state="detached")
    _save(other)
    told = other.locator(".st-key-reviewing [data-testid=stAlert]").inner_text()
    assert "What the first wrote" in told
    assert other.locator(".st-key-edit_title input").input_value() == "What the second wrote"
    other.locator(".st-key-edit_cancel button").click()
    settled(other)
    assert event in listed(other)
    assert "What the first wrote" in other.locator(f'tr[data-event="{event}"]').inner_text()


def test_a_link_from_last_week_opens_with_what_still_makes_sense(visit: Any) -> None:
    page = visit("/?v=1&a=turkey~ottoman-empire&p=atlantis&from=2022-01-01&e=0123456789abcdef")
    _shown(page)
    assert "naming Turkey" in sentence(page)
    told = page.locator(".st-key-notice").inner_text()
    for gone in ("ottoman-empire", "atlantis", "0123456789abcdef"):
        assert gone in told
    page.locator(".st-key-notice_close button").click()
    settled(page)
    assert page.locator(".st-key-notice").count() == 0


def test_a_french_reader_corrects_in_french(visit: Any) -> None:
    page = visit(VIEW, locale="fr-FR")
    _shown(page)
    _open(page, 0)
    page.get_by_role("button", name="Corriger", exact=True).click()
    page.wait_for_selector(".st-key-edit_save")
    field = page.locator(".st-key-reviewing").get_by_label("Date", exact=True)
    before = field.input_value()
    field.fill("après-demain")
    _save(page)
    assert "n’est pas une date" in page.locator(".st-key-reviewing").inner_text()
    field.fill("3 octobre 2022")
    _save(page)
    page.wait_for_selector(".st-key-edit_save", state="detached")
    assert _date(page) == "3 octobre 2022"
    assert before != "2022-10-03"


def test_an_event_is_corrected_with_the_keyboard_alone(visit: Any) -> None:
    page = visit(VIEW)
    _shown(page)
    page.locator("tr[data-event] button").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-card blockquote", state="attached")
    settled(page)
    page.locator(".st-key-card_previous button:visible").focus()
    _tab_to(page, ".st-key-review_edit")
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-edit_title")
    _tab_to(page, ".st-key-edit_title")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Typed without a mouse")
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-edit_save", state="detached")
    settled(page)
    assert "Typed without a mouse" in page.locator(".st-key-card header").inner_text()


def _tab_to(page: Any, within: str) -> None:
    """Press Tab until the focus is inside what the selector names; its outline can be seen."""
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("selector => !!document.activeElement.closest(selector)", within):
            return
    pytest.fail(f"the keyboard does not reach {within}")


def test_on_a_phone_the_card_is_there_where_the_finger_is(visit: Any) -> None:
    page = visit(VIEW, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    _shown(page)
    line = page.locator("tr[data-event] button").nth(2)
    line.scroll_into_view_if_needed()
    where = line.bounding_box()["y"]
    line.tap()
    page.wait_for_selector(".st-key-card blockquote", state="attached")
    settled(page)
    box = page.locator(".st-key-card h2").first.bounding_box()
    assert 0 < box["y"] < 844, "the card is on the screen"
    assert abs(line.bounding_box()["y"] - where) < 2, "what was touched has not moved"
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert card(page)
    page.locator(".st-key-card_close button:visible").tap()
    settled(page)
    assert page.locator(".st-key-card_bar").count() == 0
    assert abs(line.bounding_box()["y"] - where) < 2, "closing it moves nothing either"


def test_further_filters_stay_open_while_one_chooses_among_them(visit: Any) -> None:
    page = visit("/?v=1")
    _shown(page)
    page.locator(".st-key-more button").first.click()
    page.locator(".st-key-f_without input").click()
    page.keyboard.type("Turkey")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("n=turkey"))
    settled(page)
    assert "not naming Turkey" in sentence(page)
    assert page.locator(".st-key-f_without").is_visible()


def test_choosing_to_join_shows_the_form_and_not_the_menu_over_it(visit: Any) -> None:
    page = visit(VIEW)
    _shown(page)
    _open(page, 1)
    page.get_by_role("button", name="More").last.click()
    page.get_by_role("button", name="Join", exact=True).click()
    page.wait_for_selector(".st-key-join_go")
    settled(page)
    assert page.locator('[data-testid="stPopoverBody"]:visible').count() == 0
    page.locator(".st-key-join_cancel button").click()
    page.wait_for_selector(".st-key-join_go", state="detached")


def test_from_an_event_to_its_article_and_from_a_passage_there_to_its_event(visit: Any) -> None:
    page = visit("/?v=1")
    _shown(page)
    event = _open(page, 20)
    page.locator(".st-key-card_article button").click()
    sought = page.locator("[data-passages] mark.sought")
    sought.wait_for()
    assert sought.get_attribute("data-key") == event
    other = page.locator(f'[data-passages] mark[data-key]:not([data-key="{event}"])').first
    wanted = other.get_attribute("data-key")
    other.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"e={wanted}"))
    page.wait_for_selector(".st-key-card blockquote", state="attached")


def test_an_event_and_the_list_are_copied_as_text_with_their_passages(visit: Any) -> None:
    page = visit("/?v=1", permissions=["clipboard-read", "clipboard-write"])
    _shown(page)
    _open(page, 3)
    quoted = page.locator(".st-key-card mark").first.inner_text()
    for button in (".st-key-card_copy", ".st-key-list_dated_copy"):
        page.locator(f"{button} button").first.click()
        page.locator('[data-copies="words"]').click()
        page.locator("[data-copying] output", has_text="Copied").wait_for()
        assert quoted in page.evaluate("navigator.clipboard.readText()")
        page.keyboard.press("Escape")
        page.wait_for_selector('[data-copies="words"]', state="detached")
