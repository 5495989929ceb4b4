"""The token pass: an article as words, each with the key it is looked up by."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from timeline.model import Paragraph

__all__ = ["Stemmer", "Tokens", "fold", "words_of"]

_WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*")
_JOINS = frozenset(" -'.&/\u00a0\u2010\u2011\u2019\u02bc")
_BRAND = 2  # small letters from which on a capital begins another word
_PTB_BRACKETS = frozenset(("LRB", "RRB", "LSB", "RSB", "LCB", "RCB"))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without case and accents: "État" and "ETAT" are one."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)


_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "œ": "oe", "æ": "ae"})


class Stemmer:
    """Looks words up without their case endings: Лаврова, Лаврову → лавров. No endings, no change."""

    def __init__(self, endings: Iterable[str] = ()) -> None:
        self._endings = tuple(sorted({fold(e) for e in endings}, key=len, reverse=True))
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        key = self._known.get(word)
        if key is None:
            if len(self._known) > 1 << 16:
                self._known.clear()
            key = self._known[word] = self._stem(word)
        return key

    def _stem(self, word: str) -> str:
        key = fold(word)
        if self._endings and not (word.isupper() and len(word) < 6):
            for ending in self._endings:
                if key.endswith(ending) and len(key) - len(ending) >= 3:
                    return key[: -len(ending)]
        return key


def _pieces(word: str) -> list[tuple[int, int]]:
    """Where a word of mixed case falls apart: "Morelprésident" is one, "paísA" two, "ElBaradei" two; a brand
    ("iPhone", "eBay") does not."""
    cuts = [0]
    for i in range(1 if word[0].isupper() else _BRAND, len(word)):
        if word[i].isupper() and word[i - 1].islower():
            cuts.append(i)
    cuts.append(len(word))
    return list(pairwise(cuts))


def words_of(text: str) -> list[str]:
    """The words of a name, cut as the words of an article are."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        found += [word] if _plain(word) else [word[a:b] for a, b in _pieces(word)]
    return found


def _plain(word: str) -> bool:
    rest = word[1:]
    return rest.islower() or not rest or word.isupper() or word.isdigit()


class Tokens:
    """The words of a text. `starts`, `ends` are code points, `keys` what a word is looked up by.

    `opens` says whether a word begins a sentence, `heading` whether it stands in a heading,
    `shouted` whether it stands in a block of capitals; `small` are all words written small.
    """

    __slots__ = ("capital", "ends", "heading", "keys", "opens", "shouted", "small", "starts", "text", "words")

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], stem: Stemmer) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        starts, ends, words = self.starts, self.ends, self.words
        for match in _WORD.finditer(text):
            word = match.group()
            at = match.start()
            if _plain(word):
                if word in _PTB_BRACKETS:
                    continue
                starts.append(at)
                ends.append(match.end())
                words.append(word)
            else:
                for a, b in _pieces(word):
                    starts.append(at + a)
                    ends.append(at + b)
                    words.append(word[a:b])
        self.keys = [stem(word) for word in words]
        self.capital = [word[0].isupper() for word in words]
        self.small = frozenset(filter(str.islower, words))
        size = len(words)
        self.opens = bytearray(size)
        self.heading = bytearray(size)
        self.shouted = bytearray(size)
        for paragraph in paragraphs:
            a, b = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
            if paragraph.heading:
                self.heading[a:b] = b"\1" * (b - a)
            for sentence in paragraph.sentences:
                i, j = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
                if i >= j:
                    continue
                self.opens[i] = 1
                long = [word for word in words[i:j] if len(word) > 3]
                if len(long) > 2 and sum(map(str.isupper, long)) > 0.7 * len(long):
                    self.shouted[i:j] = b"\1" * (j - i)

    def __len__(self) -> int:
        return len(self.words)

    def split(self, i: int, size: int, stem: Stemmer) -> None:
        """Cut word `i` in two after `size` letters: a name glued to the next word."""
        word = self.words[i]
        self.words[i : i + 1] = [word[:size], word[size:]]
        self.keys[i : i + 1] = [stem(word[:size]), stem(word[size:])]
        self.starts.insert(i + 1, self.starts[i] + size)
        self.ends.insert(i, self.starts[i] + size)
        self.capital.insert(i + 1, False)
        for flags in (self.opens, self.heading, self.shouted):
            flags.insert(i + 1, flags[i] if flags is not self.opens else 0)

    def gap(self, i: int) -> str:
        """What stands between word `i` and the next."""
        return self.text[self.ends[i] : self.starts[i + 1]] if i + 1 < len(self.starts) else "\n\n"

    def joined(self, i: int) -> bool:
        """Can word `i` and the next belong to one name?"""
        if i + 1 >= len(self.starts):
            return False
        gap = self.text[self.ends[i] : self.starts[i + 1]]
        if gap == " " or not gap:
            return True
        if len(gap) > 3 or not _JOINS.issuperset(gap):
            return False
        return "." not in gap or self.initial(i)

    def initial(self, i: int) -> bool:
        """A single capital letter, or a short run of them as in "EE.UU."."""
        return self.capital[i] and (
            len(self.words[i]) == 1 or (len(self.words[i]) == 2 and self.words[i].isupper())
        )

    def span(self, i: int, j: int) -> tuple[int, int]:
        """Code points of the words from `i` up to, not with, `j`."""
        return self.starts[i], self.ends[j - 1]
