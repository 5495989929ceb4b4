"""A collection kept: articles with their versions, events, actors, and what people say of them.

    store = Store("talks.sqlite")                      # or postgresql+psycopg://host/name

`collection` has the face; `articles`, `record` (of corrections), `naming` (of actors), `versions`, `notes`
and `ledger` are its parts. `tables` says what is kept, `engine` and `database` open it, `schema` and
`migrations` bring an older collection up to date.
"""

from timeline.store.collection import Store, default_path
from timeline.store.engine import existing, exists

__all__ = ["Store", "default_path", "existing", "exists"]
