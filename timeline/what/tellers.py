"""The words of a clause that name who says something: its subject, wherever that stands."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Span
from timeline.what.clauses import Clause
from timeline.what.reading import Told, inside
from timeline.what.sentences import SIGNS, VerbGroup

__all__ = ["source_words", "span_of", "timed"]

_TYING = {
    "connectives", "coordinators", "subordinators", "conditionals", "negations", "adjuncts",
    "complementizers", "source_beside", "trailing",
}  # fmt: skip
_QUOTES = "«»“”„\"'`"
_ARTICLE = 4  # characters of an article before a name


def source_words(told: Told, clause: Clause, closes: bool) -> list[int]:
    """The words that name who says something in a clause with a verb of saying; none where none do.

    `closes`: what it says stands before it.
    """
    group, sentence = clause.group, told.sentence
    assert group is not None
    words = list(sentence.within(clause.start, clause.end))
    if any("person_pronouns" in sentence.classes[i] for i in range(group.first + 1, group.last)):
        return []  # "a-t-il dit"
    behind = [i for i in words if i >= group.last and i + 1 != group.reach]
    found = _phrase(told, [i for i in words if i < group.first], group)
    if found:
        return found
    outside = list(sentence.within(clause.subject.start, clause.subject.end)) if clause.subject else []
    if not closes:
        return _phrase(told, outside, None) or _after(told, behind)
    last = max((one.last for one in sentence.groups if one.finite and one.last <= group.first), default=0)
    signs = [i for i in range(last, group.first) if sentence.tokens[i].word in SIGNS]
    apposed = _phrase(told, list(range(signs[0], group.first)), group) if len(signs) > 1 else []
    return apposed or _after(told, behind)


def _phrase(told: Told, words: Sequence[int], group: VerbGroup | None) -> list[int]:
    """The noun phrase that is the subject among the words before a verb: between signs, without the time
    words, adverbials and connectives around it."""
    sentence = told.sentence
    stretches: list[list[int]] = [[]]
    for i in words:
        word = sentence.tokens[i].word
        if word == ")":
            stretches[-1] = []
        elif word in SIGNS or (not word[0].isalnum() and not stretches[-1]):
            stretches.append([])
        elif word in _QUOTES and (i + 1 == len(sentence.tokens) or sentence.tokens[i - 1].word in SIGNS):
            stretches = [[]]  # what was quoted ends here
        elif not timed(told, i) and word not in _QUOTES:
            stretches[-1].append(i)
    found: list[int] = []
    for stretch in stretches:
        while stretch and _TYING & sentence.classes[stretch[0]]:
            first = stretch[0]
            if "pronouns" in sentence.classes[first]:
                break
            stretch = [i for i in stretch if i >= max(sentence.reach[first], first + 1)]
        while group is not None and stretch and stretch[-1] + 1 <= group.first and _light(told, stretch[-1]):
            stretch = stretch[:-1]
        if not stretch or (not found and _adverbial(told, stretch)):
            continue
        if not found:
            found = stretch
            continue
        if _person(told, stretch):
            return stretch  # "the foreign minister, Sergey Lavrov, said"
        break
    last = stretches[-1]
    if not found and last and {"prepositions", "determiners"} & told.sentence.classes[last[0]] == set():
        found = last  # "shipping sources said"
    return _cut(told, found)


def _person(told: Told, words: Sequence[int]) -> bool:
    """Whether words are somebody's name, and nothing else."""
    span = span_of(told, words)
    people = (m for m in told.mentions if m.actor.kind == "person")
    return any(m.start <= span.start + _ARTICLE and m.end >= span.end for m in people)


def _cut(told: Told, words: Sequence[int]) -> list[int]:
    """A source without what follows its name after a preposition ("Amnesty International in a report")."""
    for n, i in enumerate(words):
        ties = told.sentence.classes[i] & {"prepositions", "genitives"}
        if n and ties == {"prepositions"} and inside(told.mentions, span_of(told, words[:n])):
            return list(words[:n])
    return list(words)


def _light(told: Told, i: int) -> bool:
    """An adverb, a negation or an object pronoun right before a verb, which could not be its subject."""
    names = told.sentence.classes[i]
    if "person_pronouns" in names and "preverbal" not in names:
        return False
    adverb = told.sentence.tokens[i].word.endswith(told.lexicon.endings.get("adverb", ("\0",)))
    return bool({"clitics", "negations", "preverbal", "prepositions"} & names) or adverb


def _adverbial(told: Told, words: Sequence[int]) -> bool:
    """Words that begin with a preposition, an infinitive or a participle, and not with a name."""
    first, token = told.sentence.classes[words[0]], told.sentence.tokens[words[0]]
    if _named_at(told, words[0]):
        return False
    if "prepositions" in first and "determiners" not in first:
        return True
    senses = () if token.capital and words[0] else told.lexicon.senses(token.word)
    loose = ("base", "gerund", "participle")
    return bool(senses) and all(s.part == "verb" and s.tense in loose for s in senses)


def _after(told: Told, words: Sequence[int]) -> list[int]:
    """The noun phrase right after a verb whose subject follows ("said officials", "a dit le ministre")."""
    sentence, found, past = told.sentence, list[int](), _past_addressee(told, words)
    verbs = {i for group in sentence.groups if group.finite for i in range(group.first, group.last)}
    for i in words:
        token, names = sentence.tokens[i], sentence.classes[i]
        if token.word in "-–" and not found:
            continue
        if timed(told, i) or (not found and {"clitics", "trailing"} & names and "determiners" not in names):
            if found:
                break
            continue
        if not found and token.word == "t" and sentence.tokens[i - 1].word == "-":
            continue
        ends = {"relatives", "subordinators", "adjuncts", "source_before"} & names
        if token.word in SIGNS or i in verbs or (ends and found):
            break
        if i >= past:
            found.append(i)
    while found and {"prepositions", "determiners", "coordinators"} & sentence.classes[found[-1]]:
        found.pop()
    return _cut(told, found)


def _past_addressee(told: Told, words: Sequence[int]) -> int:
    """Where the words end that say to whom or how ("dijo a la AFP un portavoz"): at the next article or name
    that follows no preposition; past all words where none does."""
    classes = told.sentence.classes
    skipped = {"clitics", "trailing"}
    first = next(
        (
            i
            for i in words
            if not timed(told, i) and ("prepositions" in classes[i] or not skipped & classes[i])
        ),
        None,
    )
    if first is None or "prepositions" not in classes[first] or _named_at(told, first):
        return words[0] if words else 0
    for i in words:
        tied = {"prepositions", "genitives"} & (classes[i] | classes[i - 1])
        if i <= first + 1 or tied or timed(told, i):
            continue
        article = "determiners" in classes[i]
        if article or (_named_at(told, i) and "determiners" not in classes[i - 1]):
            return i
    return words[-1] + 1


def _named_at(told: Told, i: int) -> bool:
    return any(m.start == told.sentence.tokens[i].start for m in told.mentions)


def timed(told: Told, i: int) -> bool:
    """A word of a time expression, or the preposition or article that leads to one."""
    sentence = told.sentence
    starts = {sentence.tokens[i].start}
    if {"prepositions", "determiners"} & sentence.classes[i] and i + 1 < len(sentence.tokens):
        starts.add(sentence.tokens[i + 1].start)
    return any(m.start <= start < m.end for m in told.moments for start in starts)


def span_of(told: Told, words: Sequence[int]) -> Span:
    """The stretch of text from the first to the last of some words."""
    return Span(told.sentence.tokens[words[0]].start, told.sentence.tokens[words[-1]].end)
