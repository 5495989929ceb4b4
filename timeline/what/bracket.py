"""Verbs in two places, as German has them: "hat … unterzeichnet", "nahm … fest", "…, dass er kommen will"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.model import Span
from timeline.what.finite import NOTHING, Words
from timeline.what.lexicon import FINITE, Lexicon, Sense
from timeline.what.sentences import SIGNS, Token, VerbGroup

__all__ = ["Bracket", "openers"]

_STOPS = SIGNS - {","} | frozenset(".!?")
_OPENERS = {"relatives", "subordinators"}
_FURTHEST = 60  # words between the halves of a verb
_SHORTEST = 5  # letters of a verb known by its place alone
_LOOSE = ("participle", "base")


def openers(
    tokens: Sequence[Token], classes: Sequence[frozenset[str]], lexicon: Lexicon, taken: Sequence[Span]
) -> list[frozenset[str]]:
    """The classes of the words: one that is an article or preposition too opens a clause only where a finite
    verb closes it, a relative only after a comma besides.
    """
    found: list[frozenset[str]] = []
    for i, names in enumerate(classes):
        if _OPENERS & names and {"determiners", "prepositions"} & names:
            led = i - 1 if i and "prepositions" in classes[i - 1] and "relatives" in names else i
            comma = led > 0 and tokens[led - 1].word == ","
            opens = (comma or "relatives" not in names) and _closed(tokens, i, lexicon, taken)
            if not opens and "relatives" in names:
                names -= {"pronouns"}
            names -= {"determiners", "prepositions"} if opens else _OPENERS
        found.append(names)
    return found


def _closed(tokens: Sequence[Token], i: int, lexicon: Lexicon, taken: Sequence[Span]) -> bool:
    """Whether the stretch that begins at word i ends with a finite verb."""
    for j in range(i + 1, min(len(tokens), i + _FURTHEST)):
        inside = any(one.start < tokens[j].start < one.end for one in taken)
        ends = j + 1 == len(tokens) or (not inside and tokens[j].word in SIGNS | _STOPS)
        joins = j > i + 2 and "coordinators" in lexicon.classes.get(tokens[j].word, NOTHING)
        if ends or joins:
            last = tokens[j] if j + 1 == len(tokens) and tokens[j].word[0].isalnum() else tokens[j - 1]
            if not last.capital and any(s.tense in FINITE for s in lexicon.senses(last.word)):
                return True
            if ends:
                return False
    return False


class Bracket(Words):
    """Finds the second half of a verb group."""

    def __init__(
        self,
        tokens: Sequence[Token],
        classes: Sequence[frozenset[str]],
        reach: Sequence[int],
        lexicon: Lexicon,
        taken: Sequence[Span],
        times: Sequence[Span] = (),
    ) -> None:
        super().__init__(tokens, classes, reach, lexicon, taken, times)
        self.claimed: set[int] = set()  # words that belong to a verb group before them
        if lexicon.bracket:
            self.senses = [
                tuple(s for s in senses if i == 0 or (s.part == "noun") == tokens[i].capital)
                for i, senses in enumerate(self.senses)
            ]

    def finite(self, i: int) -> Sense | None:
        """As elsewhere; a word known by its ending alone is no verb before a noun ("gute Nachrichten")."""
        sense = super().finite(i)
        follows = i + 1 < len(self.tokens) and self.tokens[i + 1].capital
        unlisted = sense is not None and self.words[i] not in self.lexicon.forms
        return None if unlisted and follows else sense

    def bracketed(self, group: VerbGroup, found: list[VerbGroup]) -> VerbGroup:
        """The group with its second half: right before it at the end of a clause, else further on."""
        whole = self._whole(group, found)
        return replace(whole, reach=max(whole.reach, whole.last))

    def _whole(self, group: VerbGroup, found: list[VerbGroup]) -> VerbGroup:
        roles = self.lexicon.verbs
        helping = roles["have"] | roles["be"] | roles["modal"] | roles["coming"]
        finite = next((s for s in self.senses[group.first] if s.tense == group.tense), group.head)
        if not group.finite:
            return self._with_words_before(group)
        if finite.lemma in helping and group.own == group.first:
            start = group.first
            while start > 1 and any(s.lemma in helping for s in self._loose(start - 1, _LOOSE)):
                start -= 1
            own = start - 1
            if own >= 0 and self._loose(own, _LOOSE) and own not in self.claimed:
                while found and found[-1].last > own:
                    found.pop()
                head = self.rank(self._loose(own, _LOOSE))
                return replace(
                    group,
                    first=own,
                    own=own,
                    head=self._before(own, head) or head,
                    tense=self._tense(finite, head),
                    passive=self._passive(finite, head) or start < group.first,
                    modal=finite.lemma in roles["modal"],
                )
            return self._opened(group, finite)
        return self._with_particle(group)

    def _opened(self, group: VerbGroup, finite: Sense) -> VerbGroup:
        """An auxiliary or modal and the verb that closes its clause."""
        wanted = ("participle",) if finite.lemma in self.lexicon.verbs["have"] else _LOOSE
        for j in self._stretch(group.first):
            loose = self._loose(j, wanted) if j not in self.claimed else []
            if not loose or "prepositions" in self.classes[j - 1]:
                continue
            head, last = self.rank(loose), j + 1
            passive = self._passive(finite, head)
            while last < len(self.words) and self._loose(last, _LOOSE):
                chained = self._loose(last, _LOOSE)
                passive = passive or any(s.lemma in self.lexicon.verbs["be"] for s in chained)
                last += 1
            self.claimed |= set(range(j, last))
            skipped = range(group.first, j)
            return replace(
                group,
                own=j,
                head=self._before(j, head) or head,
                tense=self._tense(finite, head),
                passive=passive,
                negated=group.negated or any("negations" in self.classes[k] for k in skipped),
                modal=finite.lemma in self.lexicon.verbs["modal"],
                reach=last,
            )
        return self._unknown(group, finite)

    def _unknown(self, group: VerbGroup, finite: Sense) -> VerbGroup:
        """A word in no list that closes the clause of an auxiliary is its verb."""
        words = list(self._stretch(group.first))
        last = words[-1] if words else 0
        plain = self.words[last].isalpha() and not self.tokens[last].capital and not self.inner[last]
        if not plain or self.classes[last] or self.senses[last] or len(self.words[last]) < _SHORTEST:
            return group
        if finite.lemma in self.lexicon.verbs["state"]:
            return group  # what it is like
        self.claimed.add(last)
        head = Sense(self.words[last], "verb", "participle", None)
        return replace(group, own=last, head=head, tense=self._tense(finite, head), reach=last + 1)

    def _with_particle(self, group: VerbGroup) -> VerbGroup:
        """A verb and the particle or words that close its clause ("nahm … fest", "trat … in Kraft")."""
        stretch = [j for j in self._stretch(group.first)]
        for rest, sense in self.lexicon.phrases.get(self.words[group.own], ()):
            if sense.part != "verb":
                continue
            if self._right_before(group.own, rest):
                return replace(group, head=sense)
            for j in stretch:
                last = j + len(rest)
                if tuple(self.words[j:last]) == rest and (len(rest) > 1 or self._closing(last)):
                    self.claimed |= set(range(j, last))
                    return replace(group, head=sense, reach=last)
        return group

    def _with_words_before(self, group: VerbGroup) -> VerbGroup:
        head = self._before(group.own, group.head)
        return replace(group, head=head) if head else group

    def _before(self, own: int, head: Sense) -> Sense | None:
        """The phrase whose words stand right before the verb at the end ("in Kraft getreten")."""
        for rest, sense in self.lexicon.phrases.get(self.words[own], ()):
            if sense.part == "verb" and self._right_before(own, rest):
                return replace(sense, tense=head.tense)
        return None

    def _right_before(self, own: int, rest: tuple[str, ...]) -> bool:
        return own >= len(rest) and tuple(self.words[own - len(rest) : own]) == rest

    def _loose(self, j: int, tenses: Sequence[str]) -> list[Sense]:
        return [s for s in self.senses[j] if s.part == "verb" and s.tense in tenses]

    def _passive(self, finite: Sense, head: Sense) -> bool:
        return finite.lemma in self.lexicon.verbs["be"] and head.tense == "participle"

    def _tense(self, finite: Sense, head: Sense) -> str:
        """What the group as a whole says: a perfect tells what is past."""
        if finite.lemma in self.lexicon.verbs["have"] and head.tense == "participle":
            return "past" if finite.tense == "present" else finite.tense
        coming = finite.lemma in self.lexicon.verbs["coming"] and head.tense == "base"
        return "future" if coming and finite.tense == "present" else finite.tense

    def _closing(self, last: int) -> bool:
        """Nothing follows in this clause."""
        if last >= len(self.words) or not self.words[last][0].isalnum():
            return True
        return bool({"coordinators", "relatives", "subordinators"} & self.classes[last])

    def _stretch(self, i: int) -> Iterator[int]:
        """The words after word i up to the end of its clause, past what commas insert."""
        inserted = False
        for j in range(i + 1, min(len(self.words), i + _FURTHEST)):
            if self.inner[j]:
                continue
            word = self.words[j]
            if word in _STOPS or (not inserted and self._joins(j)):
                return
            if word == ",":
                inserted = not inserted
            elif not inserted:
                yield j

    def _joins(self, j: int) -> bool:
        """A coordinator after which a finite verb comes first: another clause."""
        return (
            "coordinators" in self.classes[j] and j + 1 < len(self.words) and self.finite(j + 1) is not None
        )
