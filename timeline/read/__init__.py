"""Anything that holds articles becomes `Article`s: text, pages, PDF, Word, mail, JSON, CSV, ZIP, feeds.

`sources` walks what the user names and loses nothing: what cannot be read becomes a row with a reason.
`formats` turns a file's bytes into documents, one module a format; PDF and Word in a `child` process that
can be killed. `web` fetches addresses behind safety rules. `encoding` settles what the bytes say, `published`
when, `furniture` what is page and not article; `settle` makes the article of it all. From there on
`Article.text` never changes: every offset refers to it.
"""

from timeline.read.sources import fetch, read, read_bytes, read_text

__all__ = ["fetch", "read", "read_bytes", "read_text"]
