"""The command line: one function a command, everything heavy imported where it is used.

Results go to standard output or the file of `-o`; what could not be read is said on standard error, one line
a document. Exit codes: 0 done, 1 nothing could be read or kept, 2 the command is wrong, 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from timeline import __version__
from timeline.errors import TimelineError, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from timeline.export import Exporter
    from timeline.model import Article, Moment

__all__ = ["main", "parser"]

T = TypeVar("T")

SOURCES = "a file (text, HTML, PDF, DOCX, JSON, JSON Lines, CSV, zip), a folder, a web address, or -"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        _check_output(getattr(options, "output", None))
        code = command(options)
        sys.stdout.flush()
        return code
    except TimelineError as error:
        _say(str(error))
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        _say("interrupted")
        return 130
    except BrokenPipeError:  # the reader of our output has had enough: no fault
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("TIMELINE_DEBUG"):
            raise
        _say(f"a fault of Timeline: {_oneline(error)}. TIMELINE_DEBUG=1 shows where; please report it.")
        return 1


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="timeline", description="From news articles to a chronology.")
    top.add_argument("--version", action="version", version=f"timeline {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int], what: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        command.set_defaults(command=run)
        return command

    def takes_sources(command: argparse.ArgumentParser) -> None:
        command.add_argument("sources", nargs="+", metavar="SOURCE", help=SOURCES)
        command.add_argument("--lang", metavar="xx", help="language of all these articles")
        command.add_argument("--published", metavar="DATE", help="publication date of all these articles")

    extract = add("extract", _extract, "the dated events of articles, one row an event")
    takes_sources(extract)
    extract.add_argument(
        "--format", choices=("jsonl", "csv", "xlsx", "parquet", "markdown", "ics", "timelinejs", "timesketch",
        "timesketch_jsonl", "jsonld"), metavar="NAME", help="default: by suffix, or jsonl",
    )  # fmt: skip

    dates = add("dates", _dates, "the time expressions of articles, one article a line")
    takes_sources(dates)

    read = add("read", _read, "the articles as understood: text, date, language, status")
    takes_sources(read)

    for command in (extract, dates, read):
        command.add_argument("-o", "--output", metavar="FILE", help="default: standard output")

    keep = add("add", _add, "add articles and their events to a collection")
    takes_sources(keep)
    serve = add("serve", _serve, "open the dashboard in the browser")
    serve.add_argument("--demo", action="store_true", help="a fresh private copy of the demo collection")
    serve.add_argument("--port", type=int, metavar="N", help="default: the first free one from 8501")
    serve.add_argument("--no-browser", action="store_true", help="only print the address")
    export = add("export", _export, "write the events of a collection, filtered, to a file")
    export.add_argument("--actor", action="append", default=[], metavar="A", help="may be repeated")
    export.add_argument("--match", choices=("any", "all"), default="any", help="any actor, or all together")
    for name in ("kind", "status", "place", "source"):
        export.add_argument(f"--{name}", action="append", default=[], metavar="X", help="may be repeated")
    export.add_argument("--text", default="", metavar="WORDS", help="words that must occur")
    export.add_argument("--from", dest="since", metavar="DATE", help="first day, month or year, as 2023-04")
    export.add_argument("--to", dest="until", metavar="DATE", help="last day, month or year, included")
    export.add_argument("--rows", action="store_true", help="the single reports instead of the stories")
    briefing = export.add_argument_group("a briefing (.pptx, .pdf, .sheet.png, .sheet.svg)")
    briefing.add_argument("--title", default="", metavar="WORDS", help="what it finds; default: proposed")
    briefing.add_argument("--bluf", default="", metavar="WORDS", help="the line below; default: proposed")
    briefing.add_argument("--marking", default="", metavar="WORDS", help="how it is to be handled")
    briefing.add_argument("--as-of", metavar="DATE", help="default: when the latest article was retrieved")
    export.add_argument("--lanes", choices=("actor", "kind", "place", "source", "language", "none"))
    export.add_argument("-o", "--output", required=True, metavar="FILE", help="the suffix gives the format")

    for command in (keep, serve, export):
        command.add_argument("--db", metavar="DB", help="the collection: a file or database URL")
    for command in (extract, export):
        command.add_argument(
            "--raw", action="store_true", help="CSV, XLSX: leave cells a spreadsheet would run"
        )
    return top


def _extract(options: argparse.Namespace) -> int:
    from timeline import frame, pipeline, scale
    from timeline.export import EXPORTERS, Sheet, for_path

    if options.format:
        exporter = EXPORTERS[options.format]
    else:
        exporter = for_path(options.output) if options.output else EXPORTERS["jsonl"]
    if exporter.picture:
        raise UsageError(f"'{options.output}'", "extract writes rows, no pictures", "Use timeline export.")
    if exporter.name in ("parquet", "xlsx") and not options.output and sys.stdout.isatty():
        raise UsageError(exporter.name, "is not for a terminal", "Give a file with -o.")
    count = _Count()
    rows = frame.events_frame(count.watch(scale.told(_articles(options), pipeline.extract)))
    _write(options.output, exporter.write(rows, Sheet(raw=options.raw)))
    if left_out := _left_out(exporter, rows):
        _say(left_out)
    return count.code


def _dates(options: argparse.Namespace) -> int:
    from timeline import pipeline, scale

    def line(article: Article, moments: Sequence[Moment]) -> str:
        found = [
            {"start": m.start, "end": m.end, "text": m.text, "type": m.type, "value": m.value, "mod": m.mod}
            for m in moments
        ]
        return json.dumps({"id": article.id, "timexes": found}, ensure_ascii=False)

    count = _Count()
    told = count.watch(scale.told(_articles(options), pipeline.moments))
    _write_lines(options.output, (line(article, moments) for article, moments in told if article.text))
    return count.code


def _read(options: argparse.Namespace) -> int:
    from timeline import frame

    count = _Count()
    articles = [article for article, _ in count.watch((article, ()) for article in _articles(options))]
    rows = frame.rows(frame.articles_frame(articles))
    _write_lines(options.output, (frame.json_line(_as_input(row)) for row in rows))
    return count.code


def _as_input(row: dict[str, Any]) -> dict[str, Any]:
    """An article's row under the names that JSON input has, so that it can be read again."""
    return {"lang" if name == "language" else name: value for name, value in row.items()}


