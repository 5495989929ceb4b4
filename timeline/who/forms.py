"""Forms: which capitalised words are somebody's name, by what they are and what stands around them."""

from __future__ import annotations

from timeline.who.firstnames import telling_particles
from timeline.who.gazetteer import Index
from timeline.who.lexicon import Lexicon
from timeline.who.names import Find
from timeline.who.tokens import Tokens

__all__ = ["Forms"]

_APPOSITION = 4  # words behind an article among which a title stands


class Forms:
    """Says of the capitalised words of one article whether they name a person."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, index: Index) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.index = index

    def trim(self, i: int, j: int) -> tuple[int, int, bool]:
        """Words at the edges that are no part of the name; whether one of them was a title."""
        tokens, words = self.tokens, self.lexicon.words
        titled = False
        while i < j:
            key = tokens.keys[i]
            noun = self.lexicon.capital_nouns and key in words["professions"]
            if noun or key in words["titles"] or key in words["courtesies"]:
                titled = True
            elif not (
                (key in words["not_names"] and (tokens.opens[i] or key not in self.index.given))
                or (not words["definite"] and self._before_given(i, j))
            ):
                break
            i += 1
        for k in range(i + 1, j):
            key = tokens.keys[k]
            if tokens.capital[k] and key in words["titles"] and self._introduces(i, k, j):
                return self.trim(k, j)
            if tokens.capital[k] and (key in words["not_names"] or key in words["titles"]):
                return i, k, titled
        return i, j, titled

    def _introduces(self, i: int, k: int, j: int) -> bool:
        """Is word `k` the end of an office that stands before a first name: "Transport Secretary X Y"?"""
        tokens, given = self.tokens, self.index.given
        if self.lexicon.head_first or tokens.keys[i] in given or tokens.heading[k]:
            return False
        return j - k > 2 and tokens.keys[k + 1] in given and tokens.words[k].istitle()

    def _before_given(self, i: int, j: int) -> bool:
        """Does it only open a sentence, before a first name and a surname: "Победила Мария Иванова"?"""
        keys, given = self.tokens.keys, self.index.given
        return bool(self.tokens.opens[i]) and j - i > 2 and keys[i] not in given and keys[i + 1] in given

    def titled(self, i: int, offices: dict[int, Find]) -> bool:
        """Does a title, a courtesy or an office stand right before?"""
        if not i:
            return False
        gap = self.tokens.gap(i - 1)
        if gap not in (" ", ". ", ", ", " , "):
            return False
        if i in offices:
            return True
        words = self.lexicon.words
        key = self.tokens.keys[i - 1]
        if "." in gap and self.tokens.opens[i] and len(key) > 4:
            return False
        if key in words["courtesies"]:
            return True
        small = self.lexicon.capital_nouns or not self.tokens.capital[i - 1]
        titled = key in words["titles"] or self.lexicon.ended(key)
        return "," not in gap and (titled or (small and key in words["professions"]))

    def person(self, i: int, j: int, before: dict[int, Find], listed: bool) -> bool:
        """Do form or neighbours say that these capitalised words are a person? `listed`: the
        gazetteer has one of that name."""
        tokens, words = self.tokens, self.lexicon.words
        keys = tokens.keys[i:j]
        if any(map(self.common, keys)):
            return False
        if any(tokens.words[k].isupper() and len(tokens.words[k]) > 2 for k in range(i, j)):
            return False
        if keys[0] in self.index.given and not (tokens.opens[i] and keys[0] in words["not_names"]):
            return True
        inside = keys[1:-1]
        noble = any(key in telling_particles() for key in inside) and not self.lexicon.capital_nouns
        if noble or any(len(tokens.words[k]) == 1 for k in range(i + 1, j - 1)):
            return not tokens.heading[i]
        if listed:
            return True
        if tokens.heading[i]:
            return False
        if keys[-1] in self.index.surnames and keys[0] not in words["not_names"] and not self._placed(i):
            return True
        after = tokens.keys[j] if j < len(tokens) else ""
        behind = tokens.keys[i - 1] if i else ""
        gap = tokens.gap(j - 1)
        if gap == " " and after in words["reporting"]:
            return True
        if behind in words["reporting"] and tokens.gap(i - 1) == " ":
            return True
        if gap in (", ", " , "):
            if after.isdigit() and 10 < int(after) < 110:
                return True
            if after in words["titles"] or j in before or j + 1 in before:
                return True
            return after in words["definite"] and self._described(j + 1)
        return False

    def _described(self, k: int) -> bool:
        """Do the words from `k` on, up to the next sign, say what one is: "a former British diplomat"?"""
        tokens, words = self.tokens, self.lexicon.words
        for n in range(k, min(k + _APPOSITION, len(tokens))):
            key = tokens.keys[n]
            if key in words["titles"] or (key in words["professions"] and not tokens.capital[n]):
                return True
            if tokens.gap(n) != " " or key in words["of"] or key in words["locative"]:
                return False
        return False

    def _placed(self, i: int) -> bool:
        """Does a preposition of place stand before?"""
        return bool(i) and self.tokens.keys[i - 1] in self.lexicon.words["locative"]

    def common(self, key: str) -> bool:
        """Is it a word for what an organisation, a thing or a place is?"""
        words = self.lexicon.words
        heads = ("organisation_heads", "thing_heads", "site_heads", "called_organisations", "called_media")
        return any(key in words[name] for name in heads)
