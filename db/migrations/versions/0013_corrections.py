"""«Исправить»: which handed-in version a draft is to replace.

Revision: 0013, after: 0012. Without a foreign key: a report is never deleted alone.
"""

import sqlalchemy as sa
from alembic import op

from db.models.base import Id

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reports", sa.Column("corrects_id", Id, nullable=True))


def downgrade() -> None:
    op.drop_column("reports", "corrects_id")
