"""The outbox from the side of the sender: lease, address, and what became of it. Each function is one transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Integer, bindparam, func, select, text, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Account, Membership, Notice, NoticeKind, NoticeState, Organisation, Person
from db.outbox import DueNotice, anything_due, claim, requeue_undeliverable
from domain.people import CONTROLLING, Platform
from services.delivery.set_aside import tell_set_aside
from services.offices import nearest_authority, office_in_version
from services.outbox import accounts_of, notify
from services.recipients import crew_of
from services.tree import authority_over, holds

#: Told to one person for their own sake.
NOT_FOR_OTHERS = frozenset({NoticeKind.UNDELIVERED, NoticeKind.HANDED_OVER})


@dataclass(frozen=True, slots=True)
class Address:
    """Where a notice goes; `silent` at night of the authority's zone."""

    chat_id: int
    silent: bool


async def is_due(db: Database, now: datetime) -> bool:
    """Whether anything waits to be sent now."""
    async with db.read() as session:
        return await anything_due(session, now)


async def lease(db: Database, now: datetime, length: timedelta, limit: int) -> tuple[DueNotice, ...]:
    """Take up to `limit` due notices, at most one per account; others may take them after `length`."""
    async with db.write() as session:
        return await claim(session, now, now + length, limit)


async def free_leases(db: Database) -> int:
    """Nobody else is alive: what a dead process had on the way goes out again at once. Returns how many."""
    async with db.write() as session:
        freed = await session.scalars(
            update(Notice)
            .where(text("outbox.state = 'leased'"))
            .values(state=NoticeState.PENDING, leased_until=None)
            .returning(Notice.id)
            .execution_options(synchronize_session=False)
        )
        return len(list(freed))


# Made once: every notice asks. Where a notice is about no organisation, the hours of where the person works count.
_WORKS = (
    select(Membership.organisation_id)
    .join(Account, Account.person_id == Membership.person_id)
    .where(Account.id == bindparam("account"), holds())
    .order_by(Membership.id)
    .limit(1)
    .scalar_subquery()
)
_HOURS = nearest_authority(func.coalesce(bindparam("place", type_=Integer()), _WORKS)).subquery("hours")
_ADDRESS = (
    select(Account.chat_id, _HOURS.c.organisation_id, _HOURS.c.version)
    .join(Person, Person.id == Account.person_id)
    .outerjoin(_HOURS, true())
    .where(Account.id == bindparam("account"), Person.erased_at.is_(None))
)


async def address(db: Database, notice: DueNotice, now: datetime) -> Address | None:
    """The chat of the recipient, None for an erased person. Sound only in the hours of the organisation's authority."""
    async with db.read() as session:
        whom = {"account": notice.account_id, "place": notice.organisation_id}
        row = (await session.execute(_ADDRESS, whom)).one_or_none()
        if row is None:
            return None
        chat_id, authority_id, version = row
        at_night = bool(authority_id) and (await office_in_version(session, authority_id, version)).is_night(now)
    return Address(chat_id, notice.silent or at_night)


async def sent(
    db: Database, notice_id: int, message_id: str, now: datetime, lease: timedelta | None = None
) -> DueNotice | None:
    """The platform has taken it. Returns the next due notice, taken for the length of `lease` with the same write."""
    return await _close(db, notice_id, NoticeState.SENT, now, lease, sent_at=now, message_id=message_id)


async def skipped(db: Database, notice_id: int, now: datetime, lease: timedelta | None = None) -> DueNotice | None:
    """No longer due when its turn came; the next one as in `sent`."""
    return await _close(db, notice_id, NoticeState.SKIPPED, now, lease)


async def dead(db: Database, notice: DueNotice, error: str, now: datetime) -> None:
    """Set aside, and admins are told; `error` is a code."""
    async with db.write() as session:
        await _update(session, notice.id, NoticeState.DEAD, leased_until=None, last_error=error)
        if notice.kind is not NoticeKind.SET_ASIDE:
            await tell_set_aside(session, now)


