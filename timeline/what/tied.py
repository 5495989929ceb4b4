"""The words that go with a time expression where a headline leaves it out: prepositions, articles; and
where it has to stay."""

from __future__ import annotations

from timeline.model import Moment
from timeline.what.dating import Happening
from timeline.what.sentences import SIGNS, Sentence

__all__ = ["tied"]

_QUOTING = frozenset('«»“”„"')
_OPENING = frozenset(",(–—-")
_PHRASE = 6  # words of the longest preposition


def tied(happening: Happening, moment: Moment, words: range) -> range:
    """The words of a time expression with the prepositions and articles before it, unless these belong to
    the noun it describes ("for the 1989 spill")."""
    sentence = happening.told.sentence
    inside = sentence.within(moment.start, moment.end)
    if not inside:
        return inside
    first, last = inside[0], inside[-1] + 1
    if _argument(happening, moment, first):
        return range(0)
    if _shown(happening, inside, words):
        return inside[1:]
    if last < words[-1] and sentence.tokens[last].word == "'s":
        return range(first, last + 1)
    if last <= words[-1] and (_asks(sentence, last) or _marked(happening, first, last)):
        return range(0)
    if last <= words[-1] and _qualifies(happening, moment, last):
        return inside if moment is happening.moment else range(0)
    if last <= words[-1] and (_of_event(happening, moment, first, last) or _counts(happening, first, last)):
        return range(0)
    if _describes(happening, first, last, words):
        lost = happening.told.lexicon.articled and len(inside) > 1  # "a troubled [twentieth century]"
        return range(0) if lost else inside
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
    return range(_stressed(happening, first, words, held), last)


def _stressed(happening: Happening, first: int, words: range, held: set[int]) -> int:
    """Where the time words begin with the adverb before them that only stresses them: "noch am Mittwoch"."""
    sentence, lexicon = happening.told.sentence, happening.told.lexicon
    before = first - 1
    if before <= words[0] or before in held or sentence.tokens[before].word not in lexicon.focusing:
        return first
    denied = {"negations", "determiners", "prepositions"} & sentence.classes[before - 1]
    return first if denied else before


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
    counted = sentence.tokens[first].word[0].isdigit() and last == first + 1
    if of and counted and not {"prepositions", "determiners"} & sentence.classes[max(0, first - 1)]:
        return True  # "killed 100s of soldiers"
    if moment.type == "DURATION" or not of:
        return of
    pointed = any(sentence.tokens[i].word in happening.told.lexicon.articles for i in range(first, last))
    worded = all(sentence.tokens[i].word[0].isalpha() for i in range(first, last))
    article = any("determiners" in sentence.classes[i] for i in range(max(0, first - 1), last))
    return worded and article and not pointed


def _counts(happening: Happening, first: int, last: int) -> bool:
    """Whether a bare number that looks like a year only counts the noun behind it: "2000 people marched"."""
    sentence, lexicon = happening.told.sentence, happening.told.lexicon
    if not lexicon.articled or lexicon.cases or lexicon.bracket or last != first + 1:
        return False
    tied = first and {"prepositions", "determiners", "genitives"} & sentence.classes[first - 1]
    after = sentence.tokens[last]
    verbal = any(group.first <= last < group.last for group in sentence.groups)
    plain = after.word[0].isalpha() and not after.capital and not sentence.classes[last] - {"never"}
    set_off = first > 0 and sentence.tokens[first - 1].word in _OPENING
    number = sentence.tokens[first].word.isdigit() and not set_off
    return number and plain and not tied and not verbal


def _qualifies(happening: Happening, moment: Moment, last: int) -> bool:
    """Whether they say only how recent the thing after them is: "a recently formed alliance"."""
    sentence = happening.told.sentence
    loose = any(g.first == last and not g.finite for g in sentence.groups)
    made = any(s.tense == "participle" for s in happening.told.lexicon.senses(sentence.tokens[last].word))
    return moment.value in ("PAST_REF", "PRESENT_REF") and (loose or made)


def _argument(happening: Happening, moment: Moment, first: int) -> bool:
    """Whether an indefinite article makes the time words a thing: "a Christmas without fear"."""
    sentence = happening.told.sentence
    if not happening.told.lexicon.articled or moment.type != "DATE" or not first:
        return False
    names = sentence.classes[first - 1]
    return "determiners" in names and not {"definites", "prepositions", "genitives", "plurals"} & names


def _shown(happening: Happening, inside: range, words: range) -> bool:
    """Whether the time words are an article and what describes the noun after them ("the future king")."""
    sentence, last = happening.told.sentence, inside[-1] + 1
    if not happening.told.lexicon.articled or len(inside) < 2 or last > words[-1]:
        return False
    after = sentence.tokens[last]
    plain = after.word[0].isalpha() and not sentence.classes[last] - {"never"}
    article = "definites" in sentence.classes[inside[0]] and len(inside) == 2
    finite = any(g.finite and g.first == last for g in sentence.groups)
    return article and plain and not finite and not sentence.tokens[inside[1]].word[0].isdigit()


def _marked(happening: Happening, first: int, last: int) -> bool:
    """Whether quotation marks hold the time words and more: they are a name (the “Friday of anger”)."""
    tokens = happening.told.sentence.tokens
    opened = first > 0 and tokens[first - 1].word in _QUOTING
    return opened and tokens[last].word not in _QUOTING and tokens[last].word not in SIGNS


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
