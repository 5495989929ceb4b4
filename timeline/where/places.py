"""Settle: which of several places of one name is meant, and whether a place is meant at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log2, log10

from timeline.model import Paragraph, Toponym
from timeline.where.gazetteer import Candidate
from timeline.where.toponyms import Found
from timeline.where.wording import REACH, Wording

__all__ = ["settle"]

GREAT = 500_000  # inhabitants from which a town is a place by its name alone
KNOWN = 100_000  # from which it is one even if its name is an ordinary word
TOWN = 15_000  # from which it is one where its country is spoken of
ARTICLE = 3  # letters of a capitalised word that may be a mere article inside a heading
DATELINE = re.compile(r"(?:,[^.\n(]{0,40})?\s*(?:\([^)\n]{2,40}\)\s*[-–—:.]|\s[-–—]{1,2}\s|\s?—\s?)")
INITIAL = re.compile(r"(?:^|\W)[^\W\d_a-z]\w?\. ?$")
PREVIOUS = re.compile(r"([^\W\d_][\w'’]*)\s$")
WORD = re.compile(r"[^\W\d_]+")
NEXT = re.compile(r"\s([^\W\d_][\w'’]*)")
# Weights that choose between the bearers of a name; the size of a town counts twice its order of magnitude.
KIND = {"country": 3.0, "region": 8.0, "site": 8.0, "city": 0.0}
SIZE, OWN_NAME, IN_CONTEXT, NEIGHBOUR, DOUBT = 2.0, 1.5, 0.6, 8.0, 1.5


def settle(
    text: str, found: Sequence[Found], words: Wording, paragraphs: Sequence[Paragraph]
) -> list[Toponym]:
    """One place for each stretch that names one; the others are left out."""
    locative = _located(text, found, words, paragraphs)
    context = _countries(found, locative) + _adjectives(text, words)
    sentences = {sentence.start for paragraph in paragraphs for sentence in paragraph.sentences}
    small = _SmallWords(text)
    chosen = [_choose(found, number, context, text) for number in range(len(found))]
    ruled_out = [
        not (there and _solid(one))
        and _part_of_a_name(text, one, found, number, words, sentences, small, there)
        for number, (one, there) in enumerate(zip(found, locative, strict=True))
    ]
    standing: Counter[str] = (
        Counter()
    )  # how often a name stands as a place, less how often as part of another name
    for one, there, out in zip(found, locative, ruled_out, strict=True):
        standing[text[one.start : one.end]] += there - out
    result = []
    for one, candidate, there, out in zip(found, chosen, locative, ruled_out, strict=True):
        name = text[one.start : one.end]
        if out or (standing[name] < 0 and not _solid(one)):
            continue
        if there and candidate.doubtful and candidate.place.population < KNOWN:
            there = candidate.place.country in context
        if there or (standing[name] > 0 and not candidate.doubtful) or _evident(candidate, one, context):
            result.append(Toponym(candidate.place, one.start, one.end, name, there))
    return result


def _located(
    text: str, found: Sequence[Found], words: Wording, paragraphs: Sequence[Paragraph]
) -> list[bool]:
    """Whether the words around say that something is there: a preposition, a dateline, the place before."""
    starts = {p.start + len(text[p.start : p.end]) - len(text[p.start : p.end].lstrip()) for p in paragraphs}
    result: list[bool] = []
    for number, one in enumerate(found):
        before = text[max(0, one.start - REACH) : one.start]
        # An ordinary word needs the bare preposition: "in Reading", but not "in the Union".
        pattern = words.immediate if one.candidates[0].doubtful else words.locative
        there = bool(pattern and pattern.search(before)) and not _glued(text, one, words)
        if not there and number and result[-1] and not one.candidates[0].doubtful:
            there = bool(words.joins.fullmatch(text, found[number - 1].end, one.start))
        if not there and one.start in starts:
            there = bool(DATELINE.match(text, one.end))
        result.append(there)
    return result


def _glued(text: str, one: Found, words: Wording) -> bool:
    """Whether the name is only the first part of something else: "London-based", "Paris Match", "Kyiv's"."""
    after = text[one.end : one.end + 40]
    word = NEXT.match(after)
    return after[:1] == "-" or bool(word and word[1] in words.not_after)


def _countries(found: Sequence[Found], locative: Sequence[bool]) -> Counter[str]:
    """How often the text speaks of each country: by its name, or by a place that no other country has."""
    counts: Counter[str] = Counter()
    for one, there in zip(found, locative, strict=True):
        first = one.candidates[0]
        bearers = {c.place.country for c in one.candidates}
        known = first.place.kind != "city" or there or first.place.population >= KNOWN
        if first.place.country and not first.doubtful and known and len(bearers) == 1:
            counts[first.place.country] += 1
    return counts


def _adjectives(text: str, words: Wording) -> Counter[str]:
    """How often the text speaks of each country by its adjective."""
    known = words.demonyms
    return (
        Counter(known[word] for word in WORD.findall(text.lower()) if word in known) if known else Counter()
    )


def _choose(found: Sequence[Found], number: int, context: Counter[str], text: str) -> Candidate:
    """The likeliest bearer of the name: by size, own name, countries spoken of, neighbour."""
    one = found[number]
    if len(one.candidates) == 1:
        return one.candidates[0]
    neighbours: set[str | None] = set()
    if number + 1 < len(found) and text[one.end : found[number + 1].start] in (", ", " ("):
        neighbours |= {c.place.country for c in found[number + 1].candidates if c.place.kind != "city"}
    if number and text[found[number - 1].end : one.start] in (", ", " ("):
        neighbours |= {c.place.country for c in found[number - 1].candidates[:1]}

    def likely(candidate: Candidate) -> float:
        place = candidate.place
        score = KIND[place.kind] + SIZE * log10(place.population + 1000)
        score += OWN_NAME * candidate.own - DOUBT * candidate.doubtful
        score += IN_CONTEXT * log2(1 + min(context[place.country or ""], 7))
        return score + NEIGHBOUR * (place.country in neighbours and place.country is not None)

    return max(one.candidates, key=likely)


def _evident(candidate: Candidate, one: Found, context: Counter[str]) -> bool:
    """Whether the name is a place without any word that says so."""
    place = candidate.place
    if candidate.doubtful or (candidate.inflected and place.kind == "city"):
        return False
    if one.formed or place.kind != "city" or place.population >= GREAT:
        return True
    return place.population >= TOWN and place.country in context


class _SmallWords:
    """Which words the text also writes in small letters: those that begin a sentence are then no names."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: set[str] | None = None

    def __contains__(self, word: object) -> bool:
        if self.words is None:
            self.words = {w for w in re.findall(r"[^\W\d_]+", self.text) if w[0].islower()}
        return word in self.words


