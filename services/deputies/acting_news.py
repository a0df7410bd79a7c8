"""What people are told about an «и. о.»."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Account, Membership, NoticeKind, Organisation, Person
from db.outbox import DueNotice
from domain.people import Role
from services.outbox import accounts_of, accounts_of_person, notify
from services.recipients import crew_of


@dataclass(frozen=True, slots=True)
class ActingNews:
    """Somebody acts for the director, or does no more; `is_me`: the reader is that person."""

    organisation_id: int
    organisation: str
    person_id: int
    name: str
    until: date | None
    is_me: bool
    ended: bool = False


async def tell_acting(
    session: AsyncSession,
    now: datetime,
    kind: NoticeKind,
    membership: Membership,
    *,
    key: str,
    not_before: datetime | None = None,
) -> None:
    """Both the person and the director."""
    directors = await accounts_of(session, membership.organisation_id, (Role.DIRECTOR,))
    await notify(
        session,
        now,
        kind,
        (*await accounts_of_person(session, membership.person_id), *directors),
        key=f"{membership.id}:{key}",
        organisation_id=membership.organisation_id,
        subject_id=membership.id,
        not_before=not_before,
    )


async def news(db: Database, notice: DueNotice, _now: datetime) -> ActingNews | None:
    """Facts of ACTING_SET and ACTING_ENDED; none once it is otherwise."""
    ended = notice.kind is NoticeKind.ACTING_ENDED
    async with db.read() as session:
        membership = await session.get(Membership, notice.subject_id)
        if membership is None or (membership.ended_at is not None) is not ended:
            return None
        crew = await crew_of(session, membership.organisation_id)
        account = await session.get_one(Account, notice.account_id)
        if not crew.person_of(notice.account_id):
            return None
        organisation = await session.get_one(Organisation, membership.organisation_id)
        return ActingNews(
            organisation.id,
            organisation.short_name,
            membership.person_id,
            (await session.get_one(Person, membership.person_id)).name,
            membership.ends_on,
            account.person_id == membership.person_id,
            ended,
        )
