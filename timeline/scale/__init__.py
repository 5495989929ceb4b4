"""Many documents: the same pure function over each of them, here on all cores or elsewhere on a cluster.

    for article, events in told(articles, pipeline.extract): …      # in order, whatever a document does
    for kept in filling.fill(store, articles): …                    # into a collection, resumable
    for kept in watching.watch(store, sources, pause): …            # again and again

`child` is a process that documents cannot harm beyond itself: it has a time and a memory limit for each and
is replaced when it dies. `pool` keeps a few of them at work here, `cluster` one beside each thread of a Dask
cluster. `identity` says what makes an extraction the same as one done before; `filling` writes to a store in
batches and skips what is done already; `watching` does that with what is new. Children import this, so
nothing heavy is imported here.
"""

from timeline.scale.pool import told

__all__ = ["told"]
