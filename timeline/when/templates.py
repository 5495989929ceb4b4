"""Templates: how a phrase of a language file is written, and all the ways it may be read.

A template is words and `{slots}`, with `word?` for an optional word, `(this|that|)` for alternatives (an
empty one makes them optional), `<name>` for a list of `[when.words]`, and `[ ]` round the part that is the
time expression where the words beside it only tell what it means. `{part=NI}` reads nothing and says it.
What touches in a template must touch in the text; two words that touch are one: (Monats|Jahres)(anfang|ende).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from timeline.errors import LanguageDataError
from timeline.when.tokens import words_of

__all__ = ["Element", "Reader", "said"]

_PIECE = re.compile(r"\{(\w+)\}|<(\w+)>|([()|\[\]])|([^\s{}<>()|\[\]]+)|(\s+)|\{(\w+=[-\w.:]+)\}")
_MOST = 4000  # ways one template may be read; more is a mistake in the file

Element = tuple[str, str, bool]  # kind (word, slot, mark, told), name, glued


class Reader:
    """Reads one template into its sequences of elements."""

    def __init__(self, where: str, groups: Mapping[str, Sequence[str]], known: frozenset[str]) -> None:
        self.where, self.groups, self.known = where, groups, known

    def fail(self, why: str) -> LanguageDataError:
        return LanguageDataError(self.where, why, "Correct the template.")

    def sequences(self, template: str) -> list[tuple[Element, ...]]:
        pieces = [found for found in _PIECE.finditer(template)]
        if sum(len(found.group()) for found in pieces) != len(template):
            raise self.fail("a bracket is not closed")
        ways, rest = self._alternatives(pieces, 0, False)
        if rest != len(pieces):
            raise self.fail("a bracket too many")
        if len(ways) > _MOST:
            raise self.fail(f"{len(ways)} readings are too many")
        return ways

    def _alternatives(
        self, pieces: list[re.Match[str]], at: int, inside: bool
    ) -> tuple[list[tuple[Element, ...]], int]:
        done: list[tuple[Element, ...]] = []
        ways: list[tuple[Element, ...]] = [()]
        glued = False
        while at < len(pieces):
            slot, group, sign, word, _, told = pieces[at].groups()
            at += 1
            if sign == ")":
                if not inside:
                    return done + ways, at - 1
                return done + ways, at
            if sign == "|":
                done += ways
                ways, glued = [()], False
                continue
            if sign == "(":
                inner, at = self._alternatives(pieces, at, True)
                ways = [self._glue(way, more, glued) for way in ways for more in inner]
                glued = True
            elif sign:
                ways = [(*way, ("mark", sign, False)) for way in ways]
            elif slot:
                if slot not in self.known:
                    raise self.fail(f"no slot is called {{{slot}}}")
                ways = [(*way, ("slot", slot, glued)) for way in ways]
                glued = True
            elif told:
                ways = [(*way, ("told", told, False)) for way in ways]
            elif group:
                more_ways = self._group(group)
                ways = [self._glue(way, more, glued) for way in ways for more in more_ways]
                glued = True
            elif word:
                optional = len(word) > 1 and word.endswith("?")
                words = words_of(word[:-1] if optional else word)
                literal = tuple(
                    ("word", each, (glued or n > 0) and each != ",") for n, each in enumerate(words)
                )
                ways = [self._glue(way, literal, glued) for way in ways] + (ways if optional else [])
                glued = True
            else:
                glued = False
            if len(ways) > _MOST:
                raise self.fail(f"{len(ways)} readings are too many")
        return done + ways, at

    @staticmethod
    def _glue(way: tuple[Element, ...], more: tuple[Element, ...], glued: bool) -> tuple[Element, ...]:
        """`more` behind `way`; where it touches, a word makes one word with the word before it."""
        if not more or not glued:
            return way + more
        (kind, name, _), *rest = more
        at = next((n for n in range(len(way) - 1, -1, -1) if way[n][0] != "told"), None)
        if at is not None and kind == "word" == way[at][0] and name.isalpha() and way[at][1].isalpha():
            return (*way[:at], ("word", way[at][1] + name, way[at][2]), *way[at + 1 :], *rest)
        return (*way, (kind, name, name != ","), *rest)

    def _group(self, name: str) -> list[tuple[Element, ...]]:
        if name not in self.groups:
            raise self.fail(f"no list of [when.words] is called <{name}>")
        entries = self.groups[name]
        plainly = [entry for entry in entries if entry and not _has_syntax(entry)]
        ways: list[tuple[Element, ...]] = [(("slot", f"<{name}>", False),)] if plainly else []
        for entry in entries:
            if not entry:
                ways.append(())
            elif _has_syntax(entry):
                ways += self.sequences(entry)
        return ways


def said(assignment: str) -> tuple[str, Any]:
    name, _, value = assignment.partition("=")
    return name, int(value) if value.lstrip("-").isdecimal() else value


def _has_syntax(entry: str) -> bool:
    return any(sign in entry for sign in "{}<>()|[]")