def _solid(one: Found) -> bool:
    """Whether the name is a place almost for certain: a country, a region, a site, a great city."""
    first = one.candidates[0]
    return not first.doubtful and (first.place.kind != "city" or first.place.population >= GREAT)


def _part_of_a_name(
    text: str,
    one: Found,
    found: Sequence[Found],
    number: int,
    words: Wording,
    sentences: set[int],
    small: _SmallWords,
    there: bool,
) -> bool:
    """Whether a capitalised neighbour makes it a person or a title: "Jack London", "Paris Hilton"."""
    if one.formed or (words.capitalised_nouns and one.candidates[0].place.kind != "city"):
        return False
    before, after = text[max(0, one.start - 40) : one.start], text[one.end : one.end + 40]
    left = found[number - 1] if number else None
    right = found[number + 1] if number + 1 < len(found) else None
    before_it = left is not None and left.end == one.start - 1 and _solid(left)
    after_it = right is not None and right.start == one.end + 1 and _solid(right)
    hyphen = before[-1:] == "-" and before[-2:-1].isalpha()
    if not there and (hyphen or INITIAL.search(before)):
        return not before_it
    if after[:1] == "-" and after[1:2].isupper():
        return not after_it
    following = NEXT.match(after)
    if following and following[1] in words.not_after:
        return True
    nouns = words.capitalised_nouns  # then a capital says little of the word that follows
    if (
        not nouns
        and following
        and following[1][0].isupper()
        and following[1].lower() not in small
        and not after_it
    ):
        return True
    previous = PREVIOUS.search(before) if not there else None
    if previous and previous[1][0].isupper() and not before_it:
        at = one.start - len(before) + previous.start(1)
        begins = at in sentences or len(previous[1]) <= ARTICLE
        return not (begins and previous[1].lower() in small)
    return False
