"""Facts of the notices after a correction: what has changed for an organisation, its protocol's message anew."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Assignment, Authority, Decision, Minutes, Notice, NoticeKind, NoticeState, Organisation
from db.outbox import DueNotice
from domain.amendments import ChangeKind
from domain.lifecycle import FINAL, State
from domain.minutes.model import ControlForm
from services.assignments.shares import Share, load_share
from services.facts import ItemLabel, MinutesName, label_of, minutes_name
from services.recipients import still_represents
from services.sending.news import protocol


@dataclass(frozen=True, slots=True)
class PassedOn:
    """What an authority has made of an item for those below it: a decision of its own, open at so many."""

    decision_id: int
    organisations: int


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """One change as its organisation reads it; `assignment_id` is what it can open now."""

    kind: ChangeKind
    label: ItemLabel
    text: str
    form: ControlForm
    before: date | None
    after: date | None
    assignment_id: int | None
    passed: PassedOn | None = None


@dataclass(frozen=True, slots=True)
class Clarification:
    """«Уточнение к протоколу № 8»."""

    minutes: MinutesName
    authority: str
    organisation_id: int
    organisation: str
    changes: tuple[ChangedItem, ...]
    reason: str
    left: int  # items that remain with the organisation
    to_acknowledge: bool


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The protocol's message in the chat as it should read now; None: nothing of it is left."""

    minutes: MinutesName
    organisation: str
    share: Share | None
    replaces: int


async def corrected(db: Database, notice: DueNotice, now: datetime) -> Clarification | None:
    """What has changed, unless the recipient has left or got the whole protocol after it."""
    async with db.read() as session:
        message = await _message(session, notice)
        read_later = message is not None and message.sent_at is not None and message.sent_at > notice.created_at
        if notice.organisation_id is None or read_later or not await still_represents(session, notice):
            return None
        minutes = await session.get_one(Minutes, notice.minutes_id)
        organisation = await session.get_one(Organisation, notice.organisation_id)
        authority = await session.get_one(Authority, minutes.authority_id)
        share = await load_share(session, minutes.id, organisation.id, now)
        changes = [await _change(session, organisation.id, each) for each in notice.facts["changes"]]
        return Clarification(
            minutes=minutes_name(minutes),
            authority=authority.letter_name,
            organisation_id=organisation.id,
            organisation=organisation.short_name,
            changes=tuple(changes),
            reason=notice.facts["reason"],
            left=sum(item.state not in FINAL for item in share.items) if share else 0,
            to_acknowledge=share is not None and share.to_acknowledge,
        )


async def _change(session: AsyncSession, organisation_id: int, stored: dict[str, Any]) -> ChangedItem:
    decision = await session.get_one(Decision, stored["decision"])
    found = await session.scalar(
        select(Assignment)
        .where(
            Assignment.decision_id == decision.id,
            Assignment.organisation_id == organisation_id,
            Assignment.state != State.CANCELLED,
        )
        .order_by(Assignment.due_date, Assignment.id.desc())
        .limit(1)
    )
    before, after = stored.get("before"), stored.get("after")
    return ChangedItem(
        ChangeKind(stored["kind"]),
        label_of(decision),
        decision.text,
        decision.form,
        date.fromisoformat(before) if before else None,
        date.fromisoformat(after) if after else (found.due_date if found else None),
        found.id if found else None,
        await _passed_on(session, found) if found and stored["kind"] in (ChangeKind.TEXT, ChangeKind.DATE) else None,
    )


async def _passed_on(session: AsyncSession, assignment: Assignment) -> PassedOn | None:
    """A text and date passed down are the authority's own: a change above does not reach them by itself."""
    rows = await session.execute(
        select(Assignment.decision_id, func.count(Assignment.organisation_id.distinct()))
        .join(Decision, Decision.id == Assignment.decision_id)
        .where(Decision.cascaded_from_id == assignment.id, Assignment.state.not_in(FINAL))
        .group_by(Assignment.decision_id)
        .order_by(Assignment.decision_id)
        .limit(1)
    )
    return next((PassedOn(decision_id, count) for decision_id, count in rows), None)


async def protocol_again(db: Database, notice: DueNotice, now: datetime) -> Refreshed | None:
    """The message that is in the chat; nothing to do when it never came or the recipient has left."""
    async with db.read() as session:
        message = await _message(session, notice)
        if notice.organisation_id is None or message is None or not message.message_id:
            return None
        if not await still_represents(session, notice):
            return None
        minutes = await session.get_one(Minutes, notice.minutes_id)
        organisation = await session.get_one(Organisation, notice.organisation_id)
        name, replaces = minutes_name(minutes), int(message.message_id)
    share = await protocol(db, notice, now)
    return Refreshed(name, organisation.short_name, share, replaces)


async def _message(session: AsyncSession, notice: DueNotice) -> Notice | None:
    """The protocol's message that this account has got last."""
    return await session.scalar(
        select(Notice)
        .where(
            Notice.kind == NoticeKind.PROTOCOL,
            Notice.account_id == notice.account_id,
            Notice.minutes_id == notice.minutes_id,
            Notice.organisation_id == notice.organisation_id,
            Notice.state == NoticeState.SENT,
        )
        .order_by(Notice.sent_at.desc(), Notice.id.desc())
        .limit(1)
    )
