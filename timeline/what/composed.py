"""Headlines and labels put together from kind, actors and place; the name that a headline without one is
given."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import combining, normalize

from timeline.language import load
from timeline.model import Mention, Place
from timeline.what.dating import Happening
from timeline.what.lead import nominative
from timeline.what.lexicon import lexicon_of
from timeline.what.sentences import VerbGroup
from timeline.what.shape import LONGEST, tidy

__all__ = ["composed_of", "label_of", "named"]

_LABELS = "en"  # the language of canonical names, and so of labels


def label_of(kind: str, actors: Sequence[str], place: Place | None) -> str:
    """Composed in English from kind, actors and place: "Meeting: Sergey Lavrov, Richard Haass · New York"."""
    said = kind != "OTHER" or not (actors or place)  # a hollow word says less than none
    named = lexicon_of(load(_LABELS)).kinds.get(kind, kind) if said else ""
    told = ": ".join(part for part in (named, ", ".join(actors[:3])) if part)
    where = (
        place.name if place and place.name not in actors else ""
    )  # "Withdrawal: Russia", not "· Russia" too
    return " · ".join(part for part in (told, where) if part)


def composed_of(happening: Happening, mentions: Sequence[Mention], kind: str, where: str) -> str | None:
    """A headline in the article's language, as a label: "Treffen: Lawrow, Baerbock · Kiew"."""
    lexicon, trigger = happening.told.lexicon, happening.trigger
    word = lexicon.kinds.get(kind, "") if kind != "OTHER" else ""
    if trigger is not None and not isinstance(trigger, VerbGroup):
        word = trigger.head.lemma
    names = list(dict.fromkeys(filter(None, (_called(happening, mention) for mention in mentions))))[:2]
    if any(_bare(where) in _bare(name) for name in names):
        where = ""
    if not word or not (names or where):
        return None
    told = tidy(": ".join((word, ", ".join(names))) if names else word)
    told = told.replace(": ", lexicon.colon, 1)  # with the blanks of the language, which tidying takes away
    return " · ".join(part for part in (told, where) if part)


def named(
    happening: Happening, words: Sequence[int], title: str, lead: str, mentions: Sequence[Mention], where: str
) -> str:
    """A headline that names nobody and nothing, behind the place or actor it is about: "Egypt: the banks
    were open"."""
    told, tokens = happening.told, happening.told.sentence.tokens
    if lead or any(name.start <= tokens[i].start < name.end for name in told.names for i in words):
        return title
    nouns = told.lexicon.bracket  # that begin with a capital
    if not nouns and any(tokens[i].capital for i in words[1:]):
        return title
    acting = (_called(happening, mention) for mention in mentions if mention.actor.kind != "person")
    about = where or next(filter(None, acting), "")  # a person before a colon would be the speaker
    first = words[0]
    light = bool(told.sentence.classes[first] - {"never"}) or not tokens[first].capital
    rest = title[:1].lower() + title[1:] if light and title[:1].isalpha() else title
    kicked = f"{about[:1].upper()}{about[1:]}{told.lexicon.colon}{rest}"
    return kicked if about and len(kicked) <= LONGEST else title


def _bare(name: str) -> str:
    """Without accents and capitals."""
    return "".join(c for c in normalize("NFD", name.casefold()) if not combining(c))


def _called(happening: Happening, mention: Mention) -> str | None:
    """What an actor is called in the article's language, else in its words where they are a name."""
    label = dict(mention.actor.labels).get(happening.told.lexicon.code)
    if label or mention.by == "state":
        return label
    return mention.text if nominative(happening, mention) else None
