"""Runs one command, and turns whatever happens into an exit code and, where it fails, one line.

Results go to standard output or the file of `-o`; what could not be read is said on standard error, one line
a document. Exit codes: 0 done, 1 nothing could be read or kept, 2 the command is wrong, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from timeline import __version__
from timeline.cli import actors, caring, exporting, importing, keeping, rows, showing
from timeline.cli.output import check_folder, oneline, say
from timeline.errors import TimelineError, UsageError

__all__ = ["main", "parser"]

FAMILIES = (rows, keeping, actors, importing, showing, exporting, caring)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        check_folder(getattr(options, "output", None))
        check_folder(getattr(options, "db", None))
        code = command(options)
        sys.stdout.flush()
        return code
    except TimelineError as error:
        say(str(error))
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    except BrokenPipeError:  # the reader of our output has had enough: no fault
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("TIMELINE_DEBUG"):
            raise
        say(f"a fault of Timeline: {oneline(error)}. TIMELINE_DEBUG=1 shows where; please report it.")
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

    for family in FAMILIES:
        family.add_to(add)
    return top
