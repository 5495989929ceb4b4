"""Which language a text is in: among all the detector knows, with a prior for those that have a file."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from timeline import resources
from timeline.language.files import Language, codes, load
from timeline.model import Article

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["canonical", "detect", "for_article"]

UNDETERMINED = "und"  # ISO 639-2's own code
# In nats. On eight languages of news, four words to a text: 88 % right without it, 95 % with it; texts of
# twenty words in other languages keep theirs.
PRIOR = 8.0
# Beside a variety (data/varieties.toml) seldom written: an English sentence of ten words was 11 behind
# one of them, eight words of that one were 35 ahead.
PRIOR_BESIDE = 20.0
WINDOW = (
    2000  # code points read at the start, in the middle and at the end: furniture may speak another language
)
TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][\w-]{1,32})?\s*")


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.8 s: only where a text asks for it

    return LanguageIdentifier.from_model_file(MODEL_FILE)


def detect(text: str) -> str:
    """The ISO 639 code of the language most of `text` is in; `und` where it has no words."""
    sample = text.strip()
    if len(sample) > 3 * WINDOW:
        middle = len(sample) // 2
        sample = " ".join((sample[:WINDOW], sample[middle : middle + WINDOW], sample[-WINDOW:]))
    if not any(character.isalpha() for character in sample):
        return UNDETERMINED
    favoured = codes()
    scores = {str(code): float(score) for code, score in _identifier().rank(sample)}
    found = max(scores, key=lambda code: scores[code] + PRIOR * (code in favoured))
    beside = _varieties().get(found)
    near = beside in scores and scores[found] - scores[str(beside)] < PRIOR_BESIDE
    return str(beside) if near else found


@cache
def _varieties() -> dict[str, str]:
    """Varieties that hardly have a press, and the language of the press beside each."""
    table = tomllib.loads(resources.text("varieties.toml"))
    return {variety: language for language, listed in table.items() for variety in listed}


@lru_cache(maxsize=256)
def canonical(tag: str) -> str | None:
    """`fr` for `fr`, `FR`, `fr-CA`, `fr_FR.UTF-8` or `fra`; None for what names no language."""
    found = TAG.match(tag)
    if found is None or found.end() not in (len(tag), tag.find(".")):
        return None
    from babel.core import get_global

    code = found[1].lower()
    code = str(get_global("language_aliases").get(code, code))
    return None if code == UNDETERMINED else code


def for_article(article: Article) -> Language | None:
    """The language file that reads an article; None where there is none and the fallback must do."""
    code = canonical(article.language) if article.language else detect(article.text)
    return load(code) if code else None
