"""What is looked at to know that the bot works: in the process, in the database, on the disk."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CalendarOverride
from db.outbox import oldest_due
from domain.access import check_any_admin
from domain.signs import Reading, Sign, Values, judge, missing_calendars
from services.context import Context, Database
from services.delivery.set_aside import counted
from services.upkeep.backups import last_made
from services.upkeep.vault import Vault

#: What the process knows of itself, without the database.
Pulse = Callable[[], Values]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the data are, where backups go, how many bytes are wanted free."""

    folder: Path
    vault: Vault | None
    least_free: float


async def status(ctx: Context, place: Place, pulse: Pulse) -> tuple[Reading, ...]:
    """`/status`: every sign of life. Raises NotAllowed for anybody but an admin."""
    check_any_admin(ctx.actor)
    return await measure(ctx.db, place, pulse, ctx.now)


async def measure(db: Database, place: Place, pulse: Pulse, now: datetime) -> tuple[Reading, ...]:
    """Every sign beside its limit. What the database does not answer is raised."""
    async with db.read() as session:
        oldest, aside = await oldest_due(session, now), await counted(session)
        calendars = await _missing_calendars(session, now.date())
    free, made = await asyncio.to_thread(_on_disk, place)
    values = {
        Sign.NOTICES: (now - oldest).total_seconds() if oldest else 0,
        Sign.DEAD: aside.notices,
        Sign.SET_ASIDE: aside.updates,
        Sign.DISK: free,
        Sign.BACKUP: (now - made).total_seconds() if made else None,
        Sign.CALENDAR: calendars,
    }
    return judge({**pulse(), **values}, place.least_free)


def _on_disk(place: Place) -> tuple[int, datetime | None]:
    made = last_made(place.vault) if place.vault else None
    return shutil.disk_usage(place.folder).free, made


async def _missing_calendars(session: AsyncSession, today: date) -> float | None:
    """An authority that has entered days of the next year by hand does not wait for the decree."""
    missing = missing_calendars(today)
    if not missing:
        return missing
    by_hand = select(func.count()).where(CalendarOverride.day >= date(today.year + 1, 1, 1))
    return 0 if await session.scalar(by_hand) else missing
