"""A long headline made short: what only adds is left out first, then it ends where a phrase ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.what.dating import Happening
from timeline.what.leftout import closed, written
from timeline.what.order import fitting
from timeline.what.sentences import SIGNS, Sentence, VerbGroup
from timeline.what.shape import LONGEST, content, tidy
from timeline.what.unfinished import verb_of

__all__ = ["broken", "shorter"]

_FAIR, _SHORT = 50, 25  # characters of a headline that says much, and of one that says anything
_STRONG, _PHRASE, _LISTED, _WEAK = range(4)  # how little is lost where a headline ends
_TIES = {"prepositions", "determiners", "coordinators", "relatives", "subordinators"}
_PAIRS = {"(": ")", "[": "]"}
_DASHES = frozenset("–—")


def shorter(happening: Happening, lead: str, words: list[int]) -> Iterator[list[int]]:
    """The words, then shorter and shorter choices of them, the best first."""
    yield words
    group = verb_of(happening)
    if len(lead) + len(written(happening, words)) > LONGEST:
        words = _without_asides(happening, words, group)
        yield words
        if happening.told.lexicon.bracket:
            yield fitting(happening, words, LONGEST - len(lead))
    yield from _ended(happening, lead, words, group)
    if group is None or group.first not in words:
        return
    for slim in (_unfronted, _without_insertions, _name_alone, _plain_subject):
        left = slim(happening, words, group)
        if left != words:
            words = left
            yield words
            yield from _ended(happening, lead, words, group)


def broken(happening: Happening, lead: str, words: Sequence[int]) -> str:
    """Cut at the last word that fits, three dots after it."""
    whole = tidy(lead + written(happening, words))
    if len(whole) <= LONGEST:
        return whole
    return whole[: whole.rfind(" ", 0, LONGEST)].rstrip(" ,;:(–-") + "…"


def _ended(happening: Happening, lead: str, words: list[int], group: VerbGroup | None) -> Iterator[list[int]]:
    """The words up to a place where something only adds to them: another clause or a comma where much is
    left, else the last phrase that fits."""
    verb = max(group.last, group.reach) - 1 if group else words[1] if len(words) > 1 else 0
    ends: list[tuple[bool, bool, int, int, list[int]]] = []
    for n in range(2, len(words)):
        weight = _boundary(happening, words, n) if words[n] > verb else None
        if weight is None:
            continue
        left = closed(happening.told.sentence, words[:n])
        length = len(lead) + len(written(happening, left))
        if _SHORT <= length <= LONGEST + 4 and left[-1] >= verb:
            ends.append((weight >= _LISTED, length < _FAIR, weight, -length, left))
    for *_, left in sorted(ends, key=lambda end: end[:4]):
        yield left


def _boundary(happening: Happening, words: Sequence[int], n: int) -> int | None:
    """How what begins at word `n` of a headline only adds to it: a clause or after a sign, a phrase, or one
    that may be needed; None where it is needed."""
    told, sentence = happening.told, happening.told.sentence
    i, before = words[n], words[n - 1]
    token, names = sentence.tokens[i], sentence.classes[i]
    if any(m.start < token.start < m.end for m in told.mentions):
        return None
    if token.word in SIGNS:
        return _LISTED if _lists(sentence, words, n) else _STRONG
    if any(sentence.reach[j] > i for j in range(max(0, i - 4), i)):
        return None  # inside a phrase: "in front of"
    start = next((c for c in told.clauses if c.start == token.start), None)
    verbal = _verbal(sentence, before)
    if start is not None and start.opener in ("subordinate", "conditional", "coordinate", "source"):
        return _WEAK if verbal else _STRONG
    if _TIES & sentence.classes[before]:
        return None
    senses = told.lexicon.forms.get(sentence.tokens[before].word, ())
    made = any(s.tense == "participle" for s in senses) and not any(s.part == "noun" for s in senses)
    if made and not verbal:
        return None  # "compared to", "the talks held in"
    if "genitives" in names:
        lemmas = {g.head.lemma for g in sentence.groups if g.first in words[:n]}
        light = bool(lemmas & told.lexicon.verbs["light"])
        return _WEAK if _definite(sentence, words[:n]) and not verbal and not light else None
    if "prepositions" in names:
        return _WEAK if verbal else _PHRASE
    loose = any(g.first == i and not g.finite and g.tense != "base" for g in sentence.groups)
    return _WEAK if loose and not verbal else None


def _definite(sentence: Sentence, words: Sequence[int]) -> bool:
    """Whether the noun phrase that words end with, after their verb, has an article that says which one is
    meant."""
    verb = max((group.last for group in sentence.groups if group.first in words), default=0)
    tied = [i for i in words if i >= verb and {"determiners", "prepositions"} & sentence.classes[i]]
    return bool(tied) and "definites" in sentence.classes[tied[-1]]


def _verbal(sentence: Sentence, i: int) -> bool:
    return any(group.first <= i < group.last for group in sentence.groups)


def _lists(sentence: Sentence, words: Sequence[int], n: int) -> bool:
    """Whether the comma at word `n` stands between members of a list, whose end is joined to it."""
    finite = {group.first for group in sentence.groups if group.finite}
    loose = {group.first for group in sentence.groups if not group.finite}
    if sentence.tokens[words[n]].word != ",":
        return False
    opens = {"prepositions", "relatives", "subordinators", "coordinators"}
    following = words[n + 1 :]
    if following and (following[0] in loose or opens & sentence.classes[following[0]]):
        return False
    for i in following:
        if i in finite or sentence.tokens[i].word in SIGNS - {","}:
            return False
        if "coordinators" in sentence.classes[i]:
            return True
    return False


def _without_asides(happening: Happening, words: list[int], group: VerbGroup | None) -> list[int]:
    """Without brackets and what stands between two dashes."""
    tokens = happening.told.sentence.tokens
    out: set[int] = set()
    n = 0
    while n < len(words):
        word = tokens[words[n]].word
        closing = {_PAIRS[word]} if word in _PAIRS else _DASHES if word in _DASHES else frozenset()
        end = next((m for m in range(n + 1, len(words)) if tokens[words[m]].word in closing), None)
        inside = set(words[n : end + 1]) if end is not None else set()
        if end is None or (group is not None and group.first in inside):
            n += 1
            continue
        out |= inside
        n = end + 1
    return [i for i in words if i not in out]


def _unfronted(happening: Happening, words: list[int], group: VerbGroup) -> list[int]:
    """Without an adverbial before the subject that a comma sets off."""
    sentence = happening.told.sentence
    first = words.index(group.first)
    if _subject_first(happening, words[0]):
        return words
    commas = [n for n in range(1, first) if sentence.tokens[words[n]].word == ","]
    after = next((n + 1 for n in commas if _subject_first(happening, words[n + 1])), None)
    return words if after is None else words[after:]


def _subject_first(happening: Happening, i: int) -> bool:
    """An article, a pronoun or a name, with which a subject begins."""
    sentence = happening.told.sentence
    names = sentence.classes[i]
    named = any(m.start == sentence.tokens[i].start for m in happening.told.mentions)
    return named or (bool({"determiners", "pronouns"} & names) and "prepositions" not in names)


def _without_insertions(happening: Happening, words: list[int], group: VerbGroup) -> list[int]:
    """Without what stands between commas, or as a relative clause, between the subject and its verb."""
    sentence = happening.told.sentence
    first = words.index(group.first)
    commas = [n for n in range(1, first) if sentence.tokens[words[n]].word == ","]
    relatives = [n for n in range(1, first) if "relatives" in sentence.classes[words[n]]]
    start = min((*commas[:1], *relatives[:1]), default=None)
    if start is None:
        return words
    ended = [n for n in commas if n > start]
    end = ended[-1] + 1 if ended else None
    if end is None or not content(sentence, words[:start]) or not _begins(happening, words[0]):
        return words
    return [*words[:start], *words[end:]]


def _name_alone(happening: Happening, words: list[int], group: VerbGroup) -> list[int]:
    """With only the name of a subject that says what somebody is besides."""
    told, sentence = happening.told, happening.told.sentence
    verb = words.index(group.first)
    while verb > 0 and _leans(sentence, words[verb - 1]):
        verb -= 1
    before = words[:verb]
    if any({"coordinators", "relatives"} & sentence.classes[i] for i in before):
        return words
    for mention in reversed(told.mentions):
        named = [i for i in before if mention.start <= sentence.tokens[i].start < mention.end]
        ended = named and named[-1] in (before[-1], before[-1] - 1)
        tied = named and {"prepositions", "genitives"} & sentence.classes[max(0, named[0] - 1)]
        if ended and not tied and mention.actor.kind == "person" and named[0] != before[0]:
            return [*named, *words[verb:]]
    return words


def _plain_subject(happening: Happening, words: list[int], group: VerbGroup) -> list[int]:
    """With only the first noun phrase of a long subject."""
    sentence = happening.told.sentence
    verb = words.index(group.first)
    while verb > 0 and _leans(sentence, words[verb - 1]):
        verb -= 1
    if not _begins(happening, words[0]):
        return words
    loose = {g.first for g in sentence.groups if not g.finite}
    stop = next((n for n in range(1, verb) if words[n] in loose or _closes(happening, words[n])), None)
    fronted = not _subject_first(happening, words[0]) and any(
        sentence.tokens[words[n]].word == "," and _subject_first(happening, words[n + 1])
        for n in range(1, verb - 1)
    )
    split = stop is not None and any(g.finite and g.first in words[:stop] for g in sentence.groups)
    if stop is None or fronted or split or not content(sentence, words[:stop]):
        return words
    return [*words[:stop], *words[verb:]]


def _leans(sentence: Sentence, i: int) -> bool:
    """A little word that belongs to the verb after it."""
    names = sentence.classes[i]
    if {"determiners", "prepositions"} & names:
        return "preverbal" in names
    return bool({"clitics", "negations"} & names)


def _begins(happening: Happening, i: int) -> bool:
    """Whether a subject can begin at word i: an article, a number, a name, a noun."""
    sentence = happening.told.sentence
    names = sentence.classes[i]
    if any(m.start == sentence.tokens[i].start for m in happening.told.mentions):
        return True
    return "prepositions" not in names and not {"relatives", "subordinators", "coordinators"} & names


def _closes(happening: Happening, i: int) -> bool:
    """A sign, or a word after which something only describes the noun before it."""
    sentence = happening.told.sentence
    names, token = sentence.classes[i], sentence.tokens[i]
    if any(m.start < token.start < m.end for m in happening.told.mentions):
        return False
    describes = {"relatives", "agents", "prepositions"} & names and "genitives" not in names
    glued = token.word in "-'’" and not happening.told.text[token.start - 1].isspace()
    return bool(describes) or not (token.word[0].isalnum() or token.word[0] == "'" or glued)
