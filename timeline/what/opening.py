"""Where a headline may begin: past a dateline, connectives and signs."""

from __future__ import annotations

from timeline.model import Span
from timeline.what.dating import Happening

__all__ = ["named_at", "opening"]

_TYING = {"connectives", "subordinators", "coordinators", "conditionals", "relatives"}
_DASHES = frozenset("-–—")
_BRACKET = 25  # words among which a bracket before a sentence ends
_LINE, _AGENCY, _HALF = 30, 5, 2  # words of such a head, of its agency; letters of "am" and "pm"
_OPENS, _CLOSES = ("lrb", "("), ("rrb", ")")
_HEAD = 8  # words among which a dateline ends


def opening(happening: Happening, span: Span, subject: bool = False) -> int:
    """Past the dateline, connectives, conjunctions and signs that tie a stretch to what stands before; a
    `subject` taken from another clause also leaves its preposition there."""
    sentence = happening.told.sentence
    words = sentence.within(span.start, span.end)
    if not words:
        return span.start
    tying = _TYING | ({"prepositions", "apart", "agents"} if happening.nested or subject else set())
    i, stop = _past_dateline(happening, words), words[-1]
    while i < stop:
        token, names = sentence.tokens[i], sentence.classes[i]
        asks = i == 0 and "relatives" in names and "connectives" not in names  # "What happened was"
        if (
            names & tying
            and not asks
            and not (happening.nested and {"definites"} & names)
            and not named_at(happening, i)
        ):
            i = max(i + 1, sentence.reach[i])
        elif "prepositions" in names and "relatives" in sentence.classes[i + 1] and token.word != "que":
            i += 1  # "to whom he had …"
        elif not token.word[0].isalnum() and token.word not in '«“"':
            i += 1
        else:
            break
    return sentence.tokens[i].start


def named_at(happening: Happening, i: int) -> bool:
    """Whether a name begins at word i ("El Salvador")."""
    start = happening.told.sentence.tokens[i].start
    return any(mention.start == start for mention in happening.told.mentions)


def _past_dateline(happening: Happening, words: range) -> int:
    """Past "GENEVA - " and "(Geneva) ": capitalised words up to a dash or bracket that stands apart."""
    text, tokens, at = happening.told.text, happening.told.sentence.tokens, words[0]
    if tokens[at].word == "(":
        closes = [i for i in words[:_BRACKET] if tokens[i].word == ")" and i + 1 in words]
        timed = closes and any(
            tokens[at].start < m.start < tokens[closes[0]].start for m in happening.told.moments
        )
        if timed:
            return closes[0] + 1  # "(Update 8 p.m., Geneva) The talks …"
    agency = _past_agency(happening, words)
    if agency is not None:
        return agency
    if tokens[at].word == "@":
        named = next((i for i in words[:_HEAD] if tokens[i].word == ":"), None)
        return named + 1 if named is not None and named + 1 in words else at
    for i in words[:_HEAD]:
        word, after = tokens[i].word, i + 1
        apart = text[tokens[i].start - 1 : tokens[i].start].isspace()
        timed = any(m.start <= tokens[i].start < m.end for m in happening.told.moments)
        numbers = all(
            tokens[k].word[0].isdigit()
            or any(m.start <= tokens[k].start < m.end for m in happening.told.moments)
            for k in words[: i - words[0]]
        )
        if word in ".:)" and after in words and numbers and i > words[0]:
            at = after  # "2. The talks …"
            continue
        speaker = word == ":" and text[tokens[words[0]].start : tokens[i].start].strip().isupper()
        if speaker and after in words:
            at = after  # "COOPER: The talks …"
        elif (word in _DASHES and apart and i > words[0]) or (word == ")" and tokens[words[0]].word == "("):
            while after in words and tokens[after].word in ".-–—":
                after += 1
            at = after if after in words and tokens[after].capital else at
        elif word[0].isalpha() and not tokens[i].capital and not timed:
            break
    return at


def _past_agency(happening: Happening, words: range) -> int | None:
    """Past a head with its agency in brackets: "TRIPOLI | Fri Jul 22 , 2011 -LRB- Reuters -RRB- - "."""
    tokens = happening.told.sentence.tokens
    for i in words[:_LINE]:
        token = tokens[i]
        if token.word in _OPENS:
            ends = (j for j in words[: i - words[0] + _AGENCY] if j > i and tokens[j].word in _CLOSES)
            close = next(ends, None)
            while close is not None and close + 1 in words and not tokens[close + 1].word[0].isalnum():
                close += 1
            if close is None or close + 1 not in words or i <= words[0] + 1:
                return None
            parted = tokens[close].word not in _CLOSES or tokens[close + 1].capital
            return close + 1 if parted else None  # "The Special Region (SAR) of …" is no head
        timed = any(m.start <= token.start < m.end for m in happening.told.moments)
        if token.word[0].isalpha() and not token.capital and not timed and len(token.word) > _HALF:
            return None
    return None
