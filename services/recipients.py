"""Who of an organisation gets its messages: the standing rule «Кто ведёт» and protocols handed over, in one place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Integer, SQLColumnExpression, bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Account,
    Handover,
    Membership,
    Organisation,
)
from db.outbox import DueNotice
from domain.leading import Hand, Seat, heads, leaders
from domain.people import EXECUTING, Lead, OutOfReach, Role
from services.tree import holds


@dataclass(frozen=True, slots=True)
class Crew:
    """The people of one organisation; `handed`: protocol → the person it was given to."""

    lead: Lead = Lead.BOTH
    seats: tuple[Seat, ...] = ()
    accounts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # by person
    handed: Mapping[int, int] = field(default_factory=dict)

    @property
    def heads(self) -> frozenset[int]:
        return heads(self.seats)

    def person_of(self, account_id: int) -> int:
        """Whose account it is; 0 for somebody who does not answer for the organisation."""
        return next((person for person, accounts in self.accounts.items() if account_id in accounts), 0)

    def leaders(self, minutes_id: int | None = None) -> frozenset[int]:
        """People whom a message goes to; `minutes_id`: it is about this protocol."""
        return leaders(self.lead, self.seats, self.handed.get(minutes_id) if minutes_id else None)

    def hand(self, person_id: int, minutes_id: int) -> Hand:
        """What this person may do with a protocol beside answering it."""
        if person_id not in self.heads:
            return Hand.NONE
        return Hand.GIVE if person_id in self.leaders(minutes_id) else Hand.BACK

    def recipients(
        self, minutes_id: int | None = None, *, overdue: bool = False, asked: Iterable[int] = ()
    ) -> tuple[int, ...]:
        """Accounts a message goes to; of what is overdue the heads are told in any case, of an answer who has asked."""
        people = self.leaders(minutes_id) | (self.heads if overdue else frozenset()) | frozenset(asked)
        return tuple(sorted(account for person in people for account in self.accounts.get(person, ())))


# Made once: every card of an item and every notice asks who leads.
_CREWS = (
    select(
        Membership.organisation_id,
        Membership.person_id,
        Membership.role,
        Organisation.lead,
        Account.id,
        Account.unreachable_at,
    )
    .join(Organisation, Organisation.id == Membership.organisation_id)
    .join(Account, Account.person_id == Membership.person_id)
    .where(Membership.organisation_id.in_(bindparam("wanted", expanding=True)), holds(EXECUTING))
    .order_by(Membership.organisation_id, Membership.id, Account.id)
)
_HANDED = select(Handover.organisation_id, Handover.minutes_id, Handover.person_id).where(
    Handover.organisation_id.in_(bindparam("wanted", expanding=True))
)
_about = (Handover.organisation_id == Membership.organisation_id) & (Handover.minutes_id == bindparam("minutes"))
_CREWS_ABOUT = _CREWS.add_columns(Handover.person_id).outerjoin(Handover, _about)


async def load_crews(
    session: AsyncSession, organisations: Iterable[int], minutes_id: int | None = None
) -> dict[int, Crew]:
    """The people of organisations with what decides who leads; those without anybody are left out.

    In two reads, or in one with `minutes_id`: only who this protocol was handed to is known then.
    """
    wanted = tuple(organisations)
    handed: dict[int, dict[int, int]] = {}
    rows: Sequence[Any]
    if minutes_id is None:
        rows = (await session.execute(_CREWS, {"wanted": wanted})).all()
        for organisation_id, about, person_id in await session.execute(_HANDED, {"wanted": wanted}):
            handed.setdefault(organisation_id, {})[about] = person_id
    else:
        rows = (await session.execute(_CREWS_ABOUT, {"wanted": wanted, "minutes": minutes_id})).all()
        handed = {organisation_id: {minutes_id: person} for organisation_id, *_, person in rows if person}
    found: dict[int, tuple[Lead, dict[int, dict[int, bool]], list[tuple[int, Role]]]] = {}
    for organisation_id, person_id, role, lead, account, unreachable_at, *_ in rows:
        _, accounts, held = found.setdefault(organisation_id, (lead, {}, []))
        accounts.setdefault(person_id, {})[account] = unreachable_at is None
        if (person_id, role) not in held:
            held.append((person_id, role))
    return {
        organisation_id: Crew(
            lead,
            tuple(Seat(person, role, any(accounts[person].values())) for person, role in held),
            {person: tuple(each) for person, each in accounts.items()},
            handed.get(organisation_id, {}),
        )
        for organisation_id, (lead, accounts, held) in found.items()
    }


async def crew_of(session: AsyncSession, organisation_id: int, minutes_id: int | None = None) -> Crew:
    """The people of one organisation; `minutes_id` as in `load_crews`."""
    return (await load_crews(session, [organisation_id], minutes_id)).get(organisation_id, Crew())


def represents(account_id: ColumnElement[int], organisation_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Condition: the person of the account answers for the organisation now."""
    return exists().where(
        Membership.person_id == Account.person_id,
        Account.id == account_id,
        Membership.organisation_id == organisation_id,
        holds(EXECUTING),
    )


_STILL = select(represents(bindparam("account", type_=Integer()), bindparam("place", type_=Integer())))


async def still_represents(session: AsyncSession, notice: DueNotice) -> bool:
    """Whether the recipient still answers for the organisation the notice is about."""
    place = {"account": notice.account_id, "place": notice.organisation_id}
    return bool(await session.scalar(_STILL, place))


async def out_of_reach(session: AsyncSession, organisations: set[int]) -> dict[int, OutOfReach]:
    """Which of the organisations get no message now, and why; whoever is absent from it does."""
    rows = await session.execute(
        select(Membership.organisation_id, Account.unreachable_at)
        .join(Account, Account.person_id == Membership.person_id)
        .where(Membership.organisation_id.in_(organisations), holds(EXECUTING))
    )
    reachable: dict[int, bool] = {}
    for organisation_id, unreachable_at in rows:
        reachable[organisation_id] = reachable.get(organisation_id, False) or unreachable_at is None
    return {
        organisation_id: OutOfReach.UNREACHABLE if organisation_id in reachable else OutOfReach.NOT_CONNECTED
        for organisation_id in organisations
        if not reachable.get(organisation_id)
    }
