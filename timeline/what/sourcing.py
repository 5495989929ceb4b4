"""Who says so: the source an article names for what it tells, in the article's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.model import Mention, Span
from timeline.what.clauses import Clause
from timeline.what.dating import Happening
from timeline.what.meant import fits, meant
from timeline.what.reading import Told, inside
from timeline.what.sentences import SIGNS
from timeline.what.tellers import source_words, span_of, timed

__all__ = ["attributed_to", "names_source"]

_BARE = 3  # words of a source that is only an article and a noun
_MANY = 60  # characters of a source that is still quoted whole
_BESIDE = 80  # characters between a passage and the source that it still belongs to
_FRONT = 9  # words between "as" and its verb ("as the minister of defence said")
_UP = 4  # clauses between one that tells and the one that says so
_QUOTED = "«»“”„\"'"


def attributed_to(happening: Happening, before: Sequence[Mention] = ()) -> str | None:
    """Who says so, in the words of the article; None where the article says it itself.

    `before` are the mentions that a pronoun may point back to.
    """
    told, clause = happening.told, happening.clause
    for source in told.prefixed:
        if happening.passage.start - _BESIDE < source.end and source.start < happening.passage.end + _BESIDE:
            return _source(told, source, told.prefix_end(source))
    for saying in _sayings(happening, clause):
        return _teller(told, saying, before)
    return None


def _sayings(happening: Happening, clause: Clause) -> Iterator[Clause]:
    """The clauses that say what the passage tells: its own, those after or around it, the one it hangs on."""
    told, group = happening.told, clause.group
    says = _closes(told, clause) or (group is not None and group.head.lemma in told.lexicon.verbs["claim"])
    if says and not _passive(clause):
        yield clause
    yield from (other for other in told.clauses[clause.number + 1 :] if _closes(told, other))
    yield from (other for other in told.clauses if other is not clause and names_source(told, other))
    if told.reports(clause) and not happening.nested and _content(told, clause) and not _passive(clause):
        yield clause
    above: Clause | None = clause
    for _ in range(_UP):
        if above is None or above.parent is None or above.parent > above.number:
            return
        parent = told.clauses[above.parent]
        direct = above.opener == "complement" or (above is clause and above.opener != "relative")
        if told.reports(parent) and direct and not _passive(parent):
            yield parent
        above = parent


def _closes(told: Told, clause: Clause) -> bool:
    """Whether a clause says or announces what stands before it ("…, said X", "…, a annoncé X")."""
    group = clause.group
    if told.closing(clause) or group is None or group.head.lemma not in told.lexicon.verbs["announce"]:
        return told.closing(clause)
    words = told.sentence.within(clause.start, clause.end)
    first = told.sentence.classes[words[0]]
    leaning = group.first - words[0] == 1 and ("preverbal" in first or "pronouns" not in first)
    inverted = clause.opener == "main" and clause.number > 0 and (group.first == words[0] or leaning)
    return inverted and not _content(told, clause) and not group.passive


def _passive(clause: Clause) -> bool:
    return clause.group is not None and clause.group.passive


def _content(told: Told, clause: Clause) -> bool:
    """Whether a clause that says something also tells what."""
    return any(c.parent == clause.number and c.opener == "complement" for c in told.clauses)


def names_source(told: Told, clause: Clause) -> bool:
    """A clause that only names a source ("as the minister said on Monday")."""
    words = told.sentence.within(clause.start, clause.end)
    group = clause.group
    if group is None or group.passive or _content(told, clause):
        return False
    if group.head.lemma not in told.lexicon.verbs["report"] | told.lexicon.verbs["announce"]:
        return False
    opens = next((i for i in words if told.sentence.tokens[i].word not in SIGNS), None)
    return (
        opens is not None
        and "source_beside" in told.sentence.classes[opens]
        and group.first - opens <= _FRONT
    )


def _teller(told: Told, clause: Clause, before: Sequence[Mention]) -> str | None:
    """The subject of a clause that says something, in its own words; of a pronoun, the one whom it means."""
    found = source_words(told, clause, _closes(told, clause))
    return _words(told, found) if found and not _pronouns(told, found) else _meant(told, clause, before)


def _pronouns(told: Told, words: Sequence[int]) -> bool:
    """Whether words stand for somebody or something named elsewhere, and name nobody."""
    named = inside(told.mentions, span_of(told, words))
    held = {"pronouns", "person_pronouns", "speakers", "relatives", "clitics"}
    return not named and all(held & told.sentence.classes[i] for i in words)


def _meant(told: Told, clause: Clause, before: Sequence[Mention]) -> str | None:
    """Whom "he said" means: the one person named before it, if nobody else could be meant."""
    here = [m for m in told.mentions if m.start < clause.start and m.actor.kind == "person"]
    if here:
        return None  # told of, not telling
    people = {m.actor.actor_id: m for m in before if m.actor.kind == "person"}
    if len(people) != 1 or (before and before[0].actor.actor_id not in people):
        return None
    telling = next(iter(people.values()))
    near = told.sentence.within(clause.start, clause.end)
    persons = [i for i in near if "person_pronouns" in told.sentence.classes[i]][:1]
    if not all(fits(told, i, telling) for i in persons):
        return None
    return telling.text if _pronoun_subject(told, clause) else None


def _pronoun_subject(told: Told, clause: Clause) -> bool:
    """A pronoun for a person, and not for the speaker, stands with the verb of a clause."""
    near = told.sentence.within(clause.start, clause.end)
    names = [told.sentence.classes[i] for i in near if told.sentence.tokens[i].word not in _QUOTED]
    return not any("speakers" in one for one in names) and any(
        {"person_pronouns", "pronouns"} & one and "plural_pronouns" not in one for one in names
    )


def _words(told: Told, words: Sequence[int]) -> str | None:
    """A source as it is written where it is short; else who is named there."""
    span = span_of(told, words)
    named = inside(told.mentions, span)
    same = len(named) == 1 and named[0].by == "earlier" and named[0].actor.kind == "person"
    if same and len(words) <= _BARE and named[0].end >= span.end:
        return named[0].actor.name  # "the minister"
    said = told.text[span.start : span.end].strip(f" .,;:{_QUOTED}\u00a0\n")
    if not any(c.isalpha() for c in said) or (len(words) == 1 and not named and len(said) < 3):
        return named[0].text if named else None
    return said if len(said) <= _MANY and "\n" not in said else named[0].text if named else None


def _source(told: Told, span: Span, words: int) -> str | None:
    """The words of a source from offset `words` on, unless they are many; else who is named there.

    A pronoun is whom it stands for, if somebody was named; what points back to a name is that name.
    """
    inner = told.sentence.within(words, span.end)
    if len(inner) > 1 and "source_after" in told.sentence.classes[inner[-1]]:
        span = Span(span.start, told.sentence.tokens[inner[-2]].end)
    named = inside(told.mentions, span)
    start = _past_verb(told, Span(words, span.end))
    inner = told.sentence.within(start, span.end)
    if inner and all("person_pronouns" in told.sentence.classes[i] for i in inner):
        found = [m for m in meant(told, inner[0]) if m.actor.kind == "person"]
        return found[0].text if len(found) == 1 else None
    said = told.text[start : span.end].strip(' ,;:«»“”"\u00a0')
    if len(named) == 1 and named[0].by == "earlier" and len(inner) <= _BARE:
        return named[0].actor.name
    if 0 < len(said) <= _MANY:
        return said
    return named[0].text if named else None


def _past_verb(told: Told, span: Span) -> int:
    """Where a source begins that stands after its verb or time ("según informó el martes la policía")."""
    inner = told.sentence.within(span.start, span.end)
    if not inner:
        return span.start
    i, stop = inner[0], inner[-1]
    while i < stop and any(s.part == "verb" for s in told.lexicon.senses(told.sentence.tokens[i].word)):
        i += 1
    while i < stop and timed(told, i):
        i += 1
    return told.sentence.tokens[i].start if i > inner[0] and not timed(told, i) else span.start
