"""The steps from each schema of a collection to the next, as Alembic runs them.

`versions/` has one file a step, named by the schema it leads to. A step is never changed once it is released,
and so writes its tables down itself; a changed table is a new step. The way back is a backup.
"""
