"""Names that a spaCy pipeline finds, where one is installed for the language and asked for (extra `[spacy]`).

They only join what our own lists and rules have found: a name that overlaps nothing of ours becomes a
mention, with a note saying who found it. Nothing here is imported unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Protocol

from timeline.errors import UsageError
from timeline.model import Actor, Mention, Thing
from timeline.who.spelling import slug

__all__ = ["Namer", "joined", "spacy_names"]

Names = list[tuple[int, int, str]]
KINDS = {"PER": "person", "PERSON": "person", "ORG": "organisation"}
SMALL = "{}_core_{}_{}"
SIZES = [(source, size) for size in ("lg", "md", "sm") for source in ("news", "web")]
UNUSED = ["parser", "tagger", "lemmatizer", "attribute_ruler", "morphologizer", "senter"]
LONGEST = 100_000  # code points that a pipeline is given at once


class Namer(Protocol):
    """Finds names: the text and its language in; start, end and spaCy's label of each name out."""

    def __call__(self, text: str, code: str) -> Names: ...


def joined(
    text: str, code: str, namer: Namer, mentions: Sequence[Mention], things: Sequence[Thing]
) -> list[Mention]:
    """Our mentions and those of a namer that overlap none of them, sorted."""
    taken = bytearray(len(text))
    spans = [(one.start, one.end) for one in mentions] + [(one.start, one.end) for one in things]
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)
    known = {mention.text: mention.actor for mention in reversed(mentions)}
    last = {m.actor.name.split()[-1]: m.actor for m in reversed(mentions) if m.actor.kind == "person"}
    found = []
    for start, end, label in namer(text, code):
        words = text[start:end]
        if label not in KINDS or any(taken[start:end]) or not words[:1].isupper() or "\n" in words:
            continue
        actor = known.get(words) or last.get(words)
        if actor is None and (" " in words or label == "ORG"):
            name = " ".join(words.split())
            actor = Actor(slug(name), name, KINDS[label])
            last.update({name.split()[-1]: actor} if KINDS[label] == "person" else {})
        if actor is not None:
            found.append(Mention(actor, start, end, words, "name", "found by spaCy"))
    return sorted([*mentions, *found], key=lambda mention: mention.start)


def spacy_names(text: str, code: str) -> Names:
    """The names a spaCy pipeline of the language finds; none where no pipeline is installed for it."""
    pipeline = _pipeline(code)
    return [] if pipeline is None else list(_found(pipeline, text))


def _found(pipeline: Any, text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    while start < len(text):
        end = start + LONGEST
        if end < len(text):
            end = max(text.rfind("\n", start, end), start) + 1 or end
            end = end if end > start + 1 else start + LONGEST
        for entity in pipeline(text[start:end]).ents:
            yield start + entity.start_char, start + entity.end_char, entity.label_
        start = end


@cache
def _pipeline(code: str) -> Any:
    """The largest pipeline of a language, with what names need; None where there is none."""
    try:
        import spacy  # type: ignore[import-not-found, unused-ignore]
    except ImportError as error:
        cure = 'Install it: pip install "timeline-chronology[spacy]".'
        raise UsageError("--names spacy", "needs the package spacy", cure) from error
    for source, size in SIZES:
        name = SMALL.format(code, source, size)
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=UNUSED)
    return None
