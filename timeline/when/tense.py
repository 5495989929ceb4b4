"""Which way a clause looks: back, ahead, or neither, by the verb cues that the language file lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from timeline.language import Language
from timeline.when.tokens import BREAK, GLUED, Tokens, fold, plain, words_of

__all__ = ["BESIDE", "FIRM", "WEAK", "Cues", "cues_of", "direction", "ended"]

_CLAUSE = 24  # tokens looked at on either side
_LOUD = 4  # letters of a word whose capitals may have lost their accents
WEAK, FIRM, BESIDE = -1, -2, -3  # how a clause looks back: by a verb, by one that never tells of what is to
# come, by one with the date right behind it
_ADJACENT = 2  # words between them, an article and a preposition
_COMPOUND = 3  # words between the parts of a verb ("had already been arrested")
_ENDS = frozenset(".!?;:…")


@dataclass(frozen=True, slots=True)
class Cues:
    """Words, pairs of words and word endings that look back (-1) or ahead (+1).

    In a language whose past tense never tells of what is to come (`firm`) they look back by -2. A participle
    after one of the `infinitive` words (to be signed) says nothing by itself.
    """

    words: Mapping[str, int]
    endings: Mapping[str, int]
    longest: int
    infinitive: frozenset[str]
    joiners: frozenset[str] = frozenset()  # words that begin another clause (and)
    short: frozenset[str] = frozenset()  # abbreviations whose point ends no sentence
    earlier: frozenset[str] = frozenset()  # auxiliaries of what lay before the past told (had)
    bare: Cues | None = None  # the same without accents, for what is written in capitals

    def stops(self, tokens: Tokens, at: int) -> bool:
        """Whether a sign ends its sentence, and so the clause; the point of "Mr." or "J." does not."""
        word = tokens.words[at]
        if word not in _ENDS or not ended(tokens, at):
            return False
        before = tokens.words[at - 1] if word == "." and at and tokens.gaps[at] == GLUED else ""
        return before not in self.short and not (len(before) == 1 and before.isalpha())

    def read(self, tokens: Tokens, at: int) -> int:
        """As `at`; a word in capitals may lack its accents (SE CELEBRARA)."""
        found = self.at(tokens.words, at)
        if found or self.bare is None or len(tokens.words[at]) < _LOUD:
            return found
        written = tokens.text[tokens.starts[at] : tokens.ends[at]]
        return self.bare.at(tokens.words, at) if written.isupper() else 0

    def long_past(self, words: Sequence[str], at: int) -> bool:
        """Whether the verb that ends at a word tells what had been, which is never to come."""
        return any(
            words[i] in self.earlier and words[i + 1] not in self.infinitive
            for i in range(max(0, at - _COMPOUND), at + 1)
            if i + 1 < len(words)
        )

    def at(self, words: Sequence[str], at: int) -> int:
        """Below, at or above 0 for the word at a place, or for it and the one before."""
        word = words[at]
        before = words[at - 1] if at else ""
        if before and (pair := self.words.get(f"{before} {word}")) is not None:
            return pair
        if word == "'":  # an accent typed as an apostrophe after its letter
            word, before = f"{before}'", ""
        found = self.words.get(word)
        if found is not None:
            return 0 if found < 0 and before in self.infinitive else found
        size = len(word)
        if size > 4 and before not in self.infinitive:
            for length in range(min(self.longest, size - 2), 1, -1):
                found = self.endings.get(word[-length:])
                if found is not None:
                    return found
        return 0


@cache
def cues_of(language: Language) -> Cues:
    table = language.section("when").get("tense", {})
    words: dict[str, int] = {" ".join(words_of(entry)): 0 for entry in table.get("neither", ())}
    endings: dict[str, int] = {}
    back = FIRM if table.get("firm") else WEAK
    for name, sign in (("past", back), ("future", 1)):
        for entry in table.get(name, ()):
            words.setdefault(" ".join(words_of(entry)[-2:]), sign)
        for ending in table.get(f"{name}_endings", ()):
            endings.setdefault(ending.lower(), sign)
    written = language.section("sentences")
    short = [*written.get("titles", ()), *written.get("abbreviations", ())]
    bare = Cues(
        {plain(word): sign for word, sign in words.items() if plain(word) not in words},
        {plain(ending): sign for ending, sign in endings.items() if plain(ending) not in endings},
        max(map(len, endings), default=0),
        frozenset(),
    )
    return Cues(
        words,
        endings,
        bare.longest,
        frozenset(table.get("infinitive", ())),
        frozenset(language.section("when").get("number_joiners", ())),
        frozenset(fold(word) for word in short),
        frozenset(fold(word) for word in table.get("earlier", ())),
        bare if bare.words or bare.endings else None,
    )


def direction(tokens: Tokens, first: int, end: int, cues: Cues) -> int:
    """Below, at or above 0 for the clause around tokens `first` to `end`: the nearest cue decides."""
    nearest, sign, opening = _CLAUSE + 1, 0, False
    for step in range(1, _CLAUSE):
        at = first - step
        if at < 0 or tokens.gaps[at + 1] == BREAK or cues.stops(tokens, at):
            opening = step <= 3
            break
        found = cues.read(tokens, at)
        if found:
            nearest, sign = step, found
            if found == WEAK:
                sign = FIRM if cues.long_past(tokens.words, at) else BESIDE if step <= _ADJACENT else WEAK
            break
    for step in range(_CLAUSE):
        at = end + step
        if (
            step + 1 >= nearest
            or at >= len(tokens.words)
            or cues.stops(tokens, at)
            or (tokens.words[at] == "," and not opening)
            or (sign and tokens.words[at] in cues.joiners)
            or tokens.gaps[at] == BREAK
        ):
            break
        found = cues.read(tokens, at)
        if found:
            return found
    return sign


def ended(tokens: Tokens, at: int) -> bool:
    """A sign ends its sentence if a space follows, and after a point (U.S. troops) no small letter."""
    if at + 1 >= len(tokens.words):
        return True
    if tokens.gaps[at + 1] == GLUED:
        return False
    return tokens.words[at] != "." or not tokens.text[tokens.starts[at + 1]].islower()
