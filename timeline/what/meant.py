"""Whom a pronoun or a left-out subject means: who agrees with it, subjects before objects; nobody where two
may be meant or where what is known of them does not settle it."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Mention
from timeline.what.reading import Told
from timeline.what.sentences import SIGNS, VerbGroup

__all__ = ["agrees", "fits", "is_subject", "meant", "topics"]

_MANY = ("people", "group")  # kinds of actors that are many
_BACK = 3  # sentences gone back through pronouns
_SEXES = {"feminines": "f", "masculines": "m"}


def meant(told: Told, i: int, back: int = _BACK) -> list[Mention]:
    """Whom word `i`, a pronoun or one that says whose, stands for: one, or all of several; none in doubt."""
    start = told.sentence.tokens[i].start
    found, settled = _among(told, [m for m in told.mentions if m.end <= start], told, i, back, start)
    earlier = told.earlier
    if found or settled or earlier is None or earlier.heading or not back:
        return found
    return _among(earlier, earlier.mentions, told, i, back, earlier.span.end)[0]


def topics(told: Told) -> list[Mention]:
    """Whom the sentence before is about, by name or by a pronoun that means somebody."""
    one = told.earlier
    if one is None or one.heading:
        return []
    named = [m for m in one.mentions if m.actor.kind != "medium" and is_subject(one, m)]
    if named:
        return named
    pronoun = _pronoun(one, one.span.end)
    return [] if pronoun is None else meant(one, pronoun, _BACK - 1)


def is_subject(told: Told, mention: Mention) -> bool:
    """Whether a mention stands before the first verb of its sentence, or right after it or one of saying
    where nothing else is the subject; and no word ties it to another."""
    verb, sentence = _first_verb(told), told.sentence
    if verb is None or _tied(told, mention) or _possessor(told, mention):
        return False
    if mention.end <= sentence.tokens[verb].start:
        return True
    words = sentence.within(mention.start, mention.end)
    before = words[0] - 1 if words else 0
    while before > 0 and ("determiners" in sentence.classes[before] or _titled(told, before)):
        before -= 1
    group = next((g for g in sentence.groups if g.finite and g.last - 1 == before), None)
    if group is None:
        return False
    says = group.head.lemma in told.lexicon.verbs["report"] and group.first > verb
    return says or (group.first == verb and not _noun_ahead(told, verb))


def agrees(told: Told, group: VerbGroup, mention: Mention) -> bool:
    """Whether the forms of a verb may be said of a person: "was arrested" has a sex in many languages."""
    lexicon, tokens = told.lexicon, told.sentence.tokens
    if mention.actor.kind != "person" or not {"feminine", "masculine"} <= lexicon.endings.keys():
        return True
    shown = {group.own} if group.passive or lexicon.cases else set()
    shown |= {group.first} if lexicon.cases else set()
    for name, sex in (("feminine", "f"), ("masculine", "m")):
        if any(tokens[i].word.endswith(lexicon.endings[name]) for i in shown):
            return mention.actor.sex == sex
    return True


def fits(told: Told, i: int, mention: Mention) -> bool | None:
    """Whether a pronoun, or a word that says whose, can mean an actor; None where its sex is not known."""
    lexicon, names = told.lexicon, told.sentence.classes[i]
    person = mention.actor.kind == "person"
    if "plural_pronouns" in names:
        return not person
    if not person:
        return "human_pronouns" not in names
    if lexicon.human & names and "human_pronouns" not in names:
        return False
    sexes = {sex for name, sex in _SEXES.items() if name in names}
    if len(sexes) != 1:
        return True
    return None if mention.actor.sex is None else mention.actor.sex in sexes


def _among(
    one: Told, mentions: Sequence[Mention], told: Told, i: int, back: int, end: int
) -> tuple[list[Mention], bool]:
    """Whom of those named in a sentence up to an offset a pronoun means; and whether no other can be."""
    named = [m for m in mentions if m.actor.kind != "medium" and not _possessor(one, m)]
    subjects = [m for m in named if is_subject(one, m)]
    if "plural_pronouns" in told.sentence.classes[i]:
        return _several(subjects, named)
    if not subjects:
        pronoun = _pronoun(one, end)
        if pronoun is not None and (one is not told or pronoun != i):
            same = _SEXES.keys() & one.sentence.classes[pronoun] == _SEXES.keys() & told.sentence.classes[i]
            if same:
                return meant(one, pronoun, back - 1) if back else [], True
        elif _headed(one, end):
            return [], True  # somebody or something without a name may be meant
    named = [m for m in named if not any(_described(one, other, m) for other in named)]
    for group in (subjects, [m for m in named if m not in subjects]):
        able = {m.actor.actor_id: m for m in reversed(group) if fits(told, i, m) is not False}
        people = [m for m in able.values() if m.actor.kind == "person"]
        if people:
            sure = len(people) == 1 and fits(told, i, people[0])
            return (people, True) if sure else ([], True)
        if able:
            return (list(able.values()), True) if group is subjects and len(able) == 1 else ([], True)
    return [], False


def _several(subjects: Sequence[Mention], named: Sequence[Mention]) -> tuple[list[Mention], bool]:
    """Whom "they" means: all of several subjects, else the one that is many or a body."""
    apart = {m.actor.actor_id: m for m in reversed(subjects)}
    if len(apart) > 1:
        return [*reversed(apart.values())], True
    for group in (subjects, named):
        able = {m.actor.actor_id: m for m in group if m.actor.kind != "person"}
        many = [m for m in able.values() if m.actor.kind in _MANY]
        if many or able:
            found = many or [*able.values()]
            return (found, True) if len(found) == 1 or group is subjects else ([], True)
    return [], False


def _first_verb(told: Told) -> int | None:
    return next((group.first for group in told.sentence.groups if group.finite), None)


def _pronoun(told: Told, end: int) -> int | None:
    """The pronoun that is the subject of a sentence, before its first verb and an offset."""
    verb, sentence = _first_verb(told), told.sentence
    if verb is None:
        return None
    ahead = (i for i in range(verb) if sentence.tokens[i].end <= end)
    kinds = {"person_pronouns", "pronouns"}
    return next((i for i in ahead if kinds <= sentence.classes[i] and _clear(told, i)), None)


def _clear(told: Told, i: int, pronoun: bool = True) -> bool:
    names = told.sentence.classes[i]
    if pronoun and "determiners" in names:
        return False
    return "prepositions" not in names and not (i and "prepositions" in told.sentence.classes[i - 1])


def _headed(told: Told, end: int) -> bool:
    """Whether a verb stands before an offset whose subject has no name and may be meant: it is not many."""
    verb, classes = _first_verb(told), told.sentence.classes
    if verb is None or told.sentence.tokens[verb].start >= end:
        return False
    first = next((i for i in range(verb) if "determiners" in classes[i] and _clear(told, i, False)), None)
    return first is None or "plurals" not in classes[first]


def _noun_ahead(told: Told, verb: int) -> bool:
    """Whether something that no preposition ties stands before a verb: its subject."""
    classes, tokens = told.sentence.classes, told.sentence.tokens
    free = (i for i in range(verb) if _clear(told, i, False))
    return any(
        {"determiners", "pronouns", "person_pronouns"} & classes[i] or (tokens[i].capital and i) for i in free
    )


def _titled(told: Told, i: int) -> bool:
    """A word with a capital or a plain one between a verb of saying and a name: "said Vice President X"."""
    token = told.sentence.tokens[i]
    return token.capital and not told.sentence.classes[i]


def _tied(told: Told, mention: Mention) -> bool:
    """Whether a preposition before the noun phrase of a mention, or its case, ties it to another word."""
    sentence = told.sentence
    words = sentence.within(mention.start, mention.end)
    verbs = {i for group in sentence.groups for i in range(group.first, group.last)}
    for i in range((words[0] if words else 0) - 1, -1, -1):
        names = sentence.classes[i]
        if {"prepositions", "agents", "genitives"} & names:
            return True
        if i in verbs or sentence.tokens[i].word in SIGNS or "coordinators" in names:
            break
        if "determiners" in names:
            return bool(i) and bool({"prepositions", "genitives"} & sentence.classes[i - 1])
    return _oblique(told, mention)


def _oblique(told: Told, mention: Mention) -> bool:
    """Whether a person's name has the ending of another case than the subject's."""
    if not told.lexicon.cases or mention.actor.kind != "person":
        return False
    last = mention.text.split()[-1]
    return not any(
        name.split()[-1] == last for name in (mention.actor.name, *dict(mention.actor.labels).values())
    )


def _described(told: Told, one: Mention, other: Mention) -> bool:
    """Whether somebody is named only to say who another is: "X, the envoy of Y"."""
    between = told.text[one.end : other.start]
    return between.startswith(",") and between.count(",") == 1 and _tied(told, other)


def _possessor(told: Told, mention: Mention) -> bool:
    words = told.sentence.within(mention.end, told.span.end)
    return bool(words) and told.sentence.tokens[words[0]].word == "'s"
