"""The page for a USB stick: complete, harmless, and alive with the network cut."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sample_rows import sample_frame
from test_export_data import HOSTILE, one, rows

from timeline.export import EXPORTERS, Sheet

WORDS = "42 events naming “Russia” & others"


def written(given: pd.DataFrame | None = None, **sheet: Any) -> str:
    frame = sample_frame() if given is None else given
    return EXPORTERS["html"].write(frame, Sheet(**{"words": WORDS, **sheet})).decode("utf-8")


class Tags(HTMLParser):
    """Every tag of a page with its attributes, and the text of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_says_every_row_and_the_filter() -> None:
    page = Tags(written(title="Talks"))
    lines = [given for tag, given in page.found if tag == "li"]
    assert [line["data-event"] for line in lines] == [row["event_id"] for row in rows()]
    assert all(row["quote"] in page.text for row in rows())
    assert WORDS in page.text
    assert "Talks" in page.text
    assert "0 of 42 events reviewed" in page.text
    assert "As of 28 July 2023" in page.text


def test_the_date_words_are_marked_in_the_passage() -> None:
    marked = re.findall(r"<mark>(.*?)</mark>", written())
    assert marked == [row["date_text"].replace("'", "&#x27;") for row in rows() if row["date_text"]]


def test_the_picture_stands_in_the_page_and_every_mark_has_its_line() -> None:
    page = Tags(written())
    drawn = [
        given["data-event"] for tag, given in page.found if tag in ("path", "text") and "data-event" in given
    ]
    assert drawn
    assert set(drawn) <= {row["event_id"] for row in rows()}


def test_the_pages_policy_allows_its_own_style_and_script_and_nothing_else() -> None:
    page = written()
    policy = next(
        str(given["content"])
        for tag, given in Tags(page).found
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    for tag in ("style", "script"):
        [content] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = b64encode(sha256(content.encode("utf-8")).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not [given for _, given in Tags(page).found if "style" in given]


def test_the_page_loads_nothing_and_sends_nothing() -> None:
    for tag, given in Tags(written()).found:
        assert tag not in ("link", "img", "iframe", "form", "object", "embed", "base")
        assert "src" not in given
        assert "href" not in given or (tag == "a" and str(given["href"]).startswith("https://example.org/"))


def test_an_articles_words_are_shown_and_never_obeyed() -> None:
    hostile = one(
        title=HOSTILE, quote=HOSTILE, source=HOSTILE, article_title=HOSTILE, place=HOSTILE, actors=[HOSTILE],
        actor_ids=['"><b onx=1>'], event_id='"><script>', language='"><i>', attributed_to=HOSTILE,
        date_text=HOSTILE, url='javascript:alert(1)//"><b>',
    )  # fmt: skip
    page = Tags(written(hostile, title=HOSTILE, words=HOSTILE))
    kinds = [tag for tag, _ in page.found]
    assert kinds.count("script") == 1
    assert not set(kinds) & {"b", "img", "i"}
    assert not [name for _, given in page.found for name in given if name.startswith("on")]
    assert "javascript:" not in "".join(str(given.get("href")) for _, given in page.found)
    assert page.text.count("<script>alert(1)</script>") >= 3


def test_the_same_rows_give_the_same_page_in_the_readers_language() -> None:
    assert written() == written()
    assert 'lang="fr"' in written(language="fr")
    assert "avril 2023" in written(language="fr")


@pytest.fixture
def page(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    """The page from a file, offline; whatever it says on the console, or asks for, fails the test."""
    (tmp_path / "page.html").write_text(written(), encoding="utf-8")
    context = chromium.new_context(offline=True, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto((tmp_path / "page.html").as_uri())
    yield opened
    assert said == []
    assert all(url.startswith("file:") for url in asked)
    context.close()


@pytest.mark.browser
def test_choosing_a_mark_opens_its_passage(page: Any) -> None:
    row = next(row for row in rows() if row["place"] == "Jeddah")
    label = page.locator(f'.picture text[data-event="{row["event_id"]}"]').first
    label.click()
    assert page.locator(f'li[data-event="{row["event_id"]}"] blockquote').inner_text() == row["quote"]
    assert page.locator("li.chosen").count() == 1


@pytest.mark.browser
def test_the_filter_box_narrows_list_and_picture(page: Any) -> None:
    assert page.locator("#found").inner_text() == "42 of 42"
    page.fill("#search", "erdogan")  # without its accent
    assert page.locator("li:visible").count() == 1
    assert page.locator("#found").inner_text() == "1 of 42"
    assert page.locator(".picture path[data-event]:not(.aside)").count() <= 2
    page.fill("#search", "")
    page.select_option("#actor", "nato")
    named = [row for row in rows() if "nato" in row["actor_ids"]]
    assert page.locator("li:visible").count() == len(named)


@pytest.mark.browser
def test_the_keyboard_reaches_every_line(page: Any) -> None:
    page.focus("#actor")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first = page.locator("li").first
    assert first.locator("blockquote").is_visible()
    assert first.get_attribute("class") == "chosen"


@pytest.mark.browser
def test_without_scripts_the_list_still_opens(chromium: Any, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(written(), encoding="utf-8")
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    assert not page.locator(".tools").is_visible()
    page.locator("summary").first.click()
    assert page.locator("blockquote").first.is_visible()
    context.close()
