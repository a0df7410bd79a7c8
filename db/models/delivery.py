"""Stored updates, stored notices and conversations: what survives a kill."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Code, Id, one_of, partial, written
from domain.people import Platform
from domain.signs import Sign


class InboxUpdate(Base):
    """An update as it came. Its id is the key, which makes redelivery harmless."""

    __tablename__ = "inbox"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts"),
        partial("ix_inbox_waiting", "update_id", where="handled_at IS NULL"),
        Index("ix_inbox_handled", "handled_at"),
        partial("ix_inbox_set_aside", "error", where="error <> ''"),
    )
    platform: Mapped[Platform] = mapped_column(Code(Platform), primary_key=True)
    update_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    chat: Mapped[str]  # updates of one chat are handled in order
    payload: Mapped[dict[str, Any]]
    received_at: Mapped[datetime]
    handled_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")


class NoticeKind(StrEnum):
    """What a notice means; its words are made when it is sent, from fresh facts."""

    PROTOCOL = "protocol"  # a protocol's items for one organisation
    JOINED = "joined"  # summary of open items for somebody who just joined
    REPORT_IN = "report_in"  # a report waits for the controller
    REVIEW_QUEUE = "review_queue"  # «Ждут проверки: N», instead of more cards
    ACCEPTED = "accepted"
    RETURNED = "returned"
    SHORT = "short"  # due within two working days and not acknowledged by the afternoon of the sending
    BEGUN = "begun"  # to whoever has begun a report and not sent it
    REMINDER = "reminder"  # «Напомнить не отчитавшимся», pressed by an official
    DIGEST = "digest"  # a director's digest of a day
    CONTROL_DIGEST = "control_digest"  # an official's morning digest
    UNDELIVERED = "undelivered"
    JOIN_REQUEST = "join_request"
    JOIN_CONFIRMED = "join_confirmed"
    JOIN_REFUSED = "join_refused"
    GATHERED = "gathered"  # to an authority: all organisations below have answered an item
    OWN_ITEM = "own_item"  # to an employee: an item of the authority itself is theirs
    OWN_ITEMS = "own_items"  # … several at once
    OWN_GONE = "own_gone"  # to an employee: it is theirs no more
    SENT = "sent"  # to the controller: minutes planned for the morning have gone out
    CONTRIBUTED = "contributed"  # to the one responsible: another organisation has added something
    RESUMED = "resumed"  # control of an accepted item goes on
    JUNE = "june"  # to an official: what becomes of items without a date
    YEAR_FORM = "year_form"  # «Годовой итог»: opened, or reminded of by an official
    BACKUP_FAILED = "backup_failed"  # to admins: there is no backup of this night, or evidence is damaged
    CODE_GUESSING = "code_guessing"  # to admins: somebody tries codes
    HANDED_OVER = "handed_over"  # a protocol was passed to this deputy, or taken back
    ACTING_SET = "acting_set"  # somebody acts for the director until a day: to both
    ACTING_ENDED = "acting_ended"  # … and no more: to both
    REPLACED = "replaced"  # to the former director
    DEPUTIES = "deputies"  # to the new director: confirm each deputy anew
    DUTIES = "duties"  # an official's affairs have passed to another: the list for both
    CUT_OFF = "cut_off"  # to a deputy whose access the director has ended
    EXTENSION_IN = "extension_in"  # a request for more time waits for the controller
    EXTENSION_DECIDED = "extension_decided"
    DISPUTE_IN = "dispute_in"  # «Не относится к нам» waits for the controller
    DISPUTE_KEPT = "dispute_kept"  # «Оставить»: the item stays with the organisation
    CANCELLED = "cancelled"  # one item of one organisation
    REROUTED = "rerouted"  # to the organisation an item was handed on to
    QUESTION = "question"  # waits for the controller
    ANSWER = "answer"
    CORRECTED = "corrected"  # what has changed in minutes that were sent
    ESCALATED = "escalated"  # long delays: sums for the head of the authority
    ESCALATED_LIST = "escalated_list"  # … and the list for those who only look
    REPORTED_UP = "reported_up"  # «Доложить руководителю»: one item
    SET_ASIDE = "set_aside"  # to admins: something failed for good and can be repeated
    PROTOCOL_AGAIN = "protocol_again"  # the protocol's message in the chat, brought up to date in place


class NoticeState(StrEnum):
    PENDING = "pending"
    LEASED = "leased"
    SENT = "sent"
    SKIPPED = "skipped"  # no longer due when its turn came
    UNDELIVERABLE = "undeliverable"  # blocked or deleted chat; waits until the person is back
    DEAD = "dead"  # set aside: refused for good; admins are told and can repeat it


#: Closed, and of a kind that nothing asks for later. Asked for are: the message of a protocol, which is brought up to
#: date in place; a question, which is answered by a reply; and who was told of what comes once an item or a year.
FORGETTABLE_SQL = (
    "state IN ('sent', 'skipped', 'dead') AND kind NOT IN ('protocol', 'question', 'gathered', 'june', 'year_form')"
)
FORGETTABLE = text(FORGETTABLE_SQL)


class Notice(Base):
    """An outbox row: meaning, not text."""

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("state", NoticeState),
        CheckConstraint("attempts >= 0", name="attempts"),
        partial("ix_outbox_waiting", "not_before", "id", where="state IN ('pending', 'leased')"),
        partial("ix_outbox_set_aside", "last_error", where="state = 'dead'"),
        Index("ix_outbox_account", "account_id", "state"),
        Index("ix_outbox_minutes", "minutes_id", "organisation_id"),
        Index("ix_outbox_organisation", "organisation_id"),
        partial("ix_outbox_forgettable", "created_at", where=FORGETTABLE_SQL),
        partial("ix_outbox_gathered", "subject_id", where="kind = 'gathered'"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[NoticeKind] = mapped_column(Code(NoticeKind))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    minutes_id: Mapped[int | None] = mapped_column(ForeignKey("minutes.id"))
    subject_id: Mapped[int | None] = mapped_column(Id)  # what the kind is about: report, request, …
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    dedup_key: Mapped[str] = mapped_column(unique=True)
    silent: Mapped[bool] = mapped_column(default=False)
    state: Mapped[NoticeState] = mapped_column(Code(NoticeState), default=NoticeState.PENDING)
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    message_id: Mapped[str | None]


IS_GATHERED = written(Notice.kind, NoticeKind.GATHERED)


class Conversation(Base):
    """FSM state of a chat: a pointer to what is being typed, never the data itself."""

    __tablename__ = "conversations"
    key: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str | None]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    updated_at: Mapped[datetime]


class Restore(Base):
    """A database put back from a backup: what was done between the two moments is lost."""

    __tablename__ = "restores"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    made_at: Mapped[datetime]  # the backup
    restored_at: Mapped[datetime]


class Alarm(Base):
    """A sign of life that is not well now: since when, and when admins were told; gone when it is over."""

    __tablename__ = "alarms"
    sign: Mapped[Sign] = mapped_column(Code(Sign), primary_key=True)
    since: Mapped[datetime]
    told_at: Mapped[datetime | None]
