"""Notices about one assignment: to its organisation, to those who judge its reports."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Assignment, Membership, Minutes, NoticeKind, Organisation
from domain.people import CONTROLLING
from services.assignments.waiting_requests import load_waiting_requests
from services.outbox import accounts_of, accounts_of_person, notify
from services.tree import holds


async def tell_organisation(
    session: AsyncSession,
    now: datetime,
    kind: NoticeKind,
    assignment: Assignment,
    subject_id: int,
    *,
    key: str = "",
    silent: bool = False,
    asked: Iterable[int] = (),
) -> None:
    """To whoever leads the organisation's affairs, and to those who have asked for what is told.

    `key` when one subject is told about more than once.
    """
    await notify(
        session,
        now,
        kind,
        await accounts_of(session, assignment.organisation_id, minutes_id=assignment.minutes_id, asked=asked),
        key=key or f"{subject_id}:{assignment.organisation_id}",
        organisation_id=assignment.organisation_id,
        minutes_id=assignment.minutes_id,
        subject_id=subject_id,
        silent=silent,
    )


async def tell_controllers(
    session: AsyncSession, now: datetime, kind: NoticeKind, assignment: Assignment, subject_id: int
) -> None:
    """To the controller of the minutes, or to the whole office once they have left.

    With more than CARDS_BEFORE_QUEUE requests waiting, one message about all of them is kept up to date instead.
    """
    minutes = await session.get_one(Minutes, assignment.minutes_id)
    waiting = await load_waiting_requests(session, Minutes.controller_id == minutes.controller_id)
    in_queue = waiting.total > CARDS_BEFORE_QUEUE
    await notify(
        session,
        now,
        NoticeKind.REVIEW_QUEUE if in_queue else kind,
        await judges_of(session, minutes),
        key=f"{kind}:{subject_id}" if in_queue else str(subject_id),
        organisation_id=assignment.organisation_id,
        minutes_id=assignment.minutes_id,
        subject_id=subject_id,
    )


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
        select(Membership.id).where(who, Membership.organisation_id.in_(above), holds(CONTROLLING)).limit(1)
    )
    return found is not None
