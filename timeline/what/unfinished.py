"""What a headline must not lack: the end of a phrase, of a clause, of what its verb asks for."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.what.clauses import Clause
from timeline.what.dating import Happening
from timeline.what.sentences import SIGNS, Sentence, VerbGroup

__all__ = ["asks", "begun", "unfinished", "verb_of"]

_ENDS = {"coordinators", "subordinators", "relatives", "prepositions", "determiners", "conditionals"}
_CARRYING = ("report", "light", "state", "modal", "begin", "intend", "have", "be", "claim", "coming")
_OPENING = ('"', "“", "«")
_CLOSING = ('"', "”", "»", "'")
_WEAK = {"clitics", "negations", "connectives"}


def verb_of(happening: Happening) -> VerbGroup | None:
    """The verb group that a headline must hold; None where a noun or a participle tells the event."""
    told, group = happening.told, happening.clause.group
    if happening.nested:
        return None
    if told.closing(happening.clause):
        before = [c for c in told.clauses if c.start < happening.clause.start and c.group]
        said = [c for c in before if c.start >= happening.passage.start] or [
            c for c in before if c.opener == "main"
        ]
        return said[0].group if said else group
    return group


def asks(sentence: Sentence, words: Sequence[int], group: VerbGroup | None) -> bool:
    """A last word after which more must come."""
    last = words[-1]
    names = sentence.classes[last]
    if group is not None and (group.first <= last < group.last or last == group.reach - 1):
        return False
    if {"markers", "preverbal"} & names:
        return True
    if last and "pronouns" in names and {"complementizers", "subordinators"} & sentence.classes[last - 1]:
        return True  # "announced that they"
    return bool(_ENDS & names) and not {"pronouns", "clitics"} & names


def begun(happening: Happening, words: Sequence[int]) -> bool:
    """A clause that a headline begins and ends before its verb, or with a verb that must have more."""
    told, sentence, last = happening.told, happening.told.sentence, words[-1]
    for clause in told.clauses:
        if clause is happening.clause or clause.group is None:
            continue
        tied = _tied(sentence, clause)
        if (
            clause.opener in ("conditional", "subordinate")
            and tied
            and clause.holds(sentence.tokens[last].start)
        ):
            return True  # "warned that if there is chaos"
        opened = [i for i in words if clause.holds(sentence.tokens[i].start) and i < clause.group.first]
        if opened and last < clause.group.own and clause.holds(sentence.tokens[last].start):
            return True
    if _relative_without_verb(happening, words) or _made(happening, last):
        return True
    roles = told.lexicon.verbs
    lemmas = {
        sense.lemma for sense in told.lexicon.senses(sentence.tokens[last].word) if sense.tense == "base"
    }
    if lemmas & (roles["have"] | roles["be"]) and _next(happening, last + 1) is not None:
        return True  # "says he may have"
    for other in sentence.groups:
        if other.first <= last < other.last and other is not verb_of(happening):
            rest = _next(happening, last + 1)
            return rest is not None and "prepositions" not in sentence.classes[rest] and not other.passive
    return False


def _tied(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause stands right behind a word that opens another one."""
    first = next(i for i, token in enumerate(sentence.tokens) if token.start >= clause.start)
    return first > 0 and "complementizers" in sentence.classes[first - 1]


def _relative_without_verb(happening: Happening, words: Sequence[int]) -> bool:
    """A relative after which no verb comes any more: ", a truce that"."""
    sentence = happening.told.sentence
    held = {i for group in sentence.groups for i in range(group.first, group.last)}
    opens = [
        i
        for i in words[1:]
        if "relatives" in sentence.classes[i]
        and not sentence.tokens[min(i + 1, len(sentence.tokens) - 1)].word[0].isdigit()
        and not {"determiners", "clitics"} & sentence.classes[i]
        and sentence.tokens[i - 1].word in SIGNS
    ]
    return bool(opens) and not any(i in held for i in words if i > opens[-1])


def _made(happening: Happening, last: int) -> bool:
    """A participle at the end that goes on in the text: "a ship chartered [by the agency]"."""
    told, sentence = happening.told, happening.told.sentence
    if last + 1 >= len(sentence.tokens) or sentence.classes[last]:
        return False
    senses = told.lexicon.forms.get(sentence.tokens[last].word, ())
    made = any(s.tense == "participle" for s in senses) and not any(s.part == "noun" for s in senses)
    finite = any(g.finite and g.first <= last < g.last for g in sentence.groups)
    return made and not finite and bool({"prepositions", "agents"} & sentence.classes[last + 1])


