"""What all tests share: collections, a browser and the demo; nothing of theirs is left behind."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from browsing import PATIENCE, launched, leaves, served
from storing import path, server, store, where  # noqa: F401


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Streamlit's test runner leaves its script as the main module; a child process would run it again."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo, served as a user serves it."""
    with served(tmp_path_factory.mktemp("served") / "log", "--demo") as url:
        yield url


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Any]:
    """Open a page in a window of its own; every request that leaves the machine fails the test."""
    contexts: list[Any] = []
    strangers: list[str] = []
    dialogs: list[str] = []

    def open_page(route: str = "/", **options: Any) -> Any:
        given = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"} | options
        context = chromium.new_context(**given)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("request", lambda request: strangers.append(request.url) if leaves(request.url) else None)
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(route if route.startswith("http") else address + route)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not strangers, "nothing may be fetched from elsewhere"
    assert not dialogs, "no script of an article may run"


def pytest_sessionfinish() -> None:
    """Streamlit's test runner keeps its scripts in a folder that it never closes."""
    runner = sys.modules.get("streamlit.testing.v1.app_test")
    if runner is not None:
        runner.TMP_DIR.cleanup()
