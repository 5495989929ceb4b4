"""iCalendar (RFC 5545): every dated event as days of a calendar, which its description says how to take.

A month or a year covers all its days: the description says that it is some day among them. An open interval
stands on the day that is known. Undated events have no place in a calendar; its description counts them.
Nothing blocks anybody's time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pandas as pd

from timeline import frame
from timeline.called import worded
from timeline.dashboard.safe import link
from timeline.export.face import Exporter, Sheet
from timeline.told import Teller, day

__all__ = ["EXPORTER", "write"]

OCTETS = 75  # of a line, without its end
STATUS = {
    "happened": "CONFIRMED",
    "ongoing": "CONFIRMED",
    "planned": "TENTATIVE",
    "hypothetical": "TENTATIVE",
}
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """A calendar with one event a dated row; its uid is the event's id."""
    tell = Teller(sheet.language)
    known = list(frame.rows(worded(rows, sheet.options.get("reports"), sheet.language)))
    dated = [row for row in known if row["start"] or row["end"]]
    said = [sheet.words, tell.extracted(known)]
    if len(dated) < len(known):
        said.append(tell("left_out", n=len(known) - len(dated)))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Timeline//Chronology//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(sheet.title or tell('title'))}",
        f"X-WR-CALDESC:{_text(chr(10).join(filter(None, said)))}",
        *(line for row in dated for line in _event(row, tell)),
        "END:VCALENDAR",
    ]
    return b"".join(map(_folded, lines))


def _event(row: dict[str, Any], tell: Teller) -> Iterator[str]:
    start, end = day(row["start"]), day(row["end"])
    first, last = start or end, end or start
    if first is None or last is None:
        return
    stamp = day(row["retrieved"]) or day(row["published"]) or date(1970, 1, 1)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(row['event_id'])}@timeline"
    yield f"DTSTAMP:{_day(stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < date.max:  # the end is the day after
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(tell.headline(row))}"
    yield f"DESCRIPTION:{_text(_description(row, tell))}"
    yield f"CATEGORIES:{_text(tell.kind(row))}"
    if row["place"]:
        yield f"LOCATION:{_text(row['place'])}"
    if row["latitude"] is not None and row["longitude"] is not None:
        yield f"GEO:{row['latitude']:.6f};{row['longitude']:.6f}"
    if address := link(row["url"]):
        yield f"URL:{address}"
    if row["status"] in STATUS:
        yield f"STATUS:{STATUS[row['status']]}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(row: dict[str, Any], tell: Teller) -> str:
    """The date as told and its precision, the status, the passage, the source; one a line."""
    words = f" ({tell.quoted(row['date_text'])})" if row["date_text"] else ""
    lines = [
        f"{tell('when')}: {tell.when(row)}{words}, {row['precision']}, EDTF {row['date_edtf']}",
        f"{tell('status')}: {tell.status(row)}",
        f"{tell('actors')}: {', '.join(row['actors'])}" if row["actors"] else "",
        tell.quoted(row["quote"]) if row["quote"] else "",
        tell.sources(row),
    ]
    return "\n".join(filter(None, lines))


def _day(value: date) -> str:
    return f"{value.year:04d}{value.month:02d}{value.day:02d}"


def _text(value: str) -> str:
    """A value of type TEXT: backslash first, then what parts values and lines."""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    text = CONTROLS.sub(" ", text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,"))
    return re.sub("[\n\u0085\u2028\u2029]", r"\\n", text)


def _folded(line: str) -> bytes:
    """A content line, broken before its 76th octet and never inside a character."""
    out, room = bytearray(), OCTETS
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(octets) > room:
            out += b"\r\n "
            room = OCTETS - 1
        out += octets
        room -= len(octets)
    return bytes(out) + b"\r\n"


EXPORTER = Exporter("ics", "Calendar", ".ics", "text/calendar", write, undated=False)
