"""How right whole rows are: the exam's score table, for all articles and for each language.

    python benchmarks/exam.py [CORPORA] [--worst N] [--confidence]

CORPORA is the folder that holds `exam/dev` and `exam/score.py` (or those two themselves); without it the
environment variable TIMELINE_CORPORA is asked. The articles go the way a user's go: through `timeline.read`.
`--confidence` prints how many rows of each band of confidence are found and right: it must rise.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from timeline import pipeline
from timeline.read import read

BANDS = (0.0, 0.7, 0.85, 0.95)
FIGURES = (
    "found",
    "dated",
    "actors",
    "row",
    "status",
    "place",
    "main recall",
    "quotes not verbatim",
    "events",
)


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("corpora", nargs="?", default=os.environ.get("TIMELINE_CORPORA"))
    options.add_argument("--worst", type=int, default=0, help="list so many errors")
    options.add_argument("--confidence", action="store_true", help="print the rows right by confidence")
    chosen = options.parse_args()
    folder = _folder(chosen.corpora)
    if folder is None:
        print("no exam: name the folder, or set TIMELINE_CORPORA", file=sys.stderr)
        return 2
    rows = _rows(folder / "dev")
    with tempfile.TemporaryDirectory() as scratch:
        events = Path(scratch) / "events.jsonl"
        events.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        _table(folder, events)
        if chosen.worst:
            command = [
                sys.executable,
                folder / "score.py",
                folder / "dev",
                events,
                "--errors",
                str(chosen.worst),
            ]
            subprocess.run(command, check=True)
    if chosen.confidence:
        _confidence(folder, rows)
    return 0


def _folder(named: str | None) -> Path | None:
    for folder in (Path(named), Path(named) / "exam", Path(named).parent / "exam") if named else ():
        if (folder / "score.py").is_file() and (folder / "dev").is_dir():
            return folder
    return None


def _articles(dev: Path) -> list[Path]:
    return [path.with_name(path.name.replace(".gold", "")) for path in sorted(dev.glob("*.gold.json"))]


def _rows(dev: Path) -> list[dict[str, Any]]:
    rows = []
    for path in _articles(dev):
        for article in read(str(path)):
            for event in pipeline.extract(article):
                rows.append(
                    {
                        "article_id": path.stem,
                        "start": event.start.isoformat() if event.start else None,
                        "end": event.end.isoformat() if event.end else None,
                        "actors": [actor.name for actor in event.actors],
                        "place": event.place.name if event.place else None,
                        "status": event.status,
                        "kind": event.kind,
                        "confidence": event.confidence,
                        "quote": event.quote,
                        "quote_start": event.quote_start,
                        "quote_end": event.quote_end,
                    }
                )
    return rows


def _table(folder: Path, events: Path) -> None:
    print(f"{'':22}" + "".join(f"{name or 'all':>8}" for name in ("", "seed", "fr", "es", "en")))
    columns = [_score(folder, events, only) for only in ("", "seed", "fr", "es", "en")]
    for figure in FIGURES:
        cells = [
            column[figure]["F1"] if isinstance(column[figure], dict) else column[figure] for column in columns
        ]
        print(f"{figure:22}" + "".join(f"{cell:8}" for cell in cells))
    kinds = [json.loads(line)["kind"] for line in events.read_text(encoding="utf-8").splitlines()]
    print(f"{'kind OTHER, per cent':22}{100 * kinds.count('OTHER') / max(len(kinds), 1):8.1f}")


def _score(folder: Path, events: Path, only: str) -> dict[str, Any]:
    command = [sys.executable, folder / "score.py", folder / "dev", events, "--json", "--only", only]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    table: dict[str, Any] = json.loads(out)
    return table


def _confidence(folder: Path, rows: list[dict[str, Any]]) -> None:
    scorer: Any = _scorer(folder / "score.py")
    bands: dict[float, list[int]] = {band: [0, 0, 0, 0] for band in BANDS}
    for path in _articles(folder / "dev"):
        gold = json.loads(path.with_name(path.stem + ".gold.json").read_text(encoding="utf-8"))["events"]
        article = json.loads(path.read_text(encoding="utf-8"))
        for event in gold:
            also = [(article["text"].find(quote), len(quote)) for quote in event.get("also", [])]
            event["spans"] = [(event["start"], event["end"]), *((at, at + length) for at, length in also)]
        mine = [row for row in rows if row["article_id"] == path.stem]
        published = scorer.day(article["published"])
        pairs = dict(scorer.pair(mine, gold, published))
        for number, row in enumerate(mine):
            band = bands[max(low for low in BANDS if row["confidence"] >= low)]
            band[0] += 1
            band[1] += number in pairs
            if number in pairs and scorer.date_right(row, gold[pairs[number]], published):
                right, given, wanted = scorer.actor_counts(row, gold[pairs[number]])
                band[2] += 1
                band[3] += wanted == 0 or (right >= wanted / 2 and right >= given / 3)
    print("\nconfidence   rows   found %   dated %   right %")
    for low, (count, *shares) in bands.items():
        if count:
            print(f"from {low:4.2f} {count:8}" + "".join(f"{100 * share / count:10.0f}" for share in shares))


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
