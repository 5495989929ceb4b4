"""When an article was published: as given, else as its page or mail says, else by a dateline in the text.

Month names are CLDR's for the article's language and English; labels ("Published on") stand in the
`[furniture]` sections. A date that cannot be, or lies in the future, is not believed, and the row says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from timeline.read.document import Document, printable
from timeline.read.furniture import labels

__all__ = ["Found", "dateline", "iso", "settle"]

Found = tuple[str | None, str, str | None]  # the date, where it was found, and what is wrong with it

EARLIEST = 1600  # no newspaper is older
CLOCK = r"(?:\s*[,T|à@·–—-]?\s*(?P<clock>\d{1,2}[:.h]\d{2}(?::\d{2})?))?"
YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})(?!\d)日?" + CLOCK)
NUMERIC = re.compile(r"(?<!\d)(?P<a>\d{1,2})([./-])(?P<b>\d{1,2})\2(?P<y>\d{4})(?!\d)" + CLOCK)
COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})")
IN_ADDRESS = re.compile(r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>[01]?\d)[/-](?P<d>[0-3]?\d)(?=[/_.-]|$)")
AGENCY = re.compile(
    r"(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4}(?![a-z]))?\s{0,2}(?:[-–—|]|[(\[][^()\[\]]{1,40}[)\]]|[A-Z]{3,}\b)"
)
HEAD, FOOT = 8, 6  # lines a dateline may stand in
LONGEST_LINE = 90
MOST_WORDS, MOST_PARTS = 4, 8  # beside the date: a place, a name, a zone; between bars also a reading time


def settle(given: str | None, document: Document, language: str | None, today: date) -> Found:
    """The date, where it comes from, and a note for the reader where a date was passed over.

    `given` is the user's word; then the sender's counts, then the page's or mail's own.
    """
    notes: list[str] = []
    stamps = (
        (given, "given"),
        (document.published, "given"),
        (document.dated, "metadata"),
        (_address(document.url), "metadata"),
    )
    for stamp, origin in stamps:
        if not stamp:
            continue
        found = iso(stamp, language or "en")
        if found is None:
            notes.append(f"its publication date {printable(stamp[:40])!r} is not a date")
        elif _future(found, today):
            notes.append(f"its publication date {found[:10]} lies in the future")
        else:
            return found, origin, next(iter(notes), None)
    found = dateline(document.text, language or "en", today)
    origin = "unknown" if found is None else "dateline"
    return found, origin, next(iter(notes), None)


def iso(stamp: str, language: str = "en") -> str | None:
    """A date, with its time where it has one, as ISO 8601; None where it is none. Zones are kept."""
    stamp = stamp.strip()[:LONGEST_LINE]
    with suppress(ValueError, OverflowError):
        if re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d+)?", stamp):  # seconds or milliseconds since 1970
            seconds = float(stamp[:10])
            return datetime.fromtimestamp(seconds, UTC).isoformat()
        if whole := COMPACT.fullmatch(stamp):
            return _date(whole["y"], whole["m"], whole["d"])
        moment = datetime.fromisoformat(stamp)
        if moment.year >= EARLIEST:
            return moment.date().isoformat() if len(stamp) <= 10 else moment.isoformat()
        return None
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(stamp).isoformat()
    if found := YEAR_FIRST.match(stamp):
        return _stamp(found["y"], found["m"], found["d"], found["clock"])
    return next((found for found, _, _ in _dates(stamp[:LONGEST_LINE], language)), None)


def dateline(text: str, language: str, today: date) -> str | None:
    """The date of a line near the start that holds hardly anything else, or of a labelled one at the end.

    A text with a date above each of several paragraphs is a chronology: those date what stands beneath.
    """
    lines = list(filter(None, map(str.strip, text[:6000].split("\n"))))
    tail = [line.strip() for line in text[-2000:].split("\n") if line.strip()][-FOOT:]
    published, updated = labels()
    alone: list[str] = []
    later: str | None = None
    for number, line in enumerate(lines + tail):
        near = number < HEAD
        if len(line) > LONGEST_LINE:
            if near and (stamp := _opening(line, language)) and not _future(stamp, today):
                return stamp
            continue
        for stamp, start, end in _dates(line, language):
            if _future(stamp, today):
                continue
            if (near or number >= len(lines)) and _labelled(line, start, published):
                return stamp
            if (near or number >= len(lines)) and _labelled(line, start, updated):
                later = later or stamp
            elif number < len(lines) and _bare(f"{line[:start]} {line[end:]}", language, first=number == 0):
                alone.append(stamp if near else "")
    if len(set(alone)) > 2:
        return later
    return next(filter(None, alone), None) or later


def _labelled(line: str, start: int, label: re.Pattern[str]) -> bool:
    """Does a label stand right before the date, at the start of the line or of a part of it?"""
    return any(
        start - found.end() <= 20 and not re.search(r"[^\W\d_]\s*$", line[: found.start()])
        for found in label.finditer(line[:start].casefold())
    )


def _opening(line: str, language: str) -> str | None:
    """The date of a paragraph that begins as agencies do: "place, date (agency) -" or "place | date zone"."""
    for stamp, start, end in _dates(line[:LONGEST_LINE], language):
        place = re.findall(r"[^\W\d_]+", line[:start])
        capitals = all(word[0].isupper() for word in place)
        if len(place) <= 5 and capitals and AGENCY.match(line, end):
            return stamp
    return None


def _bare(rest: str, language: str, *, first: bool) -> bool:
    """Is what stands beside the date a place, a name, a day of the week or a zone, and no headline?"""
    days = _weekdays(language)
    words = [word for word in re.findall(r"[^\W\d_]{2,}", rest) if word.casefold() not in days]
    most = 1 if first else MOST_PARTS if re.search("[|·•]", rest) else MOST_WORDS
    names = all(word[0].isupper() or len(word) <= 3 for word in words) or len(words) == 1
    return len(words) <= most and names and not re.search(r"[.!?…]\s*$", rest)


def _dates(line: str, language: str) -> Iterator[tuple[str, int, int]]:
    """Full dates in a line: ISO stamp and span."""
    for found in YEAR_FIRST.finditer(line):
        if stamp := _stamp(found["y"], found["m"], found["d"], found["clock"]):
            yield stamp, found.start(), found.end()
    for found in NUMERIC.finditer(line):
        day, month = found["a"], found["b"]
        if int(month) > 12 or (int(day) <= 12 and day != month and not _day_first(language)):
            if int(day) > 12 or int(month) <= 12:
                continue  # no date, or one that Britain and America read differently
            day, month = month, day
        if stamp := _stamp(found["y"], month, day, found["clock"]):
            yield stamp, found.start(), found.end()
    pattern, numbers = _months(language)
    for found in pattern.finditer(line.casefold()) if len(line.casefold()) == len(line) else ():
        month = numbers[found["m1"] or found["m2"]]
        day = found["d1"] or found["d2"]
        if stamp := _stamp(found["y1"] or found["y2"], str(month), day, found["clock"]):
            yield stamp, found.start(), found.end()


@lru_cache(maxsize=32)
def _months(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Day, month by name and year in either order, with CLDR's names in the language and in English."""
    from babel import Locale, UnknownLocaleError

    numbers: dict[str, int] = {}
    for code in ("en", language):
        with suppress(UnknownLocaleError, ValueError):
            for names in Locale.parse(code).months.values():
                for width in ("wide", "abbreviated"):
                    for number, name in names[width].items():
                        numbers[name.casefold().rstrip(".")] = number
    words = "|".join(sorted(map(re.escape, filter(None, numbers)), key=len, reverse=True))
    return (
        re.compile(
            rf"(?<!\w)(?:(?P<d1>\d{{1,2}})(?:er|st|nd|rd|th|[ºª.])?\s(?:\w{{1,3}}\s)?"
            rf"(?P<m1>{words})\.?\s?,?\s(?:\w{{1,3}}\s)?"
            rf"(?P<y1>\d{{4}})|(?P<m2>{words})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s(?P<y2>\d{{4}}))(?!\d)"
            + CLOCK
        ),
        numbers,
    )


