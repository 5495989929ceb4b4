"""Whom a sentence is about that leaves its subject out, where a language does without pronouns."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Mention
from timeline.what.dating import Happening
from timeline.what.meant import agrees, topics
from timeline.what.reading import Told
from timeline.what.sentences import VerbGroup
from timeline.what.tellers import timed

__all__ = ["unsaid"]

_SMALL = {"clitics", "negations", "connectives", "preverbal"}


def unsaid(happening: Happening) -> list[Mention]:
    """Whom the sentence before was about, where a language leaves its pronoun out: no noun stands before the
    verb without a preposition, and none behind it that may be its subject."""
    told, group, ends = happening.told, happening.clause.group, happening.told.lexicon.endings
    if "speakers" not in ends or happening.nested or group is None or told.lexicon.bracket:
        return []
    sentence, clause = told.sentence, happening.clause
    if clause.opener != "main" or told.closing(clause) or clause.subject is not None:
        return []
    words = sentence.within(clause.start, clause.end)
    ahead = [i for i in words if i < group.first and not timed(told, i)]
    ahead = [i for i in ahead if not ("prepositions" in sentence.classes[i] and timed(told, i + 1))]
    while ahead and (_SMALL & sentence.classes[ahead[-1]]):
        ahead.pop()
    apart = bool(ahead) and sentence.tokens[ahead[-1]].word == ","
    tied = bool(ahead) and "prepositions" in sentence.classes[ahead[0]]
    plain = "determiners" not in sentence.classes[ahead[0]] if ahead else True
    signs = any(sentence.tokens[i].word == "," for i in ahead)
    if ahead and not (tied and (apart or (plain and not signs))):
        return []
    behind = [i for i in words if i >= group.last and not timed(told, i)]
    while behind and not sentence.tokens[behind[-1]].word[0].isalnum():
        behind.pop()
    if behind and _may_be_subject(told, behind, group):
        return []
    many = sentence.tokens[group.first].word.endswith(ends.get("plural", ()))
    about = topics(told)
    if many and len({m.actor.actor_id for m in about}) > 1:
        return about
    able = [m for m in about if (m.actor.kind == "person") != many and agrees(told, group, m)]
    return able if len({m.actor.actor_id for m in about}) == 1 else []


def _may_be_subject(told: Told, behind: Sequence[int], group: VerbGroup) -> bool:
    """Whether a noun phrase behind a verb may be its subject: not the object of one that has an object, nor a
    place that somebody went to."""
    sentence = told.sentence
    names, token = sentence.classes[behind[0]], sentence.tokens[behind[0]]
    if {"prepositions", "adjuncts", "subordinators"} & names:
        bare = (
            i for i in behind[1:] if {"determiners"} == sentence.classes[i] & {"determiners", "prepositions"}
        )
        return any("prepositions" not in sentence.classes[i - 1] for i in bare)
    if any(t.start <= token.start < t.end for t in told.toponyms):
        return any(m.start <= token.start < m.end for m in told.mentions)
    senses = told.lexicon.senses(sentence.tokens[group.first].word)
    carried = group.passive or any(s.lemma in told.lexicon.verbs["be"] for s in senses)
    return carried or group.head.kind in (None, "OTHER", "RETREAT") or not token.word[0].isalnum()
