"""The walls of the house, read from the code itself."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unicodedata import category

import pytest

from timeline.export import EXPORTERS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "timeline"
MODULES = sorted(PACKAGE.rglob("*.py"))
WS = ("when", "who", "where", "what")
LANGUAGES = ROOT / "data" / "languages"
LONGEST = 300


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str:
    """The stage a module belongs to: the folder or file right under the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def each(*rooms: str) -> list[Path]:
    return [path for path in MODULES if room(path) in rooms]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Dotted names of everything a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def importing(path: Path, *packages: str) -> set[str]:
    return {name for name in imports(path) for p in packages if name == p or name.startswith(f"{p}.")}


def docstrings(module: ast.Module) -> set[int]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in ast.walk(module) if isinstance(node, kinds)]
    return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}


def literals(path: Path) -> Iterator[ast.Constant]:
    """The string constants of a module that are not documentation."""
    documentation = docstrings(tree(path))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node


def strings(value: object) -> Iterator[str]:
    """Every string value in a table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from strings(child)


def keys(value: object) -> Iterator[str]:
    """Every key in a table: what code calls things, in English."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from (key, *keys(child))
    elif isinstance(value, list):
        for child in value:
            yield from keys(child)


def test_streamlit_is_known_only_to_the_page() -> None:
    assert importing(ROOT / "app.py", "streamlit", "timeline.dashboard")
    for path in MODULES:
        assert room(path) == "dashboard" or not importing(path, "streamlit"), name(path)


def test_plotly_is_known_only_to_the_picture() -> None:
    for path in MODULES:
        assert room(path) in ("view", "export") or not importing(path, "plotly", "kaleido"), name(path)


def test_no_w_knows_another_and_only_the_pipeline_knows_them() -> None:
    for path in MODULES:
        known = {w for w in WS if importing(path, f"timeline.{w}")}
        if room(path) != "pipeline":
            assert known <= {room(path)}, f"{name(path)} imports {known}"
    pipeline = imports(PACKAGE / "pipeline.py")
    assert {w for w in WS if f"timeline.{w}" in pipeline} == set(WS)


def test_what_shows_and_keeps_rows_knows_the_frame_and_no_stage_before_it() -> None:
    for path in each("view", "export", "merge", "store", "corrections", "frame"):
        assert not importing(path, *(f"timeline.{stage}" for stage in (*WS, "read", "pipeline"))), name(path)


def test_one_door_leads_to_the_data() -> None:
    for path in MODULES:
        if room(path) == "resources":
            continue
        for node in ast.walk(tree(path)):
            joined = [node.left, node.right] if isinstance(node, ast.BinOp) else []
            if isinstance(node, ast.Call) and not isinstance(node.func, ast.Subscript):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                joined = node.args if called in ("Path", "files", "joinpath", "open", "join", "glob") else []
            for part in joined:
                text = part.value if isinstance(part, ast.Constant) else None
                named = isinstance(text, str) and re.match(r"(\.{1,2}/)*data(/|$)", text)
                assert not named, f"{name(path)}:{node.lineno} opens the data folder"


def test_dates_are_read_without_a_clock() -> None:
    for path in [*each("when"), *each("pipeline")]:
        assert not importing(path, "time"), name(path)
        clocks = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)} & {
            "now",
            "today",
            "utcnow",
            "fromtimestamp",
            "localtime",
            "gmtime",
        }
        assert not clocks, f"{name(path)} asks the clock: {clocks}"


def test_no_language_is_a_special_case_in_code() -> None:
    codes = {path.stem for path in LANGUAGES.glob("*.toml")}
    for path in each(*WS, "language", "pipeline", "read", "frame"):
        for node in ast.walk(tree(path)):
            tests = []
            if isinstance(node, ast.Compare):
                tests = [node.left, *node.comparators]
            elif isinstance(node, ast.MatchValue):
                tests = [node.value]
            constants = {c.value for test in tests for c in ast.walk(test) if isinstance(c, ast.Constant)}
            assert not constants & codes, f"{name(path)}:{node.lineno} asks for a language by its code"


def test_the_words_of_languages_stand_in_data_not_in_the_code_of_the_ws() -> None:
    tables = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in LANGUAGES.glob("*.toml")}
    words = {
        word
        for code, table in tables.items()
        for text in strings(table)
        for word in re.findall(r"[^\W\d_]{4,}", text.casefold())
        if code != "en"  # the names that code gives to things are English words
    }
    english = [*strings(tables["en"]), *(key for table in tables.values() for key in keys(table))]
    words -= {word for text in english for word in re.findall(r"[^\W\d_]+", text.casefold())}
    identifiers = {
        part
        for path in MODULES
        for node in ast.walk(tree(path))
        for part in re.findall(r"[a-z]+", getattr(node, "id", getattr(node, "attr", None)) or "")
    }
    for path in each(*WS):
        for node in literals(path):
            text = re.sub(r"\[[^\]]*\]", "", str(node.value))  # a class of characters is no word
            foreign = [c for c in text if not c.isascii() and category(c) in ("Lu", "Ll", "Lt", "Lo")]
            alphabet = len(text) == len(set(text)) and len(text) not in range(2, 20)
            assert not foreign or alphabet, f"{name(path)}:{node.lineno} {text!r}"
            said = set(re.findall(r"[a-z]{4,}", text.casefold())) & words - identifiers
            assert not said, f"{name(path)}:{node.lineno} says {said}"


def test_every_language_has_its_examples_and_every_example_file_its_language() -> None:
    examples = {path.stem for path in (ROOT / "tests" / "languages").glob("*.toml")}
    assert {path.stem for path in LANGUAGES.glob("*.toml")} == examples
    assert {"en", "fr"} <= examples


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_holds_and_lists_its_face(path: Path) -> None:
    module = tree(path)
    assert ast.get_docstring(module), "the first line says what the module holds"
    public = {
        node.name
        for node in module.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    if not public:
        return
    listed = [
        ast.literal_eval(node.value)
        for node in module.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "__all__"
    ]
    assert len(listed) == 1, "__all__ is missing"
    assert public <= set(listed[0]), f"not listed: {public - set(listed[0])}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_room_holds_one_thing(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST, f"{lines} lines: it holds two things"


def test_the_public_face_is_what_it_says() -> None:
    timeline = importlib.import_module("timeline")
    assert timeline.__all__ == sorted(timeline.__all__)
    for public in timeline.__all__:
        assert getattr(timeline, public) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        timeline.no_such_name  # noqa: B018


def test_untrusted_text_is_never_given_power() -> None:
    dangerous = re.compile(
        r"unsafe_allow_html\s*=\s*True|unsafe_allow_javascript\s*=\s*True|\bpickle\b|\beval\(|\bexec\(|resolve_entities=True"
    )
    for path in [*MODULES, ROOT / "app.py"]:
        assert not dangerous.search(path.read_text(encoding="utf-8")), name(path)


def test_the_command_line_offers_the_formats_of_rows_that_there_are() -> None:
    rows = {exporter.name for exporter in EXPORTERS.values() if not exporter.picture}
    text = (PACKAGE / "cli" / "rows.py").read_text(encoding="utf-8")
    listed = re.search(r'"--format", choices=\((.*?)\)', text, re.DOTALL)
    assert listed is not None
    assert set(re.findall(r"\w+", listed[1])) == rows
