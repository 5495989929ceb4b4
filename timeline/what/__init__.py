"""What: the events of an article, each with the words that tell it.

`inflection` and `lexicon` compile a language's `[what]` section; `grammar` reads a sentence's verb groups and
event nouns, `clauses` cuts it. `dating` gives each time expression the clause, noun or participle it dates;
`context` dates what has no time words of its own. `participants`, `status` and `titles` say who, how sure
and in
short what; `scoring` how much a row rests on; `events` puts the row together.
"""

from timeline.what.events import events

__all__ = ["events"]
