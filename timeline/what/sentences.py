"""What a sentence is made of, as this stage sees it: words, verb groups and nouns that name events."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from timeline.what.lexicon import Sense

__all__ = ["SIGNS", "Nominal", "Sentence", "Token", "VerbGroup"]

SIGNS = frozenset(",;:()[]–—…|•")  # what ends a stretch of words; quotation marks do not


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign. `word` is its plain lower-case form; `capital` whether it starts with one."""

    start: int
    end: int
    word: str
    capital: bool


_start, _end = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Words `first` to `last` (exclusive): auxiliaries and verb. `head` says the verb, `tense` the finite
    word's.

    `own` is the position of the verb itself; `passive`: a form of be and a participle; `finite` False for a
    participle or gerund that stands alone. `reach`: where the words end that belong to it further on.
    """

    first: int
    last: int
    own: int
    head: Sense
    tense: str
    finite: bool
    passive: bool
    negated: bool
    modal: bool
    reach: int = 0


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun, at words `first` to `last` (exclusive), that names an event."""

    first: int
    last: int
    head: Sense


@dataclass(frozen=True, slots=True)
class Sentence:
    """What `read_sentence` saw. `classes[i]` are the closed classes that begin at word i; `spans` how far
    they go."""

    start: int
    end: int
    tokens: Sequence[Token]
    classes: Sequence[frozenset[str]]
    reach: Sequence[int]
    groups: Sequence[VerbGroup]
    nominals: Sequence[Nominal]
    bracket: bool = False  # as in `Lexicon`
    saying: frozenset[str] = frozenset()  # lemmas of verbs that take a clause without any word to open it

    def within(self, start: int, end: int) -> range:
        """Positions of the words inside a stretch of text."""
        first = bisect_left(self.tokens, start, key=_start)
        last = bisect_right(self.tokens, end, first, key=_end)
        return range(first, last) if first < last else range(0)
