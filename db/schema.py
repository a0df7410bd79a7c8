"""What tables alone cannot say: the audit is append-only."""

from sqlalchemy import Connection, event

from db.models import Audit

SQLITE = tuple(
    f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
    "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
    for verb in ("UPDATE", "DELETE")
)
POSTGRESQL = (
    "CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$",
    "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit "
    "FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
)


def protect_audit(connection: Connection) -> None:
    """Add the triggers that refuse UPDATE and DELETE of audit rows."""
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)


def unprotect_audit(connection: Connection) -> None:
    """What is left of the protection when the table is gone; SQLite drops triggers with their table."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP FUNCTION audit_append_only()")


@event.listens_for(Audit.__table__, "after_create")
def _protect(_target: object, connection: Connection, **_: object) -> None:
    protect_audit(connection)
