"""All tables.

Revision: 0001, after:
"""

import sqlalchemy as sa
from alembic import op

from db.models.base import UtcDateTime
from db.schema import protect_audit, unprotect_audit

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_state", sa.String(), nullable=False),
        sa.Column("to_state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_subject", ["subject", "subject_id"], unique=False)

    op.create_table(
        "code_guesses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("platform", sa.String(24), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_guesses")),
    )
    with op.batch_alter_table("code_guesses", schema=None) as batch_op:
        batch_op.create_index("ix_code_guesses_who", ["platform", "user_id", "at"], unique=False)

    op.create_table(
        "conversations",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_conversations")),
    )
    op.create_table(
        "inbox",
        sa.Column("platform", sa.String(24), nullable=False),
        sa.Column(
            "update_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("handled_at", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "update_id", name=op.f("pk_inbox")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_inbox_waiting",
            ["update_id"],
            unique=False,
            sqlite_where=sa.text("handled_at IS NULL"),
            postgresql_where=sa.text("handled_at IS NULL"),
        )

    op.create_table(
        "organisations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("synonyms", sa.JSON(), nullable=False),
        sa.Column("head_name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("lead", sa.String(24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisations.id"], name=op.f("fk_organisations_parent_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisations_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisations_path"), ["path"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisations_search_key"), ["search_key"], unique=False)

    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("erased_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("platform", sa.String(24), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unreachable_at", UtcDateTime(), nullable=True),
        sa.Column("unreachable_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_accounts_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("platform", "user_id", name=op.f("uq_accounts_platform_user_id")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_person_id"), ["person_id"], unique=False)

    op.create_table(
        "authorities",
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("letter_name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("day_starts", sa.Integer(), nullable=False),
        sa.Column("day_ends", sa.Integer(), nullable=False),
        sa.Column("checking_days", sa.Integer(), nullable=False),
        sa.Column("saturdays", sa.Boolean(), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=False),
        sa.Column("day_off_rule", sa.String(24), nullable=False),
        sa.Column("summer_mode", sa.Boolean(), nullable=False),
        sa.Column("unread_after", sa.Integer(), nullable=False),
        sa.Column("decide_after", sa.Integer(), nullable=False),
        sa.Column("head_after", sa.Integer(), nullable=False),
        sa.Column("viewers_after", sa.Integer(), nullable=False),
        sa.Column("most_extensions", sa.Integer(), nullable=False),
        sa.Column("school_year_ends", sa.String(), nullable=False),
        sa.Column("year_form_opens", sa.String(), nullable=False),
        sa.Column("year_form_due", sa.String(), nullable=False),
        sa.Column("default_acceptance", sa.String(24), nullable=True),
        sa.Column("privacy", sa.Boolean(), nullable=False),
        sa.Column("return_reasons", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_authorities_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_authorities")),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("authority_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("used_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["organisations.id"], name=op.f("fk_invitations_authority_id_organisations")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_invitations_created_by_people")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_invitations_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["used_by"], ["people.id"], name=op.f("fk_invitations_used_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitations_code_hash")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "join_requests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("authority_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("says_director", sa.Boolean(), nullable=False),
        sa.Column("acting_until", sa.Date(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["organisations.id"], name=op.f("fk_join_requests_authority_id_organisations")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_join_requests_decided_by_people")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_join_requests_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_join_requests_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_requests")),
    )
    with op.batch_alter_table("join_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_join_requests_authority_id"), ["authority_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_join_requests_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(
            "uq_join_requests_open",
            ["person_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )

    op.create_table(
        "memberships",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("is_head", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_memberships_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_memberships_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memberships_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_memberships_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_memberships_current",
            ["person_id", "organisation_id", "role"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "minutes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("authority_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("controller_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(), nullable=True),
        sa.Column("source_text", sa.String(), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("single", sa.Boolean(), nullable=False),
        sa.Column("recognised", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("edited_at", UtcDateTime(), nullable=False),
        sa.Column("send_at", UtcDateTime(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["organisations.id"], name=op.f("fk_minutes_authority_id_organisations")
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["people.id"], name=op.f("fk_minutes_controller_id_people")),
        sa.ForeignKeyConstraint(["parent_id"], ["minutes.id"], name=op.f("fk_minutes_parent_id_minutes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
    )
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.create_index("ix_minutes_authority_state", ["authority_id", "state"], unique=False)
        batch_op.create_index(
            "uq_minutes_content",
            ["authority_id", "content_hash"],
            unique=True,
            sqlite_where=sa.text("state != 'deleted'"),
            postgresql_where=sa.text("state != 'deleted'"),
        )

    op.create_table(
        "organisation_groups",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("authority_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("root_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["organisations.id"], name=op.f("fk_organisation_groups_authority_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["root_id"], ["organisations.id"], name=op.f("fk_organisation_groups_root_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_groups")),
        sa.UniqueConstraint("authority_id", "name", name=op.f("uq_organisation_groups_authority_id_name")),
    )
    op.create_table(
        "registry_uploads",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("authority_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("unused_columns", sa.JSON(), nullable=False),
        sa.Column("plan_hash", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("loaded_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["organisations.id"], name=op.f("fk_registry_uploads_authority_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_registry_uploads_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_uploads")),
    )
    with op.batch_alter_table("registry_uploads", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registry_uploads_authority_id"), ["authority_id"], unique=False)

    op.create_table(
        "synonyms",
        sa.Column("authority_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("phrase_key", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("option", sa.String(), nullable=False),
        sa.Column("organisations", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["organisations.id"], name=op.f("fk_synonyms_authority_id_organisations")
        ),
        sa.PrimaryKeyConstraint("authority_id", "phrase_key", "theme", name=op.f("pk_synonyms")),
    )
    op.create_table(
        "admissions",
        sa.Column("platform", sa.String(24), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("invitation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_admissions_invitation_id_invitations")
        ),
        sa.PrimaryKeyConstraint("platform", "user_id", "invitation_id", name=op.f("pk_admissions")),
    )
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("minutes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_agenda_items_minutes_id_minutes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint("minutes_id", "ordinal", name=op.f("uq_agenda_items_minutes_id_ordinal")),
    )
    op.create_table(
        "calendar_overrides",
        sa.Column("authority_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authorities.organisation_id"],
            name=op.f("fk_calendar_overrides_authority_id_authorities"),
        ),
        sa.PrimaryKeyConstraint("authority_id", "day", name=op.f("pk_calendar_overrides")),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text_version", sa.String(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_consents_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_account_id"), ["account_id"], unique=False)

    op.create_table(
        "decisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("minutes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("question", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("bullet", sa.Integer(), nullable=True),
        sa.Column("under", sa.String(), nullable=False),
        sa.Column("names_question", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("deadline_phrase", sa.String(), nullable=False),
        sa.Column("deadline_kind", sa.String(24), nullable=False),
        sa.Column("deadline_rule", sa.String(), nullable=False),
        sa.Column("recurrence", sa.String(), nullable=False),
        sa.Column("form", sa.String(24), nullable=False),
        sa.Column("form_reason", sa.String(), nullable=False),
        sa.Column("requirement", sa.JSON(), nullable=False),
        sa.Column("not_needed_allowed", sa.Boolean(), nullable=False),
        sa.Column("acceptance", sa.String(24), nullable=False),
        sa.Column("acceptance_set", sa.Boolean(), nullable=False),
        sa.Column("answering", sa.String(24), nullable=False),
        sa.Column("lead_organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("through", sa.Boolean(), nullable=False),
        sa.Column("cascaded_from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("named_organisations", sa.JSON(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.Column("open_doubts", sa.JSON(), nullable=False),
        sa.Column("named_targets", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_organisation_id"], ["organisations.id"], name=op.f("fk_decisions_lead_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_decisions_minutes_id_minutes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("minutes_id", "ordinal", name=op.f("uq_decisions_minutes_id_ordinal")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_cascaded_from_id"), ["cascaded_from_id"], unique=False)

    op.create_table(
        "handovers",
        sa.Column("minutes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("handed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["handed_by"], ["people.id"], name=op.f("fk_handovers_handed_by_people")),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_handovers_minutes_id_minutes")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_handovers_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_handovers_person_id_people")),
        sa.PrimaryKeyConstraint("minutes_id", "organisation_id", name=op.f("pk_handovers")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("minutes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("dedup_key", sa.String(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", UtcDateTime(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_outbox_account_id_accounts")),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_outbox_minutes_id_minutes")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_outbox_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("dedup_key", name=op.f("uq_outbox_dedup_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_account", ["account_id", "state"], unique=False)
        batch_op.create_index("ix_outbox_minutes", ["minutes_id", "organisation_id"], unique=False)
        batch_op.create_index(
            "ix_outbox_waiting",
            ["not_before", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('pending', 'leased')"),
            postgresql_where=sa.text("state IN ('pending', 'leased')"),
        )

    op.create_table(
        "addressees",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("form", sa.String(24), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_addressees_decision_id_decisions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addressees")),
    )
    with op.batch_alter_table("addressees", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_addressees_decision_id"), ["decision_id"], unique=False)

    op.create_table(
        "checkpoints",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("regular_due", sa.Date(), nullable=True),
        sa.Column("as_written", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_checkpoints_decision_id_decisions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkpoints")),
        sa.UniqueConstraint("decision_id", "key", name=op.f("uq_checkpoints_decision_id_key")),
    )
    op.create_table(
        "likenesses",
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("other_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("merged", sa.Boolean(), nullable=False),
        sa.Column("organisations", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_likenesses_decided_by_people")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_likenesses_decision_id_decisions"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["other_id"], ["decisions.id"], name=op.f("fk_likenesses_other_id_decisions")),
        sa.PrimaryKeyConstraint("decision_id", "other_id", name=op.f("pk_likenesses")),
    )
    with op.batch_alter_table("likenesses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_likenesses_other_id"), ["other_id"], unique=False)

    op.create_table(
        "addressee_organisations",
        sa.Column("addressee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["addressee_id"],
            ["addressees.id"],
            name=op.f("fk_addressee_organisations_addressee_id_addressees"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_addressee_organisations_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("addressee_id", "organisation_id", name=op.f("pk_addressee_organisations")),
    )
    op.create_table(
        "assignments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("authority_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("minutes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("checkpoint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(24), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("state_before", sa.String(24), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("original_due_date", sa.Date(), nullable=True),
        sa.Column("control_date", sa.Date(), nullable=True),
        sa.Column("acknowledged_at", UtcDateTime(), nullable=True),
        sa.Column("handed_in_on", sa.Date(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("extension_waits", sa.Boolean(), nullable=False),
        sa.Column("assignee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("linked_from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignee_id"], ["people.id"], name=op.f("fk_assignments_assignee_id_people")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["organisations.id"], name=op.f("fk_assignments_authority_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["checkpoint_id"], ["checkpoints.id"], name=op.f("fk_assignments_checkpoint_id_checkpoints")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_assignments_decision_id_decisions")),
        sa.ForeignKeyConstraint(["lead_id"], ["assignments.id"], name=op.f("fk_assignments_lead_id_assignments")),
        sa.ForeignKeyConstraint(
            ["linked_from_id"], ["assignments.id"], name=op.f("fk_assignments_linked_from_id_assignments")
        ),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_assignments_minutes_id_minutes")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_assignments_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        sa.UniqueConstraint(
            "checkpoint_id", "organisation_id", "round", name=op.f("uq_assignments_checkpoint_id_organisation_id_round")
        ),
    )
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.create_index("ix_assignments_decision", ["decision_id"], unique=False)
        batch_op.create_index("ix_assignments_minutes", ["minutes_id", "organisation_id"], unique=False)
        batch_op.create_index("ix_assignments_organisation", ["organisation_id", "state"], unique=False)
        batch_op.create_index(
            "ix_assignments_overdue",
            ["authority_id", "control_date", "organisation_id", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('assigned', 'acknowledged', 'returned')"),
            postgresql_where=sa.text("state IN ('assigned', 'acknowledged', 'returned')"),
        )
        batch_op.create_index(
            "uq_assignments_not_final",
            ["checkpoint_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("state NOT IN ('accepted', 'cancelled')"),
            postgresql_where=sa.text("state NOT IN ('accepted', 'cancelled')"),
        )

    op.create_table(
        "disputes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assignment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("raised_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("raised_at", UtcDateTime(), nullable=False),
        sa.Column("state_before", sa.String(24), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(24), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_disputes_assignment_id_assignments")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_disputes_decided_by_people")),
        sa.ForeignKeyConstraint(["raised_by"], ["people.id"], name=op.f("fk_disputes_raised_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
    )
    with op.batch_alter_table("disputes", schema=None) as batch_op:
        batch_op.create_index("ix_disputes_assignment", ["assignment_id"], unique=False)
        batch_op.create_index(
            "uq_disputes_waiting",
            ["assignment_id"],
            unique=True,
            sqlite_where=sa.text("outcome = 'waiting'"),
            postgresql_where=sa.text("outcome = 'waiting'"),
        )

    op.create_table(
        "extensions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assignment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("wanted", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("in_time", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(24), nullable=False),
        sa.Column("granted", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_extensions_asked_by_people")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_extensions_assignment_id_assignments")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_extensions_decided_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extensions")),
    )
    with op.batch_alter_table("extensions", schema=None) as batch_op:
        batch_op.create_index("ix_extensions_assignment", ["assignment_id"], unique=False)
        batch_op.create_index(
            "uq_extensions_waiting",
            ["assignment_id"],
            unique=True,
            sqlite_where=sa.text("outcome = 'waiting'"),
            postgresql_where=sa.text("outcome = 'waiting'"),
        )

    op.create_table(
        "inquiries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assignment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("is_question", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("to_all", sa.Boolean(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_inquiries_assignment_id_assignments")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_inquiries_author_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiries")),
    )
    with op.batch_alter_table("inquiries", schema=None) as batch_op:
        batch_op.create_index("ix_inquiries_assignment", ["assignment_id"], unique=False)
        batch_op.create_index(
            "ix_inquiries_waiting",
            ["assignment_id"],
            unique=False,
            sqlite_where=sa.text("is_question AND answered_at IS NULL"),
            postgresql_where=sa.text("is_question AND answered_at IS NULL"),
        )

    op.create_table(
        "reminder_steps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assignment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("consumed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_reminder_steps_assignment_id_assignments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_steps")),
        sa.UniqueConstraint(
            "assignment_id", "audience", "step", "day", name=op.f("uq_reminder_steps_assignment_id_audience_step_day")
        ),
    )
    with op.batch_alter_table("reminder_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_steps_assignment_id"), ["assignment_id"], unique=False)
        batch_op.create_index(
            "ix_reminder_steps_due",
            ["day", "id"],
            unique=False,
            sqlite_where=sa.text("consumed_at IS NULL"),
            postgresql_where=sa.text("consumed_at IS NULL"),
        )

    op.create_table(
        "reports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assignment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("not_needed", sa.Boolean(), nullable=False),
        sa.Column("figure", sa.Double(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("reference_day", sa.Date(), nullable=True),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("touched_at", UtcDateTime(), nullable=False),
        sa.Column("handed_in_at", UtcDateTime(), nullable=True),
        sa.Column("counts_on", sa.Date(), nullable=True),
        sa.Column("judged_at", UtcDateTime(), nullable=True),
        sa.Column("judged_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("return_reason", sa.String(), nullable=False),
        sa.Column("what_to_do", sa.String(), nullable=False),
        sa.Column("return_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_reports_assignment_id_assignments")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_reports_author_id_people")),
        sa.ForeignKeyConstraint(["entered_by"], ["people.id"], name=op.f("fk_reports_entered_by_people")),
        sa.ForeignKeyConstraint(["judged_by"], ["people.id"], name=op.f("fk_reports_judged_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("assignment_id", "number", name=op.f("uq_reports_assignment_id_number")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index("ix_reports_author_state", ["author_id", "state"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sender_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("message_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("mime", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", UtcDateTime(), nullable=True),
        sa.Column("failed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_evidence_report_id_reports")),
        sa.ForeignKeyConstraint(["sender_id"], ["people.id"], name=op.f("fk_evidence_sender_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("report_id", "message_key", name=op.f("uq_evidence_report_id_message_key")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_report_id"), ["report_id"], unique=False)
        batch_op.create_index(
            "ix_evidence_to_store",
            ["id"],
            unique=False,
            sqlite_where=sa.text("sha256 IS NULL AND file_id IS NOT NULL AND failed = ''"),
            postgresql_where=sa.text("sha256 IS NULL AND file_id IS NOT NULL AND failed = ''"),
        )
        batch_op.create_index(
            "uq_evidence_loose",
            ["sender_id", "message_key"],
            unique=True,
            sqlite_where=sa.text("report_id IS NULL"),
            postgresql_where=sa.text("report_id IS NULL"),
        )
    protect_audit(op.get_bind())


def downgrade() -> None:
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_evidence_loose",
            sqlite_where=sa.text("report_id IS NULL"),
            postgresql_where=sa.text("report_id IS NULL"),
        )
        batch_op.drop_index(
            "ix_evidence_to_store",
            sqlite_where=sa.text("sha256 IS NULL AND file_id IS NOT NULL AND failed = ''"),
            postgresql_where=sa.text("sha256 IS NULL AND file_id IS NOT NULL AND failed = ''"),
        )
        batch_op.drop_index(batch_op.f("ix_evidence_report_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index("ix_reports_author_state")

    op.drop_table("reports")
    with op.batch_alter_table("reminder_steps", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_reminder_steps_due",
            sqlite_where=sa.text("consumed_at IS NULL"),
            postgresql_where=sa.text("consumed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_reminder_steps_assignment_id"))

    op.drop_table("reminder_steps")
    with op.batch_alter_table("inquiries", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_inquiries_waiting",
            sqlite_where=sa.text("is_question AND answered_at IS NULL"),
            postgresql_where=sa.text("is_question AND answered_at IS NULL"),
        )
        batch_op.drop_index("ix_inquiries_assignment")

    op.drop_table("inquiries")
    with op.batch_alter_table("extensions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_extensions_waiting",
            sqlite_where=sa.text("outcome = 'waiting'"),
            postgresql_where=sa.text("outcome = 'waiting'"),
        )
        batch_op.drop_index("ix_extensions_assignment")

    op.drop_table("extensions")
    with op.batch_alter_table("disputes", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_disputes_waiting",
            sqlite_where=sa.text("outcome = 'waiting'"),
            postgresql_where=sa.text("outcome = 'waiting'"),
        )
        batch_op.drop_index("ix_disputes_assignment")

    op.drop_table("disputes")
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_assignments_not_final",
            sqlite_where=sa.text("state NOT IN ('accepted', 'cancelled')"),
            postgresql_where=sa.text("state NOT IN ('accepted', 'cancelled')"),
        )
        batch_op.drop_index(
            "ix_assignments_overdue",
            sqlite_where=sa.text("state IN ('assigned', 'acknowledged', 'returned')"),
            postgresql_where=sa.text("state IN ('assigned', 'acknowledged', 'returned')"),
        )
        batch_op.drop_index("ix_assignments_organisation")
        batch_op.drop_index("ix_assignments_minutes")
        batch_op.drop_index("ix_assignments_decision")

    op.drop_table("assignments")
    op.drop_table("addressee_organisations")
    with op.batch_alter_table("likenesses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_likenesses_other_id"))

    op.drop_table("likenesses")
    op.drop_table("checkpoints")
    with op.batch_alter_table("addressees", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_addressees_decision_id"))

    op.drop_table("addressees")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_waiting",
            sqlite_where=sa.text("state IN ('pending', 'leased')"),
            postgresql_where=sa.text("state IN ('pending', 'leased')"),
        )
        batch_op.drop_index("ix_outbox_minutes")
        batch_op.drop_index("ix_outbox_account")

    op.drop_table("outbox")
    op.drop_table("handovers")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decisions_cascaded_from_id"))

    op.drop_table("decisions")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_account_id"))

    op.drop_table("consents")
    op.drop_table("calendar_overrides")
    op.drop_table("agenda_items")
    op.drop_table("admissions")
    op.drop_table("synonyms")
    with op.batch_alter_table("registry_uploads", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registry_uploads_authority_id"))

    op.drop_table("registry_uploads")
    op.drop_table("organisation_groups")
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_minutes_content",
            sqlite_where=sa.text("state != 'deleted'"),
            postgresql_where=sa.text("state != 'deleted'"),
        )
        batch_op.drop_index("ix_minutes_authority_state")

    op.drop_table("minutes")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_memberships_current",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_memberships_person_id"))
        batch_op.drop_index(batch_op.f("ix_memberships_organisation_id"))

    op.drop_table("memberships")
    with op.batch_alter_table("join_requests", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_join_requests_open",
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_join_requests_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_join_requests_authority_id"))

    op.drop_table("join_requests")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitations_organisation_id"))

    op.drop_table("invitations")
    op.drop_table("authorities")
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accounts_person_id"))

    op.drop_table("accounts")
    op.drop_table("people")
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisations_search_key"))
        batch_op.drop_index(batch_op.f("ix_organisations_path"))
        batch_op.drop_index(batch_op.f("ix_organisations_parent_id"))

    op.drop_table("organisations")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_inbox_waiting",
            sqlite_where=sa.text("handled_at IS NULL"),
            postgresql_where=sa.text("handled_at IS NULL"),
        )

    op.drop_table("inbox")
    op.drop_table("conversations")
    with op.batch_alter_table("code_guesses", schema=None) as batch_op:
        batch_op.drop_index("ix_code_guesses_who")

    op.drop_table("code_guesses")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_subject")

    op.drop_table("audit")
    unprotect_audit(op.get_bind())
