"""Where: the words of a text that name places, and which places they are.

`gazetteer` holds the names of the earth (GeoNames, CLDR, our own regions and sites), `wording` what one
language says around them. `toponyms` finds every stretch of text that could name a place: a known name, or a
site or region told by its form (the data say which words make one). `places` settles the meaning: which of
several places of one name, and whether it is a place at all or an ordinary word, or part of a person's name;
`again` what "the city" means after that.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.language import Language
from timeline.model import Paragraph, Place, Toponym
from timeline.where.again import again
from timeline.where.gazetteer import folded, gazetteer
from timeline.where.places import settle
from timeline.where.toponyms import find
from timeline.where.wording import wording

__all__ = ["named", "toponyms"]


def toponyms(text: str, language: Language | None, paragraphs: Sequence[Paragraph]) -> list[Toponym]:
    """Named places of the text: sorted, disjoint, the longest name first; offsets in code points."""
    words = wording(language)
    return again(text, words, settle(text, find(text, words), words, paragraphs))


def named(name: str) -> Place | None:
    """The place that a name standing alone means most likely: one of that very name, with most people."""
    wanted = " ".join(name.split())
    found = gazetteer().candidates(wanted) or gazetteer().candidates(folded(wanted))
    if not found:
        return None
    return max(found, key=lambda one: (one.own, one.place.kind == "country", one.place.population)).place