@lru_cache(maxsize=32)
def _weekdays(language: str) -> frozenset[str]:
    from babel import Locale, UnknownLocaleError

    with suppress(UnknownLocaleError, ValueError):
        kinds = Locale.parse(language).days.values()
        return frozenset(
            name.casefold().rstrip(".")
            for widths in kinds
            for width in ("wide", "abbreviated")
            for name in widths[width].values()
        )
    return frozenset()


@lru_cache(maxsize=32)
def _day_first(language: str) -> bool:
    """Is 7/8 the seventh of August wherever this language is written? Not in English."""
    from babel import Locale, UnknownLocaleError

    with suppress(UnknownLocaleError, ValueError):
        return str(Locale.parse(language).date_formats["short"].pattern).lower().startswith("d")
    return False


def _address(url: str | None) -> str | None:
    found = IN_ADDRESS.search(url or "")
    return _date(found["y"], found["m"], found["d"]) if found else None


def _stamp(year: str, month: str, day: str, clock: str | None) -> str | None:
    found = _date(year, month, day)
    if found is None or not clock:
        return found
    parts = [int(part) for part in re.split(r"[:.h]", clock)]
    with suppress(ValueError):
        return (
            datetime.fromisoformat(found)
            .replace(hour=parts[0], minute=parts[1], second=(*parts, 0)[2])
            .isoformat()
        )
    return found


def _date(year: str, month: str, day: str) -> str | None:
    with suppress(ValueError):
        found = date(int(year), int(month), int(day))
        return found.isoformat() if found.year >= EARLIEST else None
    return None


def _future(stamp: str, today: date) -> bool:
    """Beyond tomorrow: somewhere on earth it is tomorrow already."""
    return date.fromisoformat(stamp[:10]) > today + timedelta(days=1)
