"""An event that a person writes down: a small article of its own, whose text is the words it rests on.

So it is kept, filtered, merged, corrected, taken away and exported like any other, and quotes its source as
every row does. It is nobody's extraction: no reader goes over it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from timeline import corrections, frame
from timeline.model import Actor, Article, Event, Mention, Place

__all__ = ["IMPORTED", "PREFIX", "told", "written"]

PREFIX, IMPORTED = frame.WRITTEN  # by hand here, and a row of somebody's chronology (`timeline.imports`)


def written(article_id: str) -> bool:
    """Whether an article was written down by a person, here or elsewhere."""
    return article_id.startswith((PREFIX, IMPORTED))


def told(
    title: str,
    when: str,
    *,
    source: str,
    quote: str = "",
    url: str | None = None,
    language: str | None = None,
    actors: Sequence[Actor] = (),
    place: Place | None = None,
    kind: str = "OTHER",
    status: str = "happened",
) -> tuple[Article, Event]:
    """The article and its one event. `when` is EDTF, "" undated; `quote` are the words of the source, without
    which the title stands for them. The same words give the same event. `UsageError` for a bad date."""
    text = quote.strip() or title
    marks = sha256("\n".join((title, when, source, text)).encode("utf-8", "surrogatepass")).hexdigest()
    article = Article(
        PREFIX + marks[:16], text, title, language=language, source=source, url=url, published_from="unknown"
    )
    dated: Mapping[str, Any] = corrections.dated(when)
    start, end = (date.fromisoformat(dated[side]) if dated[side] else None for side in ("start", "end"))
    event = Event(
        event_id=marks[16:32],
        title=title,
        label=title,
        kind=kind,
        date_edtf=dated["date_edtf"],
        start=start,
        end=end,
        precision=dated["precision"],
        date_text=None,
        date_start=None,
        date_end=None,
        date_basis=dated["date_basis"],
        anchor=None,
        time=None,
        rule=None,
        mentions=tuple(_mention(actor, text) for actor in actors),
        things=(),
        place=place,
        status=status,
        attributed_to=None,
        trigger="",
        trigger_start=0,
        trigger_end=0,
        quote=text,
        quote_start=0,
        quote_end=len(text),
        confidence=1.0,
    )
    return article, event


def _mention(actor: Actor, text: str) -> Mention:
    """Where the text names the actor; at its beginning, and without length, where it does not."""
    at = text.find(actor.name)
    end = at + len(actor.name) if at >= 0 else 0
    return Mention(actor, max(at, 0), end, actor.name, "name")
