"""Notices: what is to be told to whom, written in the same transaction as its cause."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Membership, Notice, NoticeKind, NoticeState
from db.upserts import insert_ignore
from domain.people import Role
from services.recipients import crew_of
from services.tree import holds


async def notify(
    session: AsyncSession,
    now: datetime,
    kind: NoticeKind,
    accounts: Iterable[int],
    *,
    key: str,
    organisation_id: int | None = None,
    minutes_id: int | None = None,
    subject_id: int | None = None,
    not_before: datetime | None = None,
    silent: bool = False,
    **facts: Any,
) -> None:
    """One outbox row per account. The same `key` for the same account is told once."""
    await notify_rows(
        session,
        now,
        kind,
        [(account, organisation_id, key) for account in dict.fromkeys(accounts)],
        minutes_id=minutes_id,
        subject_id=subject_id,
        not_before=not_before,
        silent=silent,
        **facts,
    )


async def notify_rows(
    session: AsyncSession,
    now: datetime,
    kind: NoticeKind,
    recipients: Sequence[tuple[int, int | None, str]],
    *,
    minutes_id: int | None = None,
    subject_id: int | None = None,
    not_before: datetime | None = None,
    silent: bool = False,
    **facts: Any,
) -> None:
    """The same for many recipients at once: (account, organisation, key) each."""
    rows = [
        {
            "kind": kind,
            "account_id": account,
            "organisation_id": organisation,
            "minutes_id": minutes_id,
            "subject_id": subject_id,
            "facts": facts,
            "dedup_key": f"{kind}:{key}:{account}",
            "silent": silent,
            "state": NoticeState.PENDING,
            "created_at": now,
            "not_before": not_before or now,
            "attempts": 0,
            "last_error": "",
        }
        for account, organisation, key in recipients
    ]
    if rows:
        await session.execute(insert_ignore(session, Notice, ["dedup_key"]), rows)


async def accounts_of(
    session: AsyncSession,
    organisation_id: int,
    roles: Iterable[Role] | None = None,
    *,
    minutes_id: int | None = None,
    overdue: bool = False,
    asked: Iterable[int] = (),
) -> tuple[int, ...]:
    """Accounts of whoever leads the organisation's affairs; with `roles`, of everybody who has one of them now.

    `minutes_id`: the message is about this protocol, which may have been handed over; `overdue`: heads are told too;
    `asked`: these people have asked or reported, and are told while they answer for the organisation.
    """
    if roles is None:
        return (await crew_of(session, organisation_id, minutes_id)).recipients(
            minutes_id, overdue=overdue, asked=asked
        )
    query = (
        select(Account.id)
        .join(Membership, Membership.person_id == Account.person_id)
        .where(Membership.organisation_id == organisation_id, holds(roles))
        .order_by(Account.id)
        .distinct()
    )
    return tuple(await session.scalars(query))


async def accounts_of_person(session: AsyncSession, person_id: int) -> tuple[int, ...]:
    """All accounts of one person."""
    return tuple(await session.scalars(select(Account.id).where(Account.person_id == person_id)))


async def accounts_of_admins(session: AsyncSession) -> tuple[int, ...]:
    """Accounts of everybody who sets the product up."""
    query = (
        select(Account.id)
        .join(Membership, Membership.person_id == Account.person_id)
        .where(Membership.role == Role.ADMIN, Membership.ended_at.is_(None))
        .order_by(Account.id)
        .distinct()
    )
    return tuple(await session.scalars(query))
