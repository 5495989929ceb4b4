"""Paragraphs: a line each, a block between blank lines where the lines are wrapped, or a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from timeline.language.files import Language
from timeline.language.sentences import sentences
from timeline.model import Paragraph, Span

__all__ = ["segment"]

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
FINAL = re.compile(r"""[.!?…:;,؟۔।。！？]["'”’»“)\]}›」』\s]*$""")
BULLET = re.compile(r"[-–—•*·▪►]\s|\d{1,3}[.)]\s")
WIDEST = 120  # code points: no wrapped line is longer
NARROWEST = 40  # nor is the longest line of a wrapped block shorter
LONGEST_HEADING = 160


def segment(text: str, language: Language | None) -> tuple[Paragraph, ...]:
    """Paragraphs and their sentences, in order, as spans in code points of `text`.

    A line is a paragraph, unless the lines of a block look wrapped by hand or by a mail program: then the
    block is one, and a sentence may span its newlines. A single line without final punctuation is a heading.
    Lines without a letter or digit belong to no paragraph. Without a language the abbreviations of all
    languages hold.
    """
    return tuple(_segment(text, language))


def _segment(text: str, language: Language | None) -> Iterator[Paragraph]:
    blocks = list(_blocks(text))
    width = max((w for block in blocks if len(block) > 2 and (w := _wrapped_at(text, block))), default=0)
    for block in blocks:
        for lines in _joined(text, block, width):
            start, end = lines[0].start, lines[-1].end
            spans = sentences(text, start, end, language)
            alone = len(lines) == 1 and len(spans) == 1 and end - start <= LONGEST_HEADING
            heading = (
                alone and not FINAL.search(text, max(start, end - 8), end) and not BULLET.match(text, start)
            )
            yield Paragraph(start, end, spans, heading)


def _blocks(text: str) -> Iterator[list[Span]]:
    """Lines without the white space around them, grouped between blank lines."""
    block: list[Span] = []
    done = 0
    for match in LINE.finditer(text):
        line = match[0]
        stripped = line.strip()
        if block and (not stripped or len(BREAK.findall(text, done, match.start())) > 1):
            yield block
            block = []
        done = match.end()
        if stripped and any(character.isalnum() for character in stripped):
            start = match.start() + len(line) - len(line.lstrip())
            block.append(Span(start, start + len(stripped)))
    if block:
        yield block


def _fits(text: str, line: Span, following: Span, width: int) -> bool:
    """Would the first word of the next line have fitted on this one? Then the break was meant."""
    word = text[following.start : following.start + width].split(None, 1)[0]
    return line.end - line.start + 1 + len(word) <= width


def _wrapped_at(text: str, block: list[Span]) -> int:
    """The width at which a block's lines were wrapped; 0 where they were not."""
    width = max(line.end - line.start for line in block)
    if not NARROWEST <= width <= WIDEST:
        return 0
    breaks = list(pairwise(block))
    forced = [(line, following) for line, following in breaks if not _fits(text, line, following, width)]
    if len(forced) < 0.6 * len(breaks):
        return 0
    open_ended = sum(not _final(text, line) for line, _ in forced)
    carried_on = sum(_lower(text, following) for _, following in forced)
    return width if open_ended > 0.5 * len(forced) and carried_on > 0.3 * len(forced) else 0


def _joined(text: str, block: list[Span], width: int) -> Iterator[list[Span]]:
    """The paragraphs of a block, as lists of its lines. `width` is that of the text's wrapped blocks."""
    own = _wrapped_at(text, block) if len(block) > 2 else 0
    if len(block) == 2 and _carried_over(text, block[0], block[1], width):
        own = block[0].end - block[0].start
    paragraph = [block[0]]
    for line, following in pairwise(block):
        if not own:
            apart = not _broken_off(text, line, following)
        else:
            indented = _indented(text, following) and not _indented(text, line)
            apart = indented or _fits(text, line, following, own) or bool(BULLET.match(text, following.start))
        if apart:
            yield paragraph
            paragraph = []
        paragraph.append(following)
    yield paragraph


def _carried_over(text: str, line: Span, following: Span, width: int) -> bool:
    """Two lines alone say little: the first must be full and the second go on in mid-sentence."""
    length = line.end - line.start
    full = width - 15 < length <= width if width else NARROWEST <= length <= WIDEST
    return full and _lower(text, following) and not _final(text, line)


def _broken_off(text: str, line: Span, following: Span) -> bool:
    """A line as long as wrapped ones that ends in mid-sentence, where the next goes on in lower case."""
    ends = text[line.end - 1]
    long = NARROWEST <= line.end - line.start <= WIDEST
    return long and (ends.isalnum() or ends == ",") and text[following.start].islower()


def _final(text: str, line: Span) -> bool:
    return FINAL.search(text, max(line.start, line.end - 8), line.end) is not None


def _lower(text: str, line: Span) -> bool:
    """Does the line go on in lower case, or in a script that has none?"""
    return not text[line.start].isupper() and text[line.start].isalpha()


def _indented(text: str, line: Span) -> bool:
    return text[max(0, line.start - 2) : line.start].endswith(("  ", "\t"))
