"""Things: what has a name but does not act: treaties, operations, pipelines, storms, indices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.model import Mention, Thing
from timeline.who.lexicon import Lexicon
from timeline.who.tokens import Tokens

__all__ = ["things"]

_REACH = 7
# what a thing is called by its form: "F-16", "С-300"; "iPhone 4"; with its maker "Airbus A380"
_FORMED = re.compile(
    r"(?<![\w-])(?:"
    r"(?P<letters>[^\W\d_]{1,4})-\d{1,3}(?P<mark>[^\W\d_a-zа-яё]{0,2})(?=s?(?![\w-]))"
    r"|[a-z][A-Z][a-z]{2,}\w*(?: (?:[A-Z]\w*|\d{1,2}[A-Z]{0,2}(?!\w)))*"
    r")"
)
_MODEL = re.compile(r" [A-Z]{1,4}-?\d{2,4}[A-Za-z]{0,3}(?![\w-])")


def things(tokens: Tokens, lexicon: Lexicon, mentions: Sequence[Mention]) -> list[Thing]:
    """Named things, sorted and disjoint; none overlaps the mention of an actor unless it is longer."""
    found: list[Thing] = []
    done = 0
    spans = [(mention.start, mention.end) for mention in mentions]
    at = 0
    named = [tokens.span(i, j) for i, j in _spans(tokens, lexicon)]
    formed = [*_formed(tokens.text, lexicon), *_models(tokens.text, mentions)]
    for start, end in sorted((*named, *formed), key=lambda span: (span[0], -span[1])):
        if start < done:
            continue
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][0] <= start and end <= spans[at][1]:
            continue
        found.append(Thing(" ".join(tokens.text[start:end].split()), start, end))
        done = end
    return found


def _formed(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Designations and brands, told by their form; a date ("Nov-15") is none."""
    skip = lexicon.words["not_names"]
    glued = lexicon.words["of"] | lexicon.words["definite"] | lexicon.words["locative"]
    for match in _FORMED.finditer(text):
        letters, end = match["letters"], match.end()
        if letters is None:
            if match[0][0] in glued:
                continue
            words = match[0].split(" ")
            while len(words) > 1 and lexicon.stem(words[-1]) in skip:
                end -= len(words.pop()) + 1
        elif not letters[0].isupper() or (len(letters) > 2 and lexicon.stem(letters) in skip):
            continue
        yield match.start(), end


def _models(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """A maker and its model: "Airbus A380"."""
    for mention in mentions:
        model = _MODEL.match(text, mention.end) if mention.actor.kind == "organisation" else None
        if model is not None:
            yield mention.start, model.end()


def _spans(tokens: Tokens, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    heads = lexicon.words["thing_heads"]
    known: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon.phrases["things"]:
        known.setdefault(phrase[0], []).append(phrase)
    for i, key in enumerate(tokens.keys):
        for phrase in known.get(key, ()):
            if tokens.capital[i] and tuple(tokens.keys[i : i + len(phrase)]) == phrase:
                j = i + len(phrase)
                yield i, j + _number(tokens, j)
                break
        else:
            if key in heads:
                yield from _around(tokens, lexicon, i)


def _number(tokens: Tokens, j: int) -> int:
    """One more word where a short number belongs to the name: "Nord Stream 2"."""
    return int(
        j < len(tokens) and tokens.joined(j - 1) and tokens.words[j].isdigit() and len(tokens.words[j]) < 3
    )


def _around(tokens: Tokens, lexicon: Lexicon, i: int) -> Iterator[tuple[int, int]]:
    """The name a head noun belongs to: "accords de Minsk", "Operation Cast Lead", "Paris Agreement"."""
    of, skip = lexicon.words["of"], lexicon.words["not_names"]
    if tokens.heading[i] or tokens.shouted[i]:
        return
    j = end = i + 1
    named = lexicon.head_first or tokens.capital[i]
    while named and j < len(tokens) and j - i < _REACH and tokens.joined(j - 1):
        if tokens.capital[j] and (tokens.keys[j] not in skip or end > i + 1):
            j = end = j + 1
        elif tokens.keys[j] in of and j == end:
            j += 1
        elif end > i + 1 and tokens.words[j].isdigit():
            j = end = j + 1
        else:
            break
    if end > i + 1:
        yield i, end
        return
    start = i
    while tokens.capital[i] and start and tokens.joined(start - 1) and tokens.capital[start - 1]:
        if tokens.keys[start - 1] in skip:
            break
        start -= 1
    if start < i:
        yield start, i + 1
