"""A new director: the former one's access ends at once, items and history stay, deputies are confirmed anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Invitation, Membership, Minutes, NoticeKind, Organisation
from db.outbox import DueNotice
from domain.audit import AuditAction
from domain.people import HEADING, Role
from services.audit import record_at
from services.context import Context
from services.outbox import accounts_of_person, notify
from services.people.duties import pass_own_items, revoke_staff_links
from services.recipients import crew_of
from services.tree import holds


@dataclass(frozen=True, slots=True)
class Replaced:
    """To the former director."""

    organisation: str


async def succeed(session: AsyncSession, ctx: Context, person_id: int, organisation_id: int, by: int) -> None:
    """Part of a transaction that has made `person_id` director: whoever headed the organisation before is out."""
    former = await session.scalars(
        select(Membership).where(
            Membership.organisation_id == organisation_id, Membership.person_id != person_id, holds(HEADING)
        )
    )
    gone: dict[int, list[str]] = {}
    for membership in former.all():
        membership.ended_at = ctx.now
        gone.setdefault(membership.person_id, []).append(membership.role)
    await _vacate(session, ctx, organisation_id, gone, person_id)
    await session.flush()
    for old, roles in gone.items():
        record_at(
            session,
            ctx.now,
            by or person_id,
            AuditAction.REPLACED,
            "organisation",
            organisation_id,
            from_state="+".join(roles),
            member=old,
            successor=person_id,
        )
        if Role.DIRECTOR in roles:
            await _say_goodbye(session, ctx, old, organisation_id)
    await _ask_about_deputies(session, ctx, person_id, organisation_id)


async def _vacate(
    session: AsyncSession, ctx: Context, organisation_id: int, former: Iterable[int], successor: int
) -> None:
    """Whoever headed an authority controlled it too: that ends with the same stroke, the successor controls on."""
    people = tuple(former)
    await session.execute(
        update(Membership)
        .where(Membership.organisation_id == organisation_id, Membership.person_id.in_(people), holds((Role.OFFICIAL,)))
        .values(ended_at=ctx.now)
    )
    await session.execute(
        update(Minutes)
        .where(Minutes.authority_id == organisation_id, Minutes.controller_id.in_(people))
        .values(controller_id=successor)
    )
    for person in people:
        await pass_own_items(session, organisation_id, person, successor)
        await revoke_staff_links(session, ctx.now, person, organisation_id)


async def _say_goodbye(session: AsyncSession, ctx: Context, person_id: int, organisation_id: int) -> None:
    """Links they made for deputies die with their access; they are told once."""
    await session.execute(
        update(Invitation)
        .where(
            Invitation.organisation_id == organisation_id,
            Invitation.role == Role.DEPUTY,
            Invitation.created_by == person_id,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .values(revoked_at=ctx.now)
    )
    accounts = await accounts_of_person(session, person_id)
    key = f"{organisation_id}:{person_id}:{ctx.now.isoformat()}"
    await notify(session, ctx.now, NoticeKind.REPLACED, accounts, key=key, organisation_id=organisation_id)


async def _ask_about_deputies(session: AsyncSession, ctx: Context, person_id: int, organisation_id: int) -> None:
    key = f"{organisation_id}:{person_id}:{ctx.now.isoformat()}"
    accounts = await accounts_of_person(session, person_id)
    await notify(session, ctx.now, NoticeKind.DEPUTIES, accounts, key=key, organisation_id=organisation_id)


async def replaced(db: Database, notice: DueNotice, _now: datetime) -> Replaced | None:
    """Facts of REPLACED; none when they head the organisation again."""
    async with db.read() as session:
        if notice.organisation_id is None:
            return None
        crew = await crew_of(session, notice.organisation_id)
        if crew.person_of(notice.account_id) in crew.heads:
            return None
        return Replaced((await session.get_one(Organisation, notice.organisation_id)).short_name)
