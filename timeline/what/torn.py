"""What shows that a headline lost words of its sentence: a hole, a pair without its second half, two verbs
that nothing joins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.what.borrowed import misled
from timeline.what.dating import Happening
from timeline.what.sentences import SIGNS, Token, VerbGroup

__all__ = ["torn"]

_LINKS = {"coordinators", "relatives", "subordinators", "conditionals", "complementizers", "adjuncts"}
_NEAR, _FEW = 4, 1  # words behind a verb among which its time stands; that say nothing without it
_ASKING = ("REQUEST", "ACCUSE", "THREATEN", "CONSULT", "REJECT", "AGREE")
_LOOSE = ("participle", "gerund", "base")
_QUOTING = frozenset("«»“”„\"'")


def torn(happening: Happening, words: Sequence[int]) -> bool:
    """Whether words of a sentence, by their positions, lost something that they cannot do without."""
    if _holed(happening, words) or _halved(happening, words) or _asking(happening, words):
        return True
    if _hanging(happening, words):
        return True
    if happening.nested:
        return False
    return (
        _unjoined(happening, words)
        or _opened(happening, words)
        or _half_joined(happening, words)
        or _timeless(happening, words)
        or misled(happening, words)
    )


def _holed(happening: Happening, words: Sequence[int]) -> bool:
    """Something was left out behind an article or preposition that needs it, or glued to what is kept:
    "used in the - its veto"."""
    sentence = happening.told.sentence
    tokens, classes = sentence.tokens, sentence.classes
    finite = {group.first for group in sentence.groups if group.finite}
    loose = {group.last - 1 for group in sentence.groups if group.tense == "participle" and not group.finite}
    for one, other in pairwise(words):
        if other == one + 1:
            continue
        names, word = classes[one], tokens[one].word
        if "pronouns" in names and "relatives" in classes[one + 1]:
            return True  # "those [who pray] should"
        if other in finite and one in loose:
            return True  # "a call planned [for Friday] gave hope"
        if _glued(tokens[one], tokens[one + 1]) or _glued(tokens[other - 1], tokens[other]):
            return True
        ties = {"determiners", "prepositions"} & names and not {"pronouns", "clitics"} & names
        if word[-1] == "'" or (ties and (tokens[other].word in SIGNS or other in finite)):
            return True
        if "prepositions" in names and {"prepositions", "coordinators", "subordinators"} & classes[other]:
            return True
        lost = range(one + 1, other)
        told = lost and "relatives" in classes[lost[0]] and tokens[lost[-1]].word not in SIGNS
        if told and finite & set(lost) and "determiners" in classes[other]:
            return True  # "books [whose cover announced] the end were shown"
        state = any(
            s.lemma in happening.told.lexicon.verbs["be"] for s in happening.told.lexicon.senses(word)
        )
        if state and tokens[other].word in SIGNS:
            return True  # "once the campaign is [over on Monday],"
        if "," in (tokens[i].word for i in lost[:-1]) and tokens[lost[-1]].word[0].isalnum():
            led = any("relatives" in classes[i] for i in lost)  # "the king, [who] fled"
            if (other in finite and not led) or (tokens[lost[0]].word == "," and finite & set(lost)):
                return True  # "Hidden [in the hills, the troops] were hit"
    return False


def _glued(one: Token, other: Token) -> bool:
    """Two words, or a word and a hyphen, without a blank between them."""
    parts = [word[-1].isalnum() or word == "-" for word in (one.word, other.word)]
    return one.end == other.start and all(parts)


def _halved(happening: Happening, words: Sequence[int]) -> bool:
    """A word that announces two things, of which the second stands behind the last word kept: "between X"."""
    sentence = happening.told.sentence
    last = words[-1]
    opens = next((i for i in reversed(words) if "pairs" in sentence.classes[i]), None)
    if opens is None:
        return False
    closing = {"coordinators", "complementizers"}

    def closes(i: int) -> bool:
        return bool(closing & sentence.classes[i]) or "pairs" in sentence.classes[i]

    if any(closes(i) for i in words if i >= sentence.reach[opens]):
        return False
    return any(closes(i) for i in range(last + 1, len(sentence.tokens)))


def _asking(happening: Happening, words: Sequence[int]) -> bool:
    """What is asked, said or asked for stands right behind the last word: "asked the manager [whether …]",
    "called on the members [to agree]"."""
    told, sentence, last = happening.told, happening.told.sentence, words[-1]
    following = last + 1
    if "indirect" in sentence.classes[last]:
        return True
    timed = any(m.start <= sentence.tokens[last].start < m.end for m in told.moments)
    if timed and following < len(sentence.tokens) and "apart" in sentence.classes[following]:
        return True  # "resigned, four days [after the leak]"
    while following < len(sentence.tokens) and sentence.tokens[following].word == ",":
        following += 1
    if following >= len(sentence.tokens):
        return False
    names, parted = sentence.classes[following], following > last + 1
    if "indirect" in names or (not parted and "complementizers" in names and _said(happening, following)):
        return True
    adverb = sentence.tokens[last].word.endswith(told.lexicon.endings.get("adverb", ()))
    if adverb and len(words) > 1 and sentence.tokens[words[-2]].word == ",":
        return True  # ", mainly [because …]"
    if parted or following + 1 >= len(sentence.tokens) or "purposes" in names:
        return False
    senses = told.lexicon.senses(sentence.tokens[following + 1].word)
    infinitive = any(s.tense == "base" for s in senses) and not any(s.part == "noun" for s in senses)
    return infinitive and bool({"markers", "prepositions"} & names) and "adjuncts" not in names


def _said(happening: Happening, first: int) -> bool:
    """Whether the clause that begins at word `first` is what the verb tells or asks for, not what describes a
    noun."""
    told, group = happening.told, happening.clause.group
    start = told.sentence.tokens[first].start
    opener = next((c.opener for c in told.clauses if c.start == start), "complement")
    asks = group is not None and (group.head.kind in _ASKING or told.reports(happening.clause))
    return opener != "relative" or (asks and told.lexicon.moods)


def _hanging(happening: Happening, words: Sequence[int]) -> bool:
    """A gerund or infinitive at the end, or before the last comma, whose object was lost: "saying", "before
    becoming, late in life"."""
    sentence, last = happening.told.sentence, words[-1]
    held = {i for g in sentence.groups if g.finite for i in range(g.first, max(g.last, g.reach))}
    rest = last + 1
    if rest >= len(sentence.tokens):
        return False
    free = {"coordinators", "subordinators", "relatives", "adjuncts"} & sentence.classes[rest]
    more = sentence.tokens[rest].word[0].isalnum() and not free
    if last not in held and _loose(happening, last) and (more or _telling(happening, last)):
        return True
    commas = [
        n for n, i in enumerate(words) if n and sentence.tokens[i].word == "," and i > min(held, default=0)
    ]
    if not commas or any(i in held or _loose(happening, i) for i in words[commas[-1] :]):
        return False
    before = words[commas[-1] - 1]
    placed = "prepositions" in sentence.classes[words[min(commas[-1] + 1, len(words) - 1)]]
    return placed and before not in held and _loose(happening, before)


