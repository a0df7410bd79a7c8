"""Where the buttons of the clock lead, and where time stops on the way."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import select

from db.engine import Database
from db.models import Assignment
from domain.calendar import SATURDAY, WorkingCalendar
from domain.lifecycle import DATED, OWING

#: Hours at which digests leave: of officials, of directors.
MORNINGS = (time(8, 30), time(9, 0))


class Leap(StrEnum):
    HOUR = "hour"
    WORKDAY = "workday"
    DUE = "due"
    OVERDUE = "overdue"


def goal(leap: Leap, now: datetime, owed: Sequence[date]) -> datetime | None:
    """The moment a button leads to, None when nothing is owed any more; `owed` are due dates, earliest first."""
    days = WorkingCalendar()
    if leap is Leap.HOUR:
        return now + timedelta(hours=1)
    if leap is Leap.WORKDAY:
        return datetime.combine(days.add_working_days(now.date(), 1), now.time(), now.tzinfo)
    turn = days.previous_working if leap is Leap.DUE else _working_day_after
    mornings = (datetime.combine(turn(due), MORNINGS[-1], now.tzinfo) for due in owed)
    return next((morning for morning in mornings if morning > now), None)


def _working_day_after(day: date) -> date:
    return WorkingCalendar().add_working_days(day, 1)


def stops(now: datetime, until: datetime) -> Iterator[datetime]:
    """The mornings between two moments and the second moment itself."""
    day = now.date()
    while day <= until.date():
        for hour in MORNINGS:
            moment = datetime.combine(day, hour, now.tzinfo)
            if now < moment < until and day.weekday() < SATURDAY:
                yield moment
        day += timedelta(days=1)
    yield until


async def owed_dates(db: Database) -> Sequence[date]:
    """All dates for which somebody still owes a report, earliest first."""
    dates = (
        select(Assignment.control_date)
        .where(Assignment.form.in_(DATED), Assignment.state.in_(OWING), Assignment.control_date.is_not(None))
        .distinct()
        .order_by(Assignment.control_date)
    )
    async with db.read() as session:
        return [day for day in await session.scalars(dates) if day is not None]
