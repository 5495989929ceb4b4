"""A parser in a child process that can be killed: time and memory are bounded whatever the file does."""

from __future__ import annotations

import contextlib
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator

from timeline import errors
from timeline.errors import Corrupt, ReadError, TimedOut
from timeline.read.document import MEGABYTE, Document, File, printable

__all__ = ["SECONDS", "documents", "main"]

SECONDS = 30.0
MEMORY = 1024 * MEGABYTE  # bytes of address space, interpreter included


def documents(module: str, file: File, *, seconds: float = SECONDS) -> Iterator[Document]:
    """What `parse(file)` of a format's module finds in a file, found in a child process.

    Raises the `ReadError` the parser raised; `Corrupt` where the child died, `TimedOut` where it took longer
    than `seconds`.
    """
    name = printable(file.name)
    command = [sys.executable, "-I", "-c", f"from {__name__} import main; main()", module, name]
    try:
        done = subprocess.run(command, input=file.data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        why = f"not read within {seconds:.0f} seconds"
        raise TimedOut(name, why, "Save it again, or give its text.") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        why = "reading it ended abruptly: damaged, or too much for the memory it may use"
        raise Corrupt(name, why, "Save it again, or give its text.") from None
    if "error" in answer:
        raise getattr(errors, answer["error"])(*answer["says"])
    yield from (Document(**fields) for fields in answer["documents"])


def _limit() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # where the system has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(SECONDS), int(SECONDS) + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """The child: reads the file from standard input, writes what was found, or the error, as JSON."""
    module, name = sys.argv[1:]
    _limit()
    data = sys.stdin.buffer.read()
    answer: dict[str, object]
    try:
        parse = importlib.import_module(f"timeline.read.formats.{module}").parse
        answer = {"documents": [_fields(document) for document in parse(File(name, data))]}
    except ReadError as error:
        answer = {"error": type(error).__name__, "says": [error.what, error.why, error.cure]}
    except RecursionError:
        answer = {"error": "Corrupt", "says": [name, "it is nested too deeply", "Save it again."]}
    json.dump(answer, sys.stdout)


def _fields(document: Document) -> dict[str, object]:
    found = {key: getattr(document, key) for key in Document.__slots__}
    return {key: value for key, value in found.items() if value is not None}
