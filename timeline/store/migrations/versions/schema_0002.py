"""Corrections as a record of their own. The schema of release 0.1.0."""

import sqlalchemy as sql
from alembic import op

__all__ = ["upgrade"]

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Make the record."""
    op.create_table(
        "corrections",
        sql.Column("number", sql.Integer, primary_key=True),
        sql.Column("event_id", sql.Text, nullable=False),
        sql.Column("article_id", sql.Text, nullable=False),
        sql.Column("quote", sql.Text, nullable=False),
        sql.Column("action", sql.Text, nullable=False),
        sql.Column("values", sql.JSON, nullable=False),
        sql.Column("other", sql.Text),
        sql.Column("who", sql.Text, nullable=False),
        sql.Column("at", sql.Text, nullable=False),
        sql.Column("why", sql.Text, nullable=False),
        sql.Column("undone_by", sql.Text),
        sql.Column("undone_at", sql.Text),
    )
