"""An authority's working calendar: the production calendar with its own corrections."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Authority, CalendarOverride
from domain.calendar import WorkingCalendar


async def calendar_of(session: AsyncSession, authority_id: int) -> WorkingCalendar:
    """The calendar of an authority; a corrected day wins over the production calendar."""
    rows = await session.scalars(select(CalendarOverride).where(CalendarOverride.authority_id == authority_id))
    overrides = {row.day: row.is_working for row in rows}
    authority = await session.get_one(Authority, authority_id)
    return WorkingCalendar(overrides, saturdays=authority.saturdays)
