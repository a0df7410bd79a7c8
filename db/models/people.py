"""Organisations, people, invitations and what an authority has set up."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Code, Id, Versioned, partial, written
from domain.calendar import DayOffRule
from domain.digest_days import Rhythm
from domain.lifecycle import Acceptance
from domain.organisations import OrganisationKind
from domain.people import Lead, Platform, Role


class Organisation(Versioned, Base):
    """A node of the tree; `path` is "1.5.17." – a prefix test is a subtree test."""

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint("parent_id != id", name="parent"),
        CheckConstraint("version >= 1", name="version"),
        partial("ix_organisations_led_by_deputy", "id", where="lead = 'deputy'"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    path: Mapped[str] = mapped_column(default="", index=True)
    name: Mapped[str]
    short_name: Mapped[str]
    search_key: Mapped[str] = mapped_column(index=True)
    kind: Mapped[OrganisationKind] = mapped_column(Code(OrganisationKind))
    municipality: Mapped[str] = mapped_column(default="")
    groups: Mapped[list[str]] = mapped_column(default=list)
    synonyms: Mapped[list[str]] = mapped_column(default=list)
    head_name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")  # the organisation's own, no person's
    active: Mapped[bool] = mapped_column(default=True)
    lead: Mapped[Lead] = mapped_column(Code(Lead), default=Lead.BOTH)  # «Кто ведёт»


LED_BY_DEPUTY = written(Organisation.lead, Lead.DEPUTY)


class Authority(Versioned, Base):
    """Settings of an organisation that has officials."""

    __tablename__ = "authorities"
    __table_args__ = (
        CheckConstraint("day_starts >= 0 AND day_starts < day_ends AND day_ends <= 24", name="hours"),
        CheckConstraint("digest_hour BETWEEN 0 AND 23", name="digest_hour"),
        CheckConstraint("checking_days >= 0 AND unread_after >= 0", name="working_days"),
        CheckConstraint("decide_after >= 0 AND head_after >= 0 AND viewers_after >= 0", name="late_days"),
        CheckConstraint("most_extensions >= 0", name="most_extensions"),
        CheckConstraint("version >= 1", name="version"),
    )
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    letter_name: Mapped[str] = mapped_column(default="")  # as a letter would write it: «Отдел образования …»
    contact: Mapped[str] = mapped_column(default="")  # the line «Проверит» of cards
    timezone: Mapped[str] = mapped_column(default="Europe/Moscow")
    day_starts: Mapped[int] = mapped_column(default=8)  # hour; earlier messages come without sound
    day_ends: Mapped[int] = mapped_column(default=20)
    checking_days: Mapped[int] = mapped_column(default=3)  # working days promised for checking a report
    saturdays: Mapped[bool] = mapped_column(default=False)
    digest_hour: Mapped[int] = mapped_column(default=9)  # of directors; a person may choose another
    day_off_rule: Mapped[DayOffRule] = mapped_column(Code(DayOffRule), default=DayOffRule.KEEP)
    summer_mode: Mapped[bool] = mapped_column(default=True)  # 01.07–20.08: due-day steps only
    unread_after: Mapped[int] = mapped_column(default=2)  # working days
    decide_after: Mapped[int] = mapped_column(default=14)  # calendar days late: «Решите: …»
    head_after: Mapped[int] = mapped_column(default=5)  # calendar days after that: the head of the authority
    viewers_after: Mapped[int] = mapped_column(default=10)  # and the viewers
    most_extensions: Mapped[int] = mapped_column(default=2)
    school_year_ends: Mapped[str] = mapped_column(default="05-31")  # month-day
    year_form_opens: Mapped[str] = mapped_column(default="05-13")
    year_form_due: Mapped[str] = mapped_column(default="05-31")
    default_acceptance: Mapped[Acceptance | None] = mapped_column(Code(Acceptance))  # None: by what is sent
    privacy: Mapped[bool] = mapped_column(default=False)  # no names of people in messages
    return_reasons: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # empty: the ready ones


class CalendarOverride(Base):
    """A day that this authority works or rests against the production calendar."""

    __tablename__ = "calendar_overrides"
    authority_id: Mapped[int] = mapped_column(ForeignKey("authorities.organisation_id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    is_working: Mapped[bool]
    note: Mapped[str] = mapped_column(default="")


OWN_DIGESTS_SQL = "digest_hour IS NOT NULL OR rhythm IS NOT NULL"


class Person(Base):
    """Somebody who uses the product; erased people keep only the row."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("digest_hour BETWEEN 0 AND 23", name="digest_hour"),
        partial("ix_people_own_digests", "id", where=OWN_DIGESTS_SQL),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str]
    digest_hour: Mapped[int | None]  # None: as the authority has it
    rhythm: Mapped[Rhythm | None] = mapped_column(Code(Rhythm))  # of digests; None: as usual
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]


