"""Where a sentence may be cut: at signs, and before the words that open a clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.model import Span
from timeline.what.sentences import SIGNS, Sentence, VerbGroup

__all__ = ["Chunk", "chunks_of"]


@dataclass(slots=True)
class Chunk:
    """Words `first` to `last` (exclusive) with at most one finite verb; `opener` as in a clause."""

    first: int
    last: int
    opener: str
    group: VerbGroup | None


def chunks_of(sentence: Sentence, times: Sequence[Span], uncut: Sequence[Span]) -> list[Chunk]:
    """Stretches between signs and opening words, each with at most one finite verb group.

    Neither `times` nor `uncut` (names) are ever cut.
    """
    tokens, count = sentence.tokens, len(sentence.tokens)
    starts_at = [token.start for token in tokens]
    protected = {
        i
        for span in (*times, *uncut)
        for i in range(bisect_right(starts_at, span.start), bisect_left(starts_at, span.end))
    }
    groups = [group for group in sentence.groups if group.finite]
    inside_group = {i for group in groups for i in range(group.first + 1, group.last)}
    cuts: dict[int, str] = {0: "main"}
    i = 0
    while i < count:
        token, names = tokens[i], sentence.classes[i]
        if i in inside_group or i in protected:
            i += 1
            continue
        if token.word in SIGNS or _dash(sentence, i):
            cuts.setdefault(i + 1, "after " + token.word)
        elif names and not i:
            cuts[0] = next(
                (o for o in (_opener(names),) if o in ("subordinate", "conditional", "source")), "main"
            )
        elif names:
            opener = _opener(names)
            if opener == "relative" and (_after_verb(sentence, i) or _announces(sentence, i, times)):
                opener = "complement"  # "decided that …"
            if opener == "coordinate" and not any(max(cuts) <= group.first < i for group in groups):
                opener = None  # joins what stands before the verb, not clauses
            if opener == "subordinate" and "prepositions" in names and _only_time(sentence, i, times):
                opener = None  # "since 2004 and …"
            if opener and (opener != "coordinate" or _new_verb(sentence, groups, i)):
                at = i - 1 if opener != "coordinate" and _led(sentence, i) else i
                cuts[at] = opener
                i = max(sentence.reach[i], i + 1)
                continue
        i += 1
    bounds = sorted(cut for cut in cuts if cut < count)
    chunks: list[Chunk] = []
    for first, last in zip(bounds, [*bounds[1:], count], strict=True):
        mine = [group for group in groups if first <= group.first < last]
        # two finite verbs and no sign between them: cut before the second one's subject
        starts = [first]
        named = [cuts[first]]
        for one, two in pairwise(mine):
            says = one.head.lemma in sentence.saying
            starts.append(_subject_start(sentence, one.last, two.first, says))
            resumes = named[-1] == "relative" and starts[-1] == two.first
            named.append("complement" if says else "main" if resumes else "subordinate")
        for n, (a, b) in enumerate(zip(starts, [*starts[1:], last], strict=True)):
            name = named[n]
            opener = _opener(sentence.classes[a]) if name.startswith("after") else name
            single = sentence.reach[a] == a + 1
            if opener == "subordinate" and not mine and single and "prepositions" in sentence.classes[a]:
                opener = "main"  # "as secretary general": no clause
            chunks.append(Chunk(a, b, opener or "main", mine[n] if mine else None))
    return chunks


def _after_verb(sentence: Sentence, i: int) -> bool:
    """Whether word i directly follows a verb, or the comma behind one that ends a bracket."""
    ends = any(group.last == i or group.own == i - 1 for group in sentence.groups)
    return ends or (
        i > 1 and sentence.tokens[i - 1].word == "," and any(g.reach == i - 1 for g in sentence.groups)
    )


def _announces(sentence: Sentence, i: int, times: Sequence[Span]) -> bool:
    """Whether word i opens what a verb before it announces, with only time words between ("decided on Monday
    that"), or phrases after a preposition where it says something ("said in a statement that")."""
    if "complementizers" not in sentence.classes[i]:
        return False
    before = [group for group in sentence.groups if group.last < i]
    if not before or not before[-1].finite:
        return False
    says = before[-1].head.lemma in sentence.saying
    inside = False
    for j in range(before[-1].last, i):
        if sentence.tokens[j].word in SIGNS:
            return False
        inside = inside or (says and "prepositions" in sentence.classes[j])
        if not (inside or _timed(sentence, j, times) or (says and "clitics" in sentence.classes[j])):
            return False
    return True


def _timed(sentence: Sentence, j: int, times: Sequence[Span]) -> bool:
    """A word of a time expression, or a preposition or article right before one."""
    starts = [sentence.tokens[k].start for k in (j, j + 1)]
    if any(time.start <= starts[0] < time.end for time in times):
        return True
    ties = {"prepositions", "determiners"} & sentence.classes[j]
    return bool(ties) and any(time.start == starts[1] for time in times)


def _only_time(sentence: Sentence, i: int, times: Sequence[Span]) -> bool:
    """Whether time words and nothing else follow word i: it leads to them, and opens no clause."""
    tokens = sentence.tokens
    last = i + 1
    while last < len(tokens) and any(t.start <= tokens[last].start < t.end for t in times):
        last += 1
    if last == i + 1:
        return False
    ties = {"coordinators", "prepositions", "subordinators", "relatives"}
    return last == len(tokens) or tokens[last].word in {*SIGNS, "."} or bool(ties & sentence.classes[last])


def _opener(names: frozenset[str]) -> str | None:
    for name, opener in (
        ("source_before", "source"),
        ("conditionals", "conditional"),
        ("relatives", "relative"),
        ("subordinators", "subordinate"),
        ("coordinators", "coordinate"),
    ):
        if name in names:
            return opener
    return None


def _dash(sentence: Sentence, i: int) -> bool:
    """A hyphen between spaces, or doubled, is a dash."""
    tokens = sentence.tokens
    if tokens[i].word != "-":
        return False
    before = i == 0 or tokens[i - 1].end < tokens[i].start or tokens[i - 1].word == "-"
    after = i + 1 == len(tokens) or tokens[i + 1].start > tokens[i].end or tokens[i + 1].word == "-"
    return before and after


def _led(sentence: Sentence, i: int) -> bool:
    """A preposition that belongs to the relative after it ("in which", "à laquelle")."""
    return "relatives" in sentence.classes[i] and i > 1 and "prepositions" in sentence.classes[i - 1]


def _new_verb(sentence: Sentence, groups: Sequence[VerbGroup], i: int) -> bool:
    """Whether a finite verb follows a coordinator before the next sign, so that it joins clauses."""
    for group in groups:
        if group.first > i:
            between = sentence.tokens[i + 1 : group.first]
            return (
                len(between) <= 10
                and not any(token.word in SIGNS for token in between)
                and not any(
                    {"relatives", "subordinators"} & sentence.classes[j] for j in range(i + 1, group.first)
                )
            )
    return False


def _subject_start(sentence: Sentence, low: int, verb: int, says: bool) -> int:
    """Where the subject of a verb begins that follows another verb without any sign between.

    After a verb of saying it begins right there, else with the last noun phrase before its verb.
    """
    found = [
        i
        for i in range(low, verb)
        if {"pronouns", "determiners"} & sentence.classes[i]
        and (i == low or not {"determiners", "pronouns"} & sentence.classes[i - 1])
    ]
    free = [i for i in found if i == low or not {"prepositions", "genitives"} & sentence.classes[i - 1]]
    if says:
        return (free or found or [low])[0]
    return (free or found or [verb])[-1]
