"""Minutes, their agenda, decisions, addressees and checkpoints."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, Code, Id, Versioned, one_of, partial, written
from domain.lifecycle import Acceptance, Answering
from domain.minutes.model import ControlForm, DeadlineKind, Role
from domain.parts import Asking, PartAnswer

#: A set of organisations: read with its owner in one more statement, gone with it.
SET: dict[str, Any] = {"lazy": "selectin", "cascade": "all, delete-orphan", "passive_deletes": True}


class MinutesState(StrEnum):
    """A draft is edited by its official; sent minutes are in control."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"  # «Утром в 09:00»
    SENT = "sent"
    DELETED = "deleted"


class Minutes(Versioned, Base):
    """A protocol; `content_hash` makes the same file the same minutes."""

    __tablename__ = "minutes"
    __table_args__ = (
        one_of("state", MinutesState),
        CheckConstraint("version >= 1", name="version"),
        partial("uq_minutes_content", "authority_id", "content_hash", where="state != 'deleted'", unique=True),
        Index("ix_minutes_authority_state", "authority_id", "state"),
        Index("ix_minutes_controller_state", "controller_id", "state"),
        partial("ix_minutes_scheduled", "send_at", where="state = 'scheduled'"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    controller_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    state: Mapped[MinutesState] = mapped_column(Code(MinutesState))
    number: Mapped[str | None]
    day: Mapped[date | None]
    title: Mapped[str] = mapped_column(default="")
    issuer: Mapped[str] = mapped_column(default="")
    content_hash: Mapped[str]
    file_name: Mapped[str] = mapped_column(default="")
    file_sha256: Mapped[str | None]  # the original in DATA_DIR/evidence; None for pasted text
    # All lines as read: as long as the document, and no card shows them. Whoever needs them asks for them.
    source_text: Mapped[str] = mapped_column(deferred=True, deferred_raiseload=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("minutes.id"))  # passed down from these
    single: Mapped[bool] = mapped_column(default=False)  # one decision without minutes, by /new
    recognised: Mapped[bool] = mapped_column(default=False)
    warnings: Mapped[list[str]] = mapped_column(default=list)  # what of the file was not read: codes of the reader
    # «Протокол целиком» goes to nobody but the authority; None: in a draft by what it names, else it goes.
    original_kept: Mapped[bool | None]
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime]
    send_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]


IS_SCHEDULED = written(Minutes.state, MinutesState.SCHEDULED)


