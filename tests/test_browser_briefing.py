"""The briefing as a reader prepares it, in a real headless Chromium: edited, saved, copied."""

from __future__ import annotations

import io
from typing import Any

import pytest
from browsing import settled
from PIL import Image
from pptx import Presentation

pytestmark = pytest.mark.browser
READ = """async kind => {
    const [item] = await navigator.clipboard.read()
    if (!item.types.includes(kind)) return [item.types.join()]
    const blob = await item.getType(kind)
    if (kind.startsWith('text/')) return [kind, await blob.text()]
    return [kind, Array.from(new Uint8Array(await blob.arrayBuffer()))]
}"""
MAY = {"permissions": ["clipboard-read", "clipboard-write"]}


def _opened(visit: Any, **options: Any) -> Any:
    page = visit("/briefing?v=1&a=turkey", **options)
    page.wait_for_selector(".tl-sheet")
    settled(page)
    return page


def _copied(page: Any, what: str, kind: str) -> Any:
    page.locator(f'[data-copies="{what}"]').click()
    page.locator("[data-copying] output", has_text="Copied").wait_for()
    found, content = page.evaluate(READ, kind)
    assert found == kind
    return content


def test_a_briefing_is_saved_under_its_readers_own_title(visit: Any) -> None:
    page = _opened(visit)
    page.get_by_label("Title").fill("Turkey keeps the grain moving")
    page.keyboard.press("Tab")
    page.wait_for_url("**bt=Turkey**")
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="PowerPoint", exact=True).click()
    [slide] = Presentation(download.value.path()).slides
    assert slide.shapes.title.text_frame.text == "Turkey keeps the grain moving"


def test_one_click_puts_the_picture_on_the_clipboard(visit: Any) -> None:
    page = _opened(visit, **MAY)
    image = Image.open(io.BytesIO(bytes(_copied(page, "picture", "image/png"))))
    assert image.size == (3200, 1800)
    assert len(image.convert("RGB").getcolors(1 << 24) or []) > 50, "a blank picture has one colour"


def test_another_the_link(visit: Any) -> None:
    page = _opened(visit, **MAY)
    link = _copied(page, "link", "text/plain")
    assert link == page.url
    other = visit(link)
    other.wait_for_selector(".tl-sheet")
    settled(other)
    assert other.locator(".tl-sheet").get_attribute("src") == page.locator(".tl-sheet").get_attribute("src")


def test_another_the_chronology_as_formatted_text(visit: Any) -> None:
    page = _opened(visit, **MAY)
    html = _copied(page, "words", "text/html")
    assert "<table" in html and "[1]" in html and "Extracted by machine" in html
    plain = _copied(page, "words", "text/plain")
    assert plain.startswith("Turkey, ")
    assert "1.\t29 March 2022\t" in plain


def test_a_browser_that_refuses_is_told_so_with_what_to_do_instead(visit: Any) -> None:
    page = _opened(visit)
    page.evaluate(
        "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        " document.execCommand = () => false }"
    )
    for what, said in (("picture", "Save it as PNG instead"), ("words", "Save a file instead")):
        page.locator(f'[data-copies="{what}"]').click()
        page.locator("[data-copying] output", has_text=said).wait_for()
