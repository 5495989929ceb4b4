"""Page furniture in plain text: stretches that stand on the page but are not the article.

Whole lines only, so no sentence is cut, and only short ones, so no paragraph vanishes. The phrases stand in
the `[furniture]` sections; those of every language count, since a page's frame often speaks another language
than its article. Keys, all optional:
  buttons    one or several make up a line: names of networks, "Share", "Print"
  lines      a whole line
  starts     how a line begins: cookie notes, prompts, forms, picture credits
  teasers    how a line begins that points to another article; alone on its line, the next line is the teaser
  related    a heading over a list of other articles
  credits    agencies and archives in a picture's credit
  published, updated   labels of datelines; furniture only where they are
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from timeline.errors import LanguageDataError
from timeline.language import codes, load
from timeline.model import Span

__all__ = ["labels", "spans"]

KEYS = ("buttons", "lines", "starts", "teasers", "related", "credits", "published", "updated")
LONGEST = 300  # code points: a longer line is a paragraph
LONGEST_TEASER = 200
LONGEST_LIST = 12  # lines under a heading of related articles
NEVER = re.compile(r"(?!)")
LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
EDGES = (
    " \t\xa0\u200b\ufeff•·▪►▶→»›>|*_#=~-–—:;.,…!?\"'()[]{}©®™\u2190-\u21ff\u2700-\u27bf\U0001f300-\U0001faff"
)
HASHTAGS = re.compile(r"#\w[\w’'-]*(?:[\s,;|·]+#\w[\w’'-]*)*\s*")
EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.I)
COPYRIGHT = re.compile(r"(?:©|\(c\)|&copy;)\s{0,3}(?:\d{4}|\w)", re.I)
ENDS = re.compile(r"""[.!?…:]["'”’»“)\]\s]*$""")


@dataclass(frozen=True, eq=False)
class Phrases:
    buttons: re.Pattern[str]
    lines: frozenset[str]
    starts: re.Pattern[str]
    teasers: re.Pattern[str]
    related: frozenset[str]
    credits: re.Pattern[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]


@cache
def _phrases() -> Phrases:
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
            found[key] += map(_folded, phrases)

    def either(key: str, pattern: str) -> re.Pattern[str]:
        words = "|".join(sorted(map(re.escape, set(found[key])), key=len, reverse=True))
        return re.compile(pattern.format(words=words)) if words else NEVER

    return Phrases(
        buttons=either("buttons", r"(?:(?:{words})(?:[\W\d_]+|$)){{1,20}}"),
        lines=frozenset(found["lines"] + found["buttons"]),
        starts=either("starts", r"(?:{words})(?!\w)"),
        teasers=either("teasers", r"(?:{words})(?!\w)[\W_]*"),
        related=frozenset(found["related"] + found["teasers"]),
        credits=either("credits", r"(?:.{{0,60}}[/(|,©–-]\s*)?(?:{words})(?:\s?[/|–-]\s?.{{1,60}})?\W*"),
        published=either("published", r"(?<!\w)(?:{words})(?!\w)"),
        updated=either("updated", r"(?<!\w)(?:{words})(?!\w)"),
    )


def _phrase(phrase: object) -> bool:
    return isinstance(phrase, str) and bool(phrase.strip())


def _folded(line: str) -> str:
    """As phrases are compared: case, kind of apostrophe, spaces and signs at the edges do not count."""
    return " ".join(line.casefold().replace("’", "'").split()).strip(EDGES)


def labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns, for a case-folded line, of the labels of a date of publication and of an update."""
    phrases = _phrases()
    return phrases.published, phrases.updated


def spans(text: str, title: str | None = None) -> tuple[Span, ...]:
    """The furniture of a text: whole lines, sorted, disjoint. No offset moves."""
    return tuple(_spans(text, _folded(title) if title else None))


def _spans(text: str, title: str | None) -> Iterator[Span]:
    phrases = _phrases()
    headline: str | None = None  # the title, or the first line, once it has been met
    teaser, listed = False, 0
    for match in LINE.finditer(text):
        line = match[0].strip()
        if not line:
            continue
        if len(line) > LONGEST:
            teaser, listed = False, 0
            headline = headline or ""
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
            teaser, listed = kind == "teaser", LONGEST_LIST if kind == "related" else 0
            yield Span(match.start(), match.end())
        else:
            listed = 0
        if headline is None and folded and (title is None or folded == title):
            headline = folded


def _kind(line: str, folded: str, phrases: Phrases) -> str | None:
    """What a line is, where it is furniture: a teaser alone, the heading of a list, or just a line."""
    if not folded:
        return None
    if folded in phrases.related:
        return "teaser" if phrases.teasers.fullmatch(folded) else "related"
    if (
        folded in phrases.lines
        or phrases.buttons.fullmatch(folded)
        or phrases.starts.match(folded)
        or EPOCH.fullmatch(line)
        or HASHTAGS.fullmatch(line)
        or ADDRESS.fullmatch(line)
        or COPYRIGHT.match(line)
        or (len(line) <= 90 and phrases.credits.fullmatch(folded))
        or (len(line) <= LONGEST_TEASER and phrases.teasers.match(folded))
    ):
        return "line"
    return None
