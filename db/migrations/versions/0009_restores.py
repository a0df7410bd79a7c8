"""Moments at which the database was put back from a backup.

Revision: 0009, after: 0008. A table of its own: the buttons made between a backup and its restore speak of rows that
are not there any more.
"""

import sqlalchemy as sa
from alembic import op

from db.models.base import Id, UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "restores",
        sa.Column("id", Id, nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("restored_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restores")),
    )


def downgrade() -> None:
    op.drop_table("restores")
