"""What a headline leaves out of a passage: time words with what ties them to the sentence, sources, loose
ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.model import Span
from timeline.what.compared import compared
from timeline.what.dating import Happening
from timeline.what.opening import named_at
from timeline.what.sentences import SIGNS, Sentence
from timeline.what.tied import tied

__all__ = ["closed", "kept", "written"]

_LOOSE = {
    "prepositions", "genitives", "coordinators", "relatives", "subordinators", "conditionals", "agents",
    "definites", "markers",
}  # fmt: skip
_QUOTING = frozenset('«»“”„"')
_SCRAP = 5  # words of an opening that may be nothing without its time words


def kept(happening: Happening, stretches: Sequence[Span]) -> list[int]:
    """Positions of the words that a headline keeps of some stretches of its sentence, in their order."""
    sentence = happening.told.sentence
    words: list[int] = []
    for span in stretches:
        inside = sentence.within(span.start, span.end)
        out = _left_out(happening, inside)
        while words and sentence.tokens[words[-1]].word in ",;:":
            words.pop()
        left = [i for i in inside if i not in out and i not in words]
        if not words:
            left = _subject_kept(happening, _from_subject(sentence, left, out), out)
        words += left
    return closed(sentence, _untied(happening, words))


def _untied(happening: Happening, words: list[int]) -> list[int]:
    """Without a connective that stood behind time words ("On Monday, however, the king …")."""
    sentence = happening.told.sentence
    first = 0
    while first < len(words) - 1:
        names, word = sentence.classes[words[first]], sentence.tokens[words[first]].word
        aside = (
            {"clitics", "measures", "trailing"} & names
            and "determiners" not in names
            and sentence.tokens[words[first + 1]].word == ","
        )  # "[Months ago] still, people …"
        lost = aside or (
            "connectives" in names and not {"relatives", "subordinators", "determiners", "negations"} & names
        )
        if not (lost and not named_at(happening, words[first])) and word not in ",;:":
            break
        first = max(first + 1, next((n for n, i in enumerate(words) if i >= sentence.reach[words[first]]), 0))
    return words[first:]


def _from_subject(sentence: Sentence, left: list[int], out: set[int]) -> list[int]:
    """Without an opening that lost its time words and says nothing more: "Born in 1973, he …"."""
    sign = next((n for n, i in enumerate(left[:_SCRAP]) if sentence.tokens[i].word == ","), None)
    if not sign or not any(left[0] < i <= left[sign] for i in out):
        return left
    said = [i for i in left[:sign] if not sentence.classes[i] and sentence.tokens[i].word[0].isalpha()]
    return left[sign + 1 :] if len(said) < 2 else left


def _subject_kept(happening: Happening, left: list[int], out: set[int]) -> list[int]:
    """With the time words that are the verb's own subject: "Wednesday added one more", "this year is"."""
    group, clause = happening.clause.group, happening.clause
    if happening.nested or group is None or group.passive or clause.subject is not None or not left:
        return left
    lexicon = happening.told.lexicon
    year = group.first in left and happening.told.sentence.tokens[group.first - 1].word.isdigit()
    if lexicon.bracket or lexicon.cases or ("speakers" in lexicon.endings and not year):
        return left  # the subject comes after the verb
    sentence = happening.told.sentence
    if any(i < group.first and sentence.tokens[i].word[0].isalnum() for i in left) or group.first not in left:
        return left
    before: list[int] = []
    while group.first - len(before) - 1 in out:
        before.insert(0, group.first - len(before) - 1)
    tied = before and {"prepositions", "apart"} & sentence.classes[before[0]]
    return left if tied else before + left


def written(happening: Happening, words: Sequence[int]) -> str:
    """The words as they stand in the text, a blank where something is left out between two."""
    text, tokens = happening.told.text, happening.told.sentence.tokens
    if not words:
        return ""
    parts = [text[tokens[words[0]].start : tokens[words[0]].end]]
    for one, other in pairwise(words):
        gap = text[tokens[one].end : tokens[other].start] if other == one + 1 else " "
        parts.append(gap + text[tokens[other].start : tokens[other].end])
    return "".join(parts)


