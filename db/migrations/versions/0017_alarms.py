"""What is not well now, so that admins are told of it once, also across restarts.

Revision: 0017, after: 0016. A table of its own: what it says is past when the row is gone.
"""

import sqlalchemy as sa
from alembic import op

from db.models.base import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarms",
        sa.Column("sign", sa.String(length=24), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("sign", name=op.f("pk_alarms")),
    )


def downgrade() -> None:
    op.drop_table("alarms")
