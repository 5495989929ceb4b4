"""Where sentences end: one bounded pattern finds the candidates, the `[sentences]` sections veto.

Keys of the section, all optional:
  titles          stand before a name and never end a sentence; case as written; those of every language count
  abbreviations   never end a sentence
  before_numbers  abbreviations only where a number follows ("no. 5"); those of every language count
  ambiguous       may end a sentence: they do where an opener follows
  openers         words that begin a sentence after an ambiguous abbreviation, an initial or an acronym
  ordinals        true where "3." is an ordinal
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from timeline.errors import LanguageDataError
from timeline.language.files import Language, codes, load
from timeline.model import Span

__all__ = ["sentences"]

LISTS = ("titles", "abbreviations", "before_numbers", "ambiguous", "openers")

# A full stop with the quotes and brackets that close behind it, before a space; an ideographic one; or a
# full stop whose space was lost between a word in lower case and one with a capital.
END = re.compile(
    r"""(?P<stop>[.!?…؟۔।]{1,8})
        (?P<close>(?:["'”’)\]}›]|[»«“](?!\w)|\s{1,2}»(?!\w)){0,4})
        (?:\[\d{1,3}\]){0,3}
        (?=\s)
      | [。！？]{1,8}[」』”’"]{0,3}
      | (?<=[a-zß-öø-ÿа-яёіїєґ]{3})(?P<glued>[.!?])(?=[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][a-zß-öø-ÿа-яёіїєґ’'])""",
    re.VERBOSE,
)
NEXT = re.compile(r"""\s*[«»"'“”„‘‚‹`(\[{¿¡—–\-•*#@\s]{0,12}(\w{1,30}(?:[-'’]\w{1,30})?)?""")
WORD_BEFORE = re.compile(r"[\w.\-]+$")
ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")
ORDINAL = re.compile(r"(?:\d{1,2}\.)?\d{1,2}|[IVXLC]+")
ENUMERATOR = re.compile(r"\W*(?:\d{1,3}|[^\W\d_]|[IVXivx]{1,4})")
DIGRAPHS = frozenset({"Ch", "Ph", "Sh", "Th", "Ya", "Ye", "Yu", "Zh"})  # initials of two letters
REACH = 16  # code points: no abbreviation is longer
LONGEST = 1200  # code points: what runs on further is cut where a clause or at least a word ends


@dataclass(frozen=True, eq=False)
class _Rules:
    titles: frozenset[str]
    abbreviations: frozenset[str]
    before_numbers: frozenset[str]
    ambiguous: frozenset[str]
    openers: frozenset[str]
    ordinals: bool


def _checked(language: Language) -> Language:
    section = language.section("sentences")
    for key, words in section.items():
        if key not in (*LISTS, "ordinals"):
            wrong = f"has an unknown key: {key}"
        elif key in LISTS and not (isinstance(words, list) and all(isinstance(w, str) and w for w in words)):
            wrong = f"{key} is not a list of words"
        else:
            continue
        known = f"Known keys: {', '.join(LISTS)}, ordinals."
        raise LanguageDataError(f"data/languages/{language.code}.toml", f"[sentences] {wrong}", known)
    return language


def _bare(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold().removesuffix(".") for word in words)


@cache
def _rules(language: Language | None) -> _Rules:
    """The rules of one language, or of all together where the language is unknown or has none."""
    every = [_checked(found) for code in codes() if (found := load(code))]
    own = [_checked(language)] if language and language.section("sentences") else every

    def gather(key: str, languages: list[Language]) -> list[str]:
        return [word for each in languages for word in each.section("sentences").get(key, [])]

    return _Rules(
        titles=frozenset(word.removesuffix(".") for word in gather("titles", every)),
        abbreviations=_bare(gather("abbreviations", own)),
        before_numbers=_bare(gather("before_numbers", every)),
        ambiguous=_bare(gather("ambiguous", own)),
        openers=_bare(gather("openers", own)),
        ordinals=any(each.section("sentences").get("ordinals", False) for each in own),
    )


def sentences(text: str, start: int, end: int, language: Language | None) -> tuple[Span, ...]:
    """The sentences of `text[start:end]`, without the white space around them."""
    found = _cut(text, start, end, _rules(language))
    return tuple(part for sentence in found for part in _bounded(text, sentence))


def _cut(text: str, start: int, end: int, rules: _Rules) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    for match in END.finditer(text, start, end):
        stop = match.end()
        following = NEXT.match(text, stop, end)
        if following is None or (following.end() >= end and following[1] is None):
            break
        word = following[1]
        if word is not None and word.islower():
            continue
        if match["glued"] and _inside(text, start, match.start()):
            continue
        if match["stop"] == "." and _held(text, start, match.start(), match["close"], word, rules):
            continue
        yield Span(start, stop)
        start = stop
        while text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, in parts where it never ends: later stages look at all pairs of its words."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        limit = start + LONGEST
        cuts = (text.rfind(sign, start + LONGEST // 2, limit) for sign in ("; ", ", ", " "))
        cut = next((at + 1 for at in cuts if at >= 0), limit)
        yield Span(start, cut)
        start = cut
        while text[start].isspace():
            start += 1
    yield Span(start, sentence.end)


def _inside(text: str, start: int, dot: int) -> bool:
    """Is this dot, with no space behind it, one of an address or a file name?"""
    return bool(set("/@.") & set(text[max(start, dot - 4 * REACH) : dot].rsplit(None, 1)[-1]))


def _held(text: str, start: int, dot: int, close: str, following: str | None, rules: _Rules) -> bool:
    """Does this full stop belong to the word before it, so that the sentence goes on?"""
    if close and close[0] not in ")]}":
        return False
    found = WORD_BEFORE.search(text[max(start, dot - REACH) : dot])
    if found is None:
        return False
    word = found[0]
    if dot - start < REACH and ENUMERATOR.fullmatch(text, start, dot):
        return True
    folded = word.casefold()
    if word in rules.titles or folded in rules.abbreviations:
        return True
    if folded in rules.before_numbers and following is not None and following[0].isdigit():
        return True
    unsure = (
        folded in rules.ambiguous
        or (len(word) == 1 and word.isupper())
        or word in DIGRAPHS
        or ACRONYM.fullmatch(word) is not None
        or (rules.ordinals and ORDINAL.fullmatch(word) is not None)
    )
    return unsure and (following is None or following.casefold() not in rules.openers)
