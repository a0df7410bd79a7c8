"""What was read from the audit so far, as facts of their own: why an item has ended or is asked anew, who was kept.

Revision: 0008, after: 0007
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from db.models.base import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_AUDIT = sa.table(
    "audit",
    sa.column("id", sa.BigInteger()),
    sa.column("at", UtcDateTime()),
    sa.column("action", sa.String()),
    sa.column("subject", sa.String()),
    sa.column("subject_id", sa.BigInteger()),
    sa.column("to_state", sa.String()),
    sa.column("reason", sa.String()),
    sa.column("facts", sa.JSON()),
)
_ASSIGNMENTS = sa.table(
    "assignments",
    sa.column("id", sa.BigInteger()),
    sa.column("state", sa.String()),
    sa.column("linked_from_id", sa.BigInteger()),
    sa.column("reason", sa.String()),
)
_MEMBERSHIPS = sa.table(
    "memberships",
    sa.column("person_id", sa.BigInteger()),
    sa.column("organisation_id", sa.BigInteger()),
    sa.column("role", sa.String()),
    sa.column("created_at", UtcDateTime()),
    sa.column("ended_at", UtcDateTime()),
    sa.column("kept_at", UtcDateTime()),
)
_NOTICES = sa.table(
    "outbox",
    sa.column("id", sa.BigInteger()),
    sa.column("kind", sa.String()),
    sa.column("state", sa.String()),
    sa.column("subject_id", sa.BigInteger()),
    sa.column("facts", sa.JSON()),
)


def upgrade() -> None:
    op.add_column("assignments", sa.Column("reason", sa.String(), nullable=False, server_default=""))
    op.add_column("memberships", sa.Column("kept_at", UtcDateTime(), nullable=True))
    _fill_reasons()
    _fill_kept()
    for notice, reason in _corrections():
        _write_facts(notice.id, {**notice.facts, "reason": reason})


def downgrade() -> None:
    for notice, _ in _corrections():
        _write_facts(notice.id, {name: fact for name, fact in notice.facts.items() if name != "reason"})
    op.drop_column("memberships", "kept_at")
    op.drop_column("assignments", "reason")


def _fill_reasons() -> None:
    """Of what is cancelled the last word on it; of what was resumed the first."""
    mine = sa.and_(_AUDIT.c.subject == "assignment", _AUDIT.c.subject_id == _ASSIGNMENTS.c.id)
    last = _reason(sa.and_(mine, _AUDIT.c.to_state == "cancelled"), _AUDIT.c.id.desc())
    first = _reason(sa.and_(mine, _AUDIT.c.action == "assigned"), _AUDIT.c.id)
    ended, again = _ASSIGNMENTS.c.state == "cancelled", _ASSIGNMENTS.c.linked_from_id.is_not(None)
    op.execute(_ASSIGNMENTS.update().where(ended).values(reason=sa.func.coalesce(last, "")))
    op.execute(_ASSIGNMENTS.update().where(again, ~ended).values(reason=sa.func.coalesce(first, "")))


def _reason(where: sa.ColumnElement[bool], order: sa.ColumnElement[Any]) -> sa.ScalarSelect[str]:
    query = sa.select(_AUDIT.c.reason).where(where).order_by(order).limit(1)
    return query.correlate(_ASSIGNMENTS).scalar_subquery()


def _fill_kept() -> None:
    rows = op.get_bind().execute(
        sa.select(_AUDIT.c.at, _AUDIT.c.subject_id, _AUDIT.c.facts)
        .where(_AUDIT.c.action == "deputy_kept")
        .order_by(_AUDIT.c.id)
    )
    for at, organisation_id, facts in rows.all():
        op.execute(_kept(at, organisation_id, facts))


def _kept(at: datetime, organisation_id: int, facts: Mapping[str, Any]) -> sa.Update:
    return (
        _MEMBERSHIPS.update()
        .where(
            _MEMBERSHIPS.c.person_id == facts["member"],
            _MEMBERSHIPS.c.organisation_id == organisation_id,
            _MEMBERSHIPS.c.role == "deputy",
            _MEMBERSHIPS.c.created_at <= at,
            _MEMBERSHIPS.c.ended_at.is_(None),
        )
        .values(kept_at=at)
    )


def _corrections() -> list[tuple[Any, str]]:
    """Notices about a correction that are still to be sent, each with its reason."""
    waits = _NOTICES.c.state.in_(("pending", "leased", "undeliverable"))
    rows = op.get_bind().execute(
        sa.select(_NOTICES, _AUDIT.c.reason)
        .join(_AUDIT, _AUDIT.c.id == _NOTICES.c.subject_id)
        .where(_NOTICES.c.kind == "corrected", waits)
    )
    return [(row, row.reason) for row in rows.all()]


def _write_facts(notice_id: int, facts: Mapping[str, Any]) -> None:
    op.execute(_NOTICES.update().where(_NOTICES.c.id == notice_id).values(facts=facts))
