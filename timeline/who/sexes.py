"""Whether a person is a woman or a man: told by the words beside a name, by the first name, by a pronoun that
can mean nobody else. A text that contradicts itself tells nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from timeline.model import Mention
from timeline.who.firstnames import sexes
from timeline.who.lexicon import Lexicon
from timeline.who.tokens import Tokens, fold

__all__ = ["contradicts", "sexed"]

_REACH = 5  # words before a name among which a title or an article tells of whom it is


def sexed(tokens: Tokens, lexicon: Lexicon, english: Lexicon, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each person's with its sex where something tells it; sorted as they were."""
    people = {m.actor.actor_id: m.actor for m in mentions if m.actor.kind == "person"}
    beside: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.actor.actor_id in people:
            beside.setdefault(mention.actor.actor_id, set()).update(_beside(tokens, lexicon, mention))
    known: dict[str, str | None] = {}
    for identity, actor in people.items():
        known[identity] = actor.sex or _only(beside[identity]) or _named(actor.name, english)
    unknown = {identity for identity, sex in known.items() if sex is None and not beside[identity]}
    if unknown:
        for identity, seen in _pronouns(tokens, lexicon, mentions, known, unknown).items():
            known[identity] = _only(seen)
    return [
        replace(m, actor=replace(m.actor, sex=known[m.actor.actor_id]))
        if known.get(m.actor.actor_id) != m.actor.sex and m.actor.actor_id in people
        else m
        for m in mentions
    ]


def contradicts(tokens: Tokens, lexicon: Lexicon, i: int, j: int, name: str, sex: str | None) -> bool:
    """Whether somebody of a sex is not whom the words `i` up to `j` of an office or a name can mean.

    A man's title may be a woman's too, a woman's never a man's.
    """
    first = name.partition(" ")[0] if " " in name else ""
    given = sexes().get(first.lower(), sexes().get(fold(first)))
    if sex is None or (given is not None and given != sex):
        return sex is not None
    heads = [k for k in range(i, j) if tokens.keys[k] in lexicon.words["titles"]]
    heads += [i - 1] if i and tokens.gap(i - 1) == " " else []
    return sex == "m" and any(_tells(tokens, lexicon, k, "f") for k in heads)


def _only(seen: set[str]) -> str | None:
    return next(iter(seen)) if len(seen) == 1 else None


def _named(name: str, english: Lexicon) -> str | None:
    """By the first of several names, or by the word for a relative: "X's wife"."""
    first, _, last = name.partition(" ")
    if not last:
        return None
    kin = fold(name.split()[-1])
    if "'s " in name:
        return "f" if kin in english.words["women"] else "m" if kin in english.words["men"] else None
    given = sexes()
    return given.get(first.lower(), given.get(fold(first)))


def _beside(tokens: Tokens, lexicon: Lexicon, mention: Mention) -> set[str]:
    """What titles and articles before a name, and the verb of saying right after it, tell."""
    words = lexicon.words
    lists = ("titles", "courtesies", "former", "professions", "women", "men")
    around = frozenset().union(*(words[name] for name in lists))
    found = set()
    i = bisect_left(tokens.starts, mention.start)
    k = i - 1
    while k >= max(0, i - _REACH) and tokens.gap(k) in (" ", ". ", "\u00a0"):
        key = tokens.keys[k]
        known = key in around or key in lexicon.nations or key in lexicon.templates
        if not known and not lexicon.ended(key):
            break
        found |= {sex for sex in ("f", "m") if _tells(tokens, lexicon, k, sex)}
        k -= 1
    j = bisect_left(tokens.starts, mention.end)
    if lexicon.verb_ends and j < len(tokens) and tokens.gap(j - 1) == " ":
        word = tokens.words[j].lower()
        if tokens.keys[j] in words["reporting"]:
            found |= {sex for sex, ends in lexicon.verb_ends.items() if word.endswith(ends)}
    return found if len(found) == 1 else set()


def _tells(tokens: Tokens, lexicon: Lexicon, k: int, sex: str) -> bool:
    key, listed = tokens.keys[k], lexicon.sexes.get(fold(tokens.words[k]))
    if listed is not None:
        return listed == sex
    both = lexicon.words["women"], lexicon.words["men"]
    if key in both[sex == "m"] and key not in both[sex == "f"]:
        return True
    ends = lexicon.title_ends.get(sex, ())
    told = lexicon.words["titles"] | lexicon.words["professions"]
    return bool(ends) and key in told and tokens.words[k].endswith(ends)


def _pronouns(
    tokens: Tokens,
    lexicon: Lexicon,
    mentions: Sequence[Mention],
    known: dict[str, str | None],
    unknown: set[str],
) -> dict[str, set[str]]:
    """For the only person of a sentence, the pronouns that go on with it: in it, or opening the next."""
    told: dict[str, set[str]] = {}
    people = [m for m in mentions if m.actor.kind == "person"]
    starts = [m.start for m in people]
    opening = [i for i in range(len(tokens)) if tokens.opens[i]]
    for i, key in enumerate(tokens.keys):
        sex = "f" if key in lexicon.words["she"] else "m" if key in lexicon.words["he"] else None
        if sex is None:
            continue
        n = bisect_left(opening, i + 1) - 1
        n -= int(n >= 0 and opening[n] == i)  # one that opens a sentence goes on with the one before
        if n < 0:
            continue
        low = bisect_left(starts, tokens.starts[opening[n]])
        high = bisect_left(starts, tokens.starts[i])
        near = {m.actor.actor_id for m in people[low:high]}
        if len(near) != 1 or not near <= unknown:
            continue
        earlier = people[bisect_left(starts, tokens.starts[opening[n - 1]] if n else 0) : low]
        if not any(known[m.actor.actor_id] == sex for m in earlier):
            told.setdefault(next(iter(near)), set()).add(sex)
    return told
