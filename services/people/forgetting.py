"""`/forget`: consent is withdrawn, name and chat are erased, the organisation's history stays without them."""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Account,
    Admission,
    CodeGuess,
    Consent,
    Conversation,
    Evidence,
    Handover,
    InboxUpdate,
    JoinRequest,
    Membership,
    Minutes,
    Notice,
    NoticeState,
    Person,
)
from domain.audit import AuditAction
from domain.errors import NotAllowed
from domain.people import CONTROLLING
from services.audit import record_at
from services.context import Context
from services.people.duties import pass_own_items, revoke_staff_links
from services.tree import holds

UNSENT = (NoticeState.PENDING, NoticeState.LEASED, NoticeState.UNDELIVERABLE)


async def forget(ctx: Context) -> None:
    """Erase the actor. Minutes they control pass to another official of the authority, if there is one.

    Raises NotAllowed for somebody unknown. Source: design, getting in.
    """
    person_id = ctx.actor.person_id
    if not person_id:
        raise NotAllowed
    async with ctx.db.write() as session:
        for authority_id in ctx.actor.organisations(CONTROLLING):
            await _hand_over(session, person_id, authority_id)
            await revoke_staff_links(session, ctx.now, person_id, authority_id)
        await session.execute(
            update(Membership).where(Membership.person_id == person_id, holds()).values(ended_at=ctx.now)
        )
        await session.execute(
            update(JoinRequest)
            .where(JoinRequest.person_id == person_id, JoinRequest.decided_at.is_(None))
            .values(decided_at=ctx.now, decided_by=person_id, confirmed=False)
        )
        await session.execute(delete(Handover).where(Handover.person_id == person_id))
        await session.execute(delete(Evidence).where(Evidence.sender_id == person_id, Evidence.report_id.is_(None)))
        for account in await session.scalars(select(Account).where(Account.person_id == person_id)):
            await _erase_account(session, ctx, account)
        person = await session.get_one(Person, person_id)
        person.name, person.erased_at = "", ctx.now
        record_at(session, ctx.now, person_id, AuditAction.FORGOTTEN, "person", person_id)


async def _hand_over(session: AsyncSession, person_id: int, authority_id: int) -> None:
    successor = await session.scalar(
        select(Membership.person_id)
        .where(Membership.organisation_id == authority_id, Membership.person_id != person_id, holds(CONTROLLING))
        .order_by(Membership.id)
        .limit(1)
    )
    if successor is not None:
        await session.execute(
            update(Minutes)
            .where(Minutes.controller_id == person_id, Minutes.authority_id == authority_id)
            .values(controller_id=successor)
        )
        await pass_own_items(session, authority_id, person_id, successor)


async def _erase_account(session: AsyncSession, ctx: Context, account: Account) -> None:
    who = {"platform": account.platform, "user_id": account.user_id}
    for table in (Admission, CodeGuess):
        await session.execute(delete(table).filter_by(**who))
    await session.execute(
        update(Consent)
        .where(Consent.account_id == account.id, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=ctx.now)
    )
    await session.execute(
        update(Notice)
        .where(Notice.account_id == account.id, Notice.state.in_(UNSENT))
        .values(state=NoticeState.SKIPPED)
    )
    # What was said of late: kept some days against repeated delivery, for which the number alone is enough.
    await session.execute(
        update(InboxUpdate)
        .where(
            InboxUpdate.platform == account.platform,
            InboxUpdate.chat == str(account.chat_id),
            InboxUpdate.handled_at.is_not(None),
        )
        .values(payload={})
    )
    key = f"{account.platform}:{account.chat_id}:{account.user_id}"
    await session.execute(delete(Conversation).where(Conversation.key == key))
    account.user_id, account.chat_id = -account.id, 0
