"""How fast articles become rows, and in how much memory, beside spaCy's small pipeline on the same texts.

    python benchmarks/extract.py [CORPORA] [--most ARTICLES] [--stages]

CORPORA is the folder that holds `news/*.jsonl` (or `corpora/news`); without it the environment variable
TIMELINE_CORPORA is asked. Each line is measured in a process of its own, on one core: ours is the whole of
`timeline extract` (reading, all four Ws, rows as JSON Lines), spaCy's is `nlp.pipe` over the texts with all
that its small pipeline of the language does (its rows are names). Seconds are those of the processor; memory
is the most the process ever held. `first`: seconds until the first article is done, with import and tables.
Asked of ours: 100,000 characters a second, under 500 MB. `--stages` says where ours spends its time.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any

SMALL = "{}_core_{}_sm"  # the names that spaCy gives its small pipelines: of the web, or of news
BATCH = 32  # articles that spaCy takes at once
ASKED = 100_000


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("corpora", nargs="?", default=os.environ.get("TIMELINE_CORPORA"))
    options.add_argument("--most", type=int, default=1_000_000, help="articles of each language")
    options.add_argument("--stages", action="store_true", help="where the time goes")
    chosen = options.parse_args()
    files = _files(chosen.corpora)
    if not files:
        print("no news: name the folder of corpora, or set TIMELINE_CORPORA", file=sys.stderr)
        return 2
    print(f"{'':24}{'articles':>9}{'characters':>12}{'rows':>7}{'first s':>9}{'chars/s':>10}{'MB':>6}")
    slow = False
    for path in files:
        figures = _alone(_ours, path, chosen.most)
        slow = slow or figures["rate"] < ASKED
        _line(f"{path.stem} timeline", figures)
        spacy = _alone(_spacy, path, chosen.most)
        if spacy is None:
            print(f"{path.stem + ' spaCy':24} no small pipeline of spaCy is installed for {path.stem}")
        else:
            _line(f"{path.stem} {spacy['name']}", spacy)
            print(f"{'':24} ours is {figures['rate'] / spacy['rate']:.1f} times as fast")
        if chosen.stages:
            spent = _alone(_stages, path, chosen.most)
            for stage, seconds in sorted(spent.items(), key=lambda item: -item[1]):
                print(f"{'':24} {stage:10}{seconds:6.1f} s")
    print(f"{ASKED:,} characters a second: {'missed' if slow else 'reached'}")
    return 0


def _files(named: str | None) -> list[Path]:
    for folder in (Path(named) / "news", Path(named) / "corpora" / "news") if named else ():
        if folder.is_dir():
            return sorted(folder.glob("*.jsonl"))
    return []


def _line(name: str, figures: dict[str, Any]) -> None:
    cells = (figures["articles"], figures["characters"], figures["rows"])
    told = "".join(f"{cell:>{width},}" for cell, width in zip(cells, (9, 12, 7), strict=True))
    print(
        f"{name:24}{told}{figures['first']:9.2f}{figures['rate']:10,.0f}{figures['memory']:6.0f}", flush=True
    )


def _alone(work: Callable[[Path, int], Any], path: Path, most: int) -> Any:
    """What a function gives in a fresh process."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (path, most))


def _figures(counted: Iterator[tuple[int, int]], began: float) -> dict[str, Any]:
    """The figures of a run that yields (characters, rows) article by article."""
    characters, rows = next(counted)
    articles, rest, first, start = 1, 0, process_time() - began, process_time()
    for length, found in counted:
        articles, rest, rows = articles + 1, rest + length, rows + found
    seconds = process_time() - start
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform != "darwin" else 1024)
    return {
        "articles": articles,
        "characters": characters + rest,
        "rows": rows,
        "first": first,
        "rate": rest / max(seconds, 1e-9),
        "memory": kilobytes / 1024,
    }


def _ours(path: Path, most: int) -> dict[str, Any]:
    began = process_time()
    from timeline import frame, pipeline
    from timeline.read import read

    def counted() -> Iterator[tuple[int, int]]:
        told = []
        for article in islice(read([str(path)]), most):
            told.append((article, pipeline.extract(article)))
            yield len(article.text), len(told[-1][1])
        lines = [frame.json_line(row) for row in frame.rows(frame.events_frame(told))]
        assert len(lines) == sum(len(events) for _, events in told)

    return _figures(counted(), began)


def _texts(path: Path, most: int) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines[:most] if line.strip()]


def _spacy(path: Path, most: int) -> dict[str, Any] | None:
    began = process_time()
    try:
        import spacy  # type: ignore[import-not-found]
    except ImportError:
        return None
    named = (SMALL.format(path.stem, source) for source in ("web", "news"))
    name = next((name for name in named if spacy.util.is_package(name)), None)
    if name is None:
        return None
    nlp = spacy.load(name)
    first, *texts = _texts(path, most)
    docs = chain([nlp(first)], nlp.pipe(texts, batch_size=BATCH))
    counted = ((len(doc.text), len(doc.ents)) for doc in docs)
    return _figures(counted, began) | {"name": name}


def _stages(path: Path, most: int) -> dict[str, float]:
    """Seconds of each stage, the first article left out."""
    from timeline import language, pipeline, what, when, where, who
    from timeline.read import read

    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            start = process_time()
            try:
                return work(*given)
            finally:
                spent[name] = spent.get(name, 0.0) + process_time() - start

        return run

    stages: dict[str, Any] = {
        "segment": (language, "segment"),
        "when": (when, "moments"),
        "who": (who, "mentions"),
        "where": (where, "toponyms"),
        "what": (what, "events"),
    }
    for name, (module, face) in stages.items():
        setattr(module, face, timed(name, getattr(module, face)))
    start = process_time()
    for number, article in enumerate(islice(read([str(path)]), most)):
        pipeline.extract(article)
        if not number:
            spent.clear()
            start = process_time()
    whole = process_time() - start
    return {**spent, "other": whole - sum(spent.values())}


if __name__ == "__main__":
    sys.exit(main())
