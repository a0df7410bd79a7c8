"""Notices about one assignment: to its organisation, to those who judge its reports."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, SQLColumnExpression, String, bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import Account, Assignment, Membership, Minutes, NoticeKind, Organisation
from domain.people import CONTROLLING
from services.assignments.waiting_requests import load_waiting_requests
from services.outbox import accounts_of, notify
from services.tree import holds, of_controller


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
    waiting = await load_waiting_requests(session, of_controller(minutes.controller_id))
    in_queue = waiting.total > CARDS_BEFORE_QUEUE
    await notify(
        session,
        now,
        NoticeKind.REVIEW_QUEUE if in_queue else kind,
        await judges_of(session, minutes, (await session.get_one(Organisation, minutes.authority_id)).path),
        key=f"{kind}:{subject_id}" if in_queue else str(subject_id),
        organisation_id=assignment.organisation_id,
        minutes_id=assignment.minutes_id,
        subject_id=subject_id,
    )


#: After so many unanswered cards of one sort further ones only update one message.
CARDS_BEFORE_QUEUE = 3


# Made once: every report asks.
_JUDGES = (
    select(Account.id, Account.person_id, Membership.organisation_id)
    .join(Membership, Membership.person_id == Account.person_id)
    .where(Membership.organisation_id.in_(bindparam("places", expanding=True)), holds(CONTROLLING))
    .order_by(Account.id)
)


async def judges_of(session: AsyncSession, minutes: Minutes, path: str) -> tuple[int, ...]:
    """Accounts that a report on these minutes is told to: the controller's, or the whole office's once they have left.

    `path`: the place of the authority in the tree.
    """
    judges = (await session.execute(_JUDGES, {"places": _places(path)})).all()
    controllers = [account for account, person, _ in judges if person == minutes.controller_id]
    office = [account for account, _, place in judges if place == minutes.authority_id]
    return tuple(dict.fromkeys(controllers or office))


def judges(account_id: ColumnElement[int], path: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Condition: the person of the account may see and judge reports of the authority at this place of the tree."""
    above = aliased(Organisation)
    return exists().where(
        Account.id == account_id,
        Membership.person_id == Account.person_id,
        holds(CONTROLLING),
        above.id == Membership.organisation_id,
        path.startswith(above.path),
    )


_STILL = select(judges(bindparam("account", type_=Integer()), bindparam("path", type_=String())))


async def still_judges(session: AsyncSession, account_id: int, path: str) -> bool:
    """Whether the person of the account may still see and judge reports of the authority at this place of the tree."""
    return bool(await session.scalar(_STILL, {"account": account_id, "path": path}))


def _places(path: str) -> list[int]:
    """Organisations at and above a place in the tree, the upper ones first."""
    return [int(place) for place in path.strip(".").split(".")]
