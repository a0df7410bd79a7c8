"""What is always true of counts, states and dates; who did it refers to people; ids in buttons are never used twice.

SQLite can only make a table anew for that: rows are copied, and the audit gets its triggers again. PostgreSQL never
uses an id twice; there the id of a person in the audit gets the 64 bits of all ids.

Revision: 0005, after: 0004
"""

import sqlalchemy as sa
from alembic import op

from db.schema import protect_audit

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

#: Table → (name, what is always true).
CHECKS: dict[str, tuple[tuple[str, str], ...]] = {
    "assignments": (
        ("state", "state IN ('assigned', 'acknowledged', 'reported', 'returned', 'disputed', 'accepted', 'cancelled')"),
        ("round", "round >= 1"),
        ("version", "version >= 1"),
        ("lead", "lead_id != id"),
    ),
    "authorities": (
        ("hours", "day_starts >= 0 AND day_starts < day_ends AND day_ends <= 24"),
        ("digest_hour", "digest_hour BETWEEN 0 AND 23"),
        ("working_days", "checking_days >= 0 AND unread_after >= 0"),
        ("late_days", "decide_after >= 0 AND head_after >= 0 AND viewers_after >= 0"),
        ("most_extensions", "most_extensions >= 0"),
        ("version", "version >= 1"),
    ),
    "disputes": (("outcome", "outcome IN ('waiting', 'insisted', 'cancelled', 'rerouted', 'reported')"),),
    "evidence": (
        ("size", "size >= 0"),
        ("attempts", "attempts >= 0"),
    ),
    "extensions": (
        ("outcome", "outcome IN ('waiting', 'granted', 'refused', 'closed')"),
        ("wanted", "wanted > due_before"),
    ),
    "inbox": (("attempts", "attempts >= 0"),),
    "invitations": (
        ("expires", "expires_at > created_at"),
        ("used", "(used_at IS NULL) = (used_by IS NULL)"),
    ),
    "join_requests": (("decided", "(decided_at IS NULL) = (confirmed IS NULL)"),),
    "likenesses": (("other", "decision_id != other_id"),),
    "minutes": (
        ("state", "state IN ('draft', 'scheduled', 'sent', 'deleted')"),
        ("version", "version >= 1"),
    ),
    "organisation_groups": (("version", "version >= 1"),),
    "organisations": (
        ("parent", "parent_id != id"),
        ("version", "version >= 1"),
    ),
    "outbox": (
        ("state", "state IN ('pending', 'leased', 'sent', 'skipped', 'undeliverable', 'dead')"),
        ("attempts", "attempts >= 0"),
    ),
    "people": (("digest_hour", "digest_hour BETWEEN 0 AND 23"),),
    "reports": (
        ("state", "state IN ('draft', 'handed_in', 'withdrawn', 'returned', 'accepted', 'closed')"),
        ("number", "number >= 1"),
    ),
}
#: Tables whose ids buttons carry.
SHOWN = frozenset(
    {
        "assignments",
        "decisions",
        "disputes",
        "evidence",
        "extensions",
        "inquiries",
        "invitations",
        "join_requests",
        "minutes",
        "organisation_groups",
        "organisations",
        "outbox",
        "people",
        "registry_uploads",
        "reports",
    }
)
DONE_BY = "fk_audit_person_id_people"


def upgrade() -> None:
    sqlite = op.get_context().dialect.name == "sqlite"
    for table in sorted(SHOWN | CHECKS.keys()) if sqlite else CHECKS:
        with op.batch_alter_table(
            table,
            recreate="always" if sqlite else "never",
            table_kwargs={"sqlite_autoincrement": table in SHOWN},
        ) as batch:
            for name, rule in CHECKS.get(table, ()):
                batch.create_check_constraint(op.f(f"ck_{table}_{name}"), sa.text(rule))
    with op.batch_alter_table("audit") as batch:
        if not sqlite:
            batch.alter_column("person_id", type_=sa.BigInteger())
        batch.create_foreign_key(op.f(DONE_BY), "people", ["person_id"], ["id"])
    if sqlite:
        protect_audit(op.get_bind())


def downgrade() -> None:
    sqlite = op.get_context().dialect.name == "sqlite"
    with op.batch_alter_table("audit") as batch:
        batch.drop_constraint(op.f(DONE_BY), type_="foreignkey")
        if not sqlite:
            batch.alter_column("person_id", type_=sa.Integer())
    if sqlite:
        protect_audit(op.get_bind())
        for table in sorted(SHOWN | CHECKS.keys()):  # a table made anew keeps neither
            with op.batch_alter_table(table, recreate="always"):
                pass
        return
    for table, checks in CHECKS.items():
        for name, _ in checks:
            op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
