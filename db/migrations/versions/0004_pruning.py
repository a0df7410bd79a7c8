"""Indexes by which what is past its time is found, to be deleted.

Revision: 0004, after: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INDEXES = (
    (
        "ix_outbox_forgettable",
        "outbox",
        "created_at",
        "state IN ('sent', 'skipped', 'dead') "
        "AND kind NOT IN ('protocol', 'question', 'gathered', 'june', 'year_form')",
    ),
    ("ix_reminder_steps_consumed", "reminder_steps", "consumed_at", "consumed_at IS NOT NULL"),
)


def upgrade() -> None:
    for name, table, column, rows in INDEXES:
        op.create_index(name, table, [column], sqlite_where=sa.text(rows), postgresql_where=sa.text(rows))


def downgrade() -> None:
    for name, table, _, _ in INDEXES:
        op.drop_index(name, table)
