"""Page furniture in plain text: stretches that stand on the page but are not the article.

Whole lines only, so no sentence is cut, and only short ones, so no paragraph vanishes. The phrases stand in
the `[furniture]` sections; those of every language count, since a page's frame often speaks another language
than its article. Keys, all optional:
  buttons    one or several make up a line: names of networks, "Share", "Print"
  lines      a whole line
  starts     how a line begins: cookie notes, prompts, forms
  captions   how the line of a picture begins
  teasers    how a line begins that points to another article; alone on its line, the next line is the teaser
  related    a heading over a list of other articles
  credits    agencies and archives in a picture's credit
  published, updated   labels of datelines: no furniture, but how `published` finds them
A phrase that ends in a colon asks for one, or for a dash; the others end where a word ends.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from timeline.errors import LanguageDataError
from timeline.language import codes, load
from timeline.model import Span

__all__ = ["labels", "spans"]

KEYS = ("buttons", "lines", "starts", "captions", "teasers", "related", "credits", "published", "updated")
LONGEST = 300  # code points: a longer line is a paragraph
LONGEST_TEASER = 200
LONGEST_CAPTION = 120
LONGEST_LIST = 12  # lines under a heading of related articles
FEWEST = 4  # lines without an end beneath an article, from which they are headlines of others
CUT = re.compile(r"(?:\.\.\.|…)$")  # how the beginning of another article ends
QUOTED = "«“„\"'‘"
ITEM = re.compile(r"\w+\W+\d|.*(?:\t|\s{2}|\d$)")  # a line of a list, a chronicle or a table
NEVER = re.compile(r"(?!)")
LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
FRONT = re.compile(r"^[\W_]+")
BACK = re.compile(r"[\W_]+$")
HASHTAGS = re.compile(r"#\w[\w’'-]*(?:[\s,;|·]+#\w[\w’'-]*)*\s*")
EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.I)
COPYRIGHT = re.compile(r"(?:copyright[\s:]{0,3})?(?:©|\(c\)|&copy;)\s{0,3}\w|copyright[\s:]{1,3}\d{4}", re.I)
ENDS = re.compile(r"""[.!?…:]["'”’»“)\]\s]*$""")


@dataclass(frozen=True, eq=False)
class _Phrases:
    buttons: re.Pattern[str]
    lines: frozenset[str]
    starts: re.Pattern[str]
    captions: re.Pattern[str]
    teasers: re.Pattern[str]
    alone: frozenset[str]
    related: frozenset[str]
    credits: re.Pattern[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]


@cache
def _phrases() -> _Phrases:
    found: dict[str, list[str]] = {key: [] for key in KEYS}
    for code in codes():
        language = load(code)
        for key, phrases in (language.section("furniture") if language else {}).items():
            if key not in KEYS or not isinstance(phrases, list) or not all(map(_phrase, phrases)):
                raise LanguageDataError(
                    f"data/languages/{code}.toml",
                    f"[furniture] {key} is not a known list of phrases",
                    f"Known keys: {', '.join(KEYS)}.",
                )
            found[key] += phrases

    def whole(*keys: str) -> frozenset[str]:
        return frozenset(_folded(phrase) for key in keys for phrase in found[key])

    def either(pattern: str, words: frozenset[str]) -> re.Pattern[str]:
        ordered = sorted(map(re.escape, words), key=len, reverse=True)
        return re.compile(pattern.format(words="|".join(ordered))) if words else NEVER

    def begins(key: str) -> re.Pattern[str]:
        phrases = sorted(map(_opened, found[key]), key=len, reverse=True)
        ends = (r"(?::|\s[-–—|]\s)" if phrase.endswith(":") else r"(?!\w)" for phrase in phrases)
        words = (re.escape(phrase.removesuffix(":")) + end for phrase, end in zip(phrases, ends, strict=True))
        return re.compile("|".join(words)) if phrases else NEVER

    return _Phrases(
        buttons=either(r"(?:(?:{words})(?:[\W\d_]+|$)){{1,20}}", whole("buttons")),
        lines=whole("lines", "buttons"),
        starts=begins("starts"),
        captions=begins("captions"),
        teasers=begins("teasers"),
        alone=whole("teasers"),
        related=whole("related"),
        credits=either(
            r"(?:[^.!?\d]{{0,60}}[.]?(?:[/(|,©]|\s[-–—])\s*)?(?:{words})(?:(?:\s?[/|]\s?|\s[-–]\s)[^.!?\d]{{1,40}})?[)\].\s]*",
            whole("credits"),
        ),
        published=either(r"(?<!\w)(?:{words})(?!\w)", whole("published")),
        updated=either(r"(?<!\w)(?:{words})(?!\w)", whole("updated")),
    )


