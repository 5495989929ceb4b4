"""Spelling: what the ways to write one name have in common, across accents and alphabets."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.who.tokens import fold

__all__ = ["alike", "mixes_scripts", "romanised", "skeleton", "slug"]

_SCRIPTS = [
    re.compile(letters) for letters in ("[A-Za-z\u00c0-\u024f]", "[\u0370-\u03ff]", "[\u0400-\u052f]")
]
_CYRILLIC = "абвгґдежзиклмнопрстуфхцчшщъыьэюяєіѓќљњџ"
_LATIN = str.maketrans(_CYRILLIC, "abvggdesziklmnoprstufkssss'i'euaeigklns")
_SOUNDS = re.compile(r"shch|tsch|sch|tch|tsh|sh|ch|zh|dzh|dj|cz|sz|kh|gh|ph|th|dh|ck|qu|ts|tz|x|[a-z]")
_SOUND = {
    **dict.fromkeys(
        ("shch", "tsch", "sch", "tch", "tsh", "sh", "ch", "zh", "cz", "sz", "ts", "tz", "z", "c"), "s"
    ),
    **dict.fromkeys(("kh", "gh", "g", "q", "qu", "ck", "x", "k"), "k"),
    **dict.fromkeys(("ph", "w", "v"), "f"),
    **dict.fromkeys(("dj", "dzh", "j", "y", "i", "h"), ""),
    **dict.fromkeys(("th",), "t"),
    **dict.fromkeys(("dh",), "d"),
    **dict.fromkeys("aeou", ""),
}


def romanised(word: str) -> str:
    """A word in plain Latin letters, transliterated coarsely from Cyrillic."""
    return fold(word).translate(_LATIN)


@lru_cache(maxsize=1 << 15)
def skeleton(word: str) -> str:
    """What spellings and transliterations of a name share: its consonants, coarsely.

    "Kadhafi", "Gaddafi", "Qadhafi" give one skeleton; so do "Zelensky", "Selenskyj" and "Зеленський".
    """
    latin = romanised(word)
    out: list[str] = []
    for sound in _SOUNDS.findall(latin):
        heard = _SOUND.get(sound, sound)
        if heard and (not out or out[-1] != heard):
            out.append(heard)
    return "".join(out) or latin[:1]


def mixes_scripts(name: str) -> bool:
    """Whether one word of a name has letters of two alphabets, which look alike and are not."""
    if name.isascii():
        return False
    return any(sum(bool(script.search(word)) for script in _SCRIPTS) > 1 for word in re.findall(r"\w+", name))


def slug(name: str) -> str:
    """A stable id: lower case, without accents, words joined by hyphens."""
    return re.sub(r"\W+", "-", fold(name)).strip("-")


def alike(a: str, b: str) -> bool:
    """Two spellings of one name: the same skeleton, and letters in common where that is short."""
    if a == b:
        return True
    bones = skeleton(a)
    return bones == skeleton(b) and (len(bones) > 3 or _shared(romanised(a), romanised(b)) >= 0.34)


def _shared(a: str, b: str) -> float:
    """The share of letter pairs two words have in common (Dice)."""
    left, right = {a[i : i + 2] for i in range(len(a) - 1)}, {b[i : i + 2] for i in range(len(b) - 1)}
    return 2 * len(left & right) / ((len(left) + len(right)) or 1)
