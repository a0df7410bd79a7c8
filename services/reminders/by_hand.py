"""Reminders an official presses: overdue, owed or not read; one message a day per organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    NOT_WAITING,
    OWES,
    Assignment,
    Notice,
    NoticeKind,
    late_on,
)
from domain.access import own_authority
from domain.audit import AuditAction
from domain.drafting import phrase_key
from domain.errors import WrongInput
from domain.lifecycle import State
from domain.people import CONTROLLING
from domain.plain_text import one_line
from services.assignments.reminder_steps import remind_later
from services.audit import record
from services.context import Context
from services.facts import MinutesName
from services.offices import office_of
from services.organisations.group_members import NamedGroup, load_groups
from services.outbox import notify_rows
from services.overview.filters import BY_GROUP, WITHIN, within
from services.overview.overdue import BY_MINUTES, find_subject, subject
from services.recipients import load_crews, out_of_reach
from services.tree import authorities_of

LONGEST_COMMENT = 300


@dataclass(frozen=True, slots=True)
class ReminderByHand:
    """What a reminder does: who gets a message and who cannot."""

    organisations: int
    items: int
    not_reached: int
    already_today: int


class What(StrEnum):
    """What an organisation is reminded of."""

    LATE = "late"  # «Напомнить не отчитавшимся»: overdue
    OWING = "owing"  # a dated report is owed, whenever
    UNREAD = "unread"  # not acknowledged


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a reminder is for: everybody, an organisation, those of a protocol, a group."""

    by: str = ""
    only: int = 0


EVERYBODY = Whom()


async def plan_reminder(ctx: Context, what: What = What.LATE, whom: Whom = EVERYBODY) -> ReminderByHand:
    """Whom a reminder would reach. Raises NotAllowed for anybody but an official."""
    own_authority(ctx.actor)
    async with ctx.db.read() as session:
        where, today = await _where(session, ctx, what, whom)
        return await _found(session, where, today)


async def remind(ctx: Context, what: What = What.LATE, whom: Whom = EVERYBODY, *, comment: str = "") -> ReminderByHand:
    """Remind: one message a day per organisation, whatever was pressed how often. `comment` stands in it.

    Raises WrongInput("comment_empty" | "comment_long") for what was typed, NotAllowed for anybody but an official.
    """
    authority_id = own_authority(ctx.actor)
    async with ctx.db.write() as session:
        where, today = await _where(session, ctx, what, whom)
        result = await _found(session, where, today)
        due = await session.execute(select(Assignment.organisation_id, Assignment.minutes_id).where(where).distinct())
        pairs = await _recipients(session, [(organisation, minutes) for organisation, minutes in due])
        rows = [(account, organisation, f"{today.isoformat()}:{organisation}") for organisation, account in pairs]
        minutes_id = whom.only if whom.by == BY_MINUTES else None
        await notify_rows(
            session, ctx.now, NoticeKind.REMINDER, rows, minutes_id=minutes_id, what=str(what), comment=comment
        )
        if what is not What.UNREAD:
            await remind_later(session, and_(where, late_on(today)), today, await office_of(session, authority_id))
        record(
            session,
            ctx,
            AuditAction.REMINDED,
            "organisation",
            authority_id,
            reason=comment,
            told=result.organisations,
            what=str(what),
        )
        return result


def check_comment(text: str) -> str:
    """A typed comment as it goes into the reminder. Raises WrongInput("comment_empty" | "comment_long")."""
    comment = one_line(text)
    if not any(map(str.isalnum, comment)):
        raise WrongInput("comment_empty")
    if len(comment) > LONGEST_COMMENT:
        raise WrongInput("comment_long", most=LONGEST_COMMENT)
    return comment


async def _where(session: AsyncSession, ctx: Context, what: What, whom: Whom) -> tuple[ColumnElement[bool], date]:
    authorities, zone = await authorities_of(session, ctx, CONTROLLING)
    today = ctx.today(zone)
    others = and_(Assignment.authority_id.in_(authorities), Assignment.organisation_id != Assignment.authority_id)
    return and_(others, remindable(what, today), await _scope(session, whom)), today


def remindable(what: What, today: date) -> ColumnElement[bool]:
    """Condition on assignments: what a reminder of this sort is about."""
    if what is What.UNREAD:
        return and_(OWES, Assignment.state == State.ASSIGNED)
    if what is What.OWING:
        return and_(OWES, Assignment.control_date.is_not(None), NOT_WAITING)
    return late_on(today)


async def _scope(session: AsyncSession, whom: Whom) -> ColumnElement[bool]:
    if whom.by in WITHIN:
        return await within(session, whom.by, whom.only)
    if whom.only:
        return (Assignment.minutes_id if whom.by == BY_MINUTES else Assignment.organisation_id) == whom.only
    return true()


async def _found(session: AsyncSession, where: ColumnElement[bool], today: date) -> ReminderByHand:
    organisations = set(await session.scalars(select(Assignment.organisation_id).where(where).distinct()))
    items = await session.scalar(select(func.count(Assignment.id)).where(where)) or 0
    unreached = await out_of_reach(session, organisations)
    told = set(
        await session.scalars(
            select(Notice.organisation_id).where(
                Notice.kind == NoticeKind.REMINDER,
                Notice.organisation_id.in_(organisations),
                Notice.dedup_key.startswith(f"{NoticeKind.REMINDER}:{today.isoformat()}:"),
            )
        )
    )
    return ReminderByHand(
        len(organisations) - len(unreached) - len(told - set(unreached)), items, len(unreached), len(told)
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """The start of `/remind`: how many organisations each sort of reminder would reach, and for whom it is."""

    whom: Whom
    subject: str | MinutesName  # what `whom` names; "" for everybody
    organisations: tuple[tuple[What, int], ...]
    groups: tuple[NamedGroup, ...]


async def choice(ctx: Context, whom: Whom = EVERYBODY) -> Choice:
    """What can be reminded of, within `whom`. Raises NotAllowed for anybody but an official."""
    authority_id = own_authority(ctx.actor)
    async with ctx.db.read() as session:
        found = []
        for what in What:
            where, _ = await _where(session, ctx, what, whom)
            count = await session.scalar(select(func.count(Assignment.organisation_id.distinct())).where(where))
            found.append((what, count or 0))
        groups = await load_groups(session, authority_id)
        return Choice(whom, await _subject(session, ctx, whom, groups), tuple(found), groups)


async def _subject(
    session: AsyncSession, ctx: Context, whom: Whom, groups: tuple[NamedGroup, ...]
) -> str | MinutesName:
    if whom.by == BY_GROUP:
        return next((group.name for group in groups if group.id == whom.only), "")
    return await subject(session, ctx, whom.by, whom.only) if whom.only else ""


async def find_whom(ctx: Context, wanted: str) -> Whom | None:
    """Whom «/remind …» names: a group, a protocol's number or an organisation. None when nothing fits."""
    authority_id = own_authority(ctx.actor)
    async with ctx.db.read() as session:
        groups = await load_groups(session, authority_id)
    named = next((group for group in groups if group.key == phrase_key(wanted)), None)
    if named:
        return Whom(BY_GROUP, named.id)
    found = await find_subject(ctx, wanted)
    return Whom(*found) if found else None


async def _recipients(session: AsyncSession, late: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """(organisation, account) of those told about late items, each (organisation, protocol)."""
    crews = await load_crews(session, {organisation for organisation, _ in late})
    told = {
        (organisation, account)
        for organisation, minutes in late
        if organisation in crews
        for account in crews[organisation].recipients(minutes, overdue=True)
    }
    return sorted(told)
