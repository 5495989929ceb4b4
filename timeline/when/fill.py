"""What slots the words at one place can fill, and with which values."""

from __future__ import annotations

from typing import Any

from timeline.when.digits import ROMAN, numeric_slots, roman_value
from timeline.when.lexicon import Lexicon
from timeline.when.tokens import BREAK, Tokens

__all__ = ["Filled", "Slots"]

Filled = dict[str, list[tuple[int, Any]]]  # slot → (token after it, value)

_DECIMAL = frozenset("0123456789")
_NOTHING: Filled = {}
_SHORTEST = 3  # letters that a word known by its ending has more than


class Slots:
    """Reads the slots of one block of tokens, each place once."""

    def __init__(self, lexicon: Lexicon, tokens: Tokens) -> None:
        self.lexicon, self.tokens = lexicon, tokens
        self.known: dict[int, Filled] = {}

    def at(self, position: int) -> Filled:
        known = self.known.get(position)
        if known is None:
            known = self.known[position] = self._read(position, self.tokens.words[position])
        return known

    def _read(self, at: int, word: str) -> Filled:
        lexicon, words, gaps = self.lexicon, self.tokens.words, self.tokens.gaps
        alone, longer = lexicon.alone.get(word, ()), lexicon.longer.get(word)
        first = word[0]
        if not (alone or longer or lexicon.endings or first in _DECIMAL or first in ROMAN):
            return _NOTHING
        found: Filled = {}
        if first in _DECIMAL:
            for slot, end, value in numeric_slots(words, gaps, at):
                found.setdefault(slot, []).append((end, value))
        for slot, value in alone:
            if slot != "number" and self._cased(slot, at):
                found.setdefault(slot, []).append((at + 1, value))
        if longer and at + 1 < len(words):
            for rest, slot, value in longer.get(words[at + 1], ()):
                end = at + 1 + len(rest)
                if tuple(words[at + 1 : end]) != rest or BREAK in gaps[at + 1 : end]:
                    continue
                if slot != "number" and self._cased(slot, at):
                    found.setdefault(slot, []).append((end, value))
        if word in lexicon.numbers:
            self._spelled(at, found)
        for slot, endings in lexicon.endings.items():
            if len(word) > _SHORTEST and word.endswith(endings):
                found.setdefault(slot, []).append((at + 1, word))
        if first in ROMAN and (roman := roman_value(word)) and self._capital(at):
            found.setdefault("roman", []).append((at + 1, roman))
        return found

    def _spelled(self, at: int, found: Filled) -> None:
        """Numbers written in words, and years told in two of them (nineteen eighty-four)."""
        lexicon, words = self.lexicon, self.tokens.words
        spelled = list(lexicon.spelled(words, at))
        found["number"] = [pair for pair in spelled if BREAK not in self.tokens.gaps[at + 1 : pair[0]]]
        for end, value in spelled:
            if 13 <= value <= 20:
                for last, ones in lexicon.spelled(words, end):
                    if 10 <= ones < 100:
                        found.setdefault("year_words", []).append((last, value * 100 + ones))

    def _cased(self, slot: str, at: int) -> bool:
        """Whether the word has a capital where the slot asks for one, or none where it may have none."""
        lexicon = self.lexicon
        if slot in lexicon.capitals:
            return self._capital(at)
        return slot not in lexicon.small or not self._capital(at)

    def _capital(self, at: int) -> bool:
        return not self.tokens.text[self.tokens.starts[at]].islower()
