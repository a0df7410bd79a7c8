"""How often a person wants a digest: few choose, and those are found by one index with the ones who chose an hour.

Revision: 0010, after: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OLD = ("ix_people_own_hour", "digest_hour IS NOT NULL")
NEW = ("ix_people_own_digests", "digest_hour IS NOT NULL OR rhythm IS NOT NULL")


def upgrade() -> None:
    op.add_column("people", sa.Column("rhythm", sa.String(length=24), nullable=True))
    _instead(OLD, NEW)


def downgrade() -> None:
    _instead(NEW, OLD)
    op.drop_column("people", "rhythm")


def _instead(gone: tuple[str, str], name_and_rows: tuple[str, str]) -> None:
    op.drop_index(gone[0], "people")
    name, rows = name_and_rows
    which = sa.text(rows)
    op.create_index(name, "people", ["id"], sqlite_where=which, postgresql_where=which)
