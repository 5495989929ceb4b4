"""Which state an adjective tells of: the demonyms of a language in all their forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from timeline.language.files import Language

__all__ = ["demonyms", "inflected"]


def inflected(word: str, forms: Mapping[str, list[str]]) -> Iterator[str]:
    """All forms of a demonym: the longest ending the table knows decides."""
    for size in range(len(word), -1, -1):
        ending = word[len(word) - size :]
        if ending in forms:
            for form in forms[ending]:
                yield word[: len(word) - size] + form
            return
    yield word


@cache
def demonyms(language: Language | None) -> Mapping[str, str]:
    """Forms in small letters → ISO 3166-1 alpha-3; with their cases, if the language has a table of them."""
    if language is None:
        return {}
    section = language.section("who")
    forms, cases = section.get("demonym_forms", {}), language.section("where").get("endings", {})
    found: dict[str, str] = {}
    for state, words in section.get("demonyms", {}).items():
        for word in words:
            for form in inflected(word.lower(), forms):
                for one in (form, *_cases(form, cases)):
                    found.setdefault(one, state)
    return found


def _cases(form: str, cases: Mapping[str, list[str]]) -> Iterator[str]:
    for ending, obliques in cases.items():
        if ending != "-" and form.endswith(ending):
            for oblique in obliques:
                yield form[: len(form) - len(ending)] + oblique
