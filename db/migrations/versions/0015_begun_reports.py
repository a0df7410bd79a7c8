"""Reports begun and not sent, by when they were touched: they are recalled the same day.

Revision: 0015, after: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

DRAFTS = sa.text("state = 'draft'")


def upgrade() -> None:
    op.create_index("ix_reports_begun", "reports", ["touched_at"], sqlite_where=DRAFTS, postgresql_where=DRAFTS)


def downgrade() -> None:
    op.drop_index("ix_reports_begun", "reports")
