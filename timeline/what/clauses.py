"""A sentence → its clauses: one finite verb each, with what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.model import Span
from timeline.what.chunks import Chunk, chunks_of
from timeline.what.sentences import SIGNS, Sentence, VerbGroup

__all__ = ["Clause", "clauses_of"]

_FAR = 8  # clauses that one subject serves; longer rows are lists, not sentences


@dataclass(frozen=True, slots=True)
class Clause:
    """One finite verb and the stretches of text that belong to it, in order.

    `opener` says how it begins: main, relative, complement (of a verb right before), subordinate,
    conditional, coordinate, or source (after a word such as "according to"). `parent` is the number of the
    clause it hangs on; `subject` the stretch where its subject stands when that is outside (the noun before
    a relative, the subject of the clause before).
    """

    number: int
    parts: tuple[Span, ...]
    opener: str
    group: VerbGroup | None
    parent: int | None
    subject: Span | None

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    def holds(self, offset: int) -> bool:
        """Whether an offset lies in the clause."""
        return any(part.start <= offset < part.end for part in self.parts)


def clauses_of(sentence: Sentence, times: Sequence[Span], names: Sequence[Span]) -> list[Clause]:
    """The clauses of a sentence, in order. Neither its time words nor its names are ever cut."""
    chunks = chunks_of(sentence, times, names)
    if not chunks:
        return []
    nuclei = [k for k, chunk in enumerate(chunks) if chunk.group]
    if not nuclei:
        return [Clause(0, (_span(sentence, chunks[0].first, chunks[-1].last),), "main", None, None, None)]
    owner = _owners(sentence, chunks, nuclei, times)
    clauses: list[Clause] = []
    numbers = {k: n for n, k in enumerate(nuclei)}
    for k in nuclei:
        parts = _merge(
            [_span(sentence, chunks[j].first, chunks[j].last) for j in range(len(chunks)) if owner[j] == k]
        )
        parent = _parent(chunks, nuclei, k)
        clauses.append(
            Clause(
                numbers[k],
                tuple(parts),
                chunks[k].opener,
                chunks[k].group,
                numbers[parent] if parent is not None else None,
                _subject(sentence, chunks, k, parent, owner, times),
            )
        )
    return clauses


def _owners(
    sentence: Sentence, chunks: Sequence[Chunk], nuclei: Sequence[int], times: Sequence[Span]
) -> list[int]:
    """For every chunk the nucleus it belongs to: its own, else the one before, else the first main one after.

    A verbless opening ("where the government, on Monday, had …") gives its opener to the verb that follows
    it.
    """
    owner: list[int] = []
    for k, chunk in enumerate(chunks):
        if chunk.group:
            owner.append(k)
            continue
        before, after = [n for n in nuclei if n < k], [n for n in nuclei if n > k]
        if chunk.opener not in ("main", "source") and after and _open(chunks, k, after[0]):
            if chunks[after[0]].opener == "main":
                chunks[after[0]].opener = chunk.opener
            owner.append(after[0])
        elif owner and owner[-1] > k:
            owner.append(owner[-1])  # inside such an opening
        elif before:
            owner.append(_taker(sentence, chunks, before, k, times))
        else:
            mains = [n for n in after if chunks[n].opener == "main"]
            others = [n for n in after if chunks[n].opener not in ("relative", "source")]
            owner.append((mains or others or after)[0])
    return owner


def _open(chunks: Sequence[Chunk], k: int, verb: int) -> bool:
    """Whether the verb at `verb` still belongs to what opens at k: only plain stretches stand between."""
    plain = all(chunks[j].opener == "main" for j in range(k + 1, verb))
    return verb - k <= 3 and plain and chunks[verb].opener in ("main", "coordinate")


def _taker(
    sentence: Sentence, chunks: Sequence[Chunk], before: Sequence[int], k: int, times: Sequence[Span]
) -> int:
    """The clause before that a verbless stretch belongs to: the nearest, or the main one for an adverbial
    that
    tells the time after a complement ("denied that …, in an interview on Monday")."""
    last = before[-1]
    if (
        chunks[last].opener in ("subordinate", "complement")
        and "prepositions" in sentence.classes[chunks[k].first]
    ):
        start, end = sentence.tokens[chunks[k].first].start, sentence.tokens[chunks[k].last - 1].end
        mains = [n for n in before if chunks[n].opener == "main"]
        if mains and any(start <= time.start < end for time in times):
            return mains[-1]
    return last


def _parent(chunks: Sequence[Chunk], nuclei: Sequence[int], k: int) -> int | None:
    opener = chunks[k].opener
    if opener == "main":
        return None
    before = [n for n in nuclei if n < k]
    if before:
        return before[-1]
    after = [n for n in nuclei if n > k]
    return after[0] if after and opener != "coordinate" else None


def _subject(
    sentence: Sentence,
    chunks: Sequence[Chunk],
    k: int,
    parent: int | None,
    owner: Sequence[int],
    times: Sequence[Span],
    far: int = _FAR,
) -> Span | None:
    """Where the subject of clause k stands, if not before its own verb: at most `far` clauses away."""
    chunk = chunks[k]
    if sentence.bracket and chunk.opener == "relative" and "pronouns" in sentence.classes[chunk.first]:
        return _antecedent(sentence, chunk.first)  # what stands before the verb at the end may be its object
    if chunk.group is None or not _bare(sentence, chunk.first, chunk.group.first, times):
        return None
    if chunk.opener == "relative":
        oblique = "oblique" in sentence.classes[chunk.first]
        return None if oblique else _antecedent(sentence, chunk.first)
    if parent is None and chunk.opener == "main" and chunk.group.first == chunk.first:
        parent = max((n for n in range(k) if chunks[n].group and chunks[n].opener == "main"), default=None)
    if parent is None or parent > k or not far or chunk.opener in ("subordinate", "conditional", "source"):
        return None
    above = chunks[parent].group
    if above is None:
        return None
    starts = [
        chunks[parent].first,
        *(chunks[j].first for j in range(parent - 1, -1, -1) if owner[j] == parent),
    ]
    for start in starts:
        stop = above.first if start == starts[0] else _stop(chunks, start)
        if not _bare(sentence, start, stop, times):
            while stop > start and "clitics" in sentence.classes[stop - 1]:
                stop -= 1
            return _span(sentence, start, stop) if stop > start else None
    grand = _parent(chunks, [n for n, c in enumerate(chunks) if c.group], parent)
    return _subject(sentence, chunks, parent, grand, owner, times, far - 1)


def _stop(chunks: Sequence[Chunk], first: int) -> int:
    return next(chunk.last for chunk in chunks if chunk.first == first)


def _bare(sentence: Sentence, first: int, last: int, times: Sequence[Span]) -> bool:
    """Nothing between two places that could be a subject."""
    tying = {"coordinators", "relatives", "subordinators", "clitics", "connectives"}
    return all(
        not sentence.tokens[i].word[0].isalnum()
        or tying & sentence.classes[i]
        or any(time.start <= sentence.tokens[i].start < time.end for time in times)
        for i in range(first, last)
    )


def _antecedent(sentence: Sentence, at: int) -> Span | None:
    """The noun phrase that ends right before word `at`: back to its article, over genitives ("the head of
    the X")."""
    last = at
    while last > 0 and sentence.tokens[last - 1].word in SIGNS:
        last -= 1
    low = last
    while (
        low > 0
        and sentence.tokens[low - 1].word not in SIGNS
        and not any(group.finite and group.first <= low - 1 < group.last for group in sentence.groups)
    ):
        low -= 1
    first = last
    while first > low:
        articles = [
            i
            for i in range(low, first)
            if "determiners" in sentence.classes[i] and "genitives" not in sentence.classes[i]
        ]
        if not articles:
            first = low
            break
        first = articles[-1]
        if any(
            sentence.reach[j] > first > j and "prepositions" in sentence.classes[j]
            for j in range(max(low, first - 4), first)
        ):
            break  # a preposition of several words
        if first > low and "genitives" in sentence.classes[first - 1]:
            first -= 1
            continue
        break
    return _span(sentence, first, last) if last > first else None


def _span(sentence: Sentence, first: int, last: int) -> Span:
    return Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)


def _merge(spans: Sequence[Span]) -> list[Span]:
    """Neighbouring stretches joined; the gap between neighbours is only space."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start - merged[-1].end <= 1:
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged
