"""The face of the stage: text in, mentions and things out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from timeline import language as languages
from timeline.language import Language
from timeline.model import Mention, Paragraph, Thing
from timeline.who.actors import Settler
from timeline.who.borrowed import Namer, joined
from timeline.who.gazetteer import Gazetteer, Index
from timeline.who.lexicon import Lexicon, lexicon
from timeline.who.names import find
from timeline.who.sexes import sexed
from timeline.who.things import things
from timeline.who.tokens import Tokens

__all__ = ["mentions"]


@cache
def _index(words: Lexicon, own: Gazetteer | None) -> Index:
    return Index(words.code, words.stem, own)


def mentions(
    text: str,
    language: Language | None,
    paragraphs: Sequence[Paragraph],
    date_at: Callable[[int], date | None],
    own: Gazetteer | None = None,
    namer: Namer | None = None,
) -> tuple[list[Mention], list[Thing]]:
    """All mentions of actors and all named things, each sorted and disjoint.

    `date_at` gives the day the text tells about at a code point: an office is resolved to its holder then.
    `own` is a user's list of actors; it wins over ours. `namer` finds further names, which join ours.
    """
    words = lexicon(language)
    index = _index(words, own)
    tokens = Tokens(text, paragraphs, words.stem)
    finds = find(tokens, words, index)
    english = lexicon(languages.load("en"))
    settled = Settler(tokens, words, english, index, date_at).settle(finds)
    settled = sexed(tokens, words, english, settled)
    named = things(tokens, words, settled)
    settled = [mention for mention in settled if not _part_of_thing(mention, named)]
    return (joined(text, words.code, namer, settled, named) if namer else settled), named


def _part_of_thing(mention: Mention, named: Sequence[Thing]) -> bool:
    """An unknown person's name that is only a piece of a brand's: "Music Store" of "iTunes Music Store"."""
    if mention.actor.kind != "person" or mention.actor.wikidata or mention.by != "name":
        return False
    at = bisect_right(named, mention.start, key=lambda thing: thing.start) - 1
    thing = named[at] if at >= 0 else None
    return thing is not None and thing.name[0].islower() and thing.start < mention.start < thing.end
