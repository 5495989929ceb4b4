"""What is put before the words of a headline: a speaker, the actor a pronoun stands for, a place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.model import Mention, Span
from timeline.what.dating import Happening
from timeline.what.lexicon import plain
from timeline.what.order import turned
from timeline.what.reading import inside
from timeline.what.shape import QUOTES, content

__all__ = ["led", "nominative"]

_BARE = 3  # words with which a noun phrase says enough
_REACH = 12  # characters in which an article stands before a name
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+['’]?)\s?$")


def led(happening: Happening, words: list[int], mentions: Sequence[Mention]) -> tuple[str, list[int]]:
    """What is put before the words, and what is left of them: the speaker of a quotation, the actor whom a
    pronoun stands for, the place of a bare noun."""
    words = turned(happening, words)
    speaker = _speaker(happening, words)
    if speaker:
        return f"{speaker}: ", words
    antecedent = _antecedent(happening, words, mentions)
    if antecedent:
        return antecedent + " ", words[1:]
    missing = _missing(happening, words, mentions)
    if missing:
        return missing + " ", words
    if happening.nested and content(happening.told.sentence, words) < _BARE:
        about = _about(happening, words, mentions)
        return (f"{about}: " if about else ""), words
    return "", words


def _speaker(happening: Happening, words: Sequence[int]) -> str | None:
    """Who says what stands in quotation marks, when the headline is only what is said."""
    told, clause = happening.told, happening.clause
    if happening.nested or not words or not told.closing(clause):
        return None
    start = told.sentence.tokens[words[0]].start
    quoted = any(told.text[start - 1 : start + 1].count(quotes[0]) for quotes in QUOTES)
    named = inside(told.mentions, Span(clause.start, clause.end))
    return named[0].text if quoted and named else None


def _missing(happening: Happening, words: Sequence[int], mentions: Sequence[Mention]) -> str | None:
    """Who does what a headline tells that would begin with its verb."""
    sentence, group = happening.told.sentence, happening.clause.group
    if not words or not mentions or happening.nested or group is None or happening.told.lexicon.bracket:
        return None
    if happening.told.reports(happening.clause) or "pronouns" in sentence.classes[words[0]]:
        return None  # the subject may come after it
    first = next((i for i in words if not {"clitics", "negations"} & sentence.classes[i]), words[0])
    if not group.first <= first < group.last:
        return None
    outside = [m for m in mentions if m.end <= sentence.tokens[words[0]].start and _subject(happening, m)]
    return _named(happening, outside[0]) if outside and nominative(happening, outside[0]) else None


def _subject(happening: Happening, mention: Mention) -> bool:
    """Whether a mention may be a subject: no word before it ties it to another."""
    before = _LAST_WORD.search(happening.told.text[max(0, mention.start - _REACH) : mention.start])
    names = happening.told.lexicon.classes.get(plain(before[1]), frozenset()) if before else frozenset()
    return not {"prepositions", "agents", "genitives"} & names


def _named(happening: Happening, mention: Mention) -> str:
    """The words of a mention, with the article before them."""
    lexicon, before = happening.told.lexicon, happening.told.text[: mention.start]
    article = _LAST_WORD.search(before[-_REACH:])
    names = lexicon.classes.get(plain(article[1]), frozenset()) if article else frozenset()
    if (
        article is None
        or not {"determiners", "definites"} <= names
        or {"prepositions", "possessives"} & names
    ):
        return mention.text
    return article[0] + mention.text


def nominative(happening: Happening, mention: Mention) -> bool:
    """Whether a mention can stand as a subject: where nouns have cases, a name as it is listed."""
    listed = {words for _, words in mention.actor.labels}
    return not happening.told.lexicon.cases or mention.text in listed


def _antecedent(happening: Happening, words: Sequence[int], mentions: Sequence[Mention]) -> str | None:
    """The actor a leading pronoun stands for."""
    told, sentence = happening.told, happening.told.sentence
    if len(words) < 2 or "person_pronouns" not in sentence.classes[words[0]]:
        return None
    pronoun = sentence.tokens[words[0]]
    earlier = [m for m in mentions if m.end <= pronoun.start and not happening.clause.holds(m.start)]
    if not earlier or not told.text[pronoun.end : pronoun.end + 1].isspace():
        return None  # nobody told of; "he'll"
    names = sentence.classes[words[0]]
    if "impersonal" in names or not _subject(happening, earlier[-1]):
        return None
    person = earlier[-1].actor.kind == "person"
    unlike = (person and "plural_pronouns" in names) or (not person and "human_pronouns" in names)
    if unlike or sentence.tokens[words[1]].word[0] == "'" or not nominative(happening, earlier[-1]):
        return None
    return _named(happening, earlier[-1])


def _about(happening: Happening, words: Sequence[int], mentions: Sequence[Mention]) -> str | None:
    """The place, else the actor, named in the same sentence outside the headline's own words."""
    told, tokens = happening.told, happening.told.sentence.tokens
    own = {tokens[i].start for i in words}
    places = [t for t in told.toponyms if t.locative and t.start not in own]
    named = [m for m in mentions if m.start not in own]
    if any(t.start in own for t in told.toponyms) or any(m.start in own for m in mentions):
        return None
    return places[0].text if places else named[0].text if named else None