class AgendaItem(Base):
    __tablename__ = "agenda_items"
    __table_args__ = (UniqueConstraint("minutes_id", "ordinal"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    ordinal: Mapped[int]
    title: Mapped[str]
    theme: Mapped[str] = mapped_column(default="")


class MinutesPart(Base):
    """A piece of the document as it was read: one item, or one line of anything else; together they are all of it.

    Minutes taken in before this was kept have none. What was answered about a line is remembered for the authority's
    next protocols: it is looked for among these rows.
    """

    __tablename__ = "minutes_parts"
    __table_args__ = (partial("ix_minutes_parts_answered", "minutes_id", where="answer IS NOT NULL"),)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[Role] = mapped_column(Code(Role))
    first_line: Mapped[int]  # of the document, inclusive, from 0
    last_line: Mapped[int]
    text: Mapped[str]
    asked: Mapped[Asking | None] = mapped_column(Code(Asking))  # «Это пункт?», and how; None: not asked
    answer: Mapped[PartAnswer | None] = mapped_column(Code(PartAnswer))
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[datetime | None]


class Decision(Base):
    """One decided item of the minutes."""

    __tablename__ = "decisions"
    __table_args__ = (
        UniqueConstraint("minutes_id", "ordinal"),
        partial("ix_decisions_cascaded_from_id", "cascaded_from_id", where="cascaded_from_id IS NOT NULL"),
        partial("ix_decisions_repeating", "id", where="form = 'periodic' AND ended_at IS NULL"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    ordinal: Mapped[int]  # place in the document; gaps after merging are fine
    question: Mapped[int | None]  # ordinal of the agenda item; None without agenda or with one only
    number: Mapped[str | None]
    bullet: Mapped[int | None]
    under: Mapped[str] = mapped_column(default="")  # number of the heading over an unnumbered bullet
    names_question: Mapped[bool] = mapped_column(default=False)  # shown as «вопрос 2, п. 1.1»
    text: Mapped[str]
    source: Mapped[str]  # the lines it was read from
    part: Mapped[int | None]  # ordinal of the part of the document it was read from; None: of none that is known
    deadline_phrase: Mapped[str] = mapped_column(default="")
    deadline_kind: Mapped[DeadlineKind] = mapped_column(Code(DeadlineKind))
    deadline_rule: Mapped[str] = mapped_column(default="")
    recurrence: Mapped[str] = mapped_column(default="")
    form: Mapped[ControlForm] = mapped_column(Code(ControlForm))
    form_reason: Mapped[str] = mapped_column(default="")
    requirement: Mapped[list[str]] = mapped_column(default=list)
    not_needed_allowed: Mapped[bool] = mapped_column(default=False)
    acceptance: Mapped[Acceptance] = mapped_column(Code(Acceptance))
    acceptance_set: Mapped[bool] = mapped_column(default=False)  # chosen by the official, not the default
    answering: Mapped[Answering] = mapped_column(Code(Answering), default=Answering.EVERYONE)
    lead_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    through: Mapped[bool] = mapped_column(default=False)  # «Через муниципальные органы»: they pass it down
    # The assignment it was passed down from; no foreign key, the tables would refer to each other in a circle.
    cascaded_from_id: Mapped[int | None] = mapped_column(Id)
    # Each authority sees its own of these. A list: it is read with every card, where a table would be one more
    # statement, and no organisation is ever deleted.
    named_organisations: Mapped[list[int]] = mapped_column(default=list)
    ended_at: Mapped[datetime | None]  # no further periods: ended by the official
    kept_on: Mapped[date | None]  # «Оставить» on the yearly question about open-ended items
    left_out: Mapped[bool] = mapped_column(default=False)  # «Не направлять»
    open_doubts: Mapped[list[str]] = mapped_column(default=list)  # codes still to be answered
    named_targets: Mapped[list[str]] = mapped_column(default=list)


IS_PERIODIC = written(Decision.form, ControlForm.PERIODIC)


class Checkpoint(Base):
    """One date of a decision. One date → one; two dates → two; none → one without a date."""

    __tablename__ = "checkpoints"
    __table_args__ = (UniqueConstraint("decision_id", "key"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    key: Mapped[str]  # "1", "2", …; a period's code for recurring ones
    due_date: Mapped[date | None]
    opens_on: Mapped[date | None]  # the first day of its period; None: at once
    regular_due: Mapped[date | None]  # of a period whose date was corrected: the date that the next ones follow from
    as_written: Mapped[str] = mapped_column(default="")


class Addressee(Base):
    """A phrase of a decision and the organisations it means."""

    __tablename__ = "addressees"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), index=True)
    phrase: Mapped[str]
    settled: Mapped[bool]  # False: the official must say who it is
    options: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # [{"code":…, "organisations":[…]}]
    form: Mapped[ControlForm | None] = mapped_column(Code(ControlForm))  # its own, when it differs


class AddresseeOrganisation(Base):
    __tablename__ = "addressee_organisations"
    addressee_id: Mapped[int] = mapped_column(ForeignKey("addressees.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)


class Synonym(Base):
    """What a phrase means for this authority, also per theme of the agenda item; answered once, remembered."""

    __tablename__ = "synonyms"
    authority_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    phrase_key: Mapped[str] = mapped_column(primary_key=True)
    theme: Mapped[str] = mapped_column(primary_key=True, default="")
    phrase: Mapped[str]  # as written
    option: Mapped[str] = mapped_column(default="")  # code of the group chosen, resolved anew each time
    created_at: Mapped[datetime]
    places: Mapped[list["SynonymOrganisation"]] = relationship(**SET)
    organisations: AssociationProxy[list[int]] = association_proxy(  # or exactly these
        "places", "organisation_id", creator=lambda place: SynonymOrganisation(organisation_id=place)
    )


class SynonymOrganisation(Base):
    __tablename__ = "synonym_organisations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["authority_id", "phrase_key", "theme"],
            ["synonyms.authority_id", "synonyms.phrase_key", "synonyms.theme"],
            ondelete="CASCADE",
        ),
    )
    authority_id: Mapped[int] = mapped_column(Id, primary_key=True)
    phrase_key: Mapped[str] = mapped_column(primary_key=True)
    theme: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)


class OrganisationGroup(Versioned, Base):
    """`/groups`: a named set of organisations of an authority, by kind, by subtree or by hand."""

    __tablename__ = "organisation_groups"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version"),
        UniqueConstraint("authority_id", "name"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")  # every organisation of this kind …
    root_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))  # … below this one
    created_at: Mapped[datetime]
    places: Mapped[list["GroupOrganisation"]] = relationship(**SET)
    members: AssociationProxy[list[int]] = association_proxy(  # and these, chosen by hand
        "places", "organisation_id", creator=lambda place: GroupOrganisation(organisation_id=place)
    )


class GroupOrganisation(Base):
    __tablename__ = "group_organisations"
    group_id: Mapped[int] = mapped_column(ForeignKey("organisation_groups.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)


class Handover(Base):
    """«Передать заместителю»: who leads a protocol in an organisation, against the standing rule."""

    __tablename__ = "handovers"
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True, index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    handed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class Likeness(Base):
    """A near-duplicate the official decided on: `merged`, who has `other_id` already is not sent `decision_id`.

    The decision merged is then a second basis of the other.
    """

    __tablename__ = "likenesses"
    __table_args__ = (CheckConstraint("decision_id != other_id", name="other"),)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), primary_key=True, index=True)
    merged: Mapped[bool]
    decided_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime]
    places: Mapped[list["LikenessOrganisation"]] = relationship(**SET)
    organisations: AssociationProxy[list[int]] = association_proxy(  # who was left to the other one
        "places", "organisation_id", creator=lambda place: LikenessOrganisation(organisation_id=place)
    )


class LikenessOrganisation(Base):
    __tablename__ = "likeness_organisations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["decision_id", "other_id"], ["likenesses.decision_id", "likenesses.other_id"], ondelete="CASCADE"
        ),
    )
    decision_id: Mapped[int] = mapped_column(Id, primary_key=True)
    other_id: Mapped[int] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
