"""What all tests share: nothing of theirs is left behind."""

from __future__ import annotations

import sys


def pytest_sessionfinish() -> None:
    """Streamlit's test runner keeps its scripts in a folder that it never closes."""
    runner = sys.modules.get("streamlit.testing.v1.app_test")
    if runner is not None:
        runner.TMP_DIR.cleanup()