def _loose(happening: Happening, i: int) -> bool:
    """A form of a verb that is not finite and no noun."""
    told, token = happening.told, happening.told.sentence.tokens[i]
    senses = told.lexicon.senses(token.word)
    verbal = any(s.part == "verb" and s.tense in ("gerund", "base") for s in senses)
    return verbal and not token.capital and all(s.part == "verb" and s.tense in _LOOSE for s in senses)


def _telling(happening: Happening, i: int) -> bool:
    """A verb of saying, behind which what is said is missing."""
    told = happening.told
    return any(
        s.lemma in told.lexicon.verbs["report"] for s in told.lexicon.senses(told.sentence.tokens[i].word)
    )


def _unjoined(happening: Happening, words: Sequence[int]) -> bool:
    """Two finite verbs, and nothing between them that opens or joins a clause."""
    told, sentence = happening.told, happening.told.sentence
    if told.lexicon.bracket:
        return False
    kept = set(words)
    groups = [g for g in sentence.groups if g.finite and g.first in kept]
    for one, other in pairwise(groups):
        if one.head.lemma in sentence.saying or _saying(sentence.groups, one, other, sentence.saying):
            continue
        if any(s.tense == "participle" for s in told.lexicon.senses(sentence.tokens[other.first].word)):
            continue  # "the last aircraft built"
        between = [i for i in words if one.first < i < other.first]
        if not any(
            _LINKS & sentence.classes[i]
            or sentence.tokens[i].word in SIGNS
            or sentence.tokens[i].word[0] in _QUOTING
            for i in between
        ):
            return not any("relatives" in sentence.classes[i] for i in words if i < one.first)
    return False


