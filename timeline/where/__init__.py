"""Where: the words of a text that name places, and which places they are.

`gazetteer` holds the names of the earth (GeoNames, CLDR, our own regions and sites), `wording` what one
language says around them. `toponyms` finds every stretch of text that could name a place: a known name, or a
site or region told by its form (the data say which words make one). `places` settles the meaning: which of
several places of one name, and whether it is a place at all or an ordinary word, or part of a person's name.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.language import Language
from timeline.model import Paragraph, Toponym
from timeline.where.places import settle
from timeline.where.toponyms import find
from timeline.where.wording import wording

__all__ = ["toponyms"]


def toponyms(text: str, language: Language | None, paragraphs: Sequence[Paragraph]) -> list[Toponym]:
    """Named places of the text: sorted, disjoint, the longest name first; offsets in code points."""
    words = wording(language)
    return settle(text, find(text, words), words, paragraphs)
