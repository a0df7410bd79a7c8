"""An organisation takes back its request for more time, or «Не относится к нам».

Revision: 0019, after: 0018. On the way back such a request is one that was closed, such a dispute one that was kept.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

#: Table → outcomes before, and what a new one becomes on the way back.
OUTCOMES = {
    "extensions": (("waiting", "granted", "refused", "closed"), "closed"),
    "disputes": (("waiting", "insisted", "cancelled", "rerouted", "reported"), "insisted"),
}
NEW = "withdrawn"


def upgrade() -> None:
    for table, (codes, _) in OUTCOMES.items():
        _allow(table, (*codes, NEW))


def downgrade() -> None:
    for table, (codes, instead) in OUTCOMES.items():
        outcome = sa.table(table, sa.column("outcome", sa.String()))
        op.execute(outcome.update().where(outcome.c.outcome == NEW).values(outcome=instead))
        _allow(table, codes)


def _allow(table: str, codes: tuple[str, ...]) -> None:
    name = op.f(f"ck_{table}_outcome")
    listed = ", ".join(f"'{code}'" for code in codes)
    # SQLite makes the table anew; ids of buttons are never used twice
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.text(f"outcome IN ({listed})"))
