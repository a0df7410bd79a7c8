"""«Протокол целиком» that stays with the authority: it tells what the share hides.

Revision: 0020, after: 0019. What was passed down is kept from now on; other minutes of before are as they were.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("minutes", sa.Column("original_kept", sa.Boolean(), nullable=True))
    op.execute(sa.text("UPDATE minutes SET original_kept = (1 = 1) WHERE parent_id IS NOT NULL"))


def downgrade() -> None:
    op.drop_column("minutes", "original_kept")
