"""Whether a clause may be told with the subject of another one, or with the noun it describes."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.what.dating import Happening

__all__ = ["misled"]


def misled(happening: Happening, words: Sequence[int]) -> bool:
    """Whether the subject that words of a sentence begin with is doubtful: the clause lacks its object, one
    does what many do, or what it describes is one of two nouns."""
    clause, sentence = happening.clause, happening.told.sentence
    opens = sentence.within(clause.start, clause.end)
    if clause.opener == "relative" and opens and opens[0] in words:
        return False  # told with what it describes
    return _objectless(happening, words) or _disagrees(happening, words) or _doubtful(happening, words)


def _objectless(happening: Happening, words: Sequence[int]) -> bool:
    """A relative clause told without what it describes, which is its object: "[the city that] both sides
    claim"."""
    told, clause, sentence = happening.told, happening.clause, happening.told.sentence
    lexicon, group = told.lexicon, clause.group
    if clause.opener != "relative" or group is None or lexicon.cases or lexicon.bracket:
        return False
    opens = [i for i in sentence.within(clause.start, clause.end) if "relatives" in sentence.classes[i]]
    if not opens or opens[0] > group.first or opens[0] in words or "oblique" in sentence.classes[opens[0]]:
        return False
    if opens[0] and "prepositions" in sentence.classes[opens[0] - 1]:
        return False
    if clause.subject is None or "accusatives" in sentence.classes[opens[0]]:
        return not group.passive or "accusatives" in sentence.classes[opens[0]]
    after = next((i for i in words if i >= group.last), None)
    if after is None or "speakers" not in lexicon.endings or group.passive:
        return False
    starts = {m.start for m in told.mentions}
    here = [i for i in (after, after + 1) if i < len(sentence.tokens)]
    tied = "prepositions" in sentence.classes[after]
    return not tied and any(sentence.tokens[i].start in starts for i in here)


def _disagrees(happening: Happening, words: Sequence[int]) -> bool:
    """A subject taken from elsewhere, one or many, before a verb that tells of many or one."""
    told, sentence = happening.told, happening.told.sentence
    clause, group = happening.clause, happening.clause.group
    ends = told.lexicon.endings.get("plural", ())
    if group is None or clause.subject is None or not ends:
        return False
    subject = [i for i in words if i in sentence.within(clause.subject.start, clause.subject.end)]
    if not subject or subject[-1] > group.first or group.first not in words:
        return False
    many = sentence.tokens[group.first].word.endswith(ends)
    first = subject[0]
    one = "determiners" in sentence.classes[first] and "plurals" not in sentence.classes[first]
    joined = any("coordinators" in sentence.classes[i] or sentence.tokens[i].word == "," for i in subject)
    return (many and one and not joined) or (not many and "plurals" in sentence.classes[first])


def _doubtful(happening: Happening, words: Sequence[int]) -> bool:
    """Whether a relative clause may describe the last noun before it or the one that this belongs to: "the
    crew of the ship, which …"."""
    told, sentence, clause = happening.told, happening.told.sentence, happening.clause
    if clause.opener != "relative" or clause.subject is None or told.lexicon.cases or told.lexicon.bracket:
        return False
    subject = sentence.within(clause.subject.start, clause.subject.end)
    if not subject or words[0] > subject[-1] or words[-1] < subject[0]:
        return False
    first = next((i for i in words if i in subject), None)
    if first is None or (
        first != subject[0]
        and any(m.start == sentence.tokens[first].start and m.actor.kind == "person" for m in told.mentions)
    ):
        return False  # somebody, told by a word that means people only
    inside = {i for m in told.mentions for i in subject if m.start < sentence.tokens[i].start < m.end}
    return any({"prepositions", "genitives"} & sentence.classes[i] and i not in inside for i in subject[1:])
