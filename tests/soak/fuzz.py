"""Fuzzing, guided by coverage: `python tests/soak/fuzz.py [--minutes N] [--only NAME] [--corpus FOLDER]`.

The properties of `tests/security/promises.py` are driven by atheris (pip install atheris), each in a process
of its own; inputs that reach new code are kept in the corpus, where the next run begins. An input that
breaks a promise or takes longer than `SLOW` seconds ends the target and is kept as a `crash-` or `timeout-`
file. Prints a line a target: inputs tried, corpus, what was found. The exit code is 1 where anything was.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "security"))

SLOW = 20  # seconds one input may take; a megabyte is extracted in about ten
LARGEST = 4096  # bytes an input is made from
FILES = ("a.txt", "a.json", "a.jsonl", "a.csv")


def target(name: str) -> object:
    """The function atheris calls with bytes."""
    import promises

    if name == "read":
        check = given(st.binary(max_size=LARGEST), st.sampled_from(FILES))(
            promises.bytes_become_articles_or_one_line
        )
    elif name == "when":
        check = given(promises.texts, promises.codes, promises.published)(
            promises.moments_keep_their_promises
        )
    elif name == "extract":
        check = given(promises.texts, promises.codes, promises.published)(promises.rows_keep_their_promises)
    elif name == "language":
        check = given(st.text(max_size=LARGEST))(promises.segments_cover_the_text)
    else:
        check = given(promises.texts, promises.codes)(promises.mentions_keep_their_promises)
    return settings(deadline=None, database=None)(check).hypothesis.fuzz_one_input


def fuzz(name: str, corpus: Path, seconds: int) -> None:
    """In a process of its own: never returns."""
    import atheris

    with atheris.instrument_imports(include=["timeline"]):
        import timeline.read  # noqa: F401
        from timeline import language, pipeline
        from timeline.model import Article
    for code in language.codes():  # no input answers for the time that tables take to load
        pipeline.extract(Article("first", "Emmanuel Macron, Berlin, 2023", language=code))
    arguments = [
        sys.argv[0], str(corpus), f"-max_total_time={seconds}", f"-timeout={SLOW}", "-rss_limit_mb=4096",
        f"-artifact_prefix={corpus}/../", "-print_final_stats=1", f"-max_len={LARGEST}",
        f"-report_slow_units={SLOW}",
    ]  # fmt: skip
    atheris.Setup(arguments, target(name))
    atheris.Fuzz()


def main() -> int:
    """Run each target for its share of the time."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--only", choices=TARGETS)
    options.add_argument("--corpus", type=Path, default=Path(".fuzz"))
    options.add_argument("--child", choices=TARGETS, help=argparse.SUPPRESS)
    given = options.parse_args()
    names = [given.only] if given.only else TARGETS
    seconds = max(1, round(given.minutes * 60 / len(names)))
    if given.child:
        fuzz(given.child, given.corpus, round(given.minutes * 60))
    found = 0
    for name in names:
        folder = given.corpus / name / "inputs"
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, __file__, "--child", name, "--corpus", str(folder)]
        done = subprocess.run(
            [*command, "--minutes", str(seconds / 60)], capture_output=True, text=True, check=False
        )
        tried = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
        kept = sorted(path.name for path in (given.corpus / name).iterdir() if path.is_file())
        broke = done.returncode != 0 or bool(kept)
        found += broke
        say = f"FOUND {', '.join(kept) or done.stderr[-2000:]}" if broke else "nothing found"
        print(
            f"{name:10} {int(tried[1]) if tried else 0:>9,} inputs in {seconds} s, "
            f"{sum(1 for _ in folder.iterdir()):,} kept: {say}",
            flush=True,
        )
    return 1 if found else 0


TARGETS = ["read", "language", "when", "who", "extract"]

if __name__ == "__main__":
    sys.exit(main())
