"""The pages as screen readers and keyboards meet them: axe-core, in a real Chromium, finds nothing grave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browsing import settled
from consumers import CACHE

pytestmark = pytest.mark.browser

AXE = CACHE / "node_modules" / "axe-core" / "axe.min.js"
STATES: dict[str, tuple[str, Callable[[Any], None] | None]] = {}


def state(path: str) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """A page in a state that its function brings about."""

    def keep(act: Callable[[Any], None]) -> Callable[[Any], None]:
        STATES[act.__name__] = path, act
        return act

    return keep


def _listed(page: Any) -> None:
    page.wait_for_selector("tr[data-event]", state="attached")
    settled(page)


@state("/")
def timeline(page: Any) -> None:
    _listed(page)


@state("/?v=1&a=turkey~united-nations&m=all&k=agree")
def filtered(page: Any) -> None:
    _listed(page)


@state("/?v=1&q=xylophone")
def nothing_found(page: Any) -> None:
    page.get_by_text("No event matches").wait_for()


def _card(page: Any) -> None:
    _listed(page)
    page.locator("tr[data-event] button").first.click()
    page.wait_for_selector(".st-key-card blockquote")
    settled(page)


@state("/?v=1&a=turkey")
def correcting(page: Any) -> None:
    _card(page)
    page.get_by_role("button", name="Correct", exact=True).click()
    page.wait_for_selector(".st-key-edit_save")
    settled(page)


@state("/?v=1&a=turkey")
def joining(page: Any) -> None:
    _card(page)
    page.get_by_role("button", name="More").last.click()
    page.get_by_role("button", name="Join", exact=True).click()
    page.wait_for_selector(".st-key-join_go")
    settled(page)


@state("/briefing")
def briefing(page: Any) -> None:
    settled(page)
    page.wait_for_timeout(2000)


@state("/articles")
def articles(page: Any) -> None:
    page.get_by_role("tab", name="By hand").click()
    settled(page)


@state("/actors")
def actors(page: Any) -> None:
    page.wait_for_selector('[data-testid="stDataFrame"]')
    settled(page)


@state("/collections")
def collections(page: Any) -> None:
    settled(page)


@state("/about")
def about(page: Any) -> None:
    settled(page)


IN_DARK = ("timeline", "correcting", "articles", "briefing")


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip(f"needs axe-core: npm install --prefix {CACHE} axe-core@4")
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "theme"), [*((name, "light") for name in STATES), *((name, "dark") for name in IN_DARK)]
)
def test_no_page_has_a_serious_fault_of_access(visit: Any, axe: str, name: str, theme: str) -> None:
    path, act = STATES[name]
    page = visit(path, color_scheme=theme)
    page.wait_for_selector(".stMainBlockContainer")
    if act:
        act(page)
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)
    page.evaluate(axe)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run(document, { runOnly: tags })", tags)
    assert found["passes"], "axe has looked at something"
    faults = [
        f"{fault['id']} ({fault['impact']}): {node['target']} {node['html'][:160]}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
    assert not faults, "\n".join(faults)
