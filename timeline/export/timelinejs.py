"""TimelineJS: the JSON that Knight Lab's TimelineJS 3 reads. Its texts are HTML, so ours are escaped.

The date is shown as told, whatever its precision; an open interval stands on the day that is known. Undated
events have no place in it; the title slide counts them. Nothing is loaded from elsewhere.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pandas as pd

from timeline import frame
from timeline.called import worded
from timeline.dashboard.safe import link, text
from timeline.export.face import Exporter, Sheet
from timeline.told import Teller, day

__all__ = ["EXPORTER", "inert", "write"]

# Each slide also carries its row, which TimelineJS passes over and `timeline import` reads back.
CARRIED = (
    "event_id", "title", "label", "kind", "date_edtf", "precision", "date_text", "actors", "actor_ids",
    "things", "place", "country", "latitude", "longitude", "status", "attributed_to", "quote", "confidence",
    "review", "language", "published", "source", "url", "article_title",
)  # fmt: skip


def write(rows: pd.DataFrame, sheet: Sheet) -> bytes:
    """One slide a dated row, grouped as the lanes are: by kind, place, source, language or first actor."""
    tell = Teller(sheet.language)
    known = list(frame.rows(rows))
    dated = [row for row in known if row["start"] or row["end"]]
    told = frame.rows(worded(rows, sheet.options.get("reports"), sheet.language))
    headlines = {row["event_id"]: tell.headline(row) for row in told}
    said = [sheet.words, tell.extracted(known)]
    if len(dated) < len(known):
        said.append(tell("left_out", n=len(known) - len(dated)))
    lanes = str(sheet.options.get("lanes") or "actor")
    body = {
        "title": {
            "unique_id": "title",
            "text": {
                "headline": text(sheet.title or tell("title")),
                "text": "".join(f"<p>{text(line)}</p>" for line in filter(None, said)),
            },
        },
        "scale": "human",
        "events": [_slide(row, lanes, tell, headlines[row["event_id"]]) for row in dated],
    }
    return inert(json.dumps(body, ensure_ascii=False, indent=1)).encode("utf-8") + b"\n"


def inert(encoded: str) -> str:
    """JSON that may stand inside a page: nothing in it ends a script or begins a tag."""
    for character in "<>&\u2028\u2029":
        encoded = encoded.replace(character, f"\\u{ord(character):04x}")
    return encoded


def _slide(row: dict[str, Any], lanes: str, tell: Teller, headline: str) -> dict[str, Any]:
    start, end = day(row["start"]), day(row["end"])
    when = tell.when(row)
    slide: dict[str, Any] = {
        "unique_id": row["event_id"],
        "start_date": _date(start or end),
        "display_date": text(when),
        "text": {"headline": text(headline), "text": _told(row, tell)},
        "autolink": False,
        "timeline": _carried(row),
    }
    if start and end and end > start:
        slide["end_date"] = _date(end)
    if group := _group(row, lanes, tell):
        slide["group"] = text(group)
    return slide


def _carried(row: dict[str, Any]) -> dict[str, Any]:
    """The row, without what is not known and without an address that no browser should open."""
    known = {name: row[name] for name in CARRIED if row[name] not in (None, [])}
    return known if link(row["url"]) else {name: value for name, value in known.items() if name != "url"}


def _date(known: date | None) -> dict[str, int]:
    assert known is not None
    return {"year": known.year, "month": known.month, "day": known.day}


def _group(row: dict[str, Any], lanes: str, tell: Teller) -> str:
    match lanes:
        case "kind":
            return tell.kind(row)
        case "place" | "source" | "language":
            return row[lanes] or ""
        case "actor":
            return row["actors"][0] if row["actors"] else ""
    return ""


def _told(row: dict[str, Any], tell: Teller) -> str:
    source = text(tell.sources(row))
    if address := link(row["url"]):
        source = f'<a href="{text(address)}" rel="noreferrer noopener">{source}</a>'
    quote = f"<blockquote>{text(row['quote'])}</blockquote>" if row["quote"] else ""
    return f"{quote}<p>{text(tell.status(row))}</p><p>{source}</p>"


EXPORTER = Exporter("timelinejs", "TimelineJS", ".timelinejs.json", "application/json", write, undated=False)
