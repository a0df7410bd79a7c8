"""Who judges reports on minutes: their controller, or the whole office once the controller has left it."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Membership, Minutes, Organisation
from domain.people import CONTROLLING
from services.outbox import accounts_of, accounts_of_person

#: After so many unanswered cards of one sort further ones only update one message.
CARDS_BEFORE_QUEUE = 3


async def judges_of(session: AsyncSession, minutes: Minutes) -> tuple[int, ...]:
    """Accounts that a report on these minutes is told to."""
    if await _may_judge(session, minutes.authority_id, Membership.person_id == minutes.controller_id):
        return await accounts_of_person(session, minutes.controller_id)
    return await accounts_of(session, minutes.authority_id, CONTROLLING)


async def still_judges(session: AsyncSession, account_id: int, authority_id: int) -> bool:
    """Whether the person of the account may still see and judge reports of the authority."""
    person = select(Account.person_id).where(Account.id == account_id).scalar_subquery()
    return await _may_judge(session, authority_id, Membership.person_id == person)


async def _may_judge(session: AsyncSession, authority_id: int, who: ColumnElement[bool]) -> bool:
    path = (await session.get_one(Organisation, authority_id)).path
    above = [int(place) for place in path.strip(".").split(".")]
    found = await session.scalar(
        select(Membership.id)
        .where(
            who,
            Membership.organisation_id.in_(above),
            Membership.role.in_(CONTROLLING),
            Membership.ended_at.is_(None),
        )
        .limit(1)
    )
    return found is not None
