"""The documentation says what there is, and what it shows works."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path

import pytest

import timeline
from timeline import cli, frame
from timeline.export import EXPORTERS
from timeline.stories import STORY_COLUMNS

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def documentation() -> str:
    texts = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in texts)


def test_every_column_stands_in_the_documentation(documentation: str) -> None:
    missing = [column for column in (*frame.COLUMNS, *STORY_COLUMNS) if f"`{column}`" not in documentation]
    assert not missing


def test_every_exporter_stands_in_the_documentation(documentation: str) -> None:
    missing = [e.name for e in EXPORTERS.values() if f"`{e.suffix}`" not in documentation]
    assert not missing


def test_every_command_and_option_stands_in_the_documentation(documentation: str) -> None:
    commands = next(a for a in cli.parser()._actions if hasattr(a, "choices") and a.choices).choices
    assert isinstance(commands, dict)
    for command, options in commands.items():
        assert f"timeline {command}" in documentation, command
        for action in options._actions:
            for option in action.option_strings:
                if option.startswith("--") and option != "--help":
                    assert f"{option}" in documentation, f"timeline {command} {option}"


def test_every_command_that_the_readme_shows_is_one(documentation: str) -> None:
    every = re.findall(r"^```(\w*)\n(.*?)^```$", documentation, re.DOTALL | re.MULTILINE)
    blocks = [block for language, block in every if not language]
    lines = [line for block in blocks for line in block.splitlines() if re.search(r"\btimeline ", line)]
    assert len(lines) >= 5
    for line in lines:
        words = shlex.split(line[line.index("timeline ") :], comments=True)
        cli.parser().parse_args(words[1:])


@pytest.mark.parametrize("where", ["README.md", "timeline/__init__.py"])
def test_the_python_that_is_shown_works(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if where == "README.md":
        [code] = re.findall(
            r"^```python\n(.*?)^```", (ROOT / where).read_text("utf-8"), re.DOTALL | re.MULTILINE
        )
    else:
        code = "\n".join(re.findall(r"^    (.*)$", timeline.__doc__ or "", re.MULTILINE))
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("Russia invaded Ukraine on 24 February 2022.")
    program = tmp_path / "shown.py"
    program.write_text(code)
    monkeypatch.chdir(tmp_path)
    rows = runpy.run_path(str(program))["frame"]
    assert list(rows.columns) == list(frame.COLUMNS)
    assert list(rows["date_edtf"]) == ["2022-02-24"]


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/*.md")]:
        text = path.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_changelog_has_an_entry_for_this_version() -> None:
    assert f"## [{timeline.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
