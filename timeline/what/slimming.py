"""What a headline can do without before its verb and beside it: asides, what comes first, what only
describes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.what.dating import Happening
from timeline.what.sentences import SIGNS, Sentence, VerbGroup
from timeline.what.shape import content

__all__ = ["listed", "slimmed", "without_asides"]

_PAIRS = {"(": ")", "[": "]"}
_DASHES = frozenset("–—")
_ASIDE, _FRONTED, _INSERTED, _DESCRIBED, _TAILED, _OWNED = 0.3, 0.8, 0.8, 0.8, 2.5, 3.5


def slimmed(
    happening: Happening, words: list[int], group: VerbGroup | None
) -> Iterator[tuple[float, list[int]]]:
    """The words, then fewer and fewer of them, each with what the loss costs."""
    cost = 0.0
    yield cost, words
    left = without_asides(happening, words, group)
    if left != words:
        cost, words = cost + _ASIDE, left
        yield cost, words
    if group is None or group.first not in words:
        return
    for slim, loss in (
        (_unfronted, _FRONTED),
        (_without_insertions, _INSERTED),
        (_name_alone, _DESCRIBED),
        (_plain_subject, _TAILED),
        (_bare_subject, _OWNED),
    ):
        left = slim(happening, words, group)
        if left != words:
            cost, words = cost + loss, left
            yield cost, words


def without_asides(happening: Happening, words: list[int], group: VerbGroup | None) -> list[int]:
    """Without brackets and what stands between two dashes."""
    tokens = happening.told.sentence.tokens
    out: set[int] = set()
    n = 0
    while n < len(words):
        word, dash = tokens[words[n]].word, _dashed(happening, words[n])
        after = n + 2 if dash and word == "-" else n + 1
        end = None
        if dash:
            end = next((m for m in range(after, len(words)) if _dashed(happening, words[m])), None)
        elif word in _PAIRS:
            end = next((m for m in range(after, len(words)) if tokens[words[m]].word == _PAIRS[word]), None)
        inside = set(words[n : end + 1]) if end is not None else set()
        if end is None or (group is not None and group.first in inside):
            n += 1
            continue
        out |= inside
        n = end + 1
        while n < len(words) and dash and tokens[words[n]].word == "-":
            out.add(words[n])
            n += 1
    return [i for i in words if i not in out]


def _dashed(happening: Happening, i: int) -> bool:
    """A dash, also one typed as a hyphen or two that stand apart."""
    told, token = happening.told, happening.told.sentence.tokens[i]
    if token.word in _DASHES:
        return True
    apart = told.text[token.start - 1 : token.start].isspace()
    return token.word == "-" and apart and told.text[token.end : token.end + 1] in ("-", " ")


def listed(sentence: Sentence, words: Sequence[int], n: int) -> bool:
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


def _unfronted(happening: Happening, words: list[int], group: VerbGroup) -> list[int]:
    """Without an adverbial before the subject that a comma sets off."""
    sentence = happening.told.sentence
    first = words.index(group.first)
    if _subject_first(happening, words[0]):
        return words
    commas = [n for n in range(1, first) if sentence.tokens[words[n]].word == ","]
    free = [n for n in commas if not _joined(words, n, sentence)] or commas[-1:]
    starts = [n + 1 for n in free if _subject_first(happening, words[n + 1])]
    loose = {g.first for g in sentence.groups if not g.finite}
    if (
        not starts
        and commas
        and not sentence.classes[words[commas[-1] + 1]]
        and words[commas[-1] + 1] not in loose
    ):
        starts = [commas[-1] + 1]  # a bare noun
    if not starts:
        return words
    # the subject stands right before the verb, or is followed by what describes it between commas
    return words[starts[-1] if starts[-1] > commas[-1] else starts[0] :]


def _joined(words: Sequence[int], n: int, sentence: Sentence) -> bool:
    """Whether the comma at `n` belongs to a list that ends before the next comma."""
    stop = next((m for m in range(n + 1, len(words)) if sentence.tokens[words[m]].word == ","), len(words))
    return listed(sentence, words[:stop], n)


def _subject_first(happening: Happening, i: int) -> bool:
    """An article, a pronoun or a name, with which a subject begins."""
    sentence = happening.told.sentence
    names = sentence.classes[i]
    named = any(m.start == sentence.tokens[i].start for m in happening.told.mentions)
    inner = i > 0 and (sentence.tokens[i - 1].word[0].isalnum() or sentence.tokens[i - 1].word == ",")
    named = named or (inner and sentence.tokens[i].capital and not sentence.bracket)
    return named or (bool({"determiners", "pronouns"} & names) and "prepositions" not in names)


def _without_insertions(happening: Happening, words: list[int], group: VerbGroup) -> list[int]:
    """Without what stands between commas, or as a relative clause, between the subject and its verb."""
    sentence = happening.told.sentence
    first = words.index(group.first)
    commas = [n for n in range(1, first) if sentence.tokens[words[n]].word == ","]
    if len(commas) != 2 or commas[-1] != first - 1:
        commas = [n for n in commas if not _joined(words, n, sentence)]
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
    verb = _verb_at(sentence, words, group)
    before = words[:verb]
    if any({"coordinators", "relatives"} & sentence.classes[i] for i in before):
        return words
    for mention in reversed(told.mentions):
        named = [i for i in before if mention.start <= sentence.tokens[i].start < mention.end]
        ended = named and named[-1] in (before[-1], before[-1] - 1)
        if ended and mention.actor.kind == "person" and named[0] != before[0]:
            return [*named, *words[verb:]] if _titled(happening, before, named[0]) else words
    return words


def _titled(happening: Happening, before: Sequence[int], first: int) -> bool:
    """Whether what stands before a name says who that is, and the name is no part of it ("the army of
    President X")."""
    told, sentence = happening.told, happening.told.sentence
    ahead = [i for i in before if i < first]
    tied = [i for i in ahead if {"prepositions", "genitives"} & sentence.classes[i]]
    last = sentence.tokens[ahead[-1]]
    if not tied or last.word == ",":
        return True
    return ahead[-1] not in tied and any(name.start <= last.start < name.end for name in told.names)


def _plain_subject(happening: Happening, words: list[int], group: VerbGroup) -> list[int]:
    """With only the first noun phrase of a long subject."""
    sentence = happening.told.sentence
    verb = _verb_at(sentence, words, group)
    if not _begins(happening, words[0]):
        return words
    loose = {g.first for g in sentence.groups if not g.finite}
    stop = next((n for n in range(1, verb) if words[n] in loose or _closes(happening, words[n])), None)
    return _up_to(happening, words, stop, verb)


def _bare_subject(happening: Happening, words: list[int], group: VerbGroup) -> list[int]:
    """With only the noun of a long subject, without whose it is ("the attack of X, Y and Z")."""
    sentence = happening.told.sentence
    verb = _verb_at(sentence, words, group)
    if "prepositions" in sentence.classes[words[0]]:
        return words
    ties = {"genitives", "agents", "prepositions"}
    low = 2 if happening.told.lexicon.articled else 1
    stop = next((n for n in range(low, verb) if ties & sentence.classes[words[n]]), None)
    if stop is not None and sentence.tokens[words[stop + 1]].word[0].isdigit():
        return words  # "more than 200"
    return _up_to(happening, words, stop, verb)


def _up_to(happening: Happening, words: list[int], stop: int | None, verb: int) -> list[int]:
    """The words of a subject up to `stop`, and those from the verb on; all where something else begins the
    headline, or another subject is joined to it."""
    sentence = happening.told.sentence
    fronted = not _subject_first(happening, words[0]) and any(
        sentence.tokens[words[n]].word == "," and _subject_first(happening, words[n + 1])
        for n in range(1, verb - 1)
    )
    split = stop is not None and any(g.finite and g.first in words[:stop] for g in sentence.groups)
    whose = stop is not None and "genitives" in sentence.classes[words[stop]]
    joined = whose and any(
        "coordinators" in sentence.classes[words[n]] and _subject_first(happening, words[n + 1])
        for n in range(verb - 1)
    )
    if stop is None or fronted or split or joined or not content(sentence, words[:stop]):
        return words
    return [*words[:stop], *words[verb:]]


def _verb_at(sentence: Sentence, words: Sequence[int], group: VerbGroup) -> int:
    """Where the verb begins among the words, with the little words that lean on it."""
    verb = words.index(group.first)
    if verb > 0 and words[verb - 1] == group.first - 1 and "clitics" in sentence.classes[group.first - 1]:
        verb -= 1  # what looks like an article right before a verb is its object: "lo ha ricordato"
    while verb > 0 and _leans(sentence, words[verb - 1]):
        verb -= 1
    return verb


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
