"""Dictionary forms → all their forms, by the paradigms of a language file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["TENSES", "Inflection"]

TENSES = (
    "base", "present", "imperfect", "past", "future", "conditional", "participle", "gerund",
)  # fmt: skip


class Inflection:
    """The paradigms of one language.

    A paradigm is named by the ending of the dictionary form that it replaces ("-er"), or by a whole verb; the
    longest ending that fits wins. An ending such as "ge+t" adds to the front too. `like` borrows the endings
    of another paradigm for a narrower ending.
    A verb without a paradigm that ends in a `reflexive` ending is its plain verb with such an ending added.
    """

    def __init__(self, section: Mapping[str, Any]) -> None:
        self._verbs: Mapping[str, Mapping[str, str]] = section.get("conjugations", {})
        self._nouns: Mapping[str, str] = section.get("declensions", {})
        endings = section.get("endings", {}).get("reflexive", "")
        self._reflexive = tuple(end for part in endings.split(",") if (end := part.strip()))

    def verb(self, lemma: str) -> Iterator[tuple[str, str]]:
        """(form, tense) of every form of a verb, its dictionary form first as `base`."""
        name = lemma if lemma in self._verbs else self._longest(lemma)
        if name is None and lemma.endswith(self._reflexive):
            end = next(end for end in self._reflexive if lemma.endswith(end))
            for form, tense in self.verb(lemma.removesuffix(end)):
                for added in self._reflexive:
                    yield form + added, tense
            return
        yield lemma, "base"
        if name is None:
            return
        while "like" in self._verbs[name]:
            name = self._verbs[name]["like"]
        stem = lemma.removesuffix(name[1:]) if name.startswith("-") else ""
        for tense, endings in self._verbs[name].items():
            for ending in endings.split():
                front, plus, end = ending.rpartition("+")
                yield front + stem + end if plus else stem + ending, tense

    def noun(self, lemma: str) -> Iterator[str]:
        """Every form of a noun."""
        yield lemma
        fitting = max((end for end in self._nouns if lemma.endswith(end)), key=len, default=None)
        if fitting is None:
            return
        stem = lemma[: len(lemma) - len(fitting)]
        for ending in self._nouns[fitting].split():
            yield stem + ending

    def _longest(self, lemma: str) -> str | None:
        fitting = (name for name in self._verbs if name.startswith("-") and lemma.endswith(name[1:]))
        return max(fitting, key=len, default=None)
