"""What failed for good is set aside, never lost: admins are told, once until somebody repeats it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Audit, InboxUpdate, Notice, NoticeKind
from db.outbox import DueNotice
from services.outbox import accounts_of_admins, notify

REPEATED = "set_aside_repeated"
#: Written out, not bound: only then SQLite sees that the partial indexes fit.
IS_DEAD, HAS_FAILED = text("outbox.state = 'dead'"), text("inbox.error <> ''")


@dataclass(frozen=True, slots=True)
class SetAside:
    """How many messages and how many actions of people wait to be repeated, and for which errors (codes)."""

    notices: int
    updates: int
    errors: tuple[str, ...]


async def tell_set_aside(session: AsyncSession, now: datetime) -> None:
    """Part of a transaction: tell the admins, at most once a day until somebody has repeated what there was."""
    repeated = (Audit.subject == "process", Audit.subject_id == 0, Audit.action == REPEATED)
    times = await session.scalar(select(func.count(Audit.id)).where(*repeated))
    admins = await accounts_of_admins(session)
    await notify(session, now, NoticeKind.SET_ASIDE, admins, key=f"{times}:{now:%Y-%m-%d}")


async def counted(session: AsyncSession) -> SetAside:
    """What is set aside now."""
    dead = select(Notice.last_error, func.count()).where(IS_DEAD).group_by(Notice.last_error)
    failed = select(InboxUpdate.error, func.count()).where(HAS_FAILED).group_by(InboxUpdate.error)
    notices = {row[0]: row[1] for row in await session.execute(dead)}
    updates = {row[0]: row[1] for row in await session.execute(failed)}
    return SetAside(sum(notices.values()), sum(updates.values()), tuple(sorted({*notices, *updates})))


async def set_aside(db: Database, _notice: DueNotice, _now: datetime) -> SetAside | None:
    """Facts of the notice to admins; None when all has been repeated meanwhile."""
    async with db.read() as session:
        found = await counted(session)
    return found if found.notices or found.updates else None
