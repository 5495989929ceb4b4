"""A collection kept: articles with their versions, events, actors, and what people say of them.

    store = Store("talks.sqlite")                      # or postgresql+psycopg://host/name

`collection` has the face, `tables` what is kept, `database` the engine that opens it, `schema` how an older
collection is brought up to date.
"""

from timeline.store.collection import Store, default_path

__all__ = ["Store", "default_path"]
