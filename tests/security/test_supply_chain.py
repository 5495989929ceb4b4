"""What Timeline is made of is pinned, hashed, named and licensed; no data file of its own runs code."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED: dict[str, set[str]] = {}  # more than one version where an older Python needs an older one
for match in re.finditer(r"^([A-Za-z0-9._-]+)==(\S+)", LOCK, re.MULTILINE):
    PINNED.setdefault(match[1].lower().replace("_", "-"), set()).add(match[2])
BILL = json.loads((ROOT / "sbom.cdx.json").read_text(encoding="utf-8"))["components"]

# Licences that Apache-2.0 software may be used with. LGPL and MPL cover files that are used unchanged.
GOOD = re.compile(
    r"(?i)\b(MIT|MIT-0|MIT-CMU|BSD\S*|0BSD|Apache\S*|ISC|PSF-2\.0|Python-2\.0|MPL-2\.0|Mozilla|Zlib|CC0-1\.0"
    r"|LGPL-3\.0-only|MPL-1\.1|CNRI-Python)\b"
)
# Licences that a package's metadata does not name in the field for it; read in its licence file.
READ = {
    "kaleido": "MIT",
    "logistro": "MIT",
    "partd": "BSD-3-Clause",
    "protobuf": "BSD-3-Clause",
    "pydeck": "Apache-2.0",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause",
    "uharfbuzz": "Apache-2.0",
}
EXTRAS = [name for name in PROJECT["optional-dependencies"] if name not in ("dev", "spacy")]


def wanted() -> list[Requirement]:
    lines = [*PROJECT["dependencies"], *(r for e in EXTRAS for r in PROJECT["optional-dependencies"][e])]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("requirement", wanted(), ids=lambda each: each.name)
def test_every_dependency_is_pinned_within_its_range(requirement: Requirement) -> None:
    """`make lock` pins them anew after a change."""
    pinned = PINNED.get(requirement.name.lower().replace("_", "-"))
    assert pinned, f"{requirement.name}: make lock"
    assert all(Version(each) in requirement.specifier for each in pinned), f"{requirement.name}: make lock"


def test_every_pin_has_hashes_and_nothing_says_where_from() -> None:
    blocks = re.split(r"\n(?=[A-Za-z])", LOCK.split("\n", 1)[1])
    assert len(blocks) == sum(map(len, PINNED.values())) > 60
    for block in blocks:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block
    assert "://" not in LOCK and "--index-url" not in LOCK


def licences(component: dict[str, object]) -> str:
    found = component.get("licenses", [])
    assert isinstance(found, list)
    names = [
        str(each.get("expression") or each["license"].get("id") or each["license"].get("name"))
        for each in found
    ]
    return " ".join(names) or READ.get(str(component["name"]), "")


@pytest.mark.parametrize("component", BILL, ids=lambda each: str(each["name"]))
def test_everything_in_the_bill_is_what_the_lock_pins_under_a_licence_that_fits(
    component: dict[str, object],
) -> None:
    name = str(component["name"]).lower().replace("_", "-").replace(".", "-")
    assert component["version"] in PINNED.get(name, ()), "make lock"
    assert GOOD.search(licences(component)), f"{name}: {licences(component)}"


def test_the_data_is_data() -> None:
    """Nothing in the folder of data can run: no module, no script, no pickled object."""
    kinds = {path.suffix for path in (ROOT / "data").rglob("*") if path.is_file()}
    assert kinds <= {".toml", ".csv", ".json", ".md", ".txt", ".ttf"}
