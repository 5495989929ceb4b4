"""When: the words of a text that tell time, and what they mean.

`tokens` folds and cuts the text, one code point staying one. `grammar` compiles a language's `[when]`
section, words (`lexicon`) and templates, into one tree (`node`). `outlook` says by a few words which places
are worth a look; there `phrases` finds the longest phrase, and `fill` what its slots hold.
`meanings` holds one function a meaning, for every language; `sense` is what they give, `periods` the
calendar beneath them, `named` the feasts, `tense` the direction a clause looks. `moments` settles the
phrases in the order of the text, `refine` improves what came out. `unlisted` reads languages without a file.
"""

from timeline.when.moments import moments

__all__ = ["moments"]