def closed(sentence: Sentence, words: Sequence[int]) -> list[int]:
    """Without words at the end that ask for more: "was in office and", "in the wake of"."""
    held = {i for group in sentence.groups for i in (*range(group.first, group.last), group.reach - 1)}
    last = len(words)
    while last > 1:
        i = words[last - 1]
        if (
            i > 1
            and sentence.tokens[i - 1].word == "-"
            and sentence.tokens[i - 1].end == sentence.tokens[i].start
        ):
            break  # "sell-off"
        alone = _left_alone(sentence, i) if last == len(words) else None
        if alone is not None:
            last = max(1, next(n for n, j in enumerate(words) if j >= alone))
            continue
        phrase = next((j for j in words[max(0, last - 4) : last - 1] if sentence.reach[j] == i + 1), None)
        if phrase is not None and "coordinators" in sentence.classes[phrase] and phrase not in held:
            last = list(words).index(phrase)
            continue
        sign = sentence.tokens[i].word in SIGNS | {":", "-", "“", "«"} and sentence.tokens[i].word not in ")]"
        ties = _LOOSE & sentence.classes[i] and i not in held and "person_pronouns" not in sentence.classes[i]
        if not (sign or ties or sentence.tokens[i].word[-1] == "'"):
            break
        last -= 1
    return list(words[:last])


def _left_alone(sentence: Sentence, i: int) -> int | None:
    """Where a participle or gerund begins that stands at the end and lost what it was about: "the talks
    planned [for Monday]"."""
    if i + 1 >= len(sentence.tokens) or not sentence.tokens[i + 1].word[0].isalnum():
        return None
    loose = (g for g in sentence.groups if not g.finite and g.tense in ("participle", "gerund"))
    return next((g.first for g in loose if g.last == i + 1), None)


def _left_out(happening: Happening, words: range) -> set[int]:
    """Positions of time words with the words that tie them to the sentence, and of sources."""
    told = happening.told
    out: set[int] = set()
    tokens = told.sentence.tokens
    if not words:
        return out
    first, last = tokens[words[0]].start, tokens[words[-1]].end
    for source in told.sources:
        if source.start >= first and source.end <= last:
            out.update(told.sentence.within(source.start, source.end))
            out.update(_bracket_after(told.sentence, source.end))
    for moment in told.moments:
        lasting = moment.type in ("DURATION", "SET") or compared(told, happening.clause, moment)
        if moment.start >= first and moment.end <= last and not (lasting and moment is not happening.moment):
            out.update(tied(happening, moment, words))
    out |= _linking(told.sentence, words)
    return out | _between(told.sentence, words, out)


def _linking(sentence: Sentence, words: range) -> set[int]:
    """Words inside a verb that only join its sentence to the one before ("has also signed")."""
    out: set[int] = set()
    for group in sentence.groups:
        for i in range(group.first + 1, min(group.own, len(sentence.tokens))):
            names = sentence.classes[i]
            tied = {
                "negations",
                "ongoing",
                "relatives",
                "subordinators",
                "coordinators",
                "determiners",
            } & names
            if i in words and "connectives" in names and not tied and sentence.reach[i] <= group.own:
                out |= set(range(i, sentence.reach[i]))
    return out


def _bracket_after(sentence: Sentence, end: int) -> range:
    """The bracket right behind a source, with its acronym ("according to the … Agency (…A)")."""
    first = sentence.within(end, sentence.end)
    if not first or sentence.tokens[first[0]].word != "(":
        return range(0)
    close = next((i for i in first if sentence.tokens[i].word == ")"), None)
    return range(0) if close is None else range(first[0], close + 1)


def _between(sentence: Sentence, words: range, out: set[int]) -> set[int]:
    """What only joins or sets off words that are left out: "on 11 and 12 July", "agreed, on Monday, to"."""
    found: set[int] = set()
    for i in words:
        before, after = i - 1 in out or i == words[0], i + 1 in out
        if before and after and "coordinators" in sentence.classes[i]:
            found.add(i)
        elif after and i not in out and sentence.tokens[i].word == ",":
            end = next((j for j in range(i + 1, words[-1] + 1) if j not in out), None)
            if end is not None and sentence.tokens[end].word == ",":
                found |= {i, end}
    return found
