"""Headlines: the first choice of the passage's words that stands alone; and a label in the reader's language.

The choices, in order: the passage without its time words, sources and connectives; its clause alone; the
noun phrase around a noun that names the event; the clause around a noun or participle; the main clause that
all hangs on. Each is shortened where it is too long. Where none stands alone, a headline is composed from
kind, actors and place; where that says nothing either, the passage is cut at the last word that fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from unicodedata import combining, normalize

from timeline.language import load
from timeline.model import Mention, Place, Span
from timeline.what.dating import Happening
from timeline.what.lead import led, nominative
from timeline.what.leftout import kept, written
from timeline.what.lexicon import lexicon_of
from timeline.what.sentences import VerbGroup
from timeline.what.shape import LONGEST, tidy
from timeline.what.shorten import broken, shorter
from timeline.what.sound import fault_of
from timeline.what.stretches import above, announced, around, own, passage_of

__all__ = ["label_of", "title_of"]

_VOWELS = frozenset("aeiou")
_LABELS = "en"  # the language of canonical names, and so of labels


def title_of(happening: Happening, mentions: Sequence[Mention], kind: str, place: Place | None) -> str:
    """A headline of at most 90 characters, in the words of the article."""
    for choice, stretches in _choices(happening):
        words = kept(choice, stretches) if stretches else []
        if not words:
            continue
        lead, words = led(choice, words, mentions)
        for left in shorter(choice, lead, words):
            title = tidy(lead + written(choice, left))
            if (
                len(title) <= LONGEST
                and fault_of(choice, lead, left, title) is None
                and (choice.clause is happening.clause or _tells(happening, choice, left))
            ):
                return title if lead else _unpointed(choice, left, title)
    composed = _composed(happening, mentions, kind, place)
    if composed:
        return composed
    return _flawed(happening, mentions)


def _flawed(happening: Happening, mentions: Sequence[Mention]) -> str:
    """What the passage says where nothing stands alone: a quotation, else its words cut where they fit."""
    sentence, passage = happening.told.sentence, happening.passage
    lead, words = led(happening, kept(happening, passage_of(happening)), mentions)
    if words and fault_of(happening, lead, words, "") in ("complement", "ending"):
        more = kept(happening, [Span(sentence.tokens[words[0]].start, sentence.end)])
        words = more if len(more) > len(words) else words
    if words:
        return _quoted(happening, words) or broken(happening, lead, words)
    return broken(happening, "", list(sentence.within(passage.start, passage.end)))


def _quoted(happening: Happening, words: list[int]) -> str | None:
    """What somebody says of himself, in quotation marks where no word is left out of it."""
    opens, closes = happening.told.lexicon.quotes
    for left in shorter(happening, "", words):
        title = tidy(written(happening, left))
        whole = left == list(range(left[0], left[-1] + 1)) if left else False
        fits = len(title) + len(opens + closes) <= LONGEST and not set(opens + closes + '"') & set(title)
        if whole and fits and fault_of(happening, "", left, title) == "speaker":
            return f"{opens}{title}{closes}"
    return None


def _choices(happening: Happening) -> Iterator[tuple[Happening, list[Span]]]:
    """Readings of a happening with the stretches that tell it, the best first."""
    yield happening, passage_of(happening)
    clause, whole = happening.clause, happening
    if happening.nested:
        yield happening, around(happening)
        whole = replace(happening, nested=False, passage=Span(clause.start, clause.end))
        if clause.group is None:
            return
        yield whole, passage_of(whole)
    yield whole, own(whole)
    said = announced(happening)
    if said is not None:
        yield said, own(said)
    main = above(whole)
    if main is not None:
        yield main, passage_of(main)


def _unpointed(happening: Happening, words: Sequence[int], title: str) -> str:
    """With an article for a first word that points to what was told before ("these talks")."""
    told, sentence = happening.told, happening.told.sentence
    first = sentence.tokens[words[0]]
    article, _, before_vowel = told.lexicon.articles.get(first.word, "-").partition("|")
    following = words[1] if len(words) > 1 else words[0]
    held = {"pronouns", "relatives", "clitics"} & sentence.classes[following]
    verbal = any(group.first <= following < group.last for group in sentence.groups)
    if article == "-" or held or verbal or following != words[0] + 1:
        return title
    rest = title[first.end - first.start :].lstrip()
    if before_vowel and normalize("NFD", rest[0])[0] in _VOWELS:
        return tidy(before_vowel + rest)
    return tidy(f"{article} {rest}")


def _tells(happening: Happening, choice: Happening, words: Sequence[int]) -> bool:
    """Whether words of another clause still name the event, or are what its verb announces."""
    trigger = happening.trigger
    said = choice.clause.parent == happening.clause.number
    return said or trigger is None or trigger.first in words


def label_of(kind: str, actors: Sequence[str], place: Place | None) -> str:
    """Composed in English from kind, actors and place: "Meeting: Sergey Lavrov, Richard Haass · New York"."""
    said = kind != "OTHER" or not (actors or place)  # a hollow word says less than none
    named = lexicon_of(load(_LABELS)).kinds.get(kind, kind) if said else ""
    told = ": ".join(part for part in (named, ", ".join(actors[:3])) if part)
    where = (
        place.name if place and place.name not in actors else ""
    )  # "Withdrawal: Russia", not "· Russia" too
    return " · ".join(part for part in (told, where) if part)


def _composed(
    happening: Happening, mentions: Sequence[Mention], kind: str, place: Place | None
) -> str | None:
    """A headline in the article's language, as a label: "Treffen: Lawrow, Baerbock · Kiew"."""
    told = happening.told
    word = told.lexicon.kinds.get(kind, "") if kind != "OTHER" else ""
    trigger = happening.trigger
    if trigger is not None and not isinstance(trigger, VerbGroup):
        word = trigger.head.lemma
    names = list(dict.fromkeys(filter(None, (_called(happening, mention) for mention in mentions))))[:2]
    where = next((t.text for t in told.toponyms if t.place == place), "")
    if told.lexicon.cases or any(_bare(where) in _bare(name) for name in names):
        where = ""
    if not word or not (names or where):
        return None
    return tidy(
        " · ".join(part for part in (": ".join((word, ", ".join(names))) if names else word, where) if part)
    )


def _bare(name: str) -> str:
    """Without accents and capitals."""
    return "".join(c for c in normalize("NFD", name.casefold()) if not combining(c))


def _called(happening: Happening, mention: Mention) -> str | None:
    """What an actor is called in the article's language, else in its words where they are a name."""
    label = dict(mention.actor.labels).get(happening.told.lexicon.code)
    if label or mention.by == "state":
        return label
    return mention.text if nominative(happening, mention) else None
