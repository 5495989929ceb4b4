"""How a headline is written: its signs and blanks put right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.what.sentences import Sentence

__all__ = ["FAIR", "LONGEST", "QUOTES", "content", "tidy"]

FAIR, LONGEST = 90, 120  # characters of a headline as it should be, and of one that would lose its end else
QUOTES = (("«", "»"), ("“", "”"), ('"', '"'))
_GAPS = re.compile(r"\s+")
_BEFORE_SIGN = re.compile(r"\s+([,.;:!?)\]]|'\w{1,2}\b(?!')|n't\b|(?<=s )'(?= ))")
_BEHIND_SIGN = re.compile(r"(?<=[$€£])\s+(?=\d)|(?<=[(\[])\s+|\\(?=/)")
_SIGNS = re.compile(r"([,;:])(?:\s*[,;:])+")
_TYPED = (
    ("-LRB- ", "("),
    (" -RRB-", ")"),
    ("` ` ", "“"),
    ("`` ", "“"),
    (" ''", "”"),
    ("``", "“"),
    ("''", "”"),
)
_LEFT_OVER = re.compile(r"^-?[LR]RB-\s*|\s*-[LR]RB-?$")
_OPENED, _CLOSED = re.compile(r"(?<!\w)['‘](?=\w{3})"), re.compile(r"(?<=\w)['’](?!\w)")
_STRAY = re.compile(r"\s['’](?=\s|$)")
_HOLLOW = re.compile(r"\[\s*[a-z]{2}\s*\]|\(\s*[-–—/,]?\s*\)|\[\s*\]|«\s*»|“\s*”|\"\s*\"")


def content(sentence: Sentence, words: Sequence[int]) -> int:
    """How many words say something: no closed class, no sign."""
    return sum(sentence.tokens[i].word[0].isalpha() and not sentence.classes[i] - {"never"} for i in words)


def tidy(title: str) -> str:
    """Signs where they belong, one blank between words, a capital first; what opens only is taken out."""
    for typed, sign in _TYPED:
        title = title.replace(typed, sign)
    title = _HOLLOW.sub("", _LEFT_OVER.sub("", _GAPS.sub(" ", title).strip()))
    title = _SIGNS.sub(r"\1", _BEHIND_SIGN.sub("", _BEFORE_SIGN.sub(r"\1", title)))
    title = title.strip(" ,;:.-–—*•|@'`").lstrip(")]")
    for start, end in QUOTES:
        if title.count(start) != title.count(end) or (start == end and title.count(start) % 2):
            title = title.replace(start, "").replace(end, "")
    if len(_OPENED.findall(title)) > len(_CLOSED.findall(title)):
        title = _OPENED.sub("", title)
    title = _STRAY.sub("", title)
    if title.count("(") > title.count(")"):
        title = title[: title.rfind("(")].rstrip(" ,;:")
    title = _GAPS.sub(" ", title).strip(" ,;:")
    return title[:1].upper() + title[1:]
