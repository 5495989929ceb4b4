"""Labels put together from kind, actors and place."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.language import load
from timeline.model import Place
from timeline.what.lexicon import lexicon_of

__all__ = ["label_of"]

_LABELS = "en"  # the language of canonical names, and so of labels


def label_of(kind: str, actors: Sequence[str], place: Place | None) -> str:
    """Composed in English from kind, actors and place: "Meeting: Sergey Lavrov, Richard Haass · New York"."""
    said = kind != "OTHER" or not (actors or place)  # a hollow word says less than none
    named = lexicon_of(load(_LABELS)).kinds.get(kind, kind) if said else ""
    told = ": ".join(part for part in (named, ", ".join(actors[:3])) if part)
    where = (
        place.name if place and place.name not in actors else ""
    )  # "Withdrawal: Russia", not "· Russia" too
    return " · ".join(part for part in (told, where) if part)
