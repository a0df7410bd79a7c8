"""«Не доставлено»: people whose chats take no messages, as a list and as the notice to the official."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select

from db.engine import Database
from db.models import Account, Assignment, Decision, Minutes, Organisation
from db.outbox import DueNotice
from domain.lifecycle import OWING
from domain.lookup import natural_key
from services.context import Context
from services.facts import MinutesName, minutes_name
from services.organisations.organisations import of_unreachable


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A person whose chat takes no messages; `reason` is a code: blocked, not_found."""

    organisation_id: int
    organisation: str
    person: str
    since: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An organisation's people cannot be reached."""

    organisation_id: int
    organisation: str
    minutes: MinutesName | None
    items: int
    nearest: date | None
    reason: str


async def unreachable(ctx: Context) -> tuple[Unreachable, ...]:
    """«Не доставлено»: people of the subtree whose chats take no messages. Raises NotAllowed."""
    async with ctx.db.read() as session:
        rows = (await session.execute(of_unreachable(ctx.actor))).all()
    return tuple(sorted((Unreachable(*row) for row in rows), key=lambda line: natural_key(line.organisation)))


async def undelivered(db: Database, notice: DueNotice, _now: datetime) -> Undelivered | None:
    """Whom a message could not reach, unless they are back."""
    async with db.read() as session:
        account = await session.get_one(Account, notice.subject_id)
        if account.unreachable_at is None or notice.organisation_id is None:
            return None
        organisation = await session.get_one(Organisation, notice.organisation_id)
        minutes = await session.get(Minutes, notice.minutes_id) if notice.minutes_id else None
        owing = and_(Assignment.organisation_id == organisation.id, Assignment.state.in_(OWING))
        if minutes is not None:
            owing = and_(owing, Assignment.minutes_id == minutes.id)
        counts = await session.execute(
            select(func.count(Assignment.id), func.min(Assignment.control_date))
            .join(Decision, Decision.id == Assignment.decision_id)
            .where(owing)
        )
        items, nearest = counts.one()
        name = minutes_name(minutes) if minutes else None
        return Undelivered(organisation.id, organisation.short_name, name, items, nearest, account.unreachable_reason)
