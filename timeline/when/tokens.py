"""Text → tokens: folded so that one code point stays one code point, cut into words, numbers and signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

__all__ = ["BREAK", "GLUED", "HYPHEN", "SPACE", "Tokens", "blocks", "fold", "plain", "tokenize", "words_of"]

# What stands before a token.
GLUED, SPACE, HYPHEN, BREAK = range(4)

# A hyphen inside a word ("mid-1990s", "avant-hier") is a gap, not a token; between two numbers, and beside a
# space, it is a token. Stress marks belong to their word.
_TOKEN = re.compile(
    r"([^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*|\d+|(?!(?<=\w)-(?=[^\W\d_])|(?<=[^\W\d_])-(?=\w))[^\w\s]|_)"
)
# With a mark above, these are letters of their own and not the same ones with an accent.
_OWN_LETTERS = frozenset(
    map(
        unicodedata.lookup,
        ("CYRILLIC SMALL LETTER I", "CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I"),
    )
)
_MARKS = re.compile(r"[\u0300-\u036f]")
_WIDE = re.compile(r"[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]")
_DIGITS = {
    zero + n: str(n) for zero in (0x0660, 0x06F0, 0x0966, 0xFF10) for n in range(10)
}  # Arabic-Indic, Persian, Devanagari, full-width
_SAME = {
    "\u2019": "'", "\u02bc": "'", "\u2018": "'", "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-", "\u0130": "I", "\u00ad": "-",
}  # fmt: skip
# An apostrophe between Cyrillic letters is part of the word (п'ять): it becomes the letter it stands for.
_LETTER = re.compile(r"(?<=[\u0400-\u04ff])['`](?=[\u0400-\u04ff])")
_BLOCK = 1 << 16
_WIDEST_GAP = 12


def fold(text: str) -> str:
    """Lower case, plain apostrophes, spaces, hyphens and digits: as long as `text`, one for one."""
    if not text.isascii():
        for sign, same in _SAME.items():
            if sign in text:
                text = text.replace(sign, same)
        if _WIDE.search(text):
            text = text.translate(_DIGITS)
        if "'" in text or "`" in text:
            text = _LETTER.sub("\u02bc", text)
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


@cache
def plain(word: str) -> str:
    """The word without its accents, as it is often typed in capitals."""
    apart = unicodedata.normalize("NFD", word)
    bare = "".join(
        c for n, c in enumerate(apart) if not unicodedata.combining(c) or apart[n - 1] in _OWN_LETTERS
    )
    return unicodedata.normalize("NFC", bare)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: the folded word, its offsets in the text, and what stands before it."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[int]


def words_of(phrase: str) -> list[str]:
    """The words of one entry of a language file, cut as the text will be."""
    return _TOKEN.findall(fold(phrase))


def tokenize(text: str, folded: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`, with offsets in `text`."""
    pieces = _TOKEN.split(folded[start:end])  # gap, token, gap, token, …, gap
    offsets = list(accumulate(map(len, pieces), initial=start))
    words = pieces[1::2]
    gaps = list(map(_GAPS.__getitem__, pieces[:-1:2]))
    if gaps:
        gaps[0] = BREAK
    if _MARKS.search(folded, start, end):
        words = [_MARKS.sub("", word) or word for word in words]  # a mark alone stays one
    return Tokens(text, words, offsets[1:-1:2], offsets[2::2], gaps)


class _Gaps(dict[str, int]):
    """What stands before a token, by the characters in between."""

    def __missing__(self, gap: str) -> int:
        return BREAK if len(gap) > _WIDEST_GAP or gap.count("\n") > 1 else SPACE


_GAPS = _Gaps({"": GLUED, "-": HYPHEN, " ": SPACE, "\n": SPACE})


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of some 64,000 code points, cut where a line or at least a word ends."""
    start, size = 0, len(text)
    while start < size:
        end = min(start + _BLOCK, size)
        if end < size:
            for cut in ("\n\n", "\n", " "):
                at = text.rfind(cut, start + _BLOCK // 2, end)
                if at >= 0:
                    end = at + len(cut)
                    break
        yield start, end
        start = end
