"""What a text is written in, and how it falls into paragraphs and sentences.

A language is one file, `data/languages/xx.toml`, found by glob: words and their meanings, no code.
`files` loads it; `detection` names the language of a text among all that the detector knows, with or
without a file; `paragraphs` and `sentences` cut a text, with the abbreviations of the `[sentences]` sections;
`demonyms` says which state an adjective tells of. Each stage compiles the section that is its own and checks
it while doing so; a mistake raises `LanguageDataError` naming file and key.
"""

from timeline.language.demonyms import demonyms, inflected
from timeline.language.detection import canonical, detect, for_article
from timeline.language.files import Language, codes, load
from timeline.language.paragraphs import segment

__all__ = [
    "Language",
    "canonical",
    "codes",
    "demonyms",
    "detect",
    "for_article",
    "inflected",
    "load",
    "segment",
]
