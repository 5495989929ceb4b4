"""Events dated by another event: "since his arrest", where the article has dated the arrest."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from timeline.model import Moment
from timeline.what.dating import Happening, trigger_of
from timeline.what.passages import of_clause
from timeline.what.reading import Told
from timeline.what.sentences import Nominal, VerbGroup

__all__ = ["Anchors"]

_REACH = 6  # words between "since" and the noun that names the event
_ROOT = 5  # letters that a noun and its verb share ("destitution", "destituer")
_FINE = ("day", "month")
_RULE = "since an event"


class Anchors:
    """The events that the article has dated so far, by the words that name them."""

    def __init__(self) -> None:
        self._dated: list[tuple[str, str, Moment]] = []

    def learn(self, happenings: Sequence[Happening]) -> None:
        """Remembers what was named and when, by a day or a month."""
        for happening in happenings:
            moment, sentence = happening.moment, happening.told.sentence
            if moment is None or moment.precision not in _FINE:
                continue
            words = sentence.within(happening.passage.start, happening.passage.end)
            named: list[VerbGroup | Nominal] = [*sentence.groups, *sentence.nominals]
            for word in named:
                if word.first in words and word.head.kind not in (None, "OTHER"):
                    self._dated.append((word.head.lemma, word.head.kind or "", moment))

    def told(self, told: Told, dated: Container[int]) -> Iterator[Happening]:
        """Clauses of a sentence, not in `dated`, that something dated before began."""
        sentence = told.sentence
        for i, names in enumerate(sentence.classes):
            if "since" not in names:
                continue
            noun = next(
                (n for n in sentence.nominals if i < n.first <= i + _REACH and n.head.kind != "OTHER"), None
            )
            clause = next((c for c in told.clauses if c.holds(sentence.tokens[i].start)), None)
            if noun is None or clause is None or clause.number in dated or self._timed(told, i, noun):
                continue
            begun = self._when(noun)
            if begun is not None and begun.first is not None:
                start, end = sentence.tokens[i].start, sentence.tokens[noun.last - 1].end
                since = (begun.value, None, f"{begun.edtf}/..", begun.first, None, "interval", "context")
                moment = Moment(start, end, told.text[start:end], "DATE", *since, begun.first, None, _RULE)
                passage = of_clause(told, clause, dated)
                yield Happening(told, clause, passage, trigger_of(told, clause), moment)

    def _when(self, noun: Nominal) -> Moment | None:
        root = noun.head.lemma[:_ROOT]
        named = [moment for lemma, _, moment in self._dated if lemma[:_ROOT] == root]
        alike = [moment for _, kind, moment in self._dated if kind == noun.head.kind]
        return named[-1] if named else alike[-1] if alike else None

    @staticmethod
    def _timed(told: Told, i: int, noun: Nominal) -> bool:
        """Time words stand there already ("since the start of the war in 2014")."""
        tokens = told.sentence.tokens
        last = min(noun.last + _REACH, len(tokens)) - 1
        return any(m.start < tokens[last].end and m.end > tokens[i].start for m in told.moments)
