"""Which words of a sentence are finite verbs: by their form and by what stands beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from timeline.model import Span
from timeline.what.lexicon import FINITE, Lexicon, Sense
from timeline.what.sentences import Token

__all__ = ["NOTHING", "Words"]

NOTHING: frozenset[str] = frozenset()


class Words:
    """The words of a sentence with their classes and readings."""

    def __init__(
        self,
        tokens: Sequence[Token],
        classes: Sequence[frozenset[str]],
        reach: Sequence[int],
        lexicon: Lexicon,
        taken: Sequence[Span],
        times: Sequence[Span] = (),
    ) -> None:
        self.tokens, self.classes, self.reach, self.lexicon = tokens, classes, reach, lexicon
        self.words = [token.word for token in tokens]
        starts = [token.start for token in tokens]
        self.inner, self.timed = [False] * len(tokens), [False] * len(tokens)
        for spans, marks in ((taken, self.inner), (times, self.inner), (times, self.timed)):
            for one in spans:
                low, high = bisect_left(starts, one.start), bisect_left(starts, one.end)
                marks[low:high] = [True] * (high - low)
        self.senses = [
            lexicon.senses(word) if word[0].isalpha() and not inner else ()
            for word, inner in zip(self.words, self.inner, strict=True)
        ]

    def finite(self, i: int) -> Sense | None:
        """The finite verb at word i, if it is one here."""
        finite = [s for s in self.senses[i] if s.part == "verb" and s.tense in FINITE]
        if not finite and not self.senses[i] and self._unlisted(i):
            finite = [Sense(self.words[i], "verb", "present", None)]
        if not finite:
            bare = [s for s in self.senses[i] if s.part == "verb" and s.tense == "base"]
            if not bare or not self._plural_verb(i):
                return None
            finite = bare
        sense = self.rank(finite)
        nouny = any(s.part == "noun" for s in self.senses[i])
        before = self.classes[i - 1] if i else NOTHING
        if self.tokens[i].capital and not self._after_stop(i):
            return None  # a name
        if nouny and (i == 0 or "determiners" in before or "prepositions" in before or self._dated(i)):
            return None
        if {"determiners", "clitics"} <= before and self.begins(
            i - 1, nouny, sense.tense in ("present", "base")
        ):
            return None  # "les forces", "pour leur part": the article, not the object
        article = "determiners" in before and "pronouns" not in before
        if article and sense.lemma in self.lexicon.verbs["be"]:
            return None  # "l'est": the compass, not the verb
        if self.hyphened(i):
            return None
        if nouny and sense.tense in ("present", "base") and not self._subject_before(i):
            return None
        if "determiners" in before and "clitics" not in before and "pronouns" not in before:
            return None
        if "prepositions" in before and not {"clitics", "relatives", "subordinators"} & before:
            return None
        participle = next((s for s in self.senses[i] if s.tense == "participle"), None)
        says = sense.lemma in self.lexicon.verbs["report"]
        if participle and sense.tense == "past" and not says and self._reduced(i):
            return None
        if participle and sense.tense == "present" and self._after_auxiliary(i):
            return None
        return sense

    def _dated(self, i: int) -> bool:
        """Time words stand before word i, and an article or numeral before these ("a May interview")."""
        j = i - 1
        while j > 0 and self.timed[j]:
            j -= 1
        return j < i - 1 and "determiners" in self.classes[j] and "pronouns" not in self.classes[j]

    def begins(self, i: int, nouny: bool, present: bool = False) -> bool:
        """Word i begins a noun phrase: a preposition stands before it or, before a noun, nothing that could
        be
        a subject."""
        if i == 0 or not self.words[i - 1][0].isalnum():
            return nouny or present
        before = self.classes[i - 1]
        return "prepositions" in before or (
            nouny and bool({"connectives", "subordinators", "coordinators", "determiners"} & before)
        )

    def hyphened(self, i: int) -> bool:
        """A half of a word with a hyphen ("so-called", "porte-parole"); not a verb before its pronoun."""
        if i > 1 and self.words[i - 1] == "-" and self.tokens[i - 1].start == self.tokens[i - 2].end:
            return True
        if i + 2 >= len(self.words) or self.words[i + 1] != "-" or len(self.words[i + 2]) < 2:
            return False
        ends = (self.tokens[i].end, self.tokens[i + 1].end)
        glued = ends == (self.tokens[i + 1].start, self.tokens[i + 2].start)
        leans = {"pronouns", "person_pronouns", "clitics", "speakers", "preverbal"} & self.classes[i + 2]
        return glued and self.words[i + 2].isalpha() and not leans

    def _unlisted(self, i: int) -> bool:
        """A word in no list that stands where only a verb can: after a word that leans on a verb (French
        "ne")."""
        return (
            i > 0
            and "preverbal" in self.classes[i - 1]
            and self.words[i].isalpha()
            and not self.classes[i]
            and not self.words[i].endswith(self.lexicon.endings.get("base", ()))
        )

    def rank(self, senses: Sequence[Sense]) -> Sense:
        """Auxiliaries first, then verbs that name events."""
        grammar = self.lexicon.verbs["have"] | self.lexicon.verbs["be"] | self.lexicon.verbs["modal"]
        return min(senses, key=lambda s: (s.lemma not in grammar, s.kind is None))

    def _plural_verb(self, i: int) -> bool:
        """A dictionary form used as a finite verb ("rebels take", "they say")."""
        if i == 0 or self.lexicon.tense_status is None:
            return False
        before = self.words[i - 1]
        return (
            "base" in {s.tense for s in self.senses[i]}
            and not {"determiners", "prepositions", "clitics"} & self.classes[i - 1]
            and ("pronouns" in self.classes[i - 1] or before.endswith("s") or self.tokens[i - 1].capital)
            and self._present_is_base(i)
        )

    def _present_is_base(self, i: int) -> bool:
        """Whether this language's dictionary form serves as a present: no present of the verb ends as it
        does."""
        lemma = next(s.lemma for s in self.senses[i] if s.tense == "base")
        return not any(lemma.endswith(end) for end in self.lexicon.endings.get("base", ()))

    def _subject_before(self, i: int) -> bool:
        before = self.classes[i - 1]
        return bool({"pronouns", "relatives", "clitics"} & before) or (
            i + 1 < len(self.words)
            and bool({"determiners", "prepositions", "pronouns"} & self.classes[i + 1])
            and not {"determiners", "prepositions", "coordinators"} & before
            and (self.tokens[i - 1].capital or before == NOTHING)
            and self.words[i - 1].isalpha()
        )

    def _after_stop(self, i: int) -> bool:
        return i == 0 or not self.words[i - 1][-1].isalnum()

    def _after_auxiliary(self, i: int) -> bool:
        grammar = self.lexicon.verbs["have"] | self.lexicon.verbs["be"]
        return any(
            s.lemma in grammar and s.tense != "participle"
            for j in range(max(0, i - 3), i)
            for s in self.senses[j]
        )

    def _reduced(self, i: int) -> bool:
        """A participle that looks like a past ("the deal signed by Iran was …"): a finite verb follows it."""
        following = self.classes[i + 1] if i + 1 < len(self.words) else NOTHING
        if "agents" in following:
            return True
        roles = self.lexicon.verbs
        helping = roles["be"] | roles["have"]
        for j in range(i + 1, min(len(self.words), i + 14)):
            if self.words[j] in ",;:" or {"relatives", "subordinators", "coordinators"} & self.classes[j]:
                return False
            if self._any_finite(j, helping | roles["modal"]):
                return True
        if "prepositions" in following and self._object_of_verb(i):
            return True
        earlier = any(self._any_finite(j, helping) for j in range(max(0, i - 12), i))
        return earlier and "prepositions" in following and "pronouns" not in self.classes[max(0, i - 1)]

    def _object_of_verb(self, i: int) -> bool:
        """Right after the object of a verb before ("left the talks planned for …"), where nothing opens a
        clause between and that verb does not tell what somebody says."""
        roles = self.lexicon.verbs
        for j in range(i - 2, max(-1, i - 8), -1):
            names = self.classes[j]
            if not self.words[j][0].isalnum() or {"relatives", "subordinators", "coordinators"} & names:
                return False
            past = [s for s in self.senses[j] if s.part == "verb" and s.tense == "past"]
            if past and not {"determiners", "prepositions"} & self.classes[j - 1]:
                telling = roles["report"] | roles["state"] | roles["intend"] | roles["claim"]
                return past[0].lemma not in telling and "determiners" in self.classes[j + 1]
        return False

    def _any_finite(self, j: int, lemmas: frozenset[str]) -> bool:
        return any(sense.lemma in lemmas and sense.tense in FINITE for sense in self.senses[j])
