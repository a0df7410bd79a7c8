"""`/privacy`: what is stored about the person who asks, in numbers and, for the file, in full."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Account,
    Assignment,
    Audit,
    Consent,
    Dispute,
    Evidence,
    Extension,
    Inquiry,
    JoinRequest,
    Membership,
    Notice,
    Organisation,
    Person,
    Report,
)
from domain.errors import NotAllowed
from services.context import Context

Rows = tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything that carries the person: plain values only, times in UTC."""

    name: str
    since: datetime
    digest_hour: int | None
    rhythm: str | None
    accounts: Rows
    consents: Rows
    memberships: Rows
    requests: Rows
    reports: Rows
    messages: Rows  # evidence the person has sent
    extensions: Rows
    disputes: Rows
    inquiries: Rows
    actions: int  # rows of the audit about what the person did
    notices: int  # messages sent or waiting


async def stored(ctx: Context) -> Stored:
    """What is stored about the actor. Raises NotAllowed for somebody unknown: nothing is stored of them."""
    me = ctx.actor.person_id
    if not me:
        raise NotAllowed
    async with ctx.db.read() as session:
        person = await session.get_one(Person, me)
        return Stored(
            name=person.name,
            since=person.created_at,
            digest_hour=person.digest_hour,
            rhythm=person.rhythm and str(person.rhythm),
            accounts=await _accounts(session, me),
            consents=await _consents(session, me),
            memberships=await _memberships(session, me),
            requests=await _requests(session, me),
            reports=await _reports(session, me),
            messages=await _messages(session, me),
            extensions=await _all(session, _said(Extension, me, Extension.asked_by, "asked_at", "wanted", "reason")),
            disputes=await _all(session, _said(Dispute, me, Dispute.raised_by, "raised_at", "reason")),
            inquiries=await _all(session, _said(Inquiry, me, Inquiry.author_id, "at", "text")),
            actions=await session.scalar(select(func.count(Audit.id)).where(Audit.person_id == me)) or 0,
            notices=await session.scalar(
                select(func.count(Notice.id))
                .join(Account, Account.id == Notice.account_id)
                .where(Account.person_id == me)
            )
            or 0,
        )


async def _all(session: AsyncSession, query: Any) -> Rows:
    return tuple(dict(row) for row in (await session.execute(query)).mappings())


async def _accounts(session: AsyncSession, me: int) -> Rows:
    columns = (Account.platform, Account.user_id, Account.chat_id, Account.unreachable_at)
    return await _all(session, select(*columns).where(Account.person_id == me).order_by(Account.id))


async def _consents(session: AsyncSession, me: int) -> Rows:
    return await _all(
        session,
        select(Consent.text_version, Consent.given_at, Consent.withdrawn_at)
        .join(Account, Account.id == Consent.account_id)
        .where(Account.person_id == me)
        .order_by(Consent.id),
    )


async def _memberships(session: AsyncSession, me: int) -> Rows:
    return await _all(
        session,
        select(
            Organisation.short_name.label("organisation"),
            Membership.role,
            Membership.created_at,
            Membership.ends_on,
            Membership.ended_at,
        )
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.person_id == me)
        .order_by(Membership.id),
    )


async def _requests(session: AsyncSession, me: int) -> Rows:
    return await _all(
        session,
        select(
            Organisation.short_name.label("organisation"),
            JoinRequest.created_at,
            JoinRequest.acting_until,
            JoinRequest.confirmed,
        )
        .join(Organisation, Organisation.id == JoinRequest.organisation_id)
        .where(JoinRequest.person_id == me)
        .order_by(JoinRequest.id),
    )


async def _reports(session: AsyncSession, me: int) -> Rows:
    return await _all(
        session,
        select(Organisation.short_name.label("organisation"), Report.number, Report.state, Report.handed_in_at)
        .join(Assignment, Assignment.id == Report.assignment_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(Report.author_id == me)
        .order_by(Report.id),
    )


async def _messages(session: AsyncSession, me: int) -> Rows:
    """Texts, captions and names of files: of one's reports, and what waits for «К какому пункту?».

    Two sets of ids, each found by its index: of one condition OR the other PostgreSQL looks at every message there is.
    """
    of_reports = select(Evidence.id).join(Report, Report.id == Evidence.report_id).where(Report.author_id == me)
    mine = of_reports.union(select(Evidence.id).where(Evidence.sender_id == me))
    return await _all(
        session,
        select(Evidence.kind, Evidence.text, Evidence.file_name, Evidence.size)
        .where(Evidence.id.in_(mine))
        .order_by(Evidence.id),
    )


def _said(table: Any, me: int, author: Any, *columns: str) -> Any:
    """What the person has written on items, with the organisation it was about."""
    return (
        select(Organisation.short_name.label("organisation"), *(getattr(table, column) for column in columns))
        .join(Assignment, Assignment.id == table.assignment_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(author == me)
        .order_by(table.id)
    )
