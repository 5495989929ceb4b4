"""States and capitals: where the name of one acts, and where it is only a place."""

from __future__ import annotations

from timeline.who.lexicon import Lexicon
from timeline.who.names import Find
from timeline.who.tokens import Tokens, fold

__all__ = ["merely_there"]

_BEFORE = 3  # words before a preposition among which a verb or noun of saying stands


def merely_there(tokens: Tokens, lexicon: Lexicon, found: Find, before: str) -> bool:
    """Is the state or its capital only a place here: "in Moscow", "the mayor of Moscow", a dateline?

    `before` is the word joined before it; a find without an actor is a capital.
    """
    words, i, capital = lexicon.words, found.i, found.actor is None
    if capital and (_alone_in_brackets(tokens, found) or _begins_a_name(tokens, lexicon, found)):
        return True
    if capital and before in words["directional"]:
        return not _spoken_to(tokens, lexicon, i)  # Portuguese "a" is an article too
    if capital and before in words["definite"] and not lexicon.head_first:
        return True  # no town has an article: "the Paris talks"
    if before in words["definite"] and i > 1:
        i -= 1
        before = tokens.keys[i - 1]
    if before in words["locative"] or (capital and before in words["directional"]):
        return True
    if before in words["of"] and i > 1:
        before = tokens.keys[i - 2]
        if capital and words["policies"]:
            return before not in words["policies"]  # "the streets of Paris", but "the support of Paris"
    if before in words["place_nouns"]:
        return True
    if not capital or not tokens.opens[found.i]:
        return capital and bool(tokens.shouted[found.i])
    after = tokens.gap(found.j - 1).lstrip()[:1]
    return tokens.words[found.i].isupper() or after in ("(", "-", "—", "–", "/", ".")


def _spoken_to(tokens: Tokens, lexicon: Lexicon, i: int) -> bool:
    """Whether words for accusing, asking, threatening or answering stand before a capital's preposition."""
    listed, starts = lexicon.words["addressing"], lexicon.prefixes
    for k in range(i - 2, max(-1, i - 2 - _BEFORE), -1):
        if not tokens.joined(k) or (tokens.capital[k] and not lexicon.capital_nouns):
            return False
        word = fold(tokens.words[k])
        if word in listed or tokens.keys[k] in listed or word.startswith(starts):
            return True
    return False


def _alone_in_brackets(tokens: Tokens, found: Find) -> bool:
    """A town that stands before the news from there: "(Paris) Thousands …"."""
    start, end = tokens.span(found.i, found.j)
    return tokens.text[start - 1 : start] == "(" and tokens.text[end : end + 1] == ")"


def _begins_a_name(tokens: Tokens, lexicon: Lexicon, found: Find) -> bool:
    """A capitalised word right after it that is no title or people: "Vienna Philharmonic", "Paris Match"."""
    j = found.j
    if lexicon.capital_nouns or j >= len(tokens) or not tokens.capital[j] or tokens.gap(j - 1) != " ":
        return False
    if tokens.shouted[j] or tokens.heading[j] or tokens.words[j].isupper():
        return False
    key = tokens.keys[j]
    known = key in lexicon.nations or key in lexicon.templates or key in lexicon.words["not_names"]
    return not known and key not in lexicon.words["titles"]
