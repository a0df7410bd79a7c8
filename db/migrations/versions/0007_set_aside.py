"""What was set aside is found at once.

Revision: 0007, after: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INBOX, OUTBOX = sa.text("error <> ''"), sa.text("state = 'dead'")


def upgrade() -> None:
    op.create_index("ix_inbox_set_aside", "inbox", ["error"], sqlite_where=INBOX, postgresql_where=INBOX)
    op.create_index("ix_outbox_set_aside", "outbox", ["last_error"], sqlite_where=OUTBOX, postgresql_where=OUTBOX)


def downgrade() -> None:
    op.drop_index("ix_outbox_set_aside", "outbox")
    op.drop_index("ix_inbox_set_aside", "inbox")