def _saying(groups: Sequence[VerbGroup], one: VerbGroup, other: VerbGroup, saying: frozenset[str]) -> bool:
    """Whether a verb of saying stands between two others ("went on to say")."""
    return any(one.first <= g.first < other.first and g.head.lemma in saying for g in groups)


def _opened(happening: Happening, words: Sequence[int]) -> bool:
    """A word near the end that opens a clause, and no verb behind it any more: "when an official"."""
    sentence = happening.told.sentence
    verbs = {i for g in sentence.groups for i in range(g.first, max(g.last, g.reach))}
    opens = [
        n
        for n, i in enumerate(words)
        if n
        and {"subordinators", "conditionals"} & sentence.classes[i]
        and not {"prepositions", "coordinators", "determiners", "adjuncts"} & sentence.classes[i]
        and i not in verbs
    ]
    if not opens:
        return False
    joined = opens[-1] > 1 and "coordinators" in sentence.classes[words[opens[-1] - 1]]
    ended = words[-1] + 1 < len(sentence.tokens) and sentence.tokens[words[-1] + 1].word == ","
    if joined and ended:
        return True  # ", and if this goes on [, …]"
    rest = words[opens[-1] + 1 :]
    more = words[-1] + 1 < len(sentence.tokens) and sentence.tokens[words[-1] + 1].word[0].isalnum()
    return more and not any(i in verbs for i in rest)


def _half_joined(happening: Happening, words: Sequence[int]) -> bool:
    """The words end with a subject joined to the clause whose own verb stands behind them: "the plan worked,
    and the feast [was called off]"."""
    sentence, group = happening.told.sentence, happening.clause.group
    if group is None or happening.clause.opener not in ("main", "coordinate", "complement"):
        return False
    verbs = {i for g in sentence.groups if g.finite for i in range(g.first, g.last)}
    after = [i for i in words if i >= max(group.last, group.reach)]
    joins = [n for n, i in enumerate(after) if "coordinators" in sentence.classes[i]]
    if not joins or any(i in verbs for i in after[joins[-1] :]):
        return False
    i = words[-1] + 1
    between = False
    while i < len(sentence.tokens) and i not in verbs:
        token, names = sentence.tokens[i], sentence.classes[i]
        timed = any(m.start <= token.start < m.end for m in happening.told.moments)
        weak = {"clitics", "preverbal", "negations"} & names and "prepositions" not in names
        if token.word == "," and not between:
            between = True
        elif not timed and not weak:
            break
        i += 1
    if i < len(sentence.tokens) and i in verbs:
        return True
    first = after[joins[-1] + 1] if joins[-1] + 1 < len(after) else words[-1]
    return between and "prepositions" in sentence.classes[first]  # "and, after the rising, the king …"


def _timeless(happening: Happening, words: Sequence[int]) -> bool:
    """A verb that tells how long or when, without its time words: "the debate is scheduled"."""
    told, sentence, group = happening.told, happening.told.sentence, happening.clause.group
    if group is None or group.head.lemma not in told.lexicon.verbs["timed"]:
        return False
    last = max(group.last, group.reach)
    said = [i for i in words if i >= last and sentence.tokens[i].word[0].isalnum()]
    lost = [i for i in range(last, min(last + _NEAR, len(sentence.tokens))) if i not in words]
    timed = any(m.start <= sentence.tokens[i].start < m.end for m in told.moments for i in lost)
    return timed and len(said) <= _FEW
