"""Who: the actors of a text.

First every stretch of words that may stand for one is found (`names`), by the gazetteer, by the words for
states and peoples, by the templates of offices and bodies, and by form. Then all are settled (`actors`): one
actor has one name, an office is whoever held it on the day the text tells about (`offices`), a surname is the
person named before (`people`). `things` are what has a name but does not act, `borrowed` the names
that spaCy finds, for those who ask for them.
"""

from timeline.who.borrowed import Namer, spacy_names
from timeline.who.gazetteer import Gazetteer
from timeline.who.mentions import mentions

__all__ = ["Gazetteer", "Namer", "mentions", "spacy_names"]
