"""Which words a time expression dates: the clause it stands in, or the noun or participle right beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.model import Moment, Span
from timeline.what import passages
from timeline.what.clauses import Clause
from timeline.what.compared import compared, recalled
from timeline.what.reading import Told
from timeline.what.sentences import SIGNS, Nominal, VerbGroup

__all__ = ["Happening", "happenings", "trigger_of"]

_NEAR = 4  # words between a noun and the time words that date it


@dataclass(frozen=True, slots=True)
class Happening:
    """A passage that tells one event, and the time words in it that date it; None where it has none.

    `nested`: told by a noun or participle inside a clause that may tell something else.
    """

    told: Told
    clause: Clause
    passage: Span
    trigger: VerbGroup | Nominal | None
    moment: Moment | None
    nested: bool = False


def happenings(told: Told) -> list[Happening]:
    """The dated events of a sentence, in order."""
    dated: dict[int, list[Moment]] = {}
    for moment in told.moments:
        clause = next((c for c in told.clauses if c.holds(moment.start)), None)
        if clause is None:
            continue
        then = (clause, moment)
        if compared(told, clause, moment):
            recall = recalled(told, moment)
            if recall is None:
                continue
            then = recall
        dated.setdefault(then[0].number, []).append(then[1])
    found = [h for c in told.clauses if c.number in dated for h in _of_clause(told, c, dated)]
    return sorted(found, key=lambda h: (h.passage.start, h.passage.end))


def _of_clause(told: Told, clause: Clause, dated: dict[int, list[Moment]]) -> Iterator[Happening]:
    moments = _unlike(dated[clause.number])
    if not told.lexicon.forms:
        # without words of the language every date of the sentence may be an event
        whole = passages.of_clause(told, clause, dated)
        yield from (Happening(told, clause, whole, None, moment) for moment in moments)
        return
    hosts = [_host(told, clause, moment) for moment in moments]
    main = _main(told, clause, moments, hosts)
    nested = [
        Happening(told, clause, passages.of_noun(told, clause, host, moment), host, moment, nested=True)
        for moment, host in zip(moments, hosts, strict=True)
        if moment is not main and host is not None and not (main and _within(moment, main))
    ]
    yield from nested
    if main is None:
        return
    passage = passages.of_clause(told, clause, dated, [h.passage for h in nested if _placed(h)])
    trigger = trigger_of(told, clause)
    yield Happening(told, clause, passage, trigger, main)
    for moment, host in zip(moments, hosts, strict=True):
        if moment is not main and host is None and _joined(told, main, moment):
            yield Happening(told, clause, passage, trigger, moment)


def _placed(happening: Happening) -> bool:
    """Whether its time stands on the calendar; a length does not: "sentenced to 15 years in prison"."""
    return happening.moment is not None and happening.moment.placed


def _unlike(moments: Sequence[Moment]) -> list[Moment]:
    """The two ends of a range ("between 24 and 25 March") and a day named twice ("today, Friday") are one
    time."""
    kept: list[Moment] = []
    for moment in moments:
        last = kept[-1] if kept else None
        if last is not None and (last.first, last.last) == (moment.first, moment.last):
            beside = moment.start - last.end <= 3
            if beside or moment.precision == "interval":
                kept[-1] = moment
                continue
        kept.append(moment)
    return kept


def _within(moment: Moment, main: Moment) -> bool:
    """A part of the same day ("on Monday … overnight")."""
    return (
        main.first is not None
        and main.last is not None
        and main.precision == "day"
        and ((moment.first, moment.last) == (main.first, main.last))
    )


def _main(
    told: Told, clause: Clause, moments: Sequence[Moment], hosts: Sequence[VerbGroup | Nominal | None]
) -> Moment | None:
    """The time expression that dates the clause itself: one that hangs on no noun, the finer where two do."""
    if len(moments) == 1 and any(s.start <= moments[0].start < s.end for s in told.prefixed):
        return None  # dates the source, not what it says
    free = [moment for moment, host in zip(moments, hosts, strict=True) if host is None]
    if free:
        first = min(free, key=lambda m: (not m.placed, m.type == "DURATION"))
        return next((moment for moment in free if _part(told, moment, first)), first)
    if len(moments) == 1 and clause.group is not None and not _adnominal(told, moments[0]):
        words = told.sentence.within(moments[0].start, moments[0].end)
        if words and _apart(told, clause, words[0]) is not None:
            return None
        now = moments[0].value in ("PRESENT_REF", "FUTURE_REF")
        return None if now and isinstance(hosts[0], VerbGroup) else moments[0]
    return None


def _part(told: Told, moment: Moment, whole: Moment) -> bool:
    """A finer time inside another one ("last month, on November 15"), and not of what a colon opens."""
    if moment.first is None or moment.last is None or whole.first is None or whole.last is None:
        return False
    inside = whole.first <= moment.first and moment.last <= whole.last
    inside = inside and ":" not in told.text[whole.end : moment.start]
    return inside and moment.type == "DATE" and moment.last - moment.first < whole.last - whole.first


def _host(told: Told, clause: Clause, moment: Moment) -> VerbGroup | Nominal | None:
    """The noun or participle that a time expression stands right beside; None for the clause's own verb."""
    sentence = told.sentence
    words = sentence.within(moment.start, moment.end)
    if not words:
        return None
    first, last = words[0], words[-1] + 1
    loose = [g for g in sentence.groups if not g.finite and g.tense != "base" and g.head.kind is not None]
    named: list[VerbGroup | Nominal] = [*loose, *sentence.nominals]
    candidates = [c for c in named if clause.holds(_at(told, c))]
    left = [c for c in candidates if c.last <= first <= c.last + _NEAR and not _parted(told, c.last, first)]
    apart = _apart(told, clause, first)
    if apart is not None:
        return apart
    beside = [c for c in loose if c.first - last in (0, 1) and not _parted(told, last, c.first)]
    if left and beside and beside[0].tense == "participle":
        return beside[0]  # "an agreement today buried by …"
    if left:
        return max(left, key=lambda c: c.last)
    earlier = [one.end for one in told.moments if one.end <= moment.start]
    if earlier and clause.holds(earlier[-1] - 1):
        # a second time expression in a clause belongs to what was named since the first
        since = [c for c in candidates if _at(told, c) >= earlier[-1] and c.last <= first]
        since = [c for c in since if not _parted(told, c.last, first)]
        if since:
            return max(since, key=lambda c: c.first)
    right = [
        c
        for c in candidates
        if isinstance(c, Nominal) and last <= c.first <= last + 3 and not _parted(told, last, c.first)
    ]
    right = [c for c in right if _describes(told, last, c.first)]
    return min(right, key=lambda c: c.first, default=None)


