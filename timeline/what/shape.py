"""How a headline is written: its signs and blanks put right, cut to length where it can end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.what.dating import Happening
from timeline.what.leftout import closed, written
from timeline.what.sentences import SIGNS, Sentence

__all__ = ["LONGEST", "QUOTES", "content", "cut", "tidy"]

LONGEST = 90
QUOTES = (("«", "»"), ("“", "”"), ('"', '"'))
_SHORT, _FAIR = 45, 55  # characters after which a headline may end at a sign, at a preposition
_GAPS = re.compile(r"\s+")
_BEFORE_SIGN = re.compile(r"\s+([,.;:!?)\]]|'s\b)")
_SIGNS = re.compile(r"([,;:])(?:\s*[,;:])+")
_HOLLOW = re.compile(r"\(\s*[-–—/,]?\s*\)|\[\s*\]|«\s*»|“\s*”|\"\s*\"")


def content(sentence: Sentence, words: Sequence[int]) -> int:
    """How many words say something: no closed class, no sign."""
    return sum(sentence.tokens[i].word[0].isalpha() and not sentence.classes[i] for i in words)


def _unfinished(happening: Happening, i: int, verbs: set[int]) -> bool:
    """Whether a headline that ends with word i asks for more: a verb, a pronoun, a little word."""
    told, names = happening.told, happening.told.sentence.classes[i]
    verbal = any(s.part == "verb" for s in told.lexicon.senses(told.sentence.tokens[i].word))
    return i in verbs or verbal or bool({"clitics", "pronouns"} & names)


def tidy(title: str) -> str:
    """Signs where they belong, one blank between words, a capital first; what opens only is taken out."""
    title = _HOLLOW.sub("", _GAPS.sub(" ", title.replace("-LRB- ", "(").replace(" -RRB-", ")")))
    title = _SIGNS.sub(r"\1", _BEFORE_SIGN.sub(r"\1", title)).strip(" ,;:.-–—*•|@'`").lstrip(")]")
    for start, end in QUOTES:
        if title.count(start) != title.count(end) or (start == end and title.count(start) % 2):
            title = title.replace(start, "").replace(end, "")
    if title.count("(") > title.count(")"):
        title = title[: title.rfind("(")].rstrip(" ,;:")
    title = _GAPS.sub(" ", title).strip()
    return title[:1].upper() + title[1:]


def cut(happening: Happening, lead: str, words: list[int], verb: int | None) -> str:
    """At the last sign after the verb, else where something only adds to it, else at the last word."""
    sentence = happening.told.sentence
    verbs = {i for group in sentence.groups for i in range(group.first, group.last)}
    whole = tidy(lead + written(happening, words))
    if len(whole) <= LONGEST:
        return whole
    ends: list[tuple[bool, str]] = []
    for n in range(2, len(words)):
        i = words[n]
        names, sign = sentence.classes[i], sentence.tokens[i].word in SIGNS
        adds = {"relatives", "subordinators", "prepositions", "coordinators"} & names
        if not (sign or adds) or (verb is not None and i <= verb):
            continue
        left = closed(sentence, words[:n])
        if not sign and (
            "genitives" in names or left[-1] in verbs or "clitics" in sentence.classes[left[-1]]
        ):
            continue  # it asks for more
        title = tidy(lead + written(happening, left))
        if len(title) > LONGEST:
            break
        if len(title) >= (_SHORT if sign else _FAIR):
            ends.append((sign, title))
    if ends:
        signed = [title for sign, title in ends if sign and len(title) >= _FAIR]
        return signed[-1] if signed else ends[-1][1]
    return whole[: whole.rfind(" ", 0, LONGEST)].rstrip(" ,;:(–-") + "…"
