"""Steps planned by the ladder of before are marked: the product plans them anew when it starts (services/reminders).

A plan needs the calendar and the settings of an authority, which a migration does not know. What was consumed keeps its
day, by the name that it has now.

Revision: 0011, after: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_STEPS = sa.table(
    "reminder_steps",
    sa.column("assignment_id", sa.BigInteger()),
    sa.column("audience", sa.String()),
    sa.column("step", sa.String()),
    sa.column("day", sa.Date()),
    sa.column("consumed_at", sa.DateTime()),
)
_PLANNED = sa.and_(_STEPS.c.consumed_at.is_(None), _STEPS.c.audience == "organisation")


def upgrade() -> None:
    """One mark per assignment is enough: the day does not matter, the earliest one stays."""
    other = _STEPS.alias("other")
    earlier = sa.exists().where(
        other.c.assignment_id == _STEPS.c.assignment_id,
        other.c.audience == "organisation",
        other.c.consumed_at.is_(None),
        sa.or_(other.c.day < _STEPS.c.day, sa.and_(other.c.day == _STEPS.c.day, other.c.step < _STEPS.c.step)),
    )
    op.execute(_STEPS.delete().where(_PLANNED, earlier))
    op.execute(_STEPS.update().where(_PLANNED).values(step="replan"))
    op.execute(_STEPS.update().where(_STEPS.c.step == "eve").values(step="soon"))


def downgrade() -> None:
    """The ladder of before knows neither; its «week» means the nearest to it."""
    op.execute(_STEPS.delete().where(_STEPS.c.step == "short"))
    op.execute(_STEPS.update().where(_STEPS.c.step == "soon").values(step="eve"))
    op.execute(_STEPS.update().where(_STEPS.c.step == "replan").values(step="late"))