def _apart(told: Told, clause: Clause, at: int) -> Nominal | None:
    """The event that a time expression at word `at` dates inside "after the attack on X on Monday"."""
    sentence = told.sentence
    nouns = [n for n in sentence.nominals if n.last <= at and clause.holds(_at(told, n))]
    for noun in reversed(nouns):
        if _parted(told, noun.last, at):
            return None
        if any("apart" in sentence.classes[i] for i in range(max(0, noun.first - 3), noun.first)):
            return noun
    return None


def _describes(told: Told, first: int, last: int) -> bool:
    """Nothing but describing words between time words and the noun they stand before ("2009 climate
    summit")."""
    classes = told.sentence.classes
    return not any({"prepositions", "pronouns"} & classes[i] for i in range(first, last)) and not any(
        "determiners" in classes[i] and "genitives" not in classes[i] for i in range(first, last)
    )


def _parted(told: Told, first: int, last: int) -> bool:
    """A finite verb or a sign stands between two places of a sentence."""
    sentence = told.sentence
    if any(sentence.tokens[i].word in SIGNS for i in range(first, last)):
        return True
    return any(group.finite and first <= group.first < last for group in sentence.groups)


def _adnominal(told: Told, moment: Moment) -> bool:
    """A time expression that hangs on a noun by a genitive ("the war of 1967")."""
    words = told.sentence.within(moment.start, moment.end)
    if not words:
        return False
    classes = told.sentence.classes
    return any("genitives" in classes[i] for i in (words[0] - 1, words[0]) if i >= 0)


def _joined(told: Told, one: Moment, other: Moment) -> bool:
    """Two time expressions with only a coordinator between them ("in 2000 and 2006")."""
    low, high = sorted((one, other), key=lambda m: m.start)
    between = told.sentence.within(low.end, high.start)
    return 0 < len(between) <= 2 and any("coordinators" in told.sentence.classes[i] for i in between)


def _at(told: Told, host: VerbGroup | Nominal) -> int:
    return told.sentence.tokens[host.first].start


def trigger_of(told: Told, clause: Clause) -> VerbGroup | Nominal | None:
    """The word that names the event of a clause: its verb, or the noun or infinitive its verb only
    carries."""
    group, roles = clause.group, told.lexicon.verbs
    nouns = [n for n in told.sentence.nominals if clause.holds(_at(told, n))]
    loose = [g for g in told.sentence.groups if not g.finite and clause.holds(_at(told, g)) and g.head.kind]
    if group is None:
        return _first([*nouns, *loose])
    lemma = group.head.lemma
    if group.head.kind not in (None, "OTHER") and lemma not in roles["light"]:
        return group
    carrying = roles["light"] | roles["state"] | roles["begin"] | roles["go_on"] | roles["have"]
    if lemma in carrying | roles["intend"] | roles["modal"]:
        infinitives = [g for g in loose if 0 <= g.first - group.last <= 6 and g.tense == "base"]
        carried: list[VerbGroup | Nominal] = [*infinitives, *nouns]
        strong = [c for c in carried if c.head.kind != "OTHER"] or carried
        if strong:
            return min(strong, key=lambda c: abs(c.first - group.own))
    return group


def _first(items: Sequence[VerbGroup | Nominal]) -> VerbGroup | Nominal | None:
    return min(items, key=lambda item: (item.head.kind == "OTHER", item.first), default=None)
