"""An index for every statement of an ordinary day and of every tick.

None begins with the authority unless it is over few rows: an installation often has one authority, and SQLite, which
plans without statistics, would rather read all assignments of it than the few requests that wait.

Three that there were are made anew: of overdue items, with all that their counts look at; of what was passed down,
without all the rest; of questions that wait, in the words in which queries ask for them (SQLite takes a partial index
only for the same words).

Revision: 0003, after: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Rows = tuple[tuple[str, ...], str]
#: (name, table, columns, which rows: "" for all)
INDEXES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("ix_assignments_reported", "assignments", ("authority_id", "decision_id"), "state = 'reported'"),
    ("ix_assignments_assignee", "assignments", ("assignee_id",), "assignee_id IS NOT NULL"),
    ("ix_assignments_lead", "assignments", ("lead_id",), "lead_id IS NOT NULL"),
    ("ix_assignments_linked_from", "assignments", ("linked_from_id",), "linked_from_id IS NOT NULL"),
    ("ix_assignments_yearly", "assignments", ("authority_id", "due_date"), "form = 'yearly'"),
    ("ix_audit_person", "audit", ("person_id",), ""),
    ("ix_decisions_repeating", "decisions", ("id",), "form = 'periodic' AND ended_at IS NULL"),
    ("ix_disputes_waiting", "disputes", ("id",), "outcome = 'waiting'"),
    ("ix_disputes_raised_by", "disputes", ("raised_by",), ""),
    ("ix_evidence_sender", "evidence", ("sender_id", "message_key"), ""),
    ("ix_extensions_waiting", "extensions", ("id",), "outcome = 'waiting'"),
    ("ix_extensions_asked_by", "extensions", ("asked_by",), ""),
    ("ix_handovers_organisation_id", "handovers", ("organisation_id",), ""),
    ("ix_handovers_person_id", "handovers", ("person_id",), ""),
    ("ix_inbox_handled", "inbox", ("handled_at",), ""),
    ("ix_inquiries_author", "inquiries", ("author_id",), ""),
    ("ix_invitations_authority_id", "invitations", ("authority_id",), ""),
    ("ix_join_requests_person_id", "join_requests", ("person_id",), ""),
    ("ix_join_requests_ending", "join_requests", ("acting_until",), "acting_until IS NOT NULL AND decided_at IS NULL"),
    ("ix_join_requests_waiting", "join_requests", ("id",), "decided_at IS NULL"),
    ("ix_memberships_ending", "memberships", ("ends_on",), "ends_on IS NOT NULL AND ended_at IS NULL"),
    ("ix_memberships_role", "memberships", ("role", "organisation_id"), "ended_at IS NULL"),
    ("ix_minutes_controller_state", "minutes", ("controller_id", "state"), ""),
    ("ix_minutes_scheduled", "minutes", ("send_at",), "state = 'scheduled'"),
    ("ix_organisations_led_by_deputy", "organisations", ("id",), "lead = 'deputy'"),
    ("ix_outbox_gathered", "outbox", ("subject_id",), "kind = 'gathered'"),
    ("ix_outbox_organisation", "outbox", ("organisation_id",), ""),
    ("ix_people_own_hour", "people", ("id",), "digest_hour IS NOT NULL"),
    ("ix_reports_handed_in", "reports", ("assignment_id",), "state = 'handed_in'"),
)
#: (name, table, columns and rows before, columns and rows after)
OWING = "state IN ('assigned', 'acknowledged', 'returned')"
OVERDUE = ("authority_id", "control_date", "organisation_id", "id")
CHANGED: tuple[tuple[str, str, Rows, Rows], ...] = (
    ("ix_assignments_overdue", "assignments", (OVERDUE, OWING), ((*OVERDUE, "extension_waits", "state"), OWING)),
    (
        "ix_decisions_cascaded_from_id",
        "decisions",
        (("cascaded_from_id",), ""),
        (("cascaded_from_id",), "cascaded_from_id IS NOT NULL"),
    ),
    (
        "ix_inquiries_waiting",
        "inquiries",
        (("assignment_id",), "is_question AND answered_at IS NULL"),
        (("assignment_id",), "is_question IS true AND answered_at IS NULL"),
    ),
)


def upgrade() -> None:
    for name, table, columns, rows in INDEXES:
        _create(name, table, columns, rows)
    for name, table, _, (columns, rows) in CHANGED:
        op.drop_index(name, table)
        _create(name, table, columns, rows)


def downgrade() -> None:
    for name, table, (columns, rows), _ in CHANGED:
        op.drop_index(name, table)
        _create(name, table, columns, rows)
    for name, table, _, _ in reversed(INDEXES):
        op.drop_index(name, table)


def _create(name: str, table: str, columns: tuple[str, ...], rows: str) -> None:
    which = sa.text(rows) if rows else None
    op.create_index(name, table, list(columns), sqlite_where=which, postgresql_where=which)
