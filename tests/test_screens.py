"""Six standard views of the page as they looked when somebody last looked: what moves or goes is noticed.

Pictures are compared coarsely, as grey areas, so that another machine's fonts do not matter. Where a change
is meant, look at the new pictures and keep them: TIMELINE_SCREENS=keep pytest tests/test_screens.py
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import PATIENCE, served, settled
from PIL import Image, ImageChops, ImageFilter
from sample_rows import sample_pairs

from timeline.store import Store

FOLDER = Path(__file__).parent / "screens"
CELL = 12  # pixels of a picture that count as one
FAINT = 28  # of 255: what two cells may differ in
TOLERANCE = 0.02  # of the cells may differ more
LARGEST = 150_000  # bytes
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

VIEWS: dict[str, tuple[str, dict[str, Any]]] = {
    "timeline": ("/?v=1", {}),
    "timeline_dark": ("/?v=1&by=kind", {"color_scheme": "dark"}),
    "filtered": ("/?v=1&a=russia~ukraine&m=all&from=2022-01-01&to=2023-12-31", {}),
    "card": ("/?v=1&a=turkey", {}),
    "articles": ("/articles", {}),
    "phone": ("/?v=1&a=turkey", {"viewport": PHONE, "is_mobile": True, "has_touch": True}),
}
OPENED = {"card", "phone"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample rows, served: what they show changes only when the page does."""
    folder = tmp_path_factory.mktemp("screens")
    with Store(folder / "sample.sqlite") as store:
        for article, events in sample_pairs():
            store.add(article, events)
    with served(folder / "log", "--db", str(folder / "sample.sqlite")) as url:
        yield url


@pytest.mark.browser
@pytest.mark.parametrize("name", list(VIEWS))
def test_a_standard_view_looks_as_it_did(chromium: Any, sample: str, name: str, tmp_path: Path) -> None:
    now = _shot(chromium, sample, name)
    kept = FOLDER / f"{name}.png"
    if os.environ.get("TIMELINE_SCREENS") == "keep":
        FOLDER.mkdir(exist_ok=True)
        now.quantize(48, dither=Image.Dither.NONE).save(kept, optimize=True)
    now.save(tmp_path / kept.name)
    share = differing(Image.open(kept).convert("RGB"), now)
    assert share <= TOLERANCE, f"{share:.1%} of {kept.name} has changed: see {tmp_path / kept.name}"


def test_the_comparison_sees_what_moves_and_not_how_letters_are_drawn() -> None:
    kept = Image.open(FOLDER / "timeline.png").convert("RGB")
    assert differing(kept, kept.filter(ImageFilter.GaussianBlur(0.8))) <= TOLERANCE
    assert differing(kept, ImageChops.offset(kept, 1, 0)) <= TOLERANCE
    assert differing(kept, ImageChops.offset(kept, 0, 40)) > TOLERANCE
    assert differing(kept, Image.new("RGB", kept.size, "white")) > TOLERANCE
    for name in VIEWS:
        other = Image.open(FOLDER / f"{name}.png").convert("RGB")
        assert name == "timeline" or differing(kept, other) > TOLERANCE, name


def test_the_pictures_are_small() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(VIEWS)
    for path in FOLDER.iterdir():
        assert path.stat().st_size <= LARGEST, path.name


def differing(one: Image.Image, other: Image.Image) -> float:
    """The share of coarse cells in which two pictures differ; all of them where they are not of one size."""
    if one.size != other.size:
        return 1.0
    size = one.width // CELL, one.height // CELL
    greys = [picture.convert("L").resize(size, Image.Resampling.BOX) for picture in (one, other)]
    counts = ImageChops.difference(*greys).histogram()
    return sum(counts[FAINT:]) / (size[0] * size[1])


def _shot(chromium: Any, address: str, name: str) -> Image.Image:
    path, given = VIEWS[name]
    options = {"viewport": DESK, "locale": "en-GB", "timezone_id": "Europe/Paris", "reduced_motion": "reduce"}
    context = chromium.new_context(**options | given)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address + path)
    page.wait_for_selector('[data-testid="stDataFrame"]' if name == "articles" else "tr[data-event]")
    settled(page)
    if name in OPENED:
        page.locator("tr[data-event] button").first.click()
        page.wait_for_selector(".st-key-card blockquote", state="attached")
        settled(page)
        page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
    page.mouse.move(1, 1)
    page.wait_for_timeout(1000)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return shot
