"""How right the dates are: one line a corpus of time expressions, strict / relaxed / value / type F1.

    python benchmarks/accuracy.py CORPORA [name part …] [--errors N] [--kinds]

CORPORA is the folder with `score_timex.py` and `timex/*.jsonl` (or the one that holds it as `corpora`);
without it the environment variable TIMELINE_CORPORA is asked. Told histories (domain "narrative", or
WikiWars by name) are read without a date of publication, all others with theirs.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from timeline import language, when


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("corpora", nargs="?", default=os.environ.get("TIMELINE_CORPORA"))
    options.add_argument("names", nargs="*", help="only corpora whose file name holds one of these")
    options.add_argument("--errors", type=int, default=0, help="list so many errors of each corpus")
    options.add_argument("--kinds", action="store_true", help="count the errors by words and kind")
    chosen = options.parse_args()
    folder = _folder(chosen.corpora)
    if folder is None:
        print("no corpora: name the folder, or set TIMELINE_CORPORA", file=sys.stderr)
        return 2
    scorer = _scorer(folder / "score_timex.py")
    print(f"{'corpus':32} {'gold':>5} {'strict':>7} {'relaxed':>7} {'value':>7} {'type':>7}")
    for path in sorted((folder / "timex").glob("*.jsonl")):
        if chosen.names and not any(name in path.name for name in chosen.names):
            continue
        gold = scorer.load(path)
        predicted = {key: _read(document, path.name) for key, document in gold.items()}
        figures, errors = scorer.score(gold, predicted, norm=True)
        row = [figures["strict"]["F1"], figures["relaxed"]["F1"], figures["value_F1"], figures["type_F1"]]
        print(
            f"{path.stem:32} {figures['gold']:5} " + " ".join(f"{100 * (value or 0):7.2f}" for value in row)
        )
        if chosen.errors or chosen.kinds:
            _tell(errors, gold, chosen.errors, chosen.kinds)
    return 0


def _folder(given: str | None) -> Path | None:
    for path in (Path(given), Path(given) / "corpora") if given else ():
        if (path / "score_timex.py").is_file():
            return path
    return None


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_timex", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(document: dict[str, Any], name: str) -> dict[str, Any]:
    code = document.get("lang") or name.split(".")[1]
    spoken = language.load(code)
    told = document.get("domain") == "narrative" or name.startswith("wikiwars")
    published = None if told or not document.get("dct") else date.fromisoformat(document["dct"][:10])
    text = document["text"]
    segment = getattr(language, "segment", None)
    paragraphs = segment(text, spoken) if segment else ()
    found = when.moments(text, spoken, published, paragraphs)
    return {
        "id": document["id"],
        "timexes": [
            {"start": m.start, "end": m.end, "text": m.text, "type": m.type, "value": m.value, "mod": m.mod}
            for m in found
        ],
    }


def _tell(errors: list[tuple[Any, ...]], gold: dict[str, Any], most: int, kinds: bool) -> None:
    if kinds:
        counted = Counter(
            (kind, (g or p)["text"].lower() if (g or p).get("text") else "") for _, kind, g, p in errors
        )
        for (kind, words), count in counted.most_common(most or 40):
            print(f"   {count:4} {kind:5} {words}")
        return
    for key, kind, g, p in errors[:most]:
        text = gold[key]["text"]
        at = g or p
        around = (
            text[max(0, at["start"] - 50) : at["start"]] + "⟦" + text[at["start"] : at["end"]] + "⟧"
            + text[at["end"] : at["end"] + 40]
        ).replace("\n", " ")  # fmt: skip
        value = "" if g is None else f"{g['type']} {g.get('value')}"
        ours = "" if p is None else f"→ {p['text']!r} {p['type']} {p['value']}"
        print(f"  {kind} {key[:24]} {around} | {value} {ours}")


if __name__ == "__main__":
    sys.exit(main())
