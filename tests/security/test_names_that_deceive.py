"""Letters that look like others, and marks that hide or reorder text, do not pass for what they are not."""

from __future__ import annotations

import unicodedata

import pytest

from timeline import pipeline
from timeline.dashboard import safe
from timeline.model import Article, Mention

SENTENCE = "On 5 May 2023 {} met Olaf Scholz in Berlin."


def named(name: str) -> Mention:
    [event] = pipeline.extract(Article("a", SENTENCE.format(name), language="en", published="2023-05-06"))
    return min(event.mentions, key=lambda mention: mention.start)


def test_a_name_with_a_letter_of_another_alphabet_says_so() -> None:
    assert named("Emmanuel Macron").flag is None
    assert named("Emmanuel M\u0430cron").flag == "letters of two alphabets"


@pytest.mark.parametrize("name", ["Recep Tayyip Erdoğan", "António Guterres"])
def test_composed_and_decomposed_letters_are_one_name(name: str) -> None:
    composed, parted = (named(unicodedata.normalize(form, name)) for form in ("NFC", "NFD"))
    assert composed.actor == parted.actor
    assert parted.flag is None


def test_hidden_marks_stay_in_the_quote_and_not_on_the_page() -> None:
    text = SENTENCE.format("Emma\u200bnuel Mac\u00adron and \u202eolaf\u202c")
    for event in pipeline.extract(Article("a", text, language="en", published="2023-05-06")):
        assert event.quote == text[event.quote_start : event.quote_end]
        assert not set(safe.text(event.title)) & set("\u200b\u202e\u202c")
