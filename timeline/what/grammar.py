"""A sentence read word by word: which words are verb groups, and which nouns name events."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Span
from timeline.what.bracket import Bracket, openers
from timeline.what.finite import NOTHING
from timeline.what.lexicon import Lexicon, Sense, plain
from timeline.what.sentences import Nominal, Sentence, Token, VerbGroup

__all__ = ["read_sentence"]

_REACH = 6  # words that may stand between an auxiliary and its verb
_GAP = 3  # words that may stand inside a phrase after its verb ("took full control")


def read_sentence(
    text: str, span: Span, lexicon: Lexicon, taken: Sequence[Span] = (), times: Sequence[Span] = ()
) -> Sentence:
    """The words of one sentence of `text`, read with a lexicon. Offsets are those of `text`.

    Words inside `taken` (names) and `times` (time expressions) are neither verbs nor nouns: "May" is a month.
    """
    lowered = plain(text[span.start : span.end])
    tokens = [
        Token(span.start + m.start(), span.start + m.end(), m[0], text[span.start + m.start()].isupper())
        for m in lexicon.token.finditer(lowered)
    ]
    classes, reach = _classes(tokens, lexicon)
    if lexicon.bracket:
        classes = openers(tokens, classes, lexicon, sorted([*taken, *times], key=lambda one: one.start))
    reader = _Reader(tokens, classes, reach, lexicon, taken, times)
    groups = reader.groups()
    return Sentence(
        span.start,
        span.end,
        tokens,
        classes,
        reach,
        groups,
        reader.nominals(groups),
        lexicon.bracket,
        lexicon.verbs["report"],
    )


def _classes(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[list[frozenset[str]], list[int]]:
    """For each word the classes that begin there, and where the longest phrase that begins there ends."""
    words = [token.word for token in tokens]
    found: list[frozenset[str]] = []
    reach: list[int] = []
    for i, word in enumerate(words):
        names, end = lexicon.classes.get(word, NOTHING), i + 1
        for rest, name in lexicon.class_phrases.get(word, ()):
            stop = i + 1 + len(rest)
            if stop <= len(words) and words[i + 1] == rest[0] and tuple(words[i + 1 : stop]) == rest:
                names, end = names | {name}, max(end, stop)
        found.append(names)
        reach.append(end)
    return found, reach


class _Reader(Bracket):
    """Puts verb groups and event nouns together."""

    # ------------------------------------------------------------------ verbs
    def groups(self) -> list[VerbGroup]:
        """Verb groups, finite or not, in order and without overlap."""
        found: list[VerbGroup] = []
        i = 0
        while i < len(self.words):
            if i in self.claimed:
                i += 1
                continue
            sense = self.finite(i)
            group = self._group(i, sense) if sense else self._bare(i)
            if group and self.lexicon.bracket:
                group = self.bracketed(group, found)
            if group:
                found.append(group)
                i = group.last
            else:
                i += 1
        return found

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
                choice = self.rank([s for s in following if s.tense == "participle"] or following)
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
        """Words that do not end a verb group: adverbs, pronouns before the verb, negation, inverted
        subjects."""
        return (
            bool({"clitics", "negations", "pronouns"} & self.classes[j])
            or self.words[j] in ("-", "t")
            or any(self.words[j].endswith(end) for end in self.lexicon.endings.get("adverb", ()))
            or bool({"ongoing", "planned"} & self.classes[j])
        )

    def _bare(self, i: int) -> VerbGroup | None:
        """A participle or gerund that stands alone, or an infinitive."""
        verbs = [s for s in self._verbs_at(i) if s.tense in ("participle", "gerund", "base")]
        if not verbs or (self.tokens[i].capital and i) or self.hyphened(i):
            return None
        sense = self.rank([s for s in verbs if s.tense != "base"] or verbs)
        phrase = self._phrase(i, sense)
        if any(s.part == "noun" for s in self.senses[i]) and not phrase:
            return None
        if sense.kind is None and not phrase and not self._takes_complement(sense):
            return None
        before = self.classes[i - 1] if i else NOTHING
        if (
            sense.tense != "base"
            and "determiners" in before
            and ("clitics" not in before or self.begins(i - 1, True))
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
            if sense.part != "verb" or not self._leans(at, sense):
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

    def _leans(self, at: int, sense: Sense) -> bool:
        """A reflexive phrase has its pronoun before it."""
        first = sense.lemma.split()[0]
        if first == self.words[at] or "preverbal" not in self.lexicon.classes.get(first, NOTHING):
            return True
        return any("preverbal" in self.classes[j] for j in range(max(0, at - 3), at))

    def _negative(self, first: int, last: int) -> bool:
        return any("negations" in self.classes[j] for j in range(max(0, first), min(last, len(self.words))))

    # ------------------------------------------------------------------ nouns
    def nominals(self, groups: Sequence[VerbGroup]) -> list[Nominal]:
        """Nouns that name an event, outside the verbs themselves."""
        verbs = {position for group in groups for position in (group.first, group.own)}
        # a noun inside a set phrase ("sin embargo", "in charge of") names no event
        verbs |= {i for j, end in enumerate(self.reach) if end > j + 1 for i in range(j, end)}
        found: list[Nominal] = []
        i = 0
        while i < len(self.words):
            if i in verbs or (not self.senses[i] and self.words[i] not in self.lexicon.phrases):
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
