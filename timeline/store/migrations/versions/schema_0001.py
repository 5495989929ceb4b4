"""The first schema: articles, events, actors, settings, users' dates. Made whole, never stepped to."""

__all__ = ["upgrade"]

revision = "1"
down_revision = None


def upgrade() -> None:
    """Nothing: a collection begins here."""
