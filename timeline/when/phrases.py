"""Find the words: every phrase of the grammar that can begin at a token, nested ones included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from timeline.when.fill import Slots
from timeline.when.grammar import ALIASES, Grammar
from timeline.when.meanings import INNER
from timeline.when.node import Node, Phrase
from timeline.when.tokens import BREAK, GLUED, HYPHEN, Tokens

__all__ = ["Finder", "Reading"]

_DEEPEST = 12  # phrases inside one another; no language nests so many
_GROWN = 4  # times that a phrase goes on behind another one
_DECIMAL = frozenset("0123456789")
_SIGNS = frozenset(".,:;/-?")
_KEPT = 500  # places whose readings are kept
_LONGEST_RUN = 13  # two numeric dates and what joins them


@dataclass(slots=True, eq=False)
class Reading:
    """One phrase found: its slots, the tokens it read (`first` to `end`) and those that are its span."""

    phrase: Phrase
    slots: dict[str, Any]
    first: int
    end: int
    opens: int
    closes: int

    @property
    def meaning(self) -> str:
        return self.phrase.meaning


class Finder:
    """Finds phrases in one block of tokens."""

    def __init__(self, grammar: Grammar, tokens: Tokens) -> None:
        self.grammar, self.tokens = grammar, tokens
        self.words, self.gaps, self.count = tokens.words, tokens.gaps, len(tokens.words)
        self._readings: dict[int, list[Reading]] = {}
        self._slots = Slots(grammar.lexicon, tokens)
        self._depth = 0

    def read(self, accept: Callable[[Reading], bool]) -> None:
        """Offers the longest phrase at each place, from left to right; refused, the next one."""
        first, stuck, hopes = self.grammar.first, self.grammar.stuck, self.grammar.outlook.hopes
        words, done = self.words, 0
        for at in [
            n for n, word in enumerate(words) if word in first or word[:1] in _DECIMAL or word in stuck
        ]:
            if at < done:
                continue
            word = words[at]
            if word[:1] in _DECIMAL and (end := self._number_run(at)):
                done = end
                continue
            if word in stuck and at > done and self._unstick(at):
                at -= 1
            elif not hopes(words, at):
                continue
            done = max(done, self._offer(at, accept))

    def _number_run(self, at: int) -> int:
        """The end of a long run of numbers and signs, which is a code or a table; 0 if there is none."""
        words, gaps, end = self.words, self.gaps, at + 1
        while end < self.count and gaps[end] == GLUED and (words[end] in _SIGNS or words[end][0] in _DECIMAL):
            end += 1
        return end if end - at > _LONGEST_RUN else 0

    def _offer(self, at: int, accept: Callable[[Reading], bool]) -> int:
        """Offers what begins at a token; the token to go on from."""
        while True:
            moved = False
            for best in self._ranked(at):
                if best.opens > at and any(other.end > best.end for other in self._ranked(best.opens)):
                    at, moved = best.opens, True  # what follows says more than with the words before it
                    break
                if accept(best):
                    at = max(best.end if best.meaning == "nothing" else best.closes, at + 1)
                    break
            if len(self._slots.known) > _KEPT:
                self._readings.clear()
                self._slots.known.clear()
            if not moved:
                return at

    def _ranked(self, at: int) -> list[Reading]:
        """The phrases that stand alone from a token on: the longest first, then by rank."""
        shy = self.words[at] in self.grammar.shy
        found = [
            reading
            for reading in self.at(at)
            if reading.phrase.category not in INNER and not (shy and reading.end == at + 1)
        ]
        return (
            sorted(found, key=lambda reading: (-reading.end, reading.phrase.rank))
            if len(found) > 1
            else found
        )

    def _unstick(self, at: int) -> bool:
        """Words glued by mistake: the one before lends its end, if three words then make a phrase."""
        before = self.words[at - 1]
        if self.gaps[at] == BREAK:
            return False
        for word in self.grammar.stuck[self.words[at]]:
            if len(before) > len(word) + 2 and before.endswith(word):
                kept = self.words[at - 1], self.tokens.starts[at - 1], self.gaps[at - 1]
                self.words[at - 1] = word
                self.tokens.starts[at - 1] = self.tokens.ends[at - 1] - len(word)
                if any(reading.end > at + 1 for reading in self._ranked(at - 1)):
                    return True
                self.words[at - 1], self.tokens.starts[at - 1], self.gaps[at - 1] = kept
                self._readings.clear()
                self._slots.known.clear()
        return False

    def at(self, position: int) -> list[Reading]:
        """Every phrase that begins at a token: for each end and category the one of the lowest rank."""
        known = self._readings.get(position)
        if known is not None:
            return known
        if self._depth >= _DEEPEST:
            return []
        self._readings[position] = []
        self._depth += 1
        best: dict[tuple[int, str], Reading] = {}
        self._walk(self.grammar.root, position, position, (), (position,), best)
        waiting = list(best.values())
        for _ in range(_GROWN):
            grown: dict[tuple[int, str], Reading] = {}
            for reading in waiting:
                category = reading.phrase.category
                node = self.grammar.grow.get(category)
                if node is not None and reading.first == reading.opens and reading.closes == reading.end:
                    slots = ((category, reading),)
                    self._walk(node, reading.end, position, slots, (position, reading.end), grown)
            waiting = []
            for key, reading in grown.items():
                if key not in best or reading.phrase.rank < best[key].phrase.rank:
                    best[key] = reading
                    waiting.append(reading)
            if not waiting:
                break
        self._depth -= 1
        found = list(best.values())
        self._readings[position] = found
        return found

    def _walk(
        self,
        node: Node,
        at: int,
        first: int,
        slots: tuple[tuple[str, Any], ...],
        path: tuple[int, ...],
        best: dict[tuple[int, str], Reading],
    ) -> None:
        for phrase in node.phrases:
            self._accept(phrase, first, at, slots, path, best)
        if at >= self.count:
            return
        gap, begun = self.gaps[at], at > first
        if gap == BREAK and begun:
            return
        word = self.words[at]
        touching = gap in (GLUED, HYPHEN) or not begun
        following = node.words.get(word)
        if following is not None:
            self._walk(following, at + 1, first, slots, (*path, at + 1), best)
        if touching and node.glued:
            following = node.glued.get(word)
            if following is not None:
                self._walk(following, at + 1, first, slots, (*path, at + 1), best)
        if gap == HYPHEN and begun:
            for branch in (node.words, node.glued):
                following = branch.get("-")
                if following is not None:
                    self._walk(following, at, first, slots, (*path, at), best)
        loose, tight = node.slots, node.tight if touching else None
        if not (loose or tight):
            return
        filled = self._slots.at(at)
        inner = self._inside(at) if node.nested and begun else ()
        for branches in (loose, tight):
            if not branches:
                continue
            fewer = branches if len(branches) < len(filled) else filled
            for slot in fewer:
                if slot in branches and slot in filled:
                    for end, value in filled[slot]:
                        self._walk(branches[slot], end, first, (*slots, (slot, value)), (*path, end), best)
            for reading in inner:
                following = branches.get(reading.phrase.category)
                if following is not None and reading.opens == at and reading.closes == reading.end:
                    more = (*slots, (reading.phrase.category, reading))
                    self._walk(following, reading.end, first, more, (*path, reading.end), best)

    def _inside(self, at: int) -> list[Reading]:
        """The phrases that begin at a token inside another phrase."""
        known = self._readings.get(at)
        if known is not None:
            return known
        word = self.words[at]
        if word not in self.grammar.first and word[0] not in _DECIMAL:
            return []
        return self.at(at) if self.grammar.outlook.hopes(self.words, at, inside=True) else []

    def _accept(
        self,
        phrase: Phrase,
        first: int,
        end: int,
        slots: tuple[tuple[str, Any], ...],
        path: tuple[int, ...],
        best: dict[tuple[int, str], Reading],
    ) -> None:
        key = (end, phrase.category)
        if key in best and best[key].phrase.rank <= phrase.rank:
            return
        table: dict[str, Any] = dict(phrase.told)
        for slot, value in slots:
            name = ALIASES.get(slot, slot)
            table[name if name not in table else f"{name}2" if f"{name}2" not in table else f"{name}3"] = (
                value
            )
        best[key] = Reading(phrase, table, first, end, path[phrase.opens], path[phrase.closes])
