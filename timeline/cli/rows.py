"""Articles in, what they say out: `extract`, `dates`, `read`. Nothing is kept."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from timeline.cli.options import (
    Add,
    articles,
    extractor,
    takes_actors,
    takes_output,
    takes_raw,
    takes_sources,
)
from timeline.cli.output import Count, left_out, say, write, write_lines
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.model import Article, Moment

__all__ = ["add_to"]


def add_to(add: Add) -> None:
    """The commands of this family."""
    extract = add("extract", _extract, "the dated events of articles, one row an event")
    extract.add_argument(
        "--format", choices=("jsonl", "csv", "xlsx", "parquet", "markdown", "ics", "timelinejs", "timesketch",
        "timesketch_jsonl", "jsonld"), metavar="NAME", help="default: by suffix, or jsonl",
    )  # fmt: skip
    takes_raw(extract)
    takes_actors(extract)
    dates = add("dates", _dates, "the time expressions of articles, one article a line")
    read = add("read", _read, "the articles as understood: text, date, language, status")
    for command in (extract, dates, read):
        takes_sources(command)
        takes_output(command)


def _extract(options: argparse.Namespace) -> int:
    from timeline import frame, scale
    from timeline.export import EXPORTERS, Sheet, for_path

    if options.format:
        exporter = EXPORTERS[options.format]
    else:
        exporter = for_path(options.output) if options.output else EXPORTERS["jsonl"]
    if exporter.picture:
        raise UsageError(f"'{options.output}'", "extract writes rows, no pictures", "Use timeline export.")
    if exporter.name in ("parquet", "xlsx") and not options.output and sys.stdout.isatty():
        raise UsageError(exporter.name, "is not for a terminal", "Give a file with -o.")
    count = Count(options.sources)
    rows = frame.events_frame(count.watch(scale.told(articles(options), extractor(options))))
    write(options.output, exporter.write(rows, Sheet(raw=options.raw)))
    if missing := left_out(exporter, rows):
        say(missing)
    return count.code


def _dates(options: argparse.Namespace) -> int:
    from timeline import pipeline, scale

    def line(article: Article, moments: Sequence[Moment]) -> str:
        found = [
            {"start": m.start, "end": m.end, "text": m.text, "type": m.type, "value": m.value, "mod": m.mod}
            for m in moments
        ]
        return json.dumps({"id": article.id, "timexes": found}, ensure_ascii=False)

    count = Count(options.sources)
    told = count.watch(scale.told(articles(options), pipeline.moments))
    write_lines(options.output, (line(article, moments) for article, moments in told if article.text))
    return count.code


def _read(options: argparse.Namespace) -> int:
    from timeline import frame

    count = Count(options.sources)
    understood = [article for article, _ in count.watch((article, ()) for article in articles(options))]
    rows = frame.rows(frame.articles_frame(understood))
    write_lines(options.output, (frame.json_line(_as_input(row)) for row in rows))
    return count.code


def _as_input(row: dict[str, Any]) -> dict[str, Any]:
    """An article's row under the names that JSON input has, so that it can be read again."""
    return {"lang" if name == "language" else name: value for name, value in row.items()}