#: Whoever has chosen an hour or a rhythm, in the words of the partial index.
OWN_DIGESTS = or_(Person.digest_hour.is_not(None), Person.rhythm.is_not(None))


class Account(Base):
    """A person on a platform; `unreachable_at` is set when messages cannot be delivered."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("platform", "user_id"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    platform: Mapped[Platform] = mapped_column(Code(Platform))
    user_id: Mapped[int] = mapped_column(Id)
    chat_id: Mapped[int] = mapped_column(Id)
    unreachable_at: Mapped[datetime | None]
    unreachable_reason: Mapped[str] = mapped_column(default="")  # code: blocked, not_found


class Membership(Base):
    """A role of a person in an organisation; ended ones stay for the history."""

    __tablename__ = "memberships"
    __table_args__ = (
        partial(
            "uq_memberships_current", "person_id", "organisation_id", "role", where="ended_at IS NULL", unique=True
        ),
        partial("ix_memberships_role", "role", "organisation_id", where="ended_at IS NULL"),
        partial("ix_memberships_ending", "ends_on", where="ends_on IS NOT NULL AND ended_at IS NULL"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[Role] = mapped_column(Code(Role))
    ends_on: Mapped[date | None]  # «и. о.»: the last day
    is_head: Mapped[bool] = mapped_column(default=False)  # the head of the authority: told about long delays
    kept_at: Mapped[datetime | None]  # of a deputy: when a new director has said «Оставить»
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Consent(Base):
    """Consent to the processing of personal data: which text, when, by which account."""

    __tablename__ = "consents"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    text_version: Mapped[str]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Invitation(Base):
    """A code that lets in; only its SHA-256 is stored. Without organisation: the common text for a chat."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("expires_at > created_at", name="expires"),
        CheckConstraint("(used_at IS NULL) = (used_by IS NULL)", name="used"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[Role] = mapped_column(Code(Role))
    code_hash: Mapped[str] = mapped_column(unique=True)
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revoked_at: Mapped[datetime | None]


class Admission(Base):
    """This account showed a code that lets in: the screens that follow are checked against it, not a button."""

    __tablename__ = "admissions"
    platform: Mapped[Platform] = mapped_column(Code(Platform), primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id"), primary_key=True)
    at: Mapped[datetime]


class CodeGuess(Base):
    """A wrong code somebody tried: guessing is limited and reported."""

    __tablename__ = "code_guesses"
    __table_args__ = (Index("ix_code_guesses_who", "platform", "user_id", "at"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    platform: Mapped[Platform] = mapped_column(Code(Platform))
    user_id: Mapped[int] = mapped_column(Id)
    at: Mapped[datetime]


class JoinRequest(Base):
    """«Я работаю в этой организации»: waits for an official."""

    __tablename__ = "join_requests"
    __table_args__ = (
        CheckConstraint("(decided_at IS NULL) = (confirmed IS NULL)", name="decided"),
        partial("uq_join_requests_open", "person_id", "organisation_id", where="decided_at IS NULL", unique=True),
        partial("ix_join_requests_waiting", "id", where="decided_at IS NULL"),
        partial("ix_join_requests_ending", "acting_until", where="acting_until IS NOT NULL AND decided_at IS NULL"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    says_director: Mapped[bool]  # False: «Я другой сотрудник»
    acting_until: Mapped[date | None]  # a deputy asks to act for the director
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmed: Mapped[bool | None]


class RegistryUpload(Base):
    """A table of organisations shown as a preview; a tap loads it after a second look at what is known by then."""

    __tablename__ = "registry_uploads"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    rows: Mapped[list[dict[str, Any]]]  # emptied when loaded
    unused_columns: Mapped[list[str]] = mapped_column(default=list)
    skipped: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # rows that were not taken, and why
    plan_hash: Mapped[str] = mapped_column(default="")  # of the preview last shown
    created_at: Mapped[datetime]
    loaded_at: Mapped[datetime | None]
