"""The words of a language's `[when]` tables, by their first token, and the numbers they spell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.errors import LanguageDataError
from timeline.language import Language
from timeline.when.digits import LIKE_I, LIKE_X
from timeline.when.named import is_formula
from timeline.when.tokens import fold, plain, words_of

__all__ = ["COMPUTED", "ROMANS", "TABLES", "Entry", "Lexicon", "lexicon_of"]

# table of the language file → slot of the templates
TABLES = {
    "months": "month", "weekdays": "weekday", "seasons": "season", "units": "unit", "parts": "part",
    "numbers": "number", "ordinals": "ordinal", "vague": "vague", "holidays": "holiday", "deictic": "deictic",
    "anaphoric": "anaphoric", "frequency": "frequency", "zones": "zone", "approx": "approx",
    "fractions": "fraction",
    "decades": "decade_word", "spans": "span", "meridiem": "meridiem", "clocks": "fixed", "plurals": "units",
    "habitual": "habitual", "of_months": "of_month",
}  # fmt: skip
# slots read from digits
COMPUTED = (
    "number", "day", "month_number", "year", "short_year", "hour", "minute", "digits", "decade_digits",
    "roman",
    "year_words", "old_year",
)  # fmt: skip
_UNIT_KEYS = (
    "second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "half", "year",
    "fiscal",
    "decade", "century", "millennium",
)  # fmt: skip
_KEYS: dict[str, Sequence[str]] = {
    "months": [str(n) for n in range(1, 13)],
    "of_months": [str(n) for n in range(1, 13)],
    "weekdays": [str(n) for n in range(1, 8)],
    "habitual": [str(n) for n in range(1, 8)],
    "seasons": ["SP", "SU", "FA", "WI"],
    "parts": ["MO", "MI", "AF", "EV", "NI", "DT"],
    "units": _UNIT_KEYS,
    "plurals": _UNIT_KEYS,
    "approx": ["APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "ON_OR_BEFORE",
    "ON_OR_AFTER",
               "START", "MID", "END", "BEFORE", "AFTER"],
}  # fmt: skip

_COUNTED = frozenset(
    ("months", "of_months", "weekdays", "habitual", "numbers", "ordinals", "deictic", "anaphoric")
)  # tables keyed by a number
_FORMULAS = "Write it as 12-25, easter-2, orthodox+0, 11 thu 4, islamic 9-1 or national Independence Day."

Entry = tuple[tuple[str, ...], str, Any]  # the tokens after the first, the slot, the value


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """First token → what may begin there. `capitals` are the slots whose words are written with a capital,
    `small` those that with one are names."""

    entries: Mapping[str, Sequence[Entry]]
    alone: Mapping[str, Sequence[tuple[str, Any]]]  # of the entries, those of one word: slot and value
    longer: Mapping[str, Mapping[str, Sequence[Entry]]]  # the others, by their first and second word
    numbers: Mapping[str, Sequence[tuple[tuple[str, ...], int]]]
    joiners: frozenset[str]
    leading: frozenset[str]  # words for one that only begin a number
    capitals: frozenset[str]
    small: frozenset[str]
    beginnings: Mapping[str, set[str]]
    endings: Mapping[str, tuple[str, ...]]  # slot → endings of a word that fills it

    def spelled(self, words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
        """(end, number) of every number spelled out from token `at` on, shortest first."""
        total, group, lowest, position, steps = 0, 0, 0, at, 0
        while steps < 12:
            joined = position
            if steps and position < len(words) and words[position] in self.joiners:
                joined += 1
            found = max(
                (
                    (joined + 1 + len(rest), value)
                    for rest, value in self.numbers.get(words[joined] if joined < len(words) else "", ())
                    if tuple(words[joined + 1 : joined + 1 + len(rest)]) == rest
                ),
                default=None,
            )
            if found is None or (steps and words[joined] in self.leading):
                return
            end, value = found
            if steps == 0:
                group = value
            elif group >= 1_000_000 and value < 100:  # "a million two years ago" is no number
                return
            elif value >= 1000 and (group or total) and value > group:
                total, group = total + group * value, 0
            elif value == 100 and 0 < group % 100 < 100 and group < 100:
                group *= 100
            elif value < lowest and (value < 10 or lowest > 20 or (lowest == 20 and value < 20)):
                group += value
            elif total and not group and value < 1000:
                group = value
            else:
                return
            lowest = _lowest(value if steps == 0 or group == 0 else group)
            if group == 0:
                lowest = 1000
            position, steps = end, steps + 1
            yield position, total + group


def _lowest(value: int) -> int:
    """The place that is still free below a number: 20 for 20 and 60, 100 for 300, 1 for 7."""
    if value >= 1000:
        return 1000
    if value % 100 == 0:
        return 100
    if value % 20 == 0:
        return 20
    if value % 10 == 0 and value > 10:
        return 10
    return 1


def _fail(path: str, key: str, why: str, cure: str = "Correct the table.") -> LanguageDataError:
    return LanguageDataError(path, f"[when.{key}] {why}", cure)


def lexicon_of(language: Language, groups: Mapping[str, Sequence[str]]) -> Lexicon:
    """Reads and checks the word tables. Raises LanguageDataError naming file and key."""
    path = f"data/languages/{language.code}.toml"
    section = language.section("when")
    entries: dict[str, list[Entry]] = {}
    numbers: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    beginnings: dict[str, set[str]] = {}

    def put(phrase: str, slot: str, value: Any, table: str) -> None:
        tokens = words_of(phrase)
        if not tokens:
            raise _fail(path, table, f"'{phrase}' holds no word")
        for forms in {tuple(tokens), tuple(plain(token) if len(token) > 2 else token for token in tokens)}:
            entry = (forms[1:], slot, value)
            if entry not in (known := entries.setdefault(forms[0], [])):
                known.append(entry)
            beginnings.setdefault(slot, set()).add(forms[0])
            if slot == "number":
                numbers.setdefault(forms[0], []).append((forms[1:], value))

    for table, slot in TABLES.items():
        for key, phrases in section.get(table, {}).items():
            if table in _KEYS and key not in _KEYS[table]:
                raise _fail(path, table, f"has no key '{key}'")
            if table == "holidays" and not is_formula(key):
                raise _fail(path, table, f"names no day: '{key}'", _FORMULAS)
            value = int(key) if table in _COUNTED else key
            for phrase in phrases:
                put(phrase, slot, value, table)
    for slot, word, value in _compounds(section, path):
        entries.setdefault(word, []).append(((), slot, value))
        beginnings.setdefault(slot, set()).add(word)
    plural = {fold(word) for words in section.get("plurals", {}).values() for word in words}
    for key, phrases in section.get("units", {}).items():
        for phrase in phrases:
            if fold(phrase) not in plural:
                put(phrase, "one", key, "units")
    if "joined" in section:
        for value, word in _ones_before_tens(section.get("numbers", {}), section["joined"]):
            put(word, "number", value, "numbers")
    for name, phrases in groups.items():
        for phrase in phrases:
            if phrase and not any(sign in phrase for sign in "{}<>()|[]"):
                put(phrase, f"<{name}>", phrase, "words")
    for ending in section.get("roman_endings", ()):
        for value in range(1, 31):
            put(_roman(value) + ending, "roman", value, "roman_endings")
    for ending in section.get("ordinal_endings", ()):
        for value in range(1, 32):
            put(f"{value}-{ending}", "ordinal", value, "ordinal_endings")
    put("t", "t", "t", "words")
    for slot in ("year_words",):
        beginnings[slot] = beginnings.get("number", set())
    capitals = frozenset(TABLES.get(table, f"<{table}>") for table in section.get("capitals", ()))
    small = frozenset(TABLES[table] for table in section.get("small", ()))
    joiners = frozenset(section.get("number_joiners", ()))
    endings = {
        name: tuple(fold(ending) for ending in each) for name, each in section.get("endings", {}).items()
    }
    leading = frozenset(section.get("leading", ()))
    alone: dict[str, list[tuple[str, Any]]] = {}
    longer: dict[str, dict[str, list[Entry]]] = {}
    for word, each in entries.items():
        for entry in each:
            if entry[0]:
                longer.setdefault(word, {}).setdefault(entry[0][0], []).append(entry)
            else:
                alone.setdefault(word, []).append(entry[1:])
    return Lexicon(entries, alone, longer, numbers, joiners, leading, capitals, small, beginnings, endings)


def _roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]


ROMANS = frozenset(
    _roman(value).replace("x", ten).replace("i", one)
    for value in range(1, 40)
    for ten in ("x", LIKE_X)
    for one in ("i", LIKE_I)
)


_COMPOUNDS = {"lasting": "span", "aged": "aged"}  # table of what follows a number in one word → slot


def _compounds(section: Mapping[str, Any], path: str) -> Iterator[tuple[str, str, str]]:
    """(slot, word, value) of words made of a number and a unit (dreitägig): all `stems` with all ends."""
    stems = {key: [fold(stem) for stem in each] for key, each in section.get("stems", {}).items()}
    joiner = section.get("joined", "")
    for tens in (key for key in tuple(stems) if key.isdecimal() and 20 <= int(key) < 100):
        for one in range(1, 10):
            stems[str(int(tens) + one)] = [
                low + joiner + high if joiner else high + low
                for high in stems[tens]
                for low in stems.get(str(one), ())
            ]
    for table, slot in _COMPOUNDS.items():
        for unit, ends in section.get(table, {}).items():
            if unit not in _UNIT_KEYS:
                raise _fail(path, table, f"has no key '{unit}'")
            for number, heads in stems.items():
                for word in {head + fold(end) for head in heads for end in ends}:
                    for form in {word, plain(word)}:
                        yield slot, form, f"{number} {unit}"


def _ones_before_tens(table: Mapping[str, Sequence[str]], joiner: str) -> Iterator[tuple[int, str]]:
    """German-like number words, written together: ones, joiner, tens; and with hundreds before them."""
    small = {int(key): words for key, words in table.items() if int(key) < 100}
    pairs = [
        (tens + ones, one + joiner + ten)
        for ones in range(1, 10)
        for tens in range(20, 100, 10)
        for one in small.get(ones, ())
        for ten in small.get(tens, ())
    ]
    yield from pairs
    below = {value: words[0] for value, words in small.items() if value} | {
        tens + ones: small[ones][0] + joiner + small[tens][0]
        for ones in range(1, 10)
        for tens in range(20, 100, 10)
        if ones in small and tens in small
    }
    for hundred in table.get("100", ())[:1]:
        for ones in range(1, 20):
            for rest, word in {0: "", **below}.items():
                if ones > 1 or rest:
                    yield ones * 100 + rest, below.get(ones, "") + hundred + word
                if ones == 1 and rest:
                    yield 100 + rest, hundred + word
