"""When each version and row came and went; changes of actors; what users say of articles and sources; saved
views and states; the ledger."""

import sqlalchemy as sql
from alembic import op

__all__ = ["upgrade"]

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Make the new tables, and take over what was there: it has been shown since before moments were kept."""
    op.add_column("articles", sql.Column("added", sql.Text, nullable=False, server_default=""))
    op.add_column("events", sql.Column("added", sql.Text, nullable=False, server_default=""))
    op.create_table(
        "actor_changes",
        sql.Column("number", sql.Integer, primary_key=True),
        *_said("action", "actor_id"),
        sql.Column("values", sql.JSON, nullable=False),
        *_said("who", "at", "why"),
        sql.Column("undone_by", sql.Text),
        sql.Column("undone_at", sql.Text),
    )
    op.create_table(
        "overrides",
        sql.Column("article_id", sql.Text, primary_key=True),
        sql.Column("field", sql.Text, primary_key=True),
        *_said("value"),
        sql.Column("read_value", sql.Text),
        sql.Column("read_from", sql.Text),
        *_said("who", "at"),
    )
    op.create_table(
        "showings",
        sql.Column("number", sql.Integer, primary_key=True),
        *_said("article_id"),
        sql.Column("article", sql.Integer, sql.ForeignKey("articles.number")),
        *_said("at"),
    )
    op.create_index("ix_showings_article_id", "showings", ["article_id"])
    op.create_table(
        "past_events",
        sql.Column("number", sql.Integer, primary_key=True),
        sql.Column("article", sql.Integer, sql.ForeignKey("articles.number"), nullable=False),
        sql.Column("row", sql.JSON, nullable=False),
        *_said("added", "replaced"),
    )
    op.create_index("ix_past_events_article", "past_events", ["article"])
    op.create_table(
        "grades", sql.Column("source", sql.Text, primary_key=True), *_said("grade", "who", "at", "why")
    )
    op.create_table("views", sql.Column("name", sql.Text, primary_key=True), *_said("query", "who", "at"))
    op.create_table("states", sql.Column("name", sql.Text, primary_key=True), *_said("who", "at"))
    op.create_table(
        "ledger",
        *(
            sql.Column(name, sql.Text, primary_key=True)
            for name in ("document", "extractor", "configuration")
        ),
        *_said("source"),
        sql.Column("article_id", sql.Text),
        *_said("status"),
        sql.Column("reason", sql.Text),
        *_said("at"),
    )
    op.execute(
        "INSERT INTO showings (article_id, article, at) "
        "SELECT id, number, '' FROM articles WHERE current AND NOT removed ORDER BY number"
    )
    op.execute(
        "INSERT INTO overrides (article_id, field, value, read_value, read_from, who, at) "
        "SELECT article_id, 'published', published, read_published, read_from, '', '' FROM user_dates"
    )
    op.drop_table("user_dates")


def _said(*names: str) -> list[sql.Column[str]]:
    """Columns of text that are always there."""
    return [sql.Column(name, sql.Text, nullable=False) for name in names]
