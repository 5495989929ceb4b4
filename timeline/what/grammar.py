"""A sentence as words: their classes, the verb groups and the nouns that name events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.model import Span
from timeline.what.lexicon import FINITE, Lexicon, Sense, plain

__all__ = ["Nominal", "Sentence", "Token", "VerbGroup", "read_sentence"]

_REACH = 6  # words that may stand between an auxiliary and its verb
_GAP = 3  # words that may stand inside a phrase after its verb ("took full control")
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign. `word` is its plain lower-case form; `capital` whether it starts with one."""

    start: int
    end: int
    word: str
    capital: bool


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Words `first` to `last` (exclusive): auxiliaries and verb. `head` says the verb, `tense` the finite word's.

    `own` is the position of the verb itself; `passive`: a form of be and a participle; `finite` False for a
    participle or gerund that stands alone.
    """

    first: int
    last: int
    own: int
    head: Sense
    tense: str
    finite: bool
    passive: bool
    negated: bool
    modal: bool


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun, at words `first` to `last` (exclusive), that names an event."""

    first: int
    last: int
    head: Sense


@dataclass(frozen=True, slots=True)
class Sentence:
    """What `read_sentence` saw. `classes[i]` are the closed classes that begin at word i; `spans` how far they go."""

    start: int
    end: int
    tokens: Sequence[Token]
    classes: Sequence[frozenset[str]]
    reach: Sequence[int]
    groups: Sequence[VerbGroup]
    nominals: Sequence[Nominal]

    def within(self, start: int, end: int) -> range:
        """Positions of the words inside a stretch of text."""
        inside = [i for i, token in enumerate(self.tokens) if token.start >= start and token.end <= end]
        return range(inside[0], inside[-1] + 1) if inside else range(0)


def read_sentence(text: str, span: Span, lexicon: Lexicon, taken: Sequence[Span] = ()) -> Sentence:
    """The words of one sentence of `text`, read with a lexicon. Offsets are those of `text`.

    Words inside `taken` (time expressions, names) are neither verbs nor nouns: "May" is a month.
    """
    lowered = plain(text[span.start : span.end])
    tokens = [
        Token(span.start + m.start(), span.start + m.end(), m[0], text[span.start + m.start()].isupper())
        for m in lexicon.token.finditer(lowered)
    ]
    classes, reach = _classes(tokens, lexicon)
    reader = _Reader(tokens, classes, reach, lexicon, taken)
    groups = reader.groups()
    return Sentence(span.start, span.end, tokens, classes, reach, groups, reader.nominals(groups))


