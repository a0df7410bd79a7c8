"""The telephone of an organisation, and the rows of its list that were not taken.

Revision: 0016, after: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisations", sa.Column("phone", sa.String(), nullable=False, server_default=""))
    op.add_column("registry_uploads", sa.Column("skipped", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))


def downgrade() -> None:
    op.drop_column("registry_uploads", "skipped")
    op.drop_column("organisations", "phone")
