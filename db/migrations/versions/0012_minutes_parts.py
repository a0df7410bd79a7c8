"""The document part by part, as it was read, with what the official has said of each.

Revision: 0012, after: 0011. Minutes of before have no parts: what was read of them is not kept line by line.
"""

import sqlalchemy as sa
from alembic import op

from db.models.base import Id, UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "minutes_parts",
        sa.Column("minutes_id", Id, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("first_line", sa.Integer(), nullable=False),
        sa.Column("last_line", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked", sa.String(24), nullable=True),
        sa.Column("answer", sa.String(24), nullable=True),
        sa.Column("answered_by", Id, nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_parts_minutes_id_minutes")),
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_minutes_parts_answered_by_people")),
        sa.PrimaryKeyConstraint("minutes_id", "ordinal", name=op.f("pk_minutes_parts")),
    )
    answered = sa.text("answer IS NOT NULL")
    op.create_index(
        "ix_minutes_parts_answered",
        "minutes_parts",
        ["minutes_id"],
        sqlite_where=answered,
        postgresql_where=answered,
    )
    op.add_column("decisions", sa.Column("part", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("decisions", "part")
    op.drop_table("minutes_parts")
