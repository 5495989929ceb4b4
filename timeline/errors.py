"""Everything that can go wrong, drawn.

TimelineError
├── ReadError                 an article could not be read: names the source, the cause and the cure
│   ├── UnsupportedFormat
│   ├── TooLarge
│   ├── Corrupt
│   ├── Empty
│   ├── TimedOut
│   └── FetchRefused          an address the safety rules do not allow, or that did not answer
├── DataError                 a file of the project's own data is wrong: names file and key
│   └── LanguageDataError
├── StoreError                the collection could not be opened, written or read
│   └── ConflictError         somebody else has changed the same thing meanwhile: `by` is what they said
├── ExportError               a picture or file could not be made
└── UsageError                the user asked for something that cannot be (bad option, bad date)
"""

from __future__ import annotations

__all__ = [
    "ConflictError",
    "Corrupt",
    "DataError",
    "Empty",
    "ExportError",
    "FetchRefused",
    "LanguageDataError",
    "ReadError",
    "StoreError",
    "TimedOut",
    "TimelineError",
    "TooLarge",
    "UnsupportedFormat",
    "UsageError",
]


class TimelineError(Exception):
    """One line for a person: what, why, what to do."""

    def __init__(self, what: str, why: str = "", cure: str = "") -> None:
        self.what, self.why, self.cure = what, why, cure
        super().__init__(": ".join(part for part in (what, why) if part) + (f". {cure}" if cure else ""))


class ReadError(TimelineError):
    """An article could not be read. `what` names the source. `status` is that of the article's row."""

    status = "error"


class UnsupportedFormat(ReadError):
    status = "unsupported"


class TooLarge(ReadError):
    status = "too_large"


class Corrupt(ReadError):
    status = "corrupt"


class Empty(ReadError):
    status = "empty"


class TimedOut(ReadError):
    status = "timeout"


class FetchRefused(ReadError):
    status = "refused"


class DataError(TimelineError):
    """A file of the project's own data is wrong."""


class LanguageDataError(DataError):
    """A language file is wrong: names the file and the key."""


class StoreError(TimelineError):
    """The collection could not be opened, written or read."""


class ConflictError(StoreError):
    """Somebody else has changed the same thing meanwhile; nothing was written. `by` is the line they wrote in
    the record: a `Correction` or an `ActorChange`."""

    def __init__(self, what: str, why: str = "", cure: str = "", by: object = None) -> None:
        super().__init__(what, why, cure)
        self.by = by


class ExportError(TimelineError):
    """A picture or file could not be made."""


class UsageError(TimelineError):
    """The user asked for something that cannot be."""
