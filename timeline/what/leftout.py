"""What a headline leaves out of a passage: time words with what ties them to the sentence, sources, loose
ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.model import Moment, Span
from timeline.what.dating import Happening
from timeline.what.opening import named_at
from timeline.what.sentences import SIGNS, Sentence

__all__ = ["closed", "kept", "written"]

_LOOSE = {
    "prepositions", "genitives", "coordinators", "relatives", "subordinators", "conditionals", "agents",
    "definites", "markers",
}  # fmt: skip
_PHRASE = 6  # words of the longest preposition
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
    if lexicon.bracket or lexicon.cases or "speakers" in lexicon.endings:
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
        if _left_alone(sentence, i, last == len(words)):
            last -= 1
            continue
        sign = sentence.tokens[i].word in SIGNS | {":", "-", "“", "«"} and sentence.tokens[i].word not in ")]"
        ties = _LOOSE & sentence.classes[i] and i not in held and "person_pronouns" not in sentence.classes[i]
        if not (sign or ties or sentence.tokens[i].word[-1] == "'"):
            break
        last -= 1
    return list(words[:last])


def _left_alone(sentence: Sentence, i: int, cut: bool) -> bool:
    """A participle or gerund at the end that lost what it was about: "the talks planned [for Monday]"."""
    if not cut or i + 1 >= len(sentence.tokens) or not sentence.tokens[i + 1].word[0].isalnum():
        return False
    return any(
        g.last == i + 1 and not g.finite and g.tense in ("participle", "gerund") for g in sentence.groups
    )


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
        lasting = moment.type in ("DURATION", "SET") and moment is not happening.moment
        if moment.start >= first and moment.end <= last and not lasting:
            out.update(_tied(happening, moment, words))
    return out | _between(happening.told.sentence, words, out)


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


def _tied(happening: Happening, moment: Moment, words: range) -> range:
    """The words of a time expression with the prepositions and articles before it, unless these belong to
    the noun it describes ("for the 1989 spill")."""
    sentence = happening.told.sentence
    inside = sentence.within(moment.start, moment.end)
    if not inside:
        return inside
    first, last = inside[0], inside[-1] + 1
    if last < words[-1] and sentence.tokens[last].word == "'s":
        return range(first, last + 1)
    if last <= words[-1] and (_asks(sentence, last) or _qualifies(happening, moment, last)):
        return range(0)
    if last <= words[-1] and _of_event(happening, moment, first, last):
        return range(0)
    if _describes(happening, first, last, words):
        return inside
    if last <= words[-1] and "trailing" in sentence.classes[last]:
        last += 1
    held = {i for group in sentence.groups for i in range(group.own, group.last)}
    ends = {group.last for group in sentence.groups if "prepositions" in sentence.classes[group.last - 1]}
    led = False  # by a preposition: an article before it belongs to something else
    while first > words[0] and (first - 1 not in held or first in ends):
        near = range(max(words[0], first - _PHRASE), first)
        phrase = next(
            (i for i in near if i + 1 < sentence.reach[i] and sentence.reach[i] in (first, first + 1)), None
        )
        names = sentence.classes[first - 1]
        if phrase is not None and phrase not in held and {"prepositions", "apart"} & sentence.classes[phrase]:
            first, led = phrase, True
        elif led and "prepositions" not in names:
            break
        elif {"prepositions", "determiners"} & names and sentence.tokens[first - 1].word[0] != "'":
            first, led = first - 1, led or "prepositions" in names
        else:
            break
    return range(first, last)


def _asks(sentence: Sentence, last: int) -> bool:
    """Whether the time words end with one that needs what follows: "two days after the vote"."""
    return (
        bool({"prepositions", "apart"} & sentence.classes[last - 1])
        and sentence.tokens[last].word not in SIGNS
    )


def _of_event(happening: Happening, moment: Moment, first: int, last: int) -> bool:
    """Whether a day is said by what it is the day of ("the day of the vote"), or a while by what fills it
    ("ten days of raids"); not a day pointed to ("this Monday")."""
    sentence = happening.told.sentence
    of = {"prepositions", "genitives"} <= sentence.classes[last]
    if moment.type == "DURATION" or not of:
        return of
    pointed = any(sentence.tokens[i].word in happening.told.lexicon.articles for i in range(first, last))
    worded = all(sentence.tokens[i].word[0].isalpha() for i in range(first, last))
    article = any("determiners" in sentence.classes[i] for i in range(max(0, first - 1), last))
    return worded and article and not pointed


def _qualifies(happening: Happening, moment: Moment, last: int) -> bool:
    """Whether they say only how recent the thing after them is: "a recently formed alliance"."""
    sentence = happening.told.sentence
    loose = any(g.first == last and not g.finite for g in sentence.groups)
    made = any(s.tense == "participle" for s in happening.told.lexicon.senses(sentence.tokens[last].word))
    return moment.value in ("PAST_REF", "PRESENT_REF") and (loose or made) and moment is not happening.moment


def _describes(happening: Happening, first: int, last: int, words: range) -> bool:
    """Whether the time words stand between an article and its noun."""
    sentence = happening.told.sentence
    if happening.told.lexicon.cases or first == words[0] or last > words[-1]:
        return False
    before, after = sentence.classes[first - 1], sentence.tokens[last]
    whose = sentence.tokens[first - 1].word[0] == "'"
    article = whose or ("determiners" in before and not {"genitives", "prepositions"} & before)
    plain = after.word[0].isalpha() and not sentence.classes[last] - {"never"}
    return article and plain and not any(g.finite and g.first == last for g in sentence.groups)