async def again(db: Database, notice: DueNotice, at: datetime, error: str, *, counted: bool) -> None:
    """Try later, before anything else for this account."""
    attempts = notice.attempts + counted
    async with db.write() as session:
        await _update(session, notice.id, NoticeState.PENDING, leased_until=at, last_error=error, attempts=attempts)


async def undeliverable(db: Database, notice: DueNotice, reason: str, now: datetime) -> None:
    """The chat is blocked or gone: the notice waits, the officials are told once per account and blocking."""
    async with db.write() as session:
        await _update(session, notice.id, NoticeState.UNDELIVERABLE, last_error=reason)
        account = await session.get_one(Account, notice.account_id)
        if account.unreachable_at is None:
            account.unreachable_at, account.unreachable_reason = now, reason
            await session.flush()
        await _tell_others(session, notice, account, now)
        await _tell_officials(session, notice, account, now)


async def _tell_officials(session: AsyncSession, notice: DueNotice, account: Account, now: datetime) -> None:
    if notice.organisation_id is None or notice.kind is NoticeKind.UNDELIVERED or account.unreachable_at is None:
        return
    organisation = await session.get_one(Organisation, notice.organisation_id)
    authority = await authority_over(session, organisation.path)
    officials = await accounts_of(session, authority.organisation_id, CONTROLLING)
    await notify(
        session,
        now,
        NoticeKind.UNDELIVERED,
        (official for official in officials if official != account.id),
        key=f"{account.id}:{account.unreachable_at.isoformat()}",
        organisation_id=notice.organisation_id,
        minutes_id=notice.minutes_id,
        subject_id=account.id,
        notice=notice.id,
    )


async def _tell_others(session: AsyncSession, notice: DueNotice, account: Account, now: datetime) -> None:
    """What the one who leads an organisation's affairs cannot get goes to those who lead without them."""
    if notice.organisation_id is None or notice.minutes_id is None or notice.kind in NOT_FOR_OTHERS:
        return
    crew = await crew_of(session, notice.organisation_id)
    if account.person_id not in crew.accounts:
        return
    row = await session.get_one(Notice, notice.id)
    key = row.dedup_key.removeprefix(f"{row.kind}:").removesuffix(f":{account.id}")
    await notify(
        session,
        now,
        row.kind,
        (other for other in crew.recipients(notice.minutes_id) if other != account.id),
        key=key,
        organisation_id=row.organisation_id,
        minutes_id=row.minutes_id,
        subject_id=row.subject_id,
        silent=row.silent,
        **row.facts,
    )


async def chat_lost(db: Database, platform: Platform, user_id: int, reason: str, now: datetime) -> None:
    """The person stopped the bot; what comes for them will wait."""
    async with db.write() as session:
        await session.execute(
            update(Account)
            .where(Account.platform == platform, Account.user_id == user_id, Account.unreachable_at.is_(None))
            .values(unreachable_at=now, unreachable_reason=reason)
        )


async def chat_back(db: Database, platform: Platform, user_ids: set[int]) -> None:
    """The people wrote or unblocked the bot: they are reachable, and what waited for them goes out."""
    async with db.write() as session:
        returned = await session.scalars(
            update(Account)
            .where(Account.platform == platform, Account.user_id.in_(user_ids), Account.unreachable_at.is_not(None))
            .values(unreachable_at=None, unreachable_reason="")
            .returning(Account.id)
        )
        if accounts := list(returned):
            await requeue_undeliverable(session, accounts)


async def _close(
    db: Database, notice_id: int, state: NoticeState, now: datetime, lease: timedelta | None, **values: object
) -> DueNotice | None:
    async with db.write() as session:
        await _update(session, notice_id, state, leased_until=None, **values)
        return next(iter(await claim(session, now, now + lease, 1)), None) if lease else None


async def _update(session: AsyncSession, notice_id: int, state: NoticeState, **values: object) -> None:
    await session.execute(
        update(Notice)
        .where(Notice.id == notice_id)
        .values(state=state, **values)
        .execution_options(synchronize_session=False)
    )