def _phrase(phrase: object) -> bool:
    return isinstance(phrase, str) and bool(phrase.strip())


def _plain(line: str) -> str:
    """Case, kind of apostrophe and number of spaces do not count; no space stands before a colon."""
    return " ".join(line.casefold().replace("’", "'").split()).replace(" :", ":")


def _folded(line: str) -> str:
    """As whole lines are compared: signs at the edges do not count either."""
    return BACK.sub("", _opened(line))


def _opened(line: str) -> str:
    """As the beginnings of lines are compared."""
    return FRONT.sub("", _plain(line))


def labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns, for a case-folded line, of the labels of a date of publication and of an update."""
    phrases = _phrases()
    return phrases.published, phrases.updated


def spans(text: str, title: str | None = None) -> tuple[Span, ...]:
    """The furniture of a text: whole lines, sorted, disjoint. No offset moves."""
    found = list(_spans(text, _folded(title[:LONGEST]) if title else None))
    lines = [match for match in LINE.finditer(text) if match[0].strip()]
    known = {span.start for span in found}
    beneath = [Span(line.start(), line.end()) for line in _beneath(lines, known) if line.start() not in known]
    return tuple(sorted([*found, *beneath], key=lambda span: span.start))


def _beneath(lines: Sequence[re.Match[str]], known: Container[int]) -> Sequence[re.Match[str]]:
    """The headlines of other articles that a page lists beneath its own: the last lines of all, four at
    least, that begin like one and do not end like a sentence, though they may be cut off.

    A list of the article's own has signs, numbers or dates before its lines, or a colon above them.
    """
    first = len(lines)
    while first and (lines[first - 1].start() in known or _pointing(lines[first - 1][0].strip())):
        first -= 1
    listed = [line for line in lines[first:] if line.start() not in known]
    told = first > 0 and not lines[first - 1][0].rstrip().endswith(":")
    return listed if told and len(listed) >= FEWEST else ()


def _pointing(line: str) -> bool:
    """Whether a line may be the headline or the cut beginning of another article."""
    if len(line) > LONGEST_TEASER or ITEM.match(line):
        return False
    begins = line[0].isupper() or line[0] in QUOTED
    return begins and line[-1] not in ",;" and (not ENDS.search(line) or CUT.search(line) is not None)


def _spans(text: str, title: str | None) -> Iterator[Span]:
    phrases = _phrases()
    headline: str | None = None  # the title, or the first line, once it has been met
    teaser, listed = False, 0
    begun = False  # lists of other articles stand beneath an article, not above
    for match in LINE.finditer(text):
        line = match[0].strip()
        if not line:
            continue
        if len(line) > LONGEST:
            teaser, listed, begun = False, 0, True
            headline = headline if title else headline or ""
            continue
        folded = _folded(line)
        pointed = teaser or listed > 0
        teaser = False
        if headline and folded == headline:
            yield Span(match.start(), match.end())
        elif pointed and not ENDS.search(line) and len(line) <= LONGEST_TEASER:
            listed -= 1
            yield Span(match.start(), match.end())
        elif (kind := _kind(line, folded, phrases)) is not None:
            teaser, listed = kind == "teaser", LONGEST_LIST if kind == "related" and begun else 0
            yield Span(match.start(), match.end())
        else:
            listed, begun = 0, begun or ENDS.search(line) is not None
            if headline is None and folded and (folded == title if title else not line.endswith(".")):
                headline = folded


def _kind(line: str, folded: str, phrases: _Phrases) -> str | None:
    """What a line is, where it is furniture: a teaser alone, the heading of a list, or just a line."""
    if not folded:
        return None
    if folded in phrases.related:
        return "related"
    if folded in phrases.alone:
        return "teaser"
    if (
        folded in phrases.lines
        or phrases.buttons.fullmatch(folded)
        or EPOCH.fullmatch(line)
        or HASHTAGS.fullmatch(line)
        or ADDRESS.fullmatch(line)
        or COPYRIGHT.match(line)
    ):
        return "line"
    if FRONT.sub("", line)[:1].islower():  # a line that goes on in mid-sentence
        return None
    opened = _opened(line)
    if (
        phrases.starts.match(opened)
        or (len(line) <= LONGEST_TEASER and phrases.teasers.match(opened))
        or (len(line) <= LONGEST_CAPTION and phrases.captions.match(opened))
        or (len(line) <= LONGEST_CAPTION and phrases.credits.fullmatch(_plain(line)))
    ):
        return "line"
    return None
