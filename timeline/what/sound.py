"""Whether words stand alone as a headline: who does it, a whole verb, nothing that asks for more.

Each condition rests on a closed class of the language file. A fault has a name, so that tests and measures
can say which one keeps a headline back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.what.dating import Happening
from timeline.what.sentences import SIGNS, Nominal, Sentence, VerbGroup
from timeline.what.shape import QUOTES, content
from timeline.what.torn import torn
from timeline.what.unfinished import asks, begun, unfinished, verb_of

__all__ = ["fault_of", "speaks"]

_NOISE = frozenset("@#|\\/_*=<>")
_RUN_ON = re.compile(r"[^\W\d_A-ZÀ-ÞА-Я]{4,}[.!]\s|://")
_QUOTING = frozenset('«»“”„"')
_BARE = 3  # words with which a noun phrase says enough
_OPENS = {"coordinators", "subordinators", "conditionals", "agents"}
_WEAK = {"clitics", "negations", "connectives"}


def fault_of(
    happening: Happening, lead: str, words: Sequence[int], title: str, quoted: bool = False
) -> str | None:
    """The name of the first thing that keeps words from standing alone as a headline, None where nothing
    does.

    `words` are positions in the sentence, `lead` what is put before them, `title` both as written; `quoted`
    words may be somebody's own.
    """
    told, sentence = happening.told, happening.told.sentence
    group = verb_of(happening)
    if not words or content(sentence, words) < (_BARE if happening.nested else 1 if lead else 2):
        return "short"
    asked = told.text[told.span.end - 1 : told.span.end] == "?"
    if asked or _noisy(title) or _marked(happening, words):
        return "noise"
    if not quoted and speaks(happening, words):
        return "speaker"
    if _opens(happening, lead, words) or (not lead and _cut_off(happening, words)):
        return "opening"
    if _of_another(happening, words):
        return "head"
    if asks(sentence, words, group) or begun(happening, words):
        return "ending"
    if torn(happening, words):
        return "torn"
    if group is None:
        return None
    marked = group.first > 0 and "markers" in sentence.classes[group.first - 1]
    if not {group.first, group.own} <= set(words) or marked or _dependent(happening, group):
        return "verb"
    if _wished(happening):
        return "dependent"
    if any(told.closing(c) and c.group and c.group.first in words for c in told.clauses):
        return "attribution"
    if _reporting(happening, group):
        return "attribution"
    if unfinished(happening, words, group):
        return "complement"
    return None if lead else _subject(happening, words, group)


def _before(sentence: Sentence, words: Sequence[int], group: VerbGroup) -> list[int]:
    """The words before the verb that could be its subject: not what leans on the verb, no sign."""
    return [
        i
        for i in words
        if i < group.first
        and sentence.tokens[i].word[0].isalnum()
        and (not _WEAK & sentence.classes[i] or {"determiners", "pronouns"} & sentence.classes[i])
        and "preverbal" not in sentence.classes[i]
    ]


def _dependent(happening: Happening, group: VerbGroup) -> bool:
    """A form that stands only in a clause that hangs on another (a subjunctive of the past)."""
    ends = happening.told.lexicon.endings.get("dependent", ())
    return group.tense == "imperfect" and happening.told.sentence.tokens[group.first].word.endswith(ends)


def _reporting(happening: Happening, group: VerbGroup) -> bool:
    """A verb of saying right behind what is said, whose own subject follows it: "…, said the envoy"."""
    told, clause = happening.told, happening.clause
    if not told.reports(clause) or clause.subject is None or clause.opener not in ("main", "subordinate"):
        return False
    tokens = told.sentence.tokens
    led = group.first > 0 and (
        tokens[group.first - 1].word == "," or tokens[group.first - 1].word in _QUOTING
    )
    return led and tokens[group.first].start <= clause.start + 4


def _wished(happening: Happening) -> bool:
    """A clause that tells what is wished, feared or hoped, not what is: "[asked] that he leave"."""
    told, sentence, clause = happening.told, happening.told.sentence, happening.clause
    opens = sentence.within(clause.start, clause.end)
    if not opens or not told.lexicon.moods or clause.opener not in ("complement", "subordinate"):
        return False
    first = opens[0]
    if "wishes" in sentence.classes[first]:
        return True
    above = told.clauses[clause.parent].group if clause.parent is not None else None
    if clause.opener != "complement" or above is None or "complementizers" not in sentence.classes[first]:
        return False
    tied = first > 0 and "prepositions" in sentence.classes[first - 1]
    return tied or above.head.lemma not in told.lexicon.verbs["report"] | told.lexicon.verbs["claim"]


def _noisy(title: str) -> bool:
    """Marks of a page, an address or a question."""
    if _NOISE & set(title) or "?" in title or ".." in title or _RUN_ON.search(title):
        return True
    return any(title.count(a) != title.count(b) for a, b in (*QUOTES, ("(", ")"), ("[", "]")) if a != b)


def _marked(happening: Happening, words: Sequence[int]) -> bool:
    """An address or a mark of a page between the words, even where it is left out."""
    tokens = happening.told.sentence.tokens
    between = happening.told.text[tokens[words[0]].start : tokens[words[-1]].end]
    return "://" in between or bool(set("@#|\\_") & set(between))


def speaks(happening: Happening, words: Sequence[int]) -> bool:
    """Words of somebody who speaks of himself or to another, outside quotation marks."""
    sentence, ends = happening.told.sentence, happening.told.lexicon.endings.get("speakers", ())
    verbs = {group.first for group in sentence.groups if group.finite}
    quoted = False
    for i in words:
        word = sentence.tokens[i].word
        if word in _QUOTING:
            quoted = not quoted
            continue
        spoken = "speakers" in sentence.classes[i] and not _initials(happening, i)
        if not quoted and (spoken or (i in verbs and word.endswith(ends))):
            return True
    return False


def _initials(happening: Happening, i: int) -> bool:
    """Capitals that only look like a word ("US")."""
    token = happening.told.sentence.tokens[i]
    return token.end - token.start > 1 and happening.told.text[token.start : token.end].isupper()


def _opens(happening: Happening, lead: str, words: Sequence[int]) -> bool:
    """A first word that ties what follows to something before it."""
    sentence = happening.told.sentence
    first = words[0]
    names = sentence.classes[first]
    verbal = any(group.first <= first < group.last for group in sentence.groups)
    senses = happening.told.lexicon.senses(sentence.tokens[first].word)
    made = any(s.tense == "participle" for s in senses) and not any(s.part == "noun" for s in senses)
    if happening.nested and (verbal or (made and not names)):
        return True
    if lead:
        return False
    if any(m.start <= sentence.tokens[first].start < m.end for m in happening.told.mentions):
        return False
    if _OPENS & names and not {"determiners", "clitics"} & names and not _told_by_time(happening, first):
        return True
    if "relatives" in names and first and "determiners" not in names:
        return True
    article = "determiners" in names and "possessives" not in names
    whose = words[1] if article and len(words) > 1 else first
    if "possessives" in sentence.classes[whose] or sentence.tokens[first].word[0] == "'":
        return True
    adverb = sentence.tokens[first].word.endswith(happening.told.lexicon.endings.get("adverb", ()))
    many = len(words) > 1 and "determiners" in sentence.classes[words[1]]  # "d'autres", "de nombreux"
    begun = sentence.tokens[first].capital or (many and happening.told.lexicon.articled)
    tied = ({"genitives", "prepositions"} <= names and not begun) or "markers" in names
    return tied or _hangs(sentence, words) or (happening.nested and (adverb or "prepositions" in names))


def _cut_off(happening: Happening, words: Sequence[int]) -> bool:
    """A noun without the article, or the words, that stood before it; a phrase without any verb after a
    preposition."""
    sentence, first = happening.told.sentence, words[0]
    token, names = sentence.tokens[first], sentence.classes[first]
    if not happening.nested and "prepositions" in names and "determiners" not in names:
        return not any(g.finite and g.first in words for g in sentence.groups)
    plain = token.word[0].isalpha() and not token.capital and not names - {"never"}
    if not plain or not happening.told.lexicon.articled:
        return False
    before = first - 1
    while before > 0 and sentence.tokens[before].word in _QUOTING:
        before -= 1
    if before < 0:
        return True  # the line begins in the middle of a sentence
    tied = {"prepositions", "genitives", "determiners", "relatives"} & sentence.classes[before]
    timed = any(m.start <= sentence.tokens[before].start < m.end for m in happening.told.moments)
    glued = sentence.tokens[before].word[0].isalpha() and not sentence.classes[before]
    return (bool(tied) or glued) and not timed


def _of_another(happening: Happening, words: Sequence[int]) -> bool:
    """Whether the noun that names the event only describes another one ("those responsible for the
    attack"), or a participle the noun behind it ("its newly named head")."""
    sentence, trigger = happening.told.sentence, happening.trigger
    if not happening.nested or trigger is None:
        return False
    if not isinstance(trigger, Nominal):
        after = trigger.last
        plain = after < len(sentence.tokens) and not sentence.classes[after] and after in words
        return plain and sentence.tokens[after].word[0].isalpha() and trigger.tense == "participle"
    ahead = [i for i in words if i < trigger.first]
    return any({"prepositions", "genitives", "agents"} & sentence.classes[i] and i != words[0] for i in ahead)


def _hangs(sentence: Sentence, words: Sequence[int]) -> bool:
    """A participle or gerund before the subject without a comma behind it: what it hangs on was before."""
    loose = any(g.first == words[0] and not g.finite for g in sentence.groups)
    finite = next((g.first for g in sentence.groups if g.finite and g.first in words), words[-1] + 1)
    return loose and not any(sentence.tokens[i].word in SIGNS for i in words if i < finite)


def _told_by_time(happening: Happening, first: int) -> bool:
    start = happening.told.sentence.tokens[first].start
    return any(m.start <= start < m.end for m in happening.told.moments)


def _subject(happening: Happening, words: Sequence[int], group: VerbGroup) -> str | None:
    """Nobody who does it, or only a word that stands for somebody named before."""
    told, sentence = happening.told, happening.told.sentence
    before = _before(sentence, words, group)
    if not before or (told.lexicon.articled and _fronted(happening, before)):
        free = told.lexicon.cases and happening.clause.opener != "relative"
        return None if free or _inverted(happening, words, group) else "subject"
    if _points(happening, words, group):
        return "pronoun"
    nearest = sentence.classes[before[-1]]
    if "person_pronouns" in nearest and not {"determiners", "impersonal"} & nearest:
        return "pronoun"
    first = before[0]
    names = sentence.classes[first]
    if not {"pronouns", "person_pronouns"} & names or "impersonal" in names:
        return None
    reach = sentence.reach[first]
    following = next((i for i in before if i >= reach), None)
    stands_alone = following is None or bool({"clitics", "preverbal"} & sentence.classes[following])
    return "pronoun" if "determiners" not in names or stands_alone else None


def _points(happening: Happening, words: Sequence[int], group: VerbGroup) -> bool:
    """A pronoun right before the verb that stands for its object ("X la diffusera", "X lo firmó")."""
    if group.first - 1 not in words:
        return False
    classes = happening.told.sentence.classes[group.first - 1]
    return {"clitics", "determiners", "definites"} <= classes and "preverbal" not in classes


def _fronted(happening: Happening, before: Sequence[int]) -> bool:
    """Only words tied by a preposition stand before the verb."""
    sentence = happening.told.sentence
    if "prepositions" not in sentence.classes[before[0]]:
        return False
    named = {m.start for m in happening.told.mentions}
    counted = next((i for i in before if i >= sentence.reach[before[0]]), before[0])
    if sentence.tokens[counted].word[0].isdigit():
        return False  # "nearly 350 soldiers"
    for i in before[1:]:
        tied = {"prepositions", "determiners", "genitives"} & sentence.classes[i - 1]
        free = {"determiners", "pronouns"} & sentence.classes[i] and "prepositions" not in sentence.classes[i]
        if (free or sentence.tokens[i].start in named or sentence.tokens[i].word[0].isdigit()) and not tied:
            return False
    return True


def _inverted(happening: Happening, words: Sequence[int], group: VerbGroup) -> bool:
    """Whether the subject may follow its verb: a name, a number or an article right after it, where nothing
    says that this is the object; or nobody is meant ("Detienen a dos hombres")."""
    told, sentence = happening.told, happening.told.sentence
    after = [i for i in words if i >= group.last]
    if not after or sentence.tokens[after[0]].word in SIGNS:
        return False
    token, names = sentence.tokens[after[0]], sentence.classes[after[0]]
    if "prepositions" in names and "determiners" not in names:
        return False
    named = any(m.start <= token.start < m.end for m in told.mentions)
    reflexive = any("preverbal" in sentence.classes[i] for i in words if i < group.first)
    article = "determiners" in names or token.word[0].isdigit()
    plain = not names and token.word[0].isalpha() and "speakers" in told.lexicon.endings
    if named or ((article or plain) and (reflexive or group.passive)):
        return "prepositions" not in names
    if group.head.lemma in told.lexicon.verbs["appear"]:
        return article or plain
    many = sentence.tokens[group.first].word.endswith(told.lexicon.endings.get("plural", ()))
    known = group.tense in ("past", "future", "present") and "possessives" not in names
    return plain and many and known and words[0] == group.first
