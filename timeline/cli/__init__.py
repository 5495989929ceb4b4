"""The command line: one module a family of commands, everything heavy imported where it is used.

`entry` runs a command and turns what goes wrong into a line and an exit code; `rows` reads articles and
writes what they say; `keeping` fills a collection, `importing` from a chronology made elsewhere; `showing`
draws one, `exporting` writes one to a file; `caring` keeps one safe and tells what changed; `actors` and
`naming` say who is who. `options` has what commands share of them, `output` how they write and speak.
"""

from timeline.cli.entry import main, parser

__all__ = ["main", "parser"]
