"""What: the events of an article, each with the words that tell it.

`inflection` and `lexicon` compile a language's `[what]` section. `grammar` (with `finite`) reads a sentence's
verb groups and event nouns, `chunks` and `clauses` cut it; `reading` holds all that the stages found in it.
`dating` gives each time expression the clause, noun or participle it dates, `anchored`, `context` and
`narrated` date what has none of its own, `passages` are the words that tell it. `participants`, `places`,
`kinds`, `status` and `sourcing` (with `tellers`) say who, where, what sort, how sure and who says so.
`titles` tries one choice of words after another (`stretches`, `lead`, `leftout`, `shorten`) until `sound`
(with `unfinished`) finds that it stands alone.
`scoring` says what a row rests on, `spoken` what speaks of its speaker; `events` puts it together.
"""

from timeline.what.events import events

__all__ = ["events"]
