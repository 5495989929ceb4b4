"""Whether time words date an event where they stand."""

from __future__ import annotations

from timeline.model import Moment
from timeline.what.dating import Happening
from timeline.what.reading import Reading, Told
from timeline.what.sentences import VerbGroup
from timeline.what.sourcing import names_source
from timeline.what.spoken import only_says

__all__ = ["counts"]

_BESIDE = 4  # letters beside a date that stands alone on its line


def counts(happening: Happening, reading: Reading) -> bool:
    """Whether time words date an event here at all."""
    moment, trigger = happening.moment, happening.trigger
    if moment is None or moment.type == "SET":
        return False
    if trigger is None and (reading.lexicon.forms or _bare(happening)):
        return False  # neither verb nor event noun: a heading, a dateline, a caption
    if only_says(happening) or any(s.start <= moment.start < s.end for s in happening.told.prefixed):
        return False  # dates who says so
    if names_source(happening.told, happening.clause) and not happening.nested:
        return False
    if moment not in reading.headings and (_stamped(happening) or _under_headline(moment, happening.told)):
        return False
    if not moment.placed:
        # kept as undated: an act whose time words the text alone cannot place on the calendar
        return moment.type != "DURATION" and trigger is not None and trigger.head.kind not in (None, "OTHER")
    if moment.value in ("PRESENT_REF", "FUTURE_REF"):
        return _told_now(happening)
    return not (happening.nested and moment.value == "PAST_REF" and not isinstance(trigger, VerbGroup))


def _bare(happening: Happening) -> bool:
    """Hardly a word beside the time words."""
    sentence, passage = happening.told.sentence, happening.passage
    timed = {i for m in happening.told.moments for i in sentence.within(m.start, m.end)}
    words = [i for i in sentence.within(passage.start, passage.end) if sentence.tokens[i].word[0].isalpha()]
    return len(set(words) - timed) < 3


def _under_headline(moment: Moment, told: Told) -> bool:
    """A date on a line of its own under the words it stands with: the day when these were published."""
    text, span = told.text, told.span
    first = text.rfind("\n", span.start, moment.start)
    last = text.find("\n", moment.end)
    rest = text[first + 1 : moment.start] + text[moment.end : last if last >= 0 else len(text)]
    return first >= 0 and sum(map(str.isalpha, rest)) < _BESIDE


def _stamped(happening: Happening) -> bool:
    """A participle or noun of no type with nothing but its time: "published on 3 May at noon"."""
    told, passage, group = happening.told, happening.passage, happening.clause.group
    trigger = happening.trigger
    if (group is not None and group.finite) or trigger is None or trigger.head.kind not in (None, "OTHER"):
        return False
    sentence = told.sentence
    timed = {i for m in told.moments for i in sentence.within(m.start, m.end)}
    words = [i for i in sentence.within(passage.start, passage.end) if sentence.tokens[i].word[0].isalpha()]
    return sum(i not in timed and not sentence.classes[i] for i in words) < 2


def _told_now(happening: Happening) -> bool:
    """Now and soon date an act, not a state, a wish or a side remark."""
    group, clause, lexicon = happening.clause.group, happening.clause, happening.told.lexicon
    trigger = happening.trigger
    value = happening.moment.value if happening.moment is not None else ""
    if happening.nested:
        return isinstance(trigger, VerbGroup) and value == "PRESENT_REF"
    if group is None or group.negated or clause.opener not in ("main", "coordinate"):
        return False
    if value == "FUTURE_REF":
        return lexicon.tense_status.get(group.tense) == "planned" or group.modal
    return group.head.lemma not in lexicon.verbs["state"] and not group.modal and not group.passive
