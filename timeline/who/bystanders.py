"""Names that do not act where they stand: those others are for or against, those whose premises it is, and so
many of a people."""

from __future__ import annotations

from bisect import bisect_left

from timeline.model import Mention
from timeline.who.lexicon import Lexicon
from timeline.who.tokens import Tokens

__all__ = ["counted", "only_tells_whose"]

_STANCE_GAPS = ("-", "- ", " ")


def counted(tokens: Tokens, lexicon: Lexicon, i: int) -> bool:
    """Whether so many of a people are meant and not the people: "thousands of X", "40 X", "several X"."""
    words = lexicon.words
    k = i - 1
    if k > 0 and tokens.joined(k) and tokens.keys[k] in words["of"]:
        k -= 1
    if k < 0 or not tokens.joined(k):
        return False
    return tokens.keys[k] in words["amounts"] or tokens.keys[k].isdigit()


def only_tells_whose(tokens: Tokens, lexicon: Lexicon, mention: Mention) -> bool:
    """Whether a name only describes others: "anti-army", "supporters of X", "the League's premises"."""
    words = lexicon.words
    i = bisect_left(tokens.starts, mention.start)
    j = bisect_left(tokens.starts, mention.end)
    k = j + 1 if j < len(tokens) and tokens.keys[j] == "s" and tokens.joined(j - 1) else j
    if k < len(tokens) and tokens.joined(k - 1) and tokens.keys[k] in words["camps"]:
        return not lexicon.head_first
    if i and tokens.keys[i - 1] in words["stances"] and tokens.gap(i - 1) in _STANCE_GAPS:
        return True
    small = words["of"] | words["definite"] | words["courtesies"] | words["titles"]
    while i and tokens.joined(i - 1) and tokens.keys[i - 1] in small:
        i -= 1
    if not i or not tokens.joined(i - 1):
        return False
    before = tokens.keys[i - 1]
    return before in words["camps"] or (mention.actor.kind != "person" and before in words["premises"])
