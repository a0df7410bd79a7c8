"""An index by which the assignments of a stretch of time are found, for figures of a month or a school year.

Revision: 0018, after: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

DATED = sa.text("form IN ('report', 'periodic')")


def upgrade() -> None:
    op.create_index(
        "ix_assignments_dated",
        "assignments",
        ["authority_id", "due_date"],
        sqlite_where=DATED,
        postgresql_where=DATED,
    )


def downgrade() -> None:
    op.drop_index("ix_assignments_dated", "assignments")