def unfinished(happening: Happening, words: Sequence[int], group: VerbGroup) -> bool:
    """A verb that must have more after it, and lost it: "the king said", "the talks are"."""
    told, sentence, clause = happening.told, happening.told.sentence, happening.clause
    roles = told.lexicon.verbs
    after = [i for i in words if i >= max(group.last, group.reach) and _says(happening, i)]
    if after and _object_lost(happening, words, after[0]):
        return True
    if group.head.lemma in roles["report"] and not group.passive and not told.closing(clause):
        end = sentence.tokens[words[-1]].start
        said = [c for c in told.clauses if c.parent == clause.number and c.opener == "complement"]
        colon = words[-1] + 1 < len(sentence.tokens) and sentence.tokens[words[-1] + 1].word == ":"
        lost = bool(said) and said[0].start > end
        before = told.text[: sentence.tokens[words[0]].start].rstrip()[-1:]
        quoted = before in _CLOSING and "prepositions" in sentence.classes[after[0]] if after else False
        between = [i for i in words if group.last <= i < after[0]] if after else []
        parted = any(sentence.tokens[i].word in SIGNS for i in between)
        return not after or colon or lost or quoted or parted
    if after:
        return False
    if group.passive and group.head.lemma not in roles["report"] and _next(happening, group.last) is None:
        return False
    adverbs = any(i >= max(group.last, group.reach) and sentence.tokens[i].word[0].isalpha() for i in words)
    carrying = any(group.head.lemma in roles[role] for role in _CARRYING)
    rest = _next(happening, max(group.last, group.reach))
    if rest is None:
        return carrying and group.head.lemma in roles["state"] | roles["modal"] | roles["have"]
    names = sentence.classes[rest]
    if group.head.lemma in roles["begin"] and {"prepositions", "subordinators"} & names:
        return False  # "the spill started when"
    if {"prepositions", "coordinators", "subordinators"} & names and not carrying and not adverbs:
        return _object_lost(happening, words, rest)
    return not group.passive or "relatives" in names


def _object_lost(happening: Happening, words: Sequence[int], after: int) -> bool:
    """The object of a verb stands behind a phrase, and what is kept ends with the phrase."""
    sentence = happening.told.sentence
    if happening.told.lexicon.bracket or "prepositions" not in sentence.classes[after]:
        return False
    finite = {g.first for g in sentence.groups}
    for i in range(words[-1] + 1, len(sentence.tokens)):
        names = sentence.classes[i]
        token = sentence.tokens[i]
        if i in finite or token.word in SIGNS or {"coordinators", "relatives", "subordinators"} & names:
            return False
        tied = {"prepositions", "determiners", "coordinators"} & sentence.classes[i - 1]
        timed = any(m.start <= token.start < m.end for m in happening.told.moments)
        if "determiners" in names and "prepositions" not in names and not tied and not timed:
            return "genitives" not in names
    return False


def _says(happening: Happening, i: int) -> bool:
    """A word after the verb that can be its object or tell more: no sign, no adverb."""
    sentence = happening.told.sentence
    word, names = sentence.tokens[i].word, sentence.classes[i]
    if not word[0].isalnum() or word.endswith(happening.told.lexicon.endings.get("adverb", ())):
        return False
    return not _WEAK & names or bool({"determiners", "prepositions", "pronouns"} & names)


def _next(happening: Happening, i: int) -> int | None:
    """The first word from i on that is no time word and no preposition before one; None at a sign."""
    sentence, moments = happening.told.sentence, happening.told.moments
    while i < len(sentence.tokens):
        at = [sentence.tokens[j].start for j in range(i, min(i + 3, len(sentence.tokens)))]
        timed = any(m.start <= at[0] < m.end for m in moments)
        before = {"prepositions", "determiners"} & sentence.classes[i] and any(
            m.start == start for m in moments for start in at[1:]
        )
        quoted = sentence.tokens[i].word in _OPENING and i + 1 < len(sentence.tokens)
        light = quoted or (sentence.tokens[i].word[0].isalpha() and not _says(happening, i))
        if not timed and not before and not light:
            break
        i += 1
    return i if i < len(sentence.tokens) and sentence.tokens[i].word[0].isalnum() else None
