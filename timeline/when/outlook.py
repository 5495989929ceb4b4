"""Which places are worth a closer look: the grammar as a machine over words that only ever says no.

It forgets what the slots hold and how phrases nest, so it may hope in vain, but it never gives up a place
where a phrase could begin. Its states are made as texts ask for them, and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.when.lexicon import ROMANS, Lexicon
from timeline.when.meanings import INNER
from timeline.when.node import Node

__all__ = ["Outlook"]

_DECIMAL = frozenset("0123456789")
_STEPS = 5  # words looked at; what is still possible then is worth the look
_MOST = 20_000  # states and steps kept; a text that asks for more is read without them
# digits of so many places → the slots they can fill
_FILLED = {
    1: ("digits", "number", "day", "month_number", "hour"),
    2: ("digits", "number", "day", "month_number", "hour", "minute", "short_year", "old_year",
        "decade_digits"),
    3: ("digits", "number", "decade_digits"),
    4: ("digits", "number", "year", "decade_digits"),
}  # fmt: skip
# what may go on a number written in digits: thousands, decimals, a half
_GO_ON = (*((sign, "0" * places) for sign in ",." for places in (1, 2, 3)), ("000",), ("1", "/", "2"), ("½",))

Rest = tuple[tuple[str, ...], Node]  # the words that are still to come, and where they lead


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words read so far may have led."""

    nodes: frozenset[Node] = frozenset()
    rests: frozenset[Rest] = frozenset()
    spelled: frozenset[Node] = frozenset()  # behind a number in words, which may go on
    inside: frozenset[str] = frozenset()  # what kinds of phrase may have begun inside another one


@dataclass(slots=True, eq=False)
class _State:
    """A place with the steps known from it. True: a phrase may end here. False: none can."""

    place: _Place
    steps: dict[str, _State | bool] = field(default_factory=dict)


class Outlook:
    """What may begin where, for one grammar."""

    def __init__(self, root: Node, grow: Mapping[str, Node], lexicon: Lexicon) -> None:
        self._root, self._grow, self._lexicon = root, grow, lexicon
        self._known = frozenset(_vocabulary([root, *grow.values()], lexicon))
        self._states: dict[_Place, _State] = {}
        self._kept = 0
        self._alone = _State(_Place(frozenset((root,))))
        self._inside = _State(_Place(frozenset((root,)), inside=INNER))

    def hopes(self, words: Sequence[str], at: int, inside: bool = False) -> bool:
        """Whether a phrase may begin at a word: one that stands alone, or one `inside` another."""
        state = self._inside if inside else self._alone
        known = self._known
        for word in words[at : at + _STEPS]:
            key = word if word in known else "0" * len(word) if word[0] in _DECIMAL else ""
            step = state.steps.get(key)
            if step is None:
                step = self._step(state, key)
            if step is True or step is False:
                return step
            state = step
        return at + _STEPS <= len(words)

    def _step(self, state: _State, word: str) -> _State | bool:
        if self._kept >= _MOST:
            return True
        self._kept += 1
        place = self._reached(state.place, word)
        if place is None:
            step: _State | bool = True
        elif not (place.nodes or place.rests or place.spelled):
            step = False
        else:
            step = self._states.setdefault(place, _State(place))
        state.steps[word] = step
        return step

    def _reached(self, place: _Place, word: str) -> _Place | None:
        """The place after one more word; None if a phrase may end there."""
        lexicon = self._lexicon
        nodes: set[Node] = set()
        rests: set[Rest] = set()
        spelled: set[Node] = set()
        for rest, node in place.rests:
            if rest[0] == word:
                if rest[1:]:
                    rests.add((rest[1:], node))
                else:
                    nodes.add(node)
                    spelled.add(node)
                    if rest in _ENDS:
                        rests |= {(more, node) for more in _GO_ON}
        for node in place.spelled:
            if word in lexicon.joiners:
                spelled.add(node)
            if word in lexicon.numbers:
                nodes.add(node)
                spelled.add(node)
        alone, longer = self._filled(word)
        number = word in lexicon.numbers
        for node in place.nodes:
            for branch in (node.words, node.glued):
                if word in branch:
                    nodes.add(branch[word])
            for slots in (node.slots, node.tight):
                if slots:
                    nodes.update(slots[slot] for slot in alone & slots.keys())
                    rests.update((rest, slots[slot]) for rest, slot in longer if slot in slots)
                    if number:
                        spelled.update(slots[slot] for slot in ("number", "year_words") if slot in slots)
        return self._closed(nodes, rests, spelled, place.inside)

    def _filled(self, word: str) -> tuple[frozenset[str], list[tuple[tuple[str, ...], str]]]:
        """The slots that one word can fill by itself, and those it can fill with the words told."""
        lexicon = self._lexicon
        entries = lexicon.entries.get(word, ())
        alone = {slot for rest, slot, _ in entries if not rest}
        longer = [(rest, slot) for rest, slot, _ in entries if rest]
        if word[:1] in _DECIMAL:
            alone.update(_FILLED.get(len(word), ("digits", "number")))
            longer += [(rest, "number") for rest in _GO_ON]
        if word in ROMANS:
            alone.add("roman")
        alone.update(slot for slot, endings in lexicon.endings.items() if word.endswith(endings))
        return frozenset(alone), longer

    def _closed(
        self, nodes: set[Node], rests: set[Rest], spelled: set[Node], inside: frozenset[str]
    ) -> _Place | None:
        """With all that is reached without a further word; None if a phrase may end here."""
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if any(phrase.meaning not in INNER or phrase.meaning in inside for phrase in node.phrases):
                return None
            if any(slot in self._lexicon.endings for slot, _ in node.targets()):
                return None  # almost any word may follow
            more = [branch["-"] for branch in (node.words, node.glued) if "-" in branch]  # stands for nothing
            more += [self._root] if node.nested else []
            more += [self._grow[phrase.meaning] for phrase in node.phrases if phrase.meaning in self._grow]
            fresh = [each for each in more if each not in nodes]
            nodes.update(fresh)
            waiting += fresh
            if node.nested:
                inside |= node.nested
        return _Place(frozenset(nodes), frozenset(rests), frozenset(spelled), inside)


_ENDS = frozenset(more[-1:] for more in _GO_ON if more[0] in ",.")


def _vocabulary(nodes: Iterable[Node], lexicon: Lexicon) -> Iterator[str]:
    """Every word that some phrase may hold."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        for branch in (node.words, node.glued):
            yield from branch
            waiting += branch.values()
        waiting += [target for _, target in node.targets()]
    for word, entries in lexicon.entries.items():
        yield word
        for rest, _, _ in entries:
            yield from rest
    yield from lexicon.joiners
    yield from ROMANS
