"""The list of cases is whole: each is held by tests that there are, or says why it cannot arise."""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
CASES = tomllib.loads((TESTS / "security" / "cases.toml").read_text(encoding="utf-8"))["case"]


@cache
def functions(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"][:60])
def test_every_case_is_held_by_tests_that_there_are(case: dict[str, object]) -> None:
    assert bool(case.get("tests")) != bool(case.get("reason"))
    tests = case.get("tests", [])
    assert isinstance(tests, list)
    for named in tests:
        file, _, name = str(named).partition("::")
        assert name in functions(file), named


def test_every_test_of_security_stands_in_the_list_or_beside_one_that_does() -> None:
    """A file of this folder that no case names would hold nothing that the list knows of."""
    named = {str(test).partition("::")[0] for case in CASES for test in case.get("tests", [])}
    files = {f"security/{path.name}" for path in (TESTS / "security").glob("test_*.py")}
    assert files - {"security/test_cases.py", "security/test_supply_chain.py"} <= named