def _classes(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[list[frozenset[str]], list[int]]:
    """For each word the classes that begin there, and where the longest phrase that begins there ends."""
    words = [token.word for token in tokens]
    found: list[frozenset[str]] = []
    reach: list[int] = []
    for i, word in enumerate(words):
        names, end = lexicon.classes.get(word, _NOTHING), i + 1
        for rest, name in lexicon.class_phrases.get(word, ()):
            stop = i + 1 + len(rest)
            if tuple(words[i + 1 : stop]) == rest:
                names, end = names | {name}, max(end, stop)
        found.append(names)
        reach.append(end)
    return found, reach


class _Reader:
    def __init__(
        self,
        tokens: Sequence[Token],
        classes: Sequence[frozenset[str]],
        reach: Sequence[int],
        lexicon: Lexicon,
        taken: Sequence[Span],
    ) -> None:
        self.tokens, self.classes, self.reach, self.lexicon = tokens, classes, reach, lexicon
        self.words = [token.word for token in tokens]
        free = [not any(one.start <= token.start < one.end for one in taken) for token in tokens]
        self.senses = [
            lexicon.senses(word) if word[0].isalpha() and open_ else ()
            for word, open_ in zip(self.words, free, strict=True)
        ]

    # ------------------------------------------------------------------ verbs
    def groups(self) -> list[VerbGroup]:
        """Verb groups, finite or not, in order and without overlap."""
        found: list[VerbGroup] = []
        i = 0
        while i < len(self.words):
            sense = self._finite(i)
            group = self._group(i, sense) if sense else self._bare(i)
            if group:
                found.append(group)
                i = group.last
            else:
                i += 1
        return found

    def _finite(self, i: int) -> Sense | None:
        """The finite verb at word i, if it is one here."""
        finite = [s for s in self.senses[i] if s.part == "verb" and s.tense in FINITE]
        if not finite and not self.senses[i] and self._unlisted(i):
            finite = [Sense(self.words[i], "verb", "present", None)]
        if not finite:
            bare = [s for s in self.senses[i] if s.part == "verb" and s.tense == "base"]
            if not bare or not self._plural_verb(i):
                return None
            finite = bare
        sense = self._rank(finite)
        nouny = any(s.part == "noun" for s in self.senses[i])
        before = self.classes[i - 1] if i else _NOTHING
        if self.tokens[i].capital and not self._after_stop(i):
            return None  # a name
        if nouny and (i == 0 or "determiners" in before or "prepositions" in before):
            return None
        if {"determiners", "clitics"} <= before and self._begins(i - 1, nouny):
            return None  # "les forces", "pour leur part": the article, not the object
        if "determiners" in before and sense.lemma in self.lexicon.verbs["be"]:
            return None  # "l'est": the compass, not the verb
        if self._hyphened(i):
            return None
        if nouny and sense.tense in ("present", "base") and not self._subject_before(i):
            return None
        if "determiners" in before and "clitics" not in before and "pronouns" not in before:
            return None
        if "prepositions" in before and not {"clitics", "relatives", "subordinators"} & before:
            return None
        participle = next((s for s in self.senses[i] if s.tense == "participle"), None)
        if participle and sense.tense == "past" and self._reduced(i):
            return None
        if participle and sense.tense == "present" and self._after_auxiliary(i):
            return None
        return sense

    def _begins(self, i: int, nouny: bool) -> bool:
        """Word i begins a noun phrase: a preposition stands before it or, before a noun, nothing that could be
        a subject."""
        if i == 0 or not self.words[i - 1][0].isalnum():
            return nouny
        before = self.classes[i - 1]
        return "prepositions" in before or (
            nouny and bool({"connectives", "subordinators", "coordinators", "determiners"} & before)
        )

    def _hyphened(self, i: int) -> bool:
        """The second half of a word with a hyphen ("so-called")."""
        return i > 1 and self.words[i - 1] == "-" and self.tokens[i - 1].start == self.tokens[i - 2].end

    def _unlisted(self, i: int) -> bool:
        """A word in no list that stands where only a verb can: after a word that leans on a verb (French "ne")."""
        return (
            i > 0
            and "preverbal" in self.classes[i - 1]
            and self.words[i].isalpha()
            and not self.classes[i]
            and not self.words[i].endswith(self.lexicon.endings.get("base", ()))
        )

    def _rank(self, senses: Sequence[Sense]) -> Sense:
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
        """Whether this language's dictionary form serves as a present: no present of the verb ends as it does."""
        lemma = next(s.lemma for s in self.senses[i] if s.tense == "base")
        return not any(lemma.endswith(end) for end in self.lexicon.endings.get("base", ()))

    def _subject_before(self, i: int) -> bool:
        before = self.classes[i - 1]
        return bool({"pronouns", "relatives", "clitics"} & before) or (
            i + 1 < len(self.words)
            and bool({"determiners", "prepositions", "pronouns"} & self.classes[i + 1])
            and not {"determiners", "prepositions", "coordinators"} & before
            and (self.tokens[i - 1].capital or before == _NOTHING)
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
        following = self.classes[i + 1] if i + 1 < len(self.words) else _NOTHING
        if "agents" in following:
            return True
        for j in range(i + 1, min(len(self.words), i + 14)):
            if self.words[j] in ",;:" or {"relatives", "subordinators", "coordinators"} & self.classes[j]:
                return False
            if any(s.lemma in self.lexicon.verbs["be"] | self.lexicon.verbs["have"] | self.lexicon.verbs["modal"]
                   and s.tense in FINITE for s in self.senses[j]):  # fmt: skip
                return True
        earlier = any(
            s.tense in FINITE and s.part == "verb" for j in range(max(0, i - 12), i) for s in self.senses[j]
            if s.lemma in self.lexicon.verbs["be"] | self.lexicon.verbs["have"]
        )  # fmt: skip
        return earlier and "prepositions" in following and "pronouns" not in self.classes[max(0, i - 1)]

    def _group(self, i: int, sense: Sense) -> VerbGroup:
        """The group that begins with the finite verb at i."""
        roles = self.lexicon.verbs
        head, own, last, passive = sense, i, i + 1, False
        negated = self._negative(i - 2, i)
        modal = sense.lemma in roles["modal"] | roles["coming"]
        chain = sense.lemma in roles["have"] | roles["be"] | roles["modal"] | roles["coming"]
        j, gap = i + 1, 0
        while chain and j < len(self.words) and gap <= _REACH:
            following = [s for s in self._verbs_at(j) if s.tense in ("participle", "base", "gerund")]
            if following and not (
                {"determiners"} & self.classes[j - 1] and "clitics" not in self.classes[j - 1]
            ):
                choice = self._rank([s for s in following if s.tense == "participle"] or following)
                passive = passive or (head.lemma in roles["be"] and choice.tense == "participle")
                head, own, last, gap = choice, j, j + 1, 0
                chain = head.lemma in roles["have"] | roles["be"] | roles["modal"] | roles["coming"]
                j += 1
                continue
            if not self._between(j):
                break
            negated = negated or "negations" in self.classes[j]
            j, gap = j + 1, gap + 1
        phrase = self._phrase(own, head)
        if phrase:
            head, last = phrase[0], max(last, phrase[1])
        negated = negated or self._negative(last, last + 1)
        return VerbGroup(i, last, own, head, sense.tense, True, passive, negated, modal)

    def _verbs_at(self, j: int) -> list[Sense]:
        return [s for s in self.senses[j] if s.part == "verb"]

    def _between(self, j: int) -> bool:
        """Words that do not end a verb group: adverbs, pronouns before the verb, negation, inverted subjects."""
        return (
            bool({"clitics", "negations", "pronouns"} & self.classes[j])
            or self.words[j] in ("-", "t")
            or any(self.words[j].endswith(end) for end in self.lexicon.endings.get("adverb", ()))
            or bool({"ongoing", "planned"} & self.classes[j])
        )

    def _bare(self, i: int) -> VerbGroup | None:
        """A participle or gerund that stands alone, or an infinitive."""
        verbs = [s for s in self._verbs_at(i) if s.tense in ("participle", "gerund", "base")]
        if not verbs or (self.tokens[i].capital and i) or self._hyphened(i):
            return None
        sense = self._rank([s for s in verbs if s.tense != "base"] or verbs)
        phrase = self._phrase(i, sense)
        if any(s.part == "noun" for s in self.senses[i]) and not phrase:
            return None
        if sense.kind is None and not phrase and not self._takes_complement(sense):
            return None
        before = self.classes[i - 1] if i else _NOTHING
        if (
            sense.tense != "base"
            and "determiners" in before
            and ("clitics" not in before or self._begins(i - 1, True))
        ):
            return None
        last = i + 1
        if phrase:
            sense, last = phrase[0], max(last, phrase[1])
        return VerbGroup(i, last, i, sense, sense.tense, False, sense.tense == "participle", False, False)

    def _takes_complement(self, sense: Sense) -> bool:
        return sense.lemma in self.lexicon.verbs["report"] | self.lexicon.verbs["intend"]

    def _phrase(self, at: int, head: Sense) -> tuple[Sense, int] | None:
        """The phrase that begins with the verb at word `at` ("step down"), and where it ends."""
        for rest, sense in self.lexicon.phrases.get(self.words[at], ()):
            if sense.part != "verb":
                continue
            j = at + 1
            for word in rest:
                limit = j + (_GAP if len(rest) > 1 else 1) + 1
                while (
                    j < min(limit, len(self.words)) and self.words[j] != word and self.words[j] not in ",;:."
                ):
                    j += 1
                if j >= min(limit, len(self.words)) or self.words[j] != word:
                    break
                j += 1
            else:
                return sense, j
        return None

    def _negative(self, first: int, last: int) -> bool:
        return any("negations" in self.classes[j] for j in range(max(0, first), min(last, len(self.words))))

    # ------------------------------------------------------------------ nouns
    def nominals(self, groups: Sequence[VerbGroup]) -> list[Nominal]:
        """Nouns that name an event, outside the verbs themselves."""
        verbs = {position for group in groups for position in (group.first, group.own)}
        found: list[Nominal] = []
        i = 0
        while i < len(self.words):
            if i in verbs or not self.senses[i] and self.words[i] not in self.lexicon.phrases:
                i += 1
                continue
            nominal = self._nominal(i)
            if nominal:
                found.append(nominal)
            i = nominal.last if nominal else i + 1
        return found

    def _nominal(self, i: int) -> Nominal | None:
        for rest, sense in self.lexicon.phrases.get(self.words[i], ()):
            if sense.part == "noun" and tuple(self.words[i + 1 : i + 1 + len(rest)]) == rest:
                return Nominal(i, i + 1 + len(rest), sense)
        noun = next((s for s in self.senses[i] if s.part == "noun"), None)
        return Nominal(i, i + 1, noun) if noun else None
