"""The date that later periods follow from, where it is missing.

0001 was edited once after databases had been made by its first text; this column is all the two texts differ in. They
bear the same number, so the way back leaves the column: what 0001 says today has it.

Revision: 0002, after: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    columns = sa.inspect(op.get_bind()).get_columns("checkpoints")
    if "regular_due" not in {column["name"] for column in columns}:
        op.add_column("checkpoints", sa.Column("regular_due", sa.Date(), nullable=True))


def downgrade() -> None:
    pass