def _add(options: argparse.Namespace) -> int:
    from timeline import pipeline, scale
    from timeline.store import Store

    count, kept = _Count(), 0
    with Store(options.db) as store:
        articles = map(store.recall, _articles(options))
        for article, events in count.watch(scale.told(articles, pipeline.extract)):
            kept += store.add(article, events)
    same = count.articles - kept
    print(f"{kept} added or changed, {same} already there, {count.found} events, in {store.name}")
    return count.code


def _serve(options: argparse.Namespace) -> int:
    from timeline import serve

    if options.demo and options.db:
        raise UsageError("--demo and --db", "are two collections", "Choose one.")
    return serve.run(options.db, demo=options.demo, port=options.port, browser=not options.no_browser)


def _export(options: argparse.Namespace) -> int:
    from timeline import corrections, merge, selection
    from timeline.export import for_path, save
    from timeline.store import Store

    exporter = for_path(options.output)
    with Store(options.db) as store:
        actors = store.actors()
        events = store.events()
        said = corrections.pairs(events, store.corrections())
        events = merge.merged(events, states=merge.states_of(actors), **said)
    rows, sheet = selection.select(
        events,
        actors,
        names=options.actor,
        match=options.match,
        values={name: getattr(options, name) for name in ("kind", "status", "place", "source")},
        text=options.text,
        since=options.since,
        until=options.until,
        rows=options.rows,
    )
    given = {name: getattr(options, name) for name in ("bluf", "marking", "lanes") if getattr(options, name)}
    if options.as_of:
        given["as_of"] = selection.bounds(options.as_of)[1]
    sheet = replace(sheet, raw=options.raw, title=options.title, options={**sheet.options, **given})
    save(options.output, exporter.write(rows, sheet))
    left_out = _left_out(exporter, rows)
    print(f"{len(rows)} events in {options.output}{left_out and f'; {left_out}'}", file=sys.stderr)
    return 0


def _left_out(exporter: Exporter, rows: pd.DataFrame) -> str:
    """What a format had no place for; "" where nothing."""
    undated = 0 if exporter.undated else int((rows["start"].isna() & rows["end"].isna()).sum())
    return f"{undated} undated not included, {exporter.label} has no place for them" if undated else ""


class _Count:
    """Says on standard error what goes wrong and, on a terminal, how far we are."""

    def __init__(self) -> None:
        self.articles = self.read = self.found = 0

    def watch(self, told: Iterable[tuple[Article, Sequence[T]]]) -> Iterator[tuple[Article, Sequence[T]]]:
        terminal = sys.stderr.isatty()
        for article, found in told:
            self.articles += 1
            self.read += bool(article.text)
            self.found += len(found)
            if article.status == "partial":
                _say(f"{article.url or article.title or article.id}: {article.reason}")
            elif article.status != "ok":
                _say(article.reason or f"{article.id}: {article.status}")
            if terminal:
                sys.stderr.write(f"\r\033[K{self.articles} articles, {self.found} found")
            yield article, found
        if terminal and self.articles:
            sys.stderr.write("\r\033[K")

    @property
    def code(self) -> int:
        return 0 if self.read else 1


def _articles(options: argparse.Namespace) -> Iterator[Article]:
    from timeline import read

    return read.read(options.sources, language=options.lang, published=options.published)


def _check_output(path: str | None) -> None:
    """Said before the work, not after it."""
    folder = os.path.dirname(path or "")
    if folder and not os.path.isdir(folder):
        raise UsageError(f"'{path}'", f"there is no folder '{folder}'", "Make it first.")


def _write(path: str | None, data: bytes) -> None:
    from timeline.export import save

    if path and path != "-":
        save(path, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _write_lines(path: str | None, lines: Iterable[str]) -> None:
    _write(path, "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def _say(line: str) -> None:
    clear = "\r\033[K" if sys.stderr.isatty() else ""
    print(f"{clear}timeline: {_oneline(line)}", file=sys.stderr)


def _oneline(words: object) -> str:
    """Without line ends and without anything a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in str(words)).strip() or type(words).__name__
